"""Mean moment of a dipole in a field at a given temperature, classical and quantised.

Of many dipoles with their forces: `onnes.chains.monte_carlo`.
"""

from __future__ import annotations

import numpy as np

from onnes.units.constants import BOLTZMANN


def langevin(x: np.ndarray | float) -> np.ndarray:
    """Return L(x) = coth x - 1/x, the mean of cos(theta) over directions weighted by exp(x cos(theta)).

    Source: Z1, Z5, Z6 for a classical moment.
    """
    x = np.asarray(x, dtype=float)
    small = np.abs(x) < 1e-2
    safe = np.where(small, 1.0, x)
    return np.where(small, x / 3 - x**3 / 45 + 2 * x**5 / 945, 1 / np.tanh(safe) - 1 / safe)


def brillouin(x: np.ndarray | float, spin: float) -> np.ndarray:
    """Return the Brillouin function B_J(x) = a coth(a x) - b coth(b x), with a = (2J+1)/2J and b = 1/2J.

    It is the mean moment of 2J+1 levels divided by its largest value.

    Args:
        x: mu B / k T, dimensionless, any shape.
        spin: J, a multiple of 1/2; J = 1/2 gives tanh x, large J gives `langevin`.

    Source: Z1, Z5, Z6 for a quantised moment.
    """
    a, b = (2 * spin + 1) / (2 * spin), 1 / (2 * spin)
    x = np.asarray(x, dtype=float)
    # a coth(a x) = 1/x + a L(a x): the poles at x = 0 cancel before they are computed
    return a * langevin(a * x) - b * langevin(b * x)


def thermal_moment(moment: float, field: float, temperature: float, spin: float | None = None) -> float:
    """Return <mu> = mu L(mu B / k T), or mu B_J for a quantised moment, in J/T along the field; zero without field.

    Args:
        moment: mu, J/T.
        field: B, T.
        temperature: T, K, above 0.
        spin: J for a quantised moment, None for a classical one.

    Source: Z1, Z3-Z6, exact for moments that do not interact.
    """
    x = moment * field / (BOLTZMANN * temperature)
    return moment * float(langevin(x) if spin is None else brillouin(x, spin))

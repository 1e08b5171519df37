"""Thermal fluctuations of the order parameter, from an explicit key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import FreeEnergy, State
from onnes.laws.steppers.pair_breaking import agitation
from onnes.laws.thermal_cutoff import Cutoff
from onnes.numerics.jax_settings import as_array


def _array_or_function(value: Any) -> Any:
    return value if callable(value) else as_array(value)


class Agitation(NamedTuple):
    """A thermal force that is constant for a while.

    Attributes:
        force: shape of the grid, or () where there is none.
        end: of its interval, in tau.
    """

    force: Any
    end: float


NO_AGITATION = Agitation(np.zeros(()), np.inf)


class Noise(eqx.Module):
    """A Gaussian force, redrawn every ``interval`` from ``fold_in(key, number of the interval)``.

    ``M du/dt = -grad F + sqrt(2 M kT / interval) N`` per real degree of freedom, which in the force
    f of `ThermalForce` reads f = sqrt(tau kT/(dV interval)) (N_1 + i N_2). A mode that relaxes at the
    rate r has the energy kT tanh(y)/y, y = r interval/2, at the ends of the intervals: modes slower
    than the interval obey the fluctuation-dissipation theorem at temperature kT to order 2 in y. Between the ends they
    have less, by the part y in the middle and 2 y/3 in the mean: record at ends of intervals.
    Independent of the step sizes, so a run repeats bit for bit. Source: Schmid 1969.

    Attributes:
        key: jax.random key.
        temperature: kT in units of (Bc^2/mu_0) xi^3 (in two dimensions per xi of thickness), shape () or that of the
            nodes; or a function of t that returns it, taken in the middle of an interval.
        interval: correlation time of the force, in tau.
        cutoff: q_c^2 in xi^-2 beyond which wavelengths are left out, see `onnes.laws.thermal_cutoff`; none if left out.
    """

    key: jax.Array
    temperature: jax.Array | Callable[[float], Any] = eqx.field(converter=_array_or_function)
    interval: jax.Array = eqx.field(converter=as_array, default=0.5)
    cutoff: float | None = None

    def agitation(self, t: float, energy: FreeEnergy, state: State, spread: jax.Array, pair_breaking: Any,
                  cutoff: Cutoff | None) -> Agitation:
        """Return the force in the interval that holds t.

        Args:
            energy, state: of the body; the strength of the force depends on psi, its short waves on A.
            spread: (tau / dV)^(1/2) on the nodes, 0 outside the sample.
            pair_breaking: see `onnes.laws.steppers.pair_breaking`.
            cutoff: of short waves on the grid of the body.
        """
        interval = float(self.interval)
        number = int(t / interval + 1e-9)
        middle = (number + 0.5) * interval
        temperature = np.asarray(self.temperature(middle) if callable(self.temperature) else self.temperature)
        temperature = as_array(np.broadcast_to(temperature, spread.shape))  # a number or not, one program
        force = _drawn(self.key, as_array(number), as_array(interval), temperature, energy, state, spread,
                       pair_breaking, cutoff)
        return Agitation(force, (number + 1) * interval)


@eqx.filter_jit
def _drawn(key, number, interval, temperature, energy, state, spread, pair_breaking, cutoff) -> jax.Array:
    # In a row: the same numbers, and for narrow grids a tenth of the time to compile.
    pair = jax.random.normal(jax.random.fold_in(key, number), (2 * spread.size,)).reshape(2, *spread.shape)
    force = jnp.sqrt(temperature / interval) * spread * (pair[0] + 1j * pair[1])
    force = force if cutoff is None else cutoff(energy, state.A, force)
    return agitation(state.psi, force, pair_breaking)

"""Closed forms of the impulse that a passing electron gives an ion, to first order in the displacement."""

from __future__ import annotations

import numpy as np
from scipy.special import k0, k1

from onnes.pairing.tube.crossing import Crossing


def impulse(crossing: Crossing, distance: np.ndarray | float) -> np.ndarray | float:
    """Return c = 2 k K1(k rho), in units of tau e_A/d, the impulse of a screened Coulomb force on an ion at rest.

    Args:
        distance: rho of the ion from the path, in d.

    2/rho without screening, for k to 0. Source: W4; the integral of the force along a straight path.
    """
    return 2 * crossing.screening * k1(crossing.screening * distance)


def resonant_impulse(crossing: Crossing, distance: np.ndarray | float) -> np.ndarray | float:
    """Return 2 q K1(q rho) with q^2 = k^2 + w^2, the force's Fourier component at the ion's frequency.

    The component is that towards the path. It is the momentum amplitude of an oscillator after the passage, exact for
    any ratio of its period to the passing time; the impulse approximation is w = 0. Arguments and unit are those of
    `impulse`.
    """
    q = np.hypot(crossing.screening, crossing.frequency)
    return 2 * q * k1(q * distance)


def resonant_impulse_along(crossing: Crossing, distance: np.ndarray | float) -> np.ndarray | float:
    """Return 2 w K0(q rho) with q^2 = k^2 + w^2, the same component along the path, a quarter period later."""
    return 2 * crossing.frequency * k0(np.hypot(crossing.screening, crossing.frequency) * distance)


def displacement(crossing: Crossing) -> float:
    """Return delta/d = eta c/w, the displacement of the nearest ion towards the path after the impulse. Source: W5."""
    return float(crossing.strength * impulse(crossing, crossing.impact) / crossing.frequency)


def tube_depth(crossing: Crossing) -> float:
    """Return -U/e_A = (eta/w) sum over rows of c^2, the mean depth of the tube on the path.

    A row of ions each moved by delta towards a point at rho acts on it as eta c(rho) does on the ions: K1 enters twice.

    Source: W7, with the sum over ions in place of g.
    """
    rows = np.hypot(*crossing.rows.T)
    return float(crossing.strength / crossing.frequency * np.sum(np.square(impulse(crossing, rows))))


def mean_tube_depth(crossing: Crossing, core: float) -> float:
    """Return -U/e_A averaged over all straight paths through the cell, with ions acting only outside their cores.

    (eta/w) int_core^inf (2 k K1(k rho))^2 2 pi rho drho = (4 pi eta/w) x^2 [K0(x) K2(x) - K1(x)^2] at x = k core.

    Args:
        core: radius of an ion's core, inside of which its attraction is taken to vanish, in d.

    The wave of an electron fills the cell, so that this is nearer to a metal than any single path.
    """
    x = crossing.screening * core
    k2 = k0(x) + 2 * k1(x) / x
    return float(4 * np.pi * crossing.strength / crossing.frequency * x**2 * (k0(x) * k2 - k1(x) ** 2))

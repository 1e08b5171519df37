"""Nucleation of superconductivity in a uniform field: Hc2 in the bulk, Hc3 at a surface.

At psi = 0 the second variation is that of ``|(grad - iA) psi|^2 - epsilon |psi|^2``. In a given field B the normal
state of a metal that is cooled becomes unstable at the epsilon that equals the lowest eigenvalue of -(grad - iA)^2.
There is no other field or length in the problem, so epsilon is proportional to B and the critical field at epsilon = 1
is B/epsilon, in units of Bc2 = Phi_0/(2 pi xi^2).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np
from scipy.optimize import minimize_scalar

from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws.stability.lowest_eigenvalues import lowest_eigenvalues

_REACH = 6.0
"""Extent of the grid in widths B^(-1/2) of the Gaussian nucleus: exp(-18) is left there, exp(-36) of its energy."""


def bulk_nucleation(cells: int, kappa: float = 1.0) -> float:
    """Return Hc2 in units of Phi_0/(2 pi xi^2): exactly 1, the lowest Landau level.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957).
    """
    return 1 / _lowest_level(np.linspace(-_REACH, _REACH, cells + 1), kappa)(0.0)


def surface_nucleation(cells: int, kappa: float = 1.0) -> float:
    """Return Hc3 in units of Phi_0/(2 pi xi^2), at a flat insulating surface along the field: 1.69461.

    The nucleus psi = f(x) exp(iky) is centred at distance k/B from the surface; k is that of the lowest eigenvalue.

    Source: D. Saint-James, P. G. de Gennes, Phys. Lett. 7, 306 (1963).
    """
    level = _lowest_level(np.linspace(0.0, _REACH, cells + 1), kappa)
    lowest: Any = minimize_scalar(level, bounds=(0.0, 2.0), method="bounded", options={"xatol": 1e-5})
    return 1 / float(lowest.fun)


def _lowest_level(x: np.ndarray, kappa: float) -> Callable[[float], float]:
    """Return the function k -> lowest eigenvalue of -(grad - iA)^2 for psi ~ exp(iky) in B = 1."""
    sample = Sample(Grid((x,)))
    normal = State(jnp.zeros(len(x)), (None, jnp.asarray(x), None))
    field_given = State(jnp.zeros(len(x), bool), (None, jnp.ones(len(x), bool), None))

    def level(wave_number: float) -> float:
        energy: FreeEnergy = ginzburg_landau(sample, kappa, (0.0, wave_number, 0.0))
        at_tc = Drive(condensation=0.0)
        return float(lowest_eigenvalues(energy, at_tc, normal, field_given)[0])

    return level

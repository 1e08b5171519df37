"""An isolated vortex on two grids, with its energy, core and far field extrapolated to vanishing spacing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import k0e

from onnes.numerics.extrapolation import refined_estimate
from onnes.numerics.uncertainty import UNKNOWN, Estimate
from onnes.problems.isolated_vortex import Vortex, isolated_vortex
from onnes.problems.two_grids import CELLS, spread_by

_TAIL_AGREES = 0.02
_HALF_DENSITY = math.sqrt(0.5)
"""|psi| where |psi|^2 is half of its bulk value."""


@dataclass(frozen=True)
class SolvedVortex:
    """A vortex with n flux quanta, extrapolated to vanishing spacing.

    Attributes:
        quanta: n.
        entry: H/Hc above which it lowers the energy; Hc1/Hc for n = 1.
        core_field: B on the axis over Hc.
        core_radius: r_c/xi with |psi| = r/r_c near the axis; no value for n > 1, where |psi| starts as r^n.
        half_radius: r/xi where |psi|^2 = 1/2.
        tail: B far out over n K0(r/lambda) Phi_0/(2 pi lambda^2); no value where the grids do not agree on it.
        profile: the vortex on the finer grid.
    """

    quanta: int
    entry: Estimate
    core_field: Estimate
    core_radius: Estimate
    half_radius: Estimate
    tail: Estimate
    profile: Vortex


def solve_vortex(kappa: float, quanta: int, spread: float | None) -> SolvedVortex:
    """Solve on two grids and extrapolate.

    Args:
        kappa: Ginzburg-Landau parameter lambda/xi.
        quanta: n.
        spread: standard uncertainty of kappa, passed on to the readings; None if it is exact.
    """
    grids = [isolated_vortex(kappa, cells, quanta) for cells in (CELLS, 2 * CELLS)]
    coarse, fine = grids
    tail = refined_estimate(_tail(kappa, quanta, coarse), _tail(kappa, quanta, fine))
    agree = tail.value and tail.uncertainty is not None and tail.uncertainty < _TAIL_AGREES * tail.value
    return SolvedVortex(
        quanta,
        _entries(kappa, quanta, grids, spread),
        refined_estimate(*map(_core_field, grids)).widened(
            spread_by(lambda k: _core_field(isolated_vortex(k, CELLS, quanta)), kappa, spread)),
        refined_estimate(*map(_core_radius, grids)) if quanta == 1 else UNKNOWN,
        refined_estimate(*map(_half_radius, grids)),
        tail if agree else UNKNOWN,
        fine)


def entry_field(kappa: float, quanta: int, spread: float | None) -> Estimate:
    """Return H/Hc above which a vortex with ``quanta`` flux quanta lowers the energy."""
    return _entries(kappa, quanta, [isolated_vortex(kappa, cells, quanta) for cells in (CELLS, 2 * CELLS)], spread)


def _entries(kappa: float, quanta: int, grids: list[Vortex], spread: float | None) -> Estimate:
    by_kappa = spread_by(lambda k: isolated_vortex(k, CELLS, quanta).lower_critical_field, kappa, spread)
    return refined_estimate(*(vortex.lower_critical_field for vortex in grids)).widened(by_kappa)


def _core_field(vortex: Vortex) -> float | None:
    return float(vortex.field[0]) if vortex.converged else None


def _core_radius(vortex: Vortex) -> float | None:
    """Return 1/(d|psi|/dr) on the axis from a cubic odd in r: |psi|/r = a + b r^2 through two nodes."""
    if not vortex.converged:
        return None
    r, slope = vortex.radius[1:3], vortex.modulus[1:3] / vortex.radius[1:3]
    at_axis = (slope[0] * r[1] ** 2 - slope[1] * r[0] ** 2) / (r[1] ** 2 - r[0] ** 2)
    return float(1 / at_axis)


def _half_radius(vortex: Vortex) -> float | None:
    if not vortex.converged:
        return None
    above = int(np.argmax(vortex.modulus > _HALF_DENSITY))
    near = slice(max(above - 4, 0), above + 4)
    return float(CubicSpline(vortex.modulus[near], vortex.radius[near])(_HALF_DENSITY))


def _tail(kappa: float, quanta: int, vortex: Vortex) -> float | None:
    """Return the amplitude at 4 (lambda + xi) beyond the core, where |psi| = 1 to 1e-3 and B is London's to 1e-6."""
    if not vortex.converged:
        return None
    core = _half_radius(vortex) or 0.0
    r = 4 * (kappa + 1) + core * (quanta > 1)
    around = np.abs(np.arange(len(vortex.radius)) - np.searchsorted(vortex.radius, r)) < 4
    radius, field = vortex.radius[around], vortex.field[around]
    if np.any(field <= 0):
        return None
    london = quanta * math.sqrt(2) / kappa * k0e(radius / kappa)
    return float(np.exp(CubicSpline(radius, np.log(field / london) + radius / kappa)(r)))

"""All problems solved for one kappa, each on two grids."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.experiments.critical.domain_wall import Wall, domain_wall
from onnes.experiments.critical.isolated_vortex import Vortex, isolated_vortex
from onnes.experiments.critical.nucleation import bulk_nucleation, surface_nucleation
from onnes.experiments.critical.refinement import CELLS, NOTHING, Estimate, extrapolated, refined, swing
from onnes.experiments.critical.superheating import Superheating, superheating, superheating_by_waves
from onnes.experiments.experiment import Progress


@dataclass(frozen=True)
class Solved:
    """What came out.

    Attributes:
        wall_energy: delta/lambda.
        lower, superheating: Hc1/Hc and Hsh/Hc, the latter if nothing varies along the surface.
        transverse, wave_number: Hsh/Hc if waves along the surface are let in, and q xi of the one that wins.
        bulk, surface: Hc2 and Hc3 in units of Phi_0/(2 pi xi^2).
        wall, vortex: the profiles on the finer grid.
    """

    wall_energy: Estimate
    lower: Estimate
    superheating: Estimate
    transverse: Estimate
    wave_number: Estimate
    bulk: Estimate
    surface: Estimate
    wall: Wall
    vortex: Vortex

    @property
    def converged(self) -> bool:
        every = (self.wall_energy, self.lower, self.superheating, self.transverse, self.bulk, self.surface)
        return all(one.value is not None for one in every)


def solve(kappa: float, spread: float | None, progress: Progress) -> Solved:
    """Solve them in turn.

    Args:
        kappa: Ginzburg-Landau parameter.
        spread: its standard uncertainty, passed on to the readings; None if it is exact.
    """
    progress(0.0, "wall between the phases")
    walls = [domain_wall(kappa, cells) for cells in (CELLS, 2 * CELLS)]
    progress(0.3, "isolated vortex")
    vortices = [isolated_vortex(kappa, cells) for cells in (CELLS, 2 * CELLS)]
    progress(0.5, "superheated Meissner state")
    superheated = [superheating_by_waves(kappa, cells) for cells in (CELLS, 2 * CELLS)]
    progress(0.9, "nucleation")
    bulk, surface = refined(bulk_nucleation), refined(surface_nucleation)
    progress(0.95, "uncertainties")
    return Solved(
        extrapolated(*map(_energy, walls)).with_also(swing(lambda k: wall_energy(k, CELLS), kappa, spread)),
        extrapolated(*map(_field, vortices)).with_also(swing(lambda k: lower_critical_field(k, CELLS), kappa, spread)),
        extrapolated(*map(_fold, superheated)).with_also(swing(lambda k: superheating_field(k, CELLS), kappa, spread)),
        extrapolated(*map(_surface_field, superheated)).with_also(
            swing(lambda k: transverse_field(k, CELLS), kappa, spread)),
        _wave_number(*superheated),
        bulk, surface, walls[-1], vortices[-1])


def wall_energy(kappa: float, cells: int) -> float | None:
    """delta/lambda; None where the wall did not settle."""
    return _energy(domain_wall(kappa, cells))


def lower_critical_field(kappa: float, cells: int) -> float | None:
    """Hc1/Hc; None where the vortex did not settle."""
    return _field(isolated_vortex(kappa, cells))


def superheating_field(kappa: float, cells: int) -> float | None:
    """Hsh/Hc, one-dimensional; None where the fold was not found."""
    return _surface_field(superheating(kappa, cells))


def transverse_field(kappa: float, cells: int) -> float | None:
    """Hsh/Hc with waves along the surface; None where it was not found."""
    return _surface_field(superheating_by_waves(kappa, cells))


def _fold(last: Superheating) -> float | None:
    return last.fold if last.converged and math.isfinite(last.fold) else None


def _surface_field(last: Superheating) -> float | None:
    return last.field if last.converged and math.isfinite(last.field) else None


def _wave_number(coarse: Superheating, fine: Superheating) -> Estimate:
    """Extrapolated where both grids have a wave; next to where it appears, one may have none."""
    if not (coarse.converged and fine.converged):
        return NOTHING
    if coarse.wave_number > 0 and fine.wave_number > 0:
        return extrapolated(coarse.wave_number, fine.wave_number)
    return Estimate(fine.wave_number, abs(fine.wave_number - coarse.wave_number))


def _energy(wall: Wall) -> float | None:
    return wall.energy if wall.converged else None


def _field(vortex: Vortex) -> float | None:
    return vortex.lower_critical_field if vortex.converged else None

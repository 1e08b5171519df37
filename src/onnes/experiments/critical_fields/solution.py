"""The problems of the critical fields solved for one kappa, each on two grids."""

from __future__ import annotations

from dataclasses import dataclass

from onnes.experiments.experiment import Progress
from onnes.numerics.extrapolation import refined_estimate
from onnes.numerics.uncertainty import UNKNOWN, Estimate
from onnes.problems.domain_wall import Wall, domain_wall
from onnes.problems.isolated_vortex import Vortex, isolated_vortex
from onnes.problems.nucleation import bulk_nucleation, surface_nucleation
from onnes.problems.superheating import Superheating, superheating, superheating_by_waves
from onnes.problems.two_grids import CELLS, refined, spread_by


@dataclass(frozen=True)
class Solved:
    """Critical fields and wall energy, extrapolated to vanishing spacing.

    Attributes:
        wall_energy: delta/lambda.
        lower, superheating: Hc1/Hc and Hsh/Hc, the latter if nothing varies along the surface.
        transverse, wave_number: Hsh/Hc with waves along the surface, and q xi of the wave that ends the state.
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
    """Solve the problems in turn.

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
        refined_estimate(*(wall.energy for wall in walls)).widened(
            spread_by(lambda k: domain_wall(k, CELLS).energy, kappa, spread)),
        refined_estimate(*(vortex.lower_critical_field for vortex in vortices)).widened(
            spread_by(lambda k: isolated_vortex(k, CELLS).lower_critical_field, kappa, spread)),
        refined_estimate(*(state.fold for state in superheated)).widened(
            spread_by(lambda k: superheating(k, CELLS).field, kappa, spread)),
        refined_estimate(*(state.field for state in superheated)).widened(
            spread_by(lambda k: superheating_by_waves(k, CELLS).field, kappa, spread)),
        _wave_number(*superheated),
        bulk, surface, walls[-1], vortices[-1])


def _wave_number(coarse: Superheating, fine: Superheating) -> Estimate:
    """Extrapolated where both grids have a wave; close to kappa = 1.15 one of them may have none."""
    if coarse.field is None or fine.field is None:
        return UNKNOWN
    if coarse.wave_number > 0 and fine.wave_number > 0:
        return refined_estimate(coarse.wave_number, fine.wave_number)
    return Estimate(fine.wave_number, abs(fine.wave_number - coarse.wave_number))

"""All problems solved for one kappa, each on two grids."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.experiments.critical.domain_wall import Wall, domain_wall
from onnes.experiments.critical.isolated_vortex import Vortex, isolated_vortex
from onnes.experiments.critical.nucleation import bulk_nucleation, surface_nucleation
from onnes.experiments.critical.refinement import CELLS, Estimate, extrapolated, refined, swing
from onnes.experiments.critical.superheating import superheating
from onnes.experiments.experiment import Progress


@dataclass(frozen=True)
class Solved:
    """What came out.

    Attributes:
        wall_energy: delta/lambda.
        lower, superheating: Hc1/Hc and Hsh/Hc.
        bulk, surface: Hc2 and Hc3 in units of Phi_0/(2 pi xi^2).
        wall, vortex: the profiles on the finer grid.
    """

    wall_energy: Estimate
    lower: Estimate
    superheating: Estimate
    bulk: Estimate
    surface: Estimate
    wall: Wall
    vortex: Vortex

    @property
    def converged(self) -> bool:
        every = (self.wall_energy, self.lower, self.superheating, self.bulk, self.surface)
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
    superheated = refined(lambda cells: superheating_field(kappa, cells))
    progress(0.8, "nucleation")
    bulk, surface = refined(bulk_nucleation), refined(surface_nucleation)
    progress(0.9, "uncertainties")
    return Solved(
        extrapolated(*map(_energy, walls)).with_also(swing(lambda k: wall_energy(k, CELLS), kappa, spread)),
        extrapolated(*map(_field, vortices)).with_also(swing(lambda k: lower_critical_field(k, CELLS), kappa, spread)),
        superheated.with_also(swing(lambda k: superheating_field(k, CELLS), kappa, spread)),
        bulk, surface, walls[-1], vortices[-1])


def wall_energy(kappa: float, cells: int) -> float | None:
    """delta/lambda; None where the wall did not settle."""
    return _energy(domain_wall(kappa, cells))


def lower_critical_field(kappa: float, cells: int) -> float | None:
    """Hc1/Hc; None where the vortex did not settle."""
    return _field(isolated_vortex(kappa, cells))


def superheating_field(kappa: float, cells: int) -> float | None:
    """Hsh/Hc, one-dimensional; None where the fold was not found."""
    last = superheating(kappa, cells)
    return last.field if last.converged and math.isfinite(last.field) else None


def _energy(wall: Wall) -> float | None:
    return wall.energy if wall.converged else None


def _field(vortex: Vortex) -> float | None:
    return vortex.lower_critical_field if vortex.converged else None

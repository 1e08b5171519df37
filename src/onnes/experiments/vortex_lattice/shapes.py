"""The rhombic lattices of all angles, and the one of the smallest energy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.experiments.experiment import Progress
from onnes.numerics.extrapolation import refined_estimate
from onnes.numerics.uncertainty import UNKNOWN, Estimate
from onnes.problems.vortex_lattice import SQUARE, TRIANGULAR, SolvedLattice, solve_lattice

ANGLES = (60.0, 55.0, 50.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0)
"""In degrees, in the order in which they are solved: most start from a neighbour."""


@dataclass(frozen=True)
class Shapes:
    """Rhombic lattices at one kappa and induction.

    Attributes:
        lattices: angle in degrees -> lattice, ascending.
        angle: of the smallest energy, by a spline through the energies, in degrees; its uncertainty is the difference
            from that of the finer grid alone.
    """

    lattices: dict[float, SolvedLattice]
    angle: Estimate

    @property
    def converged(self) -> bool:
        """Return whether all energies are at their minima."""
        return all(each.energy.value is not None for each in self.lattices.values())

    @property
    def triangular(self) -> SolvedLattice:
        return self.lattices[TRIANGULAR]

    @property
    def square(self) -> SolvedLattice:
        return self.lattices[SQUARE]

    @property
    def winner(self) -> SolvedLattice:
        """The lattice of the smallest energy among those computed."""
        return min(self.lattices.values(), key=lambda each: np.inf if each.energy.value is None else each.energy.value)

    @property
    def excess(self) -> Estimate:
        """Energy of the square lattice less that of the triangular one, in Bc^2/mu_0."""
        return _difference(self.square, self.triangular)

    @property
    def warnings(self) -> tuple[str, ...]:
        excess = self.excess
        if excess.value is None or excess.uncertainty is None or abs(excess.value) > excess.uncertainty:
            return ()
        return ("The energies of triangular and square lattice differ by less than the grids tell: vortices this far "
                "apart hardly feel the shape of their lattice. Take a larger induction to compare shapes.",)


def solve_shapes(kappa: float, induction: float, progress: Progress) -> Shapes:
    """Solve the lattices of all angles."""
    solved: dict[float, SolvedLattice] = {}
    for index, angle in enumerate(ANGLES):
        progress(index / len(ANGLES), f"lattice of {angle:g} degrees")
        solved[angle] = solve_lattice(kappa, induction, angle, _nearest(solved, angle))
    lattices = {angle: solved[angle] for angle in sorted(ANGLES)}
    return Shapes(lattices, _softest(lattices))


def _nearest(solved: dict[float, SolvedLattice], angle: float) -> SolvedLattice | None:
    return solved[min(solved, key=lambda other: abs(other - angle))] if solved else None


def _difference(one: SolvedLattice, other: SolvedLattice) -> Estimate:
    """Return the difference of two energies, extrapolated as one number, since the errors of both grids are alike."""
    if one.energy.value is None or other.energy.value is None:
        return UNKNOWN
    return refined_estimate(*(a.energy - b.energy for a, b in ((one.coarse, other.coarse), (one.fine, other.fine))))


def _softest(lattices: dict[float, SolvedLattice]) -> Estimate:
    angles = np.array(list(lattices))
    if any(each.energy.value is None for each in lattices.values()):
        return UNKNOWN
    limit = _minimum(angles, np.array([each.energy.value for each in lattices.values()]))
    return Estimate(limit, abs(limit - _minimum(angles, np.array([each.fine.energy for each in lattices.values()]))))


def _minimum(angles: np.ndarray, energies: np.ndarray) -> float:
    """Return where a spline through the energies is least."""
    spline = CubicSpline(angles, energies - energies.min())
    places = np.concatenate([angles[[0, -1]], spline.derivative().roots(extrapolate=False)])
    return float(places[np.argmin(spline(places))])

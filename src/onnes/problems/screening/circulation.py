"""The screening current round the axis of a cylinder or a sphere, computed under London's law, with its potential."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.energies import DipoleExterior, Drive, ginzburg_landau, uniform_on_sphere, uniform_state
from onnes.grids import Grid, Sample
from onnes.laws import London
from onnes.numerics.grading import graded_to_surface
from onnes.readouts.fields import magnetic_induction
from onnes.units.constants import VACUUM_PERMEABILITY

CELLS = 40
"""Cells per penetration depth at the surface."""


@dataclass(frozen=True)
class Circulation:
    """A current round the axis, of a sphere in the plane of its equator, in SI units.

    Attributes:
        position: distance from the axis, shape (n + 1,) [m].
        density, potential: J [A/m^2] and A [T m] along the angle there, div A = 0, A = -mu_0 lambda^2 J.
        between: middles of the cells, shape (n,) [m]; field: B along the axis there [T].
        moment: magnetic moment by Ampere's law from the field [A m^2]; of a cylinder per length [A m].
        moment_from_potential: the same from A by London's equation.
    """

    position: np.ndarray
    density: np.ndarray
    potential: np.ndarray
    between: np.ndarray
    field: np.ndarray
    moment: float
    moment_from_potential: float


def circulation(shape: str, radius: float, field: float, depth: float) -> Circulation:
    """Return the screening current of a body at rest in a uniform field along its axis.

    Args:
        shape: "cylinder" (infinitely long) or "sphere".
        radius: R [m].
        field: B0 far away [T].
        depth: lambda [m].
    """
    # The problem is linear in the field: solve for B0 = 1, in units of lambda.
    nodes = graded_to_surface(radius / depth, 1.0, 1.0 / CELLS)
    sphere = shape == "sphere"
    grid = Grid([nodes], "spherical" if sphere else "cylindrical")
    sample, along = Sample(grid), 2 if sphere else 1
    energy = ginzburg_landau(sample, 1.0, (0.0, 0.0, 0.0), DipoleExterior(1.0)) if sphere else (
        ginzburg_landau(sample, 1.0))
    drive = Drive(1.0, uniform_on_sphere(1.0) if sphere else (0.0, 0.0, 1.0))
    found = London(energy, drive).run(uniform_state(grid, 1.0, (along,), real=True))
    potential = np.asarray(found.state.A[along])
    induction = magnetic_induction(sample, found.state.A)
    section = np.asarray(sample.edge_weight[along]) * np.asarray(sample.edge_length[along])
    lever = (4 * np.pi / 3 if sphere else np.pi) * nodes**2  # half the moment of a unit of current, over the angle
    unit = field / VACUUM_PERMEABILITY * depth ** (3 if sphere else 2)
    return Circulation(
        nodes * depth, -potential * field / (VACUUM_PERMEABILITY * depth), potential * field * depth,
        grid.points((0,))[0] * depth, np.asarray(-induction[1] if sphere else induction[2]) * field,
        float(np.sum(lever * np.asarray(found.current[along]))) * unit,
        float(-np.sum(lever * section * potential)) * unit)

"""The screening current under a plane surface, computed under London's law."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.energies import Drive, ginzburg_landau, uniform_state
from onnes.grids import Grid, Sample
from onnes.laws import London
from onnes.numerics.grading import mirrored
from onnes.readouts.fields import magnetic_induction, supercurrent
from onnes.units.constants import VACUUM_PERMEABILITY


@dataclass(frozen=True)
class Layer:
    """Half of a slab in a field along its faces, from the middle plane (0) to one face.

    Signs are those of Fig. 10 of Weisskopf's text: a screening current is positive, its A negative.

    Attributes:
        position: nodes, shape (n + 1,) [m].
        width: thickness of the slab that each node represents, shape (n + 1,) [m].
        density, potential: current density [A/m^2] and A along it [T m] at the nodes.
        between: middles of the cells, shape (n,) [m]; field: B there [T].
    """

    position: np.ndarray
    width: np.ndarray
    density: np.ndarray
    potential: np.ndarray
    between: np.ndarray
    field: np.ndarray


def london_layer(nodes: np.ndarray, field: float, depth: float) -> Layer:
    """Solve for the static A(x) at |psi| = 1 with B0 on both faces.

    Args:
        nodes: from the middle plane to a face [m].
        field: B0 [T].
        depth: lambda [m], the unit of length (and kappa = 1) of the computation.
    """
    # The problem is linear in the field: solve for B0 = 1.
    grid = Grid([mirrored(nodes / depth)])
    sample, drive = Sample(grid), Drive(1.0, (0.0, 0.0, 1.0))
    energy = ginzburg_landau(sample, 1.0)
    state = London(energy, drive).run(uniform_state(grid, 1.0, (1,), real=True)).state
    half = len(nodes) - 1
    width = np.array((np.asarray(sample.edge_weight[1]) * np.asarray(sample.edge_length[1]))[half:])
    density = -np.asarray(supercurrent(energy, state)[1])[half:] / width
    potential = -np.asarray(state.A[1])[half:]
    induction = np.asarray(magnetic_induction(sample, state.A)[2])[half:]
    # Half of the cell of the middle node lies on this side; the cell of the face is a half cell already.
    width[0] /= 2
    return Layer(nodes, width * depth, density * field / (VACUUM_PERMEABILITY * depth), potential * field * depth,
                 grid.points((0,))[0][half:] * depth, induction * field)

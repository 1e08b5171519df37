"""A body infinite along z on the grid of its cross-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.devices.composition import composed, unresolved
from onnes.devices.model import NO_PROBES, Model, faces_of_holes, warnings_about
from onnes.devices.spacing import grid_nodes
from onnes.energies import Term, ThermalForce, ginzburg_landau
from onnes.grids import Grid, Sample

if TYPE_CHECKING:
    from onnes.devices.bulk import Bulk


def bulk_model(bulk: Bulk, spacing: float, terms: tuple[Term, ...]) -> Model:
    """Return the body on a grid of the given spacing in metres.

    The grid covers the bounding box of the outline and ends there: on its rim and in the vacuum within it B is the
    applied field; along a period it goes on.
    """
    xi = bulk.constants.coherence_length
    grid = Grid([nodes / xi for nodes in grid_nodes(bulk.outline, spacing)], periodic=bulk.periodic)
    geometry = Sample(grid, bulk.outline.scaled(1 / xi))
    sample, composition = composed(bulk, geometry)
    energy = ginzburg_landau(sample, bulk.kappa, None, ThermalForce(), *terms)
    return Model(terms, energy, xi, spacing, (), np.zeros((1, *grid.shape)), np.full(grid.shape, np.nan), NO_PROBES,
                 faces_of_holes(bulk.outline, grid, xi, spacing), np.ones(grid.shape),
                 (*warnings_about(bulk.outline, spacing), *unresolved(bulk, spacing)), geometry, composition)

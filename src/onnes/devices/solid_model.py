"""A solid on its grid, with the vacuum around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices.model import NO_PROBES, Model, faces_of_holes, warnings_about
from onnes.energies import Term, ThermalForce, ginzburg_landau
from onnes.geometry.prisms import Prism, Prisms
from onnes.grids import Grid, Sample
from onnes.readouts.solid_frame import Section

if TYPE_CHECKING:
    from onnes.devices.solid import Solid


@dataclass(frozen=True, eq=False)
class SolidModel(Model):
    """A solid on its grid; `geometry`, `area` and `holes` are those of the recorded section.

    Attributes:
        sections: one half-way up every superconducting layer, from below.
    """

    sections: tuple[Section, ...]

    @property
    def places(self) -> tuple[np.ndarray, np.ndarray]:
        x, y = (np.asarray(nodes) for nodes in self.geometry.grid.nodes[:2])
        # In the vacuum what a user's function says does not matter.
        across, along = (np.clip(np.asarray(nodes), own[0], own[-1])
                         for nodes, own in zip(self.grid.nodes[:2], (x, y), strict=True))
        x, y = np.meshgrid(across, along, indexing="ij")
        return x[:, :, None], y[:, :, None]


def solid_model(solid: Solid, spacing: float, terms: tuple[Term, ...]) -> SolidModel:
    """Return a solid on a grid of the given spacing in metres."""
    xi, space = solid.constants.coherence_length, solid.space(spacing)
    grid = Grid([nodes / xi for nodes in space.nodes])
    body = Prisms(tuple(Prism(base.scaled(1 / xi), bottom / xi, top / xi) for base, bottom, top in solid.slabs))
    energy = ginzburg_landau(Sample(grid, body), solid.kappa, None, ThermalForce(), *terms)
    plane = Grid([nodes[own] / xi for nodes, own in zip(space.nodes[:2], space.body, strict=True)])
    holes = faces_of_holes(solid.outline, plane, xi, spacing)
    sections = tuple(Section(Sample(plane, base.scaled(1 / xi)), holes, (space.body[0].start, space.body[1].start), k)
                     for (base, _, _), k in zip(solid.slabs, space.middles, strict=True))
    geometry = sections[solid.section].sample
    warnings = {warning: None for base, _, _ in solid.slabs for warning in warnings_about(base, spacing)}
    return SolidModel(terms, energy, xi, spacing, (), np.broadcast_to(0.0, (1, *grid.shape)),
                      np.broadcast_to(np.nan, grid.shape), NO_PROBES, holes, np.ones(plane.shape), tuple(warnings),
                      geometry, None, sections)

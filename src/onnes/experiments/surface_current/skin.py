"""The screening current of a half-space, a slab or a wire as `london` finds it, in one form for all three."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.experiments.screening.body import at_surface
from onnes.experiments.screening.graded import graded
from onnes.experiments.screening.wire import london_wire
from onnes.experiments.surface_current.layer import london_layer
from onnes.pairing.surface_current import wire_current
from onnes.units.constants import VACUUM_PERMEABILITY

CELLS = 40
"""Cells per penetration depth at the surface."""

REACH = 40.0
"""A half-space is cut off so many lambda below its surface, where e^-40 of the current is left."""


@dataclass(frozen=True)
class Skin:
    """A computed current, in SI units.

    Attributes:
        size: distance from the centre to the surface [m].
        position: distance from the centre where the current density is known, shape (n,) [m].
        section: cross-section that each point stands for: per width [m], of a wire [m^2].
        density: current density there [A/m^2]; potential: A along it [T m].
        field_position, field: where B is known [m], and B [T].
        field_section: cross-section of each of those.
        surface_density: current density at the surface [A/m^2].
        current: total current per width [A/m], of a wire [A].
    """

    size: float
    position: np.ndarray
    section: np.ndarray
    density: np.ndarray
    potential: np.ndarray
    field_position: np.ndarray
    field: np.ndarray
    field_section: np.ndarray
    surface_density: float
    current: float

    def kinetic_energy(self, depth: float) -> float:
        """int n e^2 A^2/(2m) = int A^2/(2 mu_0 lambda^2) [J/m^2], of a wire [J/m]. Source: W34."""
        return float(np.sum(self.section * self.potential**2)) / (2 * VACUUM_PERMEABILITY * depth**2)

    def magnetic_energy(self) -> float:
        """int B^2/(2 mu_0) inside [J/m^2], of a wire [J/m]."""
        return float(np.sum(self.field_section * self.field**2)) / (2 * VACUUM_PERMEABILITY)


def skin(geometry: str, size: float, field: float, depth: float, coarser: int = 1) -> Skin:
    """The current of a geometry with B0 at its surface.

    Args:
        geometry: half-space, slab or wire.
        size: half thickness or radius [m]; of a half-space REACH lambda.
        field: B0 [T].
        depth: lambda [m].
        coarser: take every so manyth node only, 1 or 2.
    """
    nodes = graded(size, depth, depth / CELLS)[::coarser]
    return _wire(nodes, field, depth) if geometry == "wire" else _layer(nodes, field, depth)


def _layer(nodes: np.ndarray, field: float, depth: float) -> Skin:
    layer = london_layer(nodes, field, depth)
    return Skin(nodes[-1], layer.position, layer.width, layer.density, layer.potential, layer.between, layer.field,
                np.diff(nodes), float(layer.density[-1]), float(np.sum(layer.width * layer.density)))


def _wire(nodes: np.ndarray, field: float, depth: float) -> Skin:
    wire = london_wire(nodes, wire_current(nodes[-1], field), depth)
    ring = np.pi * np.diff(nodes**2)
    surface = at_surface(wire.r[::-1], wire.density[::-1], nodes[-1])
    # At |psi| = 1 and zero momentum A is the current itself (W33).
    potential = -VACUUM_PERMEABILITY * depth**2 * wire.density
    return Skin(nodes[-1], wire.r, ring, wire.density, potential, wire.r, wire.field, ring, surface, wire.current)

"""The screening current of a half-space, a slab or a wire, computed under London's law."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.numerics.grading import graded_to_surface
from onnes.pairing.surface_current import wire_current
from onnes.problems.screening.body import at_surface
from onnes.problems.screening.layer import london_layer
from onnes.problems.screening.wire import london_wire
from onnes.units.constants import VACUUM_PERMEABILITY

CELLS = 40
"""Cells per penetration depth at the surface."""

REACH = 40.0
"""Depth in lambda at which a half-space is cut off: e^-40 of the current is left there."""


@dataclass(frozen=True)
class ScreeningCurrent:
    """A computed screening current, in SI units.

    Attributes:
        size: distance from the centre to the surface [m].
        position: distance from the centre where the current density is known, shape (n,) [m].
        section: cross-section that each point represents: per width [m], of a wire [m^2].
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
        """Return int n e^2 A^2/(2m) = int A^2/(2 mu_0 lambda^2) [J/m^2], of a wire [J/m]. Source: W34."""
        return float(np.sum(self.section * self.potential**2)) / (2 * VACUUM_PERMEABILITY * depth**2)

    def magnetic_energy(self) -> float:
        """Return int B^2/(2 mu_0) inside [J/m^2], of a wire [J/m]."""
        return float(np.sum(self.field_section * self.field**2)) / (2 * VACUUM_PERMEABILITY)


def screening_current(geometry: str, size: float, field: float, depth: float, coarser: int = 1) -> ScreeningCurrent:
    """Solve for the current of a body with B0 at its surface.

    Args:
        geometry: half-space, slab or wire.
        size: half thickness or radius [m]; of a half-space REACH lambda.
        field: B0 [T].
        depth: lambda [m].
        coarser: 2 to keep every other node only.
    """
    nodes = graded_to_surface(size, depth, depth / CELLS)[::coarser]
    return _wire(nodes, field, depth) if geometry == "wire" else _layer(nodes, field, depth)


def _layer(nodes: np.ndarray, field: float, depth: float) -> ScreeningCurrent:
    layer = london_layer(nodes, field, depth)
    return ScreeningCurrent(
        nodes[-1], layer.position, layer.width, layer.density, layer.potential, layer.between, layer.field,
        np.diff(nodes), float(layer.density[-1]), float(np.sum(layer.width * layer.density)))


def _wire(nodes: np.ndarray, field: float, depth: float) -> ScreeningCurrent:
    wire = london_wire(nodes, wire_current(nodes[-1], field), depth)
    ring = np.pi * np.diff(nodes**2)
    surface = at_surface(wire.r[::-1], wire.density[::-1], nodes[-1])
    # At |psi| = 1 and zero canonical momentum A is proportional to the current (W33).
    potential = -VACUUM_PERMEABILITY * depth**2 * wire.density
    return ScreeningCurrent(nodes[-1], wire.r, ring, wire.density, potential, wire.r, wire.field, ring, surface,
                            wire.current)

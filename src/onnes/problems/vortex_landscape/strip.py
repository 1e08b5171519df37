"""One vortex in a long strip: its energy across the strip, and the fields at which it may stay or likes to stay."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.devices import Film
from onnes.geometry import rectangle
from onnes.problems.vortex_landscape.landscape import CORE
from onnes.problems.vortex_landscape.solve import vortex_landscape

CELLS = 48
"""Cells across a strip."""
_LENGTH, _PLACES, _MIDDLE = 5.0, 2001, 0.15
"""Length of the strip over its width, as good as endless in its middle; places of the profile; and the part of the
width, on each side of the middle, from which the curvature there is taken."""


@dataclass(frozen=True)
class StripProfile:
    """Energy of a vortex across a strip, G(x) = U(x) + B m(x).

    Attributes:
        position: x from one edge [m], where U > 0, ascending and symmetric about the middle, shape (n,).
        self_energy: U [J], shape (n,).
        field_energy: m [J/T], shape (n,).
        curvatures: second derivatives of U and m in the middle [J/m^2, J/(T m^2)].
        unit: eps_0 [J].
    """

    position: np.ndarray
    self_energy: np.ndarray
    field_energy: np.ndarray
    curvatures: tuple[float, float]
    unit: float

    def energy(self, field: float) -> np.ndarray:
        """Return G [J] in a field [T], shape (n,)."""
        return self.self_energy + field * self.field_energy

    @property
    def metastable_field(self) -> float:
        """Field from which G has a minimum in the middle [T]."""
        return -self.curvatures[0] / self.curvatures[1]

    @property
    def favourable_field(self) -> float:
        """Field from which a vortex in the middle lowers the energy [T]."""
        middle = len(self.position) // 2
        return float(-self.self_energy[middle] / self.field_energy[middle])

    def barrier(self, field: float) -> float:
        """Return what a vortex in the middle needs to leave the strip [J]; 0 where it has no minimum there."""
        energy = self.energy(field)
        return float(np.max(energy) - energy[len(energy) // 2])

    def entry_barrier(self, field: float) -> float:
        """Return what a vortex needs to enter the strip [J]; 0 where it is drawn in."""
        return max(float(np.max(self.energy(field))), 0.0)


def strip_profile(film: Film, width: float, core: float = CORE, cells: int = CELLS) -> StripProfile:
    """Return the profile of a long strip.

    At the edges rho is 2 x, whatever else there is; ln(rho/2 x) and m are interpolated between the cells of the grid.

    Args:
        film: of any outline, which gives lengths and ground plane.
        width: W [m].
        core: see `vortex_landscape`.
        cells: of the grid across the strip; one in the middle if odd.
    """
    h = width / cells
    strip = film.replace(outline=rectangle(width, _LENGTH * width), holes=None)
    found = vortex_landscape(strip, spacing=h, core=core, at=lambda x, y: (y > 0) & (y < h))
    x = found.x + 0.5 * width
    image = np.log(found.radius / (2 * width / math.pi * np.sin(math.pi * x / width)))
    inner = slice(1, -1)  # a cell at the edge is too near to it for the grid
    knots = [0.0, *x[inner], width]
    log_radius = CubicSpline(knots, [0.0, *image[inner], 0.0])
    field_energy = CubicSpline([0.0, *x, width], [0.0, *found.field_energy, 0.0])
    nearest = 0.5 * found.coherence_length * math.exp(-core)
    position = np.linspace(nearest, width - nearest, _PLACES)
    radius = 2 * width / math.pi * np.sin(math.pi * position / width) * np.exp(log_radius(position))
    own = found.unit * (np.log(radius / found.coherence_length) + core)
    middle = np.abs(x - 0.5 * width) < _MIDDLE * width
    curvatures = [2 * np.polynomial.Polynomial.fit((x[middle] - 0.5 * width) ** 2, values[middle], 2).convert().coef[1]
                  for values in (found.self_energy, found.field_energy)]
    return StripProfile(position, own, field_energy(position), (curvatures[0], curvatures[1]), found.unit)

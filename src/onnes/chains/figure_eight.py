"""Current loop in the shape of an 8: its curve, its moments, its field, and its energy beside another one.

The 8 lies in the plane z = 0, along x, and crosses itself at the origin. The current I runs round the lobe at x > 0
anticlockwise, and so round the other one clockwise: their moments along z are opposite. With

    B(r) = (mu_0 I/4 pi) int dl x (r - r')/|r - r'|^3
    m = (I/2) int r x dl,    M_zx = (I/3) int (r x dl)_z x = I int x dS
    U = -I^2 L,    L = (mu_0/4 pi) int int dl_1 . dl_2/|r_1 - r_2|

the far field is that of m, which falls as r^-3, and where m = 0 that of M, which falls as r^-4: along x it is
B_z = -(mu_0/4 pi) (m/r^3 + 3 M_zx/r^4). U is the energy of two loops whose currents are held, as that of two moments.
All integrals are Gauss sums over each lobe, whose curve is analytic: they converge geometrically, but for points nearer
to the wire than about R/50.

Source: Z0 and sections 2.1-2.3 of Sun, who gives no equation of the curve; J. D. Jackson, Classical Electrodynamics
    (1999), sections 5.3-5.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from math import pi
from typing import Literal

import numpy as np

from onnes.units.constants import VACUUM_PERMEABILITY

Shape = Literal["circles", "lemniscate"]
_NODES = 400
"""Points of a lobe."""


@dataclass(frozen=True, eq=False)
class FigureEight:
    """An 8 that carries one ampere.

    Attributes:
        shape: two circles that touch, or Bernoulli's lemniscate; both lobes are 2 R long.
        radius: R, m.
        asymmetry: delta, |delta| < 1: the lobes have the sizes R (1 + delta) and R (1 - delta). With 0 they are equal.
        stretch: factors by which the 8 is longer along x, y and z, shape (3,). It is flat, so that the last one does
            nothing.
    """

    shape: Shape
    radius: float
    asymmetry: float = 0.0
    stretch: tuple[float, float, float] = (1.0, 1.0, 1.0)

    @cached_property
    def curve(self) -> tuple[np.ndarray, np.ndarray]:
        """Points r and elements dl of both lobes, in m, shape (2, n, 3) each, in the direction of the current."""
        nodes, weights = _gauss_nodes()
        place, slope = _LOBES[self.shape](nodes)
        mirrored = np.array([[[1.0, 1.0, 1.0]], [[-1.0, 1.0, 1.0]]])
        size = self.radius * np.array([1 + self.asymmetry, 1 - self.asymmetry])[:, None, None]
        scale = size * mirrored * np.array(self.stretch)
        return scale * place, scale * slope * weights[:, None]

    @property
    def length(self) -> float:
        """Length along x, in m."""
        return 4 * self.radius * self.stretch[0]

    @property
    def breadth(self) -> float:
        """Breadth along y, in m."""
        return 2 * float(np.max(np.abs(self.curve[0][..., 1])))

    @property
    def lobe_areas(self) -> tuple[float, float]:
        """Moments of the two lobes per ampere, along z, in m^2: their areas with the sign of the current."""
        place, element = self.curve
        first, second = 0.5 * np.cross(place, element)[..., 2].sum(axis=1)
        return float(first), float(second)

    @property
    def dipole(self) -> float:
        """Return m/I, in m^2; zero for equal lobes, however stretched."""
        return sum(self.lobe_areas)

    @property
    def quadrupole(self) -> float:
        """Return M_zx/I, in m^3, about the crossing: 2 pi R^3 of equal circles."""
        place, element = self.curve
        return float(np.sum(np.cross(place, element)[..., 2] * place[..., 0]) / 3)

    def field(self, points: np.ndarray) -> np.ndarray:
        """Return B at points, in T/A; points in m, shape (..., 3), as the result."""
        place, element = (each.reshape(-1, 3) for each in self.curve)
        squared = _squared_distances(points, place)
        near = 1 / (squared * np.sqrt(squared))
        # dl x (r - r') in two parts, each a sum over the wire
        total = np.cross(near @ element, points) - near @ np.cross(element, place)
        return VACUUM_PERMEABILITY / (4 * pi) * total

    def pair_energy(self, shift: np.ndarray, turned: bool = False) -> float:
        """Return U of this 8 and an equal one elsewhere, both with one ampere, in J/A^2; negative: they attract.

        Args:
            shift: from the crossing of the first to that of the second, m, shape (3,). From 1000 R on the energy is
                lost in rounding.
            turned: whether the second is turned by pi about z.
        """
        place, element = (each.reshape(-1, 3) for each in self.curve)
        turn = np.array([-1.0, -1.0, 1.0]) if turned else np.ones(3)
        coupling = (element @ (turn * element).T) / np.sqrt(_squared_distances(place, turn * place + shift))
        return -VACUUM_PERMEABILITY / (4 * pi) * float(np.sum(coupling))


def stretched_along(axis: int, stretch: float) -> tuple[float, float, float]:
    """Return factors that elongate by s along one axis (0, 1, 2) and compress by 1/sqrt(s) along the others.

    The text says "compressed perpendicular to the magnetic field direction and elongated along" it, and gives no
    factor; these keep the volume.

    Source: section 2.2 of Sun.
    """
    x, y, z = (stretch if each == axis else stretch**-0.5 for each in range(3))
    return x, y, z


def _squared_distances(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return |r - r'|^2, shape (..., n), of points of shape (..., 3) and others of shape (n, 3)."""
    # Axis by axis: an array of all differences would be three times as large.
    x, y, z = ((points[..., axis, None] - others[:, axis]) ** 2 for axis in range(3))
    return x + y + z


@cache
def _gauss_nodes() -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(_NODES)


def _circle(nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the circle of radius 1 that touches the origin, and its slope, at parameters in (-1, 1)."""
    angle = pi * nodes
    zero = np.zeros_like(nodes)
    place = np.stack([1 + np.cos(angle), np.sin(angle), zero], axis=-1)
    return place, pi * np.stack([-np.sin(angle), np.cos(angle), zero], axis=-1)


def _loop_of_lemniscate(nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the lobe x > 0 of (x^2 + y^2)^2 = 4 (x^2 - y^2), and its slope, at parameters in (-1, 1)."""
    angle = 0.5 * pi * nodes
    sine, cosine, zero = np.sin(angle), np.cos(angle), np.zeros_like(nodes)
    below = 1 + sine**2
    place = 2 * np.stack([cosine / below, sine * cosine / below, zero], axis=-1)
    slope = pi * np.stack([sine * (sine**2 - 3) / below**2, (1 - 3 * sine**2) / below**2, zero], axis=-1)
    return place, slope


_LOBES = {"circles": _circle, "lemniscate": _loop_of_lemniscate}

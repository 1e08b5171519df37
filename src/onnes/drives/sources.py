"""Sources of an applied field: what one unit of each makes in the plane z = 0 of a film.

Those with a closed form have a vector potential with ``d_x A_y - d_y A_x = B_z`` and ``d_x A_x + d_y A_y = 0`` in the
plane. How strong a source is (tesla, ampere, A m^2) may depend on time and is kept beside it.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace

import numpy as np

from onnes.drives.quadrature import cell_integrals, gauss_points
from onnes.drives.signals import Signal
from onnes.drives.stream_function import circulations_of_flux
from onnes.errors import InputError
from onnes.units.constants import VACUUM_PERMEABILITY

Pair = tuple[np.ndarray, np.ndarray]


class Source(ABC):
    """Something that makes a field in the plane, per unit of its strength; points in m, times in s."""

    @property
    def steady(self) -> bool:
        """Return whether the field of one unit is the same at all times."""
        return True

    @property
    def corners(self) -> tuple[float, ...]:
        """Times of kinks and jumps of the field of one unit, in s."""
        return ()

    @property
    def settles(self) -> float:
        """Time from which the field of one unit is the same, see `Signal.settles`."""
        return -math.inf

    @abstractmethod
    def induction(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return B_z at points of the plane, in T per unit."""

    @abstractmethod
    def vector_potential(self, x: np.ndarray, y: np.ndarray) -> Pair:
        """Return A_x and A_y at points of the plane, in T m per unit."""

    @abstractmethod
    def describe(self) -> str:
        """Return one line of text for the record of a run."""

    @abstractmethod
    def seen_from(self, z: float) -> Source:
        """Return the source as it is for a plane at a height z in m, in place of that at 0."""

    @abstractmethod
    def in_plane_induction(self, x: np.ndarray, y: np.ndarray) -> Pair:
        """Return B_x and B_y at points of the plane, in T per unit."""

    @abstractmethod
    def image(self, depth: float) -> tuple[float, Source] | None:
        """Return the image in a superconducting plane at z = -depth, and its strength over that of the source.

        None where the source is what it is with its image.

        Raises:
            InputError: a uniform field across the plane, a source below it.
        """

    def circulations(self, x_nodes: np.ndarray, y_nodes: np.ndarray, t: float) -> Pair:
        """Return int A . dl along the edges of a grid, in T m^2 per unit; shapes (nx - 1, ny) and (nx, ny - 1)."""
        along_x, _ = self.vector_potential(gauss_points(x_nodes)[:, None], y_nodes[None, :])
        _, along_y = self.vector_potential(x_nodes[:, None], gauss_points(y_nodes)[None, :])
        return cell_integrals(along_x, x_nodes, 0), cell_integrals(along_y, y_nodes, 1)


@dataclass(frozen=True)
class Uniform(Source):
    """One tesla along an axis: ``A = (-y, x)/2`` for that along z; one in the plane has no B_z.

    Attributes:
        axis: 0, 1 or 2 for x, y or z.
    """

    axis: int = 2

    def induction(self, x, y, t):
        return np.full(np.broadcast_shapes(np.shape(x), np.shape(y)), float(self.axis == 2))

    def vector_potential(self, x, y):
        half, x, y = 0.5 * (self.axis == 2), *np.broadcast_arrays(x, y)
        return -half * y, half * x

    def seen_from(self, z):
        return self

    def in_plane_induction(self, x, y):
        one = np.ones(np.broadcast_shapes(np.shape(x), np.shape(y)))
        return (self.axis == 0) * one, (self.axis == 1) * one

    def image(self, depth):
        if self.axis == 2:
            raise InputError("field", "a uniform field across a superconducting ground plane, which lets none through",
                             "a source at a finite distance, such as onnes.fields.loop",
                             "Or give B_z in the film, as it is with the ground plane: field=lambda x, y: ...")

    def describe(self) -> str:
        return f"uniform field along {'xyz'[self.axis]}"


@dataclass(frozen=True)
class Loop(Source):
    """One ampere around a circle of radius a in the plane z = h, anticlockwise as seen from above.

        A_phi = (mu_0/4) a^2 rho F(3/2, 3/2; 3; m)/Q^3,    Q^2 = (a + rho)^2 + h^2,    m = 4 a rho/Q^2
        B_z = mu_0/(2 pi Q) (K(m) + (a^2 - rho^2 - h^2)/((a - rho)^2 + h^2) E(m))

    with rho the distance from the axis. The hypergeometric function is 16/(pi m^2) ((2 - m) K - 2 E), without its
    cancellation near the axis.

    Source: J. D. Jackson, Classical Electrodynamics (1999), section 5.5.
    """

    radius: float
    centre: tuple[float, float]
    height: float

    def induction(self, x, y, t):
        from scipy.special import ellipe, ellipkm1

        a, h, rho = self.radius, self.height, np.hypot(x - self.centre[0], y - self.centre[1])
        far, near = (a + rho) ** 2 + h**2, (a - rho) ** 2 + h**2
        with np.errstate(divide="ignore", invalid="ignore"):  # on the conductor itself, where B is infinite
            bracket = ellipkm1(near / far) + (a**2 - rho**2 - h**2) / near * ellipe(4 * a * rho / far)
        return VACUUM_PERMEABILITY / (2 * math.pi) / np.sqrt(far) * bracket

    def vector_potential(self, x, y):
        from scipy.special import hyp2f1

        a, dx, dy = self.radius, x - self.centre[0], y - self.centre[1]
        rho = np.hypot(dx, dy)
        squared = (a + rho) ** 2 + self.height**2
        over_rho = VACUUM_PERMEABILITY / 4 * a**2 * hyp2f1(1.5, 1.5, 3.0, 4 * a * rho / squared) / squared**1.5
        return -dy * over_rho, dx * over_rho

    def seen_from(self, z):
        return replace(self, height=self.height - z)

    def in_plane_induction(self, x, y):
        """``B_rho = -d_z A_phi = (mu_0/4) a^2 rho z (3 F + 2 m F')/Q^5``, z = -h and F' = (3/4) F(5/2, 5/2; 4; m)."""
        from scipy.special import hyp2f1

        a, dx, dy = self.radius, x - self.centre[0], y - self.centre[1]
        rho = np.hypot(dx, dy)
        squared = (a + rho) ** 2 + self.height**2
        m = 4 * a * rho / squared
        slope = 3 * hyp2f1(1.5, 1.5, 3.0, m) + 1.5 * m * hyp2f1(2.5, 2.5, 4.0, m)
        over_rho = -VACUUM_PERMEABILITY / 4 * a**2 * self.height * slope / squared**2.5
        return dx * over_rho, dy * over_rho

    def image(self, depth):
        return -1.0, replace(self, height=mirrored(self.height, depth))

    def describe(self) -> str:
        return f"loop of radius {self.radius} m, centre {self.centre} m, height {self.height} m"


@dataclass(frozen=True)
class Dipole(Source):
    """A moment of one A m^2 along an axis, at a point outside the plane.

    With r from the dipole, the field ``B_z = (mu_0/4 pi) (3 r_z (m . r)/r^5 - m_z/r^3)`` is the Laplacian of

        g = -(mu_0/4 pi) (m_z/r + s (m_x r_x + m_y r_y)/(r (r + |r_z|))),    A = (-d_y g, d_x g),

    s the sign of r_z: since ln(r + |r_z|) is harmonic in space, its Laplacian in the plane is |r_z|/r^3.

    Attributes:
        axis: 0, 1 or 2 for x, y or z.
        position: (x, y, z) in m, z not 0.
    """

    axis: int
    position: tuple[float, float, float]

    def induction(self, x, y, t):
        *r, r_z, length = self._from_dipole(x, y)
        along = (*r, r_z)[self.axis]
        return VACUUM_PERMEABILITY / (4 * math.pi) * (3 * r_z * along / length**2 - (self.axis == 2)) / length**3

    def vector_potential(self, x, y):
        r_x, r_y, r_z, length = self._from_dipole(x, y)
        if self.axis == 2:
            by_x, by_y = r_x / length**3, r_y / length**3
        else:
            r, reach, side = (r_x, r_y)[self.axis], length * (length + abs(r_z)), math.copysign(1.0, r_z)
            radial = r * (2 * length + abs(r_z)) / (length * reach**2)
            by_x, by_y = (side * (r_i * radial - (self.axis == i) / reach) for i, r_i in enumerate((r_x, r_y)))
        constant = VACUUM_PERMEABILITY / (4 * math.pi)
        return -constant * by_y, constant * by_x

    def seen_from(self, z):
        return replace(self, position=(*self.position[:2], self.position[2] - z))

    def in_plane_induction(self, x, y):
        *r, r_z, length = self._from_dipole(x, y)
        along = (*r, r_z)[self.axis]
        B_x, B_y = (VACUUM_PERMEABILITY / (4 * math.pi) * (3 * r[i] * along / length**2 - (self.axis == i)) / length**3
                    for i in (0, 1))
        return B_x, B_y

    def image(self, depth):
        place = (*self.position[:2], mirrored(self.position[2], depth))
        return (-1.0 if self.axis == 2 else 1.0), replace(self, position=place)

    def _from_dipole(self, x, y):
        r_x, r_y, r_z = *np.broadcast_arrays(x - self.position[0], y - self.position[1]), -self.position[2]
        return r_x, r_y, r_z, np.sqrt(r_x**2 + r_y**2 + r_z**2)

    def describe(self) -> str:
        return f"dipole along {'xyz'[self.axis]} at {self.position} m"


@dataclass(frozen=True)
class Wire(Source):
    """One ampere along a straight line in the plane z = h.

        B_z = (mu_0/2 pi) s/(s^2 + h^2),    A = -(mu_0/4 pi) ln((s^2 + h^2)/h^2) u

    with u the direction of the current and s the distance to its left, in the plane.

    Attributes:
        position: (x, y) of a point of the line, in m.
        height: h in m, not 0.
        direction: u, a unit vector.
    """

    position: tuple[float, float]
    height: float
    direction: tuple[float, float]

    def induction(self, x, y, t):
        s = self._to_the_left(x, y)
        return VACUUM_PERMEABILITY / (2 * math.pi) * s / (s**2 + self.height**2)

    def vector_potential(self, x, y):
        along = -VACUUM_PERMEABILITY / (4 * math.pi) * np.log1p((self._to_the_left(x, y) / self.height) ** 2)
        return along * self.direction[0], along * self.direction[1]

    def seen_from(self, z):
        return replace(self, height=self.height - z)

    def in_plane_induction(self, x, y):
        """``B = (mu_0/2 pi) h/(s^2 + h^2)`` to the left of the current."""
        sideways = VACUUM_PERMEABILITY / (2 * math.pi) * self.height / (self._to_the_left(x, y) ** 2 + self.height**2)
        return -self.direction[1] * sideways, self.direction[0] * sideways

    def image(self, depth):
        return -1.0, replace(self, height=mirrored(self.height, depth))

    def _to_the_left(self, x, y):
        return (y - self.position[1]) * self.direction[0] - (x - self.position[0]) * self.direction[1]

    def describe(self) -> str:
        return f"wire through {self.position} m along {self.direction}, height {self.height} m"


@dataclass(frozen=True, eq=False)
class FieldMap(Source):
    """B_z as any function of place, and of time, in T.

    On a grid, A is made from the mean of B_z over each face, see `onnes.drives.stream_function`: the flux through every
    face is then exact.
    """

    map: Signal

    @property
    def steady(self) -> bool:
        return self.map.steady

    @property
    def corners(self) -> tuple[float, ...]:
        return self.map.corners

    @property
    def settles(self) -> float:
        return self.map.settles

    def induction(self, x, y, t):
        return self.map.on(x, y, t)

    def vector_potential(self, x, y):
        raise InputError("field", self.map.describe(), "a source with a vector potential in closed form",
                         "Ask for its circulations on a grid.")

    def seen_from(self, z) -> Source:
        raise InputError("field", self.map.describe(), "a field that is known outside of the film",
                         "A map gives B_z in the plane of the film alone: use onnes.fields, or a uniform field.")

    def in_plane_induction(self, x, y) -> Pair:
        return self.seen_from(0.0).in_plane_induction(x, y)

    def image(self, depth):
        return None  # the map is what there is with the plane

    def circulations(self, x_nodes, y_nodes, t):
        return circulations_of_flux(self.fluxes(x_nodes, y_nodes, t), x_nodes, y_nodes)

    def fluxes(self, x_nodes, y_nodes, t):
        """Return int B_z dx dy over every face, shape (nx - 1, ny - 1)."""
        if self.map.on_nodes:
            B = self.map.on(x_nodes[:, None], y_nodes[None, :], t)
            corners = B[1:, 1:] + B[1:, :-1] + B[:-1, 1:] + B[:-1, :-1]
            return 0.25 * corners * np.diff(x_nodes)[:, None] * np.diff(y_nodes)
        B = self.map.on(gauss_points(x_nodes)[:, None], gauss_points(y_nodes)[None, :], t)
        return cell_integrals(cell_integrals(B, x_nodes, 0), y_nodes, 1)

    def describe(self) -> str:
        return f"B_z = {self.map.describe()}"


def mirrored(z: float, depth: float) -> float:
    """Return the height of the image of what is at a height z in a plane at z = -depth."""
    if z <= -depth:
        raise InputError("field", f"a source at z = {z:g} m, below the ground plane at {-depth:g} m",
                         "a source above the ground plane, which shields the film from what is below")
    return -2 * depth - z

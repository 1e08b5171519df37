"""A plane with walls, fields in it, and a packet."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import numpy as np

from onnes.grids import Grid, Sample
from onnes.laws.schroedinger import Fields
from onnes.numerics.jax_settings import as_array


class Static(eqx.Module):
    """Fields that do not change.

    Attributes:
        circulation: of A along the edges.
        potential: U on the nodes.
    """

    circulation: tuple[Any, ...]
    potential: jax.Array = eqx.field(converter=as_array)

    def __call__(self, t) -> Fields:
        return Fields(self.circulation, self.potential)


def plane(half_x: float, half_y: float, spacing: float, by: int = 1) -> Grid:
    """Return a grid over [-half_x, half_x] x [-half_y, half_y], or a little more, with a node at the origin.

    Args:
        by: half the cells along an axis are a multiple of it.
    """
    counts = [by * int(np.ceil(half / spacing / by - 1e-9)) for half in (half_x, half_y)]
    return Grid([spacing * np.arange(-n, n + 1) for n in counts])


def walled(grid: Grid, walls: np.ndarray | None = None) -> Sample:
    """Return the plane with psi = 0 on its rim and on the nodes of walls.

    A node without volume takes part in no motion, and its edges hold the neighbours to psi = 0 there.
    """
    closed = np.ones(grid.shape, bool)
    closed[1:-1, 1:-1] = False if walls is None else walls[1:-1, 1:-1]
    sample = Sample(grid)
    return eqx.tree_at(lambda s: s.node_volume, sample, as_array(np.where(closed, 0.0, sample.node_volume)))


def uniform_field(grid: Grid, b: float) -> tuple[Any, ...]:
    """Return the circulations of A = b (-y, x)/2."""
    spacing = grid.measure((0,), thin=True), grid.measure((1,), thin=True)
    return as_array(-0.5 * b * grid.points((0,))[1] * spacing[0]), as_array(
        0.5 * b * grid.points((1,))[0] * spacing[1]), None


def flux_tube(grid: Grid, flux: float, centre: tuple[float, float]) -> tuple[Any, ...]:
    """Return the circulations of A of a thin tube of flux through a face: flux/(2 pi) times the angle of every edge.

    Args:
        flux: in 2 pi hbar/q.
        centre: of the tube, not on an edge.
    """
    x, y = grid.points()
    turned = (x - centre[0]) + 1j * (y - centre[1])
    return (as_array(flux * np.angle(turned[1:] / turned[:-1])),
            as_array(flux * np.angle(turned[:, 1:] / turned[:, :-1])), None)


def gaussian(grid: Grid, centre: tuple[float, float], width: float | tuple[float, float],
             wave_vector: tuple[float, float], b: float = 0.0) -> np.ndarray:
    """Return psi of norm 1 in the plane with standard deviations ``width`` of |psi|^2 and velocity 2 ``wave_vector``.

    In the gauge of `uniform_field` the canonical momentum is wave_vector + A(centre).
    """
    x, y = (points - at for points, at in zip(grid.points(), centre, strict=True))
    wide = np.broadcast_to(width, 2)
    k = wave_vector[0] - 0.5 * b * centre[1], wave_vector[1] + 0.5 * b * centre[0]
    size = np.exp(-0.25 * ((x / wide[0]) ** 2 + (y / wide[1]) ** 2)) / np.sqrt(2 * np.pi * wide[0] * wide[1])
    return size * np.exp(1j * (k[0] * x + k[1] * y))

"""A sample: a shape on a grid, as weights of the discrete energy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from onnes.errors import InputError
from onnes.geometry import Shape
from onnes.geometry.prisms import Prisms
from onnes.geometry.signed_distance import SignedDistance
from onnes.grids.aperture import dual_fraction
from onnes.grids.edges import Components, edgewise
from onnes.grids.gathering import on_host
from onnes.grids.grid import DIRECTIONS, Grid
from onnes.grids.polygon_aperture import polygon_fractions
from onnes.grids.prism_aperture import prism_fractions
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_Fraction = np.ndarray | float


class Sample(eqx.Module):
    """Weights (Hodge stars) of a superconductor on a grid with vacuum around it.

    All but node_volume and edge_weight have length 1 along axes on which they do not change, and broadcast, so that a
    box with equal spacing takes almost no memory.

    Args:
        shape: a shape in the plane for a grid of two resolved directions, prisms for one of three, or a signed
            distance, with lengths in the units of the grid; fills the grid if left out.

    Attributes:
        grid: the cell complex.
        node_volume: volume of each node's dual cell inside the sample, shape grid.shape.
        thin_edge_weight: see `edge_weight`; every edge has its own where a shape cuts the sample out of the grid.
        edge_length: per direction, |edge|: turns the field A into the circulation A |edge|.
        face_weight: per normal direction, |dual edge| / |face|, in all space: magnetic energy
            counts in vacuum too.
        face_area, dual_length: per normal direction, |face| and |dual edge|.
    """

    grid: Grid
    node_volume: jnp.ndarray
    thin_edge_weight: tuple[jnp.ndarray, ...]
    edge_length: tuple[jnp.ndarray, ...]
    face_weight: tuple[jnp.ndarray, ...]
    face_area: tuple[jnp.ndarray, ...]
    dual_length: tuple[jnp.ndarray, ...]

    def __init__(self, grid: Grid, shape: Shape | Prisms | SignedDistance | None = None):
        # In NumPy to the end: in JAX every new grid would compile dozens of one-line programs.
        nodes, edges = _fractions(grid, shape)
        volume = grid.dual_measure(()) * nodes
        if not np.sum(volume) > 0:
            raise InputError("shape", "a sample that no cell of the grid touches", "a sample inside the grid",
                             "Lengths of the shape are in the units of the grid: see Shape.scaled.")
        lengths = [grid.measure((d,), thin=True) for d in DIRECTIONS]
        areas = [grid.measure(_others(k), thin=True) for k in DIRECTIONS]
        duals = [grid.dual_measure(_others(k), thin=True) for k in DIRECTIONS]
        self.grid, self.node_volume = grid, as_array(volume)
        # On the axis r = 0 an edge or face has no extent: its weight is 0.
        self.thin_edge_weight = _arrays(
            safe_divide(grid.dual_measure((d,), thin=True) * edges.get(d, nodes), length)
            for d, length in enumerate(lengths))
        self.edge_length, self.face_area, self.dual_length = _arrays(lengths), _arrays(areas), _arrays(duals)
        self.face_weight = _arrays(safe_divide(d, a) for d, a in zip(duals, areas, strict=True))

    @property
    def edge_weight(self) -> tuple[jnp.ndarray, ...]:
        """Per direction d, |dual face inside the sample| / |edge|, shape grid.cell_shape((d,)).

        The weight of a squared covariant difference. Where the direction is ignorable the edge closes on its own node.
        """
        shapes = (self.grid.cell_shape((d,)) for d in DIRECTIONS)
        return tuple(_broadcast(weight, shape) for shape, weight in zip(shapes, self.thin_edge_weight, strict=True))

    @property
    def edge_volume(self) -> tuple[jnp.ndarray, ...]:
        """Per direction, |dual face inside the sample| * |edge|: the weight of a squared field, as in Joule heat."""
        return tuple(weight * length**2 for weight, length in zip(self.edge_weight, self.edge_length, strict=True))

    def circulation(self, A: Sequence[Any]) -> Components:
        """Return the circulations A |edge| of a field on edges."""
        return edgewise(lambda a, length: length * a, A, self.edge_length)

    def per_length(self, circulation: Sequence[Any]) -> Components:
        """Return the field on edges that has these circulations; 0 on an edge without length."""
        return edgewise(safe_divide, circulation, self.edge_length)


def _fractions(grid: Grid,
               shape: Shape | Prisms | SignedDistance | None) -> tuple[_Fraction, dict[int, _Fraction]]:
    """Fractions inside of the dual cells of nodes, and of the dual faces of edges along each resolved direction.

    One number where all of them are whole. An edge along an ignorable direction has the dual cell of its node.
    """
    if shape is None:
        return 1.0, dict.fromkeys(grid.resolved, 1.0)
    if isinstance(shape, Shape):
        nodes, edges = polygon_fractions(grid, shape)
    elif isinstance(shape, Prisms):
        nodes, edges = prism_fractions(grid, shape)
    else:
        nodes, edges = dual_fraction(grid, shape), {d: dual_fraction(grid, shape, (d,)) for d in grid.resolved}
    return _thinned(nodes), {d: _thinned(edge) for d, edge in edges.items()}


def _thinned(fraction: np.ndarray) -> _Fraction:
    return 1.0 if np.all(fraction == 1) else fraction


def _others(k: int) -> tuple[int, int]:
    return ((k + 1) % 3, (k + 2) % 3)


def _arrays(weights: Iterable[np.ndarray]) -> tuple[jnp.ndarray, ...]:
    return tuple(as_array(weight) for weight in weights)


def _broadcast(weight: Any, shape: tuple[int, ...]) -> Any:
    """Return a weight in a shape; outside of compiled functions by NumPy, as JAX would compile a program for each."""
    if weight.shape == shape:
        return weight
    if isinstance(weight, Tracer):
        return jnp.broadcast_to(weight, shape)
    whole = np.broadcast_to(on_host(weight), shape)
    return whole if isinstance(weight, np.ndarray) else as_array(whole)

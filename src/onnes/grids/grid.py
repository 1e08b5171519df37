"""The cell complex: nodes, edges and faces of a Cartesian grid, and their measures.

Topology is differences of neighbours, so ``curl grad = 0`` and ``div curl = 0`` whatever the geometry.
All geometry is in the measures of cells: a cell spans some of the three directions, its dual cell
spans the others, and the measure of either is a product of one-dimensional integrals

    |cell| = prod_d  int_d x^p dx   (d spanned)   or   x^p   (d not spanned),

where p counts the spanned angular directions and applies to the radius only: Cartesian p = 0;
cylindrical (r, theta, z) p = 1 if theta is spanned; spherical (r, theta, phi) p = the number of
angles spanned. The same operators then serve 1, 2 and 3 dimensions; planar, cylindrical (r),
(r, z) and radial spherical problems.

A direction is *resolved* (it has nodes) or *ignorable* (nothing depends on it): there, the only
trace of the coordinate is a known factor, see `harmonics`. Measures are per unit of every
ignorable coordinate: per radian, per unit length, per steradian of the sphere's sin(theta) pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import equinox as eqx
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from onnes.errors import InputError
from onnes.numerics.jax_settings import prepare_jax

Coordinates = Literal["cartesian", "cylindrical", "spherical"]
DIRECTIONS = (0, 1, 2)
NAMES = {"cartesian": ("x", "y", "z"), "cylindrical": ("r", "theta", "z"), "spherical": ("r", "theta", "phi")}
_ROUNDING = 1e-12
_ANGLES = {"cartesian": (), "cylindrical": (1,), "spherical": (1, 2)}


@dataclass(frozen=True)
class Layout:
    """Directions and coordinates of a grid without its lengths, so that it can be compared and hashed.

    Attributes:
        resolved: the directions that have nodes.
        coordinates: which three directions there are.
    """

    resolved: tuple[int, ...]
    coordinates: Coordinates

    def array_axis(self, direction: int) -> int:
        """Return the array axis along a resolved direction."""
        return self.resolved.index(direction)

    def harmonic(self, direction: int) -> float:
        """Return the factor of the derivative along an ignorable direction, see `Grid`."""
        return 2.0**0.5 if self.coordinates == "spherical" and direction == 1 else 0.0

    def difference(self, values, direction: int):
        """Return differences of neighbours along a direction, or the values times the factor of an ignorable one."""
        if direction in self.resolved:
            return jnp.diff(values, axis=self.array_axis(direction))
        return self.harmonic(direction) * values


class Grid(eqx.Module):
    """A tensor-product grid in Cartesian, cylindrical or spherical coordinates.

    Attributes:
        nodes: for each of the three directions the node coordinates (increasing, shape (n_d,)) in
            units of the coherence length, or None where the direction is ignorable.
        coordinates: which three directions these are.
        harmonics: factor by which the derivative along an ignorable direction acts on the next
            component. Zero, except in the spherical grid: there A = a(r) sin(theta) along phi and
            d_theta acts as sqrt(2) once squared and averaged over the sphere, which makes the
            radial grid exact for a sphere in a uniform field.
        periodic: directions along which the last nodes are images of the first, one period on, see
            `onnes.energies.periodic`. Both have half a dual cell each, so that measures are those of one period.

    Raises:
        InputError: nodes not increasing, fewer than two, a negative radius, or resolved angles; periodic directions
            that are not Cartesian, evenly spaced axes.
    """

    nodes: tuple[np.ndarray | None, ...] = eqx.field(static=False)
    coordinates: Coordinates = eqx.field(static=True)
    periodic: tuple[int, ...] = eqx.field(static=True)

    def __init__(self, nodes: Sequence[np.ndarray | None], coordinates: Coordinates = "cartesian",
                 periodic: Sequence[int] = ()):
        prepare_jax()
        if coordinates not in NAMES:
            raise InputError("coordinates", coordinates, f"one of {', '.join(NAMES)}")
        padded = tuple(nodes) + (None,) * (3 - len(nodes))
        self.nodes = tuple(None if n is None else _checked(n, NAMES[coordinates][d]) for d, n in enumerate(padded))
        self.coordinates, self.periodic = coordinates, tuple(periodic)
        for d in self.periodic:
            if coordinates != "cartesian" or d not in self.resolved or not _even(self.nodes[d]):
                raise InputError("periodic", NAMES[coordinates][d], "a Cartesian axis with evenly spaced nodes")
        for d in self.resolved:
            if d in _ANGLES[coordinates] or (coordinates == "spherical" and d != 0):
                raise InputError("nodes", NAMES[coordinates][d], "a radius or a straight axis",
                                 "Angles are ignorable directions: leave them None.")
        if coordinates != "cartesian" and (self.nodes[0] is None or self.nodes[0][0] < 0):
            raise InputError("nodes", "no or negative radii", "radii from 0 upwards")

    @property
    def resolved(self) -> tuple[int, ...]:
        """Directions that have nodes."""
        return tuple(d for d in DIRECTIONS if self.nodes[d] is not None)

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of nodes along each resolved direction."""
        return tuple(len(n) for n in self.nodes if n is not None)

    @property
    def layout(self) -> Layout:
        """Layout of the grid."""
        return Layout(self.resolved, self.coordinates)

    def array_axis(self, direction: int) -> int:
        """Return the array axis along a resolved direction."""
        return self.layout.array_axis(direction)

    def harmonic(self, direction: int) -> float:
        """Return the factor of the derivative along an ignorable direction."""
        return self.layout.harmonic(direction)

    def cell_shape(self, spanned: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of an array on the primal cells that span the given directions."""
        return tuple(len(n) - (d in spanned) for d, n in enumerate(self.nodes) if n is not None)

    def measure(self, spanned: Sequence[int], *, thin: bool = False) -> np.ndarray:
        """Return the length, area or volume of the primal cells that span the given directions.

        Args:
            thin: give the axes along which it does not change the length 1.
        """
        return self._measure(spanned, lambda x: x, lambda x: (x[:-1], x[1:]), thin)

    def dual_measure(self, primal: Sequence[int], *, thin: bool = False) -> np.ndarray:
        """Return the measure of the dual cells of primal cells that span ``primal``; they span the other directions."""
        return self._measure([d for d in DIRECTIONS if d not in primal], _middles, dual_ends, thin)

    def _measure(self, spanned, points, ends, thin) -> np.ndarray:
        power = sum(d in spanned for d in _ANGLES[self.coordinates])
        total = np.ones(())
        for d in self.resolved:
            p = power if d == 0 else 0
            x = self.nodes[d]
            factor = _integral(ends(x), p) if d in spanned else points(x) ** p
            total = np.tensordot(total, _thinned(factor) if thin else factor, axes=0)
        return total

    def difference(self, values, direction: int):
        """Return differences of neighbours along a direction, or the values times the factor of an ignorable one."""
        return self.layout.difference(values, direction)

    def points(self, spanned: Sequence[int] = ()) -> tuple[np.ndarray, ...]:
        """Return the coordinates of the centres of the cells that span ``spanned``, each of the full shape.

        In a compiled function, such as an energy term, they are arrays of JAX.
        """
        nodes: list[Any] = [self.nodes[d] for d in self.resolved]
        library: Any = jnp if any(isinstance(each, Tracer) for each in nodes) else np
        axes = [_middles(library.asarray(each)) if d in spanned else library.asarray(each)
                for d, each in zip(self.resolved, nodes, strict=True)]
        return tuple(library.meshgrid(*axes, indexing="ij"))


def _checked(nodes, name: str) -> np.ndarray:
    nodes = np.asarray(nodes, dtype=float)
    if nodes.ndim != 1 or len(nodes) < 2 or not np.all(np.isfinite(nodes)) or not np.all(np.diff(nodes) > 0):
        raise InputError(f"nodes along {name}", f"{nodes.size} numbers", "two or more finite, increasing numbers")
    return nodes


def _even(nodes) -> bool:
    """Return whether all gaps are the same but for rounding."""
    gaps = np.diff(nodes)
    return np.ptp(gaps) <= 1e-9 * gaps.mean()


def _middles(x):
    return 0.5 * (x[1:] + x[:-1])


def dual_ends(x):
    """Return the ends of the dual cells of nodes: half-way to the neighbours, or at the ends of the grid."""
    middles = _middles(x)
    return np.concatenate([x[:1], middles]), np.concatenate([middles, x[-1:]])


def _thinned(factor: np.ndarray) -> np.ndarray:
    """Return one number where all differ by rounding only."""
    return factor[:1] if np.ptp(factor) <= _ROUNDING * abs(factor[0]) else factor


def _integral(interval, power: int):
    """Return the integral of x^power over (low, high)."""
    low, high = interval
    return (high ** (power + 1) - low ** (power + 1)) / (power + 1)

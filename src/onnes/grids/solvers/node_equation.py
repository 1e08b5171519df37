"""Solvers of ``c f - div(w grad f) = r`` on the nodes of a sample."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.typing import ArrayLike

from onnes.errors import InputError
from onnes.grids.grid import Grid
from onnes.grids.sample import Sample
from onnes.grids.solvers import separable
from onnes.grids.solvers.coarsening import stencil_of
from onnes.grids.solvers.conjugate_gradient import Solution, conjugate_gradient
from onnes.grids.solvers.diffusion import Diffusion, diffusion
from onnes.grids.solvers.multigrid import Hierarchy, hierarchy
from onnes.grids.solvers.pieces import Pieces, pieces
from onnes.grids.solvers.vectors import all_finite, dot
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_SAME = 1e-12
"""Relative difference of volumes and of weights that is rounding."""


class NodeSolver(eqx.Module):
    """Solver of ``c f - div(w grad f) = r`` with no flux through the surface of the sample.

    A pytree, made once per sample by `node_solver`; `solve` may be called inside jit, loops and vmap.

    Attributes:
        pieces: connected parts of the sample without mass, on which f has zero mean.
    """

    pieces: eqx.AbstractVar[Pieces]

    @abstractmethod
    def solve(self, rhs, guess=None, tolerance: ArrayLike = 1e-10) -> Solution:
        """Return f for a right-hand side.

        Args:
            rhs: r per cell (integrated over it), shape of the grid. On a piece without mass its mean over the
                volume is subtracted.
            guess: a first f, such as that of the last time step; not used by direct solvers.
            tolerance: error of f in the energy norm (f . r)^(1/2), relative to that of f.

        Returns:
            f, zero where nothing is coupled, of zero mean over the volume of pieces without mass; iterations, 0 for
            direct solvers; and whether it converged: False if a number is not finite.
        """

    @abstractmethod
    def scaled(self, mass, stiffness) -> NodeSolver:
        """Return the solver of ``mass c f - stiffness div(w grad f) = r`` for positive numbers, traced or not."""

    @abstractmethod
    def approximate_inverse(self, rhs) -> jax.Array:
        """Return a symmetric positive map near the inverse, at the cost of one iteration: a preconditioner."""


class IterativeSolver(NodeSolver):
    """Conjugate gradients: any outline, holes, cut cells, any tensor grid.

    Attributes:
        operator: on nodes padded with vacuum.
    """

    pieces: eqx.AbstractVar[Pieces]
    operator: eqx.AbstractVar[Diffusion]

    @abstractmethod
    def precondition(self, residual) -> jax.Array:
        """Return an approximate solution on the padded nodes."""

    def solve(self, rhs, guess=None, tolerance: ArrayLike = 1e-10) -> Solution:
        shape = rhs.shape
        rhs = self._padded(self.pieces.consistent(rhs))
        start = jnp.zeros_like(rhs) if guess is None else self._padded(self.pieces.live * guess)
        image = self.operator(start)
        energy = dot(start, image)
        # The multiple of the guess that is nearest to f in energy is never worse than no guess. Its energy and that of
        # the error add up to the energy of f, to which the tolerance refers.
        factor = safe_divide(dot(start, rhs), energy)
        residual = rhs - factor * image
        size = jnp.max(jnp.abs(residual))
        size = jnp.where(size > 0, size, 1.0)
        floor = tolerance * jnp.abs(factor) * jnp.sqrt(jnp.maximum(energy, 0.0)) / size
        change = conjugate_gradient(self.operator, residual / size, self.precondition, tolerance=tolerance,
                                    floor=floor, max_iterations=200)
        f = (factor * start + size * change.x)[tuple(slice(0, n) for n in shape)]
        return change._replace(x=self.pieces.centred(f))

    def approximate_inverse(self, rhs) -> jax.Array:
        inner = tuple(slice(0, n) for n in rhs.shape)
        return self.pieces.live * self.precondition(self._padded(rhs))[inner]

    def _padded(self, values):
        return jnp.pad(values, [(0, big - n) for big, n in zip(self.operator.shape, values.shape, strict=True)])


class MultigridSolver(IterativeSolver):
    """Conjugate gradients with a V-cycle of multigrid."""

    pieces: Pieces
    operator: Diffusion
    hierarchy: Hierarchy

    def precondition(self, residual) -> jax.Array:
        return self.hierarchy.v_cycle(residual)

    def scaled(self, mass, stiffness) -> MultigridSolver:
        return MultigridSolver(self.pieces, self.operator.scaled(mass, stiffness),
                               self.hierarchy.scaled(mass, stiffness))


class DiagonalSolver(IterativeSolver):
    """Conjugate gradients with the diagonal, where the mass outweighs or nearly outweighs the couplings."""

    pieces: Pieces
    operator: Diffusion

    def precondition(self, residual) -> jax.Array:
        return self.operator.inverse_diagonal() * residual

    def scaled(self, mass, stiffness) -> DiagonalSolver:
        return DiagonalSolver(self.pieces, self.operator.scaled(mass, stiffness))


class BoxSolver(NodeSolver):
    """Exact solver by the modes of the grid, for a sample that fills a Cartesian grid."""

    pieces: Pieces
    modes: tuple[separable.Basis, ...]
    mass: jax.Array
    stiffness: jax.Array

    def solve(self, rhs, guess=None, tolerance: ArrayLike = 1e-10) -> Solution:
        # Without mass the inverse drops the constant mode, which makes r consistent and f centred.
        return _direct(self.approximate_inverse(rhs))

    def scaled(self, mass, stiffness) -> BoxSolver:
        return BoxSolver(self.pieces, self.modes, mass * self.mass, stiffness * self.stiffness)

    def approximate_inverse(self, rhs) -> jax.Array:
        return separable.node_inverse(self.modes, self.mass, self.stiffness)(rhs)


class PeriodicSolver(BoxSolver):
    """Exact solver without mass on a periodic cell, for f that repeats up to a slope: grad f repeats.

    The slope along a periodic direction is that at which no net current flows along it.

    Attributes:
        nodes: coordinates along the periodic directions, each to be broadcast over the grid; None along others.
        area: of the sample.
    """

    nodes: tuple[jax.Array | None, ...]
    area: jax.Array

    def approximate_inverse(self, rhs) -> jax.Array:
        slopes = (x * jnp.sum(x * rhs) / (self.area * self.stiffness) for x in self.nodes if x is not None)
        return super().approximate_inverse(rhs) + sum(slopes, jnp.zeros(()))

    def scaled(self, mass, stiffness) -> PeriodicSolver:
        return eqx.tree_at(lambda s: s.stiffness, self, stiffness * self.stiffness)


class PeriodicIterativeSolver(IterativeSolver):
    """Conjugate gradients on a periodic cell with holes: preconditioned by that of the cell without them.

    The energy of the best continuation of f into the holes is bounded by that of f, and so is the number of iterations.
    Nodes that are coupled weakly, in cut cells, are relaxed one by one beside.

    Attributes:
        whole: solver of the cell without holes.
        axes: of the array that are periodic.
    """

    pieces: Pieces
    operator: Diffusion
    whole: PeriodicSolver
    axes: tuple[int, ...] = eqx.field(static=True)

    def precondition(self, residual) -> jax.Array:
        folded, diagonal = residual, safe_divide(1.0, self.operator.inverse_diagonal())
        for axis in self.axes:
            folded, diagonal = (_with_image(values, axis, jnp.add) for values in (folded, diagonal))
        return self.whole.approximate_inverse(residual) + safe_divide(folded, diagonal)

    def scaled(self, mass, stiffness) -> PeriodicIterativeSolver:
        return PeriodicIterativeSolver(self.pieces, self.operator.scaled(mass, stiffness),
                                       self.whole.scaled(mass, stiffness), self.axes)


def _with_image(values, axis: int, together) -> jax.Array:
    """Return values on nodes with what the first and the last along an axis make together in the place of both."""
    n = values.shape[axis]
    first, middle, last = (lax.slice_in_dim(values, *ends, axis=axis) for ends in ((0, 1), (1, n - 1), (n - 1, n)))
    both = together(first, last)
    return jnp.concatenate([both, middle, both], axis)


class Box(eqx.Module):
    """A rectangle of nodes that a part of the sample fills.

    Attributes:
        first, beyond: along both axes, its nodes.
        modes: of its own grid.
        thickness: of the sample there, by which its volumes and weights are multiplied.
    """

    first: tuple[int, ...] = eqx.field(static=True)
    beyond: tuple[int, ...] = eqx.field(static=True)
    modes: tuple[separable.Basis, ...]
    thickness: jax.Array

    @property
    def nodes(self) -> tuple[slice, ...]:
        return tuple(map(slice, self.first, self.beyond))


class SeparateBoxes(NodeSolver):
    """Exact solver by the modes of each box, for a sample of boxes apart from each other, such as a stack of films."""

    pieces: Pieces
    boxes: tuple[Box, ...]
    mass: jax.Array
    stiffness: jax.Array

    def solve(self, rhs, guess=None, tolerance: ArrayLike = 1e-10) -> Solution:
        return _direct(self.pieces.centred(self.approximate_inverse(self.pieces.consistent(rhs))))

    def scaled(self, mass, stiffness) -> SeparateBoxes:
        return SeparateBoxes(self.pieces, self.boxes, mass * self.mass, stiffness * self.stiffness)

    def approximate_inverse(self, rhs) -> jax.Array:
        found = jnp.zeros_like(rhs)
        for box in self.boxes:
            inverse = separable.node_inverse(box.modes, self.mass, self.stiffness)
            found = found.at[box.nodes].set(inverse(rhs[box.nodes] / box.thickness))
        return found


class LineSolver(NodeSolver):
    """Elimination along a line, for one resolved direction.

    Attributes:
        weight: w on edges.
        mass: c on nodes.
        held: 1 on one node of each piece without mass, where f is held at zero during elimination.
    """

    pieces: Pieces
    weight: jax.Array
    mass: jax.Array
    held: jax.Array

    def solve(self, rhs, guess=None, tolerance: ArrayLike = 1e-10) -> Solution:
        return _direct(self.pieces.centred(self.approximate_inverse(self.pieces.consistent(rhs))))

    def scaled(self, mass, stiffness) -> LineSolver:
        return LineSolver(self.pieces, stiffness * self.weight, mass * self.mass, self.held)

    def approximate_inverse(self, rhs) -> jax.Array:
        up, down = jnp.pad(self.weight, (0, 1)), jnp.pad(self.weight, (1, 0))
        coupled = up + down
        diagonal = self.mass + coupled * (1 + self.held)
        diagonal = jnp.where(diagonal > 0, diagonal, 1.0)
        return lax.linalg.tridiagonal_solve(-down, diagonal, -up, rhs[:, None])[:, 0]


def _direct(f) -> Solution:
    return Solution(f, jnp.zeros((), int), all_finite(f), jnp.zeros((), bool))


def node_solver(sample: Sample, *, mass: float | np.ndarray = 0.0,
                weights: Sequence[np.ndarray] | None = None, stiff: bool = True) -> NodeSolver:
    """Return the fastest solver of ``c f - div(w grad f) = r`` for a sample.

    One resolved direction: elimination. A Cartesian grid that the sample fills, with a mass and a conductivity that are
    the same everywhere: its own modes, by fast cosine transforms where the grid is long and even. A sample of several
    rectangles: the modes of each. Anything else: multigrid on the apertures, whose number of iterations does not grow
    with the number of nodes; or conjugate gradients with the diagonal, where the couplings do not outweigh the mass by
    far.

    Args:
        mass: c: a number per volume of the sample, or an array per cell (integrated), >= 0.
        weights: w for each resolved direction, on its edges: conductivity times dual face inside the sample / length
            of the edge, >= 0; those of the sample at unit conductivity by default.
        stiff: whether couplings may outweigh the mass by a factor of 100 or more.

    Raises:
        InputError: weights or masses of another shape, negative or not finite.
    """
    grid = sample.grid
    own = [np.asarray(sample.edge_weight[d]) for d in grid.resolved]
    volume = np.asarray(sample.node_volume)
    c = mass * volume if np.ndim(mass) == 0 else np.asarray(mass, float)
    w = own if weights is None else [np.asarray(weight, float) for weight in weights]
    _check("mass", [c], [grid.shape])
    _check("weights", w, [weight.shape for weight in own])
    parts = pieces(w, c, volume)
    if len(grid.shape) == 1:
        return LineSolver(parts, as_array(w[0]), as_array(c), as_array(_one_node_of_each(parts)))
    even = weights is None and np.ndim(mass) == 0 and grid.coordinates == "cartesian"
    if even and _fills(sample):
        if grid.periodic and mass == 0:
            return _periodic_solver(grid, parts)
        modes = separable.bases(grid)
        assert modes is not None, "a Cartesian grid has modes"
        return BoxSolver(parts, modes, as_array(float(mass)), as_array(1.0))
    if grid.periodic:
        if np.any(c):
            raise InputError("mass", "a mass in a periodic cell with holes", "none")
        axes = tuple(grid.array_axis(d) for d in grid.periodic)
        return PeriodicIterativeSolver(parts, diffusion(stencil_of(w, grid.shape), c), _periodic_solver(grid, parts),
                                       axes)
    if even and (boxes := _boxes(sample)):
        return SeparateBoxes(parts, boxes, as_array(float(mass)), as_array(1.0))
    if not stiff:
        return DiagonalSolver(parts, diffusion(stencil_of(w, grid.shape), c))
    operator, levels = hierarchy(w, c)
    return MultigridSolver(parts, operator, levels)


def _periodic_solver(grid: Grid, parts: Pieces) -> PeriodicSolver:
    """Return the solver of a cell without holes."""
    modes = separable.bases(grid)
    assert modes is not None, "a periodic grid is Cartesian"
    nodes = tuple(as_array(x) if d in grid.periodic else None
                  for d, x in zip(grid.resolved, grid.points(), strict=True))
    return PeriodicSolver(parts, modes, as_array(0.0), as_array(1.0), nodes, as_array(np.sum(grid.dual_measure(()))))


def _check(name: str, arrays: list[np.ndarray], shapes: list[tuple[int, ...]]) -> None:
    if [a.shape for a in arrays] != shapes:
        raise InputError(name, [a.shape for a in arrays], f"arrays of shape {shapes}")
    for a in arrays:
        if not np.all(np.isfinite(a)) or np.any(a < 0):
            raise InputError(name, "negative or not finite values", "finite values >= 0")


def _fills(sample: Sample) -> bool:
    """Return whether the sample fills the grid."""
    grid = sample.grid
    whole = [grid.dual_measure((d,)) / grid.measure((d,)) for d in grid.resolved]
    return np.allclose(sample.node_volume, grid.dual_measure(()), rtol=1e-14) and all(
        np.allclose(sample.edge_weight[d], w, rtol=1e-14) for d, w in zip(grid.resolved, whole, strict=True))


def _boxes(sample: Sample) -> tuple[Box, ...]:
    """Return the boxes that a sample of one thickness in each is made of; none if it is no such sample."""
    from scipy.ndimage import find_objects, label

    grid, volume = sample.grid, np.asarray(sample.node_volume)
    weights = [np.asarray(sample.edge_weight[d]) for d in grid.resolved]
    own_volume, own_weights = np.zeros_like(volume), [np.zeros_like(w) for w in weights]
    boxes = []
    for nodes in find_objects(label(volume > 0)[0]):
        first, beyond = tuple(s.start for s in nodes), tuple(s.stop for s in nodes)
        if min(np.subtract(beyond, first)) < 2:
            return ()
        box = Grid([np.asarray(axis)[nodes[grid.resolved.index(d)]] if d in grid.resolved else None
                    for d, axis in enumerate(grid.nodes)])
        modes, whole = separable.bases(box), box.dual_measure(())
        assert modes is not None, "a Cartesian grid has modes"
        thickness = float(volume[nodes].sum() / whole.sum())
        own_volume[nodes] = thickness * whole
        for axis, d in enumerate(grid.resolved):
            edges = tuple(slice(s.start, s.stop - (k == axis)) for k, s in enumerate(nodes))
            own_weights[axis][edges] = thickness * box.dual_measure((d,)) / box.measure((d,))
        boxes.append(Box(first, beyond, modes, as_array(thickness)))
    same = all(np.allclose(a, b, rtol=_SAME, atol=_SAME * np.max(b))
               for a, b in zip([own_volume, *own_weights], [volume, *weights], strict=True))
    return tuple(boxes) if same else ()


def _one_node_of_each(parts: Pieces) -> np.ndarray:
    held = np.zeros(parts.live.shape)
    if parts.share is not None:
        free = np.asarray(parts.share) > 0
        label = np.zeros(free.shape, int) if parts.label is None else np.asarray(parts.label)
        for number in np.unique(label[free]):
            held[np.argmax(free & (label == number))] = 1.0
    return held

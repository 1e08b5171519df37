"""Exact inverses on a box of ``c + kappa^2 curl curl`` for fields and ``c - s laplacian`` for potentials.

On a tensor-product Cartesian grid the normalised difference along each axis, D = E^(-1/2) diff V^(-1/2)
with E the gaps and V the dual gaps, has a singular value decomposition D = U S V^T; its vectors are
the grid's own sines and cosines. In that basis curl curl is the 3x3 matrix |k|^2 - k k^T for each
mode k, whose inverse with c is (1/c) k k^T/|k|^2 + (1 - k k^T/|k|^2)/(c + kappa^2 |k|^2).
Dense transforms: n^(d+1) work for n^d unknowns, which for n up to a few hundred costs no more than
a product with the Hessian.
"""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from onnes.grids.grid import DIRECTIONS, Grid


class Basis(NamedTuple):
    """Modes of one axis: on its edges (n, n-1: a zero mode first), on its nodes (n, n), and wave numbers (n,)."""

    edges: jnp.ndarray
    nodes: jnp.ndarray
    wave_numbers: jnp.ndarray
    gaps: jnp.ndarray
    dual_gaps: jnp.ndarray


def bases(grid: Grid) -> tuple[Basis, ...] | None:
    """The modes of every resolved axis; None where the grid is not Cartesian."""
    if grid.coordinates != "cartesian":
        return None
    return tuple(_basis(np.asarray(grid.nodes[d])) for d in grid.resolved)


def _basis(nodes: np.ndarray) -> Basis:
    gaps = np.diff(nodes)
    dual = 0.5 * (np.concatenate([[0.0], gaps]) + np.concatenate([gaps, [0.0]]))
    difference = np.diff(np.eye(len(nodes)), axis=0) / np.sqrt(gaps)[:, None] / np.sqrt(dual)[None, :]
    u, s, vt = np.linalg.svd(difference)
    order = np.argsort(s)
    edges = np.vstack([np.zeros(len(gaps)), u.T[order]])
    constant = vt[-1:]
    return Basis(jnp.asarray(edges), jnp.asarray(np.vstack([constant, vt[:-1][order]])),
                 jnp.asarray(np.concatenate([[0.0], s[order]])), jnp.asarray(gaps), jnp.asarray(dual))


def inverse(bases: tuple[Basis, ...], resolved: tuple[int, ...], mass, stiffness):
    """r -> (mass + stiffness curl curl)^-1 r for the components of A, per cell.

    Args:
        mass, stiffness: positive scalars; the operator is mass * (cell volume) + stiffness * curl* curl
            on fields, as in the Hessian of a free energy without apertures.
    """
    k = _outer([basis.wave_numbers for basis in bases])
    squared = sum(component**2 for component in k)
    safe = jnp.where(squared > 0, squared, 1.0)

    def apply(A):
        modes = [_forward(A[d], bases, axis) for axis, d in enumerate(resolved)]
        along = sum(kd * a for kd, a in zip(k, modes, strict=True)) / safe
        across = 1 / (mass + stiffness * squared)
        solved = [across * a + (1 / mass - across) * kd * along for kd, a in zip(k, modes, strict=True)]
        back = {d: _backward(solved[axis], bases, axis) for axis, d in enumerate(resolved)}
        return tuple(back.get(d) for d in DIRECTIONS)

    return apply


def node_inverse(bases: tuple[Basis, ...], mass, stiffness):
    """f -> (mass - stiffness laplacian)^-1 f on nodes, per cell: the same modes, one number each."""
    squared = sum(component**2 for component in _outer([basis.wave_numbers for basis in bases]))
    root = _root_volume(bases, None)

    def apply(f):
        modes = f / root
        for a, basis in enumerate(bases):
            modes = _along(basis.nodes, modes, a)
        modes = modes / (mass + stiffness * squared)
        for a, basis in enumerate(bases):
            modes = _along(basis.nodes.T, modes, a)
        return modes / root

    return apply


def _outer(vectors):
    count = len(vectors)
    return [v.reshape([-1 if a == axis else 1 for a in range(count)]) for axis, v in enumerate(vectors)]


def _root_volume(bases, axis):
    """Square root of the volume that belongs to an edge along ``axis``, or to a node if it is None."""
    total = jnp.ones(())
    for a, basis in enumerate(bases):
        total = jnp.multiply.outer(total, basis.gaps if a == axis else basis.dual_gaps)
    return jnp.sqrt(total)


def _forward(component, bases, axis):
    """Amplitudes of the modes of a component along ``axis``."""
    values = component / _root_volume(bases, axis)
    for a, basis in enumerate(bases):
        values = _along(basis.edges if a == axis else basis.nodes, values, a)
    return values


def _backward(modes, bases, axis):
    for a, basis in enumerate(bases):
        modes = _along((basis.edges if a == axis else basis.nodes).T, modes, a)
    return modes / _root_volume(bases, axis)


def _along(matrix, values, axis):
    return jnp.moveaxis(jnp.tensordot(matrix, values, axes=(1, axis)), 0, axis)

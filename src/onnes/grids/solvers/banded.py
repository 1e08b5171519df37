"""Direct solves on one-dimensional grids by band matrices, all fields of a node next to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import scipy.linalg

from onnes.errors import InputError
from onnes.grids.gathering import on_host
from onnes.numerics.jax_settings import as_array


@dataclass(frozen=True)
class BandedMatrix:
    """Symmetric band matrix in SciPy's lower form, with the layout of a state in it.

    Attributes:
        lower: shape (bandwidth + 1, unknowns); row k holds the k-th sub-diagonal.
        like: a state of the same fields.
    """

    lower: np.ndarray
    like: Any

    @property
    def bandwidth(self) -> int:
        return self.lower.shape[0] - 1

    def solve(self, rhs: Any) -> Any:
        """Return x with (matrix) x = rhs; the matrix may be indefinite."""
        upper = np.zeros_like(self.lower)
        for k in range(1, self.bandwidth + 1):
            upper[self.bandwidth - k, k:] = self.lower[k, : self.lower.shape[1] - k]
        full = np.vstack([upper[: self.bandwidth], self.lower])
        x = scipy.linalg.solve_banded((self.bandwidth, self.bandwidth), full, to_vector(rhs))
        return from_vector(x, self.like)

    def is_positive_definite(self) -> bool:
        try:
            scipy.linalg.cholesky_banded(self.lower, lower=True)
        except scipy.linalg.LinAlgError:
            return False
        return True

    def lowest_eigenvalues(self, metric: Any, count: int = 1) -> np.ndarray:
        """Return the lowest e of (matrix) v = e (metric) v, metric diagonal; unknowns where it is 0 take no part."""
        weight = to_vector(metric)
        present = weight > 0
        scale = np.where(present, 1 / np.sqrt(np.where(present, weight, 1.0)), 1.0)
        band = self.lower.copy()
        for k in range(self.bandwidth + 1):
            n = band.shape[1] - k
            band[k, :n] *= scale[k:] * scale[:n]
        # Unknowns without weight decouple and must not appear among the lowest.
        band[0, ~present] = np.abs(band[0]).max() + 1.0
        return scipy.linalg.eig_banded(band, lower=True, eigvals_only=True, select="i", select_range=(0, count - 1))

    def plus_diagonal(self, weights: Any) -> BandedMatrix:
        lower = self.lower.copy()
        lower[0] += to_vector(weights)
        return BandedMatrix(lower, self.like)


def banded(operator, like: Any) -> BandedMatrix:
    """Return the matrix of a symmetric map that couples next neighbours only, by probing.

    Unknowns on which the map does not depend get a 1 on the diagonal.

    Raises:
        InputError: the fields are not one-dimensional.
    """
    if any(leaf.ndim != 1 for leaf in jax.tree.leaves(like)):
        raise InputError("grid", "more than one resolved direction", "a one-dimensional grid")
    fields, nodes = _layout(like)
    lower = np.zeros((2 * fields, nodes * fields))
    columns = _probe_all(operator, like, fields, nodes)
    for colour in range(3):
        for f in range(fields):
            _scatter(lower, columns[colour, f], colour, f, fields, nodes)
    lower[0, lower[0] == 0] = 1.0
    return BandedMatrix(lower, like)


def _probe_all(operator, like, fields, nodes):
    answers = []
    for colour in range(3):
        mask = (np.arange(nodes) % 3 == colour).astype(float)
        for f in range(fields):
            table = np.zeros((nodes, fields))
            table[:, f] = mask
            answers.append(_table(operator(from_vector(table.ravel(), like))))
    return np.stack(answers).reshape(3, fields, nodes, fields)


def _scatter(lower, answer, colour, f, fields, nodes) -> None:
    """Store the entries (row i, g), (column j, f) on or below the diagonal, for neighbours i of the probed j."""
    for shift in (-1, 0, 1):
        i = np.arange(nodes)
        j = i + shift
        hit = (j >= 0) & (j < nodes) & (j % 3 == colour)
        rows, cols = i[hit], j[hit] * fields + f
        for g in range(fields):
            below = rows * fields + g - cols
            keep = (below >= 0) & (below < 2 * fields)
            lower[below[keep], cols[keep]] = answer[rows[keep], g]


def _layout(like) -> tuple[int, int]:
    leaves = jax.tree.leaves(like)
    return sum(2 if jnp.iscomplexobj(leaf) else 1 for leaf in leaves), max(leaf.shape[0] for leaf in leaves)


def _table(state) -> np.ndarray:
    """Return all real fields as columns of a (nodes, fields) table, edges padded by a row of zeros."""
    leaves = [on_host(leaf) for leaf in jax.tree.leaves(state)]
    nodes = max(len(leaf) for leaf in leaves)
    parts = [part for leaf in leaves for part in ((np.real(leaf), np.imag(leaf)) if np.iscomplexobj(leaf) else (leaf,))]
    return np.stack([np.pad(part, (0, nodes - len(part))) for part in parts], axis=1)


def to_vector(state) -> np.ndarray:
    """Return a state as one real vector, node by node."""
    return _table(state).ravel()


def from_vector(vector, like) -> Any:
    """Return the inverse of `to_vector`."""
    fields, nodes = _layout(like)
    table = np.reshape(vector, (nodes, fields))
    leaves, tree = jax.tree.flatten(like)
    out, column = [], 0
    for leaf in leaves:
        values = table[:leaf.shape[0], column]
        if jnp.iscomplexobj(leaf):
            values, column = values + 1j * table[:leaf.shape[0], column + 1], column + 1
        out.append(as_array(values))
        column += 1
    return jax.tree.unflatten(tree, out)

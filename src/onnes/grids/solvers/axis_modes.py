"""Modes of one axis of a Cartesian grid: cosines on its nodes, sines on its edges.

The normalised difference D = E^(-1/2) diff V^(-1/2), with E the gaps and V the dual gaps, has a singular value
decomposition D = U S V^T whose vectors are the grid's own sines and cosines and whose values are its wave numbers.
Axes that are long and evenly spaced have them in closed form: with N gaps h,

    s_k = (2/h) sin(pi k/2N),   v_k(j) ~ cos(pi j k/N),   u_k(j) ~ -sin(pi (j + 1/2) k/N),   k = 0 ... N,

and transforms to and from them are fast: n log n by the real FFT of the even or odd continuation.
"""

from __future__ import annotations

from abc import abstractmethod

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.numerics.jax_settings import as_array

End = tuple[int, int]
"""A direction, and 0 for the low or -1 for the high end of a grid along it."""
SHORT = 128
"""Axes up to this many nodes are transformed by a matrix, which is as fast and serves any spacing."""

_NO_WAVE = 1e-12
"""Singular values below this share of the largest are rounding."""


class Basis(eqx.Module):
    """Orthonormal modes of an axis with n nodes, n - 1 edges; mode k of both has wave number k; edges lack mode 0.

    With mirror planes at ends there are fewer: nodes there lack all modes, and with two of them all nodes lack mode 0.
    A periodic axis, whose last node is the image of the first, has n - 1 modes of nodes and of edges.

    Attributes:
        wave_numbers: shape (n,), ascending from 0; (n - 1,) of a periodic axis.
        gaps, dual_gaps: lengths of edges (n - 1,) and of dual edges (n,).
    """

    wave_numbers: eqx.AbstractVar[jax.Array]
    gaps: eqx.AbstractVar[jax.Array]
    dual_gaps: eqx.AbstractVar[jax.Array]

    @abstractmethod
    def node_modes(self, values, axis: int) -> jax.Array:
        """Return the amplitudes (n) of node values divided by the root of the dual gaps, along the same axis."""

    @abstractmethod
    def node_values(self, modes, axis: int) -> jax.Array:
        """Return the inverse of `node_modes`."""

    @abstractmethod
    def edge_modes(self, values, axis: int) -> jax.Array:
        """Return the amplitudes (n, the first of them 0) of n - 1 edge values divided by the root of the gaps."""

    @abstractmethod
    def edge_values(self, modes, axis: int) -> jax.Array:
        """Return the inverse of `edge_modes`."""


class MatrixBasis(Basis):
    """Modes of any axis as matrices: on its nodes (n, n), on its edges (n, n - 1)."""

    wave_numbers: jax.Array
    gaps: jax.Array
    dual_gaps: jax.Array
    nodes: jax.Array
    edges: jax.Array

    def node_modes(self, values, axis: int) -> jax.Array:
        return _along(self.nodes, values, axis)

    def node_values(self, modes, axis: int) -> jax.Array:
        return _along(self.nodes.T, modes, axis)

    def edge_modes(self, values, axis: int) -> jax.Array:
        return _along(self.edges, values, axis)

    def edge_values(self, modes, axis: int) -> jax.Array:
        return _along(self.edges.T, modes, axis)


class CosineBasis(Basis):
    """Modes of an evenly spaced axis by fast transforms: DCT-I on its nodes, DST-II on its edges."""

    wave_numbers: jax.Array
    gaps: jax.Array
    dual_gaps: jax.Array

    def node_modes(self, values, axis: int) -> jax.Array:
        count = values.shape[axis] - 1
        ends = np.where(np.arange(count + 1) % count == 0, 0.5**0.5, 1.0)
        even = _times(values, np.where(ends < 1, ends, 0.5), axis)
        inner = jax.lax.slice_in_dim(even, 1, count, axis=axis)
        spectrum = jnp.fft.rfft(jnp.concatenate([even, jnp.flip(inner, axis)], axis), axis=axis)
        return _times(jnp.real(spectrum), (2 / count) ** 0.5 * ends, axis)

    def node_values(self, modes, axis: int) -> jax.Array:
        return self.node_modes(modes, axis)  # the transform is its own inverse

    def edge_modes(self, values, axis: int) -> jax.Array:
        count = values.shape[axis]
        scale, turn = _edge_factors(count)
        spectrum = jnp.fft.rfft(jnp.concatenate([values, -jnp.flip(values, axis)], axis), axis=axis)
        return jnp.imag(_times(spectrum, 0.5 * scale * np.conj(turn), axis))

    def edge_values(self, modes, axis: int) -> jax.Array:
        count = modes.shape[axis] - 1
        scale, turn = _edge_factors(count)
        odd = jnp.fft.irfft(_times(modes, 2j * turn / scale, axis), 2 * count, axis=axis)
        return jax.lax.slice_in_dim(odd, 0, count, axis=axis)


def axis_modes(nodes: np.ndarray, mirrors: tuple[int, ...] = (), *, periodic: bool = False) -> Basis:
    """Return the modes of an axis with these nodes.

    Args:
        mirrors: ends (0, -1) that are mirror planes: what lives on nodes vanishes there, and modes on edges are even.
        periodic: whether the last node is the image of the first, on an axis with equal gaps.
    """
    gaps = np.diff(nodes)
    if periodic:
        return _waves(nodes)
    if len(nodes) > SHORT and np.ptp(gaps) < 1e-9 * gaps.mean() and not mirrors:
        return _cosines(nodes)
    return _matrices(nodes, mirrors)


def _cosines(nodes: np.ndarray) -> CosineBasis:
    gaps = np.diff(nodes)
    numbers = 2 / gaps.mean() * np.sin(0.5 * np.pi * np.arange(len(nodes)) / len(gaps))
    return CosineBasis(as_array(numbers), as_array(gaps), as_array(_dual(gaps)))


def _matrices(nodes: np.ndarray, mirrors: tuple[int, ...] = ()) -> MatrixBasis:
    gaps = np.diff(nodes)
    dual = _dual(gaps)
    difference = np.diff(np.eye(len(nodes)), axis=0) / np.sqrt(gaps)[:, None] / np.sqrt(dual)[None, :]
    difference[:, list(mirrors)] = 0.0
    u, s, vt = np.linalg.svd(difference)
    free, order = s > _NO_WAVE * s.max(), np.argsort(s)
    order = order[free[order]]
    # Constants, which have no wave number: on the nodes without mirrors, on the edges with two.
    constant = {0: [np.sqrt(dual / dual.sum())], 2: [np.zeros(len(nodes))]}.get(len(mirrors), [])
    even = {0: [np.zeros(len(gaps))], 2: [np.sqrt(gaps / gaps.sum())]}.get(len(mirrors), [])
    return MatrixBasis(as_array(np.concatenate([[0.0] * len(even), s[order]])), as_array(gaps), as_array(dual),
                       as_array(np.vstack([*constant, vt[:len(s)][order]])), as_array(np.vstack([*even, u.T[order]])))


def _waves(nodes: np.ndarray) -> MatrixBasis:
    """Return the sines and cosines of a period of N gaps h, s_k = (2/h) sin(pi k/N): of nodes and of edges N each."""
    gaps = np.diff(nodes)
    count, dual = len(gaps), _dual(gaps)
    k = (np.arange(count) + 1) // 2  # 0, 1, 1, 2, 2, ...: a cosine and a sine of each
    angles = 2 * np.pi * np.outer(k, np.arange(count + 1)) / count
    odd = (np.arange(count) % 2 == 0) & (k > 0)
    waves = np.where(odd[:, None], np.sin(angles), np.cos(angles))
    waves /= np.sqrt(np.sum(dual * waves**2, axis=1))[:, None]
    numbers = 2 / gaps.mean() * np.sin(np.pi * k / count)
    slopes = np.diff(waves, axis=1) / np.where(k > 0, numbers, 1.0)[:, None] / np.sqrt(gaps)
    slopes[0] = np.sqrt(gaps / gaps.sum())
    return MatrixBasis(as_array(numbers), as_array(gaps), as_array(dual), as_array(waves * np.sqrt(dual)),
                       as_array(slopes))


def _dual(gaps: np.ndarray) -> np.ndarray:
    return 0.5 * (np.concatenate([[0.0], gaps]) + np.concatenate([gaps, [0.0]]))


def _edge_factors(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the normalisation of the sines and the phase of half a gap, for k = 0 ... count."""
    k = np.arange(count + 1)
    scale = (2 / count) ** 0.5 * np.where(k == count, 0.5**0.5, 1.0)
    return scale, np.exp(0.5j * np.pi * k / count)


def _times(values, factors: np.ndarray, axis: int):
    return values * factors.reshape([-1 if a == axis else 1 for a in range(values.ndim)])


def _along(matrix, values, axis: int):
    return jnp.moveaxis(jnp.tensordot(matrix, values, axes=(1, axis)), 0, axis)

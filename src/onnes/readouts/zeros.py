"""Zeros of the order parameter in a plane, to a small part of the spacing of the grid."""

from __future__ import annotations

import numpy as np

from onnes.energies.state import State
from onnes.grids import Sample

_NEAR, _REFINED = 1.5, 0.5
"""Cells from the middle of a face, and from the bilinear zero, within which a zero is that of the face."""
_STEPS = 6


def zeros(sample: Sample, state: State, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return x and y of the zeros of psi in faces of an evenly spaced grid, in its units.

    Psi on the nodes around is brought to one gauge, along the edges, and interpolated: with the 16 nearest nodes by
    cubic polynomials, or next to the rim of the sample, where some are missing, bilinearly with the four corners. A
    face around which the phase turns once has a zero. Where none is near, as in the core of a giant vortex, the middle
    of the face is given.

    Args:
        i, j: indices of the faces.
    """
    psi, inside = np.asarray(state.psi), np.asarray(sample.node_volume) > 0
    along_x, along_y = (np.asarray(c) for c in sample.circulation(state.A)[:2])
    (rows, columns), patch_of = np.meshgrid(range(-1, 3), range(-1, 3), indexing="ij"), np.s_[:, None, None]
    x = np.clip(i[patch_of] + rows, 0, psi.shape[0] - 1)
    y = np.clip(j[patch_of] + columns, 0, psi.shape[1] - 1)
    whole = ((i > 0) & (j > 0) & (i < psi.shape[0] - 2) & (j < psi.shape[1] - 2) & np.all(inside[x, y], (1, 2)))
    # From the corner before: along the lowest row, then up each column.
    row = np.cumsum(np.pad(along_x[np.minimum(x, len(along_x) - 1)[:, :3, 0], y[:, :3, 0]], ((0, 0), (1, 0))), 1)
    up = along_y[x[:, :, :3], np.minimum(y, along_y.shape[1] - 1)[:, :, :3]]
    patch = psi[x, y] * np.exp(-1j * (row[:, :, None] + np.cumsum(np.pad(up, ((0, 0), (0, 0), (1, 0))), 2)))
    s, t = _bilinear_zero(patch[:, 1, 1], patch[:, 2, 1], patch[:, 1, 2], patch[:, 2, 2])
    near = np.maximum(abs(s - 0.5), abs(t - 0.5)) < _NEAR
    s, t = np.where(near, s, 0.5), np.where(near, t, 0.5)
    finer_s, finer_t = _cubic_zero(patch, s, t)
    better = near & whole & (np.hypot(finer_s - s, finer_t - t) < _REFINED)
    s, t = np.where(better, finer_s, s), np.where(better, finer_t, t)
    nodes = [np.asarray(each) for each in sample.grid.nodes[:2]]
    at_x, at_y = (n[0] + (k + part) * (n[1] - n[0]) for n, k, part in zip(nodes, (i, j), (s, t), strict=True))
    return at_x, at_y


def _bilinear_zero(first, along_x, along_y, opposite):
    """Return the zero nearest to the middle of the unit square of ``first + b s + c t + d s t``, given at its corners.

    s = -(first + c t)/(b + d t) is real for the roots of a quadratic equation for t.
    """
    b, c = along_x - first, along_y - first
    d = opposite - first - b - c
    with np.errstate(all="ignore"):  # what is not finite is not near
        square, constant = np.imag(c * np.conj(d)), np.imag(first * np.conj(b))
        linear = np.imag(c * np.conj(b) + first * np.conj(d))
        q = -0.5 * (linear + np.copysign(np.sqrt(linear**2 - 4 * square * constant), linear))
        t = np.stack([q / square, constant / q])
        s = np.real(-(first + c * t) / (b + d * t))
        nearest = np.argmin(np.nan_to_num(np.hypot(s - 0.5, t - 0.5), nan=np.inf, posinf=np.inf), axis=0)[None]
    return np.take_along_axis(s, nearest, 0)[0], np.take_along_axis(t, nearest, 0)[0]


def _cubic_zero(patch, s, t):
    """Return zeros of psi by Newton's method from s and t, in cells from the second of four nodes along x and y."""
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            (x, slope_x), (y, slope_y) = _lagrange(s), _lagrange(t)
            value, of_s, of_t = (np.einsum("nij,ni,nj->n", patch, *w) for w in ((x, y), (slope_x, y), (x, slope_y)))
            area = np.imag(np.conj(of_s) * of_t)
            s, t = s - np.imag(np.conj(value) * of_t) / area, t - np.imag(np.conj(of_s) * value) / area
    return s, t


def _lagrange(s):
    """Return the weights of values at -1, 0, 1, 2 in the cubic polynomial at s, and in its slope; shape (n, 4)."""
    weights = np.stack([-s * (s - 1) * (s - 2) / 6, (s + 1) * (s - 1) * (s - 2) / 2, -(s + 1) * s * (s - 2) / 2,
                        (s + 1) * s * (s - 1) / 6], axis=-1)
    slopes = np.stack([-(3 * s**2 - 6 * s + 2) / 6, (3 * s**2 - 4 * s - 1) / 2, -(3 * s**2 - 2 * s - 2) / 2,
                       (3 * s**2 - 1) / 6], axis=-1)
    return weights, slopes

"""Field that a current makes at the bottom of a narrow hole, around which it has to flow.

A hole of radius a is drilled along x into a conductor with the uniform density J0 along z, and ends at x = 0. With
J = J0 grad phi outside of it and phi = u(rho, x) cos(theta), z = rho cos(theta):

    (1/rho) d_rho(rho d_rho u) - u/rho^2 + d_x^2 u = 0,   d_n u = 0 on the hole,   u -> rho far away

Biot and Savart's law becomes an integral over the surface of the hole, because curl(phi grad' 1/|r - r'|) is what has
to be integrated over the conductor. On the axis, at a height h above the bottom, the field along y changes by

    dB = mu_0 J0 a c(h/a),
    c = (1/4) int_0^1 u rho^2/(h^2 + rho^2)^(3/2) drho (bottom, x = 0) + (1/4) int_0^inf u (x - h)/((x - h)^2 +
        1)^(3/2) dx (wall, rho = 1),   lengths in a

Far above the bottom the flow is that around an endless cylinder, u = 2 a on the wall, and c falls as a/(2 h): an
endless hole leaves the field on its axis as it was. At the bottom c is 0.774.

Validity: a uniform J0 over some radii around the bottom, and J without curl there, as that of a normal metal has. How
the currents of a superconductor pass a hole depends on its law, so that this is an estimate of the size for others.

Source: potential flow; the surface integral: D. B. Geselowitz, IEEE Trans. Magn. 6, 346 (1970).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.linalg import spsolve

CELLS = 40
"""Cells to either side of the edge of the bottom, across and along."""
_REACH = 60.0
"""Distance of the outer boundary, in radii of the hole: the flow there is wrong by 1/60^2."""
_GRADING = 3
"""Cells lie at the third power of equal steps from the edge, where u is as d^(2/3): errors stay of second order."""
_POINTS = 12


@lru_cache(maxsize=64)
def probe_in_hole(length: float, diameter: float) -> float:
    """Return dB/(mu_0 J0 a), mean of c over a probe that stands on the bottom.

    Args:
        length: of the probe along the hole [m]; 0 for a point at the bottom.
        diameter: 2 a [m].
    """
    place, weight = np.polynomial.legendre.leggauss(_POINTS)
    heights = (place + 1) * length / diameter
    return float(0.5 * weight @ bottom_field(heights))


def bottom_field(height: np.ndarray, cells: int = CELLS) -> np.ndarray:
    """Return c at heights h/a >= 0 above the bottom, shape (n,)."""
    rho, x, bottom, wall = _potential(cells)
    h = np.asarray(height, dtype=float)[:, None]
    # u/rho in the cells of the bottom, u in those of the wall, times the exact integrals of the kernels over each.
    inner = np.hypot(h, rho) + h**2 / np.maximum(np.hypot(h, rho), 1e-300)
    outer = -1 / np.hypot(x - h, 1.0)
    middle = 0.5 * (rho[1:] + rho[:-1])
    return 0.25 * (np.diff(inner, axis=1) @ (bottom / middle) + np.diff(outer, axis=1) @ wall
                   - outer[:, -1] * wall[-1])


@lru_cache(maxsize=4)
def _potential(cells: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return edges rho of cells of the bottom, edges x of those of the wall, and u on either, lengths in a."""
    steps = np.linspace(0.0, 1.0, cells + 1) ** _GRADING
    far = np.linspace(0.0, 1.0, 2 * cells + 1) ** _GRADING * _REACH
    across, along = np.concatenate([1 - steps[::-1], 1 + far[1:]]), np.concatenate([-far[::-1], far[1:]])
    rho, x = (0.5 * (edge[1:] + edge[:-1]) for edge in (across, along))
    width, height = np.diff(across), np.diff(along)
    conducts = ~((rho[:, None] < 1) & (x > 0))
    number = np.where(conducts, np.cumsum(conducts).reshape(conducts.shape) - 1, -1)
    size = int(conducts.sum())
    # Fluxes through the faces between two conducting cells; none through the hole, and none at the far ends.
    rows, columns, values = [], [], []
    for one, other, face in (
            (number[:-1], number[1:], across[1:-1, None] * height / np.diff(rho)[:, None]),
            (number[:, :-1], number[:, 1:], (rho * width)[:, None] / np.diff(x))):
        inside = (one >= 0) & (other >= 0)
        a, b, flow = one[inside], other[inside], np.broadcast_to(face, one.shape)[inside]
        rows += [a, b, a, b]
        columns += [b, a, a, b]
        values += [flow, flow, -flow, -flow]
    every = number[conducts]
    diagonal = np.broadcast_to((width / rho)[:, None] * height, number.shape)[conducts]
    rim = np.zeros(number.shape)
    rim[-1] = across[-1] * height / (across[-1] - rho[-1])  # u = rho at the outer boundary
    rows.append(every)
    columns.append(every)
    values.append(-diagonal - rim[conducts])
    matrix = coo_array((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(size, size))
    u = np.full(number.shape, np.nan)
    u[conducts] = spsolve(matrix.tocsc(), -across[-1] * rim[conducts])
    inside, above = rho < 1, x > 0
    first = int(np.argmax(rho > 1))
    return across[:cells + 1], along[2 * cells:], u[inside, 2 * cells - 1], u[first, above]

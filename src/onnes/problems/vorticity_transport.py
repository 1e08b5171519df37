"""Transport of generalised vorticity by a radial flow in a cylinder, and the field that belongs to it.

With w = curl v + (q/m) B along the axis::

    d_t w = -(1/r) d_r(r w v_r)                                    the fluid carries w (H13)
    B - (1/r) d_r[r (lambda_0^2 n_0/n) d_r B] = (m/q) w            Ampere's law in w, B(R) = B_a
    v_theta = -(q lambda_0^2 n_0/(m n)) d_r B

Units: lengths in R, times in the duration T, v_r in R/T, w in w_0 = (q/m) B_a, B in B_a, v_theta in (q/m) B_a R, n in
n_0.

Finite volumes: cells of mean w between evenly spaced faces; upwind fluxes from lines through the cell with limited
slopes, Heun's steps. What leaves a cell enters the next, so that H15 holds to round-off at every face; w converges in
second order. B on the cells and v_theta on the faces obey r v_theta + int B r dr = int w r dr to round-off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_banded

from onnes.carriers.radial_flow import Flow

_COURANT = 0.4
"""Part of a cell that the fastest flow crosses in a step."""
_EMPTY = 1e-12
"""Density, in n_0, below which there is none that screens."""


@dataclass(frozen=True)
class Transport:
    """Course of w over K + 1 times, on N cells with N + 1 faces.

    Attributes:
        time: shape (K + 1,).
        faces: shape (N + 1,).
        vorticity: mean w of the cells, shape (K + 1, N).
        surface: w at r = 1, shape (K + 1,).
        carried: int w v_r dt through the surface, the sum of the fluxes, shape (K + 1,).
    """

    time: np.ndarray
    faces: np.ndarray
    vorticity: np.ndarray
    surface: np.ndarray
    carried: np.ndarray

    @property
    def areas(self) -> np.ndarray:
        """int r dr of the cells."""
        return np.diff(self.faces**2) / 2

    @property
    def places(self) -> np.ndarray:
        """Centroids of the cells."""
        return _centroids(self.faces)

    def mean(self, of_cells: np.ndarray) -> np.ndarray:
        """Return the mean over the cross-section, of values of shape (..., N)."""
        return 2 * of_cells @ self.areas


def transport(flow: Flow, course: Callable[[float], float], cells: int) -> Transport:
    """Return the course of w = 1 at the start.

    Args:
        flow: v_r(r) over that at the surface.
        course: v_r at the surface against time from 0 to 1, at least 0.
        cells: N.
    """
    faces = np.linspace(0, 1, cells + 1)
    areas = np.diff(faces**2) / 2
    fastest = float(np.max(flow.speed(faces))) * max(map(course, np.linspace(0, 1, 33)))
    time = np.linspace(0, 1, int(np.ceil(max(fastest, 1.0) * cells / _COURANT)) + 1)
    through = faces * flow.speed(faces)

    def fluxes(w: np.ndarray, when: float) -> np.ndarray:
        return course(when) * through * np.concatenate([[0.0], _at_outer_faces(w, faces)])

    w, carried = np.ones((time.size, cells)), np.zeros(time.size)
    for k, (now, later) in enumerate(zip(time[:-1], time[1:], strict=True)):
        first = fluxes(w[k], now)
        second = fluxes(w[k] - (later - now) * np.diff(first) / areas, later)
        mean = (later - now) * (first + second) / 2
        w[k + 1], carried[k + 1] = w[k] - np.diff(mean) / areas, carried[k] + mean[-1]
    return Transport(time, faces, w, np.array([_at_outer_faces(row, faces)[-1] for row in w]), carried)


def _at_outer_faces(w: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Return w at the outer face of each cell, from a line through its centroid with the monotonised central slope."""
    centroid = _centroids(faces)
    slope = np.diff(w) / np.diff(centroid)
    behind, ahead = np.append(0.0, slope), np.append(slope, slope[-1])
    central = (behind + ahead) / 2
    limited = np.sign(central) * np.minimum(np.abs(central), 2 * np.minimum(np.abs(behind), np.abs(ahead)))
    return w + np.where(behind * ahead > 0, limited, 0.0) * (faces[1:] - centroid)


def _centroids(faces: np.ndarray) -> np.ndarray:
    return 2 / 3 * np.diff(faces**3) / np.diff(faces**2)


def field_of(vorticity: np.ndarray, faces: np.ndarray, depth: float,
             density: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return B on the cells and v_theta on the faces.

    Args:
        vorticity: w of the cells, shape (N,), or (K, N) for K moments.
        faces: shape (N + 1,).
        depth: lambda_0, in R.
        density: n of the cells, shape (N,); 1 if left out.
    """
    size = np.diff(faces)[0]
    areas = np.diff(faces**2) / 2
    present = np.ones_like(areas) if density is None else np.maximum(density, _EMPTY)
    # n on the faces: of the cell at the surface, the mean inside.
    screening = depth**2 / np.concatenate([(present[1:] + present[:-1]) / 2, present[-1:]])
    slope = faces[1:] * screening / size
    slope[-1] *= 2  # from the centre of the last cell to the surface is half a cell
    diagonal = areas + slope
    diagonal[1:] += slope[:-1]
    band = np.zeros((3, areas.size))
    band[0, 1:], band[1], band[2, :-1] = -slope[:-1], diagonal, -slope[:-1]
    right = areas * vorticity
    right[..., -1] += slope[-1]
    field = solve_banded((1, 1), band, right.T).T
    drop = np.diff(field, axis=-1, append=1.0)
    velocity = np.zeros((*field.shape[:-1], faces.size))
    velocity[..., 1:] = -slope * drop / faces[1:]
    return field, velocity

"""Ratios of the fields in three places, with their uncertainties, from readings alone: no law is assumed.

The field in a place over the current, b_j, is the slope through the origin of the readings at all currents. What an
error of the position and of the correction for a hole do to it follows from the exponent p between two places, B ~ r^p:

    d(ln b_j) = p d_j/r_j + h (p + 1) a c/r_j,    outside of the wire -d_j/r_j
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.problems.hall_probe.blind_hole import probe_in_hole
from onnes.problems.hall_probe.instrument import PLACES, Probe

_CLEAR = 3.0
"""Standard deviations by which a field differs from zero that is divided by."""


@dataclass(frozen=True)
class Ratios:
    """Measured fields and their quotients.

    Attributes:
        field, field_error: mean field at each current, and its standard deviation by noise, shape (k, PLACES) [T].
        slope, slope_error: b_j and its standard deviation by noise and offsets, shape (PLACES,) [T/A].
        over_surface: b_1/b_3 and b_2/b_3.
        over_surface_covariance: of both, shape (2, 2).
        over_deepest: b_2/b_1 and b_3/b_1; None where b_1 is not clearly above zero.
        over_deepest_error: their standard deviations.
    """

    field: np.ndarray
    field_error: np.ndarray
    slope: np.ndarray
    slope_error: np.ndarray
    over_surface: np.ndarray
    over_surface_covariance: np.ndarray
    over_deepest: np.ndarray | None
    over_deepest_error: np.ndarray | None


def ratios(readings: np.ndarray, currents: np.ndarray, places: np.ndarray, probe: Probe) -> Ratios:
    """Return the ratios that readings give.

    Args:
        readings: shape (repeats, m) [T].
        currents: shape (k,) [A].
        places: distances of the probe from the axis, shape (PLACES,) [m].
    """
    sign = np.array(probe.polarities)[:, None]
    by_place = readings.reshape(len(readings), len(currents), len(sign), PLACES) * sign
    field = by_place.mean(axis=(0, 2))
    error = np.sqrt((probe.noise**2 + (probe.current_noise * field) ** 2) / (len(readings) * len(sign)))
    weight = currents[:, None] / error**2
    norm = currents @ weight
    slope = np.sum(weight * field, axis=0) / norm
    leak = 0.0 if probe.reversed else probe.offset * np.sum(weight, axis=0) / norm
    slope_error = np.sqrt(1 / norm + leak**2)
    clear = slope[:-1] > _CLEAR * slope_error[:-1]

    def changes(i: int, j: int) -> np.ndarray:
        """Return the changes of b_i/b_j over it, with the exponent between both places."""
        p = np.log(slope[i] / slope[j]) / np.log(places[i] / places[j]) if slope[i] > 0 < slope[j] else 0.0
        return _changes(i, p, slope, slope_error, places, probe) - _changes(j, p, slope, slope_error, places, probe)

    surface = np.stack([slope[j] / slope[-1] * changes(j, -1) if clear[j] else _noise_alone(j, slope, slope_error)
                        for j in range(PLACES - 1)])
    deepest = None if not clear[0] else np.array([slope[i] / slope[0] for i in (1, 2)])
    deepest_error = None if deepest is None else deepest * [np.linalg.norm(changes(i, 0)) for i in (1, 2)]
    return Ratios(field, error, slope, slope_error, slope[:-1] / slope[-1], surface @ surface.T, deepest, deepest_error)


def _changes(j: int, p: float, slope, slope_error, places, probe: Probe) -> np.ndarray:
    """Return the change of ln b_j with one standard deviation of each error, shape (2 PLACES + 1,)."""
    j %= PLACES
    out = np.zeros(2 * PLACES + 1)
    out[j] = slope_error[j] / slope[j]
    if j == PLACES - 1:
        out[PLACES + j] = -probe.position / places[j]
        return out
    out[PLACES + j] = p * probe.position / places[j]
    if probe.hole:
        out[-1] = probe.hole_error * (p + 1) * 0.5 * probe.hole * probe_in_hole(probe.length, probe.hole) / places[j]
    return out


def _noise_alone(j: int, slope, slope_error) -> np.ndarray:
    """Return the change of b_j/b_3 of a field that is not clearly above zero."""
    out = np.zeros(2 * PLACES + 1)
    out[j] = slope_error[j] / slope[-1]
    return out

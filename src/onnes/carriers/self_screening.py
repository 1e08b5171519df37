"""Orbits of radius 2 lambda_L with and without the field of one another: mean field, and N coupled orbits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.carriers.larmor import field_magnetised_by_applied, field_magnetised_by_total, larmor_susceptibility
from onnes.carriers.orbits import induced_speed


@dataclass(frozen=True)
class ScreenedState:
    """Mean field in the sample (T) and azimuthal speed of its orbits (m/s)."""

    field: float
    speed: float


def mean_field_state(density: float, radius: float, applied: float, mutual: bool) -> ScreenedState:
    """Return the mean field and the orbital speed of orbits that do or do not feel one another.

    With mutual screening B = B_a / (1 - chi) and v = -(e r / 2 m_e) B; without it B = (1 + chi) B_a and v comes from
    B_a. For r = 2 lambda_L: B = B_a/2 and half the Meissner speed with the mutual field, B = 0 and the full speed
    without.

    Args:
        density: n_s, 1/m^3.
        radius: r of every orbit, m.
        applied: B_a = mu_0 H, T.
        mutual: whether the field of the other orbits acts on an orbit.

    Source: H43-H47 (mutual), H37-H38 (not).
    """
    susceptibility = larmor_susceptibility(density, radius**2)
    if mutual:
        field = field_magnetised_by_total(susceptibility, applied)
        return ScreenedState(field, induced_speed(radius, field))
    return ScreenedState(field_magnetised_by_applied(susceptibility, applied), induced_speed(radius, applied))


def interacting_orbits_field(overlap: np.ndarray, applied: float, mutual: bool) -> np.ndarray:
    """Return the mean field in each of N orbits, B_i = B_a - sum_j K_ij b_j, in T; b_j = B_j (mutual) or B_a (not).

    Args:
        overlap: K, shape (N, N), dimensionless: field in orbit i due to orbit j per unit of the field that drives j,
            -chi times a coupling of `onnes.carriers.orbit_coupling`. Rows that sum to -chi are a sample of
            susceptibility chi; an orbit's own field belongs on the diagonal.
        applied: B_a, T.
        mutual: as in `mean_field_state`.

    When every row sums to -chi the answer is the mean field, for any pattern of the overlaps.

    Source: H43-H47, for N orbits.
    """
    uniform = np.full(len(overlap), applied)
    if mutual:
        return np.linalg.solve(np.eye(len(overlap)) + overlap, uniform)
    return uniform - overlap @ uniform

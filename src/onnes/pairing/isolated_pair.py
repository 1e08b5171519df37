"""Two electrons alone in the tube's potential, without a Fermi sea: S-states in a large sphere.

Lengths in units of the tube's length l, energies in units of hbar omega_D. By W18-W21 the well is U = pi B hbar omega_D
deep and -psi'' - u psi = k^2 psi inside it with u = 2 pi B Lambda, Lambda = p_F l / hbar = 4 e_F / (hbar omega_D).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, floor, pi, sin, sqrt

import numpy as np
from scipy.optimize import brentq

from onnes.numerics.extrapolation import extrapolate_to_zero

_FIRST_BOX, _DOUBLINGS = 64.0, 8


def well_strength(coupling: float, fermi_wave_number: float) -> float:
    """Return u = m U l^2 / hbar^2 = 2 pi B Lambda, dimensionless. Source: W8, W18, W21."""
    return 2 * pi * coupling * fermi_wave_number


def phase_shift(k: float, strength: float) -> float:
    """Return delta of the wave sin(k r + delta) outside the well, in rad; continuous in k, zero without a well."""
    inside = sqrt(k**2 + strength)
    turns = round(inside / pi) * pi
    return float(np.arctan(k / inside * np.tan(inside - turns))) + turns - k


def count_bound(strength: float) -> int:
    """Return the number of bound S-states, sqrt(u)/pi + 1/2 rounded down."""
    return floor(sqrt(strength) / pi + 0.5)


@dataclass(frozen=True)
class LowestState:
    """Ground state of the well, far below the Fermi surface.

    Attributes:
        depth: binding below two electrons at rest, in units of U.
        momentum: wave number inside the well over that of the Fermi surface.
        above_bottom: kinetic energy, in units of U.
    """

    depth: float
    momentum: float
    above_bottom: float


def lowest_state(coupling: float, fermi_wave_number: float) -> LowestState | None:
    """Return the lowest S-state of the well, K cot K = -q with K^2 + q^2 = u, or None if the well is too shallow."""
    u = well_strength(coupling, fermi_wave_number)
    if count_bound(u) == 0:
        return None
    top = min(pi, sqrt(u))
    inside = brentq(lambda k: k * cos(k) + sqrt(max(u - k * k, 0.0)) * sin(k), pi / 2, top)
    return LowestState(1 - inside**2 / u, inside / fermi_wave_number, inside**2 / u)


@dataclass(frozen=True, eq=False)
class LevelsInBoxes:
    """Shift of the level at the Fermi surface by the potential, for boxes of increasing radius.

    Attributes:
        radius: R of the boxes, l; shape (n,), each twice the one before.
        shift: lowering of the level that without the potential lies at 2 e_F, hbar omega_D; shape (n,).
        spacing: distance to the next level there, hbar omega_D; shape (n,).
        limit: the shift extrapolated in 1/R to an infinite box, the binding.
        uncertainty: change of ``limit`` by the last box.
    """

    radius: np.ndarray
    shift: np.ndarray
    spacing: np.ndarray
    limit: float
    uncertainty: float

    @property
    def bound(self) -> bool:
        """True if the level stays below the continuum in an infinite box."""
        return self.limit > max(10 * self.uncertainty, 1e-6 * float(self.shift[0]))


def levels_in_boxes(coupling: float, fermi_wave_number: float) -> LevelsInBoxes:
    """Compute the level at the Fermi surface in boxes of increasing radius, k R + delta(k) = n pi with k_F R = n pi.

    Every level is lowered, by about B spacings, and the spacing goes to zero with 1/R: none splits off.

    Source: W9-W12 with all p' allowed.
    """
    strength = well_strength(coupling, fermi_wave_number)
    first = ceil(_FIRST_BOX * fermi_wave_number / pi)
    number = first * 2 ** np.arange(_DOUBLINGS)
    radius = number * pi / fermi_wave_number
    lowered = np.array([_lowering(r, fermi_wave_number, strength) for r in radius])
    shift = lowered * (2 * fermi_wave_number - lowered) / (2 * fermi_wave_number)
    step = pi / radius
    spacing = step * (2 * fermi_wave_number + step) / (2 * fermi_wave_number)
    return LevelsInBoxes(radius, shift, spacing, *extrapolate_to_zero(1 / radius, shift))


def _lowering(radius: float, fermi: float, strength: float) -> float:
    """Return y = k_F - k of the level, the root of y R = delta(k_F - y)."""
    most = 2 * phase_shift(fermi, strength) / radius
    return brentq(lambda y: y * radius - phase_shift(fermi - y, strength), 0.0, most, xtol=1e-300, rtol=1e-14)


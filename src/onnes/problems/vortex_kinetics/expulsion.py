"""The largest field that leaves no vortex in a film, from runs in a series of fields."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from onnes.problems.vortex_kinetics.cooling import FrozenLayout
from onnes.problems.vortex_kinetics.network import Network
from onnes.units.constants import FLUX_QUANTUM

_SPAN = (0.5, 3.5)
"""Fields of the series, over Phi_0/W^2."""


class Expulsion(NamedTuple):
    """Attributes: field [T] and its uncertainty, None where the series does not reach it; why."""

    value: float | None
    uncertainty: float | None
    absent: str


def series_of_fields(net: Network, count: int) -> np.ndarray:
    """Return fields in T around Phi_0/W^2, W the width of the metal."""
    return np.geomspace(*_SPAN, count) * FLUX_QUANTUM / net.width ** 2


def left(frozen: FrozenLayout, net: Network) -> np.ndarray:
    """Return vortices and antivortices left in the film, shape (runs,)."""
    return np.sum(np.abs(frozen.quanta[:, :net.sites]), axis=1)


def expulsion(fields: np.ndarray, counts: np.ndarray) -> Expulsion:
    """Return the largest field that leaves none: between the last field of a repeat that does and the next.

    Args:
        fields: increasing [T], shape (fields,).
        counts: vortices left, shape (fields, repeats).
    """
    none = np.cumprod(counts == 0, axis=0).sum(axis=0)
    if np.any(none == 0):
        return Expulsion(None, None, f"below {fields[0]:.3g} T in {np.mean(none == 0):.0%} of the repeats")
    if np.any(none == len(fields)):
        return Expulsion(None, None, f"above {fields[-1]:.3g} T in {np.mean(none == len(fields)):.0%} of the repeats")
    found = np.sqrt(fields[none - 1] * fields[none])
    ratio = math.log(fields[-1] / fields[0]) / (len(fields) - 1)
    mean, repeats = float(np.mean(found)), counts.shape[1]
    chance = float(np.std(found, ddof=1)) / math.sqrt(repeats) if repeats > 1 else 0.0
    return Expulsion(mean, math.hypot(chance, mean * ratio / math.sqrt(12)), "")

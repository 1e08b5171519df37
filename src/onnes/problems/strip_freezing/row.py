"""Work that the vortices of a strip add to that of one more, in equilibrium.

Vortices that stay in the middle of a strip W << Lambda stand in a row, and two at a distance z repel with

    V(z) = 2 eps_0 ln coth(pi z/(2 W)).

Neighbours are treated exactly, by the integral over their distance under a line pressure p, and all others at multiples
of the mean distance 1/n:

    Q(p) = int_0^inf exp(-V(z)/kT - p z) dz,      1/n = -d ln Q/dp,
    mu = kT (-ln Q - ln n) + sum_{k>=2} [V(k/n) - (k/n) V'(k/n)].

In a dense row some go to the sides. From there on vortices count as spread over the width, as the field that they
screen: mu = (pi/2) eps_0 n W. Both are bounds from above, as each leaves out arrangements; the lower one holds.

Validity: W << Lambda; near where the two cross (n W of about 2) mu is too high by the energy of a zigzag row.

Source: H. Takahashi, Proc. Phys.-Math. Soc. Japan 24, 60 (1942), for particles with neighbours; V: V. G. Kogan, Phys.
Rev. B 49, 15874 (1994).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

_FARTHEST = 6.0
"""Distance of neighbours over W beyond which they do not act."""
_DISTANCES = np.linspace(0.0, _FARTHEST, 1201)[1:]
_STEP = float(_DISTANCES[0])
_TANH = np.tanh(0.5 * math.pi * _DISTANCES)
_LOG_TANH = np.log(_TANH)
_OTHERS = np.arange(2, 25)
"""Neighbours at mean distances, all within 6 W in a row of 4 in a length W."""
CROWD = 4.0
"""Vortices in a length W beyond which no row has the lower energy."""


class Row(NamedTuple):
    """Attributes: vortices in a length W; spread, those that would act on one as these do if spread over the width."""

    number: float
    spread: float


def row(pressure: float, strength: float) -> Row:
    """Return vortices in equilibrium.

    Args:
        pressure: p W.
        strength: eps_0/kT.
    """
    exponent = 2 * strength * _LOG_TANH - pressure * _DISTANCES
    most = float(np.max(exponent))
    weight = _STEP * np.exp(exponent - most)
    weight[-1] /= 2
    beyond = math.exp(max(-pressure * _FARTHEST - most, -700.0)) / pressure
    total = float(np.sum(weight)) + beyond
    distance = (float(weight @ _DISTANCES) + beyond * (_FARTHEST + 1 / pressure)) / total
    others = 0.5 * math.pi * np.minimum(_OTHERS * distance, 2 * _FARTHEST)
    far = 2 * strength * float(np.sum(-np.log(np.tanh(others)) + 2 * others / np.sinh(2 * others)))
    work = -most - math.log(total) + math.log(distance) + far
    number = 1 / distance
    return Row(number, number if number > CROWD else min(number, work / (0.5 * math.pi * strength)))

"""Nucleation of superconductivity in a ring: flux quanta and critical temperature in a field."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from onnes.problems.ring.annulus import Annulus

_SAMPLES = 33
"""Most numbers of flux quanta at which the level is looked at first, over all that can be lowest."""


class Nucleus(NamedTuple):
    """Attributes: quanta n of the first psi on cooling, and its level (see `Annulus.level`)."""

    quanta: int
    level: float


def nucleus(ring: Annulus, field: float) -> Nucleus:
    """Return the n for which the lowest eigenvalue of -(grad - iA)^2 on a ring is lowest.

    n lies between the flux quanta through the hole and through the whole; of two that are as good the smaller is taken.
    """
    size = abs(field)
    low, high = 0.5 * size * ring.inner**2 - 1, 0.5 * size * ring.outer**2 + 1
    tried = np.linspace(low, high, int(np.clip(2 * (high - low), 5, _SAMPLES)))
    best = int(np.argmin([ring.level(n, size) for n in tried]))
    low, high = tried[max(best - 1, 0)], tried[min(best + 1, len(tried) - 1)]
    while high - low > 4:  # golden section among real n, until whole ones can be tried
        third, other = low + 0.382 * (high - low), high - 0.382 * (high - low)
        if ring.level(third, size) <= ring.level(other, size):
            high = other
        else:
            low = third
    whole = range(int(np.floor(low)), int(np.ceil(high)) + 1)
    levels = [ring.level(n, size) for n in whole]
    n = whole[int(np.argmin(levels))]
    return Nucleus(n if field >= 0 else -n, min(levels))

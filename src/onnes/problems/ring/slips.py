"""Fields between which a number of flux quanta stays in a ring."""

from __future__ import annotations

from typing import NamedTuple

from scipy.optimize import brentq

from onnes.problems.ring.annulus import Annulus, RingState

_STEP, _MOST = 0.25, 200
"""First step of the search in flux quanta, and the largest number of them."""
_PRECISION = 1e-5
"""Precision of a field, in flux quanta."""


class Range(NamedTuple):
    """Fields that act on a ring between which n stays, and the states at both ends.

    Attributes:
        lower, upper: the last states before a slip.
        modes: angular number of the wave that becomes unstable at each end.
    """

    lower: RingState
    upper: RingState
    modes: tuple[int, int]


def stable_range(ring: Annulus, quanta: int) -> Range:
    """Return the range of fields in which the state with n flux quanta is stable.

    It becomes unstable where the lowest eigenvalue of the second variation passes zero, or where psi vanishes.
    """
    per_quantum = 4 / (ring.inner**2 + ring.outer**2)
    (lower, first), (upper, other) = (_end(ring, quanta, per_quantum, side) for side in (-1, 1))
    return Range(lower, upper, (first, other))


def _end(ring: Annulus, quanta: int, per_quantum: float, side: int) -> tuple[RingState, int]:
    here = ring.state(quanta, quanta * per_quantum)
    margin, _ = _margin(ring, here)
    step = _STEP * side * per_quantum
    for _ in range(_MOST):
        there = ring.state(quanta, here.field + step, here)
        beyond, _ = _margin(ring, there)
        if beyond <= 0:
            break
        here, margin = there, beyond
        step *= 1.2
    start = here

    def of(field: float) -> float:
        return _margin(ring, ring.state(quanta, field, start))[0]

    field = brentq(of, here.field, here.field + step, xtol=_PRECISION * per_quantum) if margin > 0 else here.field
    found = ring.state(quanta, float(field), start)
    return found, _margin(ring, found)[1]


def _margin(ring: Annulus, state: RingState) -> tuple[float, int]:
    """Return `Annulus.softest` of a state; -1 where it did not converge or is normal."""
    return (-1.0, 0) if state.normal or not state.converged else ring.softest(state)

"""The current at which voltage sets in, bisected between currents with and without phase slips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, log2, sqrt

import numpy as np

from onnes.energies import State
from onnes.laws.outcome import Instant
from onnes.numerics.extrapolation import richardson
from onnes.problems.strip.strip import Bench
from onnes.readouts.probes import phase_slips

DEPAIRING = 2 / (3 * sqrt(3))
"""Largest supercurrent density of a long, thin wire, in Phi_0/(2 pi mu_0 xi lambda^2)."""

_STRETCHES = (20.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0)
_LOOKS = 20
"""Durations for which a current is held, in slow times, and records in each. Just above the threshold J_c the first
slip takes a time of the order (1 - J_c/J)^(-1/2): these durations overestimate J_c by some 1e-5."""
_RAMP = 10.0
_SHIFT = 4e-3
"""Upper estimate of the rise of the threshold at half the spacing: h^2/32 of a wire."""
DEAD, _STILL = 3e-2, 1e-5
"""|psi| below which the strip counts as normal, and change of |psi| in one duration below which it is at rest."""
_MOST_DOUBLINGS = 12


@dataclass(frozen=True)
class Bracket:
    """A current without phase slips, a higher one with them, and the state at the lower one."""

    below: float
    above: float
    state: State

    @property
    def middle(self) -> float:
        return 0.5 * (self.below + self.above)

    @property
    def width(self) -> float:
        return self.above - self.below


@dataclass(frozen=True)
class Threshold:
    """The current at which voltage sets in, extrapolated to a grid of no spacing.

    Attributes:
        value, uncertainty: of the current density.
        coarse: on the grid of the sweep.
    """

    value: float
    uncertainty: float
    coarse: float

    @classmethod
    def of(cls, coarse: Bracket, fine: Bracket) -> Threshold:
        """Extrapolate brackets at spacings h and h/2: the error of the grid goes as h^2."""
        value = richardson(coarse.middle, fine.middle)
        spread = (4 * fine.width + coarse.width) / 6
        return cls(value, spread + abs(value - fine.middle) / 10, coarse.middle)


def critical_current(bench: Bench, precision: float, near: Bracket | None = None,
                     progress: Callable[[float], None] = lambda share: None) -> Bracket:
    """Bracket the largest current without voltage, without noise; each trial starts from the largest without slips.

    Args:
        precision: width of the bracket, in units of the depairing current.
        near: a bracket found on a grid of twice the spacing, to start from.
        progress: told the share of the halvings that are done.
    """
    bench = replace(bench, strip=replace(bench.strip, noise=0.0))
    bracket, last = _first(bench, near), precision * DEPAIRING
    halvings = max(1, ceil(log2(bracket.width / last)))
    while bracket.width > last:
        progress(1 - log2(bracket.width / last) / halvings)
        bracket = _tried(bench, bracket, bracket.middle)
    return bracket


def _first(bench: Bench, near: Bracket | None) -> Bracket:
    rest = Bracket(0.0, np.inf, bench.start())
    if near is not None:
        for current in (near.below, near.above + _SHIFT * near.middle):
            rest = _tried(bench, rest, current)
            if rest.above < np.inf:
                return rest
    current = max(1.25 * DEPAIRING, 2 * rest.below)
    for _ in range(_MOST_DOUBLINGS):
        rest = _tried(bench, rest, current)
        if rest.above < np.inf:
            break
        current *= 2
    return rest


def _tried(bench: Bench, bracket: Bracket, current: float) -> Bracket:
    """Return the bracket with ``current`` in place of one of its ends."""
    slips, state = slips_at(bench, bracket.state, bracket.below, current)
    return Bracket(bracket.below, current, bracket.state) if slips else Bracket(current, bracket.above, state)


def slips_at(bench: Bench, state: State, before: float, current: float) -> tuple[bool, State]:
    """Return whether phases slip (or the strip becomes normal) at a current reached slowly, and the final state."""
    watch, slow = _Watch(bench), bench.strip.slow
    for stretch in _STRETCHES:
        run = bench.run(state, before, current, _RAMP * slow, stretch * slow, _LOOKS, stop=watch)
        change = np.max(np.abs(np.abs(run.state.psi) - np.abs(state.psi)))
        state, before = run.state, current
        if watch.slipped or run.status != "completed":
            return True, state
        if change < _STILL:
            return False, state
    return False, state


class _Watch:
    """Stop a run at the first phase slip."""

    def __init__(self, bench: Bench):
        self.bench, self.last, self.slipped = bench, None, False

    def __call__(self, state: State, t: float) -> bool:
        seen = self.bench.record(Instant(t, state))
        dead = np.max(np.abs(seen["psi"])) < DEAD
        slips = 0 if self.last is None else np.sum(phase_slips(*(
            np.stack([self.last[name], seen[name]]) for name in ("psi", "circulations"))))
        self.last, self.slipped = seen, bool(dead or slips != 0)
        return self.slipped

"""Many verdicts in one line: how many agree, how far off the middle one is, which fails worst."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import TYPE_CHECKING

from onnes.trial.verdict import OUTCOMES, SCORED_OUTCOMES, Outcome

if TYPE_CHECKING:
    from onnes.trial.comparison import Comparison

_GRAVITY: tuple[Outcome, ...] = ("wrong sign", "wrong", "off")
_UNSCORED: tuple[Outcome, ...] = ("not independent", "silent", "unmeasured")


@dataclass(frozen=True)
class Tally:
    """The verdicts on a theory, or on a theory and one observable, counted.

    Attributes:
        counts: outcome -> how often, every outcome listed.
        median_decades: median of |log10(predicted/measured)| over the scored numbers that have one,
            agreements and wrong signs included; None where there are none.
        typical_ratio: 10^median_decades, or its inverse where predictions are mostly too small: a factor
            that half of the predictions exceed, so that large misses to both sides do not cancel.
        worst: the scored comparison that fails worst: a wrong sign before a wrong answer before the
            largest factor that can be given; None where nothing fails.
    """

    counts: Mapping[Outcome, int]
    median_decades: float | None
    typical_ratio: float | None
    worst: Comparison | None

    @property
    def scored(self) -> int:
        """How many verdicts count for or against."""
        return sum(self.counts[outcome] for outcome in SCORED_OUTCOMES)

    @property
    def agreeing(self) -> int:
        return self.counts["agrees"]

    @property
    def outcome(self) -> Outcome:
        """The outcome that stands for all: agreement only if every scored one agrees, else the gravest.

        Where nothing is scored: what is most often the case.
        """
        for outcome in _GRAVITY:
            if self.counts[outcome]:
                return outcome
        if self.agreeing:
            return "agrees"
        return max(_UNSCORED, key=lambda outcome: self.counts[outcome])


def tally(comparisons: Iterable[Comparison]) -> Tally:
    """Count the verdicts of some comparisons."""
    comparisons = tuple(comparisons)
    scored = [c for c in comparisons if c.verdict.scored]
    counted = Counter(c.verdict.outcome for c in comparisons)
    decades = [c.verdict.log10_ratio for c in scored if c.verdict.log10_ratio is not None]
    failing = [c for c in scored if c.verdict.outcome != "agrees"]
    distance = median(map(abs, decades)) if decades else None
    return Tally(
        counts=MappingProxyType({outcome: counted[outcome] for outcome in OUTCOMES}),
        median_decades=distance,
        typical_ratio=None if distance is None else 10 ** math.copysign(distance, median(decades)),
        worst=max(failing, key=_badness) if failing else None,
    )


def _badness(comparison: Comparison) -> tuple[int, float]:
    verdict = comparison.verdict
    return -_GRAVITY.index(verdict.outcome), abs(verdict.log10_ratio or 0.0)

"""Summary of many verdicts: number of agreements, median deviation and worst failure."""

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

_SERIOUS_FIRST: tuple[Outcome, ...] = ("wrong sign", "wrong", "off")
_UNSCORED: tuple[Outcome, ...] = ("asserted", "not independent", "silent", "unmeasured")


@dataclass(frozen=True)
class Tally:
    """Counts of the verdicts on a theory, or on a theory and one observable.

    Attributes:
        counts: outcome -> number of verdicts, every outcome listed.
        median_decades: median of |log10(predicted/measured)| over the scored numbers that have one, agreements and
            wrong signs included; None where there are none.
        typical_ratio: 10^median_decades, or its inverse where predictions are mostly too small: a factor that half of
            the predictions exceed, so that large misses to both sides do not cancel.
        worst: the scored comparison that fails worst: a wrong sign before a wrong answer before the largest factor;
            None where nothing fails.
    """

    counts: Mapping[Outcome, int]
    median_decades: float | None
    typical_ratio: float | None
    worst: Comparison | None

    @property
    def scored(self) -> int:
        """Number of verdicts that count for or against."""
        return sum(self.counts[outcome] for outcome in SCORED_OUTCOMES)

    @property
    def agreeing(self) -> int:
        """Number of agreements."""
        return self.counts["agrees"]

    @property
    def outcome(self) -> Outcome:
        """Representative outcome: "agrees" only if every scored one agrees, else the most serious.

        Where nothing is scored it is the most frequent outcome.
        """
        for outcome in _SERIOUS_FIRST:
            if self.counts[outcome]:
                return outcome
        if self.agreeing:
            return "agrees"
        return max(_UNSCORED, key=lambda outcome: self.counts[outcome])


def tally(comparisons: Iterable[Comparison]) -> Tally:
    """Return the counts of the verdicts of some comparisons."""
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
        worst=max(failing, key=_seriousness) if failing else None,
    )


def _seriousness(comparison: Comparison) -> tuple[int, float]:
    verdict = comparison.verdict
    return -_SERIOUS_FIRST.index(verdict.outcome), abs(verdict.log10_ratio or 0.0)

"""Standing of a theory: errors, calibration and information over many scored predictions.

Scores of one piece of evidence are averaged before they are counted (`onnes.trial.evidence`). Evidence of which no
number was read in its source counts half in means, shares and medians.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from math import copysign
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal

from onnes.trial.evidence import evidence
from onnes.trial.score import Score

if TYPE_CHECKING:
    from onnes.trial.comparison import Comparison

FROM_MEMORY = 0.5
"""Weight of evidence whose source was not read."""
WITHIN_ONE, WITHIN_TWO = 0.61, 0.86
"""Shares of readings within one and two widths of a forecast that is honest about its uncertainty."""


@dataclass(frozen=True)
class Standing:
    """Standing on some facts; each is None where no fact tells.

    Attributes:
        evidence: number of pieces of evidence that score.
        median_factor: factor by which half of the numbers are further off.
        typical_ratio: the same, below 1 where predictions are mostly too small.
        within_one, within_two: shares of numbers within one and two widths of the forecast.
        bits: mean information gained over the reference, per piece of evidence.
        bits_over_law: the same over the law of Tc, which is given the Tc that theories are given.
        crps, reference_crps: mean of theory and reference, in decades, over the same numbers.
    """

    evidence: int
    median_factor: float | None
    typical_ratio: float | None
    within_one: float | None
    within_two: float | None
    bits: float | None
    bits_over_law: float | None
    crps: float | None
    reference_crps: float | None

    @property
    def grade(self) -> Literal["better", "level", "worse", "unscored"]:
        """Return how the theory does beside the reference.

        "level" is a loss of at most one bit per piece of evidence. Where there is no reference, half of the numbers or
        more within two widths are "better".
        """
        if not self.evidence:
            return "unscored"
        if self.bits is None:
            return "better" if (self.within_two or 0.0) >= 0.5 else "worse"
        return "better" if self.bits > 0 else "level" if self.bits >= -1 else "worse"

    def as_dict(self) -> dict[str, Any]:
        """Return every attribute and the grade."""
        return asdict(self) | {"grade": self.grade}


def standing(comparisons: Iterable[Comparison]) -> Standing:
    """Return the standing on the scored ones of some comparisons of one theory."""
    groups: dict[Hashable, list[Comparison]] = {}
    for one in comparisons:
        if one.verdict.scored and one.fact is not None:
            groups.setdefault(evidence(one.fact), []).append(one)

    def means(value: Callable[[Comparison], float | None]) -> list[tuple[float, float]]:
        """Return mean and weight of each piece of evidence that has the value."""
        found = (([v for one in group if (v := value(one)) is not None], group) for group in groups.values())
        return [(fmean(values), _weight(group)) for values, group in found if values]

    def of_score(value: Callable[[Score], float | None]) -> float | None:
        found = means(lambda one: value(one.score) if one.score else None)
        return fmean(*zip(*found, strict=True)) if found else None

    def within(widths: float) -> float | None:
        return of_score(lambda score: None if score.deviation is None else float(abs(score.deviation) <= widths))

    def compared(score: Score, value: float | None) -> float | None:
        return value if score.crps is not None and score.reference_crps is not None else None

    decades = means(lambda one: None if one.verdict.log10_ratio is None else abs(one.verdict.log10_ratio))
    signed = means(lambda one: one.verdict.log10_ratio)
    factor = 10 ** _median(decades) if decades else None
    return Standing(
        evidence=len(groups),
        median_factor=factor,
        typical_ratio=None if factor is None else factor ** copysign(1.0, _median(signed)),
        within_one=within(1.0),
        within_two=within(2.0),
        bits=of_score(lambda score: score.bits),
        bits_over_law=of_score(lambda score: score.bits_over_law),
        crps=of_score(lambda score: compared(score, score.crps)),
        reference_crps=of_score(lambda score: compared(score, score.reference_crps)),
    )


def _weight(group: Iterable[Comparison]) -> float:
    return FROM_MEMORY if all(one.fact and one.fact.checked == "no" for one in group) else 1.0


def _median(weighted: Sequence[tuple[float, float]]) -> float:
    """Return the mean of the values at which the weight below and the weight above reach half of the whole."""
    half, ends = sum(weight for _, weight in weighted) / 2, []
    for ordered in (sorted(weighted), sorted(weighted, reverse=True)):
        reached = 0.0
        for value, weight in ordered:
            reached += weight
            if reached >= half:
                ends.append(value)
                break
    return fmean(ends)


@dataclass(frozen=True)
class Duel:
    """Two theories on the evidence that scores both.

    Attributes:
        evidence: number of pieces.
        bits: mean information of the first less that of the second; None where no piece has a reference.
    """

    evidence: int
    bits: float | None


def duel(one: Iterable[Comparison], other: Iterable[Comparison]) -> Duel:
    """Return the comparison of two theories on the facts that score both."""
    first, second = ({c.fact.id: c for c in side if c.verdict.scored and c.fact} for side in (one, other))
    both = first.keys() & second.keys()
    mine, theirs = (standing(side[name] for name in both) for side in (first, second))
    bits = None if mine.bits is None or theirs.bits is None else mine.bits - theirs.bits
    return Duel(mine.evidence, bits)

"""Score of a prediction by a fact: how probable the theory made the reading, beside a reference that knows no theory.

The reference of a fact is what was measured on other materials of its family (elements, cuprates, ...), on all where
there are fewer than 3: their mean and standard deviation s, with the width
s sqrt(1 + 1/n); a decade about their mean where they are fewer than 3, nine times the mean where there are no decades.
A theory that says of a metal what is true of all metals gains nothing over it. Numbers are scored in
decades, log10, where all are above zero, else as they are.

Theories are given the metal's Tc. The second reference, the law of Tc, is given it too, and knows nothing else: the
straight line log10 x = a + b log10 Tc through the other readings, by least squares, with the width of a new reading
about it, s sqrt(1 + 1/n + (t - <t>)^2/sum (t_i - <t>)^2), s^2 = sum of squares/(n - 2). It replaces the first where
decades are scored, Tc is not what is asked, and there are `FEWEST_FOR_LINE` readings. Where the line leaves more
scatter than the mean, the mean is taken.

A yes or no and a sign are forecast with the probability with which they follow from the uncertain inputs, at most
`CONFIDENCE`; the reference has their frequency, k of n among
the other facts, as (k + 1)/(n + 2) by Laplace's rule.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import hypot, log2, log10, sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from onnes.theories import Observable, Prediction
from onnes.trial.evidence import evidence, family, material_of, unrelated
from onnes.trial.forecast import Forecast

if TYPE_CHECKING:
    from onnes.measurements import Fact

CONFIDENCE = 0.95
"""Probability of a sign, or of a yes or no, that a theory derives: such derivations are wrong once in twenty."""
FEWEST = 3
"""Number of other readings from which a spread is taken."""
FEWEST_FOR_LINE = 5
"""Number of other readings through which a line is laid."""
ROUNDING = 1e-9
"""Width in decades, below which a line through other readings is exact but for rounding."""
DECADE = 1.0
"""Width of the reference about fewer readings, in decades."""


@dataclass(frozen=True)
class Score:
    """Score of one prediction by one fact.

    Attributes:
        bits: log2 of the probability (density) of the reading over that by the reference; None without a reference.
        bits_over_law: the same over the law of Tc.
        deviation: predicted less measured in widths of the forecast; None for signs, yes and no.
        crps, reference_crps: of forecast and reference, in decades; None where the numbers have no decades.
    """

    bits: float | None
    bits_over_law: float | None = None
    deviation: float | None = None
    crps: float | None = None
    reference_crps: float | None = None


def score(prediction: Prediction, fact: Fact, facts: Sequence[Fact], asked: Observable) -> Score | None:
    """Return the score of a prediction, or None where neither it nor the fact has an uncertainty.

    Args:
        prediction: a value that is neither asserted nor made from the fact.
        fact: what was measured.
        facts: all facts about the observable.
        asked: the observable.
    """
    beside = _kin(fact, [f for f in facts if f.scored and unrelated(f, fact)])
    if asked.kind in ("truth", "sign"):
        bits = _bits_of_words(prediction, fact, beside)
        return Score(bits, bits)
    value, (measured, uncertainty) = float(prediction.value or 0.0), fact.number(asked.unit)
    others = [[f.number(asked.unit)[0] for f in piece] for piece in beside]
    decades = min(value, measured, *(x for piece in others for x in piece)) > 0
    scaled = _in_decades if decades else _as_they_are
    centre, *widths = scaled(value, prediction.uncertainty or 0.0, prediction.factor, asked.scatter)
    reading, error = scaled(measured, uncertainty)
    if not any((*widths, error)):
        return None
    forecast = Forecast(centre, hypot(*widths, error))
    readings = [fmean(scaled(x, 0.0)[0] for x in piece) for piece in others]
    reference = _reference(readings, error, decades)
    law = reference
    if decades and "critical_temperature" not in asked.measured_as:
        law = _law_of_tc(fact, [piece[0] for piece in beside], readings, error) or reference
    return Score(
        bits=forecast.bits(reading) - reference.bits(reading) if reference else None,
        bits_over_law=forecast.bits(reading) - law.bits(reading) if law else None,
        deviation=-forecast.deviation(reading),
        crps=forecast.crps(reading) if decades else None,
        reference_crps=reference.crps(reading) if reference and decades else None,
    )


def _kin(fact: Fact, others: Sequence[Fact]) -> list[list[Fact]]:
    """Return the pieces of evidence on materials of the same family, or on all if there are too few of these."""
    of_family = _pieces(f for f in others if family(fact) and family(f) == family(fact))
    return of_family if len(of_family) >= FEWEST else _pieces(others)


def _pieces(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return the facts by pieces of evidence."""
    pieces: dict[Hashable, list[Fact]] = {}
    for one in facts:
        pieces.setdefault(evidence(one), []).append(one)
    return list(pieces.values())


def _in_decades(value: float, uncertainty: float, *factors: float) -> tuple[float, ...]:
    """Return log10 of a value, and the widths that its uncertainty and factors bring."""
    return log10(value), log10(1 + uncertainty / value), *(log10(factor) for factor in factors)


def _as_they_are(value: float, uncertainty: float, *factors: float) -> tuple[float, ...]:
    """Return a value, its uncertainty, and the widths that factors bring."""
    return value, uncertainty, *(abs(value) * (factor - 1) for factor in factors)


def _reference(others: Sequence[float], error: float, decades: bool) -> Forecast | None:
    """Return the forecast of a reading, with its error, from readings on other materials."""
    if len(others) >= FEWEST:
        width = stdev(others) * sqrt(1 + 1 / len(others))
    elif others:
        width = DECADE if decades else (10**DECADE - 1) * abs(fmean(others))
    else:
        return None
    return Forecast(fmean(others), hypot(width, error)) if width or error else None


def _law_of_tc(fact: Fact, others: Sequence[Fact], readings: Sequence[float], error: float) -> Forecast | None:
    """Return the forecast of a reading by a power of Tc; None where too few have a Tc, or it explains nothing."""
    here = _log_temperature(fact)
    known = [(t, x) for one, x in zip(others, readings, strict=True) if (t := _log_temperature(one)) is not None]
    if here is None or len(known) < FEWEST_FOR_LINE:
        return None
    temperatures, values = zip(*known, strict=True)
    middle, mean, count = fmean(temperatures), fmean(values), len(known)
    spread = sum((t - middle) ** 2 for t in temperatures)
    if not spread:
        return None
    slope = sum((t - middle) * (x - mean) for t, x in known) / spread
    left = sum((x - mean - slope * (t - middle)) ** 2 for t, x in known) / (count - 2)
    if left >= sum((x - mean) ** 2 for x in values) / (count - 1):
        return None
    width = sqrt(left * (1 + 1 / count + (here - middle) ** 2 / spread))
    return Forecast(mean + slope * (here - middle), hypot(width, error)) if hypot(width, error) > ROUNDING else None


def _log_temperature(fact: Fact) -> float | None:
    """Return log10 of the Tc of a fact's material in K, None if it is not known."""
    metal = material_of(fact)
    return log10(metal.critical_temperature) if metal and metal.has("critical_temperature") else None


def _bits_of_words(prediction: Prediction, fact: Fact, beside: Sequence[Sequence[Fact]]) -> float:
    """Return the bits gained on a sign, or on a yes or no."""
    measured = _word(fact.value)
    same = sum(fmean(_word(f.value) == measured for f in piece) for piece in beside)
    frequency = (same + 1) / (len(beside) + 2)
    sure = 1.0 if prediction.probability is None else prediction.probability
    expected = min(max(sure, 1 - CONFIDENCE), CONFIDENCE)
    return log2((expected if _word(prediction.value) == measured else 1 - expected) / frequency)


def _word(value: object) -> bool | int:
    """Return a yes or no, or the sign of a number: -1, 0 or 1."""
    if isinstance(value, bool):
        return value
    number = float(value)  # type: ignore[arg-type]
    return (number > 0) - (number < 0)

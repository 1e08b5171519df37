"""Rules by which a prediction agrees with a fact, and the size of its deviation.

The rules, in this order, for a predicted number p +- u_p and a measured one m +- u_m:

1. *agrees*: ``|p - m| <= k sqrt(u_p^2 + u_m^2)`` with k = 2, or equal to within rounding (1e-9).
2. *agrees*: the ratio p/m lies within the factor that the theory itself claims for the estimate
   (an order-of-magnitude argument that claims a factor 10 does not fail by a factor 3).
3. *wrong sign*: p and m have opposite signs and each is further than k of its uncertainty from zero.
4. *off*: everything else, by the factor ``max(|p/m|, |m/p|)``; the factor is infinite where one is zero.

A truth value, or a sign, *agrees* or is *wrong* (*wrong sign*). The rules do not depend on the theory or on the units:
p, m, u_p, u_m times any number give the same verdict, and exchanging prediction and measurement gives the same verdict
with the inverse ratio.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from onnes.errors import InputError

Outcome = Literal["agrees", "off", "wrong sign", "wrong", "silent", "not independent", "asserted", "unmeasured"]

OUTCOMES: dict[Outcome, str] = {
    "agrees": "within two combined uncertainties, or within the accuracy that the theory itself claims",
    "off": "right sign, wrong size: wrong by the factor given",
    "wrong sign": "a clearly measured sign is predicted with the opposite sign",
    "wrong": "a yes is predicted as a no, or the reverse",
    "silent": "the theory makes no statement about it; the reason is given",
    "not independent": "the measured value went into the prediction, so it is not scored",
    "asserted": "the theory states it, and nothing here computes it from the theory's equations, so it is not scored",
    "unmeasured": "it has not been measured, so there is no verdict",
}

SCORED_OUTCOMES: tuple[Outcome, ...] = ("agrees", "off", "wrong sign", "wrong")

COVERAGE = 2.0
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Verdict:
    """Outcome with its size.

    Attributes:
        outcome: one of `OUTCOMES`.
        ratio: predicted over measured; None where it is undefined (a truth value, measured zero).
        factor: how many times too large or too small, at least 1; None as for ratio; inf for a predicted zero.
        log10_ratio: log10 of the size of the ratio, in decades; None where ratio is None or zero.
        deviation: (predicted - measured) in combined standard uncertainties; None where neither has one.
        reason: explanation, where the outcome alone is not enough.
    """

    outcome: Outcome
    ratio: float | None = None
    factor: float | None = None
    log10_ratio: float | None = None
    deviation: float | None = None
    reason: str = ""

    @property
    def scored(self) -> bool:
        """True for the outcomes that count for or against the theory."""
        return self.outcome in SCORED_OUTCOMES


def judge_numbers(
    predicted: float,
    measured: float,
    predicted_uncertainty: float = 0.0,
    measured_uncertainty: float = 0.0,
    claimed_factor: float = 1.0,
) -> Verdict:
    """Return the verdict on a number, by the rules at the head of this file.

    Args:
        predicted, measured: in the same unit.
        predicted_uncertainty, measured_uncertainty: standard uncertainties, in that unit, not negative.
        claimed_factor: the factor within which the theory claims to be right, at least 1.

    Raises:
        InputError: a number that is not finite, a negative uncertainty, a claimed factor below 1.
    """
    _check(predicted, measured, predicted_uncertainty, measured_uncertainty, claimed_factor)
    combined = math.hypot(predicted_uncertainty, measured_uncertainty)
    difference = predicted - measured
    ratio = predicted / measured if measured else None
    sizes = {
        "ratio": ratio,
        "factor": _factor(predicted, measured),
        "log10_ratio": math.log10(abs(ratio)) if ratio else None,
        "deviation": difference / combined if combined else None,
    }
    rounding = _ROUNDING * max(abs(predicted), abs(measured))
    if abs(difference) <= max(COVERAGE * combined, rounding):
        return Verdict("agrees", **sizes)
    same_sign = predicted != 0 and measured != 0 and not _opposite(predicted, measured)
    if same_sign and _factor(predicted, measured) <= claimed_factor * (1 + _ROUNDING):
        return Verdict("agrees", **sizes, reason=f"within the factor {claimed_factor:g} that the theory claims")
    signs_are_significant = abs(predicted) > COVERAGE * predicted_uncertainty and abs(measured) > (
        COVERAGE * measured_uncertainty
    )
    if _opposite(predicted, measured) and signs_are_significant:
        return Verdict("wrong sign", **sizes)
    return Verdict("off", **sizes)


def judge_sign(predicted: float, measured: float, measured_uncertainty: float = 0.0) -> Verdict:
    """Return the verdict on a sign, regardless of the size.

    A measured value within two uncertainties of zero has no sign with which to compare.

    Raises:
        InputError: a number that is not finite, or a negative uncertainty.
    """
    _check(predicted, measured, 0.0, measured_uncertainty, 1.0)
    if abs(measured) <= COVERAGE * measured_uncertainty:
        return Verdict("unmeasured", reason="the measured value is within two uncertainties of zero")
    if not _opposite(predicted, measured) and predicted != 0:
        return Verdict("agrees")
    return Verdict("wrong sign", reason="no change is predicted" if predicted == 0 else "")


def judge_words(predicted: bool | str, measured: bool | str) -> Verdict:
    """Return the verdict on a truth value or on words, which agree if they are equal."""
    return Verdict("agrees" if predicted == measured else "wrong")


def _factor(a: float, b: float) -> float:
    """Return max(|a/b|, |b/a|), 1 for two zeros, infinite for one."""
    small, large = sorted((abs(a), abs(b)))
    if large == 0:
        return 1.0
    return large / small if small > 0 else math.inf


def _opposite(a: float, b: float) -> bool:
    return (a < 0 < b) or (b < 0 < a)


def _check(predicted: float, measured: float, u_p: float, u_m: float, claimed_factor: float) -> None:
    for name, number in (("predicted", predicted), ("measured", measured)):
        if not math.isfinite(number):
            raise InputError(name, number, "a finite number")
    for name, number in (("predicted_uncertainty", u_p), ("measured_uncertainty", u_m)):
        if not (math.isfinite(number) and number >= 0):
            raise InputError(name, number, "a finite number, not negative")
    if not claimed_factor >= 1:
        raise InputError("claimed_factor", claimed_factor, "a number of at least 1")

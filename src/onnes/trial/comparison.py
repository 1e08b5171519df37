"""Comparison of one prediction with one measured fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onnes.trial.score import Score, score
from onnes.trial.verdict import Verdict, judge_numbers, judge_sign, judge_words

if TYPE_CHECKING:
    from onnes.measurements import Fact
    from onnes.theories import Observable, Prediction


@dataclass(frozen=True)
class Comparison:
    """Prediction of a theory, the measured value, and the verdict.

    Attributes:
        prediction: with theory, observable, material, equations, inputs and uncertainty.
        fact: None where the observable has not been measured.
        measured, measured_uncertainty: the fact in the unit of the prediction; a sign as measured, with its size and
            ``measured_unit``; None where there is no number.
        measured_unit: SI unit of the two.
        verdict: the outcome and its size.
        score: how probable the theory made the reading; None where the verdict is not scored.
    """

    prediction: Prediction
    fact: Fact | None
    verdict: Verdict
    measured: float | bool | str | None = None
    measured_uncertainty: float | None = None
    measured_unit: str = ""
    score: Score | None = None

    @property
    def theory(self) -> str:
        """Name of the theory."""
        return self.prediction.theory

    @property
    def observable(self) -> str:
        """Name of the observable."""
        return self.prediction.observable

    @property
    def material(self) -> str:
        """Material of the fact, else of the prediction; "" for superconductors in general."""
        return self.fact.material if self.fact else self.prediction.material

    def as_dict(self) -> dict[str, Any]:
        """Return every number of the comparison, for JSON."""
        prediction, verdict, fact = self.prediction, self.verdict, self.fact
        return {
            "theory": self.theory,
            "observable": self.observable,
            "material": self.material,
            "verdict": verdict.outcome,
            "reason": verdict.reason,
            "ratio": verdict.ratio,
            "log10_ratio": verdict.log10_ratio,
            "factor": verdict.factor,
            "deviation": verdict.deviation,
            "score": self.score and vars(self.score),
            "predicted": {
                "value": prediction.value,
                "uncertainty": prediction.uncertainty,
                "unit": prediction.unit,
                "probability": prediction.probability,
                "claimed_factor": prediction.factor,
                "equations": list(prediction.equations),
                "inputs": {name: dict(note) for name, note in prediction.inputs.items()},
                "free_parameters": {name: dict(note) for name, note in prediction.free_parameters.items()},
                "independent": prediction.independent,
                "asserted": prediction.asserted,
                "outside": prediction.outside,
                "remark": prediction.reason,
            },
            "measured": fact
            and {
                "value": self.measured,
                "uncertainty": self.measured_uncertainty,
                "unit": self.measured_unit,
                "fact": fact.id,
                "kind": fact.kind,
                "source": fact.source,
                "checked": fact.checked,
                "note": fact.note,
            },
        }


def compare(prediction: Prediction, fact: Fact, observable: Observable, facts: Sequence[Fact] = ()) -> Comparison:
    """Return verdict and score of one prediction by one fact, beside a reference made from other facts.

    A fact whose kind is not scored gives no verdict; a prediction into which the measured value itself went is not
    independent and not scored.

    Raises:
        InputError: fact and prediction in units of different dimension.
    """
    if not fact.scored:
        return Comparison(prediction, fact, Verdict("unmeasured", reason=f"a fact of kind {fact.kind!r} is not scored"))
    value, uncertainty, unit = _in_unit_of(fact, observable)
    verdict = _verdict(prediction, observable, value, uncertainty)
    scored = score(prediction, fact, facts, observable) if verdict.scored else None
    return Comparison(prediction, fact, verdict, value, uncertainty, unit, scored)


def unmeasured(prediction: Prediction, reason: str) -> Comparison:
    """Return the comparison of a prediction (or a silence) about an observable that has not been measured."""
    if prediction.silent:
        return Comparison(prediction, None, Verdict("silent", reason=prediction.reason))
    return Comparison(prediction, None, Verdict("unmeasured", reason=reason))


def _verdict(
    prediction: Prediction, observable: Observable, measured: float | bool | str, uncertainty: float | None
) -> Verdict:
    if prediction.value is None:
        return Verdict("silent", reason=prediction.reason)
    if not prediction.independent:
        return Verdict("not independent", reason=prediction.reason)
    if prediction.asserted:
        return Verdict("asserted", reason=prediction.reason)
    if observable.kind == "truth":
        return judge_words(bool(prediction.value), bool(measured))
    if observable.kind == "sign":
        return judge_sign(float(prediction.value), float(measured), uncertainty or 0.0)
    return judge_numbers(
        float(prediction.value), float(measured), prediction.uncertainty or 0.0, uncertainty or 0.0,
        prediction.factor * observable.scatter,
    )


def _in_unit_of(fact: Fact, observable: Observable) -> tuple[float | bool | str, float | None, str]:
    """Return a number in the observable's unit, a sign in its own unit, truth values and words unchanged."""
    if not fact.numeric:
        return fact.value, None, ""
    unit = fact.unit if observable.kind == "sign" else observable.unit
    return *fact.number(unit), unit

"""Content of the report page: words and numbers of a trial for the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onnes.measurements import fact
from onnes.report.caveats import CAVEATS
from onnes.report.cells import LEGEND, cell
from onnes.report.demands import demanded_sets
from onnes.report.drawings import decades_off, predicted_against_measured
from onnes.report.inline import inline_svg
from onnes.report.rules import RULES
from onnes.report.slips import slips
from onnes.report.words import NOTHING, inputs_in_words, sign_in_words, value_in_words
from onnes.theories import observable, theory
from onnes.theories.prediction import MISSING
from onnes.trial.field_cooling import predicted_by
from onnes.trial.ratio_text import ratio_text
from onnes.trial.run import CONTROL
from onnes.trial.table import worst_text

if TYPE_CHECKING:
    from onnes.results import Result
    from onnes.trial import Comparison, Trial

LEAST_POINTS_TO_SCATTER = 4


def content(trial: Trial, media: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the variables of the template.

    Args:
        trial: the outcome to report.
        media: simulation -> {"picture": address, "film": address} of its pictures and films.
    """
    sources = _sources(trial)
    return {
        "counts": _counts(trial),
        "columns": [_column(trial, name) for name in trial.theories],
        "matrix": [_row(trial, name) for name in trial.observables],
        "legend": [{"mark": c.mark, "word": c.word, "style": c.style, "meaning": c.title} for c in LEGEND],
        "simulations": [_simulation(name, run, media.get(name, {})) for name, run in trial.simulations.items()],
        "drawings": _drawings(trial),
        "demanded": demanded_sets(trial),
        "theories": [_theory(trial, name, sources) for name in trial.theories],
        "sources": list(sources),
        "slips": slips(),
        "caveats": CAVEATS,
        "checked_sentence": _checked(trial),
        "rules": RULES,
        "seconds": f"{trial.seconds:.0f}",
        "provenance": trial.provenance,
    }


def _counts(trial: Trial) -> dict[str, int]:
    scored = [c for c in trial.comparisons if c.fact and c.fact.scored]
    return {
        "theories": len(trial.theories),
        "facts": len({c.fact.id for c in scored if c.fact}),
        "comparisons": sum(c.verdict.scored for c in scored),
    }


def _column(trial: Trial, name: str) -> dict[str, Any]:
    one = trial.summary(name)
    return {
        "name": name,
        "agreeing": one.agreeing,
        "scored": one.scored,
        "decades": NOTHING if one.median_decades is None else f"{one.median_decades:.2f}",
        "worst": worst_text(one).replace("_", " ") or NOTHING,
    }


def _row(trial: Trial, name: str) -> dict[str, Any]:
    cells = [cell(trial.summary(column, name)) for column in trial.theories]
    return {"name": name.replace("_", " "), "meaning": observable(name).meaning, "cells": cells}


def _simulation(name: str, run: Result, media: Mapping[str, str]) -> dict[str, Any]:
    if name == CONTROL:
        title = "Control: carriers that only accelerate"
        meaning = (
            "The acceleration equation alone (H1–H6), without relaxation: a perfect conductor. It starts in the "
            "field and must keep it. Perfect conduction alone does not explain the Meissner effect."
        )
    else:
        title = f"{theory(name).title}: relaxation"
        meaning = "The condensate relaxes towards lower free energy and the field diffuses out against eddy currents."
    return {
        "title": title,
        "meaning": meaning,
        "verdict": _simulated_verdict(name, run),
        "film": media.get("film"),
        "picture": media.get("picture"),
        "readings": [
            {
                "name": key.replace("_", " "),
                "value": value_in_words(one.value, one.uncertainty, one.unit),
                "meaning": one.meaning,
            }
            for key, one in run.readings.items()
        ],
        "inputs": [
            {"name": key.replace("_", " "), "value": _input_in_words(value)}
            for key, value in {"material": run.material, **run.inputs}.items()
            if value not in (None, "")
        ],
        "status": run.status.replace("_", " "),
        "seconds": f"{run.seconds:.0f}",
        "warnings": run.warnings,
    }


def _simulated_verdict(name: str, run: Result) -> str:
    """Return the expelled flux, and whether it agrees with the behaviour of pure metal (E019)."""
    said = predicted_by(name, run)
    if said.value is None:
        return f"No verdict: {said.reason}."
    agrees = "as pure metal does" if said.value else "pure metal expels the field"
    return f"{said.reason[0].upper()}{said.reason[1:]}: {agrees} (Gorter and Casimir 1934)."


def _input_in_words(value: Any) -> str:
    if isinstance(value, dict):
        return value_in_words(value["value"], None, value["unit"])
    return str(value)


def _drawings(trial: Trial) -> dict[str, str]:
    numbers = [c for c in trial.comparisons if c.verdict.scored and c.verdict.log10_ratio is not None]
    speaking = [name for name in trial.theories if any(c.theory == name for c in numbers)]
    drawn = {"decades": "", "scatter": ""}
    if not numbers:
        return drawn
    across = [name for name in trial.observables if _materials(numbers, name) >= LEAST_POINTS_TO_SCATTER]
    drawn["decades"] = inline_svg(
        decades_off(numbers, speaking, trial.observables),
        "decades",
        "How far each prediction lies from its measured value, in decades, by theory and observable",
    )
    if across:
        drawn["scatter"] = inline_svg(
            predicted_against_measured(numbers, speaking, across),
            "scatter",
            "Predicted against measured values over materials, by observable and theory",
        )
    return drawn


def _materials(numbers: Sequence[Comparison], name: str) -> int:
    """Return the number of materials on which the observable was measured with a value to plot."""
    return len({c.material for c in numbers if c.observable == name and c.material and c.measured})


def _theory(trial: Trial, name: str, sources: Mapping[str, int]) -> dict[str, Any]:
    about, one = theory(name), trial.summary(name)
    spoken = [row for row in trial.observables if any(not c.prediction.silent for c in trial.of(name, row))]
    middle = "" if one.median_decades is None else f"; half of the numbers lie within a factor {_factor(one)}"
    return {
        "name": name,
        "title": about.title[0].upper() + about.title[1:],
        "summary": f"State: {about.state}. Valid for: {about.validity}. Text: {about.source}.",
        "score": f"{one.agreeing} of {one.scored} scored facts agree{middle}. "
        f"It speaks of {len(spoken)} of {len(trial.observables)} observables.",
        "groups": [_group(trial, name, row, sources) for row in trial.observables],
    }


def _factor(one: Any) -> str:
    return f"{10**one.median_decades:.3g}"


def _group(trial: Trial, name: str, row: str, sources: Mapping[str, int]) -> dict[str, Any]:
    comparisons = trial.of(name, row)
    shown = [c for c in comparisons if not c.prediction.silent]
    return {
        "name": f"{row.replace('_', ' ')}: {observable(row).meaning}",
        "cell": cell(trial.summary(name, row)),
        "open": False,
        "notes": _silences(comparisons) + _remarks(shown),
        "rows": [_line(c, sources) for c in shown],
    }


def _silences(comparisons: Sequence[Comparison]) -> list[str]:
    """Return one note for each reason of silence of the theory, and one for materials that lack an input."""
    silent = [c for c in comparisons if c.prediction.silent]
    reasons: dict[str, list[str]] = {}
    for c in silent:
        reason = MISSING if c.verdict.reason.startswith(MISSING) else c.verdict.reason
        reasons.setdefault(reason, []).append(c.material)
    notes = []
    for reason, where in reasons.items():
        named = [material for material in dict.fromkeys(where) if material]
        everywhere = not named or len(silent) == len(comparisons)
        notes.append(f"Silent: {reason}." if everywhere else f"Silent on {', '.join(named)}: {reason}.")
    return notes


def _remarks(shown: Sequence[Comparison]) -> list[str]:
    """Return the theory's remarks on its values, and the reasons for missing verdicts, once each."""
    said = [c.prediction.reason for c in shown if c.prediction.reason]
    unscored = [c.verdict.reason for c in shown if c.verdict.outcome == "unmeasured"]
    remarks = list(dict.fromkeys(said))
    return [*remarks[:3], *(["…"] if len(remarks) > 3 else []), *dict.fromkeys(unscored)]


def _line(c: Comparison, sources: Mapping[str, int]) -> dict[str, Any]:
    sign = observable(c.observable).kind == "sign"
    prediction = c.prediction
    predicted = prediction.value
    return {
        "material": c.material or "superconductors",
        "predicted": sign_in_words(predicted)
        if sign
        else value_in_words(predicted, prediction.uncertainty, prediction.unit),
        "claim": f"claimed within a factor {prediction.factor:.2g}" if prediction.factor > 1 else "",
        "measured": sign_in_words(c.measured)
        if sign and c.measured in (1, -1) and not c.measured_unit
        else value_in_words(c.measured, c.measured_uncertainty, c.measured_unit),
        "ratio": ratio_text(c.verdict.ratio) or NOTHING,
        "verdict": " ".join(filter(None, (c.verdict.outcome, f"({c.verdict.reason})" if _worth_saying(c) else ""))),
        "style": c.verdict.outcome.replace(" ", "-"),
        "equations": ", ".join(prediction.equations),
        "inputs": inputs_in_words({**prediction.inputs, **prediction.free_parameters}),
        "source": sources[c.fact.source] if c.fact else None,
        "soft": _SOFT.get(c.fact.checked, "") if c.fact else "",
        "note": c.fact.note if c.fact else "",
    }


def _worth_saying(c: Comparison) -> bool:
    return bool(c.verdict.reason) and c.verdict.outcome in ("agrees", "wrong sign") and c.verdict.scored


_SOFT = {"no": "†", "partly": "‡"}


def _sources(trial: Trial) -> dict[str, int]:
    """Return every source of a fact that was used, with its number in the list."""
    used = dict.fromkeys(c.fact.source for c in trial.comparisons if c.fact)
    return {source: number for number, source in enumerate(used, start=1)}


def _checked(trial: Trial) -> str:
    """Return a sentence on how many of the scored facts were read in their source."""
    judged = {c.fact.id: c.fact for c in trial.comparisons if c.fact and c.fact.scored}
    read = sum(one.checked == "yes" for one in judged.values())
    partly = sum(one.checked == "partly" for one in judged.values())
    meissner = fact("E018")
    return (
        f"Of the {len(judged)} facts scored here, {read} were read in their source, {partly} partly; the rest are "
        f"textbook values that were not verified. An example that is not scored: {meissner.statement}, "
        f"{meissner.value} ({meissner.source})."
    )

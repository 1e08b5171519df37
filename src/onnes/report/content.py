"""Content of the report page: words and numbers of a trial for the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onnes.carriers.expulsion_times import cylinder_expulsion_time
from onnes.measurements import fact
from onnes.report.caveats import CAVEATS
from onnes.report.cells import LEGEND, cell
from onnes.report.demands import demanded_sets, inferences
from onnes.report.drawings import decades_off
from onnes.report.inline import inline_svg
from onnes.report.names import opening, printed
from onnes.report.rules import RULES
from onnes.report.scatter import predicted_against_measured
from onnes.report.slips import slips
from onnes.report.standings import coolings, duels, how_to_read, on_common_facts, standings, verdict_sentences
from onnes.report.words import NOTHING, inputs_in_words, sign_in_words, value_in_words
from onnes.theories import observable, theory
from onnes.theories.prediction import MISSING
from onnes.trial.field_cooling import CONTROL, SIMULATIONS, predicted_by
from onnes.trial.ratio_text import ratio_text
from onnes.trial.table import bits_text

if TYPE_CHECKING:
    from onnes.measurements import Fact
    from onnes.results import Result
    from onnes.trial import Comparison, Trial

LEAST_POINTS_TO_SCATTER = 4
_DEFICIT = 0.03
"""1 - H/Hc of the rod whose time of expulsion is told."""


def content(trial: Trial, media: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the variables of the template.

    Args:
        trial: the outcome to report.
        media: simulation -> {"picture": address, "film": address} of its pictures and films.
    """
    sources = _sources(trial)
    return {
        "counts": _counts(trial),
        "names": trial.theories,
        "standings": standings(trial),
        "sentences": verdict_sentences(trial),
        "how_to_read": how_to_read(),
        "duels": duels(trial),
        "common": on_common_facts(trial),
        "coolings": coolings(trial),
        "rod_seconds": f"{(1 - _DEFICIT) * cylinder_expulsion_time(5e-3, 1e10, _DEFICIT):.2g}",
        "matrices": _matrices(trial),
        "legend": [{"mark": c.mark, "word": c.word, "style": c.style, "meaning": c.title} for c in LEGEND],
        "simulations": [_simulation(name, run, media.get(name, {})) for name, run in trial.simulations.items()],
        "drawings": _drawings(trial),
        "demanded": demanded_sets(trial),
        "inferences": inferences(trial),
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
    scored = [c for c in trial.comparisons if c.verdict.scored]
    return {"theories": len(trial.theories), "facts": len(_judging(trial)), "comparisons": len(scored)}


def _judging(trial: Trial) -> dict[str, Fact]:
    """Return the facts that score at least one theory, by id."""
    return {c.fact.id: c.fact for c in trial.comparisons if c.fact and c.verdict.scored}


def _matrices(trial: Trial) -> list[list[dict[str, Any]]]:
    """Return the rows of the matrix: observables that score a theory, and those that score none."""
    scored, unscored = [], []
    for name in trial.observables:
        found = [trial.standing(column, name) for column in trial.theories]
        cells = [cell(one, trial.summary(column, name)) for one, column in zip(found, trial.theories, strict=True)]
        row = {"name": printed(name), "meaning": observable(name).meaning, "cells": cells}
        (scored if any(one.evidence for one in found) else unscored).append(row)
    return [scored, unscored]


def _simulation(name: str, run: Result, media: Mapping[str, str]) -> dict[str, Any]:
    if name == CONTROL:
        meaning = (
            "The acceleration equation alone (H1–H6), without relaxation: a perfect conductor, and not Hirsch's "
            "theory, which adds orbits that expand. It starts in the field and must keep it. Perfect "
            "conduction alone does not explain the Meissner effect."
        )
    else:
        meaning = "The condensate relaxes towards lower free energy and the field diffuses out against eddy currents."
    title = SIMULATIONS[name].title
    return {
        "title": title[0].upper() + title[1:],
        "meaning": meaning,
        "verdict": _simulated_verdict(name, run),
        "film": media.get("film"),
        "picture": media.get("picture"),
        "readings": [
            {
                "name": printed(key),
                "value": value_in_words(one.value, one.uncertainty, one.unit),
                "meaning": one.meaning,
            }
            for key, one in run.readings.items()
        ],
        "inputs": [
            {"name": printed(key), "value": _input_in_words(value)}
            for key, value in {"material": run.material, **run.inputs}.items()
            if value not in (None, "")
        ],
        "status": run.status.replace("_", " "),
        "seconds": f"{run.seconds:.0f}",
        "warnings": run.warnings,
    }


def _simulated_verdict(name: str, run: Result) -> str:
    """Return the expelled flux, and whether pure metal does so when it is cooled slowly (E019)."""
    said = predicted_by(SIMULATIONS[name].theory, run)
    if said.value is None:
        return f"No verdict: {said.reason}."
    agrees = "as pure metal does" if said.value else "pure metal, cooled slowly, expels the field"
    return f"{said.reason[0].upper()}{said.reason[1:]}; {agrees} (Gorter and Casimir 1934)."


def _input_in_words(value: Any) -> str:
    if isinstance(value, dict):
        return value_in_words(value["value"], None, value["unit"])
    return printed(str(value))


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
    asserted = [row for row in trial.observables
                if any(c.prediction.asserted and not c.prediction.silent for c in trial.of(name, row))]
    return {
        "name": name,
        "title": about.title[0].upper() + about.title[1:],
        "summary": f"State: {about.state}. Valid for: {about.validity}. Text: {about.source}.",
        "score": f"It speaks of {len(spoken)} of {len(trial.observables)} observables; of these it asserts "
        f"{len(asserted)} without an equation that is solved here. By the older count {one.agreeing} of {one.scored} "
        "facts agree within two uncertainties or within the factor that it claims for itself.",
        "groups": [_group(trial, name, row, sources) for row in spoken],
        "silent": [_group(trial, name, row, sources) for row in trial.observables if row not in spoken],
    }


def _group(trial: Trial, name: str, row: str, sources: Mapping[str, int]) -> dict[str, Any]:
    comparisons = trial.of(name, row)
    shown = [c for c in comparisons if not c.prediction.silent]
    return {
        "name": f"{opening(printed(row))}: {observable(row).meaning}",
        "cell": cell(trial.standing(name, row), trial.summary(name, row)),
        "equation": _equation(name, row),
        "notes": _silences(comparisons) + _remarks(shown),
        "rows": [_line(c, sources) for c in shown],
    }


def _equation(name: str, row: str) -> str:
    """Return what the theory computes, the first sentence of its method."""
    method = getattr(theory(name), row, None)
    first = (method.__doc__ or "").strip().split("\n")[0] if method else ""
    return first.removeprefix("Return ").rstrip(".")


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
        "material": c.material or (c.fact.sample if c.fact else "") or "superconductors",
        "predicted": sign_in_words(predicted)
        if sign
        else value_in_words(predicted, prediction.uncertainty, prediction.unit),
        "claim": f"claimed within a factor {prediction.factor:.3g}" if prediction.factor > 1.005 else "",
        "measured": sign_in_words(c.measured)
        if sign and c.measured in (1, -1) and not c.measured_unit
        else value_in_words(c.measured, c.measured_uncertainty, c.measured_unit),
        "ratio": ratio_text(c.verdict.ratio) or NOTHING,
        "verdict": " ".join(filter(None, (c.verdict.outcome, f"({c.verdict.reason})" if _worth_saying(c) else ""))),
        "bits": NOTHING if c.score is None or c.score.bits is None else bits_text(c.score.bits),
        "deviation": NOTHING if c.score is None or c.score.deviation is None else f"{c.score.deviation:+.1f}",
        "outside": prediction.outside,
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
    judged = _judging(trial)
    read = sum(one.checked == "yes" for one in judged.values())
    partly = sum(one.checked == "partly" for one in judged.values())
    meissner = fact("E018")
    return (
        f"Of the {len(judged)} facts scored here, {read} were read in their source, {partly} partly; the others are "
        "from memory and count half: textbook values that were not verified. An example that is not scored: "
        f"{meissner.statement}, {meissner.value} ({meissner.source})."
    )

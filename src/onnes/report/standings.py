"""Who does well, in words and numbers: standings of the theories, theories against theories, ways of cooling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onnes.report.names import opening, printed
from onnes.report.words import NOTHING
from onnes.theories import theory
from onnes.trial.field_cooling import OBSERVABLE, READING, SIMULATIONS, in_words
from onnes.trial.ratio_text import ratio_text
from onnes.trial.standing import WITHIN_ONE, WITHIN_TWO
from onnes.trial.table import bits_text, share_text

if TYPE_CHECKING:
    from onnes.trial import Standing, Trial

def standings(trial: Trial) -> list[dict[str, Any]]:
    """Return a row for each theory, the one that gains most first."""
    rows = [_row(trial, name) for name in trial.theories]
    return sorted(rows, key=lambda row: -row["bits_value"])


def _row(trial: Trial, name: str) -> dict[str, Any]:
    one, inside, outside = (trial.standing(name, outside=part) for part in (None, False, True))
    return {
        "name": name,
        "title": theory(name).title,
        "bits_value": float("-inf") if one.bits is None else one.bits,
        "evidence": one.evidence,
        "half": _factor(one),
        "within_one": share_text(one.within_one) or NOTHING,
        "within_two": share_text(one.within_two) or NOTHING,
        "bits": bits_text(one.bits) or NOTHING,
        "over_law": bits_text(one.bits_over_law) or NOTHING,
        "crps": NOTHING if one.crps is None else f"{one.crps:.2f} ({one.reference_crps:.2f})",
        "inside": bits_text(inside.bits) or NOTHING,
        "outside": bits_text(outside.bits) or NOTHING,
        "style": one.grade,
    }


def _factor(one: Standing) -> str:
    return NOTHING if one.median_factor is None else ratio_text(one.median_factor).replace("×", "a factor ")


def verdict_sentences(trial: Trial) -> list[str]:
    """Return what the standings say, in sentences."""
    known = {name: one for name in trial.theories if (one := trial.standing(name)).bits is not None}
    if not known:
        return ["No fact scores any theory."]
    ordered = sorted(known, key=lambda name: -(known[name].bits or 0.0))
    gaining = [name for name in ordered if (known[name].bits or 0.0) > 0]
    lead = (f"{opening(_listed(gaining))} {'tells' if len(gaining) == 1 else 'tell'} more about a material than "
            "measurements on other materials do." if gaining else
            "No theory tells more than measurements on other materials do.")
    beyond = [f"{name} {known[name].bits_over_law:+.1f}" for name in gaining if known[name].bits_over_law is not None]
    law = f" Beside a law that knows Tc alone, in bits per fact: {_listed(beyond)}." if beyond else ""
    honest = [name for name in ordered if (known[name].within_two or 0.0) >= WITHIN_TWO - 0.05]
    calibrated = (f"Stated uncertainties cover the errors of {_listed(honest)}; those of the others are too narrow."
                  if honest else "No theory's uncertainties cover its errors.")
    return [lead + law, calibrated, *_on_expulsion(trial)]


def _on_expulsion(trial: Trial) -> list[str]:
    """Return who predicts that a field is expelled on cooling, who only says so, and who is wrong."""
    said = {name: trial.summary(name, OBSERVABLE) for name in trial.theories}
    computed = [name for name, one in said.items() if one.agreeing and one.agreeing == one.scored]
    wrong = [name for name, one in said.items() if one.scored and not one.agreeing]
    asserted = [name for name, one in said.items() if not one.scored and one.counts["asserted"]]
    parts = [f"{words} {_listed(names)}" for words, names in (
        ("computed and right by", computed), ("asserted without a law of motion by", asserted),
        ("wrong by", wrong)) if names]
    return [f"That cooling in a field expels it is {'; '.join(parts)}."] if parts else []


def _listed(theories: list[str]) -> str:
    names = [printed(one) for one in theories]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def duels(trial: Trial) -> list[dict[str, Any]]:
    """Return a row for each theory: its bits over each other theory, on the facts that score both."""
    return [{"name": one, "cells": [_duel(trial, one, other) for other in trial.theories]} for one in trial.theories]


def _duel(trial: Trial, one: str, other: str) -> dict[str, str]:
    met = trial.duel(one, other)
    if one == other or met.bits is None:
        return {"text": "", "count": "", "style": "silent"}
    style = "better" if met.bits > 0.05 else "worse" if met.bits < -0.05 else "level"
    return {"text": f"{met.bits:+.1f}", "count": str(met.evidence), "style": style}


def on_common_facts(trial: Trial) -> dict[str, Any]:
    """Return the standings on the facts that score every theory, and a sentence on how many these are."""
    common = trial.on_common_facts()
    count = max(one.evidence for one in common.values())
    if not count:
        return {"sentence": "No fact scores every theory: they speak of different things.", "rows": []}
    rows = [{"name": name, "half": _factor(one), "bits": bits_text(one.bits) or NOTHING,
             "over_law": bits_text(one.bits_over_law) or NOTHING, "style": one.grade}
            for name, one in common.items()]
    return {"sentence": f"Evidence that scores every theory: {count}.", "rows": rows}


def coolings(trial: Trial) -> list[dict[str, str]]:
    """Return a row for each simulated way of cooling: what left, and whether it judges a fact."""
    rows = []
    for name, run in trial.simulations.items():
        about, fraction = SIMULATIONS[name], run.readings[READING].value
        said = in_words(fraction) if isinstance(fraction, float | int) else NOTHING
        judges = f"the facts on {about.decides}" if about.decides else "nothing: shown only"
        rows.append({"title": about.title, "law": "acceleration alone" if not about.theory else "Ginzburg-Landau, "
                     "eddy currents", "said": said, "judges": judges})
    return rows


def how_to_read() -> str:
    """Return what bits and widths mean."""
    return ("A theory's number is a forecast: as wide as its inputs, its approximations and the samples are uncertain. "
            "Bits: how much more probable it made the reading than measurements on other materials did, one bit for "
            "each factor 2; beside a law of Tc: than a power of Tc through those measurements did. Of an honest "
            f"theory's numbers {100 * WITHIN_ONE:.0f} % lie within one and {100 * WITHIN_TWO:.0f} % within two of its "
            "uncertainties σ. The error in decades is the CRPS, in which uncertainty counts.")

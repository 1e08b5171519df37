"""Values that facts require of free parameters, in natural units, for the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Any

from onnes.errors import InputError
from onnes.report.drawings import demanded_values
from onnes.report.inline import inline_svg
from onnes.report.names import printed
from onnes.report.words import NOTHING
from onnes.theories import theory as theory_named
from onnes.trial.inference import infer
from onnes.trial.ratio_text import ratio_text
from onnes.trial.requirements import by_parameter, decades_from_default, is_bound, is_universal, spread
from onnes.units.constants import BOHR_MAGNETON, ELECTRON_MASS, ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from onnes.theories import Requirement
    from onnes.trial import Trial
    from onnes.trial.inference import Estimate, Inference

NATURAL = {
    "J/T": (BOHR_MAGNETON, "μ_B"),
    "C": (ELEMENTARY_CHARGE, "e"),
    "kg": (ELECTRON_MASS, "m_e"),
    "m": (1e-9, "nm"),
}


def inferences(trial: Trial) -> list[str]:
    """Return a sentence for each theory whose parameters the facts of a trial fix together."""
    universal = {theory for (theory, _), group in by_parameter(trial.requirements).items() if is_universal(group)}
    sentences: list[str] = []
    for name in (one for one in trial.theories if one in universal):
        try:
            sentences.append(_inferred(infer(name, trial.materials)))
        except InputError:  # no more facts than parameters
            continue
    return sentences


def _inferred(found: Inference) -> str:
    values = ", ".join(f"{printed(name)} {_in_natural_unit(one)}" for name, one in found.parameters.items())
    wrong = sum(one.verdict.outcome != "agrees" for one in found.demands)
    return (f"{found.theory}: all facts together support {values} best, and scatter about that by a factor "
            f"{10**found.scatter.value:.3g}. With these values {wrong} of {len(found.demands)} predictions fail.")


def _in_natural_unit(one: Estimate) -> str:
    size, unit = NATURAL.get(one.unit, (1.0, one.unit))
    if one.low is None or one.high is None:
        return f"{one.value / size:.3g} {unit}".rstrip() + " (no limit)"
    return f"{one.value / size:.3g} ({one.low / size:.3g} to {one.high / size:.3g}) {unit}".rstrip()


def demanded_sets(trial: Trial) -> list[dict[str, Any]]:
    """Return one set per theory and parameter with at least two required values, the widest spread first."""
    groups = {key: group for key, group in by_parameter(trial.requirements).items()
              if len([one for one in group if one.value]) > 1}
    ordered = sorted(groups.items(), key=lambda item: -(spread(item[1]) or 0.0))
    return [_set(theory, printed(parameter), group) for (theory, parameter), group in ordered]


def _set(theory: str, parameter: str, required: Sequence[Requirement]) -> dict[str, Any]:
    group = [_natural(one) for one in required]
    own = group[0].default if is_universal(group) else None
    described = f"{parameter} that each fact would need in the theory {theory!r}"
    return {
        "theory": theory,
        "parameter": parameter,
        "nominal": f"{own:.3g} {group[0].unit}".rstrip() if own else "the material's own",
        "sentence": _sentence(required),
        "drawing": inline_svg(
            demanded_values(group, parameter), f"demanded-{theory}-{parameter.replace(' ', '-')}", described
        ),
        "rows": [_row(by, [one for one in group if one.by == by]) for by in dict.fromkeys(one.by for one in group)],
    }


def _sentence(group: Sequence[Requirement]) -> str:
    decades = spread(group)
    if decades is None:
        return _one_fact_each(group)
    if not is_universal(group):
        return (
            f"It belongs to the material. In the worst material its facts require values {decades:.1f} decades apart, "
            f"a factor {10**decades:.2g}."
        )
    worst = worst_factor(group)
    verdict = ("One value satisfies them within the scatter of the measurements." if worst < 1.3 else
               f"With the middle one of them a prediction is off by a factor {ratio_text(worst)[1:]}.")
    return f"One value has to satisfy all facts. The required values spread over {decades:.1f} decades. {verdict}"


def _one_fact_each(group: Sequence[Requirement]) -> str:
    """Return what a parameter is worth that one fact fixes in each material."""
    known = [abs(d) for one in group if (d := decades_from_default(one)) is not None]
    if not known:
        return "It belongs to the material, and one fact fixes it in each material: fitted to it, it predicts nothing."
    return (f"It belongs to the material, and one fact fixes it in each. In {len(known)} materials another measurement "
            "gives it too, so that the fact is predicted; half of these values are within a factor "
            f"{10 ** median(known):.2f}.")


def worst_factor(group: Sequence[Requirement]) -> float:
    """Return the factor by which the worst prediction is off if one value, the middle one, served all facts."""
    from onnes.materials import material

    needed = [(one, one.value) for one in group if one.value and not is_bound(one)]
    middle = sorted((value for _, value in needed), key=abs)[len(needed) // 2]
    worst = 1.0
    for one, own in needed:
        metal = material(one.material) if one.material else None
        taken, right = (theory_named(one.theory).predict(one.observable, metal, {one.parameter: value}).value
                        for value in (middle, own))
        if taken and right:
            ratio = abs(float(taken) / float(right))
            worst = max(worst, ratio, 1 / ratio)
    return worst


def _row(by: str, group: Sequence[Requirement]) -> dict[str, str]:
    sizes = sorted(abs(one.value) for one in group if one.value)
    away = [d for one in group if (d := decades_from_default(one)) is not None]
    bound = " (at least)" if any(map(is_bound, group)) else ""
    return {
        "by": by + bound,
        "equations": ", ".join(dict.fromkeys(e for one in group for e in one.equations)),
        "materials": str(len({one.material for one in group})),
        "least": _number(sizes[0], group[0].unit) if sizes else NOTHING,
        "middle": _number(median(sizes), group[0].unit) if sizes else NOTHING,
        "largest": _number(sizes[-1], group[0].unit) if sizes else NOTHING,
        "decades": f"{round(median(away), 2) + 0.0:+.2f}" if away else NOTHING,
    }


def _number(value: float, unit: str) -> str:
    return f"{value:.4g} {unit}".rstrip()


def _natural(one: Requirement) -> Requirement:
    size, unit = NATURAL.get(one.unit, (1.0, one.unit))
    return replace(
        one,
        unit=unit,
        value=None if one.value is None else one.value / size,
        default=None if one.default is None else one.default / size,
    )

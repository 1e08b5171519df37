"""Complete trial: facts, predictions, simulation of field cooling, verdicts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onnes.errors import InputError, MissingDataError, door
from onnes.experiments import Progress, silent
from onnes.materials import Material
from onnes.materials import material as material_named
from onnes.materials import materials as all_materials
from onnes.results.provenance import provenance
from onnes.theories import Observable, Theory, observables
from onnes.theories import theories as all_theories
from onnes.theories import theory as theory_named
from onnes.trial.comparison import Comparison, compare, unmeasured
from onnes.trial.field_cooling import CONTROL, OBSERVABLE, SIMULATIONS, deciding, predicted_by
from onnes.trial.requirements import requirements
from onnes.trial.scored_facts import facts_on_trial
from onnes.trial.trial import Trial

if TYPE_CHECKING:
    from onnes.measurements import Fact
    from onnes.results import Result

_COMMA = re.compile(r",(?![^(]*\))")


@door
def run_trial(
    materials: Iterable[str] | str | None = None,
    theories: Iterable[str] | str | None = None,
    progress: Progress = silent,
    simulations: Mapping[str, Result] | None = None,
) -> Trial:
    """Compare theories with measured facts.

    Args:
        materials: names, or one text with commas; all if omitted. Facts about superconductors in general are always
            included.
        theories: names, likewise.
        progress: called with the fraction done (0 to 1) and a message.
        simulations: finished field-cooling results by name (see `SIMULATIONS`) in place of running them; an empty
            mapping leaves every theory with what it asserts.

    Raises:
        InputError: an unknown material or theory, with the nearest names; an empty selection.
    """
    start = time.perf_counter()
    metals = chosen("materials", materials, material_named, all_materials())
    judged = chosen("theories", theories, theory_named, all_theories())
    by_name = {one.name: one for one in metals}
    ran = dict(_simulated(judged, by_name, progress) if simulations is None else simulations)
    progress(0.9, "predictions")
    asked = observables()
    facts = facts_on_trial(asked, all_materials())
    comparisons = tuple(
        c for theory in judged for one in asked for c in _comparisons(theory, one, facts, by_name, ran)
    )
    demanded = tuple(r for theory in judged for r in requirements(theory, comparisons, by_name))
    progress(1.0, "verdicts")
    return Trial(
        theories=tuple(one.name for one in judged),
        observables=tuple(one.name for one in asked),
        materials=tuple(by_name),
        comparisons=comparisons,
        requirements=demanded,
        simulations=ran,
        seconds=time.perf_counter() - start,
        provenance=provenance(),
    )


def _comparisons(
    theory: Theory,
    asked: Observable,
    facts: tuple[Fact, ...],
    metals: Mapping[str, Material],
    ran: Mapping[str, Result],
) -> Iterator[Comparison]:
    """Yield the comparisons of one theory for one observable, one per scored fact, else unmeasured ones."""
    everywhere = [f for f in facts if f.observable == asked.name]
    about = [f for f in everywhere if not f.material or f.material in metals]
    scored = [f for f in about if f.scored]
    for fact in scored:
        run = ran.get(deciding(theory.name, fact.material) or "") if asked.name == OBSERVABLE else None
        prediction = (predicted_by(theory.name, run, fact.material) if run else
                      theory.predict(asked.name, metals.get(fact.material)))
        if fact.family:
            prediction = replace(prediction, outside=theory.outside(fact.family))
        yield compare(prediction, fact, asked, everywhere)
    if not scored:
        yield from _unscored_predictions(theory, asked, about, metals)


def _unscored_predictions(
    theory: Theory, asked: Observable, about: list[Fact], metals: Mapping[str, Material]
) -> Iterator[Comparison]:
    """Yield the theory's predictions where no fact is scored.

    There is one if it is the same for all materials, else one per material.
    """
    reason = "; ".join(dict.fromkeys(_unscored(f) for f in about)) or "no measurement is in the tables"
    general = theory.predict(asked.name)
    each = [theory.predict(asked.name, metal) for metal in metals.values()] if general.silent else [general]
    spoken = [one for one in each if not one.silent]
    for one in spoken or [general]:
        yield unmeasured(one, reason)


def _unscored(fact: Fact) -> str:
    if fact.kind == "missing":
        return f"{fact.statement}: {fact.value} ({fact.note})"
    value = f"{fact.value:g}" if fact.numeric else str(fact.value)
    return f"not scored, kind {fact.kind}: {fact.statement}, {value} {fact.unit}".rstrip()


def _simulated(
    judged: tuple[Theory, ...], metals: Mapping[str, Material], progress: Progress
) -> Iterator[tuple[str, Result]]:
    """Yield the simulations of the chosen theories, and the control if there are any.

    One that needs a number that the tables do not have is left out.
    """
    names = {one.name for one in judged}
    wanted = {name: one for name, one in SIMULATIONS.items()
              if one.theory in names and (not one.decides or one.decides in metals)}
    if wanted:
        wanted[CONTROL] = SIMULATIONS[CONTROL]
    for index, (name, one) in enumerate(wanted.items()):
        low, share = 0.9 * index / len(wanted), 0.9 / len(wanted)

        def partly(part: float, message: str, low: float = low, share: float = share, title: str = one.title) -> None:
            progress(low + share * part, f"{title}: {message}")

        try:
            yield name, one.run(partly)
        except MissingDataError as missing:
            progress(low, f"{one.title}: left out, {missing}")


def chosen(
    argument: str, names: Iterable[str] | str | None, named: Any, everything: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Return the items with these names, each once, or everything if no names are given.

    "Pb,Sn" is two names; a comma inside brackets belongs to one: "YBa2Cu3O6.92 (in-plane, current||b)".
    """
    if names is None:
        return everything
    if not isinstance(names, Iterable):
        raise InputError(argument, names, "names, as a list or one text with commas", "Leave it out for all of them.")
    listed = [name.strip() for name in _COMMA.split(names)] if isinstance(names, str) else list(names)
    if not any(listed):
        raise InputError(argument, names, "at least one name", "Leave it out for all of them.")
    return tuple(dict.fromkeys(named(name) for name in listed))

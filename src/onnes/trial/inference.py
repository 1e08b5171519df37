"""Values of a theory's free parameters that all measured facts together support best.

Every fact i asks for a value r_i of one parameter p_i, given the others (`Theory.required_parameters`). With all of
them on logarithmic scales the facts are taken to scatter about common values theta::

    log10 r_i(theta) = log10 |theta_p| + e_i,    e_i ~ Student_3(0, w_i),    w_i^2 = s^2 + d_i^2

d_i is what the uncertainty of the measurement brings, and s, in decades, the scatter that is left: how badly one set of
values does. A fact that asks for "at least" r_i has the probability of that. Facts that are one piece of evidence share
its weight. theta and s maximise the likelihood; an interval holds the values of one parameter for which the likelihood,
maximised over the others, stays above exp(-1/2) of the largest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.errors import InputError, door, unknown_name
from onnes.materials import material as material_named
from onnes.materials import materials as all_materials
from onnes.results.strict_json import json_ready
from onnes.theories import theory as theory_named
from onnes.trial.asking_facts import AskingFacts, Limit
from onnes.trial.evidence import evidence
from onnes.trial.run import chosen
from onnes.trial.scatter_fit import Fit, best_fit
from onnes.units.quantities import to_si
from onnes.units.ranges import check_smallest

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from rich.console import RenderableType

    from onnes.theories import Requirement, Theory
    from onnes.trial.verdict import Verdict

_ROUNDS, _SETTLED = 20, 1e-6
"""Rounds of power laws about the last values, and the change in decades at which they end."""


@dataclass(frozen=True)
class Estimate:
    """Best value of one number, and its interval.

    Attributes:
        value: in ``unit``.
        low, high: of the interval, in ``unit``; None where the facts give no limit.
        unit: SI unit.
    """

    value: float
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True)
class Demand:
    """Value that one fact asks for, with the other parameters at their best values.

    Attributes:
        fact: id of the fact.
        required: the value, its parameter, relation and material.
        decades: log10 of the best value over it.
        verdict: of what the theory predicts with all parameters at their best.
    """

    fact: str
    required: Requirement
    decades: float
    verdict: Verdict


@dataclass(frozen=True)
class Inference:
    """Parameters of one theory, inferred from all facts that ask for a value.

    Attributes:
        theory: name.
        parameters: name -> best value with its interval.
        held: name -> value of the parameters that were held.
        unfixed: parameters that no fact asks for.
        scatter: s, in decades: the factor 10^s is what the facts differ by from one set of values.
        log_likelihood: of the best values, natural logarithm.
        evidence: number of pieces of evidence.
        demands: what each fact asks for.
        limits: predictions with the best values beside measured limits.
        converged: False where the search for the largest likelihood ended early.
    """

    theory: str
    parameters: Mapping[str, Estimate]
    held: Mapping[str, float]
    unfixed: tuple[str, ...]
    scatter: Estimate
    log_likelihood: float
    evidence: int
    demands: tuple[Demand, ...]
    limits: tuple[Limit, ...] = ()
    converged: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return everything in the types of strict JSON."""
        return json_ready({
            "theory": self.theory,
            "parameters": {name: vars(one) for name, one in self.parameters.items()},
            "held": dict(self.held),
            "unfixed": self.unfixed,
            "scatter_decades": vars(self.scatter),
            "log_likelihood": self.log_likelihood,
            "evidence": self.evidence,
            "converged": self.converged,
            "demands": [{"fact": one.fact, "decades": one.decades, "verdict": one.verdict.outcome,
                         "ratio": one.verdict.ratio, **one.required.as_dict()} for one in self.demands],
            "limits": [vars(one) for one in self.limits],
        })

    def table(self) -> RenderableType:
        """Return best values, and what each relation asks for, for a terminal."""
        from onnes.trial.inference_table import inference_table

        return inference_table(self)

    def plot(self) -> Figure:
        """Return a figure of the values that the facts ask for over the best ones, a row per relation."""
        from onnes.trial.inference_picture import inference_picture

        return inference_picture(self)


@door
def infer(
    theory: str, materials: Iterable[str] | str | None = None, held: Mapping[str, float | str] | None = None
) -> Inference:
    """Return the free parameters of a theory that all measured facts together support best, and how badly they do.

    Only parameters that are one number for all materials are inferred.

    Args:
        theory: name.
        materials: names, or one text with commas; all if omitted.
        held: parameter -> value at which it is held, a number in SI units or a text such as "9.28e-24 J/T".

    Raises:
        InputError: an unknown theory, material or parameter; a theory of which no fact asks for such a parameter.
    """
    judged = theory_named(theory)
    metals = {one.name: one for one in chosen("materials", materials, material_named, all_materials())}
    fixed = _held(judged, {} if held is None else held)
    facts = AskingFacts(judged, metals, tuple(one for one in judged.parameters if one.default is not None),
                   frozenset(_negative(judged, fixed)))
    if not facts.parameters or not facts.rows(facts.defaults):
        raise InputError("theory", judged.name, "a theory with a free parameter, the same for all materials, of which "
                         "measured facts ask for a value", "For example chain.")
    return _fitted(facts, fixed)


def _held(theory: Theory, held: Mapping[str, float | str]) -> dict[str, float]:
    """Return the values at which parameters are held, in SI units."""
    if not isinstance(held, Mapping):
        raise InputError("held", held, "a mapping from names of parameters to values",
                         'For example {"magnetic_moment": "9.28e-24 J/T"}.')
    parameters = {one.name: one for one in theory.parameters}
    values: dict[str, float] = {}
    for name, given in held.items():
        if name not in parameters:
            raise unknown_name(f"parameter of {theory.name}", name, parameters)
        values[name] = to_si(given, parameters[name].unit, name)
        check_smallest(values[name], parameters[name].unit, name, given)
    theory.check_conditions(values)
    return values


def _negative(theory: Theory, held: Mapping[str, float]) -> list[str]:
    """Return the parameters that are negative: as they are held, or by the theory's own value."""
    return [one.name for one in theory.parameters if held.get(one.name, one.default or 1.0) < 0]


def _fitted(facts: AskingFacts, held: Mapping[str, float]) -> Inference:
    """Return the fit, in rounds: each takes the relations for power laws about the values of the last."""
    logs = np.array([log10(abs(held.get(one.name, one.default or 1.0))) for one in facts.parameters])
    open_ = np.array([one.name not in held for one in facts.parameters])
    fit, free, moved = _round(facts, logs, open_)
    rounds = 1
    while moved > _SETTLED and rounds < _ROUNDS:
        fit, free, moved = _round(facts, logs, open_)
        rounds += 1
    rows = facts.rows(logs)
    inferred = [one for one, is_free in zip(facts.parameters, free, strict=True) if is_free]
    return Inference(
        theory=facts.theory.name,
        parameters={one.name: _estimate(fit, j, one.unit, facts.sign(one.name)) for j, one in enumerate(inferred)},
        held=dict(held),
        unfixed=tuple(one.name for one, is_open, is_free in zip(facts.parameters, open_, free, strict=True)
                      if is_open and not is_free),
        scatter=_estimate(fit, len(inferred), "decades"),
        log_likelihood=fit.log_likelihood,
        evidence=len({evidence(row.fact) for row in rows}),
        demands=tuple(Demand(row.fact.id, row.required, float(e), facts.verdict(row, logs))
                      for row, e in zip(rows, fit.laws.residuals(fit.best), strict=True)),
        limits=facts.limits(logs),
        converged=fit.converged and moved <= _SETTLED,
    )


def _round(facts: AskingFacts, logs: np.ndarray, open_: np.ndarray) -> tuple[Fit, np.ndarray, float]:
    """Return the fit to power laws about x, which parameters it has, and how far x moved; x is replaced in place."""
    laws = facts.power_laws(logs)
    free = open_ & np.any(laws.powers != 0, axis=0)
    if np.sum(~laws.bound) <= np.sum(free):
        raise InputError("materials", f"{np.sum(~laws.bound)} facts for {np.sum(free)} parameters",
                         "more facts than parameters", "Name more materials, or hold a parameter.")
    fit = best_fit(laws.with_held(free, logs))
    moved = float(np.max(np.abs(fit.best - logs[free]), initial=0.0))
    logs[free] = fit.best
    return fit, free, moved


def _estimate(fit: Fit, index: int, unit: str, sign: int = 1) -> Estimate:
    value, *ends = (None if x is None else sign * 10.0 ** float(x)
                    for x in (fit.numbers[index], *fit.interval(index)[::sign]))
    return Estimate(value, *ends, unit)  # type: ignore[arg-type]

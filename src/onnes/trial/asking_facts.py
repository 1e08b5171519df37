"""Facts that ask for values of a theory's parameters, as power laws of these.

Each requirement is taken for a power law about given values; those of the theories here are power laws everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log10
from typing import TYPE_CHECKING

import numpy as np

from onnes.materials import Material
from onnes.materials import materials as all_materials
from onnes.theories import observable, observables
from onnes.trial.comparison import compare
from onnes.trial.evidence import evidence
from onnes.trial.requirements import is_bound, required_by_fact
from onnes.trial.scatter_fit import PowerLaws
from onnes.trial.scored_facts import facts_on_trial

if TYPE_CHECKING:
    from onnes.measurements import Fact
    from onnes.theories import Parameter, Requirement, Theory
    from onnes.trial.verdict import Verdict

_STEP = 0.1
"""Step over which a relation is taken for a power law, in decades."""


@dataclass(frozen=True)
class Limit:
    """Prediction beside a measured limit of the same quantity, which no theory is scored by.

    Attributes:
        observable: name.
        predicted, measured: in ``unit``.
        unit: SI unit.
        statement: of the measurement.
    """

    observable: str
    predicted: float
    measured: float
    unit: str
    statement: str


@dataclass(frozen=True)
class AskingFact:
    """Requirement of one fact.

    Attributes:
        fact: the fact.
        required: at the measured value.
        error: change in decades with the uncertainty of the measurement.
    """

    fact: Fact
    required: Requirement
    error: float

    @property
    def size(self) -> float:
        """Return log10 |r|."""
        return _size(self.required)


def _size(required: Requirement) -> float:
    return log10(abs(float(required.value)))  # type: ignore[arg-type]


@dataclass(frozen=True)
class AskingFacts:
    """Facts that ask for values of parameters of a theory.

    Attributes:
        theory: the theory.
        metals: name -> material.
        parameters: those that are one number for all materials.
        negative: names of those that are below zero.
    """

    theory: Theory
    metals: Mapping[str, Material]
    parameters: tuple[Parameter, ...]
    negative: frozenset[str]

    def sign(self, name: str) -> int:
        """Return the sign of a parameter."""
        return -1 if name in self.negative else 1

    @property
    def defaults(self) -> np.ndarray:
        """Return log10 of the theory's own values."""
        return np.array([log10(abs(one.default or 1.0)) for one in self.parameters])

    def rows(self, logs: np.ndarray) -> list[AskingFact]:
        """Return what each scored fact requires with the parameters at 10^x, of its material or of every one."""
        values = self._values(logs)
        found: list[AskingFact] = []
        for fact in facts_on_trial(observables(), all_materials()):
            if not fact.scored or isinstance(fact.value, str) or (fact.material and fact.material not in self.metals):
                continue
            value, error = _measured(fact)
            exact = self._required(fact, value, values)
            moved = self._required(fact, value + error, values) if error else exact
            found += [AskingFact(fact, one, abs(_size(other) - _size(one)))
                      for one, other in zip(exact, moved, strict=True)]
        return found

    def _required(self, fact: Fact, measured: float | bool, values: Mapping[str, float]) -> list[Requirement]:
        required = required_by_fact(self.theory, fact.observable, measured, fact.material, self.metals, values)
        return [one for one in required if one.value and one.parameter in values]

    def verdict(self, row: AskingFact, logs: np.ndarray) -> Verdict:
        """Return the verdict on what the theory predicts for a fact, on the material of the requirement.

        That a number is the theory's own parameter does not count, since all facts went into it together.
        """
        name = row.required.material or row.fact.material
        prediction = self.theory.predict(row.fact.observable, self.metals.get(name), self._values(logs))
        return compare(replace(prediction, independent=True), row.fact, observable(row.fact.observable)).verdict

    def limits(self, logs: np.ndarray) -> tuple[Limit, ...]:
        """Return predictions beside measured limits that hold for all superconductors."""
        found: list[Limit] = []
        for fact in facts_on_trial(observables(), ()):
            if fact.kind == "bound" and fact.numeric:
                asked = observable(fact.observable)
                value = self.theory.predict(asked.name, None, self._values(logs)).value
                if value is not None:
                    found.append(Limit(asked.name, float(value), fact.number(asked.unit)[0], asked.unit,
                                       fact.statement))
        return tuple(found)

    def _values(self, logs: np.ndarray) -> dict[str, float]:
        return {one.name: self.sign(one.name) * 10.0 ** float(x) for one, x in zip(self.parameters, logs, strict=True)}

    def power_laws(self, logs: np.ndarray) -> PowerLaws:
        """Return the relations as power laws about x."""
        rows = self.rows(logs)
        names = [row.required.parameter for row in rows]
        powers = np.zeros((len(rows), len(self.parameters)))
        for j, one in enumerate(self.parameters):
            moved = self.rows(logs - _STEP * np.eye(len(logs))[j])
            powers[:, j] = [1.0 if name == one.name else (after.size - row.size) / _STEP
                            for name, row, after in zip(names, rows, moved, strict=True)]
        own = np.array([[name == one.name for one in self.parameters] for name in names])
        pieces = Counter(evidence(row.fact) for row in rows)
        return PowerLaws(
            powers=powers,
            sizes=np.array([row.size for row in rows]) + np.where(own, 0.0, powers) @ logs,
            errors=np.array([row.error for row in rows]),
            weight=np.array([1 / pieces[evidence(row.fact)] for row in rows]),
            bound=np.array([is_bound(row.required) for row in rows]),
            at_most=np.array([np.inf if one.at_most is None else log10(one.at_most) for one in self.parameters]),
        )


def _measured(fact: Fact) -> tuple[float | bool, float]:
    """Return the value of a fact in the observable's unit, and its uncertainty; zero for yes, no and signs."""
    asked = observable(fact.observable)
    if not fact.numeric:
        return bool(fact.value), 0.0
    return fact.number(asked.unit) if asked.kind != "sign" else (float(fact.value), 0.0)

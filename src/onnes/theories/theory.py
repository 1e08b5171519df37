"""Base class of the theories: answers to observables in closed form, silences with reasons, free parameters.

A theory is one subclass of `Theory` in its own file, with one method per observable it speaks about, named after the
observable, and one line in `silences` for each of the others. Common to all and done here: looking up inputs, missing
data, propagated uncertainty, the spread of order-of-one constants, independence of the measurement.
"""

from __future__ import annotations

import math
from abc import ABC
from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from onnes.errors import InputError, MissingDataError, unknown_name
from onnes.numerics.uncertainty import half_difference
from onnes.theories.conditions import CONDITIONS
from onnes.theories.given import Given
from onnes.theories.observable import Observable
from onnes.theories.observable import observable as look_up
from onnes.theories.parameter import Needed, Parameter, Requirement
from onnes.theories.prediction import MISSING, Answer, Prediction, Silence

if TYPE_CHECKING:
    from onnes.materials import Material

Evaluate = Callable[[Mapping[str, float]], float]

DRAWS = 400
"""Number of values of the uncertain inputs for which a yes or no is derived."""
FAR = 2.0
"""Uncertainties of every input within which an answer that does not change is taken for certain."""


class Theory(ABC):
    """Theory of superconductivity.

    Attributes:
        name: on the public list.
        aliases: other words for it, which a refusal of a name understands.
        title: in the field's own words.
        state: description of a superconductor in this theory.
        validity: where its closed forms hold.
        source: the text.
        parameters: numbers that the theory leaves open.
        silences: observable -> why the theory makes no statement about it.
    """

    name: ClassVar[str]
    aliases: ClassVar[tuple[str, ...]] = ()
    title: ClassVar[str]
    state: ClassVar[str]
    validity: ClassVar[str]
    source: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    silences: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def predict(
        self, observable: str, material: Material | None = None, conditions: Mapping[str, float] | None = None
    ) -> Prediction:
        """Return the theory's prediction: a value with equations, inputs and uncertainty, or silence with a reason.

        Args:
            observable: a name on the list of observables.
            material: from `onnes.materials`; None for a statement about superconductors in general.
            conditions: SI floats by name that replace or add to what the theory would use: conditions of the
                measurement ("field"), free parameters of the theory ("magnetic_moment"), quantities of the material
                ("london_depth_0").

        Raises:
            InputError: an unknown observable or condition, a condition that is not a finite number.
        """
        target, conditions = look_up(observable), conditions or {}
        self.check_conditions(conditions)
        given = Given(self.parameters, material, conditions)
        try:
            answer = self._answer(target, given)
        except (Silence, MissingDataError) as silence:
            missing = isinstance(silence, MissingDataError)
            return Prediction(
                self.name, target.name, _name(material), None, target.unit,
                inputs=given.inputs, free_parameters=given.free_parameters,
                reason=f"{MISSING}: {silence.got} is not {silence.expected}" if missing else str(silence),
            )  # fmt: skip
        origins = {name: note.get("inferred_from", ()) for name, note in (given.inputs | given.free_parameters).items()}
        fixed = [name for name, origin in origins.items()
                 if target.name in origin or (name in given.inputs and name in target.measured_as)]
        number = target.kind in ("number", "ratio")

        def evaluate(replaced: Mapping[str, float]) -> float:
            return float(self._answer(target, Given(self.parameters, material, conditions, replaced)).value)

        return Prediction(
            theory=self.name,
            observable=target.name,
            material=_name(material),
            value=answer.value,
            unit=target.unit,
            uncertainty=_propagated(evaluate, given.inputs | given.free_parameters) if number else None,
            probability=None if number else _probability(evaluate, given.inputs | given.free_parameters),
            factor=self._factor(evaluate, answer, given.free_parameters, conditions) if number else 1.0,
            equations=answer.equations,
            inputs=given.inputs,
            free_parameters=given.free_parameters,
            independent=answer.independent and not fixed,
            asserted=answer.asserted,
            outside=self.outside(material.family, material) if material is not None else "",
            reason=answer.reason or (f"uses the measured value in {' and '.join(fixed)}" if fixed else ""),
        )

    def required_parameters(
        self,
        observable: str,
        measured: float | bool,
        material: Material | None = None,
        conditions: Mapping[str, float] | None = None,
    ) -> tuple[Requirement, ...]:
        """Return the value of each free parameter for which the theory would give ``measured``.

        Args:
            observable: a name on the list.
            measured: SI number, sign or truth value.
            material, conditions: as in `predict`.

        Returns:
            The requirement, if the observable fixes a parameter of this theory; ``value`` is None, with a reason, where
                no value would do. Empty where it fixes none, where the tables lack an input, or if ``measured`` is
                False.

        Raises:
            InputError: as `predict`; and a measured number that is not finite and above zero.
        """
        target, conditions = look_up(observable), conditions or {}
        self.check_conditions(conditions)
        if not math.isfinite(measured):
            raise InputError("measured", measured, "a finite number")
        method = getattr(self, f"parameter_from_{target.name}", None)
        if method is None or measured is False:
            return ()
        if measured <= 0:
            raise InputError("measured", measured, "a number above zero")
        given = Given(self.parameters, material, conditions)
        try:
            needed: Needed = method(measured, given)
        except (Silence, MissingDataError):
            return ()
        parameter = next(one for one in self.parameters if one.name == needed.parameter)
        return (
            Requirement(
                self.name, parameter.name, target.name, _name(material), needed.value, _default(parameter, material),
                parameter.unit, needed.by, needed.equations, needed.reason,
            ),
        )  # fmt: skip

    def check_conditions(self, conditions: Mapping[str, float]) -> None:
        """Check names and values of conditions.

        Raises:
            InputError: an unknown condition, or one that is not a finite number in the range that makes sense.
        """
        from onnes.materials import QUANTITIES

        signed = {one.name for one in self.parameters if one.signed}
        limits = {one.name: one.at_most for one in self.parameters if one.at_most is not None}
        known = {*CONDITIONS, *QUANTITIES, *(one.name for one in self.parameters)}
        for name, value in conditions.items():
            if name not in known:
                raise unknown_name(f"condition of {self.name}", name, known)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
                raise InputError(name, value, "a finite number in SI units")
            if value <= 0 and (name not in signed or value == 0):
                raise InputError(name, value, "a number above zero")
            if value > limits.get(name, math.inf):
                raise InputError(name, value, f"a number of at most {limits[name]:g}")

    def outside(self, family: str, material: Material | None = None) -> str:
        """Return why materials of a family, or one of them, lie outside the theory's own range of validity, else ""."""
        return ""

    def as_dict(self) -> dict[str, Any]:
        """Return name, title, state, validity, source and parameters, JSON-ready."""
        words = {key: getattr(self, key) for key in ("name", "title", "state", "validity", "source")}
        return {**words, "parameters": [vars(one) for one in self.parameters]}

    def _answer(self, target: Observable, given: Given) -> Answer:
        if target.name in self.silences:
            raise Silence(self.silences[target.name])
        return getattr(self, target.name)(given)

    def _factor(
        self, evaluate: Evaluate, answer: Answer, used: Mapping[str, Any], conditions: Mapping[str, float]
    ) -> float:
        """Return the accuracy of an estimate, from its own factor and the ranges of its constants.

        It is exp of the root sum of squares of their logarithms.
        """
        logarithms = [math.log(answer.factor)]
        for one in self.parameters:
            if one.name in used and one.name not in conditions and one.low is not None and one.high is not None:
                ends = [evaluate({one.name: end}) / float(answer.value) for end in (one.low, one.high)]
                logarithms.append(max(abs(math.log(ratio)) for ratio in ends))
        return math.exp(math.hypot(*logarithms))


def _propagated(evaluate: Evaluate, inputs: Mapping[str, Mapping[str, Any]]) -> float | None:
    """Return the propagated uncertainty; None where no input has one or no step stays in the range of validity."""
    spread = {name: note["uncertainty"] for name, note in inputs.items() if note["uncertainty"]}
    if not spread:
        return None
    try:
        return math.hypot(*(_spread(evaluate, name, inputs[name]["value"], step) for name, step in spread.items()))
    except (Silence, ValueError, ZeroDivisionError):
        return None


def _probability(evaluate: Evaluate, inputs: Mapping[str, Mapping[str, Any]]) -> float | None:
    """Return the share of draws of the uncertain inputs, log-normal, with which the answer is that of their centres.

    It is 1, without draws, where no answer changes with all inputs moved by `FAR` uncertainties, up or down.
    """
    spread = {name: inputs[name]["uncertainty"] / abs(inputs[name]["value"]) for name in sorted(inputs)
              if inputs[name]["uncertainty"] and inputs[name]["value"]}
    if not spread:
        return None
    usual, random = evaluate({}), np.random.default_rng(0)

    def same(steps: Mapping[str, float]) -> bool | None:
        moved = {name: inputs[name]["value"] * math.exp(spread[name] * step) for name, step in steps.items()}
        try:
            return bool(evaluate(moved) == usual)
        except (Silence, ValueError, ZeroDivisionError):
            return None

    corners = (dict(zip(spread, steps, strict=True)) for steps in product((-FAR, FAR), repeat=len(spread)))
    if all(same(corner) is not False for corner in corners):
        return 1.0
    answers = [same({name: random.normal() for name in spread}) for _ in range(DRAWS)]
    given = [one for one in answers if one is not None]
    return sum(given) / len(given) if given else None


def _spread(evaluate: Evaluate, name: str, value: float, step: float) -> float:
    """Return what the uncertainty of one input brings, from one side where the other leaves the range of validity."""
    try:
        return half_difference(lambda x: evaluate({name: x}), value, step)
    except (Silence, ValueError, ZeroDivisionError):
        middle = evaluate({name: value})
        for side in (step, -step):
            try:
                return abs(evaluate({name: value + side}) - middle)
            except (Silence, ValueError, ZeroDivisionError):
                continue
        raise


def _name(material: Material | None) -> str:
    return material.name if material is not None else ""


def _default(parameter: Parameter, material: Material | None) -> float | None:
    if parameter.default is not None or material is None:
        return parameter.default
    from onnes.materials import QUANTITIES

    if parameter.name in QUANTITIES and material.has(parameter.name):
        return material.value(parameter.name).value
    return None

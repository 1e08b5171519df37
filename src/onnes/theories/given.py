"""Inputs of a theory, looked up by name and recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onnes.theories.conditions import CONDITIONS
from onnes.theories.parameter import Parameter
from onnes.theories.prediction import Silence

if TYPE_CHECKING:
    from onnes.materials import Material


class Given:
    """Look up names in the conditions, the theory's parameters and the material, in this order, and record each.

    ``given("london_depth_0")`` is an SI float.

    Raises:
        Silence: a material's quantity asked for where no material is named, or a free parameter that nothing fixes.
        MissingDataError: a quantity that is not in the material's table.
    """

    def __init__(
        self,
        parameters: Sequence[Parameter],
        material: Material | None,
        conditions: Mapping[str, float],
        replaced: Mapping[str, float] | None = None,
    ):
        self._parameters = {one.name: one for one in parameters}
        self._material, self._conditions = material, conditions
        self._replaced = replaced or {}
        self.inputs: dict[str, dict[str, Any]] = {}
        self.free_parameters: dict[str, dict[str, Any]] = {}

    def __call__(self, name: str) -> float:
        if name in self._replaced:
            return self._replaced[name]
        note = self._find(name)
        (self.free_parameters if name in self._parameters else self.inputs)[name] = note
        return note["value"]

    @property
    def material(self) -> Material:
        """The material itself, for questions that are not numbers."""
        if self._material is None:
            raise Silence("it depends on the material, and none is named")
        return self._material

    def _find(self, name: str) -> dict[str, Any]:
        parameter = self._parameters.get(name)
        if name in self._conditions:
            return _note(self._conditions[name], self._unit(name), "condition")
        if parameter and parameter.default is not None:
            return _note(parameter.default, parameter.unit, "parameter")
        if name in CONDITIONS:
            return _note(CONDITIONS[name].default, CONDITIONS[name].unit, "condition")
        if parameter and not self._in_tables(name):
            raise Silence(f"{name} ({parameter.meaning}) is free, and nothing in the theory fixes it")
        value = self.material.value(name)
        return _note(value.value, value.unit, value.kind, value.uncertainty, value.inferred_from)

    def _unit(self, name: str) -> str:
        from onnes.materials import QUANTITIES

        for known in (self._parameters, CONDITIONS, QUANTITIES):
            if name in known:
                return known[name].unit
        raise KeyError(name)

    @staticmethod
    def _in_tables(name: str) -> bool:
        from onnes.materials import QUANTITIES

        return name in QUANTITIES


def _note(
    value: float, unit: str, kind: str, uncertainty: float | None = None, inferred_from: Sequence[str] = ()
) -> dict[str, Any]:
    known = {"value": value, "unit": unit, "uncertainty": uncertainty, "kind": kind}
    return known | ({"inferred_from": list(inferred_from)} if inferred_from else {})

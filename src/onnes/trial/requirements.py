"""Values that measured facts require of a theory's free parameters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from onnes.trial.comparison import Comparison

if TYPE_CHECKING:
    from onnes.materials import Material
    from onnes.theories import Requirement, Theory


def requirements(
    theory: Theory, comparisons: Iterable[Comparison], materials: Mapping[str, Material]
) -> tuple[Requirement, ...]:
    """Return the values that the measured facts of the comparisons require of the theory's parameters.

    A fact about superconductors in general is applied to every material where the relation needs one.
    """
    found: list[Requirement] = []
    for one in comparisons:
        if one.theory != theory.name or one.fact is None or not one.fact.scored or isinstance(one.measured, str):
            continue
        if one.measured is None:
            continue
        found += required_by_fact(theory, one.observable, one.measured, one.material, materials)
    return tuple(dict.fromkeys(found))


def required_by_fact(
    theory: Theory, observable: str, measured: float | bool, material: str, materials: Mapping[str, Material],
    conditions: Mapping[str, float] | None = None,
) -> tuple[Requirement, ...]:
    """Return what one fact requires: of its material, or of every material where it names none.

    Args:
        theory, observable, measured, conditions: as in `Theory.required_parameters`.
        material: of the fact; "" for a fact about superconductors in general.
        materials: name -> material.
    """
    direct = theory.required_parameters(observable, measured, materials.get(material), conditions)
    if direct or material:
        return direct
    return tuple(r for one in materials.values()
                 for r in theory.required_parameters(observable, measured, one, conditions))


def by_parameter(demanded: Iterable[Requirement]) -> dict[tuple[str, str], list[Requirement]]:
    """Return the requirements grouped by theory and parameter."""
    groups: dict[tuple[str, str], list[Requirement]] = {}
    for one in demanded:
        groups.setdefault((one.theory, one.parameter), []).append(one)
    return groups


def spread(demanded: Iterable[Requirement]) -> float | None:
    """Return log10(largest/smallest) of the sizes required of one parameter, zero if one value satisfies all.

    A parameter that is the same for all materials (it has one default) must satisfy all facts; one that belongs to the
    material must satisfy all facts of that material, and the worst material counts. A lower bound ("at least") does not
    reduce the smallest value. None where no parameter has two facts.
    """
    demanded = tuple(demanded)
    if is_universal(demanded):
        return _decades(demanded)
    each = [_decades([r for r in demanded if r.material == name]) for name in {r.material for r in demanded}]
    return max((one for one in each if one is not None), default=None)


def is_universal(demanded: Iterable[Requirement]) -> bool:
    """Return True if the parameter is one number for all materials, so that the theory has one default for it."""
    defaults = {one.default for one in demanded}
    return len(defaults) == 1 and None not in defaults


def _decades(demanded: Iterable[Requirement]) -> float | None:
    sizes = [abs(one.value) for one in demanded if one.value]
    equal = [abs(one.value) for one in demanded if one.value and not is_bound(one)]
    return math.log10(max(sizes) / min(equal)) if equal and len(sizes) > 1 else None


def is_bound(one: Requirement) -> bool:
    """Return True if the fact requires this value or any larger one."""
    return one.reason == "at least"


def decades_from_default(one: Requirement) -> float | None:
    """Return log10 |value/default|, or None if either is missing or zero."""
    if not one.value or not one.default:
        return None
    return math.log10(abs(one.value / one.default))

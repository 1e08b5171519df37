"""Facts that are one piece of evidence: what one source says of one quantity counts once."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING

from onnes.materials import Material, materials
from onnes.theories import observable

if TYPE_CHECKING:
    from onnes.measurements import Fact


def evidence(fact: Fact) -> Hashable:
    """Return the piece of evidence to which a fact belongs.

    A yes or no of one source is one statement, of however many materials. A gap and its ratio to Tc are one
    measurement, as are all observables that are measured as the same quantities.
    """
    if isinstance(fact.value, bool):
        return fact.observable, fact.source
    quantities = frozenset(observable(fact.observable).measured_as)
    return quantities or fact.observable, fact.material, fact.source


def family(fact: Fact) -> str:
    """Return the family of a fact's material, "" for a fact about superconductors in general."""
    metal = material_of(fact)
    return metal.family if metal else fact.family


def material_of(fact: Fact) -> Material | None:
    """Return the material in the tables that a fact is about, if there is one."""
    return _by_name().get(fact.material)


@cache
def _by_name() -> dict[str, Material]:
    return {one.name: one for one in materials()}


def unrelated(one: Fact, other: Fact) -> bool:
    """Return True for facts of two materials, or of none, that are not the same piece of evidence.

    "MgB2" and "MgB2 (B||ab)" are one material.
    """
    first, second = (fact.material.partition(" (")[0] for fact in (one, other))
    return evidence(one) != evidence(other) and (first != second or not first)

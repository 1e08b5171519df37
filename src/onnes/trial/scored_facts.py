"""Facts used in a trial: the classic ones, and the measured values in the tables of the materials.

A number is stored once: properties of one material (its Tc, its gap, ...) are in `onnes.materials`, from which theories
also take their inputs, and become a `Fact` here. Where a table holds several values of one quantity, the preferred one
is used: a compilation that repeats a number is not a second measurement.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onnes.measurements import KINDS, Fact, facts
from onnes.measurements.tables import last_digit
from onnes.numerics.uncertainty import propagated
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from onnes.materials import Material
    from onnes.theories import Observable


def facts_on_trial(observables: Iterable[Observable], materials: Iterable[Material]) -> tuple[Fact, ...]:
    """Return every fact, scored or not, about the observables, for the materials and for superconductors in general."""
    observables, materials = tuple(observables), tuple(materials)
    chosen = {"", *(one.name for one in materials)}
    wanted = {one.name for one in observables}
    classic = tuple(f for f in facts() if f.observable in wanted and f.material in chosen)
    return classic + tuple(f for one in materials for f in facts_of_material(one, observables))


def facts_of_material(material: Material, observables: Iterable[Observable]) -> tuple[Fact, ...]:
    """Return the preferred tabulated value of each observable, as printed, with its kind.

    Of the quantities that determine an observable only the first, which is the measurement itself, is used. The one
    exception is the gap: tunnelling measures Delta, which tables print as 2 Delta/k Tc.
    """
    return tuple(found for one in observables if (found := _preferred(material, one)))


def _preferred(material: Material, one: Observable) -> Fact | None:
    row = next((r for r in material.rows if one.measured_as and r["quantity"] == one.measured_as[0]), None)
    if row is not None:
        return _fact(material, one, row)
    if one.name == "gap" and material.values("gap_ratio") and material.values("critical_temperature"):
        return _gap_from_ratio(material, one)
    return None


def _gap_from_ratio(material: Material, one: Observable) -> Fact:
    """Return Delta = (2 Delta/k Tc) k Tc / 2, with the uncertainties of ratio and Tc propagated."""
    ratio, critical = material.value("gap_ratio"), material.value("critical_temperature")

    def gap_from(two_delta_over_tc: float, tc: float) -> float:
        return two_delta_over_tc * BOLTZMANN * tc / 2

    gap = gap_from(ratio.value, critical.value)
    printed = next(r["value"] for r in material.rows if r["quantity"] == "gap_ratio")
    return Fact(
        id=f"{material.name}: {one.name}",
        observable=one.name,
        value=gap,
        unit="J",
        uncertainty=propagated(gap_from, (ratio, critical)) if ratio.uncertainty else None,
        last_digit=gap * last_digit(printed) / ratio.value,
        kind=ratio.kind,
        material=material.name,
        sample=material.phase,
        statement=one.meaning,
        source=ratio.source,
        checked=ratio.checked.partition(" ")[0],
        category="material",
        note=f"printed as 2 Delta/k Tc = {printed}",
    )


def _fact(material: Material, one: Observable, row: dict[str, str]) -> Fact:
    kind = "bound" if row["kind"] == "lower limit" else row["kind"]
    checked, _, rest = row["checked"].partition(" ")
    return Fact(
        id=f"{material.name}: {one.name}",
        observable=one.name,
        value=float(row["value"]),
        unit=row["unit"],
        uncertainty=float(row["uncertainty"]) if row["uncertainty"] else None,
        last_digit=last_digit(row["value"]),
        kind=kind if kind in KINDS else "derived",
        material=material.name,
        sample=material.phase,
        statement=one.meaning,
        source=row["source"],
        checked=checked,
        category="material",
        note="; ".join(filter(None, (row["note"], rest.strip("()") if checked == "partly" else ""))),
    )

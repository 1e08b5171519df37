"""Data files of the materials: rows in SI units, grouped by material."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple, cast

from onnes.materials.quantities import QUANTITIES
from onnes.materials.uncertainty import own_uncertainty
from onnes.materials.value import Kind, Value
from onnes.units import to_si

FILES = ("elements.csv", "compounds.csv")


class Sample(NamedTuple):
    """Formula, phase, family and pressure to which a group of rows belongs."""

    formula: str
    phase: str
    family: str
    pressure_GPa: str


Row = dict[str, str]


@cache
def samples() -> dict[Sample, tuple[Row, ...]]:
    """Return the rows of each material, phase, form and pressure, in the order of the files."""
    groups: dict[Sample, list[Row]] = {}
    for file in FILES:
        for row in read(file):
            sample = Sample(row["material"], row["phase"], row["family"], row["pressure_GPa"])
            groups.setdefault(sample, []).append(row)
    return {sample: tuple(rows) for sample, rows in groups.items()}


def read(file: str) -> list[Row]:
    """Return the rows of one data file, as text."""
    text = (resources.files("onnes.materials") / "data" / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def in_si(row: Row) -> Value:
    """Return the value of one row, converted to the SI unit of its quantity."""
    quantity = row["quantity"]
    unit = QUANTITIES[quantity].unit
    factor = unit_in_si(row["unit"], unit)
    return Value(
        value=float(row["value"]) * factor,
        uncertainty=own_uncertainty(quantity, row["kind"], row["value"], row["uncertainty"]) * factor,
        unit=unit,
        source=row["source"],
        checked=row["checked"],
        kind=cast(Kind, row["kind"]),
        note=row["note"],
        temperature=float(row["temperature_K"]) if row["temperature_K"] else None,
        inferred_from=tuple(row["inferred_from"].split()),
    )


@cache
def unit_in_si(unit: str, si: str) -> float:
    """Return the size of one ``unit`` in the unit ``si``."""
    return 1.0 if unit == si else to_si(f"1 {unit}", si, "unit")

"""Tables of facts in the package.

``classic_facts.csv``, ``trapped_flux.csv``, ``cavity_flux.csv`` and ``field_windows.csv``: one row is one fact.
Columns as the attributes of `Fact`; the unit "truth" marks a yes or no, the unit "text" marks words. Properties of one
material (transition temperature, critical field, gap, ...) are kept only in `onnes.materials`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onnes.errors import check_name, unknown_name
from onnes.measurements.fact import KINDS, Fact
from onnes.numerics.uncertainty import last_digit


def facts(observable: str | None = None, material: str | None = None, kind: str | None = None) -> tuple[Fact, ...]:
    """Return the facts of an observable, a material and a kind; a filter that is None selects all.

    Raises:
        InputError: a kind that is not in `KINDS`, an observable or a material without facts.
    """
    if kind is not None and kind not in KINDS:
        raise unknown_name("kind", kind, KINDS)
    if observable is not None and observable not in observables():
        raise unknown_name("observable", observable, observables())
    materials = {f.material for f in _all() if f.material}
    if material is not None and material not in materials:
        raise unknown_name("material", material, materials)
    wanted = {"observable": observable, "material": material, "kind": kind}
    return tuple(f for f in _all() if all(v is None or getattr(f, k) == v for k, v in wanted.items()))


def fact(id: str) -> Fact:
    """Return the fact of that id; raise InputError with the nearest ids if there is none."""
    by_id = {f.id: f for f in _all() + trapped_flux() + field_windows()}
    check_name("fact", id, by_id)
    return by_id[id]


def trapped_flux(observable: str | None = None) -> tuple[Fact, ...]:
    """Return what has been measured, or computed by others, of flux trapped in strips, films with moats and cavities.

    No theory of superconductivity is on trial here, so these facts are apart from `facts`.

    Raises:
        InputError: an observable without such facts.
    """
    every = _table("trapped_flux.csv") + _table("cavity_flux.csv")
    if observable is not None:
        check_name("observable", observable, {f.observable for f in every})
    return tuple(f for f in every if observable in (None, f.observable))


def field_windows() -> tuple[Fact, ...]:
    """Return edges of the fields between which samples are superconducting and below which they are not.

    They stand beside `facts`, which hold the yes or no that theories are asked for, with what a model of the window
    needs: temperature, distance of neighbours, exchange field.
    """
    return _table("field_windows.csv")


@cache
def observables() -> tuple[str, ...]:
    """Return the names of all observables that have facts."""
    return tuple(dict.fromkeys(f.observable for f in _all()))


def _all() -> tuple[Fact, ...]:
    return _table("classic_facts.csv")


@cache
def _table(name: str) -> tuple[Fact, ...]:
    table = files("onnes.measurements").joinpath(name).read_text(encoding="utf-8")
    return tuple(_fact(row) for row in csv.DictReader(table.splitlines()))


def _fact(row: Mapping[str, str]) -> Fact:
    words: dict[str, Any] = {key: row[key] for key in row if key not in ("value", "uncertainty", "unit")}
    if row["unit"] == "text":
        return Fact(value=row["value"], **words)
    if row["unit"] == "truth":
        return Fact(value={"yes": True, "no": False}[row["value"]], **words)
    return Fact(
        value=float(row["value"]),
        unit=row["unit"],
        uncertainty=float(row["uncertainty"]) if row["uncertainty"] else None,
        last_digit=last_digit(row["value"]),
        **words,
    )

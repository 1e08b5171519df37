"""List of materials, and their look-up by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onnes.errors import door, unknown_name
from onnes.materials import tables
from onnes.materials.material import Material


@door
def material(name: str | Material) -> Material:
    """Return the material of a name, in any case: "Pb", "lead", "Hg beta", "mercury", "MgB2", "YBCO".

    A bare symbol or formula is the first phase or form in the tables (Hg: alpha; MgB2: field along c).

    Raises:
        InputError: no such material; the message gives the nearest names.
    """
    if isinstance(name, Material):
        return name
    found = _by_alias().get(_folded(name)) if isinstance(name, str) else None
    if found is None:
        also = (row["other"] for row in tables.read("names.csv"))
        raise unknown_name("material", name, [*names(), *(one.english_name for one in materials()), *also])
    return found


def names() -> tuple[str, ...]:
    """Return the names of all materials: elements, then compounds, in the order of the tables."""
    return tuple(one.name for one in materials())


@cache
def materials() -> tuple[Material, ...]:
    """Return all materials: phases of elements, and compounds in a form, direction or pressure."""
    english = {row["formula"]: row["name"] for row in tables.read("names.csv")}
    made: dict[str, Material] = {}
    for sample, rows in tables.samples().items():
        name = sample.formula if sample.formula not in made else _full_name(sample)
        made[name] = Material(name, sample.formula, sample.phase, english.get(sample.formula, ""), sample.family,
                              float(sample.pressure_GPa) * 1e9, rows)
    return tuple(made.values())


def _full_name(sample: tables.Sample) -> str:
    """Return "Hg beta" for an element, "MgB2 (B||ab)" for a compound."""
    return f"{sample.formula} {sample.phase.split()[0]}" if sample.family == "element" else (
        f"{sample.formula} ({sample.phase})"
    )


@cache
def _by_alias() -> dict[str, Material]:
    aliases: dict[str, Material] = {}
    for one in materials():
        for alias in _aliases(one):
            aliases.setdefault(_folded(alias), one)
    return aliases


def _aliases(one: Material) -> Iterator[str]:
    """Yield names from the most to the least specific; each belongs to the first material that has it."""
    yield one.name
    others = {row["formula"]: row["other"] for row in tables.read("names.csv")}
    for stem in filter(None, (one.formula, one.english_name, others.get(one.formula, ""))):
        yield stem
        yield f"{stem} {one.phase}"
        for word in re.findall(r"[\w|]+", one.phase):
            yield f"{stem} {word}"


def _folded(name: str) -> str:
    """Return the name without the case, hyphens, spaces, commas and brackets that do not distinguish materials."""
    return re.sub(r"[\s,()-]+", "", name.casefold())

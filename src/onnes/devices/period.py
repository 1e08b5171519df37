"""Periodic devices: an outline that is one cell of a pattern without end."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely

from onnes.drives import AppliedField, applied_field
from onnes.errors import InputError
from onnes.geometry import Shape
from onnes.plots import in_words, prefixed
from onnes.units import positive_si
from onnes.units.constants import FLUX_QUANTUM

Period = tuple[float | None, float | None]
"""Lengths along x and y in metres; None along a direction in which the device ends."""

_SAME = 1e-6
"""Relative difference of lengths, and of fluxes, that is rounding of what was given."""


def period_of(given: Any, outline: Shape) -> Period:
    """Return the period that a user means.

    Args:
        given: (a, b), each a length or None; None for a device that ends on all sides.

    Raises:
        InputError: no pair of lengths; an outline that is no rectangle, or does not fill the period.
    """
    if given is None:
        return None, None
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise InputError("period", given, "two lengths (a, b) along x and y, None where the device does not repeat")
    low_x, low_y, high_x, high_y = outline.bounds
    sides = high_x - low_x, high_y - low_y
    period = tuple(None if each is None else positive_si(each, "m", "period") for each in given)
    if len(shapely.get_parts(outline.region)) > 1 or not shapely.Polygon(
            shapely.get_parts(outline.region)[0].exterior).equals(outline.region.envelope):
        raise InputError("outline", "a shape that does not fill its period",
                         "a rectangle, one cell of the pattern, perhaps with holes in it",
                         "Move the cell so that no hole crosses its rim; draw what else differs within it by "
                         "disorder=..., a function of place.")
    for length, side, name, typed in zip(period, sides, ("width", "height"), given, strict=True):
        if length is not None and not math.isclose(length, side, rel_tol=_SAME):
            raise InputError("period", typed, f"the {name} of the outline, {in_words(side, 'm')}",
                             "The outline is one cell: onnes.rectangle(a, b) with period=(a, b).")
    return tuple(side if length is not None else None for length, side in zip(period, sides, strict=True))  # type: ignore[return-value]


def shifts_of(period: Period, cells: tuple[int, int]) -> list[tuple[float, float]]:
    """Return the places of cells along x and y from the first one, in metres."""
    a, b = (length or 0.0 for length in period)
    return [(a * i, b * j) for i in range(cells[0]) for j in range(cells[1])]


def field_of_quanta(period: Period, quanta: int) -> float:
    """Return the mean field that puts ``quanta`` flux quanta through a cell a x b, n Phi_0/(a b), in tesla.

    Raises:
        InputError: a device that ends in a direction, and so takes any flux.
    """
    a, b = period
    if a is None or b is None:
        raise InputError("period", period, "a period in both directions",
                         "In a device that ends in one of them the flux is not quantised: give any field.")
    return quanta * FLUX_QUANTUM / (a * b)


def field_in_cells(field: AppliedField, period: Period) -> AppliedField:
    """Return the field of a periodic device, in one that repeats in both directions with a whole flux exactly.

    Raises:
        InputError: a field that depends on place; in a device that repeats in both directions one that changes with
            time, or whose flux through a cell is no whole number of flux quanta.
    """
    if not field.uniform:
        raise InputError("field", field.describe(), "a uniform field", "A periodic device repeats, and so must B.")
    if None in period:
        return field
    if not field.steady:
        raise InputError("field", field.describe(), "a field that does not change with time",
                         "The flux through a periodic cell is quantised and stays; run each field from the start.")
    B = field.vector(0.0)
    one = field_of_quanta(period, 1)
    quanta = B[2] / one
    if abs(quanta - round(quanta)) > _SAME * max(1.0, abs(quanta)):
        below, above = math.floor(quanta), math.ceil(quanta)
        factor, unit = prefixed(B[2], "T")
        raise InputError("field", f"{in_words(B[2], 'T')}, {quanta:.6g} flux quanta through a period",
                         "a whole number of them: " + ", ".join(f"{number} in {number * one * factor:.9g} {unit}"
                                                                for number in (below, above)),
                         "Write field=device.field_of(quanta), or choose another period.")
    return applied_field((float(B[0]), float(B[1]), round(quanta) * one)) if np.any(B) else field

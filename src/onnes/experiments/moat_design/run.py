"""Expulsion fields of all designs, each from one run of many replicas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.problems.vortex_kinetics import (
    Expulsion,
    cool_layout,
    expulsion,
    left,
    network,
    plane_with_moats,
    series_of_fields,
)
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.moat_design import Design, MoatDesign

_CELLS = 2.3
"""Cells across the narrowest part of a moat or gap."""
_COARSEST = 8
"""Fewest cells per pitch."""


def measure(inputs: MoatDesign, progress: Progress) -> Measurement:
    """Return expulsion field and area lost of every design, and which are on the Pareto front."""
    designs = inputs.designs()
    largest = max(_spacing(each) for each in designs)
    found, rates = [], []
    for number, design in enumerate(designs):
        def told(share: float, message: str, number: int = number) -> None:
            progress((number + share) / len(designs), f"design {number + 1} of {len(designs)}, {message}")

        expelled, rate = _expulsion(inputs, design, (largest / _spacing(design)) ** 2, told)
        found.append(expelled)
        rates.append(rate)
    field = np.array([np.nan if each.value is None else each.value for each in found])
    spread = np.array([np.nan if each.uncertainty is None else each.uncertainty for each in found])
    area = np.array([each.area_lost for each in designs])
    front = on_front(area, field)
    missing = "; ".join(sorted({each.absent for each in found if each.absent}))
    arrays = {
        "pitch": Array(np.array([each.pitch for each in designs]), ("design",), "m", "pitch"),
        "moat": Array(np.array([each.moat for each in designs]), ("design",), "m", "side of a square of a moat's area"),
        "aspect": Array(np.array([each.aspect for each in designs]), ("design",), "", "length of a moat over width"),
        "area_lost": Array(area, ("design",), "", "share of the area that moats take"),
        "expulsion_field": Array(field, ("design",), "T", "expulsion field", missing),
        "uncertainty": Array(spread, ("design",), "T", "of the expulsion field", missing),
        "front": Array(front, ("design",), "", "on the Pareto front"),
    }
    warnings = tuple(f"Pitch {each.pitch:.3g} m, moat {each.moat:.3g} m, aspect {each.aspect:g}: {one.absent}."
                     for each, one in zip(designs, found, strict=True) if one.absent)
    return Measurement(_readings(designs, field, spread, front, max(rates)), arrays, "converged", warnings)


def on_front(area: np.ndarray, field: np.ndarray) -> np.ndarray:
    """Return whether no other design has a larger field at no more area, or the same field at less."""
    better = (area <= area[:, None]) & (field >= field[:, None]) & ((area < area[:, None]) | (field > field[:, None]))
    return np.isfinite(field) & ~np.any(better, axis=1)


def _spacing(design: Design) -> float:
    length = design.width * design.aspect
    return min(design.width / _CELLS, (design.pitch - length) / _CELLS, design.pitch / _COARSEST)


def _expulsion(inputs: MoatDesign, design: Design, more: float, progress: Progress) -> tuple[Expulsion, float]:
    """Return the expulsion field of a design and the rate at which it was cooled in effect."""
    progress(0.0, "interactions of all places")
    frame = design.pitch - design.width * design.aspect  # metal outside of the last moats, as much as between them
    outline = plane_with_moats(inputs.count * design.pitch + frame, design.pitch, design.width, design.aspect)
    net = network(outline, inputs.thickness, spacing=_spacing(design))
    fields = series_of_fields(net, inputs.fields)
    frozen = cool_layout(net, inputs.metal(), np.repeat(fields, inputs.repeats), inputs.cooling_rate, seed=inputs.seed,
                         hops=inputs.hops * more, progress=progress)
    return expulsion(fields, left(frozen, net).reshape(-1, inputs.repeats)), inputs.cooling_rate * frozen.slowed


def _readings(designs: list[Design], field: np.ndarray, spread: np.ndarray, front: np.ndarray, rate: float
              ) -> dict[str, Reading]:
    read = {"designs": Reading(len(designs), "", None, "designs with room for their moats"),
            "effective_cooling_rate": Reading(rate, "K/s", None, "rate of cooling of which the runs are")}
    if np.any(front):
        best = int(np.nanargmax(field))
        chosen = designs[best]
        read |= {
            "largest_expulsion_field": Reading(field[best], "T", spread[best], "of all designs"),
            "its_area_lost": Reading(chosen.area_lost, "", None, "share of the area that its moats take"),
            "its_pitch": Reading(chosen.pitch, "m", None, "distance of its moats"),
            "its_moat": Reading(chosen.moat, "m", None, "side of a square of the area of its moats"),
            "its_aspect": Reading(chosen.aspect, "", None, "length of its moats over their width"),
            "designs_on_front": Reading(int(np.sum(front)), "", None, "designs on the Pareto front"),
        }
    ratio = _slits_over_squares(designs, field)
    read["slits_over_squares"] = Reading(ratio, "", None, "expulsion field of the longest moats over that of squares "
                                         "of the same area and pitch, geometric mean", "no such pair was reached")
    return read


def _slits_over_squares(designs: list[Design], field: np.ndarray) -> float | None:
    groups: dict[tuple[float, float], dict[float, float]] = {}
    for design, value in zip(designs, field, strict=True):
        if np.isfinite(value):
            groups.setdefault((design.pitch, design.moat), {})[design.aspect] = float(value)
    logs = [np.log(of[max(of)] / of[1.0]) for of in groups.values() if 1.0 in of and max(of) > 1]
    return float(np.exp(np.mean(logs))) if logs else None

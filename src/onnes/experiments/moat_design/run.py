"""Expulsion fields of all designs, each from a coarse and a fine series of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.moat_design.crossing import crossing
from onnes.experiments.moat_design.trends import distinct, on_front, power_of_pitch, slits_over_squares
from onnes.problems.vortex_kinetics import Expulsion, FrozenLayout, Network, cool_layout, network, plane_with_moats
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.moat_design import Design, MoatDesign

_COARSE = (0.4, 2.6, 6, 2)
"""First series: least and largest field over Phi_0/W^2, fields, runs in each."""
_AROUND, _FINE = 1.4, 3
"""Largest field of a fine series over the answer of all series before; how many fine ones at most."""


def measure(inputs: MoatDesign, progress: Progress) -> Measurement:
    """Return expulsion field and area lost of every design, which are on the Pareto front, and trends."""
    designs, found, widths, rates = inputs.designs(), [], [], []
    for number, design in enumerate(designs):
        def told(share: float, message: str, number: int = number) -> None:
            progress((number + share) / len(designs), f"design {number + 1} of {len(designs)}, {message}")

        expelled, width, rate = _expulsion(inputs, design, told)
        found.append(expelled)
        widths.append(width)
        rates.append(rate)
    field = np.array([np.nan if each.value is None else each.value for each in found])
    spread = np.array([np.nan if each.uncertainty is None else each.uncertainty for each in found])
    pitch, area, aspect = (np.array(each) for each in zip(*designs, strict=True))
    width = np.array(widths)
    missing = "; ".join(sorted({each.absent for each in found if each.absent}))
    arrays = {
        "pitch": Array(pitch, ("design",), "m", "pitch"),
        "area_lost": Array(area, ("design",), "", "share of the area that moats take"),
        "aspect": Array(aspect, ("design",), "", "length of a moat over its width"),
        "moat_width": Array(np.array([each.width for each in designs]), ("design",), "m", "width of a moat"),
        "moat_length": Array(np.array([each.length for each in designs]), ("design",), "m", "length of a moat"),
        "metal_width": Array(width, ("design",), "m", "W, diameter of the largest circle in the metal"),
        "expulsion_field": Array(field, ("design",), "T", "expulsion field", missing),
        "expulsion_field_w2": Array(field * width**2 / FLUX_QUANTUM, ("design",), "", "over Phi_0/W^2", missing),
        "uncertainty": Array(spread, ("design",), "T", "of the expulsion field", missing),
        "front": Array(on_front(area, field), ("design",), "", "on the Pareto front"),
    }
    warnings = tuple(f"{_named(each)}: {one.absent}." for each, one in zip(designs, found, strict=True) if one.absent)
    if out := [_named(each) for each in inputs.all_designs() if each not in designs]:
        warnings += (f"Moats or gaps too narrow, left out: {'; '.join(out)}.",)
    return Measurement(_readings(arrays, max(rates)), arrays, "converged", warnings)


def _named(design: Design) -> str:
    return f"pitch {design.pitch * 1e6:.3g} um, share {design.share:.3g}, aspect {design.aspect:.3g}"


def _expulsion(inputs: MoatDesign, design: Design, progress: Progress) -> tuple[Expulsion, float, float]:
    """Return the expulsion field of a design, W, and the rate at which it was cooled in effect."""
    from onnes.experiments.moat_design import COARSEST

    progress(0.0, "interactions of all places")
    frame = design.pitch - design.length  # metal outside of the last moats, as much as between them
    outline = plane_with_moats(inputs.count * design.pitch + frame, design.pitch, design.width, design.aspect)
    net = network(outline, inputs.thickness, spacing=design.pitch / design.cells)
    hops = inputs.hops * (design.cells / COARSEST) ** 2
    random = np.random.default_rng([inputs.seed, round(design.pitch * 1e12), *(round(x * 1e6) for x in design[1:])])
    level = inputs.tolerated * (inputs.count - 1) ** 2

    def counted(fields: np.ndarray, repeats: int, start: float) -> tuple[FrozenLayout, list[np.ndarray]]:
        frozen = cool_layout(net, inputs.metal(), np.repeat(fields, repeats), inputs.cooling_rate, hops=hops,
                             seed=int(random.integers(2**32)),
                             progress=lambda share, message: progress(start + (1 - start) * share, message))
        return frozen, list(_between_moats(frozen, net, design.pitch, inputs.count).reshape(-1, repeats))

    low, high, many, few = _COARSE
    fields = np.geomspace(low, high, many) * FLUX_QUANTUM / net.width**2
    frozen, counts = counted(fields, few, 0.0)
    found = crossing(fields, counts, level, random)
    for _ in range(_FINE):
        if found.value is None:
            break
        series = np.geomspace(found.value / _AROUND, found.value * _AROUND, inputs.fields)
        frozen, left = counted(series, inputs.repeats, 0.2)
        fields, counts = np.append(fields, series), counts + left
        order = np.argsort(fields, kind="stable")
        found = crossing(fields[order], [counts[k] for k in order], level, random)
        if found.value is not None and series[0] < found.value < series[-1]:
            break
    return found, net.width, inputs.cooling_rate * frozen.slowed


def _between_moats(frozen: FrozenLayout, net: Network, pitch: float, count: int) -> np.ndarray:
    """Return vortices and antivortices left between the centres of the outermost moats, shape (runs,)."""
    half = 0.5 * (count - 1) * pitch
    inner = np.flatnonzero((np.abs(net.landscape.x) < half) & (np.abs(net.landscape.y) < half))
    return np.sum(np.abs(frozen.quanta[:, inner]), axis=1)


def _readings(arrays: dict[str, Array], rate: float) -> dict[str, Reading]:
    pitch, area, aspect, field, spread, front = (arrays[name].values for name in (
        "pitch", "area_lost", "aspect", "expulsion_field", "uncertainty", "front"))
    read = {"designs": Reading(len(field), "", None, "designs with moats and gaps that are resolved"),
            "effective_cooling_rate": Reading(rate, "K/s", None, "rate of cooling of which the runs of the least pitch "
                                              "are; others as 1/pitch^2")}
    if np.any(front):
        best = int(np.nanargmax(field))
        read |= {
            "largest_expulsion_field": Reading(float(field[best]), "T", float(spread[best]), "of all designs"),
            "its_area_lost": Reading(float(area[best]), "", None, "share of the area that its moats take"),
            "its_pitch": Reading(float(pitch[best]), "m", None, "distance of its moats"),
            "its_aspect": Reading(float(aspect[best]), "", None, "length of its moats over their width"),
            "designs_on_front": Reading(int(np.sum(front)), "", None, "designs on the Pareto front"),
            "distinct_on_front": Reading(distinct(area[front], field[front], spread[front]), "", None,
                                         "of them those that exceed the one before by two standard errors"),
        }
    inner = arrays["expulsion_field_w2"].values
    if np.any(np.isfinite(inner)):
        mean, scatter = float(np.nanmean(inner)), float(np.nanstd(inner))
        read["expulsion_field_w2"] = Reading(mean, "", scatter, "expulsion field over Phi_0/W^2, W the diameter of the "
                                             "largest circle in the metal; mean and scatter of the designs")
    logarithm = spread / field
    ratio, error = slits_over_squares(pitch, area, aspect, field, logarithm)
    read["slits_over_squares"] = Reading(ratio, "", error, "expulsion field of the longest moats over that of squares "
                                         "of the same area and pitch, geometric mean", "no such pair was reached")
    power, error = power_of_pitch(pitch, area, aspect, field, logarithm)
    read["power_of_pitch"] = Reading(power, "", error, "power of the pitch in the expulsion field of designs that are "
                                     "alike", "no two designs that are alike were reached")
    return read

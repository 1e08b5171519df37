"""Picture and film of a thin film."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw condensate and sheet current at four times (top); density, vortices, moment or voltage, heats."""
    from onnes.plots import curves, field_map, figure, in_words

    rows = [[f"{name}{column}" for column in range(4)] for name in ("density", "sheet_current")]
    still, axes = figure(mosaic=[*rows, ["count", "count", "ledger", "ledger"]], size=(12.5, 9.0))
    times, unit = result.arrays["time"].values, result.arrays["time"].unit
    last = len(times) - 1
    panels = _panels(result)
    for column, index in enumerate([min(max(1, last // 20), last), last // 4, last // 2, last]):
        for name in ("density", "sheet_current"):
            title = f"t = {in_words(times[index], unit)}" if name == "density" else ""
            field_map(axes[f"{name}{column}"], panels[name](index), title=title, colour_bar=column == 3)
    driven = _number(result, "current") != 0
    shown = {"mean density of pairs": result.arrays["mean_density"].values,
             "vortices, over the most there were": _over_largest(result.arrays["vortices"].values),
             ("voltage" if driven else "moment") + ", over its largest":
                 _over_largest(result.arrays["voltage" if driven else "moment"].values)}
    curves(axes["count"], times, shown, x_label="time", x_unit=unit)
    ledger = {name.replace("_", " "): result.arrays[name].values
              for name in ("source_work", "relaxation_heat", "joule_heat")}
    energy = result.arrays["energy"].values
    of_energy = result.arrays["energy"].unit
    curves(axes["ledger"], times, {"change of the free energy": energy - energy[0]} | ledger, x_label="time",
           x_unit=unit, label="energy" if of_energy else "energy (reduced)", unit=of_energy)
    still.suptitle(_sentence(result))
    return still


def film(result: Result, path: Path) -> None:
    """Write a film of condensate and sheet current side by side."""
    from onnes.plots import render_frames, write_film

    panels = _panels(result)
    frames = render_frames([panels["density"](None), panels["sheet_current"](None)], result.arrays["time"].values,
                           title=_sentence(result), time_unit=result.arrays["time"].unit)
    write_film(frames, path, fps=20)


def _panels(result: Result):
    from onnes.plots import panel

    inside = result.arrays["inside"].values.T
    outline = None if np.all(inside > 0) else inside
    current = result.arrays["sheet_current"].values
    highest = float(np.quantile(current[len(current) // 10:], 0.999)) or 1.0
    return {
        "density": lambda index: panel(result, "density", frame=index, kind="density", limits=(0.0, 1.0),
                                       outline=outline, label="|ψ|²"),
        "sheet_current": lambda index: panel(result, "sheet_current", frame=index, limits=(0.0, highest),
                                             outline=outline, label="|K|"),
    }


def _over_largest(values: np.ndarray) -> np.ndarray:
    return values / max(float(np.max(np.abs(values))), 1e-300)


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    inputs, x, y = result.inputs, result.arrays["x"], result.arrays["y"]
    length, height = (in_words(float(np.ptp(axis.values)), axis.unit) for axis in (x, y))
    outline = {"square": f"square of {length}" if length == height else f"strip of {length} × {height}",
               "disc": f"disc of {length}"}.get(inputs["outline"], "polygon")
    field = in_words(inputs["field"]["value"], "T") if inputs["field"] else f"{inputs['induction']:g} Bc2"
    current = _number(result, "current")
    driven = f", current {in_words(current, 'A' if result.material else '')}" if current else ""
    screening = "no self-field" if inputs.get("pearl_over_xi") is None else f"Λ = {inputs['pearl_over_xi']:g} ξ"
    if inputs["thickness"]:
        screening = f"{in_words(inputs['thickness']['value'], 'm')} thick"
    return (f"Film{' of ' + result.material if result.material else ''}, {outline}, B = {field}{driven}, "
            f"γ = {inputs['gamma']:g}, {screening}")


def _number(result: Result, name: str) -> float:
    """Return an input that has a unit where a material is given."""
    given = result.inputs[name]
    return float(given["value"] if isinstance(given, Mapping) else given)

"""Picture and film of a thin film."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw condensate and sheet current at four times (top); density, vortices, moment or voltage, heats."""
    from onnes.plots import curves, field_map, figure

    rows = [[f"{name}{column}" for column in range(4)] for name in ("density", "sheet_current")]
    still, axes = figure(mosaic=[*rows, ["count", "count", "ledger", "ledger"]], size=(12.5, 9.0))
    times = result.arrays["time"].values
    last = len(times) - 1
    panels = _panels(result)
    for column, index in enumerate([min(max(1, last // 20), last), last // 4, last // 2, last]):
        for name in ("density", "sheet_current"):
            title = f"t = {times[index]:.4g} τ₀" if name == "density" else ""
            field_map(axes[f"{name}{column}"], panels[name](index), title=title, colour_bar=column == 3)
    driven = result.inputs["current"] != 0
    shown = {"mean density of pairs": result.arrays["mean_density"].values,
             "vortices, over the most there were": _over_largest(result.arrays["vortices"].values),
             ("voltage" if driven else "moment") + ", over its largest":
                 _over_largest(result.arrays["voltage" if driven else "moment"].values)}
    curves(axes["count"], times, shown, x_label="time", x_unit="τ₀")
    ledger = {name.replace("_", " "): result.arrays[name].values
              for name in ("source_work", "relaxation_heat", "joule_heat")}
    energy = result.arrays["energy"].values
    curves(axes["ledger"], times, {"change of the free energy": energy - energy[0]} | ledger, x_label="time",
           x_unit="τ₀", label="energy (reduced)")
    still.suptitle(_sentence(result))
    return still


def film(result: Result, path: Path) -> None:
    """Write a film of condensate and sheet current side by side."""
    from onnes.plots import render_frames, write_film

    panels = _panels(result)
    frames = render_frames([panels["density"](None), panels["sheet_current"](None)], result.arrays["time"].values,
                           title=_sentence(result), time_unit="τ₀")
    write_film(frames, path, fps=20)


def _panels(result: Result):
    from onnes.plots import panel

    inside = result.arrays["inside"].values.T
    whole = bool(np.all(inside > 0))
    on_faces = 0.25 * (inside[1:, 1:] + inside[1:, :-1] + inside[:-1, 1:] + inside[:-1, :-1])
    current = result.arrays["sheet_current"].values
    highest = float(np.quantile(current[len(current) // 10:], 0.999)) or 1.0
    return {
        "density": lambda index: panel(result, "density", frame=index, kind="density", limits=(0.0, 1.0),
                                       outline=None if whole else inside, label="|ψ|²"),
        "sheet_current": lambda index: panel(result, "sheet_current", frame=index, limits=(0.0, highest),
                                             outline=None if whole else on_faces, label="|K|"),
    }


def _over_largest(values: np.ndarray) -> np.ndarray:
    return values / max(float(np.max(np.abs(values))), 1e-300)


def _sentence(result: Result) -> str:
    inputs = result.inputs
    length, aspect = inputs["size_over_xi"], inputs["aspect"]
    outline = {"square": f"square of {length:g} ξ" if aspect == 1 else f"strip of {length:g} × {length / aspect:g} ξ",
               "disc": f"disc of {length:g} ξ"}.get(inputs["outline"], "polygon")
    screening = "no self-field" if inputs["pearl_over_xi"] is None else f"Λ = {inputs['pearl_over_xi']:g} ξ"
    current = f", current {inputs['current']:g}" if inputs["current"] else ""
    return f"Film, {outline}, B = {inputs['induction']:g} Bc2{current}, γ = {inputs['gamma']:g}, {screening}"

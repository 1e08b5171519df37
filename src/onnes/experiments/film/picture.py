"""Picture and film of a thin film."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.geometry import disc, rectangle, shape
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.plots import Panel


_REDUCED = {"sheet_current": "Φ₀/2πμ₀ξΛ", "voltage": "Φ₀/2πτ₀", "moment": "Φ₀ξ²/2πμ₀Λ"}
"""Units of a film without a material."""
_SWITCHING = 0.1
"""Share of the run, at its start, whose voltage and currents, those of switching on, may lie beyond the axes."""


def picture(result: Result) -> Figure:
    """Draw condensate and sheet current at four times; density, vortices, moment or voltage, and the energies."""
    from onnes.plots import curves, field_map, figure, in_words, mark_current, mark_field

    series = ("pairs", "vortices", "answer", "ledger")
    rows = [[f"{name}{column}" for column in range(4)] for name in ("density", "sheet_current")]
    proportion = float(np.clip(np.ptp(result.arrays["y"].values) / np.ptp(result.arrays["x"].values), 0.4, 1.6))
    still, axes = figure(mosaic=[*rows, list(series)], size=(13.5, 3.6 + 5.4 * proportion), title=_sentence(result),
                         height_ratios=(proportion, proportion, 1.2))
    times, unit = result.arrays["time"].values, result.arrays["time"].unit
    for column, index in enumerate(_moments(result)):
        for name, shown in _panels(result, index).items():
            title = f"t = {in_words(times[index], unit)}" if name == "density" else ""
            field_map(axes[f"{name}{column}"], shown, title=title, colour_bar=column == 3, ticks=False)
        mark_field(axes[f"density{column}"])
        if _number(result, "current"):
            mark_current(axes[f"sheet_current{column}"])
    answer = "voltage" if _number(result, "current") else "moment"
    shown = {"pairs": ("mean_density", "mean density of pairs |ψ|²", "Pairs"),
             "vortices": ("vortices", "number of vortices", "Vortices"),
             "answer": (answer, answer, answer.capitalize())}
    for place, (name, label, title) in shown.items():
        array = result.arrays[name]
        if not array.unit and name in _REDUCED:
            label += f" ({_REDUCED[name]})"
        curves(axes[place], times, {"": array.values}, x_label="time", x_unit=unit, label=label, unit=array.unit,
               title=title)
    axes["pairs"].set_ylim(0, 1.05)
    axes["vortices"].locator_params(axis="y", integer=True)
    most = float(np.max(np.abs(result.arrays["vortices"].values))) or 1.0
    axes["vortices"].set_ylim(bottom=min(0.0, axes["vortices"].get_ylim()[0]), top=1.1 * most)
    _leave_out_switching(axes["answer"])
    energy = result.arrays["energy"]
    entries = {"free energy, change": energy.values - energy.values[0],
               "less work of source": -result.arrays["source_work"].values,
               "heat of ψ": result.arrays["relaxation_heat"].values, "Joule heat": result.arrays["joule_heat"].values}
    entries["sum"] = np.sum(list(entries.values()), axis=0)
    curves(axes["ledger"], times, entries, x_label="time", x_unit=unit, unit=energy.unit, title="Balance of energy",
           label="energy" if energy.unit else "energy (reduced unit)")
    axes["ledger"].lines[-1].set(color="black", linestyle="--", linewidth=1.2)
    _write_legend(axes["ledger"])
    return still


def _write_legend(ax: Axes) -> None:
    """Write the legend above the curves, where there is room for it."""
    from onnes.plots import style

    low, high = ax.get_ylim()
    ax.set_ylim(low, high + 0.65 * (high - low))
    with style():
        ax.legend(loc="upper left", fontsize=8)


def _leave_out_switching(ax: Axes) -> None:
    """Limit the axis to what follows the moment of switching on."""
    values = np.asarray(ax.lines[0].get_ydata())
    later = values[int(_SWITCHING * len(values)):]
    low, high = min(0.0, float(np.min(later))), max(0.0, float(np.max(later)))
    if high > low:
        ax.set_ylim(low - 0.05 * (high - low), high + 0.05 * (high - low))


def _moments(result: Result) -> list[int]:
    """Return four frames: shortly after the start, as vortices enter, halfway from there to the end, the last."""
    vortices = result.arrays["vortices"].values != 0
    last = len(vortices) - 1
    entry = int(np.argmax(vortices)) if vortices.any() and not vortices[:1].all() else last // 3
    return [min(max(1, last // 20), last), entry, (entry + last) // 2, last]


def film(result: Result, path: Path) -> None:
    """Write a film of condensate and sheet current side by side."""
    from onnes.plots import parameters, render_frames, write_film

    frames = render_frames(list(_panels(result, slice(None)).values()), result.arrays["time"].values,
                           title=_sentence(result), time_unit=result.arrays["time"].unit, caption=parameters(result))
    write_film(frames, path, fps=20)


def _panels(result: Result, frame: int | slice) -> dict[str, Panel]:
    """Return the maps of pairs and of the sheet current K at a frame, or at all frames of a slice."""
    from onnes.plots import filled, panel

    inside, region = result.arrays["inside"].values > 0, _region(result)
    current = result.arrays["sheet_current"].values
    highest = float(np.quantile(current[int(_SWITCHING * len(current)):], 0.999)) or 1.0
    label = "|K|" + (f" ({_REDUCED['sheet_current']})" if not result.arrays["sheet_current"].unit else "")

    def shown(name: str, **how: Any) -> Panel:
        made = panel(result, name, region=region, **how)
        values = filled(result.arrays[name].values[frame], inside)
        return replace(made, values=np.swapaxes(values, -1, -2))

    return {"density": shown("density", kind="density", limits=(0.0, 1.0), label="pairs |ψ|²"),
            "sheet_current": shown("sheet_current", limits=(0.0, highest), label=label)}


def _region(result: Result) -> Any:
    """Return the film as a shapely region in the unit of its axes."""
    inputs, x, y = result.inputs, result.arrays["x"].values, result.arrays["y"].values
    centre = (float(x[0] + x[-1]) / 2, float(y[0] + y[-1]) / 2)
    if inputs["outline"] == "square":
        plate = rectangle(float(np.ptp(x)), float(np.ptp(y)), centre)
    elif inputs["outline"] == "disc":
        plate = disc(float(np.ptp(x)) / 2, centre)
    else:
        plate = shape(inputs["outline"])
    if inputs.get("hole_over_xi") is None and (inputs.get("hole") or {}).get("value") is None:
        return plate.region
    # Of the area that is missing, as the diameter may be given in another unit than that of the axes.
    area = np.trapezoid(np.trapezoid(result.arrays["inside"].values, y), x)
    return (plate - disc(float(np.sqrt((plate.region.area - area) / np.pi)), centre)).region


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    inputs, x, y = result.inputs, result.arrays["x"], result.arrays["y"]
    length, height = (in_words(float(np.ptp(axis.values)), axis.unit) for axis in (x, y))
    outline = {"square": f"square of {length}" if length == height else f"strip of {length} × {height}",
               "disc": f"disc of {length}"}.get(inputs["outline"], "polygon")
    field = in_words(inputs["field"]["value"], "T") if inputs["field"] else f"{inputs['induction']:g} Bc2"
    current = _number(result, "current")
    driven = f", current {in_words(current, 'A' if result.material else '')}" if current else ""
    return f"Film{' of ' + result.material if result.material else ''}, {outline}, B = {field}{driven}"


def _number(result: Result, name: str) -> float:
    """Return an input that has a unit where a material is given."""
    given = result.inputs[name]
    return float(given["value"] if isinstance(given, Mapping) else given)

"""Picture and film of a field-cooling run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.experiments.field_cooling.setting import SLAB_ASPECT
from onnes.geometry import disc, rectangle
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.plots import Panel

_HEATS = {"energy_change": "change of the free energy", "relaxation_heat": "heat of ψ",
          "joule_heat": "heat of eddy currents"}
_STILL = 1e-3
"""Change over the largest below which nothing has happened yet."""
_LEGEND = 0.32
"""Room for a legend above the curves, over their height."""
_BEFORE = 0.08
"""Time shown before anything happens, over that in which it does."""
_BRIGHTEST = 2.0
"""Field of the brightest colour over the applied one; the same in all pictures, so that they can be compared."""


def picture(result: Result) -> Figure:
    """Draw field (top) and condensate (middle) at four times; core field and energies over time (bottom)."""
    from onnes.plots import field_map, figure, in_words, mark_field, time_series

    first = _first(result)
    ledger = _ledger(result, first)
    rows = [[f"{name}{column}" for column in range(4)] for name in ("field", "density")]
    below = ["core", "core", "ledger", "ledger"] if ledger else ["core"] * 4
    still, axes = figure(mosaic=[*rows, below], size=(12.0, 9.0),
                         title=f"{_sentence(result)}: {_verdict(float(result['expelled_fraction']))}")
    times = result.arrays["time"].values[first:]
    for column, index in enumerate(_moments(result)):
        for name, shown in _panels(result, index).items():
            title = f"t = {in_words(times[index - first], 's', beside=times)}" if name == "field" else ""
            field_map(axes[f"{name}{column}"], shown, title=title, colour_bar=column == 3, ticks=False)
        mark_field(axes[f"field{column}"])
    applied = result.inputs["field"]["value"]
    time_series(axes["core"], times, {"mean over the core": result.arrays["core_field"].values[first:]},
                reference={"applied": np.full_like(times, applied)}, label="magnetic field", unit="T",
                title="Field of the core")
    axes["core"].set_ylim(bottom=0)
    axes["core"].margins(x=0)
    if ledger:
        _draw_ledger(axes["ledger"], times, ledger)
    return still


def _ledger(result: Result, first: int) -> dict[str, np.ndarray]:
    """Return the entries of the balance from a frame on, heats and work with the signs with which they sum to zero.

    There are none for carriers that only accelerate: their law has no free energy.
    """
    entries = {text: result.arrays[name].values[first:] for name, text in _HEATS.items()}
    entries["less work of bath and magnet"] = -result.arrays["source_work"].values[first:]
    if not any(np.any(entry) for entry in entries.values()):
        return {}
    return entries | {"sum": np.sum(list(entries.values()), axis=0)}


def _draw_ledger(ax: Axes, times: np.ndarray, ledger: dict[str, np.ndarray]) -> None:
    """Draw the balance, the sum dashed, with room for the legend above the curves."""
    from onnes.plots import style, time_series

    time_series(ax, times, ledger, label="energy per length", unit="J/m", title="Balance of energy")
    ax.lines[-1].set(color="black", linestyle="--", linewidth=1.2)
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + _LEGEND * (high - low))
    with style():
        ax.legend(loc="upper left", ncols=2)
    ax.margins(x=0)


def film(result: Result, path: Path) -> None:
    """Write a film of field and condensate side by side."""
    from onnes.plots import parameters, render_frames, write_film

    first = _first(result)
    write_film(render_frames(list(_panels(result, slice(first, None)).values()), result.arrays["time"].values[first:],
                             title=_sentence(result), caption=parameters(result)), path, fps=20)


def _verdict(fraction: float) -> str:
    if abs(fraction) < 5e-4:
        return "the field stays as it was"
    if fraction < 0:
        return f"flux is pressed into the core, whose field rises by {-100 * fraction:.1f} %"
    return f"{100 * fraction:.1f} % of the flux expelled from the core"


def _panels(result: Result, frame: int | slice) -> dict[str, Panel]:
    """Return the maps of field and pairs at a frame, or at all frames of a slice."""
    from onnes.plots import Panel, filled

    arrays = {name: array.values for name, array in result.arrays.items()}
    solid, hole = _regions(result)
    applied = result.inputs["field"]["value"]
    density = filled(arrays["density"][frame], arrays["inside"] > 0)
    return {
        "field": Panel(np.swapaxes(arrays["magnetic_field"][frame], -1, -2), _extent(arrays, "_face"), "T",
                       "magnetic field B", limits=(0.0, _BRIGHTEST * applied), region=solid.region,
                       holes=None if hole is None else hole.region),
        "density": Panel(np.swapaxes(density, -1, -2), _extent(arrays), "", "density of pairs |ψ|²", "density",
                         limits=(0.0, 1.0), region=(solid if hole is None else solid - hole).region),
    }


def _extent(arrays: dict[str, np.ndarray], where: str = "") -> tuple[float, float, float, float]:
    """Return left, right, bottom, top edge of the cells around nodes or of the faces."""
    x, y = arrays["x" + where], arrays["y" + where]
    half_x, half_y = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    return x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y


def _regions(result: Result) -> tuple[Any, Any]:
    """Return the cross-section without its hole, and the hole or None, lengths in m."""
    inputs = result.inputs
    radius = inputs["radius"]["value"]
    if inputs["shape"] == "slab":
        return rectangle(2 * radius, 2 * SLAB_ASPECT * radius), None
    return disc(radius), disc(inputs["inner_radius"]["value"]) if inputs["shape"] == "tube" else None


def _first(result: Result) -> int:
    """Return the frame shortly before anything happens; the first if nothing does."""
    core, change = result.arrays["core_field"].values, np.abs(result.arrays["energy_change"].values)
    moved = np.maximum(_over_largest(np.abs(core - core[0])), _over_largest(change)) > _STILL
    if not moved.any():
        return 0
    onset, last = int(np.argmax(moved)), len(core) - 1
    return max(0, onset - 1 - int(_BEFORE * (last - onset)))


def _over_largest(values: np.ndarray) -> np.ndarray:
    return values / max(float(np.max(values)), 1e-300)


def _moments(result: Result) -> list[int]:
    """Return four frames: before anything happens, two while the core changes most, the last."""
    core, first = result.arrays["core_field"].values, _first(result)
    last = len(core) - 1
    change = np.abs(np.diff(core))
    if change.sum() <= 1e-9 * max(abs(core[0]), 1e-300):
        return [0, last // 3, 2 * last // 3, last]
    done = np.cumsum(change) / change.sum()
    return [first, int(np.searchsorted(done, 0.25)) + 1, int(np.searchsorted(done, 0.75)) + 1, last]


def _sentence(result: Result) -> str:
    how = {"front": "a cold front sweeps across", "axis": "a cold front grows from the axis",
           "uniform": "cooled all at once", "nucleus": "a superconducting nucleus on the axis"}
    if result.inputs["sequence"] == "zero-field-cooled":
        words = "cooled without field, then the field is raised"
    else:
        words = how[result.inputs["cooling"]]
    law = ", carriers that only accelerate" if result.inputs["law"] == "perfect-conductor" else ""
    return f"{result.material} {result.inputs['shape']}, {words}{law}"

"""Picture and film of a field-cooling run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw field (top) and condensate (middle) at four times; core field and energies over time (bottom)."""
    from onnes.plots import field_map, figure, time_series

    rows = [[f"{name}{column}" for column in range(4)] for name in ("field", "density")]
    still, axes = figure(mosaic=[*rows, ["core", "core", "ledger", "ledger"]], size=(12.5, 9.0))
    moments = _moments(result)
    panels = _panels(result)
    for column, index in enumerate(moments):
        for name in ("field", "density"):
            title = f"t = {_time_text(result, index)}" if name == "field" else ""
            field_map(axes[f"{name}{column}"], panels[name](index), title=title, colour_bar=column == 3)
    times = result.arrays["time"].values
    applied = result.inputs["field"]["value"]
    time_series(axes["core"], times, {"mean field of the core": result.arrays["core_field"].values},
                reference={"applied": np.full_like(times, applied)}, label="magnetic field", unit="T")
    axes["core"].set_ylim(bottom=0)
    ledger = {name.replace("_", " "): result.arrays[name].values
              for name in ("energy_change", "source_work", "relaxation_heat", "joule_heat")}
    time_series(axes["ledger"], times, ledger, label="energy per length", unit="J/m")
    still.suptitle(f"{_sentence(result)}: {_verdict(float(result['expelled_fraction']))}")
    return still


def film(result: Result, path: Path) -> None:
    """Write a film of field and condensate side by side."""
    from onnes.plots import render_frames, write_film

    panels = _panels(result)
    write_film(render_frames([panels["field"](None), panels["density"](None)], result.arrays["time"].values,
                             title=_sentence(result)), path, fps=20)


def _verdict(fraction: float) -> str:
    if abs(fraction) < 5e-4:
        return "the field stays as it was"
    if fraction < 0:
        return f"no flux expelled, the field of the core rose by {-100 * fraction:.1f} %"
    return f"{100 * fraction:.1f} % of the flux expelled from the core"


def _panels(result: Result):
    from onnes.plots import panel

    outline = result.arrays["inside"].values.T
    on_faces = 0.25 * (outline[1:, 1:] + outline[1:, :-1] + outline[:-1, 1:] + outline[:-1, :-1])
    applied = result.inputs["field"]["value"]
    highest = max(applied, float(np.quantile(result.arrays["magnetic_field"].values, 0.999)))

    def density(index: int | None):
        shown = panel(result, "density", frame=index, kind="density", limits=(0.0, 1.0), outline=outline, label="|ψ|²")
        return replace(shown, values=np.where(outline > 0, shown.values, 0.0))  # none in vacuum

    return {
        "field": lambda index: panel(result, "magnetic_field", frame=index, limits=(0.0, highest),
                                     outline=on_faces, label="B"),
        "density": density,
    }


def _moments(result: Result) -> list[int]:
    """Return four frames: the first, two while the core changes most, the last."""
    core = result.arrays["core_field"].values
    last = len(core) - 1
    change = np.abs(np.diff(core))
    if change.sum() <= 1e-9 * max(abs(core[0]), 1e-300):
        return [0, last // 3, 2 * last // 3, last]
    done = np.cumsum(change) / change.sum()
    return [0, int(np.searchsorted(done, 0.25)) + 1, int(np.searchsorted(done, 0.75)) + 1, last]


def _time_text(result: Result, index: int) -> str:
    from onnes.plots import in_words

    return in_words(float(result.arrays["time"].values[index]), "s")


def _sentence(result: Result) -> str:
    how = {"front": "a cold front sweeps across", "axis": "a cold front grows from the axis",
           "uniform": "cooled all at once", "nucleus": "a superconducting nucleus on the axis"}
    if result.inputs["sequence"] == "zero-field-cooled":
        words = "cooled without field, then the field is raised"
    else:
        words = how[result.inputs["cooling"]]
    law = ", carriers that only accelerate" if result.inputs["law"] == "perfect-conductor" else ""
    return f"{result.material} {result.inputs['shape']}, {words}{law}"

"""Picture and film of trapped vortices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.geometry import Shape

_METAL, _EDGE = "#dfe5ec", "#5b6675"
_FILM_FRAMES = 80
_SMALLEST = 14.0


def picture(result: Result) -> Figure:
    """Draw where vortices are likely, the numbers while T falls, and the vortices left against the field."""
    from onnes.plots import figure, style

    made, axes = figure(1, 3, size=(13.5, 4.6), title=_sentence(result), width_ratios=(1.15, 1, 1))
    with style():
        _likely(axes[0], result)
        _on_the_way(axes[1], result)
        _against_field(axes[2], result)
    return made


def _outline(result: Result) -> Shape:
    from onnes.experiments.flux_trapping import FluxTrapping

    given = {name: each["value"] if isinstance(each, dict) else each for name, each in result.inputs.items()}
    return FluxTrapping(material=result.material, **given).outline()


def _drawn(ax: Axes, result: Result) -> float:
    """Draw the layout; return the factor from metres to the unit of the axes."""
    from matplotlib.patches import PathPatch

    from onnes.plots import axis_label, outline_path, prefixed

    shape = _outline(result)
    low_x, low_y, high_x, high_y = shape.bounds
    factor, unit = prefixed(np.array([high_x - low_x, high_y - low_y]), "m")
    ax.add_patch(PathPatch(outline_path(shape.region, factor), facecolor=_METAL, edgecolor=_EDGE, linewidth=0.8))
    room = 0.03 * max(high_x - low_x, high_y - low_y)
    ax.set(aspect="equal", xlim=((low_x - room) * factor, (high_x + room) * factor),
           ylim=((low_y - room) * factor, (high_y + room) * factor), xlabel=axis_label("x", unit),
           ylabel=axis_label("y", unit))
    return factor


def _likely(ax: Axes, result: Result) -> None:
    """Draw the probability that a vortex is left within a cell, as discs, and the mean fluxoid of moats."""
    factor = _drawn(ax, result)
    x, y, share = (result.arrays[name].values for name in ("x", "y", "probability"))
    some = np.argsort(share)[np.sum(share == 0):]
    dots = ax.scatter(x[some] * factor, y[some] * factor, c=share[some], s=_SMALLEST + 40 * share[some],
                      cmap="viridis_r", vmin=0, vmax=1, linewidths=0, zorder=3)
    ax.figure.colorbar(dots, ax=ax, label="share of runs with a vortex here", shrink=0.85)
    _write_fluxoids(ax, result, result.arrays["fluxoids"].values.mean(axis=0), factor)
    ax.set_title("where vortices stay")


def _write_fluxoids(ax: Axes, result: Result, quanta: np.ndarray, factor: float) -> list[Any]:
    """Write the flux quanta into the moats."""
    holes = _outline(result).holes
    size = min(9.0, 90.0 / max(len(holes), 1) ** 0.5)
    return [ax.annotate(f"{each:.2g}", (factor * hole.region.centroid.x, factor * hole.region.centroid.y), ha="center",
                        va="center", fontsize=size, color=_EDGE) for hole, each in zip(holes, quanta, strict=True)]


def _on_the_way(ax: Axes, result: Result) -> None:
    """Draw the numbers in film and moats against the distance from Tc."""
    from onnes.plots import PALETTE

    kelvin = result.arrays["temperature"].values
    tc = float(result["freezing_temperature"]) / (1 - float(result["relative_freezing"]))
    film, moats = (result.arrays[f"in_{place}_on_the_way"].values for place in ("film", "moats"))
    ax.plot(1 - kelvin / tc, film, color=PALETTE[0], alpha=0.35, linewidth=1.0)
    ax.plot(1 - kelvin / tc, film.mean(axis=1), color=PALETTE[0], label="in the film")
    if result.arrays["fluxoids"].values.shape[1]:
        ax.plot(1 - kelvin / tc, moats.mean(axis=1), color=PALETTE[1], label="in moats")
    if "rate_theory_vortices" in result.arrays:
        known = result.arrays["rate_theory_temperature"].values
        ax.plot(1 - known / tc, result.arrays["rate_theory_vortices"].values, color="black", linestyle="--",
                linewidth=1.2, label="rate theory, endless strip")
    ax.axvline(float(result["relative_freezing"]), color="#999999", linewidth=0.9, linestyle=":", label="frozen")
    ax.set(xscale="log", xlabel="$1 - T/T_c$", ylabel="flux quanta", title="while it cools",
           xlim=(1 - kelvin[0] / tc, 1 - kelvin[-1] / tc))
    ax.grid(True)
    ax.legend()


def _against_field(ax: Axes, result: Result) -> None:
    """Draw the vortices left against the field, with the expulsion field."""
    from onnes.plots import PALETTE, axis_label, prefixed

    fields, counts = (result.arrays[name].values for name in ("field_of_series", "left_in_series"))
    factor, unit = prefixed(fields, "T")
    ax.plot(np.repeat(fields[:, None], counts.shape[1], 1) * factor, counts, ".", color=PALETTE[0], alpha=0.35)
    ax.plot(fields * factor, counts.mean(axis=1), "o-", color=PALETTE[0], label="mean of the runs")
    if "rate_theory_series" in result.arrays:
        ax.plot(fields * factor, result.arrays["rate_theory_series"].values, color="black", linestyle="--",
                linewidth=1.2, label="rate theory, endless strip")
    reading = result.readings["expulsion_field"]
    if isinstance(reading.value, float):
        ax.axvspan((reading.value - (reading.uncertainty or 0)) * factor,
                   (reading.value + (reading.uncertainty or 0)) * factor, color=PALETTE[2], alpha=0.25, linewidth=0)
        ax.axvline(reading.value * factor, color=PALETTE[2], label="expulsion field")
    ax.set(xlabel=axis_label("field", unit), ylabel="vortices left in the film", title="in other fields")
    ax.set_ylim(bottom=0)
    ax.grid(True)
    ax.legend()


def film(result: Result, path: Path) -> None:
    """Write a film of the vortices of the first run while T falls."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=12)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import PALETTE, figure, moving_frames, parameters, style

    made, ax = figure(1, 1, size=(6.4, 6.0))
    x, y, kelvin = (result.arrays[name].values for name in ("x", "y", "temperature"))
    moments, fluxoids = (result.arrays[name].values for name in ("moments", "moments_of_moats"))
    with style():
        factor = _drawn(ax, result)
        up, down = (ax.plot([], [], "o", markersize=4, color=colour, label=label)[0]
                    for colour, label in ((PALETTE[0], "vortex"), (PALETTE[1], "antivortex")))
        texts = _write_fluxoids(ax, result, fluxoids[0], factor)
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2)
        caption = made.suptitle(" ")

    def move(step: int) -> None:
        for line, sign in ((up, 1), (down, -1)):
            some = moments[step] == sign
            line.set_data(x[some] * factor, y[some] * factor)
        for text, count in zip(texts, fluxoids[step], strict=True):
            text.set_text(f"{count}" if count else "")
        caption.set_text(f"T = {kelvin[step]:.5f} K, {np.sum(moments[step])} in the film, "
                         f"{np.sum(fluxoids[step])} in moats")

    chosen = np.unique(np.linspace(0, len(kelvin) - 1, _FILM_FRAMES).astype(int))
    return moving_frames(made, [up, down, *texts, caption], chosen, move, parameters(result))


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    field = in_words(float(result.inputs["field"]["value"]), "T")
    film_count, moats = float(result["in_film"]), float(result["in_moats"])
    beside = f", {moats:.3g} in moats" if result.arrays["fluxoids"].values.shape[1] else ""
    return f"{film_count:.3g} vortices stay in the film of {result.material} cooled in {field}{beside}"

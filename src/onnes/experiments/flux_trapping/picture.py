"""Picture and film of trapped vortices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import PathPatch
from matplotlib.ticker import FormatStrFormatter, LogLocator, NullFormatter
from scipy.ndimage import gaussian_filter

from onnes.plots import (
    PALETTE,
    axis_label,
    figure,
    in_words,
    moving_frames,
    outline_path,
    parameters,
    prefixed,
    style,
    write_film,
)
from onnes.plots.style import COLOUR_MAPS
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.geometry import Shape

_METAL, _EDGE = "#dfe5ec", "#5b6675"
_FILM_FRAMES = 80
_NUMBER, _READABLE = 9.0, 0.05
"""Size of numbers in moats [pt], and width of a moat over that of the layout from which one fits."""
_BLUR = 1.0
"""Cells over which the expected number is smoothed."""


def picture(result: Result) -> Figure:
    """Draw where vortices are likely, the numbers while T falls, and the vortices left against the field."""
    if result.inputs["method"] == "tdgl":
        return _left_by_tdgl(result)
    panels = (_likely, _on_the_way, _against_field)[:3 if result.inputs["fields"] else 2]
    ratios = (1.15, 1, 1)[:len(panels)]
    made, axes = figure(1, len(panels), size=(4.3 * sum(ratios), 4.6), title=_sentence(result), width_ratios=ratios)
    with style():
        for ax, drawn in zip(axes, panels, strict=True):
            drawn(ax, result)
    return made


def _left_by_tdgl(result: Result) -> Figure:
    """Draw the vortices that are left in all runs, and the density of pairs at the end of the last."""
    low_x, low_y, high_x, high_y = _outline(result).bounds
    shape = min(max((high_x - low_x) / (high_y - low_y), 0.4), 1.2)
    made, axes = figure(1, 2, size=(4.0 + 5.6 * shape, 4.8), title=_sentence(result))
    with style():
        factor = _drawn(axes[0], result)
        x, y, charge = (result.arrays[name].values for name in ("x", "y", "charge"))
        for sign, colour, words in ((1, PALETTE[0], "vortex"), (-1, PALETTE[1], "antivortex")):
            some = charge * sign > 0
            if np.any(some):
                axes[0].plot(x[some] * factor, y[some] * factor, "o", color=colour, markersize=6, alpha=0.6,
                             label=words)
        _write_fluxoids(axes[0], result, result.arrays["fluxoids"].values.mean(axis=0), factor)
        axes[0].set_title("left in all runs")
        if len(x):
            axes[0].legend(loc="upper left", bbox_to_anchor=(0, -0.16), ncols=2)
        image = axes[1].imshow(result.arrays["density_on_the_way"].values[-1].T, **_over(axes[1], result))
        made.colorbar(image, ax=axes[1], label="density of pairs $|\\psi|^2$", shrink=0.85)
        axes[1].set_title("the last run at its end")
    return made


def _over(ax: Axes, result: Result) -> dict[str, Any]:
    """Draw the layout; return how an image of its nodes is drawn over it."""
    factor = _drawn(ax, result)
    low_x, low_y, high_x, high_y = (each * factor for each in _outline(result).bounds)
    return {"origin": "lower", "extent": (low_x, high_x, low_y, high_y), "vmin": 0, "cmap": COLOUR_MAPS["density"],
            "zorder": 2, "vmax": float(np.max(result.arrays["density_on_the_way"].values))}


def _outline(result: Result) -> Shape:
    from onnes.experiments.flux_trapping import FluxTrapping

    given = {name: each["value"] if isinstance(each, dict) else each for name, each in result.inputs.items()}
    return FluxTrapping(material=result.material, **given).outline()


def _drawn(ax: Axes, result: Result) -> float:
    """Draw the layout; return the factor from metres to the unit of the axes."""
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
    """Draw the vortices expected in a cell, smoothed over one cell, and the mean fluxoid of moats."""
    factor = _drawn(ax, result)
    x, y, mean = (result.arrays[name].values for name in ("x", "y", "probability"))
    (columns, i), (rows, j) = (np.unique(np.round(each, 12), return_inverse=True) for each in (x, y))
    metal, found = np.zeros((2, len(columns), len(rows)))
    metal[i, j], found[i, j] = 1.0, mean
    smooth = gaussian_filter(found, _BLUR) / np.maximum(gaussian_filter(metal, _BLUR), 1e-9)
    half = [0.5 * float(each[1] - each[0]) for each in (columns, rows)]
    extent = [factor * edge for low, side in zip((columns, rows), half, strict=True)
              for edge in (low[0] - side, low[-1] + side)]
    shade = LinearSegmentedColormap.from_list("vortices", [_METAL, PALETTE[5], PALETTE[0], "#1b1b3a"])
    image = ax.imshow(np.ma.masked_where(metal.T == 0, smooth.T), origin="lower", extent=tuple(extent), cmap=shade,
                      vmin=0, interpolation="nearest", zorder=2)
    ax.add_patch(PathPatch(outline_path(_outline(result).region, factor), facecolor="none", edgecolor=_EDGE,
                           linewidth=1.0, zorder=3))
    ax.figure.colorbar(image, ax=ax, label="mean number of vortices in a cell", shrink=0.85)
    _write_fluxoids(ax, result, result.arrays["fluxoids"].values.mean(axis=0), factor)
    ax.set_title("where vortices stay")


def _write_fluxoids(ax: Axes, result: Result, quanta: np.ndarray, factor: float) -> list[Any]:
    """Write the flux quanta into the moats, if all are wide enough for a number."""
    shape = _outline(result)
    holes, (left, _, right, _) = shape.holes, shape.bounds
    narrowest = min((hole.bounds[2] - hole.bounds[0] for hole in holes), default=0.0)
    return [ax.annotate(f"{each:.2g}", (factor * hole.region.centroid.x, factor * hole.region.centroid.y), ha="center",
                        va="center", fontsize=_NUMBER, color=_EDGE, visible=narrowest > _READABLE * (right - left))
            for hole, each in zip(holes, quanta, strict=True)]


def _on_the_way(ax: Axes, result: Result) -> None:
    """Draw the numbers in film and moats against the distance from Tc."""
    tc = float(result["freezing_temperature"]) / (1 - float(result["relative_freezing"]))
    below = tc - result.arrays["temperature"].values
    factor, unit = prefixed(below, "K")
    film, moats = (result.arrays[f"in_{place}_on_the_way"].values for place in ("film", "moats"))
    ax.plot(below * factor, film, color=PALETTE[0], alpha=0.35, linewidth=1.0)
    ax.plot(below * factor, film.mean(axis=1), color=PALETTE[0], label="in the film")
    if result.arrays["fluxoids"].values.shape[1]:
        ax.plot(below * factor, moats.mean(axis=1), color=PALETTE[1], label="in moats")
    if "rate_theory_vortices" in result.arrays:
        known = tc - result.arrays["rate_theory_temperature"].values
        ax.plot(known * factor, result.arrays["rate_theory_vortices"].values, color="black", linestyle="--",
                linewidth=1.2, label="rate theory, endless strip")
    ax.axvline((tc - float(result["freezing_temperature"])) * factor, color="#888888", linewidth=1.0, linestyle=":",
               label="last change")
    ax.set(xscale="log", xlabel=axis_label("$T_c - T$", unit), ylabel="flux quanta", title="while it cools",
           xlim=(below[0] * factor, below[-1] * factor))
    least = 1.1 * min(0.0, float(np.min(film)), float(np.min(moats)))
    ax.set_ylim(least, 1.45 * ax.get_ylim()[1])  # room for the legend
    ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.xaxis.set_major_formatter(FormatStrFormatter("%g"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.grid(True)
    ax.legend(loc="upper right")


def _against_field(ax: Axes, result: Result) -> None:
    """Draw the vortices left against the field, with the expulsion field."""
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
    ax.set(xlabel=axis_label("field", unit), ylabel="number of vortices left in the film", title="in other fields")
    ax.set_ylim(0, 1.4 * ax.get_ylim()[1])
    ax.grid(True)
    ax.legend(loc="upper left", frameon=True, facecolor="white", edgecolor="none", framealpha=0.9)


def film(result: Result, path: Path) -> None:
    """Write a film of the vortices of the first run while T falls."""
    write_film(_frames(result), path, fps=12)


def _frames(result: Result) -> Iterator[np.ndarray]:
    if result.inputs["method"] == "tdgl":
        return _frames_of_tdgl(result)
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


def _frames_of_tdgl(result: Result) -> Iterator[np.ndarray]:
    made, ax = figure(1, 1, size=(6.4, 6.0))
    density, time = (result.arrays[name].values for name in ("density_on_the_way", "time"))
    with style():
        image = ax.imshow(density[0].T, **_over(ax, result))
        made.colorbar(image, ax=ax, label="density of pairs $|\\psi|^2$", shrink=0.85)
        caption = made.suptitle(" ")

    def move(step: int) -> None:
        image.set_data(density[step].T)
        caption.set_text(f"cooled in a field   t = {in_words(float(time[step]), 's')}")

    return moving_frames(made, [image, caption], range(len(time)), move, parameters(result))


def _sentence(result: Result) -> str:
    field = in_words(float(result.inputs["field"]["value"]), "T")
    film_count, moats = float(result["in_film"]), float(result["in_moats"])
    beside = f", {moats:.3g} in moats" if result.arrays["fluxoids"].values.shape[1] else ""
    stay = "vortex stays" if film_count == 1 else "vortices stay"
    return f"{film_count:.3g} {stay} in the film of {result.material} cooled in {field}{beside}"

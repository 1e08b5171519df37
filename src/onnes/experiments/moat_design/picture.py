"""Picture of the designs: expulsion field against the area lost, with the Pareto front and its layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import FormatStrFormatter, LogLocator, NullFormatter

from onnes.plots import PALETTE, axis_label, figure, in_words, prefixed, style
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MARKS = "os^Dv<>ph"
_SHOWN = 4
_APART = 0.004
"""Share of the area by which designs of one share are drawn apart."""
_METAL, _EDGE = "#dfe5ec", "#5b6675"


def picture(result: Result) -> Figure:
    """Draw all designs with the front, and cells of the designs on it."""
    front = np.flatnonzero(result.arrays["front"].values)
    order = front[np.argsort(result.arrays["area_lost"].values[front])]
    chosen = order[np.unique(np.linspace(0, len(order) - 1, _SHOWN).astype(int))] if len(order) else order
    made, axes = figure(1, 1 + len(chosen), size=(7.2 + 1.9 * len(chosen), 4.6), title=_sentence(result),
                        width_ratios=(3.4, *[1.0] * len(chosen)))
    with style():
        axes = np.atleast_1d(axes)
        _designs(axes[0], result)
        for ax, design in zip(axes[1:], chosen, strict=True):
            _cell(ax, result, int(design))
    return made


def _designs(ax: Axes, result: Result) -> None:
    pitch, aspect, area, field, spread = (result.arrays[name].values for name in
                                          ("pitch", "aspect", "area_lost", "expulsion_field", "uncertainty"))
    if not np.any(np.isfinite(field)):
        ax.set_axis_off()
        return
    factor, unit = prefixed(field[np.isfinite(field)], "T")
    shapes = np.unique(aspect)
    for number, one in enumerate(np.unique(pitch)):
        for which, (mark, shape) in enumerate(zip(_MARKS, shapes, strict=False)):
            some = (pitch == one) & (aspect == shape) & np.isfinite(field)
            what = "squares" if shape == 1 else f"slits 1:{shape:g}"
            beside = _APART * (which - (len(shapes) - 1) / 2)
            ax.errorbar(100 * (area[some] + beside), field[some] * factor, spread[some] * factor, fmt=mark, capsize=2,
                        color=PALETTE[number % len(PALETTE)], elinewidth=0.9,
                        markerfacecolor=None if shape == 1 else "white", label=f"{what}, pitch {in_words(one, 'm')}")
    front = np.flatnonzero(result.arrays["front"].values)
    order = front[np.argsort(area[front])]
    ax.plot(100 * area[order], field[order] * factor, color="black", linewidth=1.0, linestyle="--", zorder=0,
            label="Pareto front")
    low, high = np.nanmin(field - spread) * factor, np.nanmax(field + spread) * factor
    ax.set(xlabel="area lost to moats (%)", ylabel=axis_label("expulsion field", unit), yscale="log",
           ylim=(0.85 * low, high * (high / low) ** 0.45))  # room for the legend
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.yaxis.set_major_formatter(FormatStrFormatter("%g"))
    ax.yaxis.set_minor_formatter(NullFormatter())
    ax.set_xlim(left=0)
    ax.grid(True)
    ax.legend(loc="upper left", ncols=2)


def _cell(ax: Axes, result: Result, design: int) -> None:
    """Draw one cell of the array, all to one scale, with its numbers."""
    pitch, width, length, area, field, spread = (result.arrays[name].values for name in (
        "pitch", "moat_width", "moat_length", "area_lost", "expulsion_field", "uncertainty"))
    half, room = pitch[design] / 2, 0.55 * float(np.max(pitch))
    x, y = float(width[design]), float(length[design])
    ax.add_patch(Rectangle((-half, -half), 2 * half, 2 * half, facecolor=_METAL, edgecolor="none"))
    ax.add_patch(Rectangle((-x / 2, -y / 2), x, y, facecolor="white", edgecolor=_EDGE))
    ax.set(aspect="equal", xlim=(-room, room), ylim=(-room, room))
    ax.set_axis_off()
    ax.set_title(f"{in_words(float(field[design]), 'T', float(spread[design]))}\n{100 * area[design]:.3g} % lost")
    ax.text(0, -0.62 * float(np.max(pitch)), f"{x * 1e6:.3g} × {y * 1e6:.3g} μm\n"
            f"every {in_words(float(pitch[design]), 'm')}", ha="center", va="top", fontsize=9)


def _sentence(result: Result) -> str:
    best = result.readings.get("largest_expulsion_field")
    if best is None or not isinstance(best.value, float):
        return f"Moats in a plane of {result.material}: no expulsion field was reached"
    most = in_words(best.value, "T", best.uncertainty)
    few = f"{result.inputs['tolerated']:g}"
    return (f"Moats in a plane of {result.material}: up to {most} fewer than {few} vortices stay per cell, "
            f"for {100 * float(result['its_area_lost']):.2g} % of the area")

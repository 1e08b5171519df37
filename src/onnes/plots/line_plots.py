"""Curves: profiles through a sample, readings against time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.plots.axis_units import axis_label, prefixed
from onnes.plots.style import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def curves(ax: Axes, x: Any, lines: Mapping[str, Any], *, reference: Mapping[str, Any] | None = None,
           x_label: str = "", x_unit: str = "", label: str = "", unit: str = "", title: str = "",
           marks: Mapping[str, float] | None = None) -> None:
    """Draw several curves over one axis, with prefixed units and a legend if there is more than one.

    Args:
        x: shape (n,), in the SI unit ``x_unit``.
        lines: legend text -> values of shape (n,), in the SI unit ``unit``; drawn solid.
        reference: the same for the comparison (theory, measurement); drawn dashed, in black.
        marks: text -> place on the x axis, in ``x_unit``; drawn as thin vertical lines.
    """
    reference = reference or {}
    heights = [np.ravel(np.asarray(line, dtype=float)) for line in (*lines.values(), *reference.values())]
    factor, shown_unit = prefixed(np.concatenate(heights), unit)
    x = np.asarray(x, dtype=float)
    x_factor, x_shown_unit = prefixed(x, x_unit)
    with style():
        _dress(ax)
        for name, line in lines.items():
            ax.plot(x * x_factor, np.asarray(line) * factor, label=name or None)
        for name, line in reference.items():
            ax.plot(x * x_factor, np.asarray(line) * factor, "--", color="black", linewidth=1.2, label=name or None)
        for name, place in (marks or {}).items():
            ax.axvline(place * x_factor, color="#888888", linewidth=0.9, linestyle=":")
            ax.annotate(name, (place * x_factor, 1), xycoords=("data", "axes fraction"), xytext=(3, -3),
                        textcoords="offset points", va="top", fontsize=8, color="#555555")
        ax.set(xlabel=axis_label(x_label, x_shown_unit), ylabel=axis_label(label, shown_unit), title=title)
        if any((*lines, *reference)) and len(lines) + len(reference) > 1:
            ax.legend()


def _dress(ax: Axes) -> None:
    """Apply the common style, also to axes that were made outside it."""
    from matplotlib import rcParams

    if not ax.lines:
        ax.set_prop_cycle(rcParams["axes.prop_cycle"])
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(True, color=rcParams["grid.color"], linewidth=rcParams["grid.linewidth"])
    ax.set_axisbelow(True)


def profile(ax: Axes, position: Any, lines: Mapping[str, Any], *, x_label: str = "position", **how: Any) -> None:
    """Draw values along a line through the sample: `curves` over a length in m."""
    curves(ax, position, lines, x_label=x_label, x_unit="m", **how)


def time_series(ax: Axes, time: Any, lines: Mapping[str, Any], **how: Any) -> None:
    """Draw values against time: `curves` over seconds."""
    curves(ax, time, lines, x_label="time", x_unit="s", **how)

"""Picture of the study shapiro."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.experiments.josephson.washboard_picture import scale_of, values
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HIGH = 2.0
"""h f/(2e I_c R) from which on steps are compared with Bessel functions."""


def picture(result: Result) -> Figure:
    """Draw the curve with its steps, the voltage over current and amplitude, and heights of steps."""
    from onnes.plots import curves, figure

    made, (left, middle, right) = figure(1, 3, size=(14.4, 4.4))
    a = values(result)
    quantum = float(result["flux_quantum"]) * result.inputs["frequency"]["value"]
    curves(left, a["bias"], {"": a["voltage"]}, x_label="current", x_unit="A", label="mean voltage", unit="V",
           title="Steps of h f/2e (dotted)")
    scale = scale_of(left, a["voltage"])
    for n in range(1, min(12, int(a["voltage"].max() / quantum) + 1)):
        left.axhline(n * quantum * scale, color="#888888", linewidth=0.9, linestyle=":")
    _order_map(made, middle, a, quantum)
    lines = {f"step {n}" + (", half" if n == 0 else ""): each for n, each in enumerate(a["height"])}
    reference: dict[str, Any] = dict(zip(("Bessel functions", " ", "  "), a["height_expected"], strict=True))
    curves(right, a["amplitude"], lines, reference=reference if result["reduced_frequency"] >= _HIGH else {},
           x_label="amplitude of microwaves", x_unit="A", label="height of step", unit="A", title="Heights of steps")
    shown = [(line, line.get_label()) for line in right.lines if str(line.get_label()).strip()]
    right.legend(*zip(*shown, strict=True))
    right.set_ylim(bottom=0)
    return made


def _order_map(made: Figure, ax: Axes, a: dict[str, np.ndarray], quantum: float) -> None:
    """Draw the voltage over current and amplitude: a step is a field of one colour."""
    from onnes.plots import axis_label, prefixed, style

    x_factor, x_unit = prefixed(a["map_bias"], "A")
    y_factor, y_unit = prefixed(a["amplitude"], "A")
    with style():
        drawn = ax.pcolormesh(a["map_bias"] * x_factor, a["amplitude"] * y_factor, a["map"] / quantum, cmap="viridis",
                              shading="nearest", rasterized=True)
        bar = made.colorbar(drawn, ax=ax)
    bar.set_label("mean voltage over h f/2e")
    ax.set(xlabel=axis_label("current", x_unit), ylabel=axis_label("amplitude of microwaves", y_unit),
           title="A step is a field of one colour")

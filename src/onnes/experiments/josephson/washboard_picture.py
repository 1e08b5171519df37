"""Picture and film of the study iv: the curve, and the phase on the washboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def values(result: Result) -> dict[str, np.ndarray]:
    """Return the arrays of a result by name."""
    return {name: array.values for name, array in result.arrays.items()}


def picture(result: Result) -> Figure:
    """Draw the curve, the washboard and the phase over time."""
    from onnes.plots import curves, figure

    made, axes = figure(mosaic=[["curve", "board"], ["curve", "trace"]], size=(11.0, 5.6))
    a = values(result)
    hot = "retrapping_over_ic" not in result.readings
    marks = {} if hot or result["retrapping_over_ic"] > 0.98 else {"retrapped": float(result["retrapping_current"])}
    lines = {"mean of members": a["voltage_down"]} if hot else {
        "from rest": a["voltage_up"], "from the running state": a["voltage_down"]}
    name = "Ambegaokar and Halperin, C = 0" if hot else r"$R\sqrt{I^2-I_c^2}$, C = 0"
    title = f"Current and voltage, $\\beta_c$ = {result['beta_c']:.3g}"
    curves(axes["curve"], a["bias"], lines, reference={name: a["voltage_expected"]}, x_label="current", x_unit="A",
           label="mean voltage", unit="V", marks=marks, title=title)
    axes["curve"].legend(loc="lower right")
    board(axes["board"], a)
    trace(axes["trace"], a)
    return made


def board(ax: Axes, a: dict[str, np.ndarray]) -> Any:
    """Draw the tilted washboard of the film's bias, and return the point that rolls on it."""
    from onnes.plots import PALETTE, curves, style

    bias = float(a["film_bias"])
    turns = np.linspace(*_seen(a["phase"]), 600)
    curves(ax, turns / (2 * np.pi), {"": _tilted(turns, bias)}, x_label="number of turns of the phase",
           label="energy over $E_J$", title=f"Washboard at $I$ = {bias:.3g} $I_c$")
    with style():
        (point,) = ax.plot([], [], "o", color=PALETTE[1], markersize=9)
    _place(point, a["phase"][-1], bias, a["phase"])
    return point


def _seen(phase: np.ndarray) -> tuple[float, float]:
    """Return the range of phases that is drawn: what it passes, at most eight turns and at least two."""
    low, high = float(phase.min()), float(min(phase.max(), phase.min() + 16 * np.pi))
    return low - np.pi, max(high, low + 3 * np.pi) + np.pi


def _tilted(phase: Any, bias: float) -> Any:
    return 1 - np.cos(phase) - bias * phase


def _place(point: Any, phase: float, bias: float, course: np.ndarray) -> None:
    """Put the point at a phase, whole turns back where that is beyond what is drawn."""
    beyond = phase - _seen(course)[1] + np.pi
    phase -= 2 * np.pi * max(0.0, np.ceil(beyond / (2 * np.pi)))
    point.set_data([phase / (2 * np.pi)], [_tilted(phase, bias)])


def trace(ax: Axes, a: dict[str, np.ndarray]) -> None:
    """Draw the phase over time."""
    from onnes.plots import time_series

    time_series(ax, a["time"], {"": a["phase"] / (2 * np.pi)}, label="number of turns of the phase",
                title="Phase at this current")


def frames(result: Result) -> Iterator[np.ndarray]:
    """Yield frames of the phase on the washboard."""
    from onnes.plots import figure, moving_frames, parameters, style

    a = values(result)
    made, (left, right) = figure(1, 2, size=(9.6, 4.0))
    point = board(left, a)
    trace(right, a)
    with style():
        (mark,) = right.plot([], [], "o", color="black", markersize=7)
    bias = float(a["film_bias"])
    scale = right.lines[0].get_xdata()[-1] / a["time"][-1]

    def move(frame: int) -> None:
        phase = a["phase"][frame]
        _place(point, phase, bias, a["phase"])
        mark.set_data([a["time"][frame] * scale], [phase / (2 * np.pi)])

    return moving_frames(made, [point, mark], range(len(a["time"])), move, parameters(result))


def scale_of(ax: Axes, values: np.ndarray) -> float:
    """Return the factor by which the values of the first line of axes were multiplied."""
    at = int(np.argmax(np.abs(values)))
    return float(ax.lines[0].get_ydata()[at] / values[at]) if values[at] else 1.0  # type: ignore[index]

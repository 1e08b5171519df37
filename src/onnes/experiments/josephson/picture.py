"""Pictures and films of the studies of a junction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HIGH = 2.0
"""h f/(2e I_c R) from which on steps are compared with Bessel functions."""
_LONG = 4.0


def picture(result: Result) -> Figure:
    """Draw what the study measured."""
    return {"iv": _iv, "shapiro": _shapiro, "fraunhofer": _fraunhofer, "fluxon": _fluxon,
            "switching": _switching}[result.inputs["study"]](result)


def film(result: Result, path: Path) -> None:
    """Write a film: the fluxon on its ring, the current density over the flux, or the phase on the washboard."""
    from onnes.plots import write_film

    frames = {"fluxon": _fluxon_frames, "fraunhofer": _density_frames}.get(result.inputs["study"], _washboard_frames)
    write_film(frames(result), path, fps=20)


def _values(result: Result) -> dict[str, np.ndarray]:
    return {name: array.values for name, array in result.arrays.items()}


def _iv(result: Result) -> Figure:
    from onnes.plots import curves, figure

    made, axes = figure(mosaic=[["curve", "board"], ["curve", "trace"]], size=(11.0, 5.6))
    a = _values(result)
    hot = "retrapping_over_ic" not in result.readings
    marks = {} if hot or result["retrapping_over_ic"] > 0.98 else {"retrapped": float(result["retrapping_current"])}
    lines = {"mean of members": a["voltage_down"]} if hot else {
        "from rest": a["voltage_up"], "from the running state": a["voltage_down"]}
    name = "Ambegaokar and Halperin, C = 0" if hot else r"$R\sqrt{I^2-I_c^2}$, C = 0"
    curves(axes["curve"], a["bias"], lines, reference={name: a["voltage_expected"]}, x_label="current", x_unit="A",
           label="mean voltage", unit="V", marks=marks, title="Current and voltage")
    axes["curve"].legend(loc="upper left")
    _board(axes["board"], a)
    _trace(axes["trace"], a)
    return made


def _board(ax: Axes, a: dict[str, np.ndarray]) -> Any:
    """Draw the tilted washboard of the film's bias, and return the point that rolls on it."""
    from onnes.plots import PALETTE, curves, style

    bias = float(a["film_bias"])
    turns = np.linspace(*_seen(a["phase"]), 600)
    curves(ax, turns / (2 * np.pi), {"": _tilted(turns, bias)}, x_label="number of turns of the phase",
           label="energy over $E_J$", title=f"Washboard at $I$ = {bias:.3g} $I_c$")
    with style():
        (point,) = ax.plot([], [], "o", color=PALETTE[1], markersize=9)
    _place(point, a["phase"][-1], bias)
    return point


def _seen(phase: np.ndarray) -> tuple[float, float]:
    """Return the range of phases that is drawn: what it passes, at most eight turns and at least two."""
    low, high = float(phase.min()), float(min(phase.max(), phase.min() + 16 * np.pi))
    return low - np.pi, max(high, low + 3 * np.pi) + np.pi


def _tilted(phase: Any, bias: float) -> Any:
    return 1 - np.cos(phase) - bias * phase


def _place(point: Any, phase: float, bias: float) -> None:
    point.set_data([phase / (2 * np.pi)], [_tilted(phase, bias)])


def _trace(ax: Axes, a: dict[str, np.ndarray]) -> None:
    from onnes.plots import time_series

    time_series(ax, a["time"], {"": a["phase"] / (2 * np.pi)}, label="number of turns of the phase",
                title="Phase at this current")


def _washboard_frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import figure, moving_frames, parameters, style

    a = _values(result)
    made, (left, right) = figure(1, 2, size=(9.6, 4.0))
    point = _board(left, a)
    _trace(right, a)
    with style():
        (mark,) = right.plot([], [], "o", color="black", markersize=7)
    bias, low, high = float(a["film_bias"]), *_seen(a["phase"])
    scale = right.lines[0].get_xdata()[-1] / a["time"][-1]

    def move(frame: int) -> None:
        phase = a["phase"][frame]
        turns = 2 * np.pi * max(0.0, np.ceil((phase - high + np.pi) / (2 * np.pi)))  # it rolls on within what is seen
        _place(point, phase - turns if low <= phase - turns else phase, bias)
        mark.set_data([a["time"][frame] * scale], [phase / (2 * np.pi)])

    return moving_frames(made, [point, mark], range(len(a["time"])), move, parameters(result))


def _shapiro(result: Result) -> Figure:
    from onnes.plots import curves, figure

    made, (left, middle, right) = figure(1, 3, size=(14.4, 4.4))
    a = _values(result)
    quantum = float(result["flux_quantum"]) * result.inputs["frequency"]["value"]
    curves(left, a["bias"], {"": a["voltage"]}, x_label="current", x_unit="A", label="mean voltage", unit="V",
           title="Steps of h f/2e (dotted)")
    scale = _scale(left, a["voltage"])
    for n in range(1, min(12, int(a["voltage"].max() / quantum) + 1)):
        left.axhline(n * quantum * scale, color="#888888", linewidth=0.9, linestyle=":")
    _order_map(made, middle, a, quantum)
    lines = {f"step {n}" + (", half" if n == 0 else ""): each for n, each in enumerate(a["height"])}
    high = result["reduced_frequency"] >= _HIGH
    curves(right, a["amplitude"], lines, reference={"Bessel functions" if n == 0 else "": each for n, each in
                                                    enumerate(a["height_expected"][:1])} if high else {},
           x_label="amplitude of microwaves", x_unit="A", label="height of step", unit="A", title="Heights of steps")
    if high:
        for each in a["height_expected"][1:]:
            curves(right, a["amplitude"], {}, reference={"": each}, x_label="amplitude of microwaves", x_unit="A",
                   label=right.get_ylabel().split(" (")[0], unit="A", title="Heights of steps")
    right.set_ylim(bottom=0)
    return made


def _scale(ax: Axes, values: np.ndarray) -> float:
    """Return the factor by which the values of the first line were multiplied."""
    at = int(np.argmax(np.abs(values)))
    return float(ax.lines[0].get_ydata()[at] / values[at]) if values[at] else 1.0  # type: ignore[index]


def _order_map(made: Figure, ax: Axes, a: dict[str, np.ndarray], quantum: float) -> None:
    """Draw the differential resistance over current and amplitude: steps are dark."""
    from onnes.plots import axis_label, prefixed, style

    slope = np.gradient(a["map"], a["map_bias"], axis=1)
    x_factor, x_unit = prefixed(a["map_bias"], "A")
    y_factor, y_unit = prefixed(a["amplitude"], "A")
    with style():
        drawn = ax.pcolormesh(a["map_bias"] * x_factor, a["amplitude"] * y_factor, slope, cmap="inferno", vmin=0,
                              vmax=float(np.percentile(slope, 98)) or 1.0, shading="nearest", rasterized=True)
        bar = made.colorbar(drawn, ax=ax)
    bar.set_label("dV/dI (Ω)")
    ax.set(xlabel=axis_label("current", x_unit), ylabel=axis_label("amplitude of microwaves", y_unit),
           title="On a step the voltage stays")


def _fraunhofer(result: Result) -> Figure:
    from onnes.plots import curves, figure

    made, (left, right) = figure(1, 2, size=(11.0, 4.6))
    a = _values(result)
    width = float(result["width_over_lambda"])
    reference = {"no field of its own": a["short_junction"]}
    if width >= _LONG:
        reference = {"edge lets a fluxon in": np.where(a["field"] < 2, a["meissner"], np.nan)}
    curves(left, a["flux"] / result_quantum(), {"computed": a["critical_current"]}, reference=reference,
           x_label="flux of the field, over $\\Phi_0$", label="largest current", unit="A",
           title=f"A junction {width:.3g} $\\lambda_J$ wide")
    left.set(ylim=(0, None), xlim=(0, None))
    _density_map(made, right, a)
    return made


def result_quantum() -> float:
    """Return the flux quantum [Wb]."""
    from onnes.units.constants import FLUX_QUANTUM

    return FLUX_QUANTUM


def _density_map(made: Figure, ax: Axes, a: dict[str, np.ndarray]) -> None:
    from onnes.plots import style

    with style():
        drawn = ax.pcolormesh(a["flux"] / result_quantum(), a["place"], a["density"].T, cmap="RdBu_r", vmin=-1, vmax=1,
                              shading="nearest", rasterized=True)
        bar = made.colorbar(drawn, ax=ax)
    bar.set_label("current density over $J_c$")
    ax.set(xlabel="flux of the field, over $\\Phi_0$", ylabel="place over width", title="Where it flows")


def _density_frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import PALETTE, curves, figure, moving_frames, parameters, style

    a = _values(result)
    flux = a["flux"] / result_quantum()
    made, (left, right) = figure(1, 2, size=(9.6, 4.2))
    curves(left, flux, {"": a["critical_current"]}, x_label="flux of the field, over $\\Phi_0$", label="largest current",
           unit="A", title="Largest current")
    curves(right, a["place"], {"": a["density"][0]}, x_label="place over width", label="current density over $J_c$",
           title="Where it flows")
    right.set_ylim(-1.1, 1.1)
    scale = _scale(left, a["critical_current"])
    line = right.lines[0]
    with style():
        (mark,) = left.plot([], [], "o", color=PALETTE[1], markersize=8)

    def move(frame: int) -> None:
        line.set_ydata(a["density"][frame])
        mark.set_data([flux[frame]], [a["critical_current"][frame] * scale])

    return moving_frames(made, [line, mark], range(len(flux)), move, parameters(result))


def _fluxon(result: Result) -> Figure:
    from onnes.plots import curves, figure

    made, axes = figure(mosaic=[["shape", "map", "speed"], ["slope", "map", "width"]], size=(13.6, 6.2))
    a = _values(result)
    place, moved = a["place"], _centred(a["phase"][-1], a["place"])
    shown = np.abs(place) < 5
    lines = {"at rest": a["rest"][shown], "under the bias": moved[shown]}
    curves(axes["shape"], place[shown], lines, reference={"4 arctan exp(x)": 4 * np.arctan(np.exp(place[shown]))},
           x_label="place over $\\lambda_J$", label="phase", unit="rad", title="A fluxon")
    slopes = {"at rest": np.gradient(a["rest"], place)[shown], "under the bias": np.gradient(moved, place)[shown]}
    curves(axes["slope"], place[shown], slopes, x_label="place over $\\lambda_J$",
           label="field over $J_c \\lambda_J$", title="It is shorter when it moves")
    _space_time(made, axes["map"], a)
    drive, some = a["drive"], a["drive"] > 0
    curves(axes["speed"], drive[some], {"computed": a["speed"][some]}, reference={
        "McLaughlin and Scott": a["speed_expected"][some]}, x_label="bias over $I_c$",
        label="speed over Swihart's", title="Speed")
    for line in (*axes["speed"].lines[:1],):
        line.set(marker="o", linestyle="none")
    axes["speed"].set(xscale="log", ylim=(0, 1.05))
    order = np.argsort(a["speed"])
    exact = np.linspace(0, 1, 200)
    curves(axes["width"], exact, {}, reference={"$\\sqrt{1-v^2}$": np.sqrt(1 - exact**2)},
           x_label="speed over Swihart's", label="width over that at rest", title="Lorentz contraction")
    axes["width"].plot(a["speed"][order], a["width"][order], "o", label="computed")
    axes["width"].legend(frameon=False)
    axes["width"].set(ylim=(0, 1.05), xlim=(0, 1))
    return made


def _centred(phase: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Return the phase on a ring with its fluxon in the middle, rising from 0 to 2 pi."""
    slope = np.diff(phase, append=phase[:1] + 2 * np.pi)
    by = len(phase) // 2 - int(np.argmax(slope))
    around = np.concatenate([phase - 2 * np.pi, phase, phase + 2 * np.pi])
    found = around[len(phase) - by:2 * len(phase) - by]
    return found - 2 * np.pi * np.round((found[len(found) // 2] - np.pi) / (2 * np.pi))


def _space_time(made: Figure, ax: Axes, a: dict[str, np.ndarray]) -> None:
    """Draw phi_x over place and time."""
    from onnes.plots import axis_label, prefixed, style

    spacing = a["place"][1] - a["place"][0]
    slope = np.diff(a["phase"], axis=1, append=a["phase"][:, :1] + 2 * np.pi) / spacing
    factor, unit = prefixed(a["time"], "s")
    with style():
        drawn = ax.pcolormesh(a["place"], a["time"] * factor, slope, cmap="inferno", shading="nearest", rasterized=True)
        bar = made.colorbar(drawn, ax=ax)
    bar.set_label("field over $J_c \\lambda_J$")
    ax.set(xlabel="place over $\\lambda_J$", ylabel=axis_label("time", unit), title="From rest, around the ring")


def _fluxon_frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import PALETTE, curves, figure, in_words, moving_frames, parameters, style

    a = _values(result)
    place = a["place"]
    spacing = place[1] - place[0]
    slope = np.diff(a["phase"], axis=1, append=a["phase"][:, :1] + 2 * np.pi) / spacing
    made, (above, below) = figure(2, 1, size=(7.6, 5.6), sharex=True)
    curves(above, place, {"": slope[0]}, label="field over $J_c \\lambda_J$", title="A fluxon on a ring")
    above.set_ylim(min(0.0, 1.1 * slope.min()), 1.15 * slope.max())
    curves(below, place, {"": np.sin(a["phase"][0])}, x_label="place over $\\lambda_J$",
           label="current density over $J_c$")
    below.set_ylim(-1.15, 1.15)
    lines = above.lines[0], below.lines[0]
    lines[1].set_color(PALETTE[1])
    with style():
        clock = above.text(0.02, 0.9, "", transform=above.transAxes)

    def move(frame: int) -> None:
        lines[0].set_ydata(slope[frame])
        lines[1].set_ydata(np.sin(a["phase"][frame]))
        clock.set_text(in_words(a["time"][frame], "s", beside=a["time"]))

    return moving_frames(made, [*lines, clock], range(len(slope)), move, parameters(result))


def _switching(result: Result) -> Figure:
    from onnes.plots import PALETTE, axis_label, curves, figure, prefixed, style

    made, (left, middle, right) = figure(1, 3, size=(14.4, 4.4))
    a = _values(result)
    factor, unit = prefixed(a["edge"], "A")
    with style():
        left.stairs(a["count"], a["edge"] * factor, fill=True, color=PALETTE[0], alpha=0.8)
        left.grid(True, color="#e4e4e4", linewidth=0.7)
    left.set(xlabel=axis_label("switching current", unit), ylabel="number of junctions", title="Switching currents")
    inputs = result.inputs
    bias = a["film_bias"] * inputs["critical_current"]["value"]
    curves(middle, a["middle"], {}, reference={"closed form": a["rate_expected"]}, x_label="current", x_unit="A",
           label="rate of escape", unit="Hz", title="Rate of escape")
    scale = prefixed(a["rate_expected"], "Hz")[0]
    with style():
        middle.errorbar(a["middle"] * factor, a["rate"] * scale, a["rate_uncertainty"] * scale, fmt="o", color=PALETTE[0],
                        label="from the histogram")
        middle.errorbar([bias * factor], [result["escape_rate"] * scale],
                        [result.readings["escape_rate"].uncertainty * scale], fmt="s", color=PALETTE[1],
                        label="at a held current")
    middle.set(yscale="log")
    middle.legend(loc="upper left", frameon=False)
    _board(right, a)
    return made

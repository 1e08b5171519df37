"""Picture and film: the curve, the phase slips in space and time, and their voltage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.problems.strip.threshold import DEPAIRING
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NO_VOLTAGE = 1e-3
"""Voltage over the largest below which there is none."""
_VOLTAGE = r"voltage $V/(R_{\rm n} I_{\rm depairing})$"


def picture(result: Result) -> Figure:
    """Draw voltage over current; |psi|^2 of the middle line over time; voltage over time."""
    from onnes.plots import curves, figure

    made, axes = figure(mosaic=[["curve", "slips"], ["curve", "slips"], ["curve", "trace"]], size=(11.5, 6.2),
                        title=_sentence(result))
    _curve(axes["curve"], result)
    _slips(axes["slips"], result)
    trace, time = result.arrays["voltage_trace"].values / DEPAIRING, result.arrays["interval"].values
    mean = {"": np.full_like(trace, np.mean(trace))} if len(trace) else {}
    curves(axes["trace"], time, {"": trace}, reference=mean, x_label=r"time ($\tau$)", label=_VOLTAGE,
           title="dashed: mean")
    axes["trace"].set_xlim(0, time[-1] if len(time) else 1)
    axes["trace"].set_ylabel(_VOLTAGE, fontsize=8)
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the condensate during the slips: a map of a strip, a profile along a wire."""
    from onnes.plots import Panel, parameters, render_frames, write_film

    if _is_wire(result):
        write_film(_frames_of_wire(result), path, fps=25)
        return
    density, time, x, y = (result.arrays[name].values for name in ("density", "time", "x", "y"))
    shown = Panel(density[::2].transpose(0, 2, 1), (x[0], x[-1], y[0], y[-1]), kind="density",
                  label="density of pairs |ψ|²", length="ξ")
    frames = render_frames([shown], time[::2], title=f"Current from left to right, {_shown(result)}", time_unit="τ",
                           height=2.4, caption=parameters(result))
    write_film(frames, path, fps=25)


def _frames_of_wire(result: Result) -> Iterator[np.ndarray]:
    """Return frames of the density of pairs along the wire, and of the voltage up to that time."""
    from onnes.plots import PALETTE, curves, figure, moving_frames, parameters, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    x, time, line = arrays["x"], arrays["time"], _along_the_middle(result)
    made, (along, trace) = figure(2, 1, size=(7.2, 5.0), height_ratios=(3, 2))
    curves(along, x, {"": line.mean(axis=0)}, x_label=r"place along the wire ($\xi$)",
           label=r"density of pairs $|\psi|^2$")
    along.set(xlim=(x[0], x[-1]), ylim=(0, 1.05 * line.max()))
    curves(trace, arrays["interval"], {"": arrays["voltage_trace"] / DEPAIRING}, x_label=r"time ($\tau$)",
           label=_VOLTAGE)
    for ax in (along, trace):
        ax.lines[0].set(color="#cccccc")
    trace.set_xlim(0, time[-1] or 1.0)  # one record has no length
    with style():
        (profile,) = along.plot([], [], color=PALETTE[0])
        (dot,) = trace.plot([], [], "o", color=PALETTE[1])
        above = along.set_title(" ")

    def move(frame: int) -> None:
        profile.set_data(x, line[frame])
        if len(arrays["interval"]):  # none in a run that ended at once
            voltage = np.interp(time[frame], arrays["interval"], arrays["voltage_trace"] / DEPAIRING)
            dot.set_data([time[frame]], [voltage])
        above.set_text(f"{_shown(result)}, t = {time[frame]:.1f} τ")

    return moving_frames(made, [profile, dot, above], range(0, len(time), 2), move, parameters(result))


def _curve(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    current, voltage, down = arrays["current"], arrays["mean_voltage"], arrays["downwards"]
    critical, unsteady = result["critical_current"], ~arrays["steady"]
    top = np.array([0.0, max(current)]) / DEPAIRING
    marks = {r"$J_{\rm c}$": critical / DEPAIRING}
    if (trapped := result["retrapping_current"]) is not None and trapped < 0.97 * critical:
        marks[r"$J_{\rm r}$"] = trapped / DEPAIRING
    curves(ax, top, {}, reference={"normal metal": top}, marks=marks, x_label=r"current $J/J_{\rm depairing}$",
           label=_VOLTAGE)
    with style():
        up = np.flatnonzero(~down)
        for name, part, look in (("up", up, "o-"), ("down", np.append(up[-1:], np.flatnonzero(down)), "s--")):
            ax.plot(*_with_jump(current[part], voltage[part], critical if name == "up" else trapped), look, label=name,
                    markersize=4)
        if np.any(unsteady):
            ax.plot(current[unsteady] / DEPAIRING, voltage[unsteady] / DEPAIRING, "x", color="#888888", markersize=9,
                    label="not steady")
        shown = result["slip_current"]
        at = voltage[np.argmin(np.abs(current - shown))]
        ax.plot(shown / DEPAIRING, at / DEPAIRING, "*", color=PALETTE[2], markersize=13, label="shown on the right",
                zorder=4)
        ax.legend(loc="upper left")
    ax.set(xlim=(0, None), ylim=(0, None), title="Current and voltage")


def _with_jump(current: np.ndarray, voltage: np.ndarray, jump: float | None) -> tuple[np.ndarray, np.ndarray]:
    """Return a branch over depairing, broken between currents without and with voltage, where it jumps at ``jump``."""
    edge = np.flatnonzero(np.diff(running := voltage > _NO_VOLTAGE * np.max(voltage)))
    if len(edge) and jump is not None:
        starts = running[edge[0] + 1]
        current, voltage = (np.insert(values, edge[0] + 1, place) for values, place in
                            ((current, (jump, np.nan) if starts else (np.nan, jump)),
                             (voltage, (0.0, np.nan) if starts else (np.nan, 0.0))))
    return current / DEPAIRING, voltage / DEPAIRING


def _slips(ax: Axes, result: Result) -> None:
    from onnes.plots import style

    x, time = (result.arrays[name].values for name in ("x", "time"))
    line = _along_the_middle(result)
    with style():
        end = time[-1] if len(time) > 1 else time[0] + 1
        image = ax.imshow(line.T, origin="lower", aspect="auto", extent=(time[0], end, x[0], x[-1]),
                          cmap="viridis", vmin=0, vmax=1)
        image.set_interpolation("bilinear")
        ax.figure.colorbar(image, ax=ax, pad=0.02, label="density of pairs |ψ|²")
        ax.set(xlabel=r"time ($\tau$)", ylabel=r"place along the current ($\xi$)", title=f"Slips at {_shown(result)}")
        ax.spines[:].set_visible(True)


def _along_the_middle(result: Result) -> np.ndarray:
    density = result.arrays["density"].values
    return density[:, :, density.shape[2] // 2]


def _shown(result: Result) -> str:
    """Return the current that is shown, and on which way."""
    shown, current = result["slip_current"], result.arrays["current"].values
    way = "down" if result.arrays["downwards"].values[np.argmin(np.abs(current - shown))] else "up"
    return f"{shown / DEPAIRING:.3g} of depairing, on the way {way}"


def _sentence(result: Result) -> str:
    length, width = (f"{np.ptp(result.arrays[axis].values):.4g} ξ" for axis in "xy")
    body = f"Wire of {length}" if _is_wire(result) else f"Strip of {length} × {width}"
    return f"{body}: voltage sets in at {result['critical_over_depairing']:.4f} of the depairing current"


def _is_wire(result: Result) -> bool:
    """Return whether no width was given, neither in xi nor in SI units."""
    inputs = result.inputs
    return not (inputs["width_over_xi"] if "width_over_xi" in inputs else inputs["width"]["value"])

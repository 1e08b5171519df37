"""Picture and film: the curve, the phase slips in space and time, and their voltage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.problems.strip.threshold import DEPAIRING
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BAND = 3.0
"""Height in xi at which a wire is drawn in a film."""


def picture(result: Result) -> Figure:
    """Draw voltage over current; |psi|^2 of the middle line over time; voltage over time."""
    from onnes.plots import curves, figure

    made, axes = figure(mosaic=[["curve", "slips"], ["curve", "slips"], ["curve", "trace"]], size=(11.5, 6.2),
                        title=_sentence(result))
    _curve(axes["curve"], result)
    _slips(axes["slips"], result)
    trace, time = result.arrays["voltage_trace"].values, result.arrays["interval"].values
    mean = {"": np.full_like(trace, np.mean(trace))} if len(trace) else {}
    curves(axes["trace"], time, {"": trace}, reference=mean, x_label=r"time ($\tau$)", label=r"$V/R_{\rm n}$")
    axes["trace"].set_xlim(0, time[-1] if len(time) else 1)
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the condensate during the slips; a wire is drawn as a band, wide enough to be seen."""
    from onnes.plots import Panel, render_frames, write_film

    density, time, x, y = (result.arrays[name].values for name in ("density", "time", "x", "y"))
    density, time = density[::2], time[::2]
    if _is_wire(result):
        y = np.array([-_BAND, _BAND]) / 2
    shown = Panel(density.transpose(0, 2, 1), (x[0], x[-1], y[0], y[-1]), kind="density", label="|ψ|²", length="ξ")
    frames = render_frames([shown], time, title=f"{result['slip_current'] / DEPAIRING:.2f} of depairing", time_unit="τ",
                           height=2.4)
    write_film(frames, path, fps=25)


def _curve(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    current, voltage, down = arrays["current"], arrays["mean_voltage"], arrays["downwards"]
    critical, unsteady = result["critical_current"], ~arrays["steady"]
    top = np.array([0.0, max(current)]) / DEPAIRING
    marks = {r"$J_{\rm c}$": critical / DEPAIRING}
    if (trapped := result["retrapping_current"]) is not None and trapped < 0.97 * critical:
        marks[r"$J_{\rm r}$"] = trapped / DEPAIRING
    curves(ax, top, {}, reference={"normal metal": top}, marks=marks, x_label=r"current $J/J_{\rm depairing}$",
           label=r"voltage $V/(R_{\rm n} I_{\rm depairing})$")
    with style():
        up = np.flatnonzero(~down)
        for name, part, look in (("up", up, "o-"), ("down", np.append(up[-1:], np.flatnonzero(down)), "s--")):
            ax.plot(current[part] / DEPAIRING, voltage[part] / DEPAIRING, look, label=name, markersize=4)
        if np.any(unsteady):
            ax.plot(current[unsteady] / DEPAIRING, voltage[unsteady] / DEPAIRING, "x", color="#888888", markersize=9,
                    label="not steady")
        ax.legend(loc="upper left")
    ax.set(xlim=(0, None), ylim=(0, None), title="current and voltage")


def _slips(ax: Axes, result: Result) -> None:
    from onnes.plots import style

    density, x, time = (result.arrays[name].values for name in ("density", "x", "time"))
    line = density[:, :, density.shape[2] // 2]
    with style():
        end = time[-1] if len(time) > 1 else time[0] + 1
        image = ax.imshow(line.T, origin="lower", aspect="auto", extent=(time[0], end, x[0], x[-1]),
                          cmap="viridis", vmin=0, vmax=1)
        ax.figure.colorbar(image, ax=ax, pad=0.02, label="|ψ|²")
        ax.set(ylabel=r"place ($\xi$)", title=f"at {result['slip_current'] / DEPAIRING:.2f} of depairing")
        ax.spines[:].set_visible(True)


def _sentence(result: Result) -> str:
    length, width = (f"{np.ptp(result.arrays[axis].values):.4g} ξ" for axis in "xy")
    body = f"wire of {length}" if _is_wire(result) else f"strip of {length} × {width}"
    return (f"{body}, γ = {result.inputs['gamma']:g}: voltage sets in at {result['critical_over_depairing']:.4f} of "
            "depairing")


def _is_wire(result: Result) -> bool:
    """Return whether no width was given, neither in xi nor in SI units."""
    inputs = result.inputs
    return not (inputs["width_over_xi"] if "width_over_xi" in inputs else inputs["width"]["value"])

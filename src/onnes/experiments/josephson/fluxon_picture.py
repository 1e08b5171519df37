"""Picture and film of the study fluxon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.josephson.fluxon import slopes
from onnes.experiments.josephson.washboard_picture import values
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw its shape at rest and under the bias, its way around the ring, speeds and widths."""
    from onnes.plots import curves, figure

    made, axes = figure(mosaic=[["shape", "map", "speed"], ["slope", "map", "width"]], size=(13.6, 6.2))
    a = values(result)
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
    axes["speed"].lines[0].set(marker="o", linestyle="none")
    axes["speed"].legend(loc="lower right")
    axes["speed"].set(xlim=(0, None), ylim=(0, 1.05))
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

    slope = slopes(a["phase"], a["place"][1] - a["place"][0])
    factor, unit = prefixed(a["time"], "s")
    with style():
        drawn = ax.pcolormesh(a["place"], a["time"] * factor, slope, cmap="inferno", shading="nearest", rasterized=True)
        bar = made.colorbar(drawn, ax=ax)
    bar.set_label("field over $J_c \\lambda_J$")
    ax.set(xlabel="place over $\\lambda_J$", ylabel=axis_label("time", unit), title="From rest, around the ring")


def frames(result: Result) -> Iterator[np.ndarray]:
    """Yield frames of field and current density along the ring."""
    from onnes.plots import PALETTE, curves, figure, in_words, moving_frames, parameters, style

    a = values(result)
    place = a["place"]
    slope = slopes(a["phase"], place[1] - place[0])
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

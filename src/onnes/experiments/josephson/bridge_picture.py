"""Picture and film of the study bridge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.josephson.washboard_picture import scale_of, values
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SHOWN = 5


def picture(result: Result) -> Figure:
    """Draw current and energy over the phase difference, and psi along the bridge at some of them."""
    from onnes.plots import curves, figure

    made, ((current, energy), (density, phase)) = figure(2, 2, size=(11.0, 7.6))
    a, largest = values(result), float(result["critical_current"])
    turns, along = a["phase"] / np.pi, "phase difference over $\\pi$"
    curves(current, turns, {"computed": a["current"]}, reference={"$I_c$ sin(phase)": largest * np.sin(a["phase"])},
           x_label=along, label="supercurrent", unit="A", title="Current")
    curves(energy, turns, {"": a["energy"]}, label="energy", unit="J", x_label=along, title="Energy")
    place, x = "place over the length", a["x"] / np.ptp(a["x"])
    shown = np.linspace(0, len(turns) - 1, _SHOWN).astype(int)
    names = {k: f"{turns[k]:.2g} $\\pi$" for k in shown}
    curves(density, x, {names[k]: a["density"][k] for k in shown}, label="density of pairs $|\\psi|^2$",
           x_label=place, title="Pairs along the bridge")
    curves(phase, x, {names[k]: a["phase_along"][k] / np.pi for k in shown}, label="phase of $\\psi$ over $\\pi$",
           x_label=place, title="Phase along the bridge")
    density.set_ylim(0, None)
    return made


def frames(result: Result) -> Iterator[np.ndarray]:
    """Yield frames of psi along the bridge as the phase difference rises."""
    from onnes.plots import PALETTE, curves, figure, moving_frames, parameters, style

    a = values(result)
    turns, x = a["phase"] / np.pi, a["x"] / np.ptp(a["x"])
    made, (left, right) = figure(1, 2, size=(9.6, 4.2))
    curves(left, turns, {"": a["current"]}, x_label="phase difference over $\\pi$", label="supercurrent", unit="A",
           title="Current")
    curves(right, x, {"density of pairs": a["density"][0], "phase over $\\pi$": a["phase_along"][0] / np.pi},
           x_label="place over the length", label="$\\psi$", title="Along the bridge")
    right.set_ylim(-0.05, max(1.3, 1.1 * float(a["density"].max()), 1.1 * float(a["phase_along"].max()) / np.pi))
    pairs, turned = right.lines[:2]
    scale = scale_of(left, a["current"])
    with style():
        (mark,) = left.plot([], [], "o", color=PALETTE[1], markersize=8)

    def move(frame: int) -> None:
        pairs.set_ydata(a["density"][frame])
        turned.set_ydata(a["phase_along"][frame] / np.pi)
        mark.set_data([turns[frame]], [a["current"][frame] * scale])

    return moving_frames(made, [pairs, turned, mark], range(len(turns)), move, parameters(result))

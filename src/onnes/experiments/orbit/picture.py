"""Picture and film of an orbit that grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers.orbit_expansion import expanded_speed
from onnes.experiments.orbit.growth import LAWS
from onnes.results import Result
from onnes.units.constants import HBAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FRAMES, _EVERY = 60, 30
"""Frames of a film; records from one mark to the next where the laws are compared."""
_MARKS = "os^vD"
_TOP, _LEGEND = 3.0, 0.25
"""Largest speed drawn, over that of the orbits; room for a legend above curves, over their height."""


def picture(result: Result) -> Figure:
    """Draw the path of the carrier, the laws of growth, the speed against the radius, the angular momentum."""
    from onnes.plots import PALETTE, figure, time_series

    made, axes = figure(2, 2, size=(11.0, 9.0), title=_sentence(result))
    time = result.arrays["time"].values
    x, y = _plane(axes[0, 0], result)
    axes[0, 0].plot(x, y, color=PALETTE[0])
    axes[0, 0].plot(x[-1], y[-1], "o", color=PALETTE[0], markersize=8)
    axes[0, 0].set(title=f"Path of the electron, {result.inputs['law']} growth")
    time_series(axes[0, 1], time, dict(zip(LAWS, result.arrays["radius_by_law"].values, strict=True)), label="radius",
                unit="m", title="Five laws of growth ...")
    _speeds(axes[1, 0], result)
    kinetic, stored = (result.arrays[name].values / HBAR for name in ("kinetic_momentum", "field_momentum"))
    time_series(axes[1, 1], time, {"m r v of the electron": kinetic, "q r²B/2 of the field": stored,
                                   "sum": kinetic + stored}, label="angular momentum / ħ",
                title="What the electron gains the field loses")
    low, high = axes[1, 1].get_ylim()
    axes[1, 1].set_ylim(low, high + _LEGEND * (high - low))
    return made


def _speeds(ax: Axes, result: Result) -> None:
    """Draw the speed against the radius, by every law and in closed form."""
    from onnes.plots import PALETTE, curves, prefixed, style

    radii, speeds = (result.arrays[f"{name}_by_law"].values for name in ("radius", "speed"))
    places = np.linspace(radii.min(), radii.max(), 200)
    marks = {"2λ": 2 * float(result["penetration_depth"])}
    closed = _closed_forms(result, places)
    curves(ax, places, {}, reference=closed, x_label="radius", x_unit="m", label="azimuthal speed", unit="m/s",
           title="... and one speed against the radius", marks=marks)
    ax.lines[1].set_linestyle(":")
    scale, of_speed = prefixed(places, "m")[0], prefixed(list(closed.values()), "m/s")[0]
    with style():
        for law, mark, colour, r, v in zip(LAWS, _MARKS, PALETTE, radii, speeds, strict=False):
            ax.plot(scale * r[::_EVERY], of_speed * v[::_EVERY], mark, label=law, color=colour, markerfacecolor="none")
        # Large orbits that feel one another are far slower than the others, and fastest at 2 lambda.
        top = _TOP * of_speed * float(speeds.max())
        if top < ax.get_ylim()[1]:
            ax.set_ylim(-0.05 * top, top)
        ax.legend(loc="upper right" if radii.max() > 2 * marks["2λ"] else "upper left")


def _closed_forms(result: Result, radius: np.ndarray) -> dict[str, np.ndarray]:
    """Return the speed at each radius without and with the field of the others, in m/s."""
    applied, depth = result.inputs["field"]["value"], float(result["penetration_depth"])
    start = float(result["start_radius"]) if result.inputs["start"] == "rest" else 0.0
    return {text: np.array([expanded_speed(r, applied, start, given) for r in radius])
            for text, given in (("others ignored", None), ("others felt", depth))}


def _plane(ax: Axes, result: Result) -> tuple[np.ndarray, np.ndarray]:
    """Draw the plane with the largest circle; return x and y of the carrier in its unit of length."""
    from matplotlib.patches import Circle

    from onnes.plots import axis_label, prefixed

    radius, angle = (result.arrays[name].values for name in ("radius", "angle"))
    scale, unit = prefixed(radius, "m")
    end = scale * radius.max()
    ax.add_patch(Circle((0, 0), end, fill=False, color="#888888", linestyle=":"))
    ax.plot(0, 0, "+", color="#888888")
    ax.set(aspect="equal", xlim=(-1.12 * end, 1.12 * end), ylim=(-1.12 * end, 1.12 * end),
           xlabel=axis_label("x", unit), ylabel=axis_label("y", unit))
    return scale * radius * np.cos(angle), scale * radius * np.sin(angle)


def film(result: Result, path: Path) -> None:
    """Write a film of the orbit in its plane, beside speed and mean field against time."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=20)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from matplotlib.patches import Circle

    from onnes.plots import PALETTE, figure, in_words, moving_frames, parameters, prefixed, style, time_series

    time, radius = (result.arrays[name].values for name in ("time", "radius"))
    made, axes = figure(size=(10.0, 5.2), mosaic=[["o", "s"], ["o", "f"]], title=_sentence(result))
    x, y = _plane(axes["o"], result)
    shown = {"s": ("speed", "azimuthal speed", "m/s"), "f": ("mean_field", "mean field", "T")}
    scales = {place: prefixed(result.arrays[name].values, unit)[0] for place, (name, _, unit) in shown.items()}
    for place, (name, label, unit) in shown.items():
        time_series(axes[place], time, {"": result.arrays[name].values}, label=label, unit=unit)
        axes[place].lines[0].set(color="#cccccc")
    reach, clock = prefixed(radius, "m")[0], prefixed(time, "s")[0]
    with style():
        (trail,) = axes["o"].plot([], [], color=PALETTE[0])
        (carrier,) = axes["o"].plot([], [], "o", color=PALETTE[1], markersize=9)
        orbit = axes["o"].add_patch(Circle((0, 0), 0, fill=False, color=PALETTE[1]))
        lines = {place: axes[place].plot([], [], color=PALETTE[0])[0] for place in shown}
        caption = axes["o"].set_title(" ")

    def move(now: int) -> None:
        trail.set_data(x[:now + 1], y[:now + 1])
        carrier.set_data([x[now]], [y[now]])
        orbit.set_radius(reach * radius[now])
        caption.set_text(f"t = {in_words(float(time[now]), 's', beside=time)}")
        for place, line in lines.items():
            values = result.arrays[shown[place][0]].values[:now + 1]
            line.set_data(clock * time[:now + 1], scales[place] * values)

    return moving_frames(made, [trail, orbit, carrier, caption, *lines.values()],
                         np.linspace(0, len(time) - 1, _FRAMES).astype(int), move, parameters(result))


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    others = {"ignored": "the field of the others ignored", "felt": "in the field of all"}[result.inputs["others"]]
    return (f"An orbit that grows to {in_words(float(result['radius']), 'm')} in "
            f"{in_words(result.inputs['field']['value'], 'T')}, {others}, "
            f"ends at {float(result['speed_over_meissner']):.3g} times the Meissner speed")

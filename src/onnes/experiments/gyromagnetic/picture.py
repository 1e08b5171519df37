"""Picture and film of a superconductor on a torsion fibre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LAYER = 8
"""Depth below the surface that is drawn, in lambda."""
_LINEAR, _ROUNDING = 10, 1e-9
"""Largest bar on a linear scale, and the smallest that is not zero."""
_FOLLOWED, _FRAMES, _CELLS, _AROUND = 6, 48, 160, 1.1
"""Half periods and frames of a film; cells across it, and its extent over that of the body."""
_SHOWN_ANGLE, _SECTORS, _RIM = 0.5, 4, 0.15
"""Largest angle in a film [rad]; dark sectors of the body; thickness of the layer drawn for the current, in radii."""


def picture(result: Result) -> Figure:
    """Draw the current below the surface, the swing, who has the angular momentum, and which forces gave it."""
    from onnes.plots import figure, profile, time_series

    made, axes = figure(2, 2, size=(11.0, 8.0))
    arrays = {name: array.values for name, array in result.arrays.items()}
    time, r = arrays["time"], arrays["r"]
    below = r[-1] - r
    near = below <= _LAYER * _depth(arrays)
    profile(axes[0, 0], below[near], {"": arrays["current_density"][near]}, x_label="depth below the surface",
            label="current density", unit="A/m^2", title="screening current")
    steady = {} if "steady_swing" not in result.readings else {
        "steady amplitude": np.full_like(time, 1e6 * float(result["steady_swing"]))}
    time_series(axes[0, 1], time, {"angle of the body": 1e6 * arrays["angle"]}, reference=steady,
                label="angle (µrad)")
    first = time <= _FOLLOWED / 2 * result.inputs["period"]["value"]
    unit = result.arrays["body"].unit
    held = {"electrons": "electrons", "body": "body", "fibre and friction": "surroundings"}
    lines = {words: arrays[name][first] for words, name in held.items()}
    time_series(axes[1, 0], time[first], {**lines, "sum": sum(lines.values())}, label="angular momentum", unit=unit)
    _legend_above(axes[1, 0], 4)
    _draw_forces(axes[1, 1], result)
    made.suptitle(_sentence(result))
    return made


def _legend_above(ax: Axes, columns: int) -> None:
    """Write the legend above the lines."""
    from onnes.plots import style

    with style():
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=columns)


def _draw_forces(ax: Axes, result: Result) -> None:
    """Draw bars of what each force gives to electrons and to the lattice, over the angular momentum of the current."""
    from matplotlib.ticker import SymmetricalLogLocator

    from onnes.plots import PALETTE, style

    current = float(result["from_faraday"]) + float(result["from_other_forces"])
    given = {"Faraday's field": float(result["from_faraday"]) / current,
             "other forces": float(result["from_other_forces"]) / current, "sum": 1.0}
    with style():
        shares = np.array(list(given.values()))
        shares[np.abs(shares) < _ROUNDING] = 0.0
        for side, (sign, who) in enumerate(((1, "electrons"), (-1, "lattice"))):
            bars = ax.bar(np.arange(len(shares)) + 0.38 * (side - 0.5), sign * shares, 0.36, color=PALETTE[side],
                          label=who)
            ax.bar_label(bars, [f"{share:.3g}" for share in sign * shares + 0.0], fontsize=8)
        ax.axhline(0, color="black", linewidth=0.8)
        if np.max(np.abs(shares)) > _LINEAR:
            ax.set_yscale("symlog", linthresh=1)
            ax.yaxis.set_major_locator(SymmetricalLogLocator(base=1000, linthresh=1))
        ax.margins(y=0.15)
        ax.set_xticks(range(len(given)), given)
        ax.set_ylabel("impulse over that of the current")
    _legend_above(ax, 2)


def film(result: Result, path: Path) -> None:
    """Write a film of the current in the cross-section, and of the body with its angle enlarged."""
    from onnes.plots import Panel, parameters, render_frames, write_film

    arrays = {name: array.values for name, array in result.arrays.items()}
    radius = arrays["r"][-1]
    times = np.linspace(0, _FOLLOWED / 2 * result.inputs["period"]["value"], _FRAMES)
    angle = np.interp(times, arrays["time"], arrays["angle"])
    after = np.searchsorted(arrays["time"], times, side="right") - 1
    sense = arrays["electrons"][after] / np.max(np.abs(arrays["electrons"]))
    half = _AROUND * radius
    grid = (np.arange(_CELLS) + 0.5) / _CELLS * 2 * half - half
    x, y = np.meshgrid(grid, grid)
    distance, azimuth = np.hypot(x, y), np.arctan2(y, x)
    inside = distance <= radius
    layer = np.where(inside & (distance > (1 - _RIM) * radius), arrays["current_density"][-1], 0.0)
    larger, times_larger = _enlargement(float(np.max(np.abs(angle))))
    body = np.array([np.where(inside, 0.4 * np.sign(np.sin(_SECTORS * (azimuth - larger * each))), 0.0)
                     for each in angle])
    largest = float(np.max(np.abs(layer)))
    extent = (-half, half, -half, half)
    panels = [Panel(sense[:, None, None] * layer, extent, "A/m^2", "J at the surface", kind="signed",
                    limits=(-largest, largest), outline=inside),
              Panel(body, extent, "", "colours mark the body only", kind="signed", limits=(-1.0, 1.0), outline=inside)]
    titles = ("current, its layer drawn thicker", f"body, angle enlarged {times_larger} times")
    write_film(render_frames(panels, times, title=_sentence(result), titles=titles, caption=parameters(result)), path,
               fps=12)


def _enlargement(largest: float) -> tuple[float, str]:
    """Return the round factor that makes an angle [rad] about half a radian, and how it is written."""
    wanted = _SHOWN_ANGLE / largest
    power = int(np.floor(np.log10(wanted)))
    digit = max(each for each in (1, 2, 5) if each <= wanted / 10.0**power * (1 + 1e-9))
    return digit * 10.0**power, f"${digit}\\times 10^{{{power}}}$" if digit > 1 else f"$10^{{{power}}}$"


def _depth(arrays) -> float:
    """Return lambda, in m: B of the surface over mu_0 J there."""
    from onnes.units.constants import VACUUM_PERMEABILITY

    return float(abs(arrays["magnetic_field"][-1] / (VACUUM_PERMEABILITY * arrays["current_density"][-1])))


def _sentence(result: Result) -> str:
    metal = f" of {result.material}" if result.material else ""
    happens = {"reversed": "in a field that is reversed at every passage", "cooled": "cooled in a field",
               "switched": "in a field that is switched on and off at every passage"}[result.inputs["procedure"]]
    return f"A {result.inputs['shape']}{metal} on a fibre, {happens}"

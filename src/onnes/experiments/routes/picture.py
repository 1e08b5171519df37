"""Picture and film of the three routes: field, electric field and current of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.geometry import disc
from onnes.plots.filled import filled
from onnes.plots.maps import Panel
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HALF_LEFT = 0.5
"""Field of the core over the applied one at which the routes are drawn."""
_FIELD_RANGE = 1.5
"""Field of the brightest colour over the applied one."""
_BRIGHTEST = 0.99
"""Share of the values that the colours cover."""
_FRAMES = 61
"""Most frames of a film."""
_FINER = 2
"""Cells at which the closed form of (a) is drawn, over those of the grid."""
_QUANTITIES = (("magnetic_field", "B"), ("electric_field", "E around the axis"),
               ("current_density", "J around the axis"))
_TITLES = ("(a) if ψ is held", "(a) ψ = 1 at the start", "(b) random nuclei", "(c) one nucleus")


def picture(result: Result) -> Figure:
    """Draw B, E, J of each route when half of the field is left; field of the core and energies against time."""
    from onnes.plots import field_map, figure, in_words, time_series

    columns = ("rigid", "a", "b", "c")
    rows = [[f"{name}{column}" for column in columns] for name, _ in _QUANTITIES]
    still, axes = figure(mosaic=[*rows, ["core", "core", "heat", "heat"]], size=(14.5, 12.0))
    time, core = result.arrays["time"].values, result.arrays["core_field"].values
    applied = core[0, 0]
    for column, title in zip(columns, _TITLES, strict=True):
        clock = result.arrays["rigid_time"].values if column == "rigid" else time
        left = _rigid_core(result) if column == "rigid" else core["abc".index(column)]
        frame = _moment(left / applied)
        for name, label in _QUANTITIES:
            shown = _panel(result, column, name, label)
            words = f"{title}, {in_words(float(clock[frame]), 's')}" if name == "magnetic_field" else ""
            field_map(axes[name + column], _at(shown, frame), title=words)
    routes: dict[str, np.ndarray] = dict(zip(_TITLES[1:], core, strict=True))
    time_series(axes["core"], time, routes, label="mean field of the core", unit="T")
    axes["core"].set_ylim(bottom=0)
    per = result.arrays["joule_heat"].unit
    lines = {f"({name}) {text}": result.arrays[array].values[index] for index, name in ((1, "b"), (2, "c"))
             for array, text in (("energy_change", "free energy, change"), ("joule_heat", "Joule heat"),
                                 ("relaxation_heat", "heat of ψ"))}
    time_series(axes["heat"], time, lines, label="energy per length", unit=per)
    still.suptitle(_sentence(result))
    return still


def film(result: Result, path: Path) -> None:
    """Write a film of B, E and J of all routes; (a) with psi held is slowed down, all others have one clock."""
    from onnes.plots import parameters, render_frames, write_film

    time, slow = result.arrays["time"].values, result.arrays["rigid_time"].values
    moments, held = (np.linspace(0, len(clock) - 1, min(_FRAMES, len(time))).astype(int) for clock in (time, slow))
    panels = []
    for name, label in _QUANTITIES:
        panels += [_at(_panel(result, route, name, label), held if route == "rigid" else moments)
                   for route in ("rigid", *"abc")]
    titles = (f"{_TITLES[0]}, slowed {time[-1] / slow[-1]:.0f} times", *_TITLES[1:])
    write_film(render_frames(panels, time[moments], title=_sentence(result), height=2.6, rows=len(_QUANTITIES),
                             titles=titles, caption=parameters(result)), path, fps=10)


def _panel(result: Result, route: str, name: str, label: str) -> Panel:
    """Return the stack of maps of a quantity of a route."""
    on_faces = name == "magnetic_field"
    x, radius = result.arrays["x_face" if on_faces else "x"].values, float(result.arrays["rigid_r"].values[-1])
    half = 0.5 * (x[1] - x[0])
    edges = (x[0] - half, x[-1] + half)
    if route == "rigid":
        r, cells = result.arrays["rigid_r"].values, _FINER * len(x)
        fine = edges[0] + (np.arange(cells) + 0.5) / cells * (edges[1] - edges[0])
        distance = np.hypot(fine[:, None], fine)
        values = np.array([np.interp(distance, r, row) for row in result.arrays[f"rigid_{name}"].values])
    else:
        values = result.arrays[name].values["abc".index(route)]
        if not on_faces:
            values = filled(values, result.arrays["inside"].values > 0)
        values = values.transpose(0, 2, 1)
    if on_faces:
        limits = (0.0, _FIELD_RANGE * float(result.arrays["core_field"].values[0, 0]))
    else:
        # Of (b) and (c) also for (a), whose first instant outshines all.
        scale = values if route == "rigid" else result.arrays[name].values[1:]
        largest = float(np.quantile(np.abs(scale[scale != 0]), _BRIGHTEST))
        limits = (-largest, largest)
    return Panel(values, (*edges, *edges), result.arrays[name].unit, label, "field" if on_faces else "signed", limits,
                 region=disc(radius).region, beyond=on_faces)


def _at(shown: Panel, frames) -> Panel:
    return replace(shown, values=shown.values[frames])


def _rigid_core(result: Result) -> np.ndarray:
    return result.arrays["rigid_magnetic_field"].values[:, 0]


def _moment(left: np.ndarray) -> int:
    """Return the frame at which about half of the field is left."""
    return int(np.argmin(np.abs(left - _HALF_LEFT)))


def _sentence(result: Result) -> str:
    metal = f" of {result.material}" if result.material else ""
    return f"Three ways to expel the field {1 - result.inputs['p']:g} Hc from a cylinder{metal}"

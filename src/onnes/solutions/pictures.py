"""Pictures and films of a solution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.ndimage import map_coordinates
from shapely.affinity import translate

from onnes.devices import Stack
from onnes.devices.drawing import mark_contacts
from onnes.devices.period import shifts_of
from onnes.devices.recording import OF_HEAT, OF_PHONONS
from onnes.devices.region_marks import mark_regions
from onnes.errors import InputError, unknown_name
from onnes.plots import (
    Panel,
    axis_label,
    field_map,
    figure,
    figure_size,
    filled,
    in_words,
    prefixed,
    render_frames,
    typeset,
    write_caption,
    write_film,
)
from onnes.plots.style import COLOUR_MAPS
from onnes.readouts.vortex_links import nearest_image
from onnes.solutions.circuit import OF_LOAD
from onnes.solutions.dataset import OF_LEDGER
from onnes.solutions.map_marks import draw_streamlines, mark_films, mark_fluxoids, mark_vortices

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.devices import Device
    from onnes.devices.recording import Quantity
    from onnes.drives import Heat
    from onnes.solutions.phase_diagrams import PhaseDiagram
    from onnes.solutions.solution import Solution
    from onnes.solutions.sweeps import Sweep
    from onnes.solutions.tracks import Tracks

FIELDS = ("psi", "phase", "field", "sheet_current", "current_density", "electric_potential", "electron_temperature",
          "phonon_temperature")
"""Names of the maps of devices."""
_LABELS = {"field": "B", "electric_potential": "potential", "electron_temperature": "T",
           "phonon_temperature": "T of phonons"}
_SAME, _DIGITS = 1e-6, 9
_FINER = 8
_OF_READING, _UNNOTED = ("uncertainty", "steady"), 1e-3
"""Endings of the names that belong to a reading; largest uncertainty, over the largest reading of a map, that is not
marked."""
_UP_FIRST = ("field", "current", "temperature")
"""Order of the drives of a map: the earlier of its two goes up."""
_REPEATING = ("psi", "field")
"""Maps that are the same in all cells of a periodic device, of which several can be shown."""
_TIME, _PALE = "plasma", 0.75
"""Colours of time along tracks, and opacity of the map under them."""


def maps_of(device: Device, heat: Heat | None = None) -> list[str]:
    """Return the names of the maps that can be drawn of a device.

    Args:
        heat: of electrons with a temperature of their own.
    """
    return [name for name in FIELDS if name == "phase" or name in _quantities(device, heat)]


def series_of(device: Device, loaded: bool = False, heat: Heat | None = None) -> list[str]:
    """Return the names of the numbers against time that can be drawn of a device, with a load, with heat."""
    voltage = ["voltage"] if len(device.probes) > 1 or len(device.terminals) > 1 else []
    numbers = [name for name, quantity in _quantities(device, heat).items() if not quantity.dims]
    several = [name for name, there in (("fluxoid", device.outline.holes), ("current", device.terminals),
                                        ("contact_potential", device.probes or device.terminals)) if there]
    return [*voltage, *numbers, *several, *OF_LEDGER, *(OF_LOAD if loaded else ()), "applied_field", "steps"]


def _quantities(device: Device, heat: Heat | None) -> dict[str, Quantity]:
    absent = OF_HEAT | OF_PHONONS if heat is None else OF_PHONONS if heat.coupling is None else {}
    return {name: each for name, each in device.quantities.items() if name not in absent}


def plot(solution: Solution, name: str, time: Any, ax: Any, cells: Any = (1, 1)) -> Axes:
    """Draw a field at one time, or against time a number, or one for each hole, terminal or contact."""
    repeats = _repeats(solution.device, name, cells)
    if name in FIELDS:
        alone, frame = ax is None, solution._frame(time)
        shown = _tiled(_panel(solution, name, frame), solution.device, repeats)
        ax = figure(size=figure_size(shown.region.bounds))[1] if alone else ax
        field_map(ax, shown, title=f"t = {in_words(float(solution.data['time'].values[frame]), 's')}")
        mark_regions(solution.device, ax, prefixed(shown.extent, shown.length)[0], cells=repeats)
        if name == "psi":
            mark_vortices(solution, frame, ax, shown, repeats)
            mark_fluxoids(solution, frame, ax, shown, repeats)
        elif name == "sheet_current":
            draw_streamlines(solution, frame, ax, shown)
        mark_contacts(solution.device, ax, prefixed(shown.extent, shown.length)[0], _currents(solution, frame))
        mark_films(solution.device, ax, prefixed(shown.extent, shown.length)[0])
        if alone:
            write_caption(ax.figure, conditions(solution, frame))
        return ax
    device, heat = solution.device, solution.drive.heat
    known = series_of(device, solution.drive.load is not None, heat)
    numbers = [each for each in known if each == "voltage" or each in solution.data]
    if name not in ("voltage", *numbers):
        raise unknown_name("name", name, [*maps_of(device, heat), *numbers])
    ax = figure()[1] if ax is None else ax
    series = solution.voltage() if name == "voltage" else solution.data[name]
    times, values = series["time"].values, series.values
    if name == "fluxoid":
        values = np.round(values, _DIGITS)  # rounding of the sum over a loop would fill the axis
    (factor, unit), (size, of_unit) = prefixed(times, "s"), prefixed(_finite(values), series.attrs["units"])
    lines = ax.plot(times * factor, values * size)
    if series.ndim > 1:
        ax.legend(lines, [str(each) for each in series[series.dims[1]].values])
    meaning = series.attrs["long_name"].partition(",")[0]
    ax.set(xlabel=axis_label("time", unit), ylabel=axis_label(_typeset(meaning), of_unit))
    return ax


def movie(solution: Solution, path: Path, names: str | Sequence[str] | None, fps: int) -> Path:
    """Write a film of fields side by side."""
    if not names:
        names = ("psi", next(name for name in maps_of(solution.device) if _is_vector(solution, name)))
    names = (names,) if isinstance(names, str) else names
    panels = [_panel(solution, name, None) for name in names]
    scale, currents = prefixed(panels[0].extent, panels[0].length)[0], _currents(solution, None)
    frames = render_frames(panels, solution.data["time"].values, title=solution.device.title,
                           caption=conditions(solution),
                           marks=lambda ax: [*mark_regions(solution.device, ax, scale),
                                             *mark_contacts(solution.device, ax, scale, currents),
                                             *mark_films(solution.device, ax, scale)])
    return write_film(frames, path, fps=fps, argument="path")


def conditions(solution: Solution, frame: int | None = None) -> str:
    """Return material, applied field and currents at a record, or of the whole run, in one line.

    ⊙ marks a field towards the reader, ⊗ one away from the reader.
    """
    data, at = solution.data, slice(None) if frame is None else [frame]
    field = data["applied_field"].values[at]
    vector = [(f"B{axis}", data[f"applied_field{name}"].values[at])
              for axis, name in zip("xyz", ("_x", "_y", ""), strict=True) if f"applied_field{name}" in data]
    tilted = any(np.any(values) for _, values in vector[:-1])
    sign = "" if not np.any(field) else " ⊙" if np.min(field) >= 0 else " ⊗" if np.max(field) <= 0 else " ⊙ and ⊗"
    words = [solution.device.constants.material or "",
             ", ".join(f"{name} = {_from_to(values, 'T')}" for name, values in vector if np.any(values)) if tilted else
             f"B = {_from_to(np.abs(field) if len(sign) == 2 else field, 'T')}{sign}"
             if solution.drive.field.uniform else "B varies with place"]
    if "current" in data:
        words += [f"current into {name}: {_from_to(values, 'A')}" for name, values in
                  zip(data["terminal"].values, data["current"].values[at].T, strict=True)]
    return " · ".join(filter(None, words))


def _from_to(values: np.ndarray, unit: str) -> str:
    """Return a value in words, or the smallest and the largest of several."""
    low, high = (float(end) if abs(end) > _SAME * np.max(np.abs(values)) else 0.0
                 for end in (np.min(values), np.max(values)))
    if high - low <= _SAME * max(abs(low), abs(high)):
        return in_words(high, unit)
    return f"{in_words(low, unit, beside=values)} to {in_words(high, unit, beside=values)}"


def _currents(solution: Solution, frame: int | None) -> dict[str, float]:
    """Return the current into each terminal at a record, or the largest of the run, with its sign."""
    if "current" not in solution.data:
        return {}
    every = solution.data["current"].values
    most = every[np.argmax(np.abs(every), axis=0), np.arange(every.shape[1])] if frame is None else every[frame]
    return dict(zip(map(str, solution.data["terminal"].values), map(float, most), strict=True))


def plot_sweep(sweep: Sweep, name: str | None, ax: Any) -> Axes:
    """Draw a reading against the swept quantity, with its uncertainty; the ways up and down in colours of their own."""
    ax = figure()[1] if ax is None else ax
    name = name or next(map(str, sweep.data.data_vars))
    x, y = sweep.data[sweep.swept], sweep.data[name]
    factor, unit = prefixed(x.values, x.attrs["units"])
    size, of_unit = prefixed(_finite(y.values), y.attrs["units"])
    uncertainty, ways = sweep.data[f"{name}_uncertainty"].values, _ways(x.values)
    for first, last in ways:
        way = slice(first, last + 1)
        ax.errorbar(x.values[way] * factor, y.values[way] * size, uncertainty[way] * size, marker="o", markersize=3,
                    capsize=2, label=None if len(ways) == 1 else "up" if x.values[last] > x.values[first] else "down")
    if len(ways) > 1:
        ax.legend()
    ax.set(xlabel=axis_label(x.attrs["long_name"], unit), ylabel=axis_label(y.attrs["long_name"], of_unit))
    return ax


def plot_phase_diagram(diagram: PhaseDiagram, name: str | None, ax: Any) -> Axes:
    """Draw a map of a reading over its two drives; dots mark points where it does not stand still."""
    ax = figure()[1] if ax is None else ax
    name = name or next(map(str, diagram.data.data_vars))
    shown = diagram.data[name]
    up, across = (diagram.data[dim] for dim in _UP_FIRST if dim in shown.dims)
    values = shown.transpose(*up.dims, *across.dims)
    size, of_unit = prefixed(_finite(values.values), shown.attrs["units"])
    (factor, unit), (up_factor, up_unit) = (prefixed(axis.values, axis.attrs["units"]) for axis in (across, up))
    largest = float(np.nanmax(np.abs(values.values))) * size
    signed = np.nanmin(values.values) * size < -_UNNOTED * largest
    limits = {"vmin": -largest, "vmax": largest} if signed else {}
    mesh = ax.pcolormesh(across.values * factor, up.values * up_factor, values.values * size, shading="nearest",
                         cmap=COLOUR_MAPS["signed" if signed else "density"], **limits)
    ax.figure.colorbar(mesh, ax=ax, label=axis_label(_typeset(shown.attrs["long_name"].partition(",")[0]), of_unit))
    uncertainty, steady = (diagram.data[f"{name}_{of}"].transpose(*values.dims).values for of in _OF_READING)
    i, j = np.nonzero(~steady & (uncertainty * size > _UNNOTED * largest))
    ax.plot(across.values[j] * factor, up.values[i] * up_factor, ".", color="white", markersize=4,
            markeredgecolor="black", markeredgewidth=0.4)
    ax.set(xlabel=axis_label(across.attrs["long_name"], unit), ylabel=axis_label(up.attrs["long_name"], up_unit))
    return ax


def plot_tracks(tracks: Tracks, ax: Any) -> Axes:
    """Draw the paths of vortices over |psi|^2 at the end with terminals, coloured by time; antivortices dashed."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.collections import LineCollection
    from matplotlib.colors import Normalize

    solution, points = tracks.solution, tracks.points
    ax = figure(size=figure_size(solution.device.outline.bounds, width=7.0))[1] if ax is None else ax
    shown = _panel(solution, "psi", len(solution.data["time"]) - 1)
    image = field_map(ax, shown, title="vortices from circle to cross")
    ax.autoscale(False)
    image.set_cmap("gray")
    image.set_alpha(_PALE)
    (factor, unit), scale = prefixed(solution.data["time"].values, "s"), prefixed(shown.extent, shown.length)[0]
    time, place = points["time"].values * factor, np.stack([points["x"].values, points["y"].values], -1) * scale
    limits = {"vmin": solution.data["time"].values[0] * factor, "vmax": solution.data["time"].values[-1] * factor}
    for number, charge in enumerate(tracks.table["charge"].values):
        own = points["track"].values == number
        path, when = place[own], time[own]
        way = nearest_image(np.diff(path / scale, axis=0), solution.device.period) * scale
        # Over the side of a cell a way is drawn from its begin and to its end.
        pieces = np.concatenate([np.stack([path[:-1], path[:-1] + way], axis=1),
                                 np.stack([path[1:] - way, path[1:]], axis=1)])
        lines = LineCollection(list(pieces), cmap=_TIME, linewidth=1.6, linestyle="-" if charge > 0 else ":")
        lines.set_array(np.tile(0.5 * (when[1:] + when[:-1]), 2))
        lines.set_clim(limits["vmin"], limits["vmax"])
        ax.add_collection(lines)
        ax.scatter(*path[:1].T, c=when[:1], cmap=_TIME, s=22, marker="o", edgecolors="white", linewidths=0.6, zorder=3,
                   **limits)
        ax.scatter(*path[-1:].T, c=when[-1:], cmap=_TIME, s=22, marker="X", edgecolors="white", linewidths=0.5,
                   zorder=3, **limits)
    mark_contacts(solution.device, ax, scale, _currents(solution, len(solution.data["time"]) - 1))
    ax.figure.colorbar(ScalarMappable(Normalize(**limits), _TIME), ax=ax, label=axis_label("time", unit),
                       location="top", fraction=0.05, aspect=40)
    return ax


def _ways(values: np.ndarray) -> list[tuple[int, int]]:
    """Return the first and the last index of each stretch in which values go one way; ends that touch count in both."""
    signs = np.sign(np.diff(values))
    turns = [0, *(np.flatnonzero(signs[1:] * signs[:-1] < 0) + 1), len(values) - 1]
    return [(int(first), int(last)) for first, last in pairwise(turns)]


def _typeset(meaning: str) -> str:
    return typeset(meaning).replace("psi", "ψ")


def _finite(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def _is_vector(solution: Solution, name: str) -> bool:
    return name in solution.data and "component" in solution.data[name].dims


def _panel(solution: Solution, name: str, frame: int | None) -> Panel:
    """Return the map of a field; all frames where ``frame`` is None."""
    data = solution.data
    if name not in (maps := maps_of(solution.device, solution.drive.heat)):
        raise unknown_name("name", name, maps)
    source = data["psi" if name == "phase" else name]
    values = source.values if frame is None else source.values[frame]
    on_faces = "x_face" in source.dims
    if not on_faces:
        values = filled(values, data["inside"].values > 0)
    if name == "psi":
        values, kind, label = np.abs(values) ** 2, "density", "|ψ|²"
    elif name == "phase":
        values, kind, label = np.angle(values if frame is None else _finer(values)), "phase", "phase"
    elif _is_vector(solution, name):
        values, kind = np.hypot(*np.moveaxis(values, -3, 0)), "field"
        label = "|K|" if name == "sheet_current" else "|J|"
    else:
        values, label = np.nan_to_num(values), _LABELS[name]
        if on_faces and isinstance(solution.device, Stack):
            own = np.flatnonzero(~solution.device.between(data["x"].values))
            faces = np.arange(values.shape[-2])
            values = values[..., own[np.argmin(np.abs(faces[:, None] - own), axis=1)], :]  # mark_films covers the gaps
        kind = "signed" if name == "electric_potential" or np.min(values) < 0 else "field"
    x, y = (data[f"{axis}_face" if on_faces else axis].values for axis in "xy")
    half_x, half_y = 0.5 * (x[1] - x[0]), 0.5 * (y[1] - y[0])
    extent = (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y)
    limits = None
    if name in ("field", "electron_temperature") and kind == "field":
        low, high = float(np.min(values)), float(np.max(values))
        # A field that is the same everywhere is shown against zero.
        limits = (low, high) if high - low > _SAME * high else (0.0, high or 1.0)
    elif _is_vector(solution, name) or name == "electric_potential":
        # Corners and the moment of switching on would leave no colour for the rest.
        later = values if frame is not None else values[len(values) // 10:]
        largest = float(np.quantile(np.abs(later), 0.999)) or 1.0
        limits = (-largest if kind == "signed" else 0.0, largest)
    return Panel(np.swapaxes(values, -1, -2), extent, source.attrs["units"], label, kind, limits,
                 region=solution.device.outline.region, beyond=on_faces)


def _repeats(device: Device, name: str, cells: Any) -> tuple[int, int]:
    """Return how often a map shows the cell of a periodic device along x and y.

    Raises:
        InputError: no two whole numbers; more than one cell along a side at which the device ends, of what does not
            repeat (the phase, lines of current), or of a number.
    """
    sensible = np.shape(cells) == (2,) and all(isinstance(n, (int, np.integer)) and n >= 1 for n in cells)
    if not sensible:
        raise InputError("cells", cells, "two whole numbers, of cells along x and y", "Write cells=(2, 2).")
    over = [n > 1 and length is None for n, length in zip(cells, device.period, strict=True)]
    if any(over) or (max(cells) > 1 and name not in _REPEATING):
        raise InputError("cells", cells, f"1 where the device or the map does not repeat; of maps {_REPEATING} do",
                         "Leave cells out, or give the device a period=.")
    return int(cells[0]), int(cells[1])


def _tiled(shown: Panel, device: Device, cells: tuple[int, int]) -> Panel:
    """Return a map with several cells of a periodic device, the first at the lower left."""
    if cells == (1, 1):
        return shown
    values, (left, right, low, high) = shown.values, shown.extent
    for axis, n in enumerate(cells[::-1]):
        if n > 1:
            one = values if shown.beyond else np.delete(values, -1, axis)  # the last nodes are images of the first
            values = np.concatenate([one] * (n - 1) + [values], axis)
    width, height = (0.0 if length is None else length * (n - 1)
                     for length, n in zip(device.period, cells, strict=True))
    x, y, to_x, to_y = device.outline.bounds
    holes = [translate(hole.region, *shift) for hole in device.outline.holes
             for shift in shifts_of(device.period, cells)]
    return replace(shown, values=values, extent=(left, right + width, low, high + height),
                   region=shapely.box(x, y, to_x + width, to_y + height) - shapely.union_all(holes))


def _finer(values: np.ndarray) -> np.ndarray:
    """Return values linear between nodes, on eight times as many cells over the same extent."""
    nx, ny = values.shape
    at = [np.clip((np.arange(_FINER * n) + 0.5) / _FINER - 0.5, 0, n - 1) for n in (nx, ny)]
    places = np.meshgrid(*at, indexing="ij")
    real, imaginary = (map_coordinates(part, places, order=1) for part in (np.real(values), np.imag(values)))
    return real + 1j * imaginary

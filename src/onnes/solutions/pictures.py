"""Pictures and films of a solution."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.devices.drawing import patch
from onnes.errors import unknown_name
from onnes.plots import Panel, axis_label, field_map, figure, prefixed, render_frames, write_film

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.solutions.solution import Solution
    from onnes.solutions.sweeps import Sweep

FIELDS = ("psi", "phase", "field", "sheet_current", "current_density", "electric_potential")


def plot(solution: Solution, name: str, time: Any, ax: Any) -> Axes:
    """Draw a field at one time, or a number against time."""
    ax = figure()[1] if ax is None else ax
    if name in FIELDS:
        frame = solution._frame(time)
        seconds = float(solution.data["time"].values[frame])
        factor, unit = prefixed([seconds], "s")
        shown = replace(_panel(solution, name, frame), outline=None)
        image = field_map(ax, shown, title=f"t = {seconds * factor:.4g} {unit}")
        _cut_out(solution, image, ax, shown)
        if name == "psi":
            _mark_vortices(solution, frame, ax, shown)
        return ax
    series = solution.voltage() if name == "voltage" else solution.series(name)
    times = series["time"].values
    (factor, unit), (size, of_unit) = prefixed(times, "s"), prefixed(_finite(series.values), series.attrs["units"])
    ax.plot(times * factor, series.values * size)
    ax.set(xlabel=axis_label("time", unit), ylabel=axis_label(series.attrs["long_name"], of_unit))
    return ax


def movie(solution: Solution, path: Path, names: tuple[str, ...] | None, fps: int) -> Path:
    """Write a film of fields side by side."""
    names = names or ("psi", next(name for name in _fields(solution) if _is_vector(solution, name)))
    panels = [_panel(solution, name, None) for name in names]
    frames = render_frames(panels, solution.data["time"].values, title=solution.device.title)
    return write_film(frames, path, fps=fps, argument="path")


def plot_sweep(sweep: Sweep, name: str | None, ax: Any) -> Axes:
    """Draw a reading against the swept quantity, with its uncertainty."""
    ax = figure()[1] if ax is None else ax
    name = name or next(str(each) for each in sweep.data.data_vars if each != sweep.swept)
    x, y = sweep.data[sweep.swept], sweep.data[name]
    factor, unit = prefixed(x.values, x.attrs["units"])
    size, of_unit = prefixed(_finite(y.values), y.attrs["units"])
    ax.errorbar(x.values * factor, y.values * size, sweep.data[f"{name}_uncertainty"].values * size, marker="o",
                markersize=3, capsize=2)
    ax.set(xlabel=axis_label(x.attrs["long_name"], unit), ylabel=axis_label(y.attrs["long_name"], of_unit))
    return ax


def _finite(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def _fields(solution: Solution) -> list[str]:
    """Return the names of the maps of a solution."""
    return [name for name in FIELDS if name == "phase" or name in solution.data]


def _is_vector(solution: Solution, name: str) -> bool:
    return name in solution.data and "component" in solution.data[name].dims


def _panel(solution: Solution, name: str, frame: int | None) -> Panel:
    """Return the map of a field; all frames where ``frame`` is None."""
    if name not in _fields(solution):
        raise unknown_name("name", name, _fields(solution))
    data = solution.data
    source = data["psi" if name == "phase" else name]
    values = source.values if frame is None else source.values[frame]
    inside = data["inside"].values > 0.5
    if name == "psi":
        values, kind, label = np.abs(values) ** 2, "density", "|ψ|²"
    elif name == "phase":
        values, kind, label = np.angle(values), "phase", "phase"
    elif _is_vector(solution, name):
        values, kind = np.hypot(*np.moveaxis(values, -3, 0)), "field"
        label = "|K|" if name == "sheet_current" else "|J|"
    else:
        values, label = np.nan_to_num(values), source.attrs["long_name"].split(",")[0]
        kind = "signed" if name == "electric_potential" else "field"
    if name == "field" and np.min(values) < 0:
        kind = "signed"
    on_faces = "x_face" in source.dims
    x, y = (data[f"{axis}_face" if on_faces else axis].values for axis in "xy")
    outline = inside[1:, 1:] & inside[:-1, :-1] & inside[1:, :-1] & inside[:-1, 1:] if on_faces else inside
    half_x, half_y = 0.5 * (x[1] - x[0]), 0.5 * (y[1] - y[0])
    extent = (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y)
    limits = None
    if _is_vector(solution, name) or name == "electric_potential":
        # Corners and the moment of switching on would leave no colour for the rest.
        later = values if frame is not None else values[len(values) // 10:]
        largest = float(np.quantile(np.abs(later), 0.999)) or 1.0
        limits = (-largest if kind == "signed" else 0.0, largest)
    return Panel(np.swapaxes(values, -1, -2), extent, source.attrs["units"], label, kind, limits,
                 None if np.all(outline) else outline.T)


def _cut_out(solution: Solution, image: Any, ax: Any, shown: Panel) -> None:
    """Show a map within the outline of the device, smoothly."""
    scale, _ = prefixed(shown.extent, shown.length)
    edge = patch(solution.device.outline, scale, facecolor="none", edgecolor="black", linewidth=0.8)
    ax.add_patch(edge)
    image.set_clip_path(edge)
    if shown.kind != "phase":
        image.set_interpolation("bilinear")
    x, y = (np.array(solution.device.outline.bounds)[axis::2] * scale for axis in (0, 1))
    ax.set(xlim=x, ylim=y)


def _mark_vortices(solution: Solution, frame: int, ax: Any, shown: Panel) -> None:
    found = solution.vortices_at(frame)
    scale, _ = prefixed(shown.extent, shown.length)
    for charge, marker in ((1, "+"), (-1, "x")):
        chosen = found["charge"].values * charge > 0
        ax.plot(found["x"].values[chosen] * scale, found["y"].values[chosen] * scale, marker, color="white",
                markersize=5, linestyle="none")

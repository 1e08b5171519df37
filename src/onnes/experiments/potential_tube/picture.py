"""Picture and film: Fig. 1, Fig. 2, the displacement of an ion, and the constants beside the text's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.potential_tube.readings import EXPECTED
from onnes.results import Result
from onnes.units.constants import ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FRAMES, _IONS_SHOWN = 72, 90
_FLAT, _CORES = 0.24, "#d9d9d9"
"""Height of the map over its width, and the colour of the cores of the ions."""
_IN_CORE = 0.6
"""Length, in radii of a core, with which the largest displacement is drawn in the film: an ion stays in its core."""

_SYMBOLS = {"kappa": r"$\kappa$", "kappa_mean": r"$\bar\kappa$"}


def picture(result: Result) -> Figure:
    """Draw the potential (Fig. 1, top); the tail (Fig. 2), an ion's displacement and the constants (bottom)."""
    from onnes.plots import figure

    made, axes = figure(mosaic=[["map"] * 3, ["tail", "ion", "constants"]], size=(13.5, 7.6), title=_sentence(result),
                        height_ratios=[0.85, 1.0])
    _draw_map(axes["map"], result)
    _draw_tail(axes["tail"], result)
    _draw_ion(axes["ion"], result)
    _draw_constants(axes["constants"], result)
    return made


def _sentence(result: Result) -> str:
    depth = 1e3 * float(result["tube_depth"]) / ELEMENTARY_CHARGE
    return (f"{result.material or 'a metal'}: ions move by {result['displacement_over_d']:.2g} $d$, tube of "
            rf"{1e9 * result['tube_length']:.3g} nm and {depth:.2g} meV = {result['depth_over_debye']:.2g} "
            r"$\hbar\omega_D$")


def _draw_map(ax: Axes, result: Result) -> None:
    from onnes.plots import Panel, field_map, prefixed

    values = _in_electronvolt(result, "potential_map")
    behind, across = (result.arrays[name].values for name in ("map_behind", "map_across"))
    half = (behind[1] - behind[0]) / 2, (across[1] - across[0]) / 2
    extent = (-behind[-1] - half[0], -behind[0] + half[0], across[0] - half[1], across[-1] + half[1])
    shown = Panel(values[::-1].T, extent, "eV", "potential energy", "signed", _limits(result))
    stretch = _FLAT * (extent[1] - extent[0]) / (extent[3] - extent[2])
    field_map(ax, shown, title="Potential behind the electron (Weisskopf, Fig. 1), drawn "
              f"{stretch:.0f} times as high as to scale", names=("along the path", "across"))
    ax.set_facecolor(_CORES)
    ax.set(aspect="auto", box_aspect=_FLAT)
    ax.plot(0, 0, "o", color="black", markersize=7)
    ax.annotate("electron", (0, 0), xytext=(-8, 8), textcoords="offset points", ha="right", fontsize=9)
    ax.annotate("", (0.16, 0.5), (0.22, 0.5), xycoords="axes fraction", textcoords="axes fraction",
                arrowprops={"arrowstyle": "<-"})
    for row in _core_rows(values, across):
        ax.annotate("row of ion cores", (0.06, row * prefixed(extent, "m")[0]), xycoords=("axes fraction", "data"),
                    ha="center", va="center", fontsize=8, color="#444444")


def _core_rows(values: np.ndarray, across: np.ndarray) -> list[float]:
    """Return the middle of each band of the map that lies in the cores of ions."""
    inside = np.isnan(values).all(axis=0)
    borders = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    return [float(across[first:last].mean()) for first, last in borders.reshape(-1, 2)]


def _limits(result: Result) -> tuple[float, float]:
    """Return colour limits of 2.5 times the depth on the path; beside the cores the potential is much deeper."""
    depth = 2.5 * float(result["tube_depth"]) / ELEMENTARY_CHARGE
    return -depth, depth


def _draw_tail(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    behind, tail = result.arrays["behind"].values, _in_electronvolt(result, "tail")
    depth, length = float(result["tube_depth"]) / ELEMENTARY_CHARGE, float(result["tube_length_of_box"])
    box = np.where((behind >= 0) & (behind <= length), -depth, 0.0)
    curves(ax, behind, {"simulated": tail}, reference={"box of equal area": box}, x_unit="m",
           x_label="distance behind the electron", label="potential energy on the path", unit="eV",
           title="The tail (Weisskopf, Fig. 2)")


def _draw_ion(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, style

    cold = {"ion at rest": result.arrays["ion"].values}
    moving = {"mean of ions in motion": result.arrays["ion_mean"].values} if "ion_mean" in result.arrays else {}
    curves(ax, result.arrays["delay"].values, moving or cold, reference=cold if moving else None, x_unit="s",
           x_label="time after the electron", label="displacement towards the path", unit="m", title=_ion_title(result))
    with style():
        ax.axhline(0, color="#888888", linewidth=0.8)


def _ion_title(result: Result) -> str:
    ratio = float(result["spread_over_d"]) / float(result["displacement_over_d"])
    return "Nearest ion" if ratio == 0 else f"Nearest ion; its own motion is {ratio:.0f} times as large"


def _draw_constants(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    with style():
        for place, (name, (low, high, _)) in enumerate(EXPECTED.items()):
            ax.plot([place, place], [low, high], color="#c8c8c8", linewidth=9, solid_capstyle="butt",
                    label="the text" if place == 0 else None)
            ax.plot(place, float(result[name]), "o", color=PALETTE[1], label="simulated" if place == 0 else None)
        ax.set(yscale="log", title="Constants of order one", ylabel="a number")
        ax.set_xticks(range(len(EXPECTED)), [_SYMBOLS.get(name, f"${name}$") for name in EXPECTED])
        ax.grid(True, axis="y")
        ax.legend(loc="lower left")


def _in_electronvolt(result: Result, name: str) -> np.ndarray:
    return result.arrays[name].values / ELEMENTARY_CHARGE


def film(result: Result, path: Path) -> None:
    """Write a film of the electron, the ions (displacements magnified) and the potential behind it."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=24)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from matplotlib.patches import Patch

    from onnes.plots import axis_label, figure, moving_frames, parameters, prefixed, style
    from onnes.plots.style import COLOUR_MAPS

    speed, length = float(result["electron_speed"]), 1.15 * float(result["tube_length"])
    distance, last = float(result["lattice_distance"]), 1.05 * length / speed
    across, columns = result.arrays["map_across"].values, np.linspace(0, length, 240)
    places = np.linspace(0, length, _IONS_SHOWN)
    apart = length / _IONS_SHOWN / distance
    magnified = _IN_CORE * result.inputs["core"] * distance / _largest_displacement(result)
    along_factor, along_unit = prefixed(length, "m")
    across_factor, across_unit = prefixed(across[-1], "m")
    energy_factor, energy_unit = prefixed(_limits(result), "eV")
    time_factor, time_unit = prefixed(last, "s")
    low, high = (limit * energy_factor for limit in _limits(result))
    made, ax = figure(size=(10.0, 4.6), title=_sentence(result))
    with style():
        image = ax.imshow(np.zeros((len(across), len(columns))), origin="lower", aspect="auto", vmin=low, vmax=high,
                          cmap=COLOUR_MAPS["signed"], interpolation="nearest",
                          extent=(0, length * along_factor, across[0] * across_factor, across[-1] * across_factor))
        (electron,) = ax.plot([], [], "o", color="black", markersize=8, label="electron")
        (ions,) = ax.plot([], [], "o", color="#555555", markersize=3,
                          label=f"one in {apart:.0f} ions, displacements × {magnified:.0f}")
        made.colorbar(image, ax=ax, label=axis_label("potential energy", energy_unit), pad=0.02, extend="both")
        ax.set(xlabel=axis_label("along the path", along_unit), ylabel=axis_label("across, not to scale", across_unit),
               xlim=(0, length * along_factor), facecolor=_CORES)
        ax.legend(handles=[electron, ions, Patch(color=_CORES, label="row of ion cores")], loc="lower right",
                  bbox_to_anchor=(1.0, 1.0), ncols=3, fontsize=9, frameon=False)
        clock = ax.set_title(" ", loc="left")

    def move(time: float) -> None:
        front = speed * time
        image.set_data(energy_factor * _map_at(result, front - columns))
        moved = _rows_at(result, (front - places) / speed, magnified)
        ions.set_data(np.tile(places, len(moved)) * along_factor, moved.ravel() * across_factor)
        electron.set_data([front * along_factor], [0])
        clock.set_text(f"t = {time * time_factor:.1f} {time_unit}")

    return moving_frames(made, [ax.patch, image, ions, electron, *ax.spines.values(), clock],
                         np.linspace(0, last, _FRAMES), move, parameters(result))


def _largest_displacement(result: Result) -> float:
    return float(np.max(np.abs(result.arrays["ion"].values)))


def _rows_at(result: Result, delay: np.ndarray, magnified: float) -> np.ndarray:
    """Return positions across of the ions, shape (rows in the plane, len(delay)), displacements magnified."""
    known, rows = result.arrays["delay"].values, result.arrays["row"].values
    towards = np.interp(delay, known, result.arrays["ion"].values, left=0.0)
    shares = result.arrays["row_displacement"].values / _largest_displacement(result)
    return rows[:, None] - magnified * (np.sign(rows) * shares)[:, None] * towards


def _map_at(result: Result, behind: np.ndarray) -> np.ndarray:
    """Return the map, shape (across, len(behind)), at these distances behind; 0 in front and NaN in cores."""
    known, values = result.arrays["map_behind"].values, _in_electronvolt(result, "potential_map")
    return np.array([np.interp(behind, known, line, left=0.0 * line[0]) for line in values.T])

"""The picture: Figs 9 to 11 of Weisskopf's text, computed, and kinetic energy against binding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.plots import PALETTE, Panel, curves, field_map, figure, prefixed, profile
from onnes.plots.style import Kind
from onnes.problems.screening.current_profiles import CURRENT_PROFILES
from onnes.results import Result
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHOWN = 6.0
"""Depth below the surface that is drawn, in lambda."""

WIDEST = 25.0
"""Largest size in lambda of a slab or wire that is drawn whole; of a larger one a piece of the surface."""


def picture(result: Result) -> Figure:
    """Draw B, j with the step, the section of the current, kinetic energy against binding; over time, normal metal."""
    balance = "applied" in result.arrays
    mosaic = [["field", "current", "shed"], ["section", "balance" if balance else "section", "energy"]]
    made, axes = figure(mosaic=mosaic, size=(15.0, 7.6), title=_title(result))
    _draw_shedding(axes["shed"], result)
    _draw_energies(axes["energy"], result)
    _draw_field(axes["field"], result)
    _draw_current(axes["current"], result)
    _draw_section(axes["section"], result)
    if balance:
        _draw_balance(axes["balance"], result)
    return made


def _title(result: Result) -> str:
    return f"Supercurrent of a {result.inputs['geometry']}" + (f", {result.material}" if result.material else "")


def _below(result: Result, axis: str) -> np.ndarray:
    """Return which points of an axis are drawn."""
    return result.arrays[axis].values <= SHOWN * result["london_depth"]


def _draw_field(ax: Axes, result: Result) -> None:
    shown, arrays = _below(result, "field_below"), result.arrays
    profile(ax, arrays["field_below"].values[shown], {"computed": arrays["field"].values[shown]},
            reference={"closed form": arrays["exact_field"].values[shown]}, x_label="depth below the surface",
            label="magnetic field", unit="T",
            title="Field (Weisskopf, Fig. 9)" if result.inputs["geometry"] == "half-space" else "Field",
            marks={"$\\lambda$": result["london_depth"]})


def _draw_current(ax: Axes, result: Result) -> None:
    shown, arrays = _below(result, "below"), result.arrays
    profile(ax, arrays["below"].values[shown],
            {"computed": arrays["current_density"].values[shown],
             "the text's step": arrays["step_current_density"].values[shown]},
            reference={"closed form": arrays["exact_current_density"].values[shown]},
            x_label="depth below the surface", label="current density", unit="A/m^2", title="Current along the surface")


def _draw_shedding(ax: Axes, result: Result) -> None:
    arrays = result.arrays
    curves(ax, arrays["time"].values, {"frozen (superconductor)": arrays["frozen_current"].values,
                                       "normal metal": arrays["normal_current"].values},
           x_label="time", x_unit="s", label="current density", unit="A/m^2",
           title="A is switched on (Weisskopf, Eqs. 32, 34)")


def _draw_energies(ax: Axes, result: Result) -> None:
    arrays = result.arrays
    curves(ax, arrays["time"].values, {"kinetic, frozen": arrays["frozen_energy"].values,
                                       "kinetic, normal": arrays["normal_energy"].values,
                                       "heat, normal": arrays["normal_heat"].values},
           reference={"work on the normal metal": arrays["normal_work"].values},
           x_label="time", x_unit="s", label="energy per volume", unit="J/m^3",
           title="A normal metal sheds it (Weisskopf, Eq. 34)")


def _draw_section(ax: Axes, result: Result) -> None:
    """Draw a section of the current: the whole wire (Fig. 11) or slab, or a piece of the surface (Fig. 10)."""
    geometry, depth = result.inputs["geometry"], result["london_depth"]
    size = float(result.arrays["below"].values[-1]) if geometry != "wire" else _radius(result)
    whole = geometry != "half-space" and size <= WIDEST * depth
    draw = {"wire": _draw_wire, "slab": _draw_slab}[geometry] if whole else _draw_surface
    draw(ax, result, size)


def _radius(result: Result) -> float:
    """Return R from the readings: I = 2 pi R times the current per width."""
    return result["wire_current"] / (2 * np.pi * result["current_per_width"])


def _density(result: Result, distance: np.ndarray, size: float) -> np.ndarray:
    unit = result.inputs["field"]["value"] / (VACUUM_PERMEABILITY * result["london_depth"])
    profile = CURRENT_PROFILES[result.inputs["geometry"]]
    return unit * profile.density(np.minimum(distance, size), size, result["london_depth"])


def _draw_wire(ax: Axes, result: Result, radius: float) -> None:
    x = np.linspace(-1.15, 1.15, 401) * radius
    distance = np.hypot(x[None, :], x[:, None])
    inside = distance <= radius
    values = np.where(inside, _density(result, distance, radius), 0.0)
    field_map(ax, Panel(values, (x[0], x[-1], x[0], x[-1]), "A/m^2", "current density", outline=inside),
              title="Section of the wire (Weisskopf, Fig. 11)", names=("x", "y"))


def _draw_slab(ax: Axes, result: Result, half: float) -> None:
    """Draw both faces: the current goes up at one and down at the other."""
    x = np.linspace(-1.15, 1.15, 401) * half
    row = np.where(np.abs(x) <= half, -np.sign(x) * _density(result, np.abs(x), half), 0.0)
    _stripes(ax, x, row, np.abs(x) <= half, "signed", "The slab, both faces", "across the slab")


def _draw_surface(ax: Axes, result: Result, size: float) -> None:
    x = np.linspace(-1.0, SHOWN - 1, 301) * result["london_depth"]
    row = np.where(x >= 0, _density(result, size - np.maximum(x, 0.0), size), 0.0)
    _stripes(ax, x, row, x >= 0, "field", "Under the surface (Weisskopf, Fig. 10)", "depth below the surface")


def _stripes(ax: Axes, x: np.ndarray, row: np.ndarray, inside: np.ndarray, kind: Kind, title: str, across: str) -> None:
    """Draw a map that is constant along the current."""
    square = (len(x), len(x))
    field_map(ax, Panel(np.broadcast_to(row, square), (x[0], x[-1], 0.0, x[-1] - x[0]), "A/m^2",
                        "current density, upwards", kind=kind, outline=np.broadcast_to(inside, square)),
              title=title, names=(across, "along the current"))


def _draw_balance(ax: Axes, result: Result) -> None:
    """Draw the kinetic energy of the step and the binding; where they cross the pairs break."""
    arrays = result.arrays
    applied, kinetic = arrays["applied"].values, arrays["kinetic_energy_density"].values
    lines = {"kinetic energy of the current": kinetic,
             "binding of the pairs, $n'\\Delta$": arrays["binding_energy_density"].values}
    curves(ax, applied, lines, x_label="field at the surface", x_unit="T", label="energy per volume", unit="J/m^3",
           title="Breaking of the pairs (Weisskopf, Eqs. 41-43)")
    scale, factor = prefixed(applied, "T")[0], prefixed(np.concatenate([*lines.values()]), "J/m^3")[0]
    for colour, reading, words in ((PALETTE[1], "breakdown_field", "$B_{cr}$"),
                                   (PALETTE[6], "critical_field", "measured $B_c$")):
        if reading in result.readings:
            field = result[reading]
            ax.plot(field * scale, np.interp(field, applied, kinetic) * factor, "o", color=colour, label=words)
    ax.legend(loc="upper left", frameon=False, fontsize=9)

"""The picture: profiles across a strip and its barriers, or a map of a device with cuts through its deepest well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DEPTH = 0.15
"""Part of the range of energies that is drawn below the lowest energy in a well."""


def picture(result: Result) -> Figure:
    """Draw the energy of a vortex in units of eps_0."""
    return _strip(result) if "applied" in result.arrays else _device(result)


def _strip(result: Result) -> Figure:
    from onnes.plots import curves, figure, in_words, style

    made, axes = figure(1, 2, size=(12.5, 4.8), title=_title(result), width_ratios=(1.15, 1))
    unit, arrays = result["vortex_energy_unit"], result.arrays
    fields = arrays["shown_field"].values
    profiles = {f"{in_words(field, 'T')}{_name(result, field)}": energy / unit
                for field, energy in zip(fields, arrays["energy"].values, strict=True)}
    curves(axes[0], arrays["x"].values, profiles, x_label="position across the strip", x_unit="m",
           label="energy of a vortex / $\\epsilon_0$", title="Energy across the strip")
    with style():
        closed = arrays["narrow_energy"].values / unit
        scale = float(np.max(axes[0].lines[0].get_xdata()) / arrays["x"].values[-1])
        for index, line in enumerate(closed):
            axes[0].plot(arrays["x"].values * scale, line, "--", color="black", linewidth=0.9,
                         label="" if index else "closed form, width ≪ Λ")
        low, high = axes[0].get_ylim()
        axes[0].set_ylim(low, high + 0.55 * (high - low))
        axes[0].legend(loc="upper center", ncols=2, fontsize=8.5)
    lines = {"against leaving the middle": arrays["barrier"].values / unit,
             "against entry": arrays["entry_barrier"].values / unit}
    curves(axes[1], arrays["applied"].values, lines, x_label="applied field", x_unit="T",
           label="barrier / $\\epsilon_0$", title="Barriers")
    _mark_fields(axes[1], result)
    return made


def _mark_fields(ax: Axes, result: Result) -> None:
    """Mark where a vortex starts to stay and starts to lower the energy, with B W^2/Phi_0."""
    from onnes.plots import style

    scale = float(np.max(ax.lines[0].get_xdata()) / result.arrays["applied"].values[-1])
    with style():
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + 0.3 * (high - low))
        ax.legend(loc="upper center", bbox_to_anchor=(0.42, 0.86))
        for name, words, height, side in (("metastable", "stays", 0.99, "left"),
                                          ("favourable", "lowers the energy", 0.93, "right")):
            place = result[f"{name}_field"] * scale
            ax.axvline(place, color="#888888", linewidth=0.9, linestyle=":")
            ax.annotate(f"{words}: {result[f'{name}_field_w2']:.3g} $\\Phi_0/W^2$", (place, height),
                        xycoords=("data", "axes fraction"), xytext=(4 if side == "left" else -4, 0), va="top", ha=side,
                        textcoords="offset points", fontsize=8.5, color="#555555")


def _name(result: Result, field: float) -> str:
    """Return what a field is, in brackets."""
    names = {"metastable_field": " (stays)", "favourable_field": " (lowers the energy)"}
    near = [words for name, words in names.items() if abs(result[name] - field) < 0.05 * result["metastable_field"]]
    return near[0] if near else ""


def _device(result: Result) -> Figure:
    from onnes.plots import PALETTE, Panel, curves, field_map, figure, filled, style

    arrays, unit = result.arrays, result["vortex_energy_unit"]
    x, y, inside = (arrays[name].values for name in ("x", "y", "inside"))
    made, axes = figure(1, 2, size=(12.5, 5.2), title=_title(result), width_ratios=(1.15, 1))
    energy = np.where(inside > 0, arrays["energy"].values / unit, np.nan)
    half = [0.5 * (axis[1] - axis[0]) for axis in (x, y)]
    extent = (x[0] - half[0], x[-1] + half[0], y[0] - half[1], y[-1] + half[1])
    limits = (float(np.nanquantile(energy, 0.02)), float(np.nanmax(energy)))
    shown = np.where(inside.T > 0, filled(energy, inside > 0).T, np.nan)
    field_map(axes[0], Panel(shown, extent, "", "energy of a vortex / $\\epsilon_0$", "density", limits,
                             outline=np.pad(inside.T, 0) > 0), title="Energy at every place")
    scale = float(np.ptp(axes[0].get_xlim()) / (extent[1] - extent[0]))
    site = result["well_x"]
    column = int(np.argmin(np.abs(x - site))) if site is not None else len(x) // 2
    row = int(np.argmin(np.abs(y - result["well_y"]))) if site is not None else len(y) // 2
    if site is not None:
        with style():
            axes[0].plot([x[column] * scale], [y[row] * scale], "o", markersize=7, markerfacecolor="none",
                         markeredgecolor="white", markeredgewidth=1.6)
    curves(axes[1], x, {"along x": energy[:, row]}, x_label="position", x_unit="m",
           label="energy of a vortex / $\\epsilon_0$",
           title="Through the deepest well" if site is not None else "Through the middle: no well in this field")
    with style():
        axes[1].plot(y * scale, energy[column], color=PALETTE[1], label="along y")
        axes[1].legend()
    return made


def _title(result: Result) -> str:
    from onnes.plots import in_words

    what = f"strip of {in_words(result['width'], 'm')}" if "applied" in result.arrays else "device"
    barrier = result["barrier"]
    found = f"barrier {in_words(barrier, 'J')}" if barrier else "no barrier"
    return (f"Vortex in a {what}, Λ = {in_words(result['pearl_length'], 'm')}, "
            f"B = {in_words(result.inputs['field']['value'], 'T')}: {found}")

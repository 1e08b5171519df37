"""Picture: energies, currents and Tc against the applied flux, the sheet current, the sweep; film of the sweep."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.geometry import ring
from onnes.plots import (
    PALETTE,
    Panel,
    axis_label,
    field_map,
    figure,
    filled,
    in_words,
    panel,
    parameters,
    prefixed,
    render_frames,
    style,
    write_film,
)
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GREY = "#666666"
_FLUX = "applied flux over h/2e"


def picture(result: Result) -> Figure:
    """Draw what a ring does against the applied flux, and its sweep if there is one."""
    rows = [["energy", "current"], ["tc", "map"]]
    is_swept = "swept_quanta" in result.arrays
    if is_swept:
        rows = [[*rows[0], "sweep"], [*rows[1], "slip"]]
    made, axes = figure(mosaic=rows, size=(16.0 if is_swept else 11.0, 8.2), title=_sentence(result))
    _sectors(axes["energy"], result, "energy", "energy above the lowest", "Energy of each n")
    _sectors(axes["current"], result, "sector_current", "persistent current", "Current around the ring")
    _tc(axes["tc"], result)
    field_map(axes["map"], _sheet_current(result), title=f"Sheet current, n = {result['flux_quanta']}", ticks=False)
    if is_swept:
        _sweep(axes["sweep"], result)
        frame = _of_slip(result)
        shown = replace(_panels(result)[0], values=_panels(result)[0].values[frame])
        field_map(axes["slip"], shown, title=f"Pairs at B = {in_words(_swept(result)[frame], 'T')}", ticks=False)
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the pairs and of the phase in the sweep."""
    frames = render_frames(_panels(result), result.arrays["time"].values, title=_sentence(result),
                           titles=("pairs", "phase"), caption=parameters(result))
    write_film(frames, path, fps=12)


def _sectors(ax: Axes, result: Result, name: str, label: str, title: str) -> None:
    """Draw a quantity of every n; thick where n has the lowest energy, dashed by London's theory."""
    arrays = result.arrays
    flux, quanta, values = (arrays[each].values for each in ("applied_flux", "quanta", name))
    linear = arrays["linear_energy" if name == "energy" else "linear_current"].values
    shown = values[np.isfinite(values)]
    factor, unit = prefixed(shown if len(shown) else linear, arrays[name].unit)
    lowest = arrays["equilibrium_quanta"].values
    with style():
        for colour, n, row, straight in zip(PALETTE, quanta, values, linear, strict=False):
            ax.plot(flux, row * factor, color=colour, linewidth=1.1, label=f"n = {n}")
            ax.plot(flux, np.where(np.isfinite(row), straight, np.nan) * factor, ":", color=_GREY, linewidth=0.9)
            ax.plot(flux, np.where(lowest == n, row, np.nan) * factor, color=colour, linewidth=3.2,
                    solid_capstyle="butt")
        ax.plot([], [], ":", color=_GREY, linewidth=0.9, label="London")
        ax.plot(result["applied_flux"], _here(result, name) * factor, "o", color="black", markersize=6, zorder=5)
        low, high = ax.get_ylim()
        ax.set(xlabel=_FLUX, ylabel=axis_label(label, unit), title=title, ylim=(low, high + 0.3 * (high - low)))
        ax.grid(True)
        ax.legend(loc="upper center", ncols=3, fontsize=8.5)


def _here(result: Result, name: str) -> float:
    """Return the energy or the current of the ring where it was cooled."""
    arrays = result.arrays
    row = int(np.flatnonzero(arrays["quanta"].values == result["flux_quanta"])[0])
    return float(np.interp(result["applied_flux"], arrays["applied_flux"].values, arrays[name].values[row]))


def _tc(ax: Axes, result: Result) -> None:
    flux, shift = result.arrays["applied_flux"].values, result.arrays["critical_temperature_shift"].values
    factor, unit = prefixed(shift, "K")
    with style():
        ax.plot(flux, shift * factor, color=PALETTE[0])
        ax.plot(result["applied_flux"], result["tc_shift"] * factor, "o", color="black", markersize=6)
        ax.set(xlabel=_FLUX, ylabel=axis_label("shift of Tc", unit), title="Critical temperature")
        ax.grid(True)


def _sheet_current(result: Result) -> Panel:
    x, y = result.arrays["map_x"].values, result.arrays["map_y"].values
    values = result.arrays["sheet_current"].values
    half_x, half_y = 0.5 * (x[1] - x[0]), 0.5 * (y[1] - y[0])
    largest = float(np.quantile(values[values > 0], 0.98)) if np.any(values > 0) else 1.0
    return Panel(filled(values, values > 0).T, (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y), "A/m",
                 "sheet current |K|", limits=(0.0, largest), region=_region(result))


def _sweep(ax: Axes, result: Result) -> None:
    """Draw n against the field, with the fields at which n of the start slips and those of lowest energy."""
    field, quanta = _swept(result), result.arrays["swept_quanta"].values
    factor, unit = prefixed(field, "T")
    with style():
        ax.step(field * factor, quanta, where="post", color=PALETTE[0], label="swept ring")
        steady = field / result["field_period"]
        ax.plot(field * factor, steady, "--", color=_GREY, linewidth=1.0, label="Φ/Φ₀")
        slip = result["slip_field"] if field[-1] > field[0] else result["lower_slip_field"]
        if slip is not None and min(field) <= slip <= max(field):
            ax.axvline(slip * factor, ymax=1 / 1.35, color=PALETTE[1], linewidth=1.2, linestyle=":",
                       label=f"n = {result['flux_quanta']} ceases to be stable")
        ax.set(xlabel=axis_label("applied field", unit), ylabel="flux quanta n", title="Sweep")
        ax.locator_params(axis="y", integer=True)
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + 0.35 * (high - low))
        ax.grid(True)
        ax.legend(loc="upper left")


def _of_slip(result: Result) -> int:
    """Return the frame with the weakest place of the ring, away from the start."""
    density, inside = result.arrays["frame_density"].values, result.arrays["inside"].values > 0
    return int(np.argmin(np.min(np.where(inside, density, np.inf), axis=(1, 2))))


def _panels(result: Result) -> list[Panel]:
    inside, region = result.arrays["inside"].values > 0, _region(result)
    density = panel(result, "frame_density", kind="density", limits=(0.0, 1.0), label="pairs |ψ|²", region=region)
    phase = panel(result, "frame_phase", kind="phase", label="phase", outline=inside.T, region=None)
    whole = filled(result.arrays["frame_density"].values, inside)
    angle = np.where(inside, result.arrays["frame_phase"].values, np.nan)
    return [replace(density, values=np.swapaxes(whole, -1, -2)), replace(phase, values=np.swapaxes(angle, -1, -2))]


def _swept(result: Result) -> np.ndarray:
    return result.arrays["swept_field"].values


def _region(result: Result):
    inner, width = (result.inputs[name]["value"] for name in ("inner_radius", "width"))
    return ring(inner + width, inner).region


def _sentence(result: Result) -> str:
    inner, width, field = (result.inputs[name]["value"] for name in ("inner_radius", "width", "field"))
    metal = f" of {result.material}" if result.material else ""
    n = result["flux_quanta"]
    return (f"Ring{metal}, hole of {in_words(2 * inner, 'm')}, {in_words(width, 'm')} wide, cooled in "
            f"{in_words(field, 'T')}: {n} flux quant{'um' if abs(n) == 1 else 'a'}")

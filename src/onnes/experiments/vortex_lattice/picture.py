"""The picture: pairs and field over several cells, and the energy against the angle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_CELLS = (2, 3)
"""Cells that are drawn along x and y."""
_LEVELS = 7


def picture(result: Result) -> Figure:
    """Draw |psi|^2 and B over several cells with contours, and the energy of the lattices of all angles."""
    from onnes.plots import figure

    made, axes = figure(1, 3, size=(14.0, 4.4), title=_sentence(result), width_ratios=(1, 1, 1.05))
    density, field = result.arrays["density"].values[:-1, :-1], result.arrays["field"].values
    _tiled(axes[0], result, density, "density", "density of pairs |ψ|²")
    _tiled(axes[1], result, field / result.inputs["induction"], "field", "field $B$ over its mean")
    _energies(axes[2], result)
    return made


def _tiled(ax: Axes, result: Result, cell: np.ndarray, kind: str, label: str) -> None:
    """Draw a field over several cells."""
    from onnes.plots import Panel, field_map

    x, y = (result.arrays[name].values for name in ("x", "y"))
    nodes = kind == "density"
    values = np.tile(cell, _CELLS).T
    half = [0.5 * (axis[1] - axis[0]) if nodes else 0.0 for axis in (x, y)]
    width, height = (n * (axis[-1] - axis[0]) for n, axis in zip(_CELLS, (x, y), strict=True))
    extent = (-half[0], width - half[0], -half[1], height - half[1])
    limits = (0.0, float(values.max())) if nodes else (float(values.min()), float(values.max()))
    field_map(ax, Panel(values, extent, "", label, kind, limits, length="ξ"))  # type: ignore[arg-type]
    ax.contour(np.linspace(extent[0], extent[1], values.shape[1]), np.linspace(extent[2], extent[3], values.shape[0]),
               values, levels=_LEVELS, colors="white", linewidths=0.5, alpha=0.6)


def _energies(ax: Axes, result: Result) -> None:
    from onnes.carriers.abrikosov_parameter import abrikosov_parameter, energy_near_bc2
    from onnes.plots import PALETTE, style

    angles, energies = (result.arrays[name].values for name in ("angle", "energy_of_angle"))
    if not np.all(np.isfinite(energies)):
        ax.set_axis_off()
        return
    between = np.linspace(angles[0], angles[-1], 161)
    near_bc2 = np.array([energy_near_bc2(result["kappa"], result.inputs["induction"], abrikosov_parameter(angle))
                         for angle in between])
    least = energies.min()
    with style():
        smooth = CubicSpline(angles, energies)(between)
        ax.plot(between, 100 * (smooth - least) / abs(least), color=PALETTE[0], label="this field")
        ax.plot(angles, 100 * (energies - least) / abs(least), "o", color=PALETTE[0])
        ax.plot(between, 100 * (near_bc2 - near_bc2.min()) / abs(near_bc2.min()), "--", color="black", linewidth=1.2,
                label="limit $B → B_{c2}$ (Abrikosov)")
        for angle, name in ((60.0, "triangular"), (90.0, "square")):
            ax.axvline(angle, color="#888888", linewidth=0.9, linestyle=":")
            ax.annotate(name, (angle, 0.5), xycoords=("data", "axes fraction"), xytext=(-4, 0),
                        textcoords="offset points", ha="right", va="center", rotation=90, fontsize=9, color="#555555")
        ax.set(xlabel="angle of the rhombic lattice (degrees)", ylabel="energy above the smallest (%)",
               title="Energy of each lattice")
        ax.set_ylim(top=1.25 * ax.get_ylim()[1])
        ax.legend(loc="upper left")
        ax.grid(True)


def _sentence(result: Result) -> str:
    temperature = result.inputs.get("temperature")
    where = f"{result.material} at {temperature['value']:g} K: " if result.material and temperature else ""
    lattice, beta = result["lattice"], result["beta_a"]
    wins = "vortex lattice" if lattice is None else f"the {lattice} lattice wins"
    number = "" if beta is None else rf", $\beta_A$ = {beta:.5f}"
    return rf"{where}$B$ = {result.inputs['induction']:g} $B_{{c2}}$, $\kappa$ = {result['kappa']:.4g}: {wins}{number}"

"""The picture: current of the atom, change of filled shells in a field, and the susceptibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.filled_shell import SHELLS
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the current through a plane and by shells, the change of wave functions, chi beside measurements."""
    from onnes.plots import figure

    made, axes = figure(mosaic=[["map", "shells"], ["waves", "chi"]],
                        title=f"{result.inputs['atom'].capitalize()} in {result.inputs['field']['value']:g} T: "
                              "angular momentum zero, current not")
    _draw_map(axes["map"], result)
    _draw_shells(axes["shells"], result)
    _draw_waves(axes["waves"], result)
    _draw_susceptibility(axes["chi"], result)
    return made


def _draw_map(ax: Axes, result: Result) -> None:
    """Draw a map with colour limits at the 98 % quantile, so that the outer shell is visible beside the core."""
    from onnes.plots import Panel, field_map

    x, plane = result.arrays["x"].values, result.arrays["current_map"].values
    end = float(np.quantile(np.abs(plane), 0.98))
    field_map(ax, Panel(plane, (x[0], x[-1], x[0], x[-1]), "A/m^2", "current density into the page", "signed",
                        limits=(-end, end)), title="Through a plane along the field",
              names=("across the field", "along the field"))


def _draw_shells(ax: Axes, result: Result) -> None:
    from onnes.plots import profile

    lines = {f"{name} electrons": -result.arrays[f"current_{name}"].values for name in SHELLS
             if f"current_{name}" in result.arrays}
    if len(lines) > 1:
        lines["all"] = np.sum(list(lines.values()), axis=0)
    profile(ax, result.arrays["r"].values, lines, x_label="distance from the nucleus", unit="A/m",
            label="current per distance, against B", title=f"Area: {abs(result['circulating_current']) * 1e9:.3g} nA, "
            "$Z e\\,\\omega_L/2\\pi$")


def _draw_waves(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    b = result.arrays["b"].values
    curves(ax, b, {"wave functions": result.arrays["wave_change"].values,
                   "current less $-(e^2/m)\\,nA$": result.arrays["current_error"].values},
           reference={"$B^2$": 0.1 * b**2}, x_label="$eB/(2m\\omega_0)$", label="relative change",
           title="Filled shells of a plane oscillator")
    ax.set(xscale="log", yscale="log")


def _draw_susceptibility(ax: Axes, result: Result) -> None:
    from onnes.measurements.noble_gases import molar_gaussian, susceptibilities
    from onnes.plots import PALETTE
    from onnes.plots.style import style

    known = susceptibilities(result.inputs["atom"])
    rows = [(f"{result.inputs['orbitals'].title()}, here", molar_gaussian(result["molar_susceptibility"]), "here"),
            *((f"{each.label}, {each.kind}", each.gaussian, each.kind) for each in known)]
    colours = {"here": PALETTE[0], "measured": PALETTE[6], "computed": PALETTE[2]}
    with style():
        for height, (_, value, kind) in enumerate(reversed(rows)):
            ax.plot(value, height, "o", color=colours[kind], markersize=8)
            ax.annotate(f"{value:.2f}", (value, height), xytext=(0, 8), textcoords="offset points", ha="center",
                        fontsize=9)
        ax.set_yticks(range(len(rows)), [label for label, _, _ in reversed(rows)])
        ax.grid(True, axis="x")
        ax.margins(x=0.25, y=0.2)
        ax.set(xlabel="molar susceptibility ($10^{-6}$ cm$^3$/mol)", title="Against measurements")

"""The picture: the field over the depth, and for a sphere also around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the profile with London's closed form; for a sphere also a map of the field around it."""
    from onnes.plots import figure, profile

    mapped = "field_map" in result.arrays
    made, axes = figure(1, 2 if mapped else 1)
    ax = axes[0] if mapped else axes
    profile(ax, result.arrays["position"].values, {f"computed ({result.inputs['law']})":
            result.arrays["field"].values}, reference={"London, exact": result.arrays["london_field"].values},
            x_label=result.arrays["position"].meaning, label="magnetic field", unit="T",
            title=f"{result.inputs['shape']} in a field".capitalize())
    if mapped:
        _draw_map(axes[1], result)
    return made


def _draw_map(ax: Axes, result: Result) -> None:
    from onnes.plots import Panel, field_map

    x, z = result.arrays["x"].values, result.arrays["z"].values
    half = 0.5 * (x[1] - x[0])
    inside = np.hypot(x[None, :], z[:, None]) < result.inputs["size"]["value"]
    field_map(ax, Panel(result.arrays["field_map"].values, (x[0] - half, x[-1] + half, z[0] - half, z[-1] + half), "T",
                        "magnetic field", outline=inside), title="Field around the sphere", names=("x", "z"))

"""Picture of a disc of orbits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SURE = 2.0
"""Half width of the shaded band, in standard uncertainties."""


def picture(result: Result) -> Figure:
    """Draw some of the orbits, the sum of all in the plane, and the profiles of current and field at the edge."""
    from matplotlib.collections import EllipseCollection

    from onnes.plots import PALETTE, axis_label, field_map, figure, panel, prefixed, style

    made, axes = figure(2, 2, size=(11.0, 9.4), title=_sentence(result))
    largest = float(result["exact_largest_current_density"])
    mapped = panel(result, "map", kind="signed", limits=(-largest, largest))
    field_map(axes[0, 1], mapped, title="Sum of all: the interior cancels")
    scale, length = prefixed(mapped.extent, "m")
    ax, depth = axes[0, 0], float(result["london_depth"])
    with style():
        centres, across = scale * result.arrays["centres"].values, 4 * depth * scale
        ax.add_collection(EllipseCollection(
            across, across, 0, units="x", offsets=centres, offset_transform=ax.transData, facecolors="none",
            edgecolors=PALETTE[0], linewidths=0.7, alpha=0.45))
        half = mapped.extent[1] * scale
        ax.set(aspect="equal", xlim=(-half, half), ylim=(-half, half), xlabel=axis_label("x", length),
               ylabel=axis_label("y", length), title=f"{len(centres)} of {result.inputs['orbits']} orbits")
    _profile(axes[1, 0], result, "x", "current_density", "current_scatter", "current density")
    _profile(axes[1, 1], result, "field_x", "field", "field_scatter", "magnetic field")
    return made


def _profile(ax: Axes, result: Result, axis: str, name: str, scatter: str, label: str) -> None:
    """Draw an array of the orbits, with its uncertainty, beside the exact sum and London's."""
    from onnes.plots import PALETTE, prefixed, profile

    values, spread, unit = result.arrays[name].values, result.arrays[scatter].values, result.arrays[name].unit
    x = result.arrays[axis].values
    london, exact = result.arrays[f"london_{name}"].values, result.arrays[f"exact_{name}"].values
    depth = float(result["london_depth"])
    profile(ax, x, {"orbits, summed": values, "London": london}, reference={"orbits, exact": exact}, label=label,
            unit=unit, x_label="distance outwards from the edge of the centres",
            marks={"−2λ": -2 * depth, "2λ": 2 * depth})
    factor, reach = prefixed(np.concatenate([values, london, exact]), unit)[0], prefixed(x, "m")[0]
    ax.fill_between(x * reach, (values - _SURE * spread) * factor, (values + _SURE * spread) * factor,
                    color=PALETTE[0], alpha=0.25, linewidth=0)


def _sentence(result: Result) -> str:
    width = result.readings["equivalent_width_over_depth"]
    return (f"Orbits of radius 2λ sum to a layer of the right current, {float(result['total_over_needed']):.3f} B/μ₀, "
            f"and width {width.value:.2f} ± {width.uncertainty:.2f} λ")

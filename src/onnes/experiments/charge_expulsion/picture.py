"""Picture of expelled charge: profiles of a body of one coordinate, maps of any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from onnes.plots.style import OUTLINES
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.geometry import Shape
    from onnes.plots.style import Kind

_LEGEND = 0.2
"""Room for a legend above the curves, over their height."""
_SHOWN = 12.0
"""Distance from the surface to which the profiles of a large body are drawn, in lambda."""


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    inside, outside = (in_words(float(result[name]), "V/m") for name in ("largest_field", "outside_field"))
    name = result.inputs["body"]
    body = {"section": "Long body", "round": "Round body"}.get(name, name.capitalize())
    of = f"{body} of {result.material}" if result.material else body
    leak = f", {outside} outside at its surface" if result["outside_field"] else ", and none outside"
    return f"{of} with charge expelled by Hirsch's theory: up to {inside} inside{leak}"


def profiles(result: Result) -> Figure:
    """Draw charge density, field and potential against the distance from the middle."""
    from onnes.plots import figure, profile

    made, axes = figure(1, 3, size=(14.0, 4.4), title=_sentence(result))
    r = result.arrays["r"].values
    depth = float(result["depth"])
    skin = r >= r[-1] - _SHOWN * depth
    labels = {"density": "charge density in the skin", "electric_field": "electric field, outward",
              "electric_potential": "potential against outside"}
    for ax, (name, label) in zip(axes, labels.items(), strict=True):
        array = result.arrays[name]
        part = skin if name == "density" else slice(None)
        place = (r[-1] - r)[part] if name == "density" else r
        profile(ax, place, {"Hirsch": array.values[part]}, reference={} if name == "density" else {
            "conventional, no current": np.zeros(len(place))}, label=label, unit=array.unit,
            x_label="depth below the surface" if name == "density" else "distance from the middle")
        if name != "density":
            low, high = ax.get_ylim()
            ax.set_ylim(low, high + _LEGEND * (high - low))
    return made


def maps(result: Result, shape: Shape) -> Figure:
    """Draw charge density, field and potential in a section, and the field along its axes.

    Args:
        shape: cross-section or meridian, in m.
    """
    from onnes.plots import figure

    made, axes = figure(1, 4, size=(17.0, 5.4), title=_sentence(result))
    _draw_density(axes[0], result, shape)
    _draw_map(axes[1], result, shape, "electric_field", "field")
    _draw_map(axes[2], result, shape, "electric_potential", "signed")
    _draw_along_axes(axes[3], result)
    return made


def _draw_density(ax: Axes, result: Result, shape: Shape) -> None:
    """Draw the charge density up to the outline; the layer is far denser than the interior, and saturates."""
    from onnes.plots import field_map, filled, panel

    density, inside = result.arrays["density"].values, result.arrays["inside"].values > 0
    dense = float(np.percentile(np.abs(density[inside]), 90))
    shown = panel(result, "density", kind="signed", limits=(-dense, dense), region=shape.region)
    field_map(ax, replace(shown, values=filled(density, inside).T), names=_names(result))


def _draw_map(ax: Axes, result: Result, shape: Shape, name: str, kind: Kind) -> None:
    from matplotlib.patches import PathPatch

    from onnes.plots import field_map, outline_path, panel, prefixed

    shown = panel(result, name, kind=kind)
    image = field_map(ax, shown, names=_names(result))
    image.set_interpolation("bicubic")
    path = outline_path(shape.region, prefixed(shown.extent, "m")[0])
    ax.add_patch(PathPatch(path, fill=False, edgecolor=OUTLINES[kind], linewidth=1.2))


def _names(result: Result) -> tuple[str, str]:
    return ("r", "z") if result.inputs["body"] == "round" else ("x", "y")


def _draw_along_axes(ax: Axes, result: Result) -> None:
    from onnes.plots import in_words, prefixed, style

    x, y, field = (result.arrays[name].values for name in ("x", "y", "electric_field"))
    inside = result.arrays["inside"].values > 0.5
    middle = [int(np.argmin(np.abs(each - each[chosen].mean())))
              for each, chosen in ((x, inside.any(axis=1)), (y, inside.any(axis=0)))]
    if result.inputs["body"] == "round":
        middle[0] = 0
    factor, unit = prefixed(field, "V/m")
    scale, length = prefixed(np.concatenate([x, y]), "m")
    names = ("across", "along the axis") if result.inputs["body"] == "round" else ("along x", "along y")
    with style():
        for (place, values, within), name in zip(
                ((x - x[middle[0]], field[:, middle[1]], inside[:, middle[1]]),
                 (y - y[middle[1]], field[middle[0]], inside[middle[0]])), names, strict=True):
            ahead = place >= 0
            drawn, = ax.plot(place[ahead] * scale, values[ahead] * factor, label=name)
            ax.axvline(place[within].max() * scale, color=drawn.get_color(), linewidth=0.9, linestyle=":")
        ax.set(xlabel=f"distance from the middle ({length})", ylabel=f"electric field ({unit})", ylim=(0, None),
               title=f"field on the axes, surface dotted\n$E_m$ = {in_words(float(result['field_scale']), 'V/m')}")
        ax.grid(True)
        ax.legend()

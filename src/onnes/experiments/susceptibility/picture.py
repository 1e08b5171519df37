"""Picture of orbits that feel one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DRAWN = 250
"""Orbits that are drawn."""
_WORDS = {"felt": "others felt", "ignored": "others ignored"}


def picture(result: Result) -> Figure:
    """Draw some orbits with their speed, the fields in them, what these follow, and the field against chi."""
    from onnes.plots import figure

    made, axes = figure(2, 2, size=(11.0, 9.4), title=_sentence(result))
    _orbits(axes[0, 0], result)
    _fields(axes[0, 1], result)
    if result.inputs["geometry"] == "disc":
        _against(axes[1, 0], result, np.hypot(*result.arrays["centres"].values.T), "m", "distance from the middle",
                 "The field falls from the surface inwards")
    else:
        _against(axes[1, 0], result, result.arrays["coupling"].values, "", "sum of the couplings of an orbit",
                 "Crowded orbits have less field")
    _scan(axes[1, 1], result)
    return made


def _orbits(ax: Axes, result: Result) -> None:
    """Draw orbits, coloured by their speed where they feel one another."""
    from matplotlib.collections import EllipseCollection

    from onnes.plots import axis_label, prefixed, style

    centres, radius = result.arrays["centres"].values[:_DRAWN], float(result["radius"])
    half = np.max(np.abs(result.arrays["centres"].values)) + radius
    scale, unit = prefixed(half, "m")
    with style():
        across = 2 * radius * scale
        drawn = ax.add_collection(EllipseCollection(
            across, across, 0, units="x", offsets=scale * centres, offset_transform=ax.transData, facecolors="none",
            linewidths=0.9, alpha=0.8, cmap="viridis"))
        drawn.set(edgecolors=None, array=result.arrays["orbit_field_felt"].values[:_DRAWN])
        drawn.set_facecolor("none")
        ax.figure.colorbar(drawn, ax=ax, label="speed over that without the others", pad=0.02)
        ax.set(aspect="equal", xlim=(-half * scale, half * scale), ylim=(-half * scale, half * scale),
               xlabel=axis_label("x", unit), ylabel=axis_label("y", unit),
               title=f"{len(centres)} of {result.inputs['orbits']} orbits")


def _fields(ax: Axes, result: Result) -> None:
    """Draw how the fields in the orbits are distributed, with and without the field of the others."""
    from onnes.plots import PALETTE, style

    read = result.arrays["read"].values.astype(bool)
    with style():
        for colour, (name, words) in zip(PALETTE, _WORDS.items(), strict=False):
            ax.hist(result.arrays[f"orbit_field_{name}"].values[read], bins=30, density=True, color=colour, alpha=0.55,
                    label=words)
            ax.axvline(float(result[f"field_{name}_mean_field"]), color=colour, linestyle="--", linewidth=1.4)
        ax.set(xlabel="field in an orbit over the applied field", ylabel="share of the orbits per unit of the ratio",
               title="Fields in the orbits; dashed: mean field")
        ax.legend()


def _against(ax: Axes, result: Result, x: np.ndarray, unit: str, x_label: str, title: str) -> None:
    """Draw the field in each orbit against something of the orbit."""
    from onnes.plots import PALETTE, axis_label, prefixed, style

    scale, shown = prefixed(x, unit)
    with style():
        for colour, (name, words) in zip(PALETTE, _WORDS.items(), strict=False):
            ax.plot(scale * x, result.arrays[f"orbit_field_{name}"].values, ".", color=colour, alpha=0.6, label=words)
            ax.axhline(float(result[f"field_{name}_mean_field"]), color=colour, linestyle="--", linewidth=1.2)
        ax.set(xlabel=axis_label(x_label, shown), ylabel="field in an orbit over the applied field", title=title)
        ax.grid(True)
        ax.legend()


def _scan(ax: Axes, result: Result) -> None:
    """Draw the mean field against the susceptibility, beside H38 and H39."""
    from onnes.plots import PALETTE, curves, style

    size = -result.arrays["scan_susceptibility"].values
    fine = np.geomspace(size[0], size[-1], 200)
    curves(ax, fine, {}, reference={"1/(1 − χ)": 1 / (1 + fine), "1 + χ": 1 - fine}, x_label="−χ = r²/4λ²",
           label="mean field over the applied field", title="Where is a diamagnet perfect?")
    ax.lines[1].set_linestyle(":")
    with style():
        for colour, mark, (name, words) in zip(PALETTE, "os", _WORDS.items(), strict=False):
            ax.plot(size, result.arrays[f"scan_{name}"].values, mark, color=colour, markerfacecolor="none", label=words)
        ax.axvline(-float(result["susceptibility"]), color="#888888", linewidth=0.9, linestyle=":")
        ax.set(xscale="log", ylim=(-0.15, 1.05))
        ax.legend(loc="upper right")


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    felt, ignored = (result.readings[f"field_{name}"] for name in _WORDS)
    kept, left = (in_words(float(each.value or 0), "", each.uncertainty).replace("-", "−") for each in (felt, ignored))
    return f"Orbits that feel one another keep {kept} of the field, those that do not {left}"

"""The picture: the claimed dips, their depth, the conventional spectrum, and the size that dips would need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the band with dips, their depth over T and B, T_s/T_n about the gap, and R over the spacing."""
    from onnes.plots import curves, figure

    made, axes = figure(2, 2, size=(11.4, 8.0))
    band, dips, change = (result.arrays[name].values for name in ("band", "chain_transmission", "conventional_change"))
    curves(axes[0, 0], band, {"chains, with the depth put in": dips - 1},
           reference={f"Mattis–Bardeen, at most {np.max(np.abs(change)):.0e}": change}, x_label="frequency",
           x_unit="Hz", label="change of transmission $T_s/T_n - 1$", title="Claimed dips in the blue")
    largest = max(float(1 - dips.min()), float(np.max(np.abs(change))), 1e-12)
    axes[0, 0].set(ylim=(-1.15 * largest, 0.6 * largest))
    axes[0, 0].legend(loc="upper left")
    _depth(axes[0, 1], result)
    _about_gap(axes[1, 0], result)
    _sizes(axes[1, 1], result)
    metal = f" of {result.material}" if result.material else ""
    made.suptitle(f"Film{metal}: periodic dips of chains, and the spectrum of a superconductor")
    return made


def _depth(ax: Axes, result: Result) -> None:
    """Draw the depth of dips over temperature (below) and field (above)."""
    from onnes.plots import PALETTE, axis_label, prefixed, style

    temperature, field = (result.arrays[name].values for name in ("temperature", "field"))
    depths = [result.arrays[f"depth_over_{name}"].values for name in ("temperature", "field")]
    factor, unit = prefixed(field, "T")
    with style():
        ax.plot(temperature, depths[0], color=PALETTE[0], label="over temperature")
        ax.plot([], [], color=PALETTE[1], label="over field (upper axis)")
        above = ax.twiny()
        above.plot(field * factor, depths[1], color=PALETTE[1])
        above.set_xlabel(axis_label("field", unit), color=PALETTE[1])
        above.tick_params(axis="x", colors=PALETTE[1])
        ax.grid(True)
        ax.set(xlabel=axis_label("temperature", "K"), ylabel="depth of a dip, share of light", xlim=(0, None))
        above.set(xlim=(0, None))
        ax.set_ylim(0, 1.4 * max(line.max() for line in depths))
        ax.legend(loc="upper right", title=f"order: {result.inputs['order']}")


def _about_gap(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, in_words

    lines = {f"$T/T_c$ = {t:g}": values for t, values in
             zip(result.arrays["t"].values, result.arrays["conventional_transmission"].values, strict=True)}
    kelvin = result.inputs["temperature"]
    here = "$T_c/2$" if kelvin is None else in_words(kelvin["value"], "K")
    curves(ax, result.arrays["infrared"].values, lines, x_label="frequency", x_unit="Hz", label=r"$T_s/T_n$",
           marks={rf"$2\Delta/h$ at {here}": float(result["gap_frequency"])},
           title="Mattis–Bardeen: a peak near the gap")
    ax.set(xscale="log", ylim=(0, 1.2 * result.arrays["conventional_transmission"].values.max()))
    ax.legend(loc="upper right")


def _sizes(ax: Axes, result: Result) -> None:
    """Draw R = c/(2 df), with the sizes of electrons, ions and what the spacing needs."""
    from onnes.plots import PALETTE, axis_label, in_words, style

    needed = float(result["radius_for_spacing"]), float(result["dip_spacing"])
    points = {f"dips {in_words(needed[1], 'Hz')} apart: {in_words(needed[0], 'm')}": needed,
              "half the distance of ions": _point(result, "spacing_of_ion_distance"),
              "Compton length": _point(result, "spacing_of_compton_length"),
              "classical electron radius": _point(result, "spacing_of_classical_radius")}
    known = {name: point for name, point in points.items() if point}
    spacings = np.array([spacing for _, spacing in known.values()])
    line = np.geomspace(spacings.min() / 30, spacings.max() * 30, 50)
    radius = needed[0] * needed[1] / line
    with style():
        ax.plot(line, radius, color="#888888", linewidth=1.2)
        for colour, (name, (size, spacing)) in zip(PALETTE, known.items(), strict=False):
            ax.plot(spacing, size, "o", color=colour, markersize=8, label=name)
        ax.axvspan(605e12, 670e12, color="#3060ff", alpha=0.35, linewidth=0)
        ax.annotate("blue light", (670e12, 1), xycoords=("data", "axes fraction"), xytext=(4, -4),
                    textcoords="offset points", va="top", fontsize=9, color="#3060ff")
        ax.grid(True)
        ax.set(xscale="log", yscale="log", xlabel=axis_label("spacing of modes c/2R", "Hz"),
               ylabel=axis_label("radius R of the standing wave", "m"), title="Size that a spacing needs",
               ylim=(radius.min() / 1e9, radius.max() * 3))
        ax.legend(loc="lower left")


def _point(result: Result, name: str) -> tuple[float, float] | None:
    """Return the radius and the spacing of a reading; None if it was not read."""
    if name not in result.readings:
        return None
    spacing = float(result[name])
    return float(result["radius_for_spacing"]) * float(result["dip_spacing"]) / spacing, spacing

"""Picture and film of a front with ripples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHAPES = 6
"""Moments at which the shape of the front is drawn."""
_BEYOND = 1.05
"""Wave number up to which rates are drawn, in the marginal one of the law or the last measured one."""
_LEAST = 1e-3
"""Amplitude down to which ripples are drawn, in the largest one at the start; the grid makes smaller ones."""


def picture(result: Result) -> Figure:
    """Draw growth rates beside the law, the field at the end, shapes of the front, and amplitudes."""
    from onnes.plots import curves, field_map, figure, in_words, panel, profile
    from onnes.plots.style import PALETTE

    made, axes = figure(2, 2, size=(12.0, 8.5))
    arrays = {name: array.values for name, array in result.arrays.items()}
    _rates(axes[0, 0], result)
    field_map(axes[0, 1], panel(result, "magnetic_field", frame=-1))
    moments = np.linspace(0, len(arrays["time"]) - 1, _SHAPES).astype(int)
    profile(axes[1, 0], arrays["across"],
            {in_words(float(arrays["time"][i]), "s"): arrays["position"][i] for i in moments},
            x_label="place across the strip", label="position of the front", unit="m")
    axes[1, 0].legend(loc="center left", bbox_to_anchor=(1.0, 0.5), title="time")
    lines = {in_words(2 * np.pi / float(q), "m"): np.abs(amplitude)
             for q, amplitude in zip(arrays["wave_number"], arrays["amplitude"].T, strict=True)}
    curves(axes[1, 1], arrays["time"], lines, x_label="time", x_unit="s", label="amplitude of the ripples", unit="m")
    axes[1, 1].set_yscale("log")
    first = max(abs(float(line.get_ydata()[0])) for line in axes[1, 1].lines)  # type: ignore[index]
    axes[1, 1].set_ylim(bottom=_LEAST * first)
    for line in axes[1, 1].lines[len(PALETTE):]:
        line.set_linestyle("--")
    axes[1, 1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5), title="wavelength")
    made.suptitle(_sentence(result))
    return made


def _rates(ax: Axes, result: Result) -> None:
    """Draw measured rates and those of the sharp front as marks, the law as a curve."""
    from onnes.plots import curves, prefixed

    q, measured, sharp = (result.arrays[name].values for name in ("wave_number", "growth_rate", "growth_rate_sharp"))
    marginal = float(result["marginal_wave_number_law"])
    read = np.isfinite(measured)
    fine = np.linspace(0.0, _BEYOND * max([marginal, *q[read]]), 200)
    law = float(result["speed"]) * fine * (1 - (fine / marginal) ** 2)
    curves(ax, fine, {}, reference={"v q - D (δ/2) q³": law}, x_label="wave number", x_unit="1/m", label="growth rate",
           unit="1/s")
    along, up = prefixed(fine, "1/m")[0], prefixed(law, "1/s")[0]
    if np.any(read):
        ax.plot(q[read] * along, measured[read] * up, "o", label="Ginzburg-Landau theory, measured")
        ax.plot(q[read] * along, sharp[read] * up, "s", markerfacecolor="none", label="sharp front, linearised")
    ax.axhline(0.0, color="#888888", linewidth=0.9)
    ax.legend(loc="lower left", title=None if np.any(read) else "none measured: the ripples are steep")


def film(result: Result, path: Path) -> None:
    """Write a film of the magnetic field in the strip."""
    from onnes.plots import panel, parameters, render_frames, write_film

    shown = panel(result, "magnetic_field", limits=(0.0, float(np.max(result.arrays["magnetic_field"].values))))
    write_film(render_frames([shown], result.arrays["time"].values, title=_sentence(result),
                             caption=parameters(result)), path, fps=15)


def _sentence(result: Result) -> str:
    metal = f" of {result.material}" if result.material else ""
    return f"A flat front{metal} with ripples grows superconducting at {1 - result.inputs['p']:g} Hc"

"""Picture and film of a front with ripples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers.front_stability import ripple_growth_rate
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SHAPES, _SPEEDS = 5, 200
"""Moments at which the shape of the front is drawn, and points of the curve of the law."""


def picture(result: Result) -> Figure:
    """Draw growth rates beside the law, the field at the end, shapes of the front, and amplitudes."""
    from onnes.plots import curves, field_map, figure, in_words, panel, profile

    made, axes = figure(2, 2, size=(11.5, 8.5))
    arrays = {name: array.values for name, array in result.arrays.items()}
    _rates(axes[0, 0], result)
    field_map(axes[0, 1], panel(result, "magnetic_field", frame=-1))
    time, position = arrays["time"], arrays["position"]
    moments = np.linspace(0, len(time) - 1, _SHAPES).astype(int)
    profile(axes[1, 0], arrays["across"], {in_words(float(time[i]), "s"): position[i] for i in moments},
            x_label="place across the strip", label="position of the front", unit="m")
    lines = {in_words(2 * np.pi / float(q), "m"): np.abs(amplitude)
             for q, amplitude in zip(arrays["wave_number"], arrays["amplitude"].T, strict=True)}
    curves(axes[1, 1], time, lines, x_label="time", x_unit="s", label="amplitude of the ripples", unit="m")
    axes[1, 1].set_yscale("log")
    axes[1, 1].legend(title="wavelength", fontsize=8, ncols=2)
    made.suptitle(_sentence(result))
    return made


def _rates(ax, result: Result) -> None:
    """Draw measured rates as dots, the law and the sharp front as lines."""
    from onnes.plots import axis_label, curves, prefixed

    arrays = {name: array.values for name, array in result.arrays.items()}
    q = arrays["wave_number"]
    shown = np.isfinite(arrays["growth_rate"])
    fine = np.linspace(0.0, q[shown][-1], _SPEEDS)
    speed, energy = float(result["speed"]), float(result["wall_energy"])
    diffusion = _diffusion(result)
    law = np.array([ripple_growth_rate(each, speed, energy, diffusion) for each in fine])
    curves(ax, fine, {"": np.zeros_like(fine)}, reference={"v q - D (δ/2) q³": law}, x_label="wave number", x_unit="1/m",
           label="growth rate", unit="1/s")
    ax.lines[0].set(color="#888888", linewidth=0.9)
    across, _ = prefixed(fine, "1/m")
    up, unit = prefixed(law, "1/s")
    ax.set_ylabel(axis_label("growth rate", unit))
    for name, mark, label in (("growth_rate_sharp", "s", "sharp front with diffusion, kinetics, penetration"),
                              ("growth_rate", "o", "Ginzburg-Landau, measured")):
        ax.plot(q[shown] * across, arrays[name][shown] * up, mark, markersize=7, label=label,
                markerfacecolor="none" if mark == "s" else None)
    ax.legend()


def film(result: Result, path: Path) -> None:
    """Write a film of the magnetic field in the strip."""
    from onnes.plots import panel, render_frames, write_film

    shown = panel(result, "magnetic_field", limits=(0.0, float(np.max(result.arrays["magnetic_field"].values))))
    write_film(render_frames([shown], result.arrays["time"].values, title=_sentence(result)), path, fps=15)


def _diffusion(result: Result) -> float:
    """Return D, in m^2/s: v = sqrt(2 D v^2 ...) follows from the marginal wave number 2 v/(D delta)."""
    return 2 * float(result["speed"]) / (float(result["wall_energy"]) * float(result["marginal_wave_number_law"]) ** 2)


def _sentence(result: Result) -> str:
    metal = f" of {result.material}" if result.material else ""
    return f"A flat front{metal} with ripples grows superconducting at {1 - result.inputs['p']:g} Hc"

"""The picture: the band and its electrons, and the response over filling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.filled_band import DIMENSIONS
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the band with its highest electrons (Fig. 12), the response over filling, and its ratio to London's."""
    from onnes.plots import figure

    made, (left, middle, right) = figure(1, 3, size=(14.4, 4.2))
    _draw_band(left, result)
    _draw_response(middle, result)
    _draw_ratio(right, result)
    return made


def _draw_band(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves, prefixed
    from onnes.units.constants import ELEMENTARY_CHARGE

    arrays = result.arrays
    k = arrays["wave_number"].values * result.inputs["lattice_constant"]["value"] / np.pi
    energy = arrays["energy"].values
    energy = energy / ELEMENTARY_CHARGE
    filled = np.where(arrays["occupied"].values, energy, np.nan)
    curves(ax, k, {"band": energy}, x_label="wave number along the current, over $\\pi/a$", label="energy",
           unit="eV", title=f"Filled to {result.inputs['filling']:g} (Weisskopf, Fig. 12)")
    ax.plot(k, filled * prefixed(energy, "eV")[0], linewidth=5, alpha=0.6, color=PALETTE[1], label="occupied")
    ax.legend(frameon=False, loc="upper center")


def _draw_response(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves

    arrays, filling = result.arrays, result.arrays["filling"].values
    lines = {f"{n} dimension{'s' * (n > 1)}": arrays[f"response_{n}d"].values for n in DIMENSIONS}
    largest = 1.15 * max(float(np.max(each)) for each in lines.values())
    curves(ax, filling, lines, reference={"London, $n e^2/m^*$": arrays["london"].values},
           x_label="filling of the band", label="$-\\mathrm{d}j/\\mathrm{d}A$ per site, in $e^2 t a^2/\\hbar^2$",
           title="Answer to a vector potential")
    ax.plot(result["ring_filling"], result["ring_response"], "s", color=PALETTE[3],
            label=f"ring of {result['ring_sites']} sites, {result.inputs['dimension']}D")
    ax.set(ylim=(0, largest), xlim=(0, 1))
    ax.legend(frameon=False, loc="lower center")


def _draw_ratio(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    filling, some = result.arrays["filling"].values, result.arrays["filling"].values > 0
    london = result.arrays["london"].values[some]
    lines = {f"{n}D": result.arrays[f"response_{n}d"].values[some] / london for n in DIMENSIONS}
    curves(ax, filling[some], lines, x_label="filling of the band", label="response over $n e^2/m^*$",
           title="Share of London's current")
    ax.set(xlim=(0, 1))
    ax.set_ylim(bottom=0)

"""The picture: map of attraction over repulsion with every metal on it, and the moment that each would need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result
from onnes.units.constants import BOHR_MAGNETON

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the decimal logarithm of the ratio over distance and moment, and the moments needed."""
    from onnes.plots import figure

    made, (left, right) = figure(1, 2, size=(12.0, 5.4), width_ratios=(1.35, 1), title=_sentence(result))
    _draw_map(made, left, result)
    _draw_metals(right, result)
    return made


def _sentence(result: Result) -> str:
    ratio, forms = result["ratio"], result["chain_forms"]
    told = "" if ratio is None else f" is {float(ratio):.3g} of the repulsion:"
    return f"The attraction{told} {'chains form' if forms else 'no chain forms'}"


def _draw_map(made: Figure, ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    distance, moment = arrays["spacing"] * 1e9, arrays["moment"] / BOHR_MAGNETON
    given = result.inputs["moment"]["value"] / BOHR_MAGNETON
    with style():
        drawn = ax.pcolormesh(distance, moment, np.clip(arrays["log_ratio"], -20, 20), cmap="RdBu_r", vmin=-10, vmax=10,
                              shading="nearest", rasterized=True)
        ax.plot(distance, arrays["moment_needed"] / BOHR_MAGNETON, color="black", linewidth=2.2,
                label="attraction = repulsion")
        ax.plot(arrays["metal_spacing"] * 1e9, np.full(len(arrays["metal"]), given), "o", color=PALETTE[2],
                markeredgecolor="white", markersize=6, linestyle="none",
                label=f"{len(arrays['metal'])} metals, with the moment given")
        ax.plot(float(result["neighbour_distance"]) * 1e9, given, "*", color=PALETTE[4], markeredgecolor="black",
                markersize=15, linestyle="none", label="this sample")
        ax.set(xscale="log", yscale="log", xlim=(distance[0], distance[-1]), ylim=_span(moment, given),
               xlabel="distance of neighbours (nm)", ylabel="moment over Bohr's magneton",
               title="Red: chains form. Blue: repulsion is stronger")
        ax.legend(loc="lower left", frameon=True, framealpha=0.9)
        made.colorbar(drawn, ax=ax, label="log10 of attraction over repulsion", extend="both")


def _span(moment: np.ndarray, given: float) -> tuple[float, float]:
    return min(moment[0], given / 3), max(moment[-1], given * 3)


def _draw_metals(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    names, needed = result.arrays["metal"].values, result.arrays["metal_moment_needed"].values / BOHR_MAGNETON
    order = np.argsort(needed)
    given = result.inputs["moment"]["value"] / BOHR_MAGNETON
    places = np.arange(len(order))
    with style():
        ax.hlines(places, np.minimum(given, needed[order]), needed[order], color="#cccccc", linewidth=1.5)
        ax.plot(needed[order], places, "o", color=PALETTE[1], linestyle="none", label="least that binds")
        ax.axvline(given, color=PALETTE[2], linewidth=2, label="moment given")
        ax.set(xscale="log", xlabel="moment over Bohr's magneton", title="Moment that each metal needs",
               ylim=(-0.8, len(order) + 3.2))  # room for the legend
        ax.set_yticks(places, list(names[order]), fontsize=7.5)
        ax.grid(True, axis="x")
        ax.legend(loc="upper center", frameon=True)

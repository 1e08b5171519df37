"""The picture: conductance over the field by chains and by conventional theory, and the peak field over the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.results import Result
from onnes.units.constants import BOHR_MAGNETON

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the peak by chains, the conventional change, and the peak field that each moment has."""
    from onnes.plots import figure

    made, (left, middle, right) = figure(1, 3, size=(14.4, 4.4), title=_sentence(result))
    _draw_chains(left, result)
    (_draw_wire if result.inputs["rival"] == "wire" else _draw_film)(middle, result)
    _draw_peaks(right, result)
    return made


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    least = in_words(float(result["least_peak_field"]), "T")
    return f"By chains no moment has its peak below {least} here"


def _draw_chains(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = {name: array.values for name, array in result.arrays.items()}
    curves(ax, arrays["field"], {"": arrays["chain_gain"] * 100}, x_label="magnetic field along the current",
           x_unit="T", label="rise of the conductance (%)", title="By chains: aligned, then broken",
           marks={"peak": float(result["peak_field"])})
    ax.set(xscale="log")


def _draw_wire(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    field, gain = (result.arrays[key].values for key in ("wire_field", "wire_gain"))
    bulk = gain * 0 + float(result["boundary_gain"])
    curves(ax, field, {"wire": gain * 100}, reference={"without its surface": bulk * 100}, x_unit="T",
           x_label="magnetic field along the wire", label="rise of the conductance (%)",
           title="By orbits that miss the surface", marks={"orbits fit": float(result["boundary_field"])})
    ax.set(xscale="log", ylim=(-0.05 * bulk[0] * 100, 130 * bulk[0]))
    ax.legend(loc="center left")


def _draw_film(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    weak = "antilocalization" if result.inputs["spin_orbit"] == "strong" else "localization"
    curves(ax, result.arrays["film_field"].values, {"": result.arrays["film_gain"].values * 100}, x_unit="T",
           x_label="magnetic field along the film", label="change of the conductance (%)", title=f"By weak {weak}",
           marks={"given field": result.inputs["measured_field"]["value"]})
    ax.set(xscale="log")


def _draw_peaks(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    moment, peaks = result.arrays["moment"].values / BOHR_MAGNETON, result.arrays["peak_field"].values
    asked = result.inputs["measured_field"]["value"]
    given = result.inputs["moment"]["value"] / BOHR_MAGNETON
    with style():
        ax.plot(moment, peaks, color=PALETTE[0], label="by chains")
        ax.axhline(asked, color=PALETTE[1], linestyle="--", label="field asked for")
        ax.plot(given, float(result["peak_field"]), "*", color=PALETTE[4], markeredgecolor="black", markersize=14,
                linestyle="none", label="moment given")
        ax.set(xscale="log", yscale="log", xlabel="moment over Bohr's magneton", ylabel="field of the peak (T)",
               title="Peak field of each moment", ylim=(min(asked, peaks.min()) / 5, 20 * peaks.max()))
        ax.legend(loc="upper center", ncols=2)
        ax.grid(True)

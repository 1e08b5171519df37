"""Picture: the 8 and how it is stretched, its field lines, its far field, and the energy of two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.chains.figure_eight import FigureEight
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DECADES = 4.0
"""Range of the colours of the field lines, in powers of ten below the largest."""


def picture(result: Result) -> Figure:
    """Draw the curve, the field lines, the field along x and the energy against distance."""
    from onnes.plots import figure

    made, axes = figure(2, 2, size=(11.6, 9.0), title=_sentence(result))
    _curve(axes[0, 0], result)
    _lines(axes[0, 1], result)
    _far_field(axes[1, 0], result)
    _energy(axes[1, 1], result)
    return made


def _curve(ax: Axes, result: Result) -> None:
    """Draw the wire and its current, and, thin, the 8 of equal lobes before it is stretched."""
    from onnes.plots import PALETTE, axis_label, prefixed, style

    curve = result.arrays["curve"].values
    plain = FigureEight(result.inputs["shape"], result.inputs["radius"]["value"]).curve[0]
    factor, unit = prefixed(curve, "m")
    first, both = (float(result[name]) / result.inputs["lobe_moment"]["value"]
                   for name in ("lobe_moment_stretched", "dipole_moment"))
    with style():
        for lobe, colour, sign, moment in zip(curve, (PALETTE[1], PALETTE[0]), ("⊙", "⊗"), (first, first - both),
                                              strict=True):
            size = "" if np.isclose(moment, 1) else f"{moment:.3g} "
            ax.plot(*(lobe.T * factor), color=colour, linewidth=2.6)
            middle = 0.5 * (lobe.max(axis=0) + lobe.min(axis=0)) * factor
            beside, side = 0.5 * np.ptp(lobe[:, 0]) < 0.2 * np.abs(curve).max(), np.sign(middle[0])
            ax.text(2.2 * middle[0] if beside else middle[0], middle[1], f" {sign} {size}μ ", color=colour,
                    ha=("left" if side > 0 else "right") if beside else "center", va="center", fontsize=14)
            start, end = lobe[len(lobe) // 2 - 3] * factor, lobe[len(lobe) // 2 + 3] * factor
            ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "mutation_scale": 18})
        if not np.allclose(plain[..., :2], curve, atol=0):
            for index, lobe in enumerate(plain):
                ax.plot(*(lobe[:, :2].T * factor), "--", color="#888888", linewidth=1.0,
                        label="equal lobes, not stretched" if index == 0 else None)
            ax.legend(loc="lower center")
        ax.set_aspect("equal", adjustable="datalim")  # a narrow 8 has room for its labels
        across, up = (max(np.abs(each[..., axis]).max() for each in (curve, plain)) * factor for axis in (0, 1))
        ax.set(xlabel=axis_label("x", unit), ylabel=axis_label("y", unit), xlim=(-1.15 * across, 1.15 * across),
               ylim=(-1.7 * up, 1.3 * up),
               title="Current round an 8: two opposite moments")
        ax.grid(True)


def _lines(ax: Axes, result: Result) -> None:
    """Draw field lines in the plane through the middles of both lobes, across the wire."""
    from matplotlib.colors import LogNorm

    from onnes.plots import PALETTE, axis_label, prefixed, style

    x, z, across, up = (result.arrays[name].values for name in ("x", "z", "field_x", "field_z"))
    factor, unit = prefixed(x, "m")
    size = np.hypot(across, up)
    scale, field_unit = prefixed([float(np.median(size))], "T")
    top = float(np.percentile(size, 99)) * scale
    curve = result.arrays["curve"].values
    with style():
        drawn = ax.streamplot(x * factor, z * factor, across.T, up.T, color=size.T * scale, cmap="viridis_r",
                              norm=LogNorm(top / 10**_DECADES, top), density=1.5, linewidth=1.1, arrowsize=0.8)
        colour_bar = ax.figure.colorbar(drawn.lines, ax=ax, extend="both",
                                        label=axis_label("magnetic field", field_unit))
        colour_bar.outline.set_visible(False)  # type: ignore[union-attr, operator]
        for lobe, colour in zip(curve, (PALETTE[1], PALETTE[0]), strict=True):
            ends = np.array([lobe[:, 0].min(), lobe[:, 0].max()]) * factor
            ax.plot(ends, [0, 0], color=colour, linewidth=3.0, solid_capstyle="round")
        edge = x[-1] * factor
        ax.set(xlabel=axis_label("x", unit), ylabel=axis_label("z", unit), aspect="equal", xlim=(-edge, edge),
               ylim=(-edge, edge), title="Field lines across the plane of the 8")


def _far_field(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    distance, own, lobe, quadrupole = (result.arrays[name].values for name in (
        "distance", "field", "field_of_lobe", "field_of_quadrupole"))
    relative = distance / result.inputs["radius"]["value"]
    top = own.max()
    curves(ax, relative, {"8": own / top, "dipole of one lobe, r$^{-3}$": lobe / top},
           reference={"quadrupole of the 8, r$^{-4}$": quadrupole / top}, x_label="distance along x over R",
           label="magnetic field over its largest",
           title=f"Far field of the 8: exponent {float(result['far_field_exponent']):.3f}")
    ax.set(xscale="log", yscale="log")


def _energy(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves, style

    spacing, pair, dipoles = (result.arrays[name].values for name in ("spacing", "energy", "energy_of_dipoles"))
    charges, radius = result.arrays["energy_of_charges"].values, result.inputs["radius"]["value"]
    milli = 1e3 / 1.602176634e-19
    curves(ax, spacing / radius, {"two 8s, |U|": np.abs(pair) * milli, "the text's (μ$_0$/4π) μ²/a³": -dipoles * milli},
           reference={"Coulomb repulsion": charges * milli}, x_label="distance a over R", label="energy (meV)",
           title=f"Two 8s: {float(result['pair_energy_over_dipole']):.3g} of the text's attraction")
    with style():
        ax.plot(result.inputs["spacing"]["value"] / radius, abs(float(result["pair_energy"])) * milli, "o",
                color=PALETTE[0], markersize=9, zorder=4)
    ax.set(xscale="log", yscale="log")


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    moment = abs(float(result["dipole_moment"])) / result.inputs["lobe_moment"]["value"]
    whole = "no dipole moment" if moment < 1e-12 else f"a dipole moment of {moment:.3g} μ"
    does = "attract" if float(result["pair_energy"]) < 0 else "repel"
    energy = in_words(float(result["pair_temperature"]), "K")
    return f"An 8 of current has {whole}; two of them {does} by k times {energy}"

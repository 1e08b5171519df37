"""The picture of two electrons without a Fermi sea: levels are lowered, none leaves the continuum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the level at 2 e_F in growing spheres, the well's bound states, the wave beyond it, plain wells."""
    from onnes.plots import figure

    made, axes = figure(2, 2, size=(11.0, 8.4), title=(
        f"Two electrons without a Fermi sea, B = {result.inputs['coupling']:g}: "
        f"{'' if result['bound'] else 'not '}bound at Fermi energies"))
    levels, scale, wave, wells = axes.flat
    _levels(levels, result)
    _scale(scale, result)
    _wave(wave, result)
    _wells(wells, result)
    return made


def _levels(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = result.arrays
    radius = arrays["radius"].values
    with style():
        ax.plot(radius, arrays["spacing"].values, "--", color="black", label="distance to the next level")
        ax.plot(radius, arrays["shift"].values, "o-", color=PALETTE[0], label=r"lowering of the level at $2\epsilon_F$")
        ax.set(xscale="log", yscale="log", xlabel=r"radius of the sphere ($\ell$)", ylabel=r"energy ($\hbar\omega_D$)",
               title=f"Lowering of {result['shift_over_spacing']:.3g} level spacings in every sphere")
        ax.grid(True)
        ax.legend()


def _scale(ax: Axes, result: Result) -> None:
    """Draw the energies of two electrons: the continuum above rest, the well's bound states below."""
    from onnes.plots import PALETTE, style

    depth = result["well_depth_over_fermi"]
    with style():
        ax.axhspan(0, 1.25, color="#dddddd")
        ax.axhline(1, color="black", linewidth=1.2)
        ax.axhline(1 - depth, color=PALETTE[1], linestyle="--", linewidth=1.2)
        ax.text(0.03, 1.02, r"$2\epsilon_F$: pairs of a metal", va="bottom")
        ax.text(0.03, 0.985 - depth, r"$2\epsilon_F-U$: as low as the well could pull", va="top", color=PALETTE[1])
        ax.text(0.03, 0.5, "continuum: states for two free electrons", color="#555555")
        ax.axhline(0, color="#555555", linewidth=0.8)
        count = result["states_in_the_well"]
        ax.text(0.03, 0.02, "two electrons at rest", va="bottom", color="#555555")
        if count:
            ax.axhline(-depth * result["lowest_depth"], color=PALETTE[0])
            ax.text(0.03, -depth - 0.02, f"the well's own {count} S-states", va="top", color=PALETTE[0])
        ax.set(xlim=(0, 1), ylim=(-0.25, 1.25), xticks=[], ylabel=r"energy of the pair ($2\epsilon_F$)",
               title="Where the well does bind")


def _wave(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = result.arrays
    curves(ax, arrays["away"].values, {"with the well": arrays["shifted_wave"].values},
           reference={"without": arrays["plain_wave"].values}, x_label="distance beyond the tube (Fermi wavelengths)",
           label=r"$r\psi$ over its largest", title="The wave runs on, turned in phase (Weisskopf, Fig. 3a)")
    ax.set_ylim(-1.2, 1.7)
    ax.set_xlim(0, float(np.max(arrays["away"].values)))


def _wells(ax: Axes, result: Result) -> None:
    """Draw bindings of wells in one, two and three dimensions beside the laws of weak wells."""
    from onnes.plots import PALETTE, style

    arrays = result.arrays
    u = arrays["strengths"].values
    exponent, threshold = result["well_2d_exponent"], result["well_3d_threshold"]
    flat = result["well_2d_factor"] * np.exp(-exponent / u)
    texts = (r"1: $t'u^2$", rf"2: $t''e^{{-{exponent:.3g}/u}}$", f"3: none below {threshold:.3g}")
    with style():
        for dimension, text, colour in zip((1, 2, 3), texts, PALETTE, strict=False):
            found = arrays[f"well_{dimension}d"].values
            ax.plot(u, np.where(found > 0, found, np.nan), color=colour, label=text)
        ax.plot(u, result["well_1d_factor"] * u**2, "--", color="black", linewidth=1)
        ax.plot(u, flat, "--", color="black", linewidth=1, label="laws of weak wells")
        ax.axvline(threshold, color=PALETTE[2], linewidth=0.9, linestyle=":")
        ax.set(xscale="log", yscale="log", ylim=(1e-8, 30), xlabel=r"depth $u=U/(\hbar^2/m\ell^2)$",
               ylabel=r"binding ($\hbar^2/m\ell^2$)", title="Wells in one, two, three dimensions")
        ax.grid(True)
        ax.legend(title="dimensions")

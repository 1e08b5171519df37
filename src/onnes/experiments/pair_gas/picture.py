"""The picture of the pair gas: Figs 5 to 8 of Weisskopf's text with computed numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PANELS = [["strip", "states", "gram", "room", "rotation"], ["dilute", "compact", "sizes", "sound", "pairs"]]


def picture(result: Result) -> Figure:
    """Draw layer, two states, Gram matrix, phase space, rotation; levels, gaps, sound, broken pairs."""
    from onnes.plots import figure

    title = (f"pairs are {result['distance_over_spacing']:.0f} d apart and {result['size_over_distance']:.3g} times as "
             "large: they overlap, and are orthogonal")
    made, ax = figure(mosaic=_PANELS, size=(21, 8.2), title=title)
    _strip(ax["strip"], result)
    _states(ax["states"], result)
    _gram(ax["gram"], result)
    _room(ax["room"], result)
    _rotation(ax["rotation"], result)
    _ladder(ax["dilute"], result, "dilute", "Dilute, two atoms (Weisskopf, Fig. 6)")
    _ladder(ax["compact"], result, "compact", "Compact, one on every site (Weisskopf, Fig. 7)")
    _sizes(ax["sizes"], result)
    _sound(ax["sound"], result)
    _pairs(ax["pairs"], result)
    return made


def _strip(ax: Axes, result: Result) -> None:
    """Draw Fig. 5, the layer much thicker than to scale."""
    from onnes.plots import PALETTE, style

    share = result.inputs["binding"]["value"] / result.inputs["fermi_energy"]["value"]
    with style():
        ax.axhspan(0, 0.9, color="#cccccc")
        ax.axhspan(0.9, 1.0, color=PALETTE[1])
        ax.text(0.5, 0.45, "frozen electrons", ha="center")
        ax.text(0.5, 0.95, "electrons that form pairs", ha="center", va="center", color="white")
        ax.text(0.5, 1.05, "empty", ha="center")
        ax.text(0.5, 0.86, rf"$\Delta/\epsilon_F$ = {share:.2g}, drawn thicker", ha="center", va="top", fontsize=9)
        ax.set(xlim=(0, 1), ylim=(0, 1.15), xticks=[], ylabel=r"energy ($\epsilon_F$)",
               title="The strip (Weisskopf, Fig. 5)")


def _states(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, curves

    arrays = result.arrays
    curves(ax, arrays["along"].values, {"one pair": arrays["first_pair"].values,
                                        "its neighbour": arrays["second_pair"].values},
           x_label=r"place ($L/2\pi$)", label=r"$\psi$ (per root of length)", title="two pairs: same place, orthogonal")
    for place, colour in zip(arrays["centres"].values, PALETTE, strict=False):
        ax.axvline(place, color=colour, linewidth=0.9, linestyle=":")


def _gram(ax: Axes, result: Result) -> None:
    """Draw overlap integrals before below the diagonal, after above it."""
    from onnes.plots import style

    before, after = result.arrays["gram_before_matrix"].values, result.arrays["gram_after_matrix"].values
    with style():
        image = ax.imshow(np.tril(before) + np.triu(after, 1), cmap="viridis", vmin=0,
                          vmax=max(0.1, float(np.max(np.tril(before, -1)))))
        bar = ax.figure.colorbar(image, ax=ax, shrink=0.85, label=r"overlap, a share: $|\int\psi_i^*\psi_k|$")
        bar.outline.set_visible(False)  # type: ignore[union-attr, operator]
        ax.set(xlabel="pair k", ylabel="pair i", title="Gram matrix: before below, after above")


def _room(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = result.arrays
    pairs, left = arrays["pairs"].values, arrays["room"].values
    curves(ax, pairs, {"": left}, x_label="number of pairs that are there", label="new share of one more",
           title=f"phase space: full with {result['states']}")
    ax.set_ylim(0, 1.05)


def _rotation(ax: Axes, result: Result) -> None:
    """Draw Fig. 8: touching atoms, two of which change places by turning."""
    from matplotlib.patches import Circle, FancyArrowPatch

    from onnes.plots import PALETTE, style

    with style():
        for row in range(5):
            for column in range(5):
                x, y = column + 0.5 * (row % 2), row * np.sqrt(3) / 2
                turning = row == 2 and column in (2, 3)
                ax.add_patch(Circle((x, y), 0.5, facecolor=PALETTE[5] if turning else "#e8e8e8", edgecolor="black"))
        middle = 2.5, np.sqrt(3)
        for side in (-1, 1):
            start, end = ((middle[0] + way * 0.5 * side, middle[1] + 0.15 * side) for way in (-1, 1))
            ax.add_patch(FancyArrowPatch(start, end, connectionstyle="arc3,rad=-0.6", arrowstyle="-|>",
                                         mutation_scale=12, color=PALETTE[1], linewidth=1.6))
        ax.set(xlim=(-0.7, 5.2), ylim=(-0.7, 4.2), aspect="equal", xticks=[], yticks=[],
               title=f"Helium, $L=2$ (Weisskopf, Fig. 8): {result['helium_rotation']:.3g} K")
        ax.spines[:].set_visible(False)


def _ladder(ax: Axes, result: Result, gas: str, title: str) -> None:
    from onnes.plots import PALETTE, style

    levels = result.arrays[f"{gas}_levels"].values
    top = 1.3 * float(result.arrays["compact_gaps"].values[-1])
    with style():
        ax.hlines(levels[levels <= top], 0.1, 0.9, color="black", linewidth=0.6)
        ax.hlines(0, 0.1, 0.9, color=PALETTE[1], linewidth=3)
        ax.set(xlim=(0, 1), ylim=(-0.04 * top, top), xticks=[], title=title,
               ylabel="energy above the lowest state ($t$)")


def _sizes(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    with style():
        for gas, colour in (("dilute", PALETTE[0]), ("compact", PALETTE[1])):
            x = 1 / result.arrays[f"{gas}_sizes"].values.astype(float) ** 2
            ax.plot(x, result.arrays[f"{gas}_gaps"].values, "o", color=colour, label=f"{gas}, exact")
            ax.plot([0, x[-1]], [result[f"{gas}_gap"], result.arrays[f"{gas}_gaps"].values[-1]], "--", color=colour)
        if result["compact_gap_strong"] is not None:
            ax.axhline(result["compact_gap_strong"], color="#888888", linestyle=":", label="$U-6t$")
        ax.set(xlabel="1/sites²", ylabel="first excitation ($t$)", title="gap of an endless ring", ylim=(0, None))
        ax.grid(True)
        ax.legend()


def _sound(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = result.arrays
    with style():
        repulsion = arrays["repulsions"].values
        ax.plot(repulsion, arrays["exact_excitation"].values, "o", color=PALETTE[0], label="exact, six atoms")
        ax.plot(repulsion, arrays["bogoliubov_excitation"].values, "--", color="black", linewidth=1.2,
                label=r"Bogoliubov $\sqrt{e(e+2gn)}$")
        ax.axhline(result["weak_free"], color="#888888", linestyle=":", label="free atom")
        ax.set(xscale="log", xlabel="repulsion $U/t$", ylabel="longest wave ($t$)",
               title="sound: weak gas and its end")
        ax.grid(True)
        ax.legend()


def _pairs(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = result.arrays
    numbers = arrays["level_numbers"].values
    with style():
        ax.plot(numbers, arrays["cost_with"].values, "o-", color=PALETTE[1], label="with attraction, exact")
        ax.plot(numbers, arrays["cost_without"].values, "s-", color=PALETTE[0], label="without")
        ax.axhline(result["mean_field_gap"], color="black", linestyle="--", linewidth=1.2, label=r"$2\Delta$, BCS")
        ax.set(xlabel="number of levels of the shell", ylabel=r"cost of a broken pair ($\hbar\omega_D$)",
               ylim=(0, None), title="pairs on blocked levels")
        ax.grid(True)
        ax.legend()

"""The picture: estimates against measured values, for one metal and for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.materials import material
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHOWN = {
    "critical_temperature": ("K", 1.0, r"$T_c$"),
    "breakdown_field": ("mT", 1e3, "critical field"),
    "penetration_depth": ("nm", 1e9, "penetration depth"),
    "debye_frequency": ("THz", 1e-12 / (2 * np.pi), "Debye frequency"),
    "sound_speed": ("km/s", 1e-3, "speed of sound"),
}

_LETTER, _AWAY = 0.032, 0.01
"""Width of a letter of a name, half the height of one, and the distance of a name from its point, over the side."""
_WAYS = ((1, 0.8), (-1, 0.8), (1, -0.8), (-1, -0.8), (0, 1.6), (0, -1.6), (1.6, 0), (-1.6, 0))
"""Directions of a name from its point, those first that are tried first."""

_SYMBOLS = {
    "a": "$a$", "b": "$b$", "b_of_springs": r"$2\sqrt{2f}$", "fermi_momentum": "$p_F$", "fermi_energy": r"$\epsilon_F$",
    "debye_frequency": r"$\omega_D$", "sound_speed": r"$d\,\omega_D$", "tube_length": r"$\ell$", "tube_depth": "$U$",
    "coupling": "$B$", "reduction": r"$\gamma$", "gap": r"$\Delta$", "critical_temperature": "$T_c$",
    "pair_size": r"$\rho$", "pair_density": "$n'$", "pair_distance": "$D$", "penetration_depth": r"$\lambda$",
    "penetration_depth_as_printed": r"$\lambda$ printed", "breakdown_field": "$B_{cr}$",
}


def picture(result: Result) -> Figure:
    """Draw ratios along the chain for one metal (top) and five quantities for all metals (bottom)."""
    from onnes.plots import figure

    made, axes = figure(mosaic=[["chain"] * 5, list(_SHOWN)], size=(15.0, 7.4), title=_sentence(result))
    _draw_chain(axes["chain"], result)
    for quantity in _SHOWN:
        _draw_metals(axes[quantity], result, quantity)
    return made


def _sentence(result: Result) -> str:
    ratio = result["critical_temperature_over_measured"]
    metal = "" if ratio is None else f", {ratio:.2g} of the measured one"
    return (rf"{result.material}: $T_c$ estimated {result['critical_temperature']:.2g} K{metal}; typically off by a "
            f"factor {result['critical_temperature_typical_factor']:.2g} over {result['metals']} metals")


def _draw_chain(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    names = list(result.arrays["quantity"].values)
    ratios = result.arrays["estimated_over_measured"].values
    shown = [name for name in _SYMBOLS if np.isfinite(ratios[:, names.index(name)]).any()]
    with style():
        for place, name in enumerate(shown):
            column = ratios[:, names.index(name)]
            ax.plot(np.full(len(column), place), column, ".", color="#b0b0b0")
            if f"{name}_over_measured" in result.readings:
                ax.plot(place, float(result[f"{name}_over_measured"]), "D", color=PALETTE[1])
        ax.plot([], [], ".", color="#b0b0b0", label="all metals")
        ax.plot([], [], "D", color=PALETTE[1], label=result.material)
        ax.axhspan(10**-0.5, 10**0.5, color=PALETTE[0], alpha=0.12, linewidth=0, label="half a decade either way")
        ax.axhline(1, color="#888888", linewidth=0.8)
        ax.set(yscale="log", ylabel="estimate over measurement", title="along the chain")
        ax.set_xticks(range(len(shown)), [_SYMBOLS[name] for name in shown])
        ax.grid(True, axis="y")
        ax.legend(loc="upper left", ncols=3)


def _draw_metals(ax: Axes, result: Result, quantity: str) -> None:
    from onnes.plots import PALETTE, style

    unit, factor, title = _SHOWN[quantity]
    column = list(result.arrays["quantity"].values).index(quantity)
    names = result.arrays["metal"].values
    guess, truth = (factor * result.arrays[name].values[:, column] for name in ("estimated", "measured"))
    known, chosen = np.isfinite(truth), material(result.material).name
    with style():
        for x, y, name in zip(truth[known], guess[known], names[known], strict=True):
            own = name == chosen
            ax.plot(x, y, "D" if own else ".", color=PALETTE[1] if own else PALETTE[0])
        ends = np.array([min(truth[known].min(), guess[known].min()), max(truth[known].max(), guess[known].max())])
        ends = ends * np.array([0.7, 1.4])
        ax.plot(ends, ends, color="#888888", linewidth=0.8)
        ax.set(xscale="log", yscale="log", xlim=ends, ylim=ends, title=title, xlabel=f"measured ({unit})",
               ylabel=f"estimated ({unit})")
        _mark(ax, ends)
        ax.grid(True)
        order = np.argsort(names[known] != chosen, kind="stable")  # the chosen metal is named in any case
        _name(ax, truth[known][order], guess[known][order], names[known][order])


def _name(ax: Axes, x: np.ndarray, y: np.ndarray, names: np.ndarray) -> None:
    """Write names beside points, each where it meets no other and no point; it is left out where there is no room."""
    limits = np.log(ax.get_xlim())
    across, up = (np.log(values) - limits[0] for values in (x, y))
    points = np.column_stack([across, up]) / np.ptp(limits)  # of a square of side 1
    taken: list[np.ndarray] = []
    for index, name in enumerate(names):
        width = _LETTER * len(str(name))
        for way in _WAYS:
            middle = points[index] + np.array(way) * (width / 2 + _AWAY, _LETTER)
            half = np.array([width / 2, _LETTER])
            box = np.array([middle - half, middle + half])
            hit = np.any(np.all((points > box[0]) & (points < box[1]), axis=1))
            if not hit and not any(np.all((box[0] < other[1]) & (other[0] < box[1])) for other in taken):
                taken.append(box)
                ax.text(middle[0], middle[1], str(name), transform=ax.transAxes, fontsize=6.5, ha="center", va="center")
                break


def _mark(ax: Axes, ends: np.ndarray) -> None:
    """Label decades, or 1, 2, 5 where there are few decades, as plain numbers."""
    from matplotlib.ticker import FormatStrFormatter, LogLocator, NullLocator

    steps = (1.0,) if ends[1] / ends[0] > 60 else (1.0, 2.0, 5.0)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(LogLocator(subs=steps))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FormatStrFormatter("%g"))

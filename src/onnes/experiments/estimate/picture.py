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
            ax.annotate(str(name), (x, y), xytext=(3, 2), textcoords="offset points", fontsize=7)
        ends = np.array([min(truth[known].min(), guess[known].min()), max(truth[known].max(), guess[known].max())])
        ends = ends * np.array([0.7, 1.4])
        ax.plot(ends, ends, color="#888888", linewidth=0.8)
        ax.set(xscale="log", yscale="log", xlim=ends, ylim=ends, title=title, xlabel=f"measured ({unit})",
               ylabel=f"estimated ({unit})")
        _mark(ax, ends)
        ax.grid(True)


def _mark(ax: Axes, ends: np.ndarray) -> None:
    """Label decades, or 1, 2, 5 where there are few decades, as plain numbers."""
    from matplotlib.ticker import FormatStrFormatter, LogLocator, NullLocator

    steps = (1.0,) if ends[1] / ends[0] > 60 else (1.0, 2.0, 5.0)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(LogLocator(subs=steps))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FormatStrFormatter("%g"))

"""Picture of the spin current: branches against the field, orbits against their radius, all materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result
from onnes.units.constants import ELECTRON_MASS, HBAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the speeds of both branches, the levels of an orbit, and B_s over the critical fields of all materials."""
    from onnes.plots import figure

    made, axes = figure(mosaic=[["branches", "levels"], ["metals", "metals"]], size=(12.0, 8.6),
                        title=_sentence(result))
    _draw_branches(axes["branches"], result)
    _draw_levels(axes["levels"], result)
    _draw_metals(axes["metals"], result)
    return made


def _sentence(result: Result) -> str:
    of = f" of {result.material}" if result.material else ""
    return (f"Spin current{of}: {result['speed']:.0f} m/s at a depth of {1e9 * result['depth']:.3g} nm; "
            f"a field of {1e3 * result['stopping_field']:.3g} mT stops one branch")


def _draw_branches(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    field, stop = 1e3 * result.arrays["field"].values, 1e3 * float(result["stopping_field"])
    slow, fast = (result.arrays[name].values for name in ("antiparallel", "parallel"))
    with style():
        ax.plot(field, fast, color=PALETTE[0], label="spin parallel to B")
        ax.plot(field, slow, color=PALETTE[1], label="spin antiparallel to B")
        ax.plot(field, (slow + fast) / 2, "--", color="#888888", label="mean: the screening current")
        ax.axhline(0, color="#888888", linewidth=0.8)
        ax.axvline(stop, color="#888888", linewidth=0.8, linestyle=":")
        ax.annotate(r"$B_s$", (stop, slow[0]), xytext=(4, 0), textcoords="offset points")
        ax.set(xlabel="applied field (mT)", ylabel=r"velocity along $\mathbf{B}\times\mathbf{n}$ (m/s)",
               title="the two branches, with the direction of Hirsch, Eq. (62)")
        ax.grid(True)
        ax.legend(loc="upper left")


def _draw_levels(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    orbit, flux = 2 * float(result["depth"]), float(result["field_in_body_over_text"])
    radius, level = result.arrays["radius"].values / orbit, result.arrays["level"].values
    unit = HBAR**2 / (2 * ELECTRON_MASS * orbit**2)
    with style():
        for column, canonical in enumerate(result.arrays["canonical"].values):
            ax.plot(radius, (canonical + flux * radius**2 / 2) ** 2 / radius**2, color=PALETTE[column],
                    label=rf"$l = {canonical}$")
            ax.plot(radius[::2], level[::2, column] / unit, ".", color=PALETTE[column])
        ax.axvline(1, color="#888888", linewidth=0.8, linestyle=":")
        ax.set(xlabel=r"radius of the orbit over $2\lambda$", ylabel=r"kinetic energy over $\hbar^2/2m(2\lambda)^2$",
               ylim=(0, 2), xlim=(0, radius[-1]),
               title=f"an electron of spin up in a {result.inputs['body']} of ions\nline: exact, dots: lattice")
        ax.grid(True)
        ax.legend(loc="upper right", title="canonical\nangular momentum", title_fontsize=9)


def _draw_metals(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    over = {name: result.arrays[f"stopping_over_{name}"].values for name in ("critical", "lower", "vortex")}
    known = np.isfinite(over["critical"]) | np.isfinite(over["lower"])
    over = {name: values[known] for name, values in over.items()}
    names, measured = (result.arrays[name].values[known] for name in ("metal", "critical_field_measured"))
    place, measured = np.arange(len(names)), measured == 1
    with style():
        ax.plot(place[measured], over["critical"][measured], "o", color=PALETTE[0], label=r"over $B_c$, measured")
        ax.plot(place[~measured], over["critical"][~measured], "o", color=PALETTE[0], fillstyle="none",
                label=r"over $B_c$ of the lengths")
        ax.plot(place, over["lower"], "*", color=PALETTE[2], markersize=10, label=r"over $B_{c1}$, measured")
        ax.plot(place, over["vortex"], "D", color=PALETTE[1],
                label=r"over $B_{c1}=B_s(\ln\kappa+a)$ of conventional theory")
        ax.axhline(1, color="#888888", linewidth=0.8)
        ax.set(yscale="log", ylabel=r"$B_s=\hbar/4e\lambda^2$ over the critical field",
               title="critical field of the text over critical fields of each material, T = 0")
        ax.set_xticks(place, names, rotation=35, ha="right", fontsize=8)
        ax.grid(True, axis="y")
        ax.legend(loc="upper right", ncols=2)

"""Picture and film: statistics of a mode, collapse and revival, and a phase that appears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTHS, _FRAMES, _BINS = 6, 72, 24
"""Numbers shown to either side, in standard deviations; frames of a film; bins of the quanta found."""
_TICKS = {"ticks": (-np.pi, -np.pi / 2, 0, np.pi / 2, np.pi), "labels": ("−π", "−π/2", "0", "π/2", "π")}


def picture(result: Result) -> Figure:
    """Draw number, phase, collapse and revival, visibility, and the phases of all runs."""
    from onnes.plots import figure, time_series

    made, axes = figure(mosaic=[["n", "p", "t", "k"], ["v", "v", "d", "r"]], size=(17.0, 8.0), title=_sentence(result))
    _numbers(axes["n"], result)
    _phases(axes["p"], result)
    arrays = {name: array.values for name, array in result.arrays.items()}
    time_series(axes["t"], arrays["time"], {"sum over numbers": arrays["coherence"]},
                reference={"closed form": arrays["coherence_closed"]}, label="|⟨a⟩| over its start",
                title="An interaction takes the phase, and returns it")
    axes["t"].set_ylim(-0.04, 1.22)
    _collapse(axes["k"], result)
    _visibility(axes["v"], result)
    _densities(axes["d"], result)
    _all_runs(axes["r"], result)
    return made


def _numbers(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    number, own, lamp = (result.arrays[name].values for name in ("number", "number_probability", "lamp_probability"))
    mean = result.inputs["quanta"]
    near = np.abs(number - mean) <= _WIDTHS * np.sqrt(mean) + 3
    curves(ax, number[near], {"coherent state": own[near]}, reference={"thermal light": lamp[near]},
           x_label="number of quanta", label="relative frequency", title="Number of the coherent state ...")


def _phases(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    phase = result.arrays["phase"].values
    near = np.abs(phase) <= 20 * float(result["phase_uncertainty"])
    curves(ax, phase[near], {"at the start": result.arrays["phase_density"].values[near],
                             "after ħ/(U √N)": result.arrays["phase_density_collapse"].values[near]},
           x_label="phase", x_unit="rad", label="distribution of the phase", unit="1/rad",
           title="... and its phase")
    ax.locator_params(axis="x", nbins=5)


def _collapse(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, axis_label, prefixed, style

    number, time = (result.arrays[name].values for name in ("mean_number", "collapse_time_by_number"))
    factor, unit = prefixed(time, "s")
    closed = 1 / (2 * np.pi * result.inputs["interaction"]["value"] * np.sqrt(number))
    with style():
        ax.plot(number, time * factor, "o", color=PALETTE[0], label="until |⟨a⟩| has fallen")
        ax.plot(number, closed * factor, "--", color="black", linewidth=1.2, label="ħ/(U √N)")
        ax.grid(True, color="#e4e4e4")
        ax.set(xscale="log", yscale="log", xlabel="mean number of quanta", ylabel=axis_label("time of collapse", unit),
               title="The more quanta, the sooner")
        ax.legend()


def _visibility(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    found = arrays["found"]
    with style():
        ax.fill_between(found, arrays["visibility_low"], arrays["visibility_high"], color=PALETTE[0], alpha=0.2,
                        linewidth=0, label="80 % of the runs")
        ax.plot(found, arrays["visibility_mean"], color=PALETTE[0], label="mean")
        ax.plot(found, arrays["visibility_first"], color=PALETTE[1], linewidth=1.0, label="first run")
        ax.plot(1, float(result["visibility_after_one_exact"]), "o", color="black", markerfacecolor="none",
                label="exact, after one")
        if "visibility_after_two_exact" in result.readings:
            ax.plot(2, float(result["visibility_after_two_exact"]), "s", color="black", markerfacecolor="none",
                    label="exact mean, after two")
        ax.grid(True, color="#e4e4e4")
        ax.set(xscale="symlog", xlabel="number of quanta found", ylabel="relative visibility of the fringes",
               ylim=(-0.03, 1.05), title="Two condensates without a phase: fringes appear")
        ax.set_xlim(0, found[-1])
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        ax.legend(loc="lower right")


def _densities(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    phase, density = result.arrays["relative_phase"].values, result.arrays["relative_phase_density"].values
    last = len(density) - 1
    shown = list(dict.fromkeys(each for each in (0, 1, 3, 10, 30, last) if each <= last))
    with style():
        for colour, each in zip(PALETTE, shown, strict=False):
            ax.plot(phase, density[each], color=colour, linewidth=1.4, label=f"{each} found")
        ax.set(xlabel="relative phase (rad)", ylabel="distribution (1/rad)", title="The phase of the first run")
        ax.set_xticks(**_TICKS)
        ax.grid(True, color="#e4e4e4")
        ax.legend(loc="best")


def _all_runs(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    final = result.arrays["final_phase"].values
    with style():
        ax.hist(final, bins=_BINS, range=(-np.pi, np.pi), color=PALETTE[2], alpha=0.75)
        ax.axhline(len(final) / _BINS, color="black", linestyle="--", linewidth=1.2)
        ax.set(xlabel="phase of the fringes at the end (rad)", ylabel="number of runs",
               title="Each run has a phase of its own")
        ax.set_xticks(**_TICKS)


def film(result: Result, path: Path) -> None:
    """Write a film of the quanta found one by one, of the relative phase, and of the visibility."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=12)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import PALETTE, figure, moving_frames, parameters, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    hits, phase, density = arrays["detection"], arrays["relative_phase"], arrays["relative_phase_density"]
    visibility, centre = arrays["visibility_first"], arrays["centre_first"]
    total = len(hits)
    edges = np.linspace(-np.pi, np.pi, _BINS + 1)
    tallest = max(4, int(np.histogram(hits, edges)[0].max()))
    made, axes = figure(size=(11.0, 6.0), mosaic=[["h", "p"], ["h", "v"]],
                        title="Two condensates of definite number: a relative phase appears")
    with style():
        bars = axes["h"].bar(0.5 * (edges[1:] + edges[:-1]), np.zeros(_BINS), width=0.85 * (edges[1] - edges[0]),
                             color=PALETTE[5])
        (fringe,) = axes["h"].plot([], [], color=PALETTE[1])
        axes["h"].set(xlim=(-np.pi, np.pi), ylim=(0, 1.25 * tallest), xlabel="phase of the fringes (rad)",
                      ylabel="number of quanta found")
        (cloud,) = axes["p"].plot([], [], color=PALETTE[0])
        axes["p"].set(xlim=(-np.pi, np.pi), ylim=(0, 1.1 * density.max()), xlabel="relative phase (rad)",
                      ylabel="distribution (1/rad)")
        for name in "hp":
            axes[name].set_xticks(**_TICKS)
        axes["v"].plot(arrays["found"], visibility, color="#cccccc")
        (trail,) = axes["v"].plot([], [], color=PALETTE[1])
        axes["v"].set(xlim=(0, total), ylim=(-0.03, 1.05), xlabel="number of quanta found",
                      ylabel="relative visibility")
        caption = axes["h"].set_title(" ")

    def move(now: int) -> None:
        counts = np.histogram(hits[:now], edges)[0]
        for bar, height in zip(bars, counts, strict=True):
            bar.set_height(height)
        fringe.set_data(phase, max(now, 1) / _BINS * (1 + visibility[now] * np.cos(phase - centre[now])))
        cloud.set_data(phase, density[now])
        trail.set_data(arrays["found"][:now + 1], visibility[:now + 1])
        caption.set_text(f"{now} found, visibility {visibility[now]:.3f}")

    steps = np.unique(np.round(np.geomspace(1, total + 1, _FRAMES)).astype(int)) - 1
    moments = [each for now in steps for each in [now] * (3 if now < 8 else 1)]
    return moving_frames(made, [*bars, fringe, cloud, trail, caption], moments, move, parameters(result))


def _sentence(result: Result) -> str:
    return (f"{float(result['number_mean']):.4g} quanta in one mode: spread {float(result['number_spread']):.2g} "
            f"of the number, {float(result['phase_uncertainty']):.2g} rad of the phase")

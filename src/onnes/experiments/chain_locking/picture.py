"""Picture and film: order against coupling, fluctuations, a start, phases on the circle, and windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TURN = 2 * np.pi / 36
"""Turn of all moments between two frames of the film, in which the fast cycle is shown slowly."""
_GREY = "#9a9a9a"
_STARTS = ("random phases", "equal phases")


def picture(result: Result) -> Figure:
    """Draw order and windows against coupling, what is below the threshold, a start, the circle, and one cycle."""
    from onnes.plots import figure, time_series

    made, axes = figure(2, 3, size=(14.6, 8.8), title=_sentence(result))
    _order(axes[0, 0], result)
    (_fluctuations if "inverse_fluctuation" in result.arrays else _correlation)(axes[0, 1], result)
    order = result.arrays["order_start"].values
    time_series(axes[0, 2], result.arrays["time"].values, dict(zip(_STARTS, order, strict=True)),
                label="order parameter r", title=f"Start at K/D = {float(result['coupling_over_noise']):.3g}")
    axes[0, 2].set_ylim(0, 1.04)
    _circles(axes[1, 0], result)
    _duty(axes[1, 1], result)
    _cycle(axes[1, 2], result)
    return made


def _order(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    coupling, order, error = (result.arrays[name].values for name in ("coupling", "order", "order_error"))
    theory = "mean field, N → ∞" if result.inputs["network"] == "all" else "all with all, for comparison"
    with style():
        ax.plot(result.arrays["coupling_mean_field"].values, result.arrays["order_mean_field"].values, "--",
                color="black", linewidth=1.2, label=theory)
        if "order_of_units" in result.arrays:
            ax.plot(coupling, result.arrays["order_of_units"].values, color=PALETTE[2], linewidth=1.2,
                    label=f"exact, N = {result.inputs['units']}")
        _starts(ax, coupling, order, error)
        threshold = result["critical_coupling_exact"]
        if threshold is not None:
            ax.axvline(threshold, color=_GREY, linewidth=0.9, linestyle=":")
            ax.annotate("K$_c$", (threshold, 1), xycoords=("data", "axes fraction"), xytext=(3, -3),
                        textcoords="offset points", va="top", fontsize=9, color="#555555")
        ax.set(xlabel="coupling over noise, K/D", ylabel="order parameter r", title=_titled(result),
               ylim=(0, 1.06), xlim=(0, 1.05 * coupling[-1]))
        ax.grid(True)
        ax.legend(loc="lower right" if result.inputs["network"] == "all" else "best")


def _starts(ax: Axes, x: np.ndarray, y: np.ndarray, error: np.ndarray | None = None) -> None:
    """Draw what was measured from random and from equal phases."""
    from onnes.plots import PALETTE

    for row, (name, marker) in enumerate(zip(_STARTS, ("o", "s"), strict=True)):
        ax.errorbar(x if x.ndim == 1 else x[row], y[row], None if error is None else error[row], fmt=marker,
                    color=PALETTE[row], markerfacecolor="none" if row else PALETTE[row], markersize=5 + 3 * row,
                    elinewidth=1.0, label=f"from {name}")


def _titled(result: Result) -> str:
    measured = result.readings["critical_coupling"]
    if measured.value is None:
        return "Order against coupling"
    return (f"K$_c$/D = {float(measured.value):.3g} ± {measured.uncertainty or 0:.1g}, "
            f"theory {float(result['critical_coupling_exact']):.3g}")


def _fluctuations(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    coupling, inverse, error = (result.arrays[name].values for name in (
        "coupling_below", "inverse_fluctuation", "inverse_fluctuation_error"))
    found = float(result["critical_coupling"])
    with style():
        ax.errorbar(coupling, inverse, error, fmt="o", color=PALETTE[0], elinewidth=0.8, alpha=0.45,
                    label="single runs")
        ax.plot([0, found], [1, 0], color=PALETTE[1], label="1 − K/K$_c$, K$_c$ fitted")
        ax.plot(found, 0, "o", color=PALETTE[1], markersize=7, clip_on=False)
        ax.set(xlabel="coupling over noise, K/D", ylabel="1/(N⟨r²⟩)", xlim=(0, 1.1 * found), ylim=(0, 1.1),
               title="Fluctuations without order show the threshold")
        ax.grid(True)
        ax.legend()


def _correlation(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    apart, own = result.arrays["neighbour"].values, result.arrays["correlation"].values
    shown = slice(0, min(len(apart), 60))
    exact = result.arrays.get("correlation_exact")
    reference = {} if exact is None else {"exact": exact.values[shown]}
    curves(ax, apart[shown], {"measured": own[shown]}, reference=reference, x_label="number of units apart",
           label="relative order, ⟨cos(φ$_i$ − φ$_j$)⟩", title="Order reaches so far")


def _circles(ax: Axes, result: Result) -> None:
    """Draw the phases that locked on the outer circle, independent ones on the inner."""
    from onnes.plots import style

    last, scattered = result.arrays["phase"].values[-1], result.arrays["phase_scattered"].values
    window = float(result["window"])
    _windows_of_circle(ax, window)
    _units(ax, last, 1.0, window)
    _units(ax, scattered, 0.62, result.inputs["window_unlocked"] or result.inputs["window"])
    ax.set(title=f"Phases: outside K/D = {float(result['coupling_over_noise']):.3g}, inside independent")
    with style():
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, -0.11), ncols=2)


def _windows_of_circle(ax: Axes, window: float) -> None:
    """Draw the circle and the sectors in which a moment is off."""
    from matplotlib.patches import Wedge

    for middle in (90, 270):
        ax.add_patch(Wedge((0, 0), 1.18, middle - 90 * window, middle + 90 * window, width=1.18, color="#eeeeee"))
    around = np.linspace(0, 2 * np.pi, 181)
    ax.plot(np.cos(around), np.sin(around), color="#cccccc", linewidth=0.8)
    ax.text(0, 1.22, "μ off", ha="center", va="bottom", fontsize=9, color="#555555")
    ax.text(1.22, 0, "+μ", ha="left", va="center", fontsize=10)
    ax.text(-1.22, 0, "−μ", ha="right", va="center", fontsize=10)
    ax.set(xlim=(-1.5, 1.5), ylim=(-1.42, 1.42), aspect="equal")
    ax.set_axis_off()


def _units(ax: Axes, phases: np.ndarray, radius: float, window: float) -> None:
    from onnes.plots import PALETTE, style

    off = np.abs(np.mod(phases, np.pi) - np.pi / 2) < np.pi * window / 2
    first = radius == 1.0
    with style():
        for which, colour, name in ((~off, PALETTE[0], "on"), (off, PALETTE[1], "in the window")):
            place = radius * np.exp(1j * phases[which])
            ax.plot(place.real, place.imag, "o", color=colour, markersize=5, alpha=0.5, markeredgewidth=0,
                    label=name if first else None)
        mean = radius * np.mean(np.exp(1j * phases))
        arrow = {"arrowstyle": "-|>", "color": "black" if first else _GREY, "mutation_scale": 14}
        ax.annotate("", (mean.real, mean.imag), (0, 0), arrowprops=arrow | {"shrinkA": 0, "shrinkB": 0})


def _duty(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    order, measured = result.arrays["order"].values, result.arrays["duty"].values
    shared, staggered = float(result["duty_shared"]), float(result["duty_staggered"])
    local = result.inputs["network"] != "all"
    theory: dict[str, Any] = {"linestyle": "--", "color": "black", "linewidth": 1.2}
    with style():
        if local:
            coupling = result.arrays["coupling"].values
            if "duty_of_units" in result.arrays:
                ax.plot(coupling, result.arrays["duty_of_units"].values, **theory, label="exact")
            _starts(ax, coupling, measured)
            end = coupling[-1]
        else:
            ax.plot(result.arrays["order_mean_field"].values, result.arrays["duty_mean_field"].values, **theory,
                    label="theory")
            _starts(ax, order, measured)
            end = 1.0
        bounds = ((shared, "shared, 1 − w", "bottom"), (staggered, "staggered, (1 − w)²", "top"))
        if shared == staggered:
            bounds = ((shared, "no windows", "bottom"),)
        for height, name, va in bounds:
            ax.axhline(height, color=PALETTE[3], linewidth=1.0)
            ax.annotate(name, (0.03 * end, height), xytext=(0, 3 if va == "bottom" else -6), textcoords="offset points",
                        va=va, fontsize=9, color=PALETTE[3])
        room = max(shared - staggered, 0.02)
        ax.set(xlabel="coupling over noise, K/D" if local else "order parameter r",
               ylabel="coupled share of the time, η",
               ylim=(max(staggered - 0.3 * room, -0.06 * shared), shared + 0.3 * room), xlim=(0, 1.02 * end),
               title="Disorder lowers the coupling that is left")
        ax.grid(True)
        ax.legend(loc="center left" if len(bounds) == 2 else "lower left")


def _cycle(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    turn, own, scattered = (result.arrays[name].values for name in ("turn", "coupled", "coupled_scattered"))
    with style():
        for line, colour, name in ((own, PALETTE[0], f"r = {float(result['order']):.2f}"),
                                   (scattered, PALETTE[1], "independent")):
            ax.plot(turn, line, color=colour, label=f"{name}, mean {line.mean():.3f}")
            ax.axhline(line.mean(), color=colour, linewidth=0.9, linestyle=":")
        ax.set(xlabel="turn of the moments (°)", ylabel="share of pairs that couple", ylim=(-0.03, 1.22), xlim=(0, 360),
               title="Over one cycle: locked pairs let go together")
        ax.set_xticks([0, 90, 180, 270, 360])
        ax.grid(True)
        ax.legend(loc="upper right", ncols=2)


def film(result: Result, path: Path) -> None:
    """Write a film of the phases on the circle, which lock while all moments turn, beside the order parameter."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=12)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import PALETTE, axis_label, figure, moving_frames, parameters, prefixed, style

    made, (left, right) = figure(1, 2, size=(10.4, 5.2), width_ratios=[1, 1.15])
    phases, step = result.arrays["phase"].values, result.arrays["frame_step"].values
    time, order = result.arrays["time"].values, result.arrays["order_start"].values[0]
    window = float(result["window"])
    _windows_of_circle(left, window)
    factor, unit = prefixed(time, "s")
    with style():
        (on,) = left.plot([], [], "o", color=PALETTE[0], markersize=6, alpha=0.55, markeredgewidth=0)
        (off,) = left.plot([], [], "o", color=PALETTE[1], markersize=6, alpha=0.75, markeredgewidth=0)
        (arrow,) = left.plot([], [], color="black", linewidth=2.5, solid_capstyle="round")
        right.plot(time * factor, order, color="#cccccc")
        (trail,) = right.plot([], [], color=PALETTE[2], label="order parameter r")
        (share,) = right.plot([], [], color=PALETTE[1], linewidth=1.2, label="pairs that couple")
        right.set(xlim=(0, time[-1] * factor), ylim=(-0.02, 1.16), xlabel=axis_label("time", unit),
                  ylabel="order parameter r, share of pairs")
        right.grid(True)
        right.legend(loc="upper right", ncols=2)
        caption = made.suptitle(" ")
    turned = phases + _TURN * np.arange(len(phases))[:, None]
    outside = np.abs(np.mod(turned, np.pi) - np.pi / 2) >= np.pi * window / 2
    coupled = outside.mean(axis=1) ** 2

    def move(frame: int) -> None:
        place = np.exp(1j * turned[frame])
        for drawn, which in ((on, outside[frame]), (off, ~outside[frame])):
            drawn.set_data(place[which].real, place[which].imag)
        arrow.set_data([0, place.mean().real], [0, place.mean().imag])
        trail.set_data(time[:step[frame] + 1] * factor, order[:step[frame] + 1])
        share.set_data(time[step[:frame + 1]] * factor, coupled[:frame + 1])
        caption.set_text(f"r = {order[step[frame]]:.2f}; {coupled[frame]:.0%} of pairs couple at this moment")

    artists: list[Any] = [on, off, arrow, trail, share, caption]
    return moving_frames(made, artists, range(len(phases)), move, parameters(result))


def _sentence(result: Result) -> str:
    order, duty = float(result["order"]), float(result["duty"])
    return (f"Phases of {result.inputs['units']} units at K/D = {float(result['coupling_over_noise']):.3g}: "
            f"r = {order:.3f}, coupled for {duty:.3f} of the time")

"""Picture and film of a quench."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.pairing.quench_regimes import THRESHOLD, isolated_roots
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_RATIOS = np.geomspace(0.02, 10, 301)
"""Delta_i/Delta_f of the diagram of regimes."""
_ASYMPTOTES = {"isolated root": "gap_infinity", "$v_1 + v_2$": "highest_gap_exact", "$v_1 - v_2$": "lowest_gap_exact"}
"""Legend of the gaps of long times."""
_FILM_FRAMES, _FILM_LEVELS, _PALEST = 51, 100, 0.35


def picture(result: Result) -> Figure:
    """Draw the gap against time, the pseudospins, the regimes, and the relaxation or the ledger."""
    from onnes.plots import figure, time_series

    made, axes = figure(2, 2, size=(11.0, 8.0))
    time, bath = result.arrays["time"].values, result.arrays["bath_time"].values
    gaps = {name: array.values for name, array in result.arrays.items() if array.unit == "J"}
    asymptotes = {text: np.full(len(time), float(result[name])) for text, name in _ASYMPTOTES.items()
                  if name in result.readings}
    time_series(axes[0, 0], time, {"BCS theory": gaps["gap"], **asymptotes}, reference=_equilibrium(result, time),
                label="gap", unit="J", title="without collisions")
    _draw_spins(axes[0, 1], result)
    _draw_regimes(axes[1, 0], result)
    if "bath_gap" in gaps:
        beyond = "" if result["tdgl_in_range"] else " (beyond its range)"
        time_series(axes[1, 1], bath, {"BCS theory": gaps["bath_gap"], f"Ginzburg-Landau{beyond}": gaps["tdgl_gap"]},
                    reference=_equilibrium(result, bath), label="gap", unit="J", title="with inelastic scattering")
    else:
        time_series(axes[1, 1], time, {"": result.arrays["energy_error"].values},
                    label=r"energy less that of the start, over $N(0)\Delta_f^2/2$", title="ledger")
    for ax in (axes[0, 0], axes[1, 1]):
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + 0.28 * (high - low))  # room for the legend
    made.suptitle(_sentence(result))
    return made


def _equilibrium(result: Result, time: np.ndarray) -> dict[str, np.ndarray]:
    return {"equilibrium": np.full(len(time), float(result["final_gap"]))}


def _draw_spins(ax: Axes, result: Result) -> None:
    """Draw s_x of all levels against time."""
    from onnes.plots import axis_label, prefixed, style
    from onnes.plots.style import COLOUR_MAPS

    time, level = result.arrays["frame_time"].values, result.arrays["level"].values
    x = result.arrays["spins"].values[:, 0, :]
    time_factor, time_unit = prefixed(time, "s")
    factor, unit = prefixed(level, "J")
    both, low, high = np.concatenate([x[:, ::-1], x], axis=1), float(np.min(x)), float(np.max(x))
    kind, limits = ("density", (low, high)) if low >= 0 else ("signed", (-max(-low, high), max(-low, high)))
    with style():
        image = ax.imshow(both.T, origin="lower", aspect="auto", cmap=COLOUR_MAPS[kind], clim=limits,
                          extent=(0, time[-1] * time_factor, -level[-1] * factor, level[-1] * factor))
        ax.figure.colorbar(image, ax=ax, label="$s_x$, whose sum is $\\Delta/g$")
        ax.set(xlabel=axis_label("time", time_unit), ylabel=axis_label("level", unit), title="pseudospins dephase")


def _draw_regimes(ax: Axes, result: Result) -> None:
    """Draw the gap at long times against the ratio, with this run in it."""
    from onnes.plots import PALETTE, style

    ratio = float(result["ratio"])
    final = float(result["final_gap"])
    roots = [isolated_roots(each) for each in _RATIOS]
    constant = [each[0] if len(each) == 1 else np.nan for each in roots]
    highest, lowest = ([each[0] + sign * each[1] if len(each) == 2 else np.nan for each in roots] for sign in (1, -1))
    with style():
        ax.fill_between(_RATIOS, lowest, highest, color=PALETTE[0], alpha=0.2, linewidth=0)
        for line in (highest, lowest, constant):
            ax.plot(_RATIOS, line, color=PALETTE[0])
        ax.plot(_RATIOS[_RATIOS > THRESHOLD], 0 * _RATIOS[_RATIOS > THRESHOLD], color=PALETTE[0])
        ax.axhline(1, color="black", linestyle="--", linewidth=1.2)
        ax.annotate("equilibrium", (_RATIOS[-1], 1), xytext=(-2, 3), textcoords="offset points", ha="right", fontsize=8)
        for border in (1 / THRESHOLD, THRESHOLD):
            ax.axvline(border, color="#888888", linewidth=0.9, linestyle=":")
        for text, place in (("III", 0.06), ("II", 1.0), ("I", 7.0)):
            ax.annotate(text, (place, 1.32), ha="center", fontsize=12, color="#555555")
        gaps = [float(result[name]) / final for name in ("highest_gap", "lowest_gap") if name in result.readings]
        gaps = gaps or [float(result["late_gap"]) / final]
        ax.plot([ratio] * len(gaps), gaps, "o", color=PALETTE[1], markersize=7, label="this run")
        ax.set(xscale="log", xlabel=r"$\Delta_i/\Delta_f$", ylabel=r"gap at long times / $\Delta_f$",
               ylim=(-0.05, 1.45), title="regimes in weak coupling at T = 0")
        ax.grid(True)
        ax.legend(loc="lower left")


def film(result: Result, path: Path) -> None:
    """Write a film of the pseudospins and of the gap."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=12)


def _frames(result: Result) -> Iterator[np.ndarray]:
    """Return frames: tips of the pseudospins seen along y, and the gap up to that time."""
    from onnes.plots import PALETTE, axis_label, figure, in_words, moving_frames, parameters, prefixed, style

    kind = "bath_" if "bath_gap" in result.arrays else ""
    time, gap = (result.arrays[f"{kind}{name}"].values for name in ("time", "gap"))
    moments, spins = result.arrays[f"{kind}frame_time"].values, result.arrays[f"{kind}spins"].values
    level = result.arrays["level"].values
    thin = max(1, len(level) // _FILM_LEVELS)
    level, spins = level[::thin], spins[:, :, ::thin]
    longest = float(np.max(np.linalg.norm(spins, axis=1)))
    edge = 1.1 * longest
    time_factor, time_unit = prefixed(time, "s")
    factor, unit = prefixed(gap, "J")
    made, (left, right) = figure(1, 2, size=(8.4, 4.0))
    with style():
        turn = np.linspace(0, 2 * np.pi, 200)
        left.plot(longest * np.cos(turn), longest * np.sin(turn), color="#bbbbbb", linewidth=1)
        # Levels below the Fermi energy mirror those above: x is the same, y and z have the other sign.
        shade = _PALEST + (1 - _PALEST) * level / level[-1]
        tips = left.scatter(*np.zeros((2, 2 * len(level))), c=np.concatenate([-shade, shade]), cmap="RdBu_r", vmin=-1,
                            vmax=1, s=16)
        left.set(aspect="equal", xlim=(-edge, edge), ylim=(-edge, edge), xlabel="$s_x$", ylabel="$s_z$",
                 title="pseudospins (blue below, red above $E_F$)")
        right.plot(time * time_factor, gap * factor, color="#cccccc", linewidth=1.2)
        right.axhline(float(result["final_gap"]) * factor, color="black", linestyle="--",
                      linewidth=1.2, label="equilibrium")
        (line,) = right.plot([], [], color=PALETTE[0])
        (dot,) = right.plot([], [], "o", color=PALETTE[1], markersize=7)
        right.set(xlabel=axis_label("time", time_unit), ylabel=axis_label("gap", unit))
        right.legend(loc="lower right")
        caption = made.suptitle(" ")
    sentence = f"Pseudospins and gap {'with' if kind else 'without'} inelastic scattering"

    def move(frame: int) -> None:
        x, _, z = spins[frame]
        tips.set_offsets(np.column_stack([np.concatenate([x, x]), np.concatenate([-z, z])]))
        past = time <= moments[frame]
        line.set_data(time[past] * time_factor, gap[past] * factor)
        dot.set_data([time[past][-1] * time_factor], [gap[past][-1] * factor])
        caption.set_text(f"{sentence}   t = {in_words(float(moments[frame]), 's')}")

    return moving_frames(made, [tips, line, dot, caption],
                         np.unique(np.linspace(0, len(moments) - 1, _FILM_FRAMES).astype(int)), move,
                         parameters(result))


def _sentence(result: Result) -> str:
    ends = {"I": "vanishes", "II": "becomes constant off equilibrium", "III": "oscillates for ever"}
    end = ends[str(result["regime"]).split(":")[0]]
    metal = f" of {result.material}" if result.material else ""
    ratio = rf"$\Delta_i = {float(result['ratio']):.3g}\,\Delta_f$"
    return f"After a change of the coupling from {ratio} the gap{metal} {end} without collisions"

"""Pictures and films of the studies of a SQUID."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.plots import (
    PALETTE,
    axis_label,
    curves,
    field_map,
    figure,
    in_words,
    moving_frames,
    panel,
    parameters,
    prefixed,
    style,
    write_film,
)
from onnes.problems.squid import rf_potential
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FLUX = "applied flux Φ/Φ$_0$"
_LOOP = "flux in the loop over Φ$_0$"
_FRAMES, _RATE = 100, 15
_FIELD_RATE = 4
_BIASES = 5
_FEWEST = 10
"""Jumps from which on a histogram of them is drawn."""
Film = tuple["Figure", Sequence[Any], Sequence[int], Callable[[int], None], int]


def picture(result: Result) -> Figure:
    """Draw the study of a result."""
    return _PICTURES[_kind(result)](result)


def film(result: Result, path: Path) -> None:
    """Write the film of a study: flux or time goes on from frame to frame."""
    made, artists, moments, move, rate = _FILMS[_kind(result)](result)
    frames: Iterator[np.ndarray] = moving_frames(made, artists, moments, move, parameters(result))
    write_film(frames, path, fps=rate)


def _kind(result: Result) -> str:
    return "film" if "density" in result.arrays else str(result.inputs["study"])


def _values(result: Result, *names: str) -> list[np.ndarray]:
    return [result.arrays[name].values for name in names]


# ---- interference of lumped elements


def _interference(result: Result) -> Figure:
    made, (left, right) = figure(1, 2, size=(10.0, 4.4), title=_sentence(result))
    _draw_critical(left, result)
    flux, phases = _values(result, "flux", "phases")
    curves(right, flux, {f"junction {k + 1}": _broken(phases[k]) for k in range(2)}, x_label=_FLUX,
           label="phase at I$_c$", unit="rad")
    right.set(ylim=(-math.pi, math.pi), yticks=[-math.pi, -math.pi / 2, 0, math.pi / 2, math.pi],
              yticklabels=["−π", "−π/2", "0", "π/2", "π"], ylabel="phase at I$_c$ (rad)")
    right.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncol=2)
    return made


def _draw_critical(ax: Axes, result: Result) -> None:
    """Draw I_c against flux, beside that without inductance."""
    flux, critical = _values(result, "flux", "critical_current_at")
    total, share = float(result["critical_current"]), _input(result, "asymmetry")
    without = total * np.sqrt(share**2 + (1 - share**2) * np.cos(math.pi * flux) ** 2)
    curves(ax, flux, {f"β$_L$ = {float(result['screening_parameter']):.3g}": critical},
           reference={"no inductance": without}, x_label=_FLUX, label="critical current I$_c$", unit="A")
    ax.set_ylim(0, None)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncol=2)


def _film_of_phasors(result: Result) -> Film:
    """Film of the currents of both junctions as arrows: their heights add up to the critical current."""
    made, (left, right) = figure(1, 2, size=(9.4, 4.8), title=_sentence(result))
    flux, critical, phases = _values(result, "flux", "critical_current_at", "phases")
    factor, unit = prefixed(critical, "A")
    share = _input(result, "asymmetry")
    each = 0.5 * float(result["critical_current"]) * factor * np.array([1 + share, 1 - share])
    _draw_critical(left, result)
    reach = 1.1 * each.sum()
    with style():
        (dot,) = left.plot([], [], "o", color="black", markersize=8, zorder=5)
        (first,) = right.plot([], [], "-o", color=PALETTE[2], label="I$_1$ at angle δ$_1$")
        (second,) = right.plot([], [], "-o", color=PALETTE[4], label="I$_2$ at angle δ$_2$")
        (level,) = right.plot([], [], ":", color="black", linewidth=1.2)
        right.set(xlim=(-reach, reach), ylim=(-0.35 * reach, reach), aspect="equal",
                  xlabel=axis_label("I$_1$ cos δ$_1$ + I$_2$ cos δ$_2$", unit),
                  ylabel=axis_label("I$_1$ sin δ$_1$ + I$_2$ sin δ$_2$", unit))
        right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=2)

    def move(k: int) -> None:
        across, up = (np.concatenate([[0.0], np.cumsum(each * part(phases[:, k]))]) for part in (np.cos, np.sin))
        first.set_data(across[:2], up[:2])
        second.set_data(across[1:], up[1:])
        level.set_data([-reach, reach], [up[2]] * 2)
        dot.set_data([flux[k]], [critical[k] * factor])

    return made, [dot, first, second, level], _some(len(flux)), move, _RATE


# ---- interference of a film


def _of_film(result: Result) -> Figure:
    made, axes = figure(1, 2, size=(10.4, 4.6), title=_sentence(result), width_ratios=[1.25, 1])
    _draw_both(axes[0], result)
    least = int(np.argmin(result.arrays["critical_current_at"].values))
    _draw_density(axes[1], result, least)
    axes[1].set_title(f"at Φ = {result.arrays['flux'].values[least]:.2f} Φ$_0$, with I$_c$ through it")
    return made


def _draw_both(ax: Axes, result: Result) -> None:
    flux, critical = _values(result, "flux", "critical_current_at")
    fine, lumped = _values(result, "fine_flux", "lumped_critical_current")
    factor, _ = prefixed(critical, "A")
    beta = float(result["screening_parameter"])
    curves(ax, fine, {}, reference={f"lumped circuit, β$_L$ = {beta:.3g}": lumped}, x_label="flux Φ/Φ$_0$ = B A/Φ$_0$",
           label="critical current I$_c$", unit="A")
    with style():
        ax.plot(flux, critical * factor, "o", color=PALETTE[0], label="film, Ginzburg-Landau")
    ax.set_ylim(0, None)
    ax.legend(loc="lower left")


def _draw_density(ax: Axes, result: Result, frame: int) -> Any:
    arrays = result.arrays
    shown = np.where(arrays["inside"].values, arrays["density"].values[frame], np.nan)
    base = panel(result, "inside", kind="density", label="density of pairs |ψ|²")
    return field_map(ax, replace(base, values=shown.T))


def _film_of_fields(result: Result) -> Film:
    made, (left, right) = figure(1, 2, size=(10.4, 4.8), title=_sentence(result), width_ratios=[1.25, 1])
    _draw_both(left, result)
    flux, critical, density, inside = _values(result, "flux", "critical_current_at", "density", "inside")
    factor, _ = prefixed(critical, "A")
    image = _draw_density(right, result, 0)
    with style():
        (dot,) = left.plot([], [], "o", color="black", markersize=9, zorder=5)

    def move(k: int) -> None:
        dot.set_data([flux[k]], [critical[k] * factor])
        image.set_data(np.where(inside, density[k], np.nan).T)

    return made, [dot, image], list(range(len(flux))), move, _FIELD_RATE


# ---- voltage


def _voltage(result: Result) -> Figure:
    made, (left, right) = figure(1, 2, size=(10.4, 4.6), title=_sentence(result), width_ratios=[1.15, 1])
    _draw_surface(left, result)
    flux, current, up = _values(result, "flux", "current", "voltage_up")
    running = np.flatnonzero(up.max(axis=1) > 0.01 * up.max())
    chosen = running[np.unique(np.linspace(0, 0.75 * (len(running) - 1), _BIASES).astype(int))]
    curves(right, flux, {f"{in_words(float(current[k]), 'A')}": up[k] for k in chosen}, x_label=_FLUX,
           label="mean voltage", unit="V")
    right.set_ylim(0, 1.28 * right.get_ylim()[1])
    right.legend(title="bias", ncol=3, loc="upper center")
    return made


def _draw_surface(ax: Axes, result: Result) -> None:
    """Draw the voltage as a map over flux and bias, with the critical current."""
    flux, current, up, critical = _values(result, "flux", "current", "voltage_up", "critical_current_at")
    (over, unit), (height, volts) = prefixed(current, "A"), prefixed(up, "V")
    with style():
        drawn = ax.pcolormesh(flux, current * over, up * height, shading="gouraud", cmap="inferno")
        ax.plot(flux, critical * over, color="white", linestyle="--", linewidth=1.3)
        ax.text(flux[len(flux) // 2], 0.02 * current[-1] * over, "no voltage", color="white", ha="center", fontsize=9)
        bar = ax.figure.colorbar(drawn, ax=ax)  # type: ignore[union-attr]
        bar.set_label(axis_label("mean voltage, bias rising", volts))
        ax.set(xlabel=_FLUX, ylabel=axis_label("bias current", unit), ylim=(0, current[-1] * over))


def _film_of_voltage(result: Result) -> Film:
    """Film of the current-voltage curve as the flux turns."""
    made, (left, right) = figure(1, 2, size=(10.4, 4.8), title=_sentence(result), width_ratios=[1.15, 1])
    _draw_surface(left, result)
    flux, current, up, down = _values(result, "flux", "current", "voltage_up", "voltage_down")
    (over, unit), (height, volts) = prefixed(current, "A"), prefixed(up, "V")
    fine = np.linspace(flux[0], flux[-1], _FRAMES)
    with style():
        (line,) = left.plot([], [], color="#56B4E9", linewidth=2)
        right.grid(True)
        (rising,) = right.plot([], [], color=PALETTE[0], label="bias rising")
        (falling,) = right.plot([], [], "--", color=PALETTE[1], label="bias falling")
        right.plot(current * over, 0.5 * _input(result, "resistance") * current * height, ":", color="black",
                   linewidth=1.0, label="I R/2")
        right.set(xlim=(0, current[-1] * over), ylim=(0, None), xlabel=axis_label("bias current", unit),
                  ylabel=axis_label("mean voltage", volts))
        right.legend(loc="upper left")

    def at(surface: np.ndarray, place: float) -> np.ndarray:
        return np.array([np.interp(place, flux, row) for row in surface]) * height

    def move(k: int) -> None:
        line.set_data([fine[k]] * 2, [0, current[-1] * over])
        rising.set_data(current * over, at(up, fine[k]))
        falling.set_data(current * over, at(down, fine[k]))

    return made, [line, rising, falling], list(range(_FRAMES)), move, _RATE


# ---- noise


def _noise(result: Result) -> Figure:
    made, (left, right) = figure(1, 2, size=(10.4, 4.4), title=_sentence(result))
    frequency, spectrum, time, phase = _values(result, "frequency", "spectrum", "late_time", "late_phase")
    frequency, spectrum = frequency[:-1], spectrum[:-1]  # the last one has half the power
    white = float(result["voltage_noise"])
    johnson = white / float(result["voltage_noise_over_johnson"])
    curves(left, frequency, {"spectrum": spectrum}, reference={"white level": np.full(len(frequency), white)},
           x_label="frequency", x_unit="Hz", label="spectral density S$_V$", unit="V^2/Hz")
    with style():
        left.axhline(johnson, color=PALETTE[2], linestyle=":", label="4 kT (R/2)")
        left.set(xscale="log", yscale="log")
        left.legend(loc="best")
    curves(right, time, {f"circuit {k + 1}": phase[:, k] / (2 * math.pi) for k in range(phase.shape[1])},
           x_label="time", x_unit="s", label="phase of the first junction over 2π")
    return made


def _film_of_phases(result: Result) -> Film:
    """Film of phases and voltage of some circuits against time."""
    made, (upper, lower) = figure(2, 1, size=(8.6, 6.0), title=_sentence(result), sharex=True)
    time, phases, voltages = _values(result, "time", "phases", "voltages")
    (across, unit), (height, volts) = prefixed(time, "s"), prefixed(voltages, "V")
    phases = phases - 2 * math.pi * np.floor(phases[0] / (2 * math.pi))
    colours = PALETTE[:phases.shape[1]]
    with style():
        lines = [upper.plot([], [], color=colour, linewidth=1.4)[0] for colour in colours]
        second = [upper.plot([], [], "--", color=colour, linewidth=1.0)[0] for colour in colours]
        below = [lower.plot([], [], color=colour, linewidth=1.1)[0] for colour in colours]
        lower.axhline(float(result["voltage"]) * height, color="black", linestyle=":", linewidth=1.2)
        for ax in (upper, lower):
            ax.grid(True)
        low, high = float(phases.min()) / (2 * math.pi), float(phases.max()) / (2 * math.pi)
        upper.set(ylim=(low - 0.5, high + 0.5), ylabel="phases δ$_1$ (solid), δ$_2$ over 2π")
        upper.tick_params(labelbottom=False)
        lower.set(xlim=(0, time[-1] * across), ylim=(1.05 * min(0.0, float(voltages.min())) * height,
                                                    1.05 * float(voltages.max()) * height),
                  xlabel=axis_label("time", unit), ylabel=axis_label("voltage", volts))

    def move(k: int) -> None:
        now = slice(0, k + 1)
        for index, (one, two, three) in enumerate(zip(lines, second, below, strict=True)):
            one.set_data(time[now] * across, phases[now, index, 0] / (2 * math.pi))
            two.set_data(time[now] * across, phases[now, index, 1] / (2 * math.pi))
            three.set_data(time[now] * across, voltages[now, index] * height)

    return made, [*lines, *second, *below], _some(len(time)), move, _RATE


# ---- rf SQUID


def _rf(result: Result) -> Figure:
    up, down = (each[np.isfinite(each)] for each in _values(result, "jumps_up", "jumps_down"))
    many = result["jump_flux"] is not None and min(len(up), len(down)) >= _FEWEST
    made, axes = figure(1, 2 + many, size=(10.0 + 3.6 * many, 4.5), title=_sentence(result))
    _draw_loop(axes[0], result, 1.0)
    _draw_potentials(axes[1], result)
    if many:
        with style():
            axes[2].hist(down, bins=12, color=PALETTE[1], alpha=0.8, label="back")
            axes[2].hist(up, bins=12, color=PALETTE[0], alpha=0.8, label="up")
            for place in (float(result["jump_flux"]), 1 - float(result["jump_flux"])):
                axes[2].axvline(place, color="black", linestyle="--", linewidth=1.2)
            axes[2].set(xlabel=f"{_FLUX} of jumps", ylabel="number of jumps")
            axes[2].legend(loc="upper center", title="dashed: without noise")
    return made


def _draw_loop(ax: Axes, result: Result, strength: float) -> None:
    applied, loop, static, of_static = _values(result, "applied", "loop_flux", "state_flux", "state_applied")
    with style():
        ax.grid(True)
        ax.plot(of_static, static, "--", color="black", linewidth=1.1, label="static states")
        half = len(applied) // 2
        for k in range(loop.shape[1]):
            ax.plot(applied[:half + 1], loop[:half + 1, k], color=PALETTE[0], linewidth=0.9, alpha=strength,
                    label="flux rising" if k == 0 else None)
            ax.plot(applied[half:], loop[half:, k], color=PALETTE[1], linewidth=0.9, alpha=strength,
                    label="flux falling" if k == 0 else None)
        ax.set(xlim=(0, applied.max()), xlabel=_FLUX, ylabel=_LOOP)
        ax.legend(loc="upper left")


def _draw_potentials(ax: Axes, result: Result) -> None:
    beta, jump = float(result["beta_rf"]), result["jump_flux"]
    flux = np.linspace(-0.75, 1.75, 501)
    places = {"0": 0.0, "1/2": 0.5} | ({} if jump is None else {f"{float(jump):.3g}": float(jump)})
    lines = {f"Φ = {name} Φ$_0$": rf_potential(2 * math.pi * flux, place, beta) for name, place in places.items()}
    curves(ax, flux, lines, x_label=_LOOP, label="potential U/(I$_c$Φ$_0$/2π)")
    ax.set_ylim(0, 1.5 * max(float(line[100:401].min()) for line in lines.values()) + 3.5)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncol=3)


def _film_of_wells(result: Result) -> Film:
    """Film of the flux in the loop, as a place in the potential that the applied flux tilts."""
    made, (left, right) = figure(1, 2, size=(9.8, 4.8), title=_sentence(result))
    _draw_loop(left, result, 0.35)
    applied, loop = _values(result, "applied", "loop_flux")
    beta, span = float(result["beta_rf"]), float(applied.max())
    place = np.linspace(-0.5, span + 0.5, 600)
    every = rf_potential(2 * math.pi * loop[:, :1], applied[:, None], beta)
    top = max(3.0, float(every.max()) + 2.0)
    with style():
        dots = left.plot([], [], "o", color="black", markersize=6, zorder=5)
        (line,) = right.plot([], [], color=PALETTE[0])
        balls = right.plot([], [], "o", color=PALETTE[1], markersize=8, zorder=5)
        right.grid(True)
        right.set(xlim=(place[0], place[-1]), ylim=(-0.3, top), xlabel=_LOOP, ylabel="potential U/(I$_c$Φ$_0$/2π)")

    def move(k: int) -> None:
        line.set_data(place, rf_potential(2 * math.pi * place, applied[k], beta))
        balls[0].set_data(loop[k], rf_potential(2 * math.pi * loop[k], applied[k], beta))
        dots[0].set_data(np.full(loop.shape[1], applied[k]), loop[k])

    return made, [*dots, line, *balls], _some(len(applied), 2 * _FRAMES), move, 2 * _RATE


def _sentence(result: Result) -> str:
    """Return what the picture shows, with its main readings."""
    kind = _kind(result)
    if kind == "interference":
        depth = float(result["modulation_depth"])
        return f"Two junctions interfere: a flux lowers their critical current by {100 * depth:.3g} %"
    if kind == "film":
        return (f"A film with two constrictions and its lumped circuit: they differ by at most "
                f"{100 * float(result['largest_difference']):.2g} %")
    if kind == "voltage":
        slope = abs(float(result["transfer_function"]))
        bias = in_words(float(result["bias"]), "A")
        return f"Voltage of a dc SQUID: {in_words(slope, 'V')} per flux quantum at {bias}"
    if kind == "noise":
        noise = result["flux_noise"]
        return "Noise of a dc SQUID" + ("" if noise is None else f": {1e6 * float(noise):.3g} µΦ$_0$ in a band of 1 Hz")
    beta, jump = float(result["beta_rf"]), result["jump_flux"]
    return f"rf SQUID, β$_{{rf}}$ = {beta:.3g}: " + ("no jumps" if jump is None else
                                                    f"jumps at {float(jump):.3g} Φ$_0$ without noise")


def _input(result: Result, name: str) -> float:
    given: Any = result.inputs[name]
    return given["value"] if isinstance(given, dict) else given


def _broken(phase: np.ndarray) -> np.ndarray:
    """Return phases with NaN where they jump, so that no line is drawn across."""
    out = np.array(phase, float)
    out[1:][np.abs(np.diff(phase)) > 1.0] = np.nan
    return out


def _some(count: int, most: int = _FRAMES) -> list[int]:
    return [int(each) for each in np.unique(np.linspace(0, count - 1, min(count, most)).astype(int))]


_PICTURES = {"interference": _interference, "film": _of_film, "voltage": _voltage, "noise": _noise, "rf": _rf}
_FILMS = {"interference": _film_of_phasors, "film": _film_of_fields, "voltage": _film_of_voltage,
          "noise": _film_of_phases, "rf": _film_of_wells}

"""Pictures and film of wave packets: |psi|^2 as brightness, the phase as hue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.errors import InputError
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOMENTS = 5
"""Moments of a flight that are shown in one map."""
_FAINT = 0.55
"""Power of |psi|^2 that is the brightness."""
_PALE = 0.25
"""Room around a path, over its extent."""


def picture(result: Result) -> Figure:
    """Draw psi in the plane beside what is read of it."""
    draw = {"landau": _levels, "aharonov-bohm": _fringes}.get(result.inputs["mode"], _flight)
    return draw(result)


def coloured(density: np.ndarray, phase: np.ndarray, brightest: float) -> np.ndarray:
    """Return colours, shape (ny, nx, 3), of maps of shape (nx, ny): brightness from density, hue from phase."""
    from matplotlib.colors import hsv_to_rgb

    bright = np.clip(density / brightest, 0.0, 1.0) ** _FAINT
    hue = np.mod(phase / (2 * np.pi), 1.0)
    return hsv_to_rgb(np.stack([hue, np.full_like(bright, 0.75), bright], axis=-1)).transpose(1, 0, 2)


def _map(ax: Axes, result: Result, colours: np.ndarray) -> tuple[Any, float]:
    """Show colours in the plane with a bar of phases; return the image and the factor of lengths."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    from onnes.plots import axis_label, prefixed

    x, y = (result.arrays[name].values for name in ("x", "y"))
    scale, unit = prefixed(np.concatenate([x, y]), "m")
    image = ax.imshow(colours, origin="lower", extent=tuple(scale * end for end in (x[0], x[-1], y[0], y[-1])),
                      interpolation="bilinear")
    ax.set(xlabel=axis_label("x", unit), ylabel=axis_label("y", unit))
    bar = ax.figure.colorbar(ScalarMappable(Normalize(-np.pi, np.pi), "hsv"), ax=ax, shrink=0.6, label="phase (rad)")
    bar.set_ticks([-np.pi, 0, np.pi], labels=["−π", "0", "π"])
    return image, scale


def _stroboscope(result: Result) -> np.ndarray:
    """Return colours of some moments of a flight in one map, each place as at the moment when psi is largest there."""
    density, phase = (result.arrays[name].values for name in ("density", "phase"))
    moments = np.linspace(0, len(density) - 1, _MOMENTS + 1).astype(int)
    moments = moments[:-1] if _returns(result) else moments
    # Later maps of a packet that spreads are fainter.
    shares = np.stack([density[k] / np.max(density[k]) for k in moments])
    which = np.argmax(shares, axis=0)
    chosen = np.take_along_axis(phase[moments], which[None], 0)[0]
    return coloured(np.max(shares, axis=0), chosen, 1.0)


def _returns(result: Result) -> bool:
    path = result.arrays["classical_position"].values
    return bool(np.hypot(*(path[-1] - path[0])) < 0.1 * np.max(np.ptp(path, axis=0)))


def _flight(result: Result) -> Figure:
    from onnes.plots import figure, prefixed, style, time_series

    made, axes = figure(2, 2, size=(12.0, 9.0), title=_sentence(result))
    time = result.arrays["time"].values
    _, scale = _map(axes[0, 0], result, _stroboscope(result))
    path, mean = (result.arrays[name].values * scale for name in ("classical_position", "position"))
    with style():
        axes[0, 0].plot(*path.T, color="white", linewidth=0.9, linestyle="--")
        axes[0, 0].plot(*mean[::4].T, ".", color="white", markersize=3)
        axes[0, 0].set_title("ψ at some moments; mean (dots), classical path (dashes)", fontsize=10)
        axes[0, 0].grid(False)
    for ax, name, exact, label, unit in ((axes[0, 1], "position", "classical_position", "position", "m"),
                                         (axes[1, 0], "mean_velocity", "classical_velocity", "velocity", "m/s")):
        values, known = (result.arrays[each].values for each in (name, exact))
        time_series(ax, time, {"mean along x": values[:, 0], "mean along y": values[:, 1]}, label=label, unit=unit,
                    reference={"classical": known[:, 0]})
        with style():
            ax.plot(ax.lines[0].get_xdata(), known[:, 1] * prefixed(np.hstack([values, known]), unit)[0], "--",
                    color="black", linewidth=1.2)
            _room(ax)
    spread = result.arrays["spread"].values
    time_series(axes[1, 1], time, {"along x": spread[:, 0], "along y": spread[:, 1]}, unit="m", label="width",
                reference={"in closed form": result.arrays["spread_in_closed_form"].values})
    with style():
        low, high = axes[1, 1].get_ylim()
        middle = max(high - low, 0.2 * high)
        axes[1, 1].set_ylim(max(0.0, 0.5 * (low + high - 1.2 * middle)), 0.5 * (low + high + 1.6 * middle))
        axes[1, 1].legend(loc="upper left", ncols=3)
    axes[0, 1].set_title("Mean position")
    axes[1, 0].set_title("Mean velocity")
    axes[1, 1].set_title("Standard deviation of |ψ|²")
    return made


def _room(ax: Axes) -> None:
    """Make room for a legend above the curves."""
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + _PALE * (high - low))
    ax.legend(loc="upper center", ncols=3)


def _levels(result: Result) -> Figure:
    from onnes.plots import PALETTE, figure, prefixed, style

    made, axes = figure(1, 3, size=(16.0, 5.0), title=_sentence(result), width_ratios=(1.15, 1, 1))
    density, phase = (result.arrays[name].values for name in ("density", "phase"))
    _map(axes[0], result, coloured(density, phase, float(np.max(density))))
    number, energy = (result.arrays[name].values for name in ("level", "energy"))
    spacing, lowest = (result.arrays[name].values for name in ("spacing", "lowest"))
    scale, unit = prefixed(spacing, "m")
    with style():
        axes[0].set_title("A state of the lowest level")
        for n in range(int(np.ceil(energy[-1]))):
            axes[1].axhline(n + 0.5, color="#888888", linewidth=0.9, linestyle=":")
        axes[1].axvline(float(result["flux_quanta"]), color="#888888", linewidth=0.9, linestyle="--")
        axes[1].annotate("flux quanta\nin the square", (float(result["flux_quanta"]), 0.9), xytext=(4, 0),
                         xycoords=("data", "axes fraction"), textcoords="offset points", va="top", fontsize=8.5,
                         color="#555555")
        axes[1].plot(number, energy, "o", color=PALETTE[0], markersize=3.5)
        axes[1].set(xlabel="number of the state", ylabel="energy / $\\hbar\\omega_c$",
                    title="Lowest states, coarsest grid")
        axes[1].set_ylim(0.0, None)
        axes[2].plot((scale * spacing) ** 2, lowest, "o-", color=PALETTE[0], label="on a grid")
        axes[2].plot(0.0, float(result["landau_level"]), "s", color=PALETTE[1], label="extrapolated")
        axes[2].axhline(0.5, color="black", linewidth=1.0, linestyle="--", label="1/2")
        axes[2].set(xlabel=f"spacing² ({unit}²)", ylabel="lowest energy / $\\hbar\\omega_c$", title="Against the grid")
        axes[2].legend()
        for ax in axes[1:]:
            ax.grid(True)
    return made


def _fringes(result: Result) -> Figure:
    from onnes.plots import PALETTE, figure, profile, style

    made, axes = figure(1, 3, size=(16.5, 5.2), title=_sentence(result), width_ratios=(1.25, 1, 1))
    _, scale = _map(axes[0], result, _both_sides(result, _arrival(result)))
    with style():
        _walls(axes[0], result)
        axes[0].axvline(float(result.arrays["screen"].values) * scale, color="white", linewidth=0.9, linestyle="--")
        axes[0].set_title("ψ as it reaches the screen (dashes)", fontsize=10)
        axes[0].grid(False)
    y = result.arrays["y"].values
    flux = result.inputs["flux"]
    profile(axes[1], y, {"no flux": result.arrays["fringes_without_flux"].values,
                         f"{flux:g} h/|q|": result.arrays["fringes"].values}, x_label="y on the screen",
            label="intensity", unit="s/m^2", title="Fringes")
    fluxes, intensity, fitted = (result.arrays[name].values for name in ("flux", "intensity", "fitted"))
    largest = float(np.max(intensity))
    fine = np.linspace(fluxes[0], fluxes[-1], 200)
    with style():
        axes[2].plot(fluxes, intensity / largest, "o", color=PALETTE[0], label="simulated")
        axes[2].plot(fluxes, fitted / largest, "x", color=PALETTE[1], label="fitted series")
        axes[2].plot(fine, np.cos(np.pi * fine) ** 2, "--", color="black", linewidth=1.0, label="cos²(πΦ|q|/h)")
        axes[2].set(xlabel="flux / (h/|q|)", ylabel="intensity relative to the largest", title="Middle of the screen")
        axes[2].set_ylim(-0.05, 1.35)
        axes[2].grid(True)
        axes[2].legend(loc="upper center", ncols=2)
    _room(axes[1])
    return made


def _arrival(result: Result) -> int:
    """Return the record at which most is on the screen."""
    x = result.arrays["x"].values
    column = int(np.argmin(np.abs(x - float(result.arrays["screen"].values))))
    return int(np.argmax(np.sum(result.arrays["density"].values[:, column], axis=1)))


def _both_sides(result: Result, frame: int, reference: np.ndarray | None = None) -> np.ndarray:
    """Return colours of a record, before and behind the wall each over its largest density.

    Args:
        reference: densities whose largest are taken, shape (..., nx, ny); that of the record if left out.
    """
    density, phase = (result.arrays[name].values[frame] for name in ("density", "phase"))
    largest = np.max(density[None] if reference is None else reference, axis=0)
    behind = result.arrays["x"].values > 0
    shares = np.empty(density.shape)
    for side in (behind, ~behind):
        shares[side] = density[side] / max(float(np.max(largest[side])), np.finfo(float).tiny)
    return coloured(shares, phase, 1.0)


def _walls(ax: Axes, result: Result) -> None:
    """Draw the wall, and a circle where the tube is."""
    from onnes.plots import prefixed

    x, y = (result.arrays[name].values for name in ("x", "y"))
    scale = prefixed(np.concatenate([x, y]), "m")[0]
    shade = np.zeros((len(y), len(x), 4))
    shade[result.arrays["wall"].values.T] = (0.62, 0.64, 0.68, 1.0)
    ax.imshow(shade, origin="lower", extent=tuple(scale * end for end in (x[0], x[-1], y[0], y[-1])))
    ax.plot(0, 0, "o", color="#2e3440", markersize=4, markerfacecolor="white")


def film(result: Result, path: Path) -> None:
    """Write a film of psi in the plane.

    Raises:
        InputError: of Landau levels, which do not move.
    """
    from onnes.plots import write_film

    if result.inputs["mode"] == "landau":
        raise InputError("film", "mode=landau", "a mode in which something moves", "Choose mode=cyclotron.")
    write_film(_frames(result), path, fps=20)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import figure, in_words, moving_frames, parameters, style

    density, phase = (result.arrays[name].values for name in ("density", "phase"))
    time = result.arrays["time"].values
    slits = result.inputs["mode"] == "aharonov-bohm"

    def colours(now: int) -> np.ndarray:
        if slits:
            return _both_sides(result, now, density)
        return coloured(density[now], phase[now], float(np.max(density[now])))

    made, ax = figure(size=(7.5, 6.2), title=_sentence(result))
    image, scale = _map(ax, result, colours(0))
    with style():
        ax.grid(False)
        caption = ax.set_title(" ")
        moving = [image]
        if slits:
            _walls(ax, result)
        else:
            ax.plot(*(scale * result.arrays["classical_position"].values).T, color="white", linewidth=0.8,
                    linestyle="--")
        (spot,) = ax.plot([], [], "o", color="white", markersize=4, markerfacecolor="none")
        moving += [*ax.images[1:], *ax.lines[:-1], spot, caption]

    def move(now: int) -> None:
        image.set_data(colours(now))
        if not slits:
            spot.set_data(*(scale * result.arrays["position"].values[now, :, None]))
        caption.set_text(f"t = {in_words(float(time[now]), 's', beside=time)}")

    return moving_frames(made, moving, range(len(time)), move, parameters(result))


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    mode = result.inputs["mode"]
    if mode == "landau":
        reading = result.readings["landau_level"]
        return f"Lowest Landau level at {reading.value:.5f} ħω_c".replace("ω_c", "ω$_c$")
    if mode == "aharonov-bohm":
        return ("Two slits around a tube of flux that no wave touches: the fringes repeat every "
                f"{float(result['aharonov_bohm_period']):.4f} h/|q|")
    if "frequency_ratio" not in result.readings:
        return f"A packet that ends {in_words(float(result['width']), 'm')} wide"
    return (f"A packet turns at {float(result['frequency_ratio']):.4f} |q|B/m on a radius of "
            f"{in_words(float(result['larmor_radius']), 'm')}")

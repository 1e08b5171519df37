"""Picture and film of a wire with an alternating current: profiles, loop, loss, and where chains are broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LABELS = {"bean": "hysteresis (critical state)", "mattis_bardeen": "surface, Mattis–Bardeen",
          "two_fluid": "surface, two fluids", "chain": "dissociating chains"}
_COLOUR = {"bean": 0, "mattis_bardeen": 1, "two_fluid": 2, "chain": 3}
_QUARTERS = 4
"""Profiles are drawn at quarters of the half cycle in which the current falls."""


def picture(result: Result) -> Figure:
    """Draw B(r) and J(r) as the current falls, the loop, loss over frequency and amplitude, and broken chains."""
    from onnes.plots import figure, in_words

    made, axes = figure(2, 3, size=(13.0, 7.8))
    half = len(result.arrays["phase"].values) // 2
    stills = [half * quarter // _QUARTERS for quarter in range(_QUARTERS + 1)]
    _profiles(axes[0, 0], result, "field", "r", "T", "Field as the current falls", stills)
    _profiles(axes[0, 1], result, "density", "between", "A/m^2", "Current density", stills)
    _loop(axes[0, 2], result)
    _power(axes[1, 0], result, "frequency", "frequency", "Hz", "Loss over frequency")
    _power(axes[1, 1], result, "amplitude", r"amplitude $I/I_c$", "", "Loss over amplitude")
    _broken(axes[1, 2], result)
    frequency, amplitude = (in_words(result.inputs[name]["value"], unit)
                            for name, unit in (("frequency", "Hz"), ("amplitude", "A")))
    metal = f" of {result.material}" if result.material else ""
    made.suptitle(f"Wire{metal} with {amplitude} at {frequency}: I/I$_c$ = {result['current_share']:.2f}")
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of a cycle: field and current density over the radius, and the loop of flux against current."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=15)


def _frames(result: Result) -> Iterator[np.ndarray]:
    """Return the frames."""
    from onnes.plots import PALETTE, figure, moving_frames, parameters, style

    made, (left, middle, right) = figure(1, 3, size=(12.6, 4.4))
    moving = [_moving_profile(left, result, "field", "r", "T", "Magnetic field"),
              _moving_profile(middle, result, "density", "between", "A/m^2", "Current density")]
    current, flux = _scaled(result, "current", "A"), _scaled(result, "flux", "Wb/m")
    _loop(right, result)
    with style():
        (point,) = right.plot([], [], "o", color=PALETTE[3], markersize=8, zorder=4)
        title = made.suptitle("I = 0")
    phase = result.arrays["phase"].values

    def move(index: int) -> None:
        for line, values in moving:
            line.set_ydata(values[index])
        point.set_data([current[index]], [flux[index]])
        title.set_text(f"Critical state of a wire: I = {np.cos(phase[index]):+.2f} of its amplitude")

    artists = [*(line for line, _ in moving), point, title]
    return moving_frames(made, artists, range(len(phase) - 1), move, parameters(result))


def _moving_profile(ax: Axes, result: Result, name: str, over: str, unit: str, title: str):
    """Draw the first profile; return its line and the values of all, as drawn."""
    from onnes.plots import PALETTE, axis_label, prefixed, style

    r, values = _from_the_axis(result, name, over)
    (factor, shown), (scale, length) = prefixed(values, unit), prefixed(r, "m")
    largest = 1.1 * float(np.max(np.abs(values))) * factor
    with style():
        (line,) = ax.plot(r * scale, values[0] * factor, color=PALETTE[0], linewidth=2.2)
        ax.axhline(0, color="#888888", linewidth=0.8)
        ax.grid(True)
        ax.set(xlabel=axis_label("distance from the axis", length), ylabel=axis_label(title.lower(), shown),
               title=title, ylim=(-largest, largest))
    return line, values * factor


def _profiles(ax: Axes, result: Result, name: str, over: str, unit: str, title: str, stills: list[int]) -> None:
    """Draw profiles at some times, dark to light."""
    import matplotlib

    from onnes.plots import axis_label, prefixed, style

    r, values = _from_the_axis(result, name, over)
    phase = result.arrays["phase"].values
    (factor, shown), (scale, length) = prefixed(values, unit), prefixed(r, "m")
    colours = matplotlib.colormaps["viridis"](np.linspace(0, 0.85, len(stills)))
    with style():
        for colour, at in zip(colours, stills, strict=True):
            ax.plot(r * scale, values[at] * factor, color=colour, label=f"$I$ = {np.cos(phase[at]):+.2f} $\\hat{{I}}$")
        ax.grid(True)
        ax.set(xlabel=axis_label("distance from the axis", length), ylabel=axis_label(title.split(" as ")[0].lower(),
               shown), title=title)
        if name == "field":
            ax.legend(loc="upper left", fontsize=8)


def _from_the_axis(result: Result, name: str, over: str) -> tuple[np.ndarray, np.ndarray]:
    """Return places and profiles with one at the axis, equal to the innermost: the core is one cell of the grid."""
    r, values = result.arrays[over].values, result.arrays[name].values
    return np.append(0.0, r), np.concatenate([values[:, :1], values], axis=1)


def _scaled(result: Result, name: str, unit: str) -> np.ndarray:
    from onnes.plots import prefixed

    values = result.arrays[name].values
    return values * prefixed(values, unit)[0]


def _loop(ax: Axes, result: Result) -> None:
    """Draw flux against current through a cycle, filled: its area is the loss."""
    from onnes.plots import PALETTE, axis_label, in_words, prefixed, style

    current, flux = _scaled(result, "current", "A"), _scaled(result, "flux", "Wb/m")
    units = [prefixed(result.arrays[name].values, unit)[1] for name, unit in (("current", "A"), ("flux", "Wb/m"))]
    with style():
        ax.fill(current, flux, color=PALETTE[0], alpha=0.18, linewidth=0)
        ax.plot(current, flux, color=PALETTE[0], linewidth=2)
        ax.grid(True)
        ax.set(xlabel=axis_label("current", units[0]), ylabel=axis_label("flux axis to surface", units[1]),
               title=f"Loop: {in_words(result['loss_per_cycle_bean'], 'J/m')} per cycle")


def _power(ax: Axes, result: Result, over: str, label: str, unit: str, title: str) -> None:
    """Draw power per length under the four laws, doubly logarithmic, with the local exponents."""
    from onnes.plots import PALETTE, axis_label, style

    x = result.arrays["share" if over == "amplitude" else over].values
    symbol = {"frequency": "f", "amplitude": "I"}[over]
    power = {name: result.arrays[f"power_over_{over}_{name}"].values for name in LABELS}
    with style():
        for name, values in power.items():
            exponent = result[f"{over}_exponent_{name}"]
            found = "none" if exponent is None else f"${symbol}^{{{exponent:.2f}}}$"
            ax.plot(x, values, color=PALETTE[_COLOUR[name]], label=f"{LABELS[name]}: {found}")
        here = result.inputs[over]["value"] / (result["critical_current"] if over == "amplitude" else 1.0)
        ax.axvline(here, color="#888888", linewidth=0.9, linestyle=":")
        ax.grid(True)
        positive = np.concatenate([values[values > 0] for values in power.values()])
        lowest, highest = max(positive.min(), 1e-40 * positive.max()), positive.max()
        ax.set(xscale="log", yscale="log", xlabel=axis_label(label, unit),
               ylabel=axis_label("power per length", "W/m"), title=title, ylim=(lowest / 3, highest * 1e9))
        ax.legend(fontsize=8, loc="upper left")


def _broken(ax: Axes, result: Result) -> None:
    """Draw the share of a cycle in which chains are broken over the radius."""
    from onnes.plots import curves, in_words

    field, after = (in_words(result.inputs[name]["value"], unit)
                    for name, unit in (("orienting_field", "T"), ("rejoin_time", "s")))
    later = f", and {after} after" if result.inputs["rejoin_time"]["value"] else ""
    curves(ax, result.arrays["place"].values, {"": result.arrays["broken"].values}, x_label="distance from the axis",
           x_unit="m", label="share of a cycle", title=f"Chains broken: |B| < {field}{later}")
    powers = tuple(result[f"share_{name}_exponent"] for name in ("frequency", "amplitude"))
    ax.text(0.96, 0.94, f"mean share {result['dissociated_share']:.2f}\n$\\propto f^{{{powers[0]:.2f}}}\\,"
            f"I^{{{powers[1]:.2f}}}$", transform=ax.transAxes, ha="right", va="top")
    ax.set(ylim=(0, 1.08))

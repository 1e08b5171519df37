"""Picture and film of a cooldown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.measurements import fact
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MEASURED = {"C001": "measured, slow and homogeneous cooling",
             "C005": "measured, fast cooling with large gradients: at most"}
"""Facts of the table of cavities that are drawn beside the curve: their gradients were not read."""
_LEAST = 1e-4
"""Smallest trapped fraction that is shown."""


def picture(result: Result) -> Figure:
    """Draw the trapped fraction over the gradient, and the flux behind the front at the end."""
    from onnes.plots import figure

    if "gradient" not in result.arrays:
        made, ax = figure(size=(7.5, 4.6), title=_sentence(result))
        _profile(ax, result)
        return made
    made, (left, right) = figure(1, 2, size=(12.5, 4.9), title=_sentence(result))
    _fractions(left, result)
    _profile(right, result)
    return made


def _fractions(ax: Axes, result: Result) -> None:
    """Draw the law of a slow front and its parts, the run, and what was measured."""
    from onnes.plots import PALETTE, style

    arrays = {name: array.values for name, array in result.arrays.items()}
    gradient = arrays["gradient"] / 100
    with style():
        ax.loglog(gradient, arrays["fraction_of_gradient"], color=PALETTE[0], label="slow front")
        for name, colour, text in (("islands", PALETTE[2], "places of lower $T_c$ left behind"),
                                   ("captured", PALETTE[1], "captured in the mixed state")):
            ax.loglog(gradient, arrays[f"{name}_of_gradient"], color=colour, linewidth=1.1, label=text)
        few = arrays["few_pins_of_gradient"]
        ax.loglog(gradient[few < 1], few[few < 1], "--", color="black", linewidth=1.0,
                  label="few strong pins: 1/gradient")
        ax.errorbar([result.inputs["gradient"]["value"] / 100], [max(float(result["trapped_fraction"]), _LEAST)],
                    yerr=float(result.readings["trapped_fraction"].uncertainty or 0), fmt="o", color=PALETTE[0],
                    markersize=8, label="this run")
        for identity, text in _MEASURED.items():
            level = float(fact(identity).value)
            ax.axhline(level, color="#888888", linewidth=0.9, linestyle=":")
            ax.annotate(text, (0, level), xycoords=("axes fraction", "data"), xytext=(4, 3),
                        textcoords="offset points", fontsize=8, color="#555555")
        ax.set(xlabel="temperature gradient (K/cm)", ylabel="flux that stays, over that before", ylim=(_LEAST, 40),
               xlim=(gradient[0], gradient[-1]), title="How steep must the gradient be?")
        ax.legend(loc="upper right", ncols=2, fontsize=8)
        ax.grid(True)


def _profile(ax: Axes, result: Result) -> None:
    """Draw the flux density at the last frame over depth, or over distance from the warm end."""
    from onnes.plots import profile

    arrays = {name: array.values for name, array in result.arrays.items()}
    lines = {"all of the flux": arrays["flux"][-1], "held by pins": arrays["captured"][-1]}
    front = "front" in arrays
    profile(ax, arrays["depth"], lines, label="flux density", unit="T",
            x_label="depth behind the isotherm $T_c$" if front else "distance from the warm end",
            title="Flux in and behind the mixed state" if front else "Flux at the end")
    ax.set_ylim(0, 1.2 * ax.get_ylim()[1])
    ax.margins(x=0)


def film(result: Result, path: Path) -> None:
    """Write a film of the flux: the front sweeps from the cold end to the right."""
    from onnes.plots import (
        PALETTE,
        axis_label,
        figure,
        in_words,
        moving_frames,
        parameters,
        prefixed,
        style,
        write_film,
    )

    arrays = {name: array.values for name, array in result.arrays.items()}
    places, flux, captured = _in_sample(arrays)
    farthest = float(places[:, 1:].max())
    factor, unit = prefixed(farthest, "m")
    field_factor, field_unit = prefixed(flux, "T")
    made, ax = figure(size=(7.5, 4.2))
    with style():
        (total,) = ax.plot([], [], color=PALETTE[0], label="all of the flux")
        (held,) = ax.plot([], [], color=PALETTE[1], label="held by pins")
        edge = ax.axvline(0, color="#888888", linestyle=":", linewidth=1.2)
        ax.set(xlabel=axis_label("distance from the cold end" if "front" in arrays else "distance from the warm end",
                                 unit), ylabel=axis_label("flux density", field_unit),
               xlim=(0, farthest * factor), ylim=(0, 1.3 * float(flux.max()) * field_factor))
        ax.legend(loc="upper left", ncols=2)
        caption: Any = made.suptitle(" ")
    sentence = _sentence(result)

    def move(frame: int) -> None:
        inside = places[frame] >= 0
        for line, values in ((total, flux), (held, captured)):
            line.set_data(places[frame][inside] * factor, values[frame][inside] * field_factor)
        if "front" in arrays:
            edge.set_xdata([arrays["front"][frame] * factor] * 2)
        caption.set_text(f"{sentence}   t = {in_words(float(arrays['time'][frame]), 's', beside=arrays['time'])}")

    write_film(moving_frames(made, [total, held, edge, caption], range(len(flux)), move, parameters(result)), path,
               fps=10)


def _in_sample(arrays: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return places, flux and captured flux of the whole sample at the frames, each of shape (frames, points).

    The window of the simulation moves with the front: ahead of it is the applied field, and behind it what was left.
    """
    depth, flux, captured = arrays["depth"], arrays["flux"], arrays["captured"]
    frames = len(flux)
    if "front" not in arrays:
        return np.broadcast_to(depth, (frames, len(depth))), flux, captured
    empty = flux[0] < 0.5 * flux[0].max()
    bc2 = 0.5 * (depth[empty][0] + depth[~empty][-1])
    places = arrays["front"][:, None] - (depth - bc2)
    ahead = np.full((frames, 1), 2 * places.max())
    # Points that the cold end of the window has not passed yet are put on it.
    passed = np.minimum(np.arange(frames)[:, None], np.arange(frames)[None, ::-1].clip(0))
    return (np.hstack([ahead, places, places[passed, -1]]),
            np.hstack([np.full((frames, 1), flux[0, 0]), flux, flux[passed, -1]]),
            np.hstack([np.zeros((frames, 1)), captured, captured[passed, -1]]))


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    share = float(result["trapped_fraction"])
    field = in_words(result.inputs["field"]["value"], "T")
    kept = f"{share:.1%}" if share >= 1e-3 else f"{share:.1e}"
    if "gradient" not in result.arrays:
        return f"{result.material} in {field}, cooled everywhere alike: {kept} of the flux stays"
    return f"{result.material} in {field}, {result.inputs['gradient']['value'] / 100:g} K/cm: {kept} of the flux stays"

"""Picture and film of a rotating cylinder."""

from __future__ import annotations

from math import pi
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STILLS = (0.1, 0.4, 0.6, 1.0)
"""Shares of the time near which fields are drawn."""
_VISIBLE = 0.1
"""Share of London's field below which a frame of a film would be empty."""
_LAYER = 12
"""Depth below the surface that is drawn, in lambda."""
_SHOWN = 20
"""Radius of the body that a film shows, in lambda, where it is larger."""


def picture(result: Result) -> Figure:
    """Draw field and current below the surface at four times, the field on the axis, and the ledger."""
    from onnes.plots import figure, in_words, profile, style, time_series

    made, axes = figure(2, 2, size=(11.0, 8.0))
    arrays = {name: array.values for name, array in result.arrays.items()}
    time, surface = arrays["time"], arrays["r"][-1]
    moments = [int(np.argmin(np.abs(time - share * time[-1]))) for share in _STILLS]
    words = {in_words(float(time[frame]), "s"): frame for frame in moments}
    london, depth = float(result["london_field"]), _depth(result)
    for ax, name, places, label, unit in (
        (axes[0, 0], "magnetic_field", "r_face", "magnetic field", "T"),
        (axes[0, 1], "current_density", "r", "current density", "A/m^2")):
        below = surface - arrays[places]
        near = below <= _LAYER * depth
        lag = np.exp(-below[near] / depth)
        expected = london * (1 - lag) if unit == "T" else london / (VACUUM_PERMEABILITY * depth) * lag
        # Without a London moment what is left is rounding: shown on the scale of what is missing.
        profile(ax, below[near], {text: arrays[name][frame][near] for text, frame in words.items()},
                reference={} if result["field"] else {"London": expected}, x_label="depth below the surface",
                label=label, unit=unit)
    # By London's theory the field comes up on the axis as soon as lambda is less than R, at a small part of the time.
    early = result.inputs["law"] == "london" and result.inputs["start"] == "cooled"
    turning = arrays["omega"] / arrays["omega"][-1]
    time_series(axes[1, 0], time, {"field on the axis": arrays["magnetic_field"][:, 0]},
                reference={r"$2(m_e/e)\,\omega$, London": london * turning}, label="magnetic field", unit="T")
    rigid = _rigid(result)
    given, lag = (arrays[name] / abs(rigid) for name in ("from_faraday", "angular_momentum"))
    sense = np.sign(rigid)
    changed = lag + sense * (turning - turning[0])
    time_series(axes[1, 1], time, {
        "gained by the electrons": sense * changed, "from Faraday's field": sense * given,
        "from other forces": sense * (changed - given)}, label="angular momentum over that of rigid rotation")
    axes[1, 1].set_ylim(-1.25, 1.25)
    if early:
        for ax in axes[1]:
            ax.set(xscale="log", xlim=(time[1], time[-1]))
    with style():
        # Under law=tdgl the lines part late, otherwise early.
        side, place = ("left", 0.03) if result.inputs["law"] == "tdgl" else ("right", 0.97)
        axes[1, 1].legend(loc=f"center {side}", bbox_to_anchor=(place, 0.25))
    made.suptitle(_sentence(result))
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the field and of the current in the cross-section."""
    from onnes.plots import cross_section, parameters, render_frames, write_film

    arrays = {name: array.values for name, array in result.arrays.items()}
    # Of a larger body a thinner one is drawn: the layer below the surface is the same.
    surface = arrays["r"][-1]
    shown = min(surface, _SHOWN * _depth(result))
    london = abs(float(result["london_field"]))
    field = np.abs(arrays["magnetic_field"][:, arrays["r_face"] > surface - shown])
    frames = np.flatnonzero(np.max(field, axis=1) > _VISIBLE * london)
    if len(frames) == 0:  # no London moment
        frames = np.arange(len(arrays["time"]))
    panels = []
    for name, places, label, unit, scale in (
        ("magnetic_field", "r_face", "B", "T", london),
        ("current_density", "r", "J", "A/m^2", london / (VACUUM_PERMEABILITY * _depth(result)))):
        largest = max(float(np.max(np.abs(arrays[name]))), scale)
        panels.append(cross_section(arrays[places] - surface + shown, arrays[name][frames], size=shown, unit=unit,
                                    label=label, kind="signed", limits=(-largest, largest)))
    title = _sentence(result) + ("" if shown == surface else ", drawn thinner; layer to scale")
    write_film(render_frames(panels, arrays["time"][frames], title=title, caption=parameters(result)), path, fps=12)


def _depth(result: Result) -> float:
    """Return lambda, in m."""
    return float(result["orbit_radius"]) / 2


def _rigid(result: Result) -> float:
    """Return n_s m omega pi R^4/2, in J s/m."""
    from onnes.carriers.london_depth import superfluid_density
    from onnes.units.constants import ELECTRON_MASS

    omega, radius = float(result.arrays["omega"].values[-1]), float(result.arrays["r"].values[-1])
    return superfluid_density(_depth(result)) * ELECTRON_MASS * omega * pi * radius**4 / 2


def _sentence(result: Result) -> str:
    turns = abs(float(result.arrays["omega"].values[-1])) / (2 * pi)
    metal = result.material or "A metal"
    happens = "cooled while it rotates" if result.inputs["start"] == "cooled" else "spun up from rest"
    law = {"london": "", "perfect-conductor": " (perfect conductor)", "tdgl": " (Ginzburg-Landau theory)"}
    return f"{metal} {happens} at {turns:.3g} revolutions per second{law[result.inputs['law']]}"

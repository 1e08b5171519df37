"""Picture and film of the momentum balance of a domain in the plane."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.plots import Panel

_SHOWN = 0.5
"""Part of the growth of the density of pairs at which torques are drawn."""
_TORQUES = {"torque of the electric field": "electric_torque", "torque of condensation": "condensation_torque",
            "torque of the potential": "potential_torque"}


def picture(result: Result) -> Figure:
    """Draw the density, the three torques half-way, and both ledgers against time."""
    from onnes.plots import field_map, figure, in_words, time_series

    made, axes = figure(2, 3, size=(14.0, 8.2))
    arrays = {name: each.values for name, each in result.arrays.items()}
    filled = arrays["density"].mean(axis=(1, 2))
    frame = int(np.argmin(np.abs(filled - filled[0] - _SHOWN * (filled[-1] - filled[0]))))
    for ax, shown in zip(np.ravel(axes)[:4], _panels(result, frame), strict=True):
        field_map(ax, shown)
    final = arrays["supercurrent"][-1]
    time_series(axes[1, 1], arrays["time"], {
        "supercurrent": arrays["supercurrent"] / final, "from the electric field": arrays["electric_impulse"] / final,
        "from condensation": arrays["condensation_impulse"] / final,
        "from the potential": arrays["potential_impulse"] / final}, label="angular momentum over its final value")
    gained = (arrays["supercurrent"] - arrays["supercurrent"][0]) / final
    lattice = (arrays["lattice_electric"] + arrays["lattice_recoil"]) / final
    time_series(axes[1, 2], arrays["time"], {"electrons": gained, "lattice": lattice},
                reference={"sum": gained + lattice}, label="angular momentum gained, over the final value")
    time = result.arrays["frame_time"].values[frame]
    made.suptitle(f"{sentence(result)}\nmaps at {in_words(float(time), 's')}")
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the density of pairs and the three torques."""
    from onnes.plots import parameters, render_frames, write_film

    write_film(render_frames(_panels(result), result.arrays["frame_time"].values, title=sentence(result),
                             caption=parameters(result)), path, fps=10)


def sentence(result: Result) -> str:
    """Return the title of a picture."""
    metal = f" of {result.material}" if result.material else ""
    return (f"A domain grows in a square body{metal}: over the final momentum E gives "
            f"{result['electric_over_final']:.1f}, condensation {result['condensation_over_final']:.1f}, "
            f"the potential {result['potential_over_final']:.2f}")


def _panels(result: Result, frame: int | None = None) -> list[Panel]:
    """Return the density and the torques of all frames, or of one."""
    from onnes.plots import Panel

    x = result.arrays["x"].values
    rim = x[-1] + (x[1] - x[0]) / 2
    chosen = slice(None) if frame is None else frame
    torques = {text: np.swapaxes(result.arrays[name].values, 1, 2) for text, name in _TORQUES.items()}
    largest = float(np.percentile(np.abs(torques["torque of condensation"]), 99.5))
    density = np.swapaxes(result.arrays["density"].values, 1, 2)
    extent = (-rim, rim, -rim, rim)
    return [Panel(density[chosen], extent, "", "density of pairs", "density", (0.0, 1.0)),
            *(Panel(values[chosen], extent, "N/m^2", text, "signed", (-largest, largest))
              for text, values in torques.items())]

"""Picture and film of vorticity that is carried out of a cylinder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEFT = (1.0, 0.8, 0.5, 0.2)
"""Shares of w still inside at which profiles are drawn, besides the last."""
_SUPPLY = {"replaced": "replaced by normal ones", "leaving": "not replaced"}


def picture(result: Result) -> Figure:
    """Draw w, B and v_theta at up to five moments, the shares that are left, and the ledgers."""
    from onnes.plots import figure, profile, time_series

    made, axes = figure(2, 3, size=(15.0, 8.0))
    values = {name: array.values for name, array in result.arrays.items()}
    r, face, time = values["r"], values["face"], values["time"]
    left = np.interp(values["frame_time"], time, values["vorticity_left"])
    frames = sorted({int(np.argmin(np.abs(left - share))) for share in _LEFT} | {len(left) - 1})
    where = {"x_label": "distance from the axis"}

    def moments(name: str, factor: float = 1.0) -> dict[str, np.ndarray]:
        return {f"{left[frame]:.2g} of w left": values[name][frame] * factor for frame in frames}

    profile(axes[0, 0], r, moments("vorticity"), reference={"": values["vorticity_exact"][frames[len(frames) // 2]]},
            label="w/w$_0$", title="dashed: exact, along the paths", **where)
    axes[0, 0].get_legend().remove()
    axes[0, 0].set_ylim(-0.05, 1.05)
    profile(axes[0, 1], r, moments("magnetic_field"), reference={"London, w = 0": values["london_field"]},
            label="magnetic field", unit="T", **where)
    profile(axes[0, 2], face, moments("azimuthal_velocity"), reference={"London, w = 0": values["london_velocity"]},
            label="v$_\\theta$ of electrons", unit="m/s", **where)
    time_series(axes[1, 0], time, {"w inside": values["vorticity_left"], "carried out, (2/R)$\\int$w v$_r$dt":
                                   values["vorticity_out"], "flux left": values["flux_left"]},
                reference={"flux by London": np.full_like(time, result["flux_london"])}, label="share")
    for ax, kind, unit, names in (
            (axes[1, 1], "energy", "J/m", {"field": "field", "current": "current", "given by the magnet": "magnet",
                                           "given by the flow": "flow"}),
            (axes[1, 2], "momentum", "J*s/m", {"current": "current", "given by Faraday's field": "electric",
                                               "given by the flow": "flow"})):
        time_series(ax, time, {text: values[f"{kind}_{name}"] for text, name in names.items()}, unit=unit,
                    label="angular momentum" if kind == "momentum" else "energy")
    for ax in axes[1]:
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False, fontsize=9)
    axes[0, 1].get_legend().remove()
    made.suptitle(_sentence(result))
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of w, B and v_theta in the cross-section."""
    from onnes.plots import cross_section, parameters, render_frames, write_film

    values = {name: array.values for name, array in result.arrays.items()}
    applied, speed = result.inputs["field"]["value"], float(np.max(values["azimuthal_velocity"])) or 1.0
    size = float(values["face"][-1])
    panels = [cross_section(values["r"], values["vorticity"], size=size, label="w/w$_0$", limits=(0.0, 1.0)),
              cross_section(values["r"], values["magnetic_field"], size=size, beyond=applied, unit="T", label="B",
                            limits=(0.0, applied)),
              cross_section(values["face"], values["azimuthal_velocity"], unit="m/s", label="v$_\\theta$",
                            limits=(0.0, speed))]
    title = f"Carriers of a perfect conductor flow out, {_SUPPLY[result.inputs['supply']]}"
    frames = render_frames(panels, values["frame_time"], title=title, height=3.4, caption=parameters(result))
    write_film(frames, path, fps=12)


def _sentence(result: Result) -> str:
    supply = _SUPPLY[result.inputs["supply"]]
    return (f"{result['carriers_out']:.3g} bodies of carriers out, {supply}: {result['vorticity_left']:.2g} of the "
            f"vorticity and {result['flux_left']:.2g} of the flux are left")

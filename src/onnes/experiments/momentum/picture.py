"""Picture and film of the momentum balance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHOWN = 0.5
"""Part of the way of the front at which densities are drawn."""
_FORCES = {"force of the electric field": "electric_force", "condensation": "condensation_force"}


def picture(result: Result) -> Figure:
    """Draw force densities and state along the radius half-way, and both ledgers against the front's position."""
    from onnes.plots import curves, figure, in_words, profile

    made, axes = figure(2, 2, size=(11.5, 8.2))
    arrays = {name: each.values for name, each in result.arrays.items()}
    positions = arrays["frame_position"]
    frame = int(np.argmin(np.abs(positions - ((1 - _SHOWN) * positions[0] + _SHOWN * positions[-1]))))
    _forces(axes[0, 0], arrays, frame)
    moment = f"front at {in_words(float(positions[frame]), 'm')}"
    axes[0, 0].set_title(moment)
    profile(axes[0, 1], arrays["r"], {
        "density of pairs": arrays["density"][frame],
        "field": arrays["magnetic_field"][frame] / np.max(arrays["magnetic_field"][frame]),
        "supercurrent": arrays["supercurrent_density"][frame] / np.max(np.abs(arrays["supercurrent_density"][frame])),
    }, x_label="distance from the middle", label="over its largest value", title=moment)
    cylinder = result.inputs["geometry"] == "cylinder"
    final, word = arrays["supercurrent"][-1], "angular momentum" if cylinder else "momentum"
    curves(axes[1, 0], arrays["position"], {
        "supercurrent": arrays["supercurrent"] / final,
        "from the electric field": arrays["electric_impulse"] / final,
        "from condensation": arrays["condensation_impulse"] / final,
    }, x_label="position of the front", x_unit="m", label=f"{word} over its final value")
    curves(axes[1, 1], arrays["position"], {
        "electrons": (arrays["supercurrent"] - arrays["supercurrent"][0]) / final,
        "lattice": (arrays["lattice_electric"] + arrays["lattice_recoil"]) / final,
    }, reference={"sum": (arrays["supercurrent"] - arrays["supercurrent"][0] + arrays["lattice_electric"]
                          + arrays["lattice_recoil"]) / final},
        x_label="position of the front", x_unit="m", label=f"{word} gained, over the final value")
    made.suptitle(_sentence(result))
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the density of pairs and of the two forces in the cross-section."""
    from onnes.plots import cross_section, parameters, render_frames, write_film

    arrays = {name: each.values for name, each in result.arrays.items()}
    flat = result.inputs["geometry"] == "slab"
    # The last frames, when the wall breaks through the surface, are beyond the scale.
    largest = 1.5 * float(np.median(np.max(np.abs(arrays["condensation_force"]), axis=1)))
    panels = [cross_section(arrays["r"], arrays["density"], flat=flat, label="density of pairs", kind="density",
                            limits=(0.0, 1.0)),
              *(cross_section(arrays["r"], arrays[name], flat=flat, unit="N/m^3", label=text, kind="signed",
                              limits=(-largest, largest)) for text, name in _FORCES.items())]
    write_film(render_frames(panels, arrays["frame_time"], title=_sentence(result), caption=parameters(result)), path,
               fps=12)


def _forces(ax: Axes, arrays: dict[str, np.ndarray], frame: int) -> None:
    from onnes.plots import profile

    lines = {text: arrays[name][frame] for text, name in _FORCES.items()}
    profile(ax, arrays["r"], lines | {"their sum": sum(lines.values())},
            reference={"text: magnetic force on an outflow": arrays["outflow_force"][frame]},
            x_label="distance from the middle", label="force density along the current", unit="N/m^3")


def _sentence(result: Result) -> str:
    body = "cylinder" if result.inputs["geometry"] == "cylinder" else "slab"
    metal = f" of {result.material}" if result.material else ""
    return (f"Condensation carries the current of a {body}{metal} against the electric field, "
            f"{result['condensation_over_final']:.1f} times its final momentum")

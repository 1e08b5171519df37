"""The picture: field and current density over the radius under three laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw B(r) and J(r) of the three laws, the chosen one in front."""
    from onnes.plots import figure

    made, (left, right) = figure(1, 2)
    names = ("uniform", "london", "linear")
    mean = result.arrays["current_density_uniform"].values
    _draw(left, result, {name: result.arrays[f"field_{name}"].values for name in names}, "magnetic field", "T")
    densities = {name: result.arrays[f"current_density_{name}"].values / mean for name in names}
    _draw(right, result, densities, "current density over its mean", "")
    right.set(yscale="log", ylim=(1e-2, 2 * max(float(np.max(line)) for line in densities.values())))
    return made


def _draw(ax: Axes, result: Result, lines: dict[str, np.ndarray], label: str, unit: str) -> None:
    """Draw the three laws over r: the chosen one thick, with its probes, the others thin."""
    from onnes.plots import PALETTE, axis_label, prefixed
    from onnes.plots.style import style

    r, chosen = result.arrays["r"].values, result.inputs["law"]
    scale, length = prefixed(r, "m")
    factor, shown = prefixed(np.concatenate(list(lines.values())), unit)
    with style():
        for colour, (name, values) in zip(PALETTE, lines.items(), strict=False):
            own = name == chosen
            ax.plot(r * scale, values * factor, color=colour, linewidth=2.8 if own else 1.2, alpha=1 if own else 0.6,
                    label=name.replace("london", "London"), zorder=3 if own else 2)
        for hole in result.arrays["probe"].values:
            ax.axvline(hole * scale, color="#888888", linewidth=0.9, linestyle=":")
        ax.grid(True)
        ax.set(xlabel=axis_label("distance from the axis", length), ylabel=axis_label(label, shown),
               title=label.capitalize())
        ax.legend()

"""Picture of the study switching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.experiments.josephson.washboard_picture import board, values
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the histogram of switching currents, rates of escape, and the washboard at the held current."""
    from onnes.plots import PALETTE, axis_label, curves, figure, prefixed, style

    made, (left, middle, right) = figure(1, 3, size=(14.4, 4.4))
    a = values(result)
    factor, unit = prefixed(a["edge"], "A")
    with style():
        left.stairs(a["count"], a["edge"] * factor, fill=True, color=PALETTE[0], alpha=0.8)
        left.grid(True, color="#e4e4e4", linewidth=0.7)
    left.set(xlabel=axis_label("switching current", unit), ylabel="number of junctions", title="Switching currents")
    bias = a["film_bias"] * result.inputs["critical_current"]["value"]
    curves(middle, a["middle"], {}, reference={"closed form": a["rate_expected"]}, x_label="current", x_unit="A",
           label="rate of escape", unit="Hz", title="Rate of escape")
    scale = prefixed(a["rate_expected"], "Hz")[0]
    with style():
        middle.errorbar(a["middle"] * factor, a["rate"] * scale, a["rate_uncertainty"] * scale, fmt="o",
                        color=PALETTE[0], label="from the histogram")
        middle.errorbar([bias * factor], [result["escape_rate"] * scale],
                        [(result.readings["escape_rate"].uncertainty or 0.0) * scale], fmt="s", color=PALETTE[1],
                        label="at a held current")
    middle.set(yscale="log")
    middle.legend(loc="upper left", frameon=False)
    board(right, a)
    return made

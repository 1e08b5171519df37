"""Picture and film of the study fraunhofer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.josephson.fraunhofer import LONG
from onnes.experiments.josephson.washboard_picture import scale_of, values
from onnes.results import Result
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def picture(result: Result) -> Figure:
    """Draw the largest current over flux, and where in the junction it flows."""
    from onnes.plots import curves, figure

    made, (left, right) = figure(1, 2, size=(11.0, 4.6))
    a = values(result)
    width = float(result["width_over_lambda"])
    reference = {"no field of its own": a["short_junction"]}
    if width >= LONG:
        reference = {"edge lets a fluxon in": np.where(a["field"] < 2, a["meissner"], np.nan)}
    curves(left, a["flux"] / FLUX_QUANTUM, {"computed": a["critical_current"]}, reference=reference,
           x_label="flux of the field, over $\\Phi_0$", label="largest current", unit="A",
           title=f"A junction {width:.3g} $\\lambda_J$ wide")
    left.set(ylim=(0, None), xlim=(0, None))
    _density_map(made, right, a)
    return made


def _density_map(made: Figure, ax: Axes, a: dict[str, np.ndarray]) -> None:
    from onnes.plots import style

    with style():
        drawn = ax.pcolormesh(a["flux"] / FLUX_QUANTUM, a["place"], a["density"].T, cmap="RdBu_r", vmin=-1, vmax=1,
                              shading="nearest", rasterized=True)
        bar = made.colorbar(drawn, ax=ax)
    bar.set_label("current density over $J_c$")
    ax.set(xlabel="flux of the field, over $\\Phi_0$", ylabel="place over width", title="Where it flows")


def frames(result: Result) -> Iterator[np.ndarray]:
    """Yield frames of the current density as the flux rises."""
    from onnes.plots import PALETTE, curves, figure, moving_frames, parameters, style

    a = values(result)
    flux = a["flux"] / FLUX_QUANTUM
    made, (left, right) = figure(1, 2, size=(9.6, 4.2))
    curves(left, flux, {"": a["critical_current"]}, x_label="flux of the field, over $\\Phi_0$",
           label="largest current", unit="A", title="Largest current")
    curves(right, a["place"], {"": a["density"][0]}, x_label="place over width", label="current density over $J_c$",
           title="Where it flows")
    right.set_ylim(-1.1, 1.1)
    scale = scale_of(left, a["critical_current"])
    line = right.lines[0]
    with style():
        (mark,) = left.plot([], [], "o", color=PALETTE[1], markersize=8)

    def move(frame: int) -> None:
        line.set_ydata(a["density"][frame])
        mark.set_data([flux[frame]], [a["critical_current"][frame] * scale])

    return moving_frames(made, [line, mark], range(len(flux)), move, parameters(result))

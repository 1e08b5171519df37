"""The picture: Tc against pressure, and slopes of the elements by chains and as measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_PER_GPA = 1e9
_LINEAR = 0.01
"""Slopes below which the axis of both signs is linear [K/GPa]."""


def picture(result: Result) -> Figure:
    """Draw the course of Tc, and every element's slope on an axis of both signs."""
    from onnes.plots import figure

    made, (left, right) = figure(1, 2, size=(12.0, 4.8), title=_sentence(result))
    _draw_course(left, result)
    _draw_slopes(right, result)
    return made


def _sentence(result: Result) -> str:
    right, all_ = result["elements_right_sign"], result["elements_compared"]
    size = result["size_ratio"]
    told = "" if size is None else f", and the slope is {float(size):.0f} times the measured one"
    return f"Pressure raises Tc, as chains have it, in {right} of {all_} elements{told}"


def _draw_course(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    arrays = result.arrays
    reference = {"measured": arrays["tc_measured"].values} if "tc_measured" in arrays else None
    curves(ax, arrays["pressure"].values, {"by chains": arrays["tc"].values}, reference=reference, x_label="pressure",
           x_unit="Pa", label="critical temperature", unit="K",
           title="With the moment that gives Tc at zero pressure" if result.inputs["moment"] is None
           else "With the given moment (below zero: no transition)")


def _draw_slopes(ax: Axes, result: Result) -> None:
    from onnes.plots import PALETTE, style

    names = list(result.arrays["element"].values)
    measured, spread, predicted = (result.arrays[key].values * _PER_GPA for key in
                                   ("slope_measured", "slope_uncertainty", "slope_predicted"))
    order = np.argsort(measured)
    places = np.arange(len(names))
    with style():
        ax.axvline(0, color="black", linewidth=1)
        ax.errorbar(measured[order], places, xerr=spread[order], fmt="o", color=PALETTE[0], label="measured")
        ax.plot(predicted[order], places, "D", color=PALETTE[1], linestyle="none", label="by chains")
        ax.set_xscale("symlog", linthresh=_LINEAR)
        ax.set_xticks([-10, -1, -0.1, 0, 0.1, 1, 10, 100, 1000], ["−10", "−1", "−0.1", "0", "0.1", "1", "10", "100",
                                                                "1000"])
        ax.set(xlim=(-10, 1e4), ylim=(-0.6, len(names) + 0.2), xlabel="slope of Tc with pressure (K/GPa)",
               title="Elements of the tables")
        ax.set_yticks(places, [names[each] for each in order])
        ax.grid(True, axis="x")
        ax.legend(loc="upper left")

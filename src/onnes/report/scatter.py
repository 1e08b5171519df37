"""Drawing of predicted against measured values, a panel per observable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.plots import axis_label
from onnes.plots.style import PALETTE, figure, style
from onnes.report.inline import INK
from onnes.report.log_axes import fitted, label_axis, use_ink
from onnes.report.names import opening, printed
from onnes.units.constants import ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.trial import Comparison

_MARKERS = ("o", "D", "s", "^", "v", "P")
_PLEASANT = {"T": (1e-3, "mT"), "m": (1e-9, "nm"), "J": (1e-3 * ELEMENTARY_CHARGE, "meV")}
_BANDS = ((2.0, 0.06), (1.1, 0.12))
"""Factors around equality whose band is drawn, and its opacity."""
_OPACITY = 0.5
"""Opacity of the inside of a mark, so that one below another is seen."""
_BEYOND = 10.0
"""Predictions that are further off than this from all measured values are drawn at the edge."""


def predicted_against_measured(
    comparisons: Sequence[Comparison], theories: Sequence[str], observables: Sequence[str]
) -> Figure:
    """Return a figure with a panel per observable, a mark per material, and a colour and shape per theory.

    Both axes of a panel are logarithmic, fitted to its values, and have one scale, so that equality is a line at 45
    degrees and factors about it are bands along that line. Hollow marks have a wrong sign; a caret at the edge stands
    for one that is further off than the panel shows.
    """
    columns = min(3, len(observables))
    rows = math.ceil(len(observables) / columns)
    drawing, axes = figure(rows, columns, squeeze=False, size=(3.3 * columns, 0.4 + 3.3 * rows))
    panels = list(axes.flat)
    for ax, observable in zip(panels, observables, strict=False):
        mine = [c for c in comparisons if c.observable == observable and c.measured]
        unit = next((c.prediction.unit for c in mine if c.prediction.unit), "")
        size, shown = _PLEASANT.get(unit, (1.0, unit))
        _equality(ax, *_limits(mine, size))
        for index, theory in enumerate(theories):
            _points(ax, [c for c in mine if c.theory == theory], size, index)
        ax.set_title(opening(printed(observable)), fontsize=10, pad=9)  # above the carets at the edge
        ax.set_xlabel(axis_label("measured", shown), fontsize=9)
        ax.set_ylabel(axis_label("predicted", shown), fontsize=9)
        use_ink(ax)
        ax.tick_params(labelsize=8)
    for ax in panels[len(observables) :]:
        ax.remove()
    _legend(drawing, theories)
    return drawing


def _limits(comparisons: Sequence[Comparison], size: float) -> tuple[float, float]:
    """Return limits around the measured values, and the predicted ones that are not far beyond them."""
    measured = [abs(_number(c.measured)) / size for c in comparisons]
    predicted = [abs(_number(c.prediction.value)) / size for c in comparisons]
    near = [one for one in predicted if min(measured) / _BEYOND <= one <= max(measured) * _BEYOND]
    return fitted(measured + near)


def _equality(ax: Axes, low: float, high: float) -> None:
    """Draw axes of one scale, the line of equality and the bands of factors about it."""
    line = np.array([low, high])
    with style():
        ax.set_xscale("log")
        ax.set_yscale("log")
        for factor, opacity in _BANDS:
            ax.fill_between(line, line / factor, line * factor, color=INK, alpha=opacity, linewidth=0)
        ax.plot(line, line, color=INK, linewidth=0.8)
        ax.set(aspect="equal", xlim=(low, high), ylim=(low, high))
        for axis in (ax.xaxis, ax.yaxis):
            label_axis(axis, low, high)


def _points(ax: Axes, comparisons: Sequence[Comparison], size: float, index: int) -> None:
    """Draw the marks of one theory, transparent inside so that one below another is seen."""
    low, high = ax.get_ylim()
    for c in comparisons:
        measured, predicted = abs(_number(c.measured)) / size, abs(_number(c.prediction.value)) / size
        beyond = not low <= predicted <= high
        marker: Any = _MARKERS[index % len(_MARKERS)]
        if beyond:
            marker = 10 if predicted > high else 11  # matplotlib's carets with their base at the place
        hollow = c.verdict.outcome == "wrong sign"
        ax.plot(measured, min(max(predicted, low), high), marker=marker, color=_colour(index), markersize=5,
                markerfacecolor="none" if hollow else (_colour(index), _OPACITY), markeredgewidth=0.9,
                clip_on=not beyond, linestyle="none", zorder=3)


def _legend(drawing: Figure, theories: Sequence[str]) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=_colour(index), marker=_MARKERS[index % len(_MARKERS)], linestyle="none",
               markerfacecolor=(_colour(index), _OPACITY))
        for index in range(len(theories))
    ]
    named = [opening(printed(theory)) for theory in theories]
    drawing.legend(handles, named, loc="outside upper left", ncols=len(theories), labelcolor=INK, frameon=False)


def _colour(index: int) -> str:
    """Return a colour of the palette without black and yellow, which are invisible on a dark or light page."""
    return PALETTE[index % 6]


def _number(value: Any) -> float:
    return float(value)

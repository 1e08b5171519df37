"""Drawings of the report: predictions against measurements, deviations in decades, required parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.plots.style import PALETTE, figure, style
from onnes.report.inline import FAINT, INK
from onnes.trial.requirements import is_universal
from onnes.units.constants import ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from onnes.theories import Requirement
    from onnes.trial import Comparison

_MARKS = {"within": ("o", PALETTE[2]), "beyond": ("s", PALETTE[1]), "wrong sign": ("v", PALETTE[3])}
"""Shape and colour of a number within two of the theory's uncertainties, beyond them, and of a wrong sign."""
_LINEAR = 0.02
"""Decades up to which the axis of errors is linear: a factor 1.05."""
_TEN_PERCENT = math.log10(1.1)
THEORY_MARKERS = ("o", "D", "s", "^", "v", "P")
_PLEASANT = {"T": (1e-3, "mT"), "m": (1e-9, "nm"), "J": (1e-3 * ELEMENTARY_CHARGE, "meV")}


def decades_off(comparisons: Sequence[Comparison], theories: Sequence[str], observables: Sequence[str]) -> Figure:
    """Return a figure of log10 |predicted/measured|, a column per theory, a row per observable, a mark per fact.

    All columns have one axis, linear up to a factor 1.05 and logarithmic in the decades beyond.
    """
    with_size = [c for c in comparisons if c.verdict.scored and c.verdict.log10_ratio is not None]
    shown = [name for name in observables if any(c.observable == name for c in with_size)]
    rows = {name: len(shown) - 1 - index for index, name in enumerate(shown)}
    from matplotlib.ticker import NullLocator

    drawing, axes = figure(
        1, len(theories), size=(1.6 + 1.9 * len(theories), 1.1 + 0.34 * len(shown)), squeeze=False, sharey=True
    )
    reach = max([1.5, *(abs(c.verdict.log10_ratio or 0) * 1.3 for c in with_size)])
    for ax, theory in zip(axes[0], theories, strict=True):
        mine = [c for c in with_size if c.theory == theory]
        with style():
            for row in rows.values():
                ax.axhline(row, color=FAINT, linewidth=0.6)
            ax.axvspan(-_TEN_PERCENT, _TEN_PERCENT, color=INK, alpha=0.06, linewidth=0)
            ax.axvline(0, color=INK, linewidth=1)
            places = _dodged(mine, rows)
            for kind, (marker, colour) in _MARKS.items():
                marks = [place for c, place in zip(mine, places, strict=True) if _kind(c) == kind]
                ax.plot(*np.transpose(marks) if marks else ([], []), marker, color=colour, alpha=0.75, markersize=4,
                        linestyle="none")
            ax.set_xscale("symlog", linthresh=_LINEAR, linscale=0.4)
            ax.set(xlim=(-reach, reach), ylim=(-0.7, len(shown) - 0.3), title=theory)
            ax.set_xticks([-1, -_TEN_PERCENT, _TEN_PERCENT, 1], ["÷10", "÷1.1", "×1.1", "×10"], fontsize=7)
            ax.xaxis.set_minor_locator(NullLocator())
            ax.set_yticks(list(rows.values()), [name.replace("_", " ") for name in rows])
            ax.tick_params(axis="y", length=0)
            _ink(ax)
    drawing.supxlabel("predicted / measured; the line is 1, the band 10 % to either side", fontsize=9, color=INK)
    return drawing


def _kind(comparison: Comparison) -> str:
    if comparison.verdict.outcome == "wrong sign":
        return "wrong sign"
    score = comparison.score
    return "beyond" if score is None or score.deviation is None or abs(score.deviation) > 2 else "within"


def _dodged(comparisons: Sequence[Comparison], rows: Mapping[str, int]) -> list[tuple[float, float]]:
    """Return the place of every mark; those of one row are staggered, so that equal ones stay apart."""
    order = sorted(range(len(comparisons)), key=lambda i: comparisons[i].verdict.log10_ratio or 0.0)
    count: dict[str, int] = {}
    places = [(0.0, 0.0)] * len(comparisons)
    for i in order:
        name = comparisons[i].observable
        count[name] = count.get(name, 0) + 1
        alone = sum(c.observable == name for c in comparisons) == 1
        stagger = 0.0 if alone else 0.14 * ((count[name] % 5) - 2)
        places[i] = comparisons[i].verdict.log10_ratio or 0.0, rows[name] + stagger
    return places


def predicted_against_measured(
    comparisons: Sequence[Comparison], theories: Sequence[str], observables: Sequence[str]
) -> Figure:
    """Return a figure with a panel per observable, a mark per material, and a colour and shape per theory.

    Hollow marks have a wrong sign. Log-log, with the line where predictions equal measurements and a band of a factor
    of ten around it.
    """
    columns = min(3, len(observables))
    rows = math.ceil(len(observables) / columns)
    drawing, axes = figure(rows, columns, squeeze=False, size=(3.3 * columns, 0.4 + 2.9 * rows))
    panels = list(axes.flat)
    for ax, observable in zip(panels, observables, strict=False):
        mine = [c for c in comparisons if c.observable == observable]
        unit = next((c.prediction.unit for c in mine if c.prediction.unit), "")
        size, shown = _PLEASANT.get(unit, (1.0, unit))
        _truth(ax, *_reach([abs(_number(c.measured)) / size for c in mine if c.measured]))
        for index, theory in enumerate(theories):
            _points(ax, [c for c in mine if c.theory == theory], size, index)
        bracket = f" [{shown}]" if shown else ""
        ax.set_title(observable.replace("_", " "), fontsize=10)
        ax.set_xlabel("measured" + bracket, fontsize=8)
        ax.set_ylabel("predicted" + bracket, fontsize=8)
        _ink(ax)
        ax.tick_params(labelsize=7)
    for ax in panels[len(observables) :]:
        ax.remove()
    _legend(drawing, theories)
    return drawing


def demanded_values(demanded: Sequence[Requirement], name: str) -> Figure:
    """Return a figure of the values that each fact requires of a free parameter, and the theory's own value."""
    rows: dict[str, list[float]] = {}
    for one in demanded:
        if one.value:
            rows.setdefault(one.by, []).append(abs(one.value))
    drawing, ax = figure(1, 1, size=(7.6, 1.3 + 0.55 * len(rows)))
    with style():
        for row, (by, values) in enumerate(reversed(rows.items())):
            ax.axhline(row, color=FAINT, linewidth=0.6)
            ax.plot(values, [row] * len(values), "o", color=PALETTE[0], alpha=0.55, linestyle="none")
            ax.annotate(
                by,
                (0.0, row),
                xycoords=("axes fraction", "data"),
                xytext=(0, 7),
                textcoords="offset points",
                fontsize=8,
                color=INK,
            )
        if is_universal(demanded) and demanded[0].default:
            own = abs(demanded[0].default)
            ax.axvline(own, color=PALETTE[1], linewidth=1.4)
            ax.annotate(
                f"taken: {own:.3g}",
                (own, 1),
                xycoords=("data", "axes fraction"),
                xytext=(4, 0),
                textcoords="offset points",
                va="bottom",
                fontsize=8,
                color=PALETTE[1],
            )
        ax.set_xscale("log")
        unit = f" [{demanded[0].unit}]" if demanded[0].unit else ""
        ax.xaxis.set_major_formatter(lambda x, _: f"{x:g}")
        if _decades(rows) < 1:
            ax.xaxis.set_minor_formatter(lambda x, _: f"{x:.2g}")
        ax.set(ylim=(-0.5, len(rows) - 0.3), yticks=[], xlabel=f"{name} that the fact would need{unit}")
        _ink(ax)
        ax.spines["left"].set_visible(False)
    return drawing


def _decades(rows: Mapping[str, Sequence[float]]) -> float:
    every = [value for values in rows.values() for value in values]
    return math.log10(max(every) / min(every))


def _truth(ax: Axes, low: float, high: float) -> None:
    line = [low, high]
    with style():
        ax.set_xscale("log")
        ax.set_yscale("log")
        ax.fill_between(line, [x / 10 for x in line], [x * 10 for x in line], color=INK, alpha=0.06, linewidth=0)
        ax.plot(line, line, color=INK, linewidth=0.8)
        ax.set(xlim=(low, high))
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_formatter(lambda x, _: f"{x:g}")
            axis.set_minor_formatter(lambda x, _: "")


def _points(ax: Axes, comparisons: Sequence[Comparison], size: float, index: int) -> None:
    """Draw the marks of one theory."""
    for hollow in (False, True):
        marks = [c for c in comparisons if (c.verdict.outcome == "wrong sign") == hollow and c.measured]
        ax.plot(
            [abs(_number(c.measured)) / size for c in marks],
            [abs(_number(c.prediction.value)) / size for c in marks],
            THEORY_MARKERS[index % len(THEORY_MARKERS)],
            color=_colour(index),
            alpha=0.8,
            markersize=4.5,
            markerfacecolor="none" if hollow else None,
            linestyle="none",
        )


def _legend(drawing: Figure, theories: Sequence[str]) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=_colour(index), marker=THEORY_MARKERS[index % len(THEORY_MARKERS)], linestyle="none")
        for index in range(len(theories))
    ]
    drawing.legend(handles, theories, loc="outside upper left", ncols=len(theories), labelcolor=INK, frameon=False)


def _colour(index: int) -> str:
    """Return a colour of the palette without black and yellow, which are invisible on a dark or light page."""
    return PALETTE[index % 6]


def _number(value: Any) -> float:
    return float(value)


def _reach(sizes: Sequence[float]) -> tuple[float, float]:
    """Return limits at whole decades around the values."""
    if not sizes:
        return 0.1, 10.0
    return 10.0 ** math.floor(math.log10(min(sizes)) - 0.1), 10.0 ** math.ceil(math.log10(max(sizes)) + 0.1)


def _ink(ax: Axes) -> None:
    """Draw all neutral parts in the colour of the page's text."""
    ax.tick_params(colors=INK, which="both")
    for part in (ax.xaxis.label, ax.yaxis.label, ax.title):
        part.set_color(INK)
    for spine in ax.spines.values():
        spine.set_color(INK)
    ax.grid(False)

"""Drawings of deviations in decades, and of required parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from onnes.plots import axis_label
from onnes.plots.style import PALETTE, figure, style
from onnes.report.inline import FAINT, INK
from onnes.report.log_axes import fitted, label_axis, use_ink
from onnes.report.names import opening, printed
from onnes.trial.requirements import is_universal

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.theories import Requirement
    from onnes.trial import Comparison

_MARKS = {"within": ("o", PALETTE[2]), "beyond": ("s", PALETTE[1]), "wrong sign": ("v", PALETTE[3])}
"""Shape and colour of a number within two of the theory's uncertainties, beyond them, and of a wrong sign."""
_LINEAR = 0.02
"""Decades up to which the axis of errors is linear: a factor 1.05."""
_TEN_PERCENT = math.log10(1.1)


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
            ax.set(xlim=(-reach, reach), ylim=(-0.7, len(shown) - 0.3), title=opening(printed(theory)))
            ax.set_xticks([-1, -_TEN_PERCENT, _TEN_PERCENT, 1], ["÷10", "÷1.1", "×1.1", "×10"], fontsize=7)
            ax.xaxis.set_minor_locator(NullLocator())
            ax.set_yticks(list(rows.values()), [opening(printed(name)) for name in rows])
            ax.tick_params(axis="y", length=0)
            use_ink(ax)
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


def demanded_values(demanded: Sequence[Requirement], name: str) -> Figure:
    """Return a figure of the values that each fact requires of a free parameter, and the theory's own value."""
    rows: dict[str, list[float]] = {}
    for one in demanded:
        if one.value:
            rows.setdefault(one.by, []).append(abs(one.value))
    drawing, ax = figure(1, 1, size=(9.0, 1.1 + 0.36 * len(rows)))
    with style():
        for row, values in enumerate(reversed(rows.values())):
            ax.axhline(row, color=FAINT, linewidth=0.6)
            ax.plot(values, [row] * len(values), "o", color=PALETTE[0], alpha=0.55, linestyle="none")
        own = [abs(demanded[0].default)] if is_universal(demanded) and demanded[0].default else []
        for taken in own:
            ax.axvline(taken, color=PALETTE[1], linewidth=1.4)
            ax.annotate(
                f"taken: {taken:.3g}",
                (taken, 1),
                xycoords=("data", "axes fraction"),
                xytext=(4, 0),
                textcoords="offset points",
                va="bottom",
                fontsize=8,
                color=PALETTE[1],
            )
        ax.set_xscale("log")
        limits = fitted([value for values in rows.values() for value in values] + own)
        label_axis(ax.xaxis, *limits)
        label = axis_label(f"{name} that the fact would need", demanded[0].unit)
        ax.set_yticks(range(len(rows)), [*reversed(rows)], fontsize=9)
        ax.tick_params(axis="y", length=0)
        ax.set(xlim=limits, ylim=(-0.5, len(rows) - 0.5), xlabel=label)
        use_ink(ax)
        ax.spines["left"].set_visible(False)
    return drawing

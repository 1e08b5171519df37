"""Logarithmic axes of the drawings: ticks at round numbers, in the colours of the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from onnes.report.inline import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

_MARGIN, _NARROWEST = 0.06, 0.1
"""Room beside the values over the range that they span, and the narrowest range in decades."""
_FEWEST, _MOST = 3, 7
_DIGITS = ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 4, 6, 8), tuple(n / 10 for n in range(10, 100)))
"""First digits of the ticks, from wide ranges to narrow ones."""


def fitted(values: list[float]) -> tuple[float, float]:
    """Return limits of a logarithmic axis a little beyond the values, which are above zero."""
    low, high = math.log10(min(values)), math.log10(max(values))
    room = max(_MARGIN * (high - low), (_NARROWEST - (high - low)) / 2)
    return 10 ** (low - room), 10 ** (high + room)


def round_ticks(low: float, high: float) -> list[float]:
    """Return a few round numbers from ``low`` to ``high``, evenly spread on a logarithmic axis where there can be."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ladders = ([digit * 10.0**power for power in powers for digit in digits if low <= digit * 10.0**power <= high]
               for digits in _DIGITS)
    ticks: list[float] = next((ladder for ladder in ladders if len(ladder) >= _FEWEST), [])
    return ticks[:: max(1, math.ceil(len(ticks) / _MOST))]


def label_axis(axis: Axis, low: float, high: float) -> None:
    """Give a logarithmic axis labelled ticks between its limits."""
    from matplotlib.ticker import NullLocator

    ticks = round_ticks(low, high)
    axis.set_ticks(ticks, labels=[_text(tick) for tick in ticks])
    axis.set_minor_locator(NullLocator())


def _text(value: float) -> str:
    """Return "0.5", or "10^4" from ten thousand on; drawings are typeset when they are embedded."""
    power = round(math.log10(value), 6)
    return f"10^{power:.0f}" if power == int(power) and not -4 < power < 4 else f"{value:.5g}"


def use_ink(ax: Axes) -> None:
    """Draw all neutral parts in the colour of the page's text."""
    ax.tick_params(colors=INK, which="both")
    for part in (ax.xaxis.label, ax.yaxis.label, ax.title):
        part.set_color(INK)
    for spine in ax.spines.values():
        spine.set_color(INK)
    ax.grid(False)

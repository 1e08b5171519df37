"""Short text of a ratio for a table cell."""

from __future__ import annotations

import math


def ratio_text(ratio: float | None) -> str:
    """Return "×1.2" for too large, "÷3.1" for too small, "×10^4.1" from a thousand on, "" for no ratio.

    The sign is omitted: a wrong sign is stated in words.
    """
    if ratio is None:
        return ""
    if ratio == 0:
        return "0 predicted"
    mark, factor = ("×", abs(ratio)) if abs(ratio) >= 1 else ("÷", 1 / abs(ratio))
    if factor >= 1000:
        return f"{mark}10^{math.log10(factor):.1f}"
    return f"{mark}{factor:.2f}" if factor < 10 else f"{mark}{factor:.0f}"

"""Standard uncertainties, and how they propagate from inputs to a result.

Source: JCGM 100:2008, Guide to the expression of uncertainty in measurement (GUM), section 5.1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Uncertain(Protocol):
    """A number with a standard uncertainty, None where none is known."""

    @property
    def value(self) -> Any: ...

    @property
    def uncertainty(self) -> float | None: ...


@dataclass(frozen=True)
class Estimate:
    """A number with its standard uncertainty; products and quotients propagate independent uncertainties.

    Attributes:
        value: the number; None if it could not be computed, and then the result of any operation on it is None too.
        uncertainty: standard uncertainty in the same unit; None where none is known.
    """

    value: float | None
    uncertainty: float | None = None

    def widened(self, uncertainty: float | None) -> Estimate:
        """Return the same number with one more, independent uncertainty."""
        if self.value is None or uncertainty is None:
            return self
        return Estimate(self.value, math.hypot(self.uncertainty or 0.0, uncertainty))

    def __mul__(self, other: Estimate) -> Estimate:
        if self.value is None or other.value is None:
            return UNKNOWN
        product = self.value * other.value
        if self.uncertainty is None and other.uncertainty is None:
            return Estimate(product)
        parts = other.value * (self.uncertainty or 0.0), self.value * (other.uncertainty or 0.0)
        return Estimate(product, math.hypot(*parts))

    def __truediv__(self, other: Estimate) -> Estimate:
        if other.value is None:
            return UNKNOWN
        spread = None if other.uncertainty is None else other.uncertainty / other.value**2
        return self * Estimate(1 / other.value, spread)


UNKNOWN = Estimate(None)
"""The estimate of a number that could not be computed."""


def half_difference(formula: Callable[[float], float], x: float, step: float) -> float:
    """Return |f(x + step) - f(x - step)|/2, the uncertainty of f(x) from an uncertainty ``step`` of x.

    Source: GUM, 5.1.3 note 2.
    """
    return abs(formula(x + step) - formula(x - step)) / 2


def propagated(formula: Callable[..., float], inputs: Sequence[Uncertain]) -> float | None:
    """Return the standard uncertainty of ``formula(*values)`` for independent inputs.

    u(f)^2 = sum_i [(f(x_i + u_i) - f(x_i - u_i))/2]^2. An input without an uncertainty counts as exact, so that the
    result is then a lower estimate; None if no input has one.

    Source: GUM, 5.1.3 note 2.
    """
    if all(one.uncertainty is None for one in inputs):
        return None
    values = [one.value for one in inputs]

    def part(i: int, step: float) -> float:
        return half_difference(lambda x: formula(*values[:i], x, *values[i + 1 :]), values[i], step)

    return math.hypot(*(part(i, one.uncertainty) for i, one in enumerate(inputs) if one.uncertainty))


def last_digit(printed: str) -> float:
    """Return one unit in the last digit of a printed number: 0.01 for "1.70", 1e5 for "1e5", 1 for "12".

    Trailing zeros of a whole number count as digits.
    """
    mantissa, _, exponent = printed.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    return math.pow(10.0, int(exponent or 0) - decimals)

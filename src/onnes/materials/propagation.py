"""Propagation of uncertainties from inputs to a result."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from onnes.materials.value import Value


def propagated(formula: Callable[..., float], inputs: Sequence[Value]) -> float | None:
    """Return u(f) with u(f)^2 = sum_i [(f(x_i + u_i) - f(x_i - u_i)) / 2]^2 for independent inputs.

    An input without an uncertainty counts as exact, so the result is then a lower estimate.

    Returns:
        The standard uncertainty of ``formula(*inputs)``; None where no input has one.

    Source: JCGM 100:2008 (GUM), 5.1.3 note 2.
    """
    if all(one.uncertainty is None for one in inputs):
        return None
    numbers = [one.value for one in inputs]
    return math.hypot(*(_half_swing(formula, numbers, i, one.uncertainty or 0.0) for i, one in enumerate(inputs)))


def _half_swing(formula: Callable[..., float], numbers: list[float], i: int, step: float) -> float:
    def at(x: float) -> float:
        return formula(*numbers[:i], x, *numbers[i + 1 :])

    return (at(numbers[i] + step) - at(numbers[i] - step)) / 2 if step else 0.0

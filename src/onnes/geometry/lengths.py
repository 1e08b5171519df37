"""Lengths and points at the doors of shapes: text, pint or metres in, arrays in metres out."""

from __future__ import annotations

from typing import Any

import numpy as np

from onnes.errors import InputError
from onnes.units import positive_si, to_si
from onnes.units.ranges import check_largest

_FINITE = "Give numbers that are not NaN or infinite."


def positive_length(value: Any, argument: str) -> float:
    """Return a length in metres.

    Raises:
        InputError: no length, one that is not positive, or one that is smaller or larger than any sample.
    """
    return positive_si(value, "m", argument)


def lengths(values: Any, argument: str, depth: int = 3) -> np.ndarray:
    """Return lengths in metres in the form in which they came: a number, or nested sequences as an array.

    Args:
        depth: how deep sequences may be nested.

    Raises:
        InputError: not lengths, not finite, longer than any sample, or rows of different length.
    """
    if hasattr(values, "magnitude") and np.ndim(values.magnitude):
        numbers = np.asarray(values.magnitude, float) * to_si(type(values)(1.0, values.units), "m", argument)
    elif getattr(getattr(values, "dtype", None), "kind", None) in {"i", "u", "f"} and np.ndim(values):
        numbers = np.asarray(values, float)
    elif isinstance(values, list | tuple) and depth:
        rows = [lengths(value, argument, depth - 1) for value in values]
        if len({row.shape for row in rows}) > 1:
            raise InputError(argument, values, "rows of equal length", "Give every point the same number of lengths.")
        numbers = np.array(rows, float)
    else:
        numbers = np.asarray(to_si(values, "m", argument))
    if not np.all(np.isfinite(numbers)):
        raise InputError(argument, "NaN or infinity", "finite lengths", _FINITE)
    longest = float(np.max(np.abs(numbers), initial=0.0))
    check_largest(longest, "m", argument, f"{longest:g} m")
    return numbers


def point(value: Any, argument: str) -> tuple[float, float]:
    """Return x and y in metres.

    Raises:
        InputError: not two lengths.
    """
    numbers = lengths(value, argument)
    if numbers.shape != (2,):
        raise InputError(argument, value, "two lengths, x and y", 'Write for example ("200 nm", "0 nm").')
    return float(numbers[0]), float(numbers[1])


def point_array(values: Any, argument: str) -> np.ndarray:
    """Return an array of shape (n, 2) in metres.

    Raises:
        InputError: not pairs of lengths.
    """
    numbers = lengths(values, argument)
    if numbers.ndim != 2 or numbers.shape[1] != 2:
        raise InputError(argument, f"lengths of shape {numbers.shape}", "pairs of lengths x, y",
                         'Write for example [("0 nm", "0 nm"), ("800 nm", "0 nm"), ("0 nm", "400 nm")].')
    return numbers

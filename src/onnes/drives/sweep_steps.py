"""Values for a sweep, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.errors import InputError, door
from onnes.units import to_si

_ROUNDING = 1e-12


@dataclass(frozen=True)
class Steps:
    """Sequences of equally spaced values, one after the other; ``up + down`` goes on from ``up`` to ``down``.

    A value with which one sequence ends and the next begins counts once.

    Attributes:
        parts: first value, last value and their number, of each sequence.
    """

    parts: tuple[tuple[Any, Any, int], ...]

    def __add__(self, other: Steps) -> Steps:
        return Steps(self.parts + other.parts) if isinstance(other, Steps) else NotImplemented

    def values(self, unit: str, argument: str) -> np.ndarray:
        """Return all values in the SI unit ``unit``.

        Raises:
            InputError: naming ``argument``, for values of another dimension.
        """
        found = np.zeros(0)
        for first, last, count in self.parts:
            part = np.linspace(to_si(first, unit, argument), to_si(last, unit, argument), count)
            met = len(found) > 0 and np.isclose(part[0], found[-1], rtol=_ROUNDING, atol=0)
            found = np.append(found, part[int(met):])
        return found


@door
def steps(first: Any, last: Any, count: int) -> Steps:
    """Return ``count`` equally spaced values from ``first`` to ``last``, both included.

    ``steps("0 uA", "100 uA", 41) + steps("100 uA", "0 uA", 41)`` goes up and down again, in 81 values.

    Args:
        first, last: text with a unit, pint quantities or SI numbers.

    Raises:
        InputError: a count that is no whole number of two or more.
    """
    if isinstance(count, bool) or not isinstance(count, (int, np.integer)) or count < 2:
        raise InputError("count", count, "a whole number, 2 or more")
    return Steps(((first, last, int(count)),))

"""Signals: quantities as functions of place and time, and their sums and products.

What a user writes (``ramp("0 mT", "20 mT", "1 ns")``) does not say which quantity is wanted. It is kept as written
until `onnes.drives.signal` asks for it in a unit; from there on a signal holds SI numbers only.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.errors import InputError
from onnes.units import to_si


class Signal(ABC):
    """A quantity ``q(x, y, t)``, x and y in m, t in s; in SI units once it has passed `onnes.drives.signal`.

    ``+``, ``-`` and ``*`` combine it with other signals and with whatever `onnes.drives.signal` accepts. In a product
    one factor carries the unit and the others are plain numbers.
    """

    __array_ufunc__ = None  # so that NumPy leaves array * signal to __rmul__

    @property
    @abstractmethod
    def variables(self) -> tuple[str, ...]:
        """Names among "x", "y" and "t" that it depends on."""

    @property
    def uniform(self) -> bool:
        """Return whether it is the same everywhere."""
        return not {"x", "y"} & set(self.variables)

    @property
    def steady(self) -> bool:
        """Return whether it is the same at all times."""
        return "t" not in self.variables

    @property
    def corners(self) -> tuple[float, ...]:
        """All times of kinks and jumps, in s."""
        return ()

    @property
    def settles(self) -> float:
        """Time from which it is the same, in s: -inf if it always is, inf if that is not known."""
        return -math.inf if self.steady else math.inf

    @property
    def on_nodes(self) -> bool:
        """Return whether it is known at the nodes of a grid only."""
        return False

    @property
    def has_unit(self) -> bool:
        """Return whether the numbers that it was made of came with a unit."""
        return False

    @abstractmethod
    def in_si(self, unit: str, argument: str) -> Signal:
        """Return the same signal in SI numbers of ``unit``.

        Raises:
            InputError: naming ``argument``, for another dimension or a value that is not finite.
        """

    @abstractmethod
    def value(self, x: Any, y: Any, t: float) -> Any:
        """Return q(x, y, t); x and y are ignored by a uniform signal."""

    @abstractmethod
    def describe(self) -> str:
        """Return one line or a few lines of text for the record of a run."""

    def at(self, t: Any = 0.0) -> Any:
        """Return a uniform signal at time t, or at an array of times, in s.

        Raises:
            InputError: the signal depends on place.
        """
        if not self.uniform:
            raise InputError("signal", self.describe(), "a signal that is the same everywhere", "Use on(x, y, t).")
        if np.ndim(t) == 0:
            return float(self.value(None, None, float(t)))
        return np.reshape([self.value(None, None, float(one)) for one in np.ravel(t)], np.shape(t))

    def on(self, x: Any, y: Any, t: float = 0.0) -> np.ndarray:
        """Return the signal at points (arrays of one shape, in m) and time t; an array of that shape."""
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        return np.broadcast_to(np.asarray(self.value(x, y, float(t)), float), x.shape)

    def breaks(self, t0: float, t1: float) -> np.ndarray:
        """Return the times of kinks and jumps strictly between t0 and t1, ascending, in s."""
        times = np.unique(np.asarray(self.corners, float))
        return times[(times > t0) & (times < t1)]

    def sampled(self, x: np.ndarray, y: np.ndarray) -> Signal:
        """Return the signal with tables over ascending x and y [m] in place of a user's functions of place."""
        return self

    def separated(self) -> tuple[tuple[Signal, Signal], ...]:
        """Return pairs (f, g) with ``q = sum f(t) g(x, y)``; a g that is not steady depends on time as well."""
        return ((self, ONE),) if self.uniform else ((ONE, self),)

    def __add__(self, other: Any) -> Signal:
        return _combined(Sum, self, other)

    def __radd__(self, other: Any) -> Signal:
        return _combined(Sum, other, self)

    def __sub__(self, other: Any) -> Signal:
        operand = _operand(other)
        return NotImplemented if operand is None else Sum(self, -operand)

    def __rsub__(self, other: Any) -> Signal:
        return _combined(Sum, other, -self)

    def __mul__(self, other: Any) -> Signal:
        return _combined(Product, self, other)

    def __rmul__(self, other: Any) -> Signal:
        return _combined(Product, other, self)

    def __neg__(self) -> Signal:
        return Product(self, Constant(-1.0))


@dataclass(frozen=True, eq=False)
class Constant(Signal):
    """The same number everywhere and always; text or a quantity until the unit is known."""

    number: Any

    @property
    def variables(self) -> tuple[str, ...]:
        return ()

    @property
    def has_unit(self) -> bool:
        try:
            to_si(self.number, "")
        except InputError:
            return True
        return False

    def in_si(self, unit: str, argument: str) -> Signal:
        return Constant(to_si(self.number, unit, argument))

    def value(self, x, y, t):
        return self.number

    def describe(self) -> str:
        return str(self.number)


ONE = Constant(1.0)


@dataclass(frozen=True, eq=False)
class _Pair(Signal):
    """Two signals that are combined at each place and time."""

    first: Signal
    second: Signal

    @property
    def variables(self) -> tuple[str, ...]:
        return self.first.variables + self.second.variables

    @property
    def corners(self) -> tuple[float, ...]:
        return self.first.corners + self.second.corners

    @property
    def settles(self) -> float:
        return max(self.first.settles, self.second.settles)

    @property
    def on_nodes(self) -> bool:
        return self.first.on_nodes or self.second.on_nodes

    @property
    def has_unit(self) -> bool:
        return self.first.has_unit or self.second.has_unit

    def sampled(self, x: np.ndarray, y: np.ndarray) -> Signal:
        return type(self)(self.first.sampled(x, y), self.second.sampled(x, y))


class Sum(_Pair):
    """``first + second``."""

    def in_si(self, unit: str, argument: str) -> Signal:
        return Sum(self.first.in_si(unit, argument), self.second.in_si(unit, argument))

    def value(self, x, y, t):
        return self.first.value(x, y, t) + self.second.value(x, y, t)

    def separated(self):
        return self.first.separated() + self.second.separated()

    def describe(self) -> str:
        return f"({self.first.describe()} + {self.second.describe()})"


class Product(_Pair):
    """``first * second``; the factor that has a unit is in the wanted one, else the first."""

    def in_si(self, unit: str, argument: str) -> Signal:
        first, second = ("", unit) if self.second.has_unit and not self.first.has_unit else (unit, "")
        return Product(self.first.in_si(first, argument), self.second.in_si(second, argument))

    def value(self, x, y, t):
        return self.first.value(x, y, t) * self.second.value(x, y, t)

    def separated(self):
        return tuple((_times(f, other_f), _times(g, other_g))
                     for f, g in self.first.separated() for other_f, other_g in self.second.separated())

    def describe(self) -> str:
        return f"{self.first.describe()} * {self.second.describe()}"


def _times(first: Signal, second: Signal) -> Signal:
    if first is ONE or second is ONE:
        return second if first is ONE else first
    return Product(first, second)


def _combined(kind: type[_Pair], first: Any, second: Any) -> Signal:
    first, second = _operand(first), _operand(second)
    return NotImplemented if first is None or second is None else kind(first, second)


def _operand(value: Any) -> Signal | None:
    from onnes.drives.door import as_signal  # the door knows the kinds of signals, which know their operators

    return as_signal(value)

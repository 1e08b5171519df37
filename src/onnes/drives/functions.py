"""A user's own function of place and time as a signal."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.drives.arrays import Table, in_si
from onnes.drives.signals import Signal
from onnes.errors import InputError

_BY_NUMBER = {1: ("t",), 2: ("x", "y"), 3: ("x", "y", "t")}
_SIGNATURES = "a function f(t), f(x, y) or f(x, y, t)"


@dataclass(frozen=True, eq=False)
class FunctionOf(Signal):
    """A function of some of x, y (m, arrays of one shape) and t (s, a float).

    Parameters without a default count. Where all of them are called x, y or t they get what their names say, in any
    order; else their number decides: one is t, two are x, y, three are x, y, t. The function returns SI numbers, an
    array that broadcasts with x and y, or a pint quantity.

    Attributes:
        function: the user's.
        positional: what its parameters stand for, in their order; known once the unit is.
        keywords: what is passed by keyword.
        unit, argument: of its results, for messages.
    """

    function: Callable[..., Any]
    positional: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    unit: str = ""
    argument: str = "value"

    @property
    def variables(self) -> tuple[str, ...]:
        return self.positional + self.keywords

    def in_si(self, unit: str, argument: str) -> Signal:
        return FunctionOf(self.function, *_variables(self.function, argument), unit, argument)

    def value(self, x, y, t):
        given = {"x": x, "y": y, "t": t}
        try:
            raw = self.function(*(given[name] for name in self.positional),
                                **{name: given[name] for name in self.keywords})
            result = np.broadcast_to(in_si(raw, None, self.unit, self.argument), () if self.uniform else np.shape(x))
        except InputError:
            raise
        except (TypeError, ValueError) as error:
            raise self._refused(f"an error: {error}") from error
        return float(result) if self.uniform else result

    def sampled(self, x: np.ndarray, y: np.ndarray) -> Signal:
        if self.uniform or not self.steady:
            return self
        values = self.on(*np.meshgrid(x, y, indexing="ij"))
        return Table(("x", "y"), (x, y), np.array(values), None, self.argument)

    def _refused(self, got: str) -> InputError:
        if self.uniform:
            return InputError(self.argument, got, f"one number from {self._signature()}")
        return InputError(self.argument, got, f"one number per point from {self._signature()}",
                          "It is called with arrays x and y; numpy.vectorize(f) makes such a function of any other.")

    def _signature(self) -> str:
        name = getattr(self.function, "__qualname__", type(self.function).__qualname__)
        return f"{name}({', '.join(self.variables)})"

    def describe(self) -> str:
        try:
            return f"{self._signature()}: {inspect.getsource(self.function).strip()}"
        except (OSError, TypeError):  # typed in at a prompt, or no plain function
            return self._signature()


@dataclass(frozen=True, eq=False)
class Unstored(Signal):
    """Placeholder of a user's function in a solution that was loaded from a file. It has no values.

    Attributes:
        depends_on: its variables.
        text: of the function.
        argument: for messages.
    """

    depends_on: tuple[str, ...]
    text: str
    argument: str

    @property
    def variables(self) -> tuple[str, ...]:
        return self.depends_on

    def in_si(self, unit: str, argument: str) -> Signal:
        return self

    def value(self, x, y, t):
        raise InputError(self.argument, f"a function that the file does not hold: {self.text}", "the function itself",
                         "Give it again: solution.resume(..., field=, current=, temperature= or device=), or "
                         "onnes.solve(device, start=solution, ...) with a device made as before.")

    def describe(self) -> str:
        return self.text


def _variables(function: Callable[..., Any], argument: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is passed to a function by position and what by keyword."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError) as error:  # some functions written in C have no signature
        raise InputError(argument, function, _SIGNATURES, "Wrap it: lambda t: f(t).") from error
    needed = [p for p in parameters if p.default is p.empty]
    by_position = [p.name for p in needed if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    by_keyword = [p.name for p in needed if p.kind is p.KEYWORD_ONLY]
    if needed and len(by_position) + len(by_keyword) == len(needed):  # no *args
        if {*by_position, *by_keyword} <= {"x", "y", "t"}:
            return tuple(by_position), tuple(by_keyword)
        variables = _BY_NUMBER.get(len(by_position), ())
        if not by_keyword and variables and all(name == variable or name not in ("x", "y", "z", "t")
                                                for name, variable in zip(by_position, variables, strict=True)):
            return variables, ()
    raise InputError(argument, f"a function of ({', '.join(map(str, needed))})", _SIGNATURES,
                     "Give other parameters a default, or fix them with functools.partial; the film lies at z = 0.")

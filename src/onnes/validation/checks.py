"""Checks: functions that compute a number with a known reference.

A topic is one file of this package; every function in it decorated by ``@check`` is found and run.

    @check("surface Hc3/Hc2, kappa = {kappa:g}", tolerance=2e-3, source="Saint-James, de Gennes 1963",
           reference=1.69461, cases=[{"kappa": 0.3}, {"kappa": 2.0}])
    def surface_nucleation(kappa: float) -> float: ...
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onnes.errors import OnnesError
from onnes.validation.row import Row

Computation = Callable[..., float | tuple[float, float]]


@dataclass(frozen=True)
class Check:
    """Computation with its reference.

    Attributes:
        compute: called with ``parameters``; returns the number, or the number and its reference.
        reference: the exact value; None where ``compute`` returns it, too.
        tolerance: largest relative error (absolute where the reference is zero).
        slow: takes more than a few seconds; only run on request.
    """

    name: str
    compute: Computation
    tolerance: float
    source: str
    reference: float | None = None
    slow: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """Name of the file with the check."""
        return self.compute.__module__.rpartition(".")[2]

    def run(self) -> Row:
        """Compute and compare; an error or a non-finite number gives a row that failed."""
        start = time.perf_counter()
        try:
            computed, reference = self._numbers()
        except (OnnesError, ArithmeticError, ValueError) as error:
            return Row(self.name, None, self.reference, None, self.tolerance, False,
                       time.perf_counter() - start, self.source, note=f"{type(error).__name__}: {error}")
        error = abs(computed - reference) / (abs(reference) or 1.0)
        passed = math.isfinite(error) and error <= self.tolerance
        return Row(self.name, computed, reference, error, self.tolerance, passed,
                   time.perf_counter() - start, self.source)

    def _numbers(self) -> tuple[float, float]:
        outcome = self.compute(**self.parameters)
        if self.reference is None:
            computed, reference = outcome  # type: ignore[misc]
            return float(computed), float(reference)
        return float(outcome), self.reference  # type: ignore[arg-type]


_CHECKS: dict[str, Check] = {}


def check(name: str, *, tolerance: float, source: str, reference: float | None = None, slow: bool = False,
          cases: Sequence[Mapping[str, Any]] = ({},)) -> Callable[[Computation], Computation]:
    """Register a function as a check, once for each of its cases.

    Args:
        name: may contain the case's parameters: ``"wall energy, kappa = {kappa:g}"``.
        tolerance, source, reference, slow: as in `Check`.
        cases: parameters of the function; a case may have its own ``reference``, ``tolerance``, ``slow``.
    """

    def enter(compute: Computation) -> Computation:
        for case in cases:
            common = {"reference": reference, "tolerance": tolerance, "slow": slow}
            own = {key: case.get(key, value) for key, value in common.items()}
            parameters = {key: value for key, value in case.items() if key not in common}
            made = Check(name=name.format(**parameters), compute=compute, source=source, parameters=parameters, **own)
            if made.name in _CHECKS:
                raise ValueError(f"two checks are called {made.name!r}")
            _CHECKS[made.name] = made
        return compute

    return enter


def entered() -> tuple[Check, ...]:
    """Return all checks registered so far, in order."""
    return tuple(_CHECKS.values())

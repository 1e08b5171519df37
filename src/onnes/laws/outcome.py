"""How a run of a law of motion ended, and what was recorded on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from onnes.energies import State

_ROUNDING = 1e-13

Ending = Literal["converged", "stopped", "not_converged", "interrupted", "not_a_number"]


@dataclass(frozen=True)
class Ledger:
    """Where the free energy went, in units of (Bc^2/mu_0) xi^3.

    ``F(t) - F(0) = source_work - relaxation_heat - joule_heat`` holds to the order of the stepper.

    Attributes:
        time, energy, relaxation_heat, joule_heat, source_work: shape (records,); heats and work
            are counted from the start.
    """

    time: np.ndarray
    energy: np.ndarray
    relaxation_heat: np.ndarray
    joule_heat: np.ndarray
    source_work: np.ndarray

    @property
    def closure(self) -> float:
        """Energy unaccounted for at the end, over the largest entry of the ledger; 0 where nothing happened."""
        change = self.energy - self.energy[0]
        gap = change - self.source_work + self.relaxation_heat + self.joule_heat
        largest = max(np.max(np.abs(part)) for part in
                      (change, self.source_work, self.relaxation_heat, self.joule_heat))
        at_rest = largest <= _ROUNDING * np.max(np.abs(self.energy))
        return 0.0 if at_rest else float(np.abs(gap[-1]) / largest)


@dataclass(frozen=True)
class Run:
    """Outcome of a law of motion.

    Attributes:
        status: converged (a static state, or nothing left to do), stopped (the asked time or an
            event was reached), not_converged, interrupted, not_a_number.
        state: the last good state.
        time: the last good time in tau.
        ledger: the energy balance at the recorded times.
        records: name -> array with one entry per recorded time.
        steps, rejected, linear_iterations: counts.
        message: why it ended, in words.
    """

    status: Ending
    state: State
    time: float
    ledger: Ledger
    records: Mapping[str, np.ndarray] = field(default_factory=dict)
    steps: int = 0
    rejected: int = 0
    linear_iterations: int = 0
    message: str = ""

"""The junction of a film: a constriction or a weak place between two banks, its current against their phases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.devices import Film
from onnes.errors import InputError, check_name
from onnes.grids.operators import grad_adjoint
from onnes.readouts.fields import supercurrent
from onnes.solutions import minimize
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.solutions import Solution

_POINTS = 25
"""Phases between 0 and pi."""
_FEWEST = 4
_FINE = 2001
_JUMP = 0.5
"""Change of the current between two phases, over the largest, that no single branch has."""


@dataclass(frozen=True, eq=False)
class CurrentPhase:
    """Current-phase relation of a film between two held terminals.

    Attributes:
        phase: theta(minus) - theta(plus), shape (n,), increasing.
        current: supercurrent from plus to minus [A], shape (n,); ``I = (2 pi/Phi_0) dF/d phase``.
        energy: F [J], shape (n,).
        states: static state at each phase, n of them.
    """

    phase: np.ndarray
    current: np.ndarray
    energy: np.ndarray
    states: tuple[Solution, ...]

    @property
    def converged(self) -> np.ndarray:
        """True for each state that came to rest, shape (n,)."""
        return np.array([each.status == "converged" for each in self.states])

    @cached_property
    def branch(self) -> slice:
        """The points of the first branch: up to the fold at which the current jumps."""
        jumps = np.flatnonzero(np.diff(self.current) < -_JUMP * np.max(self.current))
        return slice(0, int(jumps[0]) + 1 if len(jumps) else len(self.phase))

    @cached_property
    def _largest(self) -> tuple[float, float]:
        """Phase and current where the current of the first branch is largest, by a spline."""
        phase, current = self.phase[self.branch], self.current[self.branch]
        if len(phase) < _FEWEST:
            top = int(np.argmax(current))
            return float(phase[top]), float(current[top])
        phases = np.linspace(phase[0], phase[-1], _FINE)
        values = CubicSpline(phase, current)(phases)
        best = int(np.argmax(values))
        return float(phases[best]), float(values[best])

    @property
    def critical_current(self) -> float:
        """Largest supercurrent [A]."""
        return self._largest[1]

    @property
    def critical_phase(self) -> float:
        """Phase at the largest supercurrent: pi/2 of a sine, more with an inductance in series."""
        return self._largest[0]

    @property
    def series_inductance(self) -> float:
        """Inductance in series with a junction of a sine that has the same critical phase [H].

        ``phase = arcsin(I/I_c) + 2 pi L I/Phi_0``: the kinetic inductance of the banks, and of a long bridge.
        """
        return FLUX_QUANTUM / (2 * np.pi) * (self.critical_phase - 0.5 * np.pi) / self.critical_current


def current_phase(film: Film, plus: str, minus: str, *, phases: Sequence[float] | None = None, field: Any = 0.0,
                  cells_per_xi: float | None = None, start: Any = None,
                  progress: Callable[[float], None] | None = None) -> CurrentPhase:
    """Return the current between two held terminals against the difference of their phases.

    Each phase goes on from the state of the one before, so that a branch is followed to its end. By Ginzburg-Landau
    theory without the field of the current: the film is narrower than its Pearl length.

    Args:
        film: with at least two terminals of ``contact="held"``, wide banks or wide leads to them.
        plus, minus: names of two of them; others have the phase of plus.
        phases: theta(minus) - theta(plus) [rad], from 0 to pi in 25 steps if left out.
        field: as in `onnes.solve`; phases are then those in the gauge of `onnes.minimize`.
        cells_per_xi: of the grid.
        start: state to begin with, as in `onnes.minimize`.
        progress: called with the share done after each phase.

    Raises:
        InputError: unknown terminals, or such that do not hold psi; fewer than four phases or such that do not
            increase.

    Source: L. G. Aslamazov, A. I. Larkin, JETP Lett. 9, 87 (1969); K. K. Likharev, Rev. Mod. Phys. 51, 101 (1979).
    """
    for name in (plus, minus):
        check_name("terminal", name, film.terminals)
    if plus == minus:
        raise InputError("minus", minus, "another terminal than plus")
    angles = np.linspace(0, np.pi, _POINTS) if phases is None else np.asarray(phases, float)
    if angles.ndim != 1 or len(angles) < _FEWEST or not np.all(np.diff(angles) > 0):
        raise InputError("phases", phases, f"at least {_FEWEST} phases that increase")
    current, energy, states = [], [], []
    for angle in angles:
        start = minimize(film, field=field, phase={minus: float(angle)}, start=start, self_field=False,
                         cells_per_xi=cells_per_xi)
        current.append(current_from(start, plus))
        energy.append(float(start.outcome.energy) * film.energy_unit)
        states.append(start)
        if progress is not None:
            progress(len(states) / len(angles))
    return CurrentPhase(angles, np.array(current), np.array(energy), tuple(states))


def current_from(solution: Solution, terminal: str) -> float:
    """Return the supercurrent that flows out of a held terminal into the film [A]."""
    model, film = solution.model, solution.device
    assert isinstance(film, Film)
    share = model.terminal_shares[model.terminals.index(terminal)]
    flow = -np.asarray(grad_adjoint(model.grid, supercurrent(model.energy, solution.outcome.state)))
    return float(np.sum(flow[(share > 0) & (model.held > 0)])) * film.current_unit

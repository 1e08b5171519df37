"""The interface of the steppers of `tdgl`: one attempt at a step, with its error and its heats."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

import jax

from onnes.energies import Drive, State
from onnes.laws.outcome import Instant

if TYPE_CHECKING:
    from onnes.laws.heat import HeatState
    from onnes.laws.tdgl import TDGL


class Attempt(NamedTuple):
    """One step as tried.

    Attributes:
        state: at its end.
        memory: what the method remembers from step to step.
        error: estimated local error over the tolerance.
        solved: whether all went well: linear solves, signs of curvature.
        longest: step beyond which the next one would be unstable.
        iterations: linear iterations, or stages.
        relaxation_heat, joule_heat, source_work: in the step, in units of (Bc^2/mu_0) xi^3.
        heat: of the electrons at its end, where they have a temperature of their own.
    """

    state: State
    memory: Any
    error: jax.Array
    solved: jax.Array
    longest: jax.Array
    iterations: jax.Array
    relaxation_heat: jax.Array
    joule_heat: jax.Array
    source_work: jax.Array
    heat: HeatState | None = None


class Stepper:
    """A way to step; subclasses are frozen dataclasses, so that a compiled loop is made for each."""

    @property
    @abstractmethod
    def order(self) -> int:
        """The estimate of the local error falls as the step to this power."""

    @property
    @abstractmethod
    def growth(self) -> float:
        """Return the largest ratio of a step to the last one."""

    @abstractmethod
    def prepare(self, law: TDGL, state: State) -> Any:
        """Return what is computed once for a run."""

    @abstractmethod
    def begin(self, law: TDGL, setup: Any, state: State, t: Any) -> tuple[State, Any]:
        """Return the state and the memory with which a run begins at t, or goes on after a jump of the drive.

        The state differs from the one that is given where a field follows the drive at once.
        """

    @abstractmethod
    def attempt(self, law: TDGL, setup: Any, drive: Any, state: State, memory: Any, heat: HeatState | None, t: Any,
                h: Any) -> Attempt:
        """Try a step from t to t + h."""

    def redrawn(self, law: TDGL, setup: Any, state: State, memory: Any, change: Any) -> Any:
        """Return the memory after a jump of the random current, ``change`` on the edges."""
        return memory

    def instant(self, state: State, memory: Any, t: Any) -> Instant:
        """Return the state with its currents and potential, as far as the stepper computes them."""
        return Instant(t, state)

    @abstractmethod
    def energy(self, law: TDGL, setup: Any, state: State, memory: Any, drive: Drive) -> jax.Array:
        """The free energy that the ledger balances."""

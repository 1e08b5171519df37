"""The outcome of a law of motion, and what a run records on the way."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import jax
import numpy as np

from onnes.energies import State
from onnes.results import Status

_ROUNDING = 1e-13


class Warmth(NamedTuple):
    """Temperature of the electrons at one moment of a run, and the balance of their heat since its start.

    ``stored + in_phonons = relaxation_heat + joule_heat + latent - agitation + absorbed - escaped - drained`` in their
    changes since the start, with the heats of the `Ledger`; see `onnes.laws.heat.HeatState`.

    Attributes:
        temperature: in units of Tc - T_reference, on the nodes.
        stored: the heat, in units of (Bc^2/mu_0) xi^3.
        absorbed, escaped, drained, latent, agitation: likewise.
        of_phonons, in_phonons: temperature and heat of the phonons of the film; None if they have none of their own.
    """

    temperature: jax.Array
    stored: jax.Array
    absorbed: jax.Array
    escaped: jax.Array
    drained: jax.Array
    latent: jax.Array
    agitation: jax.Array
    of_phonons: jax.Array | None = None
    in_phonons: jax.Array | None = None


class Instant(NamedTuple):
    """A state at one moment of a run, with the currents and the potential that belong to it.

    Attributes:
        t: time in tau.
        state: order parameter and vector potential.
        current: total current (super and normal) through the dual face of every edge: of a film in
            Phi_0 d/(2 pi mu_0 lambda^2) with d its thickness, of a body in Phi_0 xi/(2 pi mu_0 lambda^2); None where
            the law does not compute it.
        potential: chi of A = A_applied + A_of_current + grad chi on the nodes of a film, in Phi_0/(2 pi). The voltage
            between two nodes is the rate of the difference of their chi.
        heat: of electrons with a temperature of their own; None of others.
    """

    t: jax.Array | float
    state: State
    current: Any = None
    potential: Any = None
    heat: Warmth | None = None


Record = Callable[[Instant], Mapping[str, Any]]


@dataclass(frozen=True)
class Ledger:
    """The energy balance of a run, in units of (Bc^2/mu_0) xi^3.

    ``F(t) - F(0) = source_work - relaxation_heat - joule_heat`` holds to the order of the stepper.

    Attributes:
        time, energy, relaxation_heat, joule_heat, source_work: shape (records,); heats and work are counted from the
            start of the run.
    """

    time: np.ndarray
    energy: np.ndarray
    relaxation_heat: np.ndarray
    joule_heat: np.ndarray
    source_work: np.ndarray

    @property
    def closure(self) -> float:
        """Return the energy unaccounted for at the end, over the largest entry; 0 where nothing happened."""
        change = self.energy - self.energy[0]
        gap = change - self.source_work + self.relaxation_heat + self.joule_heat
        largest = max(np.max(np.abs(part)) for part in
                      (change, self.source_work, self.relaxation_heat, self.joule_heat))
        at_rest = largest <= _ROUNDING * np.max(np.abs(self.energy))
        return 0.0 if at_rest else float(np.abs(gap[-1]) / largest)


class Continuation(NamedTuple):
    """Memory of the stepper with which a run goes on from its last state as if it had not ended.

    Attributes:
        memory: of the stepper: earlier fields, currents and potentials; None where the drive has a kink, over which
            none of it holds.
        step: length of the next time step, in tau.
    """

    memory: Any
    step: jax.Array


@dataclass(frozen=True)
class Outcome:
    """Outcome of any law.

    Attributes:
        status: one of `onnes.results.status`.
        state: the last good state.
        message: why it ended.
        time: the last good time in tau; 0 for static laws.
        ledger: the energy balance at the recorded times; empty for static laws.
        records: name -> array with one entry per recorded time.
        steps, rejected: time steps, or Newton steps.
        iterations: of the linear solvers, all steps together.
        continuation: hand the outcome to the next `run` in place of a state to go on from it.
        current: total current through the dual face of every edge at the end, see `Instant`; None where the law does
            not compute it.
        heat: of electrons with a temperature of their own, at the end; a `onnes.laws.heat.HeatState`.
        energy: free energy of a static state in (Bc^2/mu_0) xi^3; NaN where the law does not compute it.
        decrement: of a static state, (g . H^-1 g)^(1/2): distance to the minimum in the energy's own metric; NaN for
            other laws.
        residual: of a static state, root mean square of the force per volume, see `onnes.laws.residual`; likewise.
    """

    status: Status
    state: State
    message: str = ""
    time: float = 0.0
    ledger: Ledger = field(default_factory=lambda: Ledger(*[np.zeros(0)] * 5))
    records: Mapping[str, np.ndarray] = field(default_factory=dict)
    steps: int = 0
    rejected: int = 0
    iterations: int = 0
    continuation: Continuation | None = None
    current: Any = None
    heat: Any = None
    energy: float = math.nan
    decrement: float = math.nan
    residual: float = math.nan

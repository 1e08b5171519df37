"""A strip (or, without a width, a wire) between two terminals with a current source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.energies.sheet_field import SheetField, thin_film
from onnes.grids import Grid, Sample, uniform
from onnes.grids.edges import edgewise
from onnes.grids.grid import DIRECTIONS
from onnes.laws.noise import Noise
from onnes.laws.outcome import Instant, Outcome, Record
from onnes.laws.steppers.split import Split
from onnes.laws.tdgl import TDGL, Event
from onnes.numerics.jax_settings import as_array
from onnes.readouts.probes import Probes

_CUTOFF = 4.0
"""q_c^2 xi^2 of the noise."""

Terminals = Literal["held", "normal", "free"]


class Ramp(eqx.Module):
    """A current that goes linearly from ``first`` to ``last`` in the time ``duration`` and stays."""

    first: jax.Array = eqx.field(converter=as_array)
    last: jax.Array = eqx.field(converter=as_array)
    duration: jax.Array = eqx.field(converter=as_array)
    induction: jax.Array = eqx.field(converter=as_array)

    def __call__(self, t) -> Drive:
        share = jnp.clip(t / self.duration, 0.0, 1.0)
        return Drive(1.0, (0.0, 0.0, self.induction), current=self.first + share * (self.last - self.first))


@dataclass(frozen=True)
class Strip:
    """Dimensions and parameters of a strip, in reduced units.

    Attributes:
        length, width: in xi; width 0 is a wire, narrow enough to be one-dimensional.
        spacing: of the grid, in xi.
        relaxation_time, pair_breaking: u and gamma of the generalised equation.
        terminals: at both ends. "held": psi = 1, as in a bulk much wider than the strip, where the
            current density is zero; "normal": psi = 0 is held; "free": psi is free and the injected current is normal
            at the ends and becomes a supercurrent within the strip.
        induction: applied field across the strip, in Bc2.
        pearl_length: Lambda in xi, None for a strip much narrower than it.
        noise: kT in (Bc^2/mu_0) xi^3; per xi of thickness of a strip, per xi^2 of cross-section of a wire.
        seed: of the noise.
        tolerance: of the time steps. At 1e-3 they are too long to resolve where slips set in and cease.
    """

    length: float
    width: float
    spacing: float
    relaxation_time: float
    pair_breaking: float
    terminals: Terminals = "held"
    induction: float = 0.0
    pearl_length: float | None = None
    noise: float = 0.0
    seed: int = 0
    tolerance: float = 1e-4

    @property
    def slow(self) -> float:
        """Recovery time of |psi| = 1: u (1 + gamma^2)^(1/2), in tau."""
        return self.relaxation_time * (1 + self.pair_breaking**2) ** 0.5

    def refined(self, factor: int) -> Strip:
        """Return the same strip on a finer grid."""
        return replace(self, spacing=self.spacing / factor)


@dataclass(frozen=True, eq=False)
class Bench:
    """A strip with its energy, its probes and a current source.

    Currents are mean densities, in Phi_0/(2 pi mu_0 xi lambda^2); voltages in Phi_0/(2 pi tau); times in
    tau = mu_0 sigma lambda^2. A length L of normal metal has the voltage J L.

    Attributes:
        pinned: nodes where psi is held.
        probes: on the middle line: at the very ends between superconducting terminals, else a quarter of the length
            from each, away from where the current is converted.
        distance: between the probes, in xi.
    """

    strip: Strip
    energy: FreeEnergy
    pinned: np.ndarray
    probes: Probes
    distance: float

    @classmethod
    def of(cls, strip: Strip) -> Bench:
        x = uniform(-strip.length / 2, strip.length / 2, strip.spacing)
        axes = [x] if strip.width == 0 else [x, uniform(-strip.width / 2, strip.width / 2, strip.spacing)]
        grid = Grid(axes)
        sample = Sample(grid)
        faces = np.broadcast_to(grid.dual_measure((0,)), grid.cell_shape((0,)))
        injection = np.zeros(grid.shape)
        injection[0], injection[-1] = faces[0], -faces[-1]
        pinned = np.zeros(grid.shape, bool)
        pinned[[0, -1]] = strip.terminals != "free"
        inset = 0 if strip.terminals == "held" else len(x) // 4
        row = 0 if strip.width == 0 else grid.shape[1] // 2
        probes = Probes(inset, len(x) - 1 - inset, row)
        energy = thin_film(sample, strip.pearl_length, jnp.asarray(injection))
        return cls(strip, energy, pinned, probes, float(x[probes.last] - x[probes.first]))

    def start(self) -> State:
        """Return psi = 1 in the vector potential of the applied field; 0 where normal metal holds it."""
        sample = self.energy.sample
        psi = np.where(self.pinned & (self.strip.terminals == "normal"), 0.0, 1.0).astype(complex)
        (sheet,) = (term for term in self.energy.terms if isinstance(term, SheetField))
        applied = sheet.applied(Drive(applied_field=(0.0, 0.0, self.strip.induction)), sample)
        shapes = [sample.grid.cell_shape((d,)) for d in DIRECTIONS]
        return State(jnp.asarray(psi), edgewise(jnp.broadcast_to, sample.per_length(applied), shapes))

    def run(self, state: State, first: float, last: float, ramp: float, until: float, records: int, *, number: int = 0,
            record: Record | None = None, stop: Event | None = None) -> Outcome:
        """Pass a current that goes from ``first`` to ``last`` in the time ``ramp`` and stays to the end.

        Args:
            state: from which to start.
            until: duration of the run.
            records: number of records, evenly spaced in time.
            number: of the run, which selects its noise.
            record: quantities to record; those at the probes if left out.
            stop: see `TDGL.run`.
        """
        strip = self.strip
        key = jax.random.fold_in(jax.random.key(strip.seed), number)
        law = TDGL(
            self.energy, Ramp(first, last, ramp, strip.induction), conductivity=1.0,
            relaxation_time=strip.relaxation_time, pair_breaking=strip.pair_breaking, pinned=jnp.asarray(self.pinned),
            noise=Noise(key, strip.noise, cutoff=_CUTOFF) if strip.noise else None, tolerance=strip.tolerance,
            stepper=Split())
        return law.run(state, until, every=until / records, record=record or self.record, stop=stop)

    def record(self, now: Instant) -> dict[str, np.ndarray]:
        """Return psi and circulations along the line between the probes."""
        return self.probes.seen(self.energy.sample, now.state)

"""A strip (or, without a width, a wire) between two terminals with a current source: a `Film` in reduced units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.devices import Film, edge
from onnes.energies import Drive, FreeEnergy, State
from onnes.energies.sheet_field import SheetField
from onnes.geometry import rectangle
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
_XI, _LAMBDA = 1e-8, 1e-7
"""Lengths of the film [m]; nothing depends on them in reduced units."""
_CELLS_OF_A_WIRE = 2

Terminals = Literal["held", "normal", "free"]


class Ramp(eqx.Module):
    """A current density that goes linearly from ``first`` to ``last`` in the time ``duration`` and stays.

    Attributes:
        width: of the strip, through which the current enters at the first terminal and leaves at the second.
    """

    width: jax.Array = eqx.field(converter=as_array)
    first: jax.Array = eqx.field(converter=as_array)
    last: jax.Array = eqx.field(converter=as_array)
    duration: jax.Array = eqx.field(converter=as_array)
    induction: jax.Array = eqx.field(converter=as_array)

    def __call__(self, t) -> Drive:
        share = jnp.clip(t / self.duration, 0.0, 1.0)
        through = self.width * (self.first + share * (self.last - self.first))
        return Drive(1.0, (0.0, 0.0, self.induction), current=jnp.stack([through, -through]))


@dataclass(frozen=True)
class Strip:
    """Dimensions and parameters of a strip, in reduced units.

    Attributes:
        length, width: in xi; width 0 is a wire, across which nothing varies: two cells of the grid.
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

    @property
    def breadth(self) -> float:
        """Width on the grid, in xi: that of a wire too."""
        return self.width or _CELLS_OF_A_WIRE * self.spacing

    def film(self) -> Film:
        """Return the strip as a device."""
        thickness = _LAMBDA**2 / (_XI * self.pearl_length) if self.pearl_length else _XI
        terminals = {"source": edge("left", contact=self.terminals), "drain": edge("right", contact=self.terminals)}
        return Film(rectangle(self.length * _XI, self.breadth * _XI), coherence_length=_XI, penetration_depth=_LAMBDA,
                    thickness=thickness, terminals=terminals, gamma=self.pair_breaking, u=self.relaxation_time)

    def refined(self, factor: int) -> Strip:
        """Return the same strip on a finer grid."""
        return replace(self, spacing=self.spacing / factor)


@dataclass(frozen=True, eq=False)
class Bench:
    """A strip with its energy, its probes and a current source.

    Currents are mean densities, in Phi_0/(2 pi mu_0 xi lambda^2); voltages in Phi_0/(2 pi tau); times in
    tau = mu_0 sigma lambda^2. A length L of normal metal has the voltage J L.

    Attributes:
        held: psi where terminals hold it, NaN elsewhere.
        probes: on the middle line: at the very ends between superconducting terminals, else a quarter of the length
            from each, away from where the current is converted.
        distance: between the probes, in xi.
    """

    strip: Strip
    energy: FreeEnergy
    held: np.ndarray
    probes: Probes
    distance: float

    @classmethod
    def of(cls, strip: Strip) -> Bench:
        model = strip.film().model(strip.spacing * _XI, strip.pearl_length is not None)
        x = np.asarray(model.grid.nodes[0])
        inset = 0 if strip.terminals == "held" else len(x) // 4
        probes = Probes(inset, len(x) - 1 - inset, model.grid.shape[1] // 2)
        return cls(strip, model.energy, model.held, probes, float(x[probes.last] - x[probes.first]))

    @property
    def pinned(self) -> np.ndarray:
        """Nodes where psi is held, truth values."""
        return np.isfinite(self.held)

    def start(self) -> State:
        """Return psi = 1 in the vector potential of the applied field; 0 where normal metal holds it."""
        sample = self.energy.sample
        psi = np.where(self.pinned, self.held, 1.0).astype(complex)
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
        law = TDGL(
            self.energy, Ramp(strip.breadth, first, last, ramp, strip.induction), conductivity=1.0,
            relaxation_time=strip.relaxation_time, pair_breaking=strip.pair_breaking, pinned=jnp.asarray(self.pinned),
            noise=self._noise(number), tolerance=strip.tolerance, stepper=Split())
        return law.run(state, until, every=until / records, record=record or self.record, stop=stop)

    def _noise(self, number: int) -> Noise | None:
        """Return the noise of a run; of a wire it is given for its cross-section, of a film for its thickness."""
        if not self.strip.noise:
            return None
        key = jax.random.fold_in(jax.random.key(self.strip.seed), number)
        return Noise(key, self.strip.noise * (1.0 if self.strip.width else self.strip.breadth), cutoff=_CUTOFF)

    def record(self, now: Instant) -> dict[str, np.ndarray]:
        """Return psi and circulations along the line between the probes."""
        return self.probes.seen(self.energy.sample, now.state)

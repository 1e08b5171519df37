"""Schroedinger's equation of a charged condensate; with the quartic term, that of Gross and Pitaevskii."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import CovariantGradient, Drive, State
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.complex_parts import scaled, squared_modulus
from onnes.grids.links import ends, rimmed
from onnes.grids.merged_cells import merged, weights_of_nodes
from onnes.grids.operators import grad_adjoint
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.grids.solvers.vectors import is_finite
from onnes.grids.unit_phase import unit_phase
from onnes.laws.outcome import Instant, Ledger, Outcome, Record
from onnes.laws.running.record_times import record_times
from onnes.laws.steppers import symmetric
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide
from onnes.results import Status

_FIRST_STEP = 0.05
_SOLVE = 1e-13


class Fields(NamedTuple):
    """Fields that act on the condensate at one time, in any gauge: ``q E = -grad U - d_t (A + grad impulse)``.

    Attributes:
        circulation: (q/hbar) A |edge| along each direction, see `Sample.circulation`; None where A vanishes.
        potential: energy U on the nodes, in hbar^2/(2 m l^2).
        impulse: int_0^t (q/hbar) phi dt' on the nodes, of a scalar potential beside U: what a gauge function takes
            from the impulse it gives to A. None for none.
    """

    circulation: tuple[Any, ...] = (None, None, None)
    potential: Any = 0.0
    impulse: Any = None


class Schroedinger(eqx.Module):
    """``i d_t psi = -(grad - iA)^2 psi + (U + g |psi|^2 + u) psi``; no current through the surface of the sample.

    Lengths in a unit l, times in 2 m l^2/hbar, energies in hbar^2/(2 m l^2). For a superconductor l = xi, g = 1 and
    U = -epsilon: ``i hbar d_t psi = dF/dpsi*`` of its free energy. ``-lap u = charge (|psi|^2 - mean)`` is Gauss's law
    for carriers before a background that neutralises them.

    Norm and energy are kept to round-off in fields at rest; gauge functions of place and time only turn psi, see
    `onnes.laws.steppers.symmetric`.

    Attributes:
        sample: the body on its grid, of 1 to 3 dimensions; slivers of cells are joined with their neighbours
            (`onnes.grids.merged_cells`).
        fields: t -> `Fields`; or an object with ``within(t, goal)``, which returns such a function for times from t on
            and the time up to which it holds, and ``before(t)``, which returns one that holds just before t.
        interaction: g; 0 for Schroedinger's equation.
        charge: 2 m q^2 n l^4/(epsilon_0 hbar^2), with n the density of |psi| = 1; 0 where the carriers do not act on
            each other by their charge.
        own_field: the magnetic field of the current; None where it does not act.
        absorption: rate W on the nodes at which |psi| falls, see `absorbing_layer`; None for none.
        wave_numbers: of psi along ignorable directions, see `CovariantGradient`.
        order: of a step, 2 or 4.
        step: its length, shortened so that a whole number of steps ends at each recorded time; if None, found at each
            recorded time by comparing one step with two halves of it.
        tolerance: largest error of psi in a step, where its length is to be found.

    Raises:
        InputError: another order; a step or tolerance that is not positive.

    Source: M1, M6; E. P. Gross, Nuovo Cimento 20, 454 (1961); L. P. Pitaevskii, Sov. Phys. JETP 13, 451 (1961).
    """

    sample: Sample
    fields: Any
    gauss: NodeSolver | None
    own_field: Any
    absorption: jax.Array | None
    interaction: float = eqx.field(static=True)
    charge: float = eqx.field(static=True)
    wave_numbers: tuple[float, ...] | None = eqx.field(static=True)
    order: int = eqx.field(static=True)
    step: np.float64 | None
    tolerance: np.float64

    def __init__(self, sample: Sample, fields: Any = None, *, interaction: float = 0.0, charge: float = 0.0,
                 own_field: Any = None, absorption: Any = None,
                 wave_numbers: tuple[float, ...] | None = None, order: int = 2, step: float | None = None,
                 tolerance: float = 1e-6):
        if order not in symmetric.PARTS:
            raise InputError("order", order, "2 or 4")
        for name, value in (("step", step), ("tolerance", tolerance)):
            if value is not None and not (np.isfinite(value) and value > 0):
                raise InputError(name, value, "a positive number")
        self.sample = merged(sample)
        self.fields = fields or at_rest
        self.gauss = node_solver(self.sample) if charge else None
        self.own_field = own_field
        self.absorption = None if absorption is None else as_array(absorption)
        self.interaction, self.charge, self.wave_numbers = float(interaction), float(charge), wave_numbers
        self.order = order
        # Arrays, so that programs are not compiled for each value.
        self.step, self.tolerance = None if step is None else np.float64(step), np.float64(tolerance)

    # ---- the equation

    def hamiltonian(self, circulation: tuple[Any, ...], potential) -> Callable:
        """Return psi -> [-(grad - iA)^2 + potential] psi."""
        gradient, sample = CovariantGradient(self.wave_numbers), self.sample
        kinetic = gradient.held(rimmed(sample.grid, circulation), sample)
        slope = jax.grad(lambda psi: kinetic(State(psi, circulation), Drive(), sample))
        share = safe_divide(0.5, sample.node_volume)

        def applied(psi):
            return scaled(share, jnp.conj(slope(psi))) + scaled(potential, psi)

        return applied

    def spectrum(self, circulation: tuple[Any, ...], potential) -> tuple[jax.Array, jax.Array]:
        """Return bounds of the eigenvalues of the hamiltonian."""
        sample, inside = self.sample, self.sample.node_volume > 0
        largest = 2 * weights_of_nodes(sample.grid, sample.edge_weight)
        for d, weight in enumerate(sample.edge_weight):
            if d not in sample.grid.resolved:
                k = 0.0 if self.wave_numbers is None else self.wave_numbers[d]
                largest = largest + weight * (k - (0.0 if circulation[d] is None else circulation[d])) ** 2
        low, high = jnp.where(inside, potential, jnp.inf), jnp.where(inside, potential, -jnp.inf)
        return jnp.min(low), jnp.max(high) + jnp.max(safe_divide(largest, sample.node_volume))

    def of_density(self, density) -> jax.Array:
        """Return g |psi|^2 + u."""
        own = self.interaction * density
        if self.gauss is None:
            return own
        return own + self.charge * self.gauss.solve(self.sample.node_volume * density, None, _SOLVE).x

    def energy(self, psi, fields: Fields) -> jax.Array:
        """Return ``int |(grad - iA) psi|^2 + U |psi|^2 + (g/2) |psi|^4 + (u/2) |psi|^2 dV``."""
        density, sample = squared_modulus(psi), self.sample
        state = State(psi, sample.per_length(fields.circulation))
        kinetic = CovariantGradient(self.wave_numbers)(state, Drive(), sample)
        own = fields.potential + 0.5 * self.of_density(density)
        return kinetic + jnp.sum(sample.node_volume * density * own)

    def current(self, psi, circulation: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return Im psi* (grad - iA) psi through the dual face of every edge; |psi|^2 flows at twice that."""
        def through(d: int, weight):
            here, there = ends(psi, self.sample.grid.array_axis(d))
            turned = there if circulation[d] is None else unit_phase(-circulation[d]) * there
            return weight * jnp.imag(jnp.conj(here) * turned)

        return tuple(through(d, weight) if d in self.sample.grid.resolved else None
                     for d, weight in enumerate(self.sample.edge_weight))

    def imbalance(self, psi, fields: Fields) -> jax.Array:
        """Return ``d_t |psi|^2 + div 2 Im psi* (grad - iA) psi`` on the nodes, which vanishes (M6)."""
        hamiltonian = self.hamiltonian(fields.circulation, fields.potential + self.of_density(squared_modulus(psi)))
        rate = 2 * jnp.imag(jnp.conj(psi) * hamiltonian(psi))
        inflow = grad_adjoint(self.sample.grid, self.current(psi, fields.circulation))
        return rate - 2 * safe_divide(inflow, self.sample.node_volume)

    # ---- in time

    def run(self, start: State | Outcome, until: float, *, every: float | None = None, record: Record | None = None,
            progress: Callable[[float, str], None] | None = None) -> Outcome:
        """Follow psi from t = 0 to ``until``.

        Args:
            start: its psi; A follows from the fields.
            every: spacing of recorded times; 100 records by default.
            record: `Instant` -> named numbers or arrays to keep at each recorded time. Its potential is the impulse.

        Returns:
            Outcome: in its ledger ``source_work`` is the work of fields that change, and ``relaxation_heat`` the
            energy that the absorbing layer has taken.

        Raises:
            InputError: a time that is not positive, or a state that does not fit the grid.
        """
        if not (np.isfinite(until) and until > 0):
            raise InputError("until", until, "a positive time in units of 2 m l^2/hbar")
        psi = (start.state if isinstance(start, Outcome) else start).psi
        if psi.shape != self.sample.grid.shape:
            raise InputError("state", psi.shape, f"a state of shape {self.sample.grid.shape}")
        times = record_times(until, every or until / 100)
        status, message = "completed", "the asked time was reached"
        h = min(_FIRST_STEP, until) if self.step is None else float(self.step)
        now = symmetric.begin(self._within(0.0, float(times[1]))[0], as_array(np.asarray(psi, complex)))
        rows, steps, reached = [self._row(now, 0.0, 0, record)], 0, 0.0
        try:
            for end in times[1:]:
                after, t = now, reached
                while t < end:
                    law, until_here = self._within(t, float(end))
                    if self.step is None:
                        found = symmetric.fitting_step(law, after, t, until_here, h)
                        if np.isnan(found):
                            after = after._replace(solved=np.bool_(False))
                            break
                        h = found
                    count = max(1, int(np.ceil((until_here - t) / h - 1e-9)))
                    after = symmetric.advanced(law, after, t, (until_here - t) / count, count)
                    t, steps = until_here, steps + count
                if not bool(after.solved):
                    status, message = _broken(after)
                    break
                now, reached = after, float(end)
                rows.append(self._row(now, reached, steps, record))
                if progress:
                    progress(reached / until, f"t = {reached:.4g}, {steps} steps")
        except KeyboardInterrupt:
            status, message = "interrupted", "interrupted by the user"
        return self._outcome(status, message, now, rows, steps, reached)

    def _within(self, t: float, goal: float) -> tuple[Schroedinger, float]:
        """Return the law with fields that compiled programs can follow from t on, and the time up to which."""
        if not hasattr(self.fields, "within"):
            return self, goal
        fields, end = self.fields.within(t, goal)
        return self._under(fields), float(end)

    def _under(self, fields: Any) -> Schroedinger:
        return eqx.tree_at(lambda law: law.fields, self, fields, is_leaf=lambda leaf: leaf is self.fields)

    def _row(self, now: symmetric.Passed, t: float, steps: int, record: Record | None) -> dict[str, Any]:
        law = self._under(self.fields.before(t)) if hasattr(self.fields, "before") else self
        instant, energy = symmetric.instant(law, now, t)
        row = {"time": t, "energy": energy, "absorbed": now.absorbed, "steps": steps}
        row |= dict(record(instant)) if record else {}
        return {name: np.asarray(value) for name, value in row.items()} | {"instant": instant}

    def _outcome(self, status: Status, message: str, now: symmetric.Passed, rows: list[dict[str, Any]], steps: int,
                 reached: float) -> Outcome:
        last: Instant = [row.pop("instant") for row in rows][-1]
        columns = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
        energy, absorbed = columns.pop("energy"), columns.pop("absorbed")
        # Steps keep the energy in fields at rest, so that only fields that change do work.
        work = energy - energy[0] + absorbed
        ledger = Ledger(columns["time"], energy, absorbed, np.zeros(len(rows)), work)
        return Outcome(status, last.state, message, reached, ledger, columns, steps, 0, int(now.trials),
                       current=last.current)


def at_rest(t) -> Fields:
    """Return no fields."""
    return Fields()


def _broken(after: symmetric.Passed) -> tuple[Status, str]:
    if is_finite(after.psi):
        return "not_converged", "the density or the own field at the end of a step was not found: take shorter steps"
    return "not_a_number", "a value that is not finite appeared"


def absorbing_layer(sample: Sample, width: float, wave_number: float, attenuation: float = 12.0) -> np.ndarray:
    """Return the rate W on the nodes at which a layer along the rim of the grid absorbs waves.

    ``W = W_0 (s/width)^3``, s the depth in the layer, such that |psi|^2 of a wave that crosses it twice falls by
    exp(-2 attenuation). Shorter waves are absorbed less, longer ones are reflected where W rises.

    Args:
        width: of the layer on every side of a Cartesian grid, some wavelengths, in the unit of length.
        wave_number: k of the waves that leave.

    Raises:
        InputError: a width or wave number that is not positive, or layers that fill the grid.
    """
    for name, value in (("width", width), ("wave_number", wave_number)):
        if not (np.isfinite(value) and value > 0):
            raise InputError(name, value, "a positive number")
    rate = np.zeros(sample.grid.shape)
    for d, x in zip(sample.grid.resolved, sample.grid.points(), strict=True):
        nodes = sample.grid.nodes[d]
        assert nodes is not None
        if 2 * width >= nodes[-1] - nodes[0]:
            raise InputError("width", width, f"less than half of the grid, {0.5 * (nodes[-1] - nodes[0]):g}")
        depth = np.maximum(nodes[0] + width - x, x - nodes[-1] + width) / width
        rate = np.maximum(rate, np.clip(depth, 0.0, None))
    # A wave travels at 2 k and crosses int W ds = W_0 width/4 twice.
    return 4 * wave_number * attenuation / width * rate**3


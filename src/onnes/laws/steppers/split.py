"""Split steps: psi by a stabilised explicit method, the field by an implicit one of constant coefficients.

    M(psi) d_t psi = -dF/dpsi*           Runge-Kutta-Chebyshev at the field of the middle of the step
    sigma d_t A    = J_s - K             backward differences of order 2; K the field's own current, curl B in bulk,
                                         the sheet current in a film

psi is stiff in its Laplacian, which some stages cover; the field is stiff in its diffusion, and its equation has
constant coefficients, so a fast solve inverts it. What couples the two, the supercurrent, is not stiff. One evaluation
of the force a stage, one of the supercurrent and one solve of the field a step. Order 2.

The gauge is phi = 0: the electric field is -d_t A also where a voltage stands. Within a step psi is followed in the
gauge in which the part grad chi of A stands still, ``psi' = psi exp(-i t d_t chi)``: where a voltage stands psi' is at
rest, and psi, which turns with chi, would limit the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.energies.periodic import repeated
from onnes.grids import Sample
from onnes.grids.complex_parts import real_product, scaled, squared_modulus
from onnes.grids.edges import edgewise, matching
from onnes.grids.gathering import on_host
from onnes.grids.grid import DIRECTIONS
from onnes.grids.links import inner_but, rimmed
from onnes.grids.solvers.vectors import axpy, times, total
from onnes.grids.unit_phase import unit_phase
from onnes.laws.outcome import Instant
from onnes.laws.steppers import chebyshev
from onnes.laws.steppers.field_equation import (
    FieldEquation,
    FieldMemory,
    FieldSolution,
    field_equation,
    has_field_equation,
)
from onnes.laws.steppers.node_inertia import node_inertia
from onnes.laws.steppers.pair_breaking import dissipation, velocity
from onnes.laws.steppers.stepper import Attempt, Stepper
from onnes.laws.steppers.warm_step import WarmStep
from onnes.numerics.jax_settings import as_array, compiled_once
from onnes.numerics.safe_division import safe_divide

if TYPE_CHECKING:
    from onnes.laws.heat import HeatState
    from onnes.laws.tdgl import TDGL

_SAFETY = 1.1
_LARGEST_RATIO = 2.4
_STILL: Any = np.zeros(())
_LONG = 4.0
"""Steps of so many sigma/|psi|^2 are long, see `_share_of_bend`."""
_FIELD_SHARE = 1 / 6
"""Error of a step over the difference of the field from the extrapolated one; of the temperature likewise."""


class Memory(NamedTuple):
    """State of the stepper between steps.

    Attributes:
        before: circulations one step ago.
        last_step: its length; infinite before the first step, which makes that one of order 1.
        slope: d/dt of the circulations now, minus the electromotive force of every edge.
        turning: rate at which the phase of psi turns with the potential chi, on the nodes of a film that is fed with
            current; a scalar 0 of others, where no voltage stands.
        field: of the field equation.
    """

    before: Any
    last_step: jax.Array
    slope: Any
    turning: jax.Array
    field: FieldMemory


class Setup(eqx.Module):
    """Attributes: mass of psi on nodes (0 pins it), largest eigenvalue of its Laplacian, the field's equation."""

    mass: jax.Array
    laplacian: jax.Array
    field: FieldEquation


@dataclass(frozen=True)
class Split(Stepper):
    """See the module. Needs a sample that conducts wherever the grid has no field equation of its own."""

    @staticmethod
    def applies(energy: FreeEnergy) -> bool:
        """Return whether split steps can solve the field of a body, see `field_equation.has_field_equation`."""
        return has_field_equation(energy)

    @property
    def order(self) -> int:
        return 3

    @property
    def growth(self) -> float:
        return 2.0

    def prepare(self, law: TDGL, state: State) -> Setup:
        mass, laplacian = node_inertia(*jax.tree.map(on_host, (law.energy.sample, law.pinned)))
        u = float(law.relaxation_time)
        field = field_equation(law.energy, law.circuit)
        return Setup(as_array(u * mass), as_array(laplacian / u), field)

    def begin(self, law: TDGL, setup: Setup, state: State, t: Any) -> tuple[State, Memory]:
        return _begin(law, setup, state, as_array(np.asarray(t, float)))

    def attempt(self, law: TDGL, setup: Setup, drive, state: State, memory: Memory, heat: HeatState | None, t,
                h) -> Attempt:
        energy, gamma = law.energy, law.pair_breaking
        here = energy.sample.circulation(state.A)
        backward = _backward(memory, h)
        ahead = axpy(h, memory.slope, here)
        if energy.sheet is not None:
            bend = backward.bend(memory.slope, here, memory.before)
            ahead = axpy(_share_of_bend(law, state.psi, h), bend, ahead)
        gauge = _Turning(energy, memory.turning)
        held = energy.matter.held(gauge.standing(_around(energy.sample, state.A, memory.slope, 0.5 * h), 0.5 * h))
        at_middle = drive(t + 0.5 * h)
        warm = None if law.heat is None or heat is None else WarmStep.of(law.heat, heat, state.psi, h, at_middle)
        if warm is not None:
            at_middle = warm.in_middle(at_middle)
        at_middle = eqx.tree_at(lambda d: d.force, at_middle, gauge.turned(at_middle.force, -0.5 * h))
        acting = at_middle if warm is None else warm.without_answer(at_middle)

        def relaxation(psi):
            force = jnp.conj(jax.grad(lambda p: held(State(p, state.A), acting))(psi))
            if warm is not None:
                force = force + warm.force(psi)
            return velocity(psi, scaled(-0.5, force), setup.mass, gamma)

        own = 0.0 if warm is None else warm.answer
        stages = chebyshev.stages_for(h, spectral_radius(setup, state.psi, at_middle, gamma, own))
        moved = chebyshev.step(lambda psi: relaxation(psi) - gauge.turning(psi), state.psi, h, stages)
        psi = jnp.where(jnp.isfinite(setup.mass), gauge.turned(moved.y, h), state.psi)
        supercurrent = _supercurrent(energy, psi, ahead, drive(t + h))

        solution = setup.field.solve(energy.sample, law.conductivity, jnp.max(squared_modulus(psi)), backward, here,
                                     memory.before, ahead, supercurrent, drive(t + h), memory.field,
                                     law.linear_tolerance)
        end = State(psi, energy.sample.per_length(solution.circulation), solution.memory.circuit)
        if energy.sample.grid.periodic:
            end, solution = _together(energy, end, solution, drive(t + h))
        slope = backward.slope(solution.circulation, here, memory.before)
        rate = memory.turning
        if rate.ndim:
            rate = backward.slope(solution.memory.potential, memory.field.potential, memory.field.potential_before)
            rate = rate * gauge.share_in_motion(rate, state.psi, moved.y, h)
        unforeseen = jnp.maximum(_largest(energy, axpy(-1.0, ahead, solution.circulation)), solution.unforeseen)
        error = jnp.maximum(_largest_on_nodes(energy, moved.error), _FIELD_SHARE * unforeseen)
        mass = jnp.where(jnp.isfinite(setup.mass), setup.mass, 0.0)
        relaxed = _relaxation_heat(gauge, state.psi, moved, mass, gamma, h)
        joule = _joule_heat(energy, law.conductivity, memory.slope, slope, h)
        work = setup.field.work(energy, drive, here, solution, memory.field, t, h)
        solved, iterations = solution.converged, stages + solution.iterations
        middle = State(0.5 * (state.psi + moved.y) + h / 8 * (moved.start - moved.end), state.A)
        if warm is not None:
            warmed = warm.end(energy, drive, state, end, relaxed, joule, t)
            heat, error = warmed.state, jnp.maximum(error, _FIELD_SHARE * warmed.error)
            solved, iterations = solved & warmed.converged, iterations + warmed.iterations
            work, drive = work + warm.work(heat, middle.psi, at_middle), warm.at_start(drive)
        work = work + _work_on_matter(energy, drive, middle, t, h)
        longest = chebyshev.longest_step(spectral_radius(setup, psi, at_middle, gamma, own))
        heats = total(relaxed), sum((total(j) for j in joule if j is not None), jnp.zeros(()))
        return Attempt(end, Memory(here, h, slope, rate, solution.memory), error / law.tolerance, solved, longest,
                       iterations, *heats, work, heat)

    def redrawn(self, law: TDGL, setup: Setup, state: State, memory: Memory, change) -> Memory:
        """Return a memory as if the new random current had flown in the last step too: backward differences go on."""
        sample, field = law.energy.sample, memory.field
        current = edgewise(safe_divide, times(change, matching(change, sample.edge_volume)), sample.edge_length)
        jump = setup.field.jump(sample, law.conductivity, current, law.linear_tolerance)
        last = jnp.where(jnp.isfinite(memory.last_step), memory.last_step, 0.0)
        field = field._replace(potential_before=field.potential_before - last * jump.potential)
        return memory._replace(before=axpy(-last, jump.history, memory.before),
                               slope=axpy(1.0, jump.slope, memory.slope), field=field)

    def instant(self, state: State, memory: Memory, t) -> Instant:
        return Instant(t, state, memory.field.current, memory.field.potential)

    def energy(self, law: TDGL, setup: Setup, state: State, memory: Memory, drive: Drive):
        return law.energy.matter(state, drive) + setup.field.energy(law.energy, state, memory.field, drive)


def _around(sample: Sample, A, slope, t):
    """Return the circulations of A + t d_t A with a rim, ``slope`` being the rates of the circulations."""
    A, slope, lengths = (rimmed(sample.grid, edges) for edges in (A, slope, matching(A, sample.edge_length)))
    return axpy(t, slope, times(lengths, A))


@compiled_once
def _begin(law: TDGL, setup: Setup, state: State, t) -> tuple[State, Memory]:
    energy = law.energy
    here, potential = setup.field.adopted(energy, energy.sample.circulation(state.A), law.protocol(t))
    supercurrent = _supercurrent(energy, state.psi, here, law.protocol(t))
    field, current = setup.field.begin(energy, here, potential, supercurrent, law.protocol, law.conductivity, t,
                                       state.circuit)
    slope = jax.tree.map(lambda j, k: j - k, supercurrent, current)
    slope = edgewise(lambda s, w: safe_divide(s, law.conductivity * w), slope, energy.sample.edge_weight)
    fed = energy.sheet is not None and energy.sheet.injection is not None
    turning = jnp.zeros_like(field.potential) if fed else _STILL
    memory = Memory(here, jnp.asarray(jnp.inf, float), slope, turning, field)
    return State(state.psi, energy.sample.per_length(here), field.circuit), memory


class Backward(NamedTuple):
    """Backward differences of order 2 at unequal steps: ``d_t a = (alpha a - history)/h``.

    Attributes:
        ratio: of the step to the one before; 0 for a difference of order 1.
        step: h.
    """

    ratio: jax.Array
    step: jax.Array

    @property
    def alpha(self):
        return 1 + self.ratio - self._share

    @property
    def _share(self):
        return self.ratio**2 / (1 + self.ratio)

    def history(self, now, before):
        """Return the part of the difference that is known."""
        return jax.tree.map(lambda a, b: (1 + self.ratio) * a - self._share * b, now, before)

    def bend(self, slope, now, before):
        """Return (h^2/2) d_t^2 a at the start of the step, where d_t a is ``slope``; 0 in a step of order 1."""
        return jax.tree.map(lambda s, a, b: self.ratio * (self.step * s - self.ratio * (a - b)), slope, now, before)

    def slope(self, new, now, before):
        """Return d_t a at the end of the step."""
        return jax.tree.map(lambda a, old: (self.alpha * a - old) / self.step, new, self.history(now, before))

    def ahead(self, last, now, before, earlier):
        """Return the parabola through three values at the end of the step.

        Args:
            last: the ratio of the last step; 0 leaves a straight line.
        """
        bend = now - before - last * (before - earlier)
        return now + self.ratio * (now - before + (1 + self.ratio) * last / (1 + last) * bend)


def _backward(memory: Memory, h) -> Backward:
    ratio = h / memory.last_step
    # Unstable beyond 1 + sqrt2: after a far shorter step (or none) a step of order 1.
    return Backward(jnp.where(ratio > _LARGEST_RATIO, 0.0, ratio), h)


def _share_of_bend(law: TDGL, psi, h):
    """Return how much of the bend of A(t) goes into the field at which the supercurrent of a film is taken: 1 - O(h^2).

    Without it the supercurrent answers a field that is off by h^2 A''/2, most where |psi|^2 is far below its largest
    value, for which `field_equation` makes up. Steps far longer than sigma/|psi|^2, in which the field comes to rest,
    would be unstable with all of it. In a body, whose own field is stiff, readings gain nothing by it.
    """
    return 1 / (1 + (h * jnp.max(squared_modulus(psi)) / (_LONG * law.conductivity)) ** 2)


class _Turning(NamedTuple):
    """The gauge within a step: psi' = psi exp(-i t rate), A' = A - grad(t rate), t from the start of the step.

    Where a voltage stands, psi turns with chi; when a field is switched on, chi moves and psi cannot follow. So the
    rate is the share of d_t chi with which psi turned in the last step.

    Attributes:
        energy: of the body.
        rate: on the nodes; a scalar where nothing turns.
    """

    energy: FreeEnergy
    rate: jax.Array

    def standing(self, around, t):
        """Return the circulations of A' at time t, with a rim."""
        if not self.rate.ndim:
            return around
        grid, rate = self.energy.sample.grid, jnp.pad(self.rate, 1)
        turned = (inner_but(jnp.diff(rate, axis=axis), axis) for axis in map(grid.array_axis, grid.resolved))
        return axpy(-t, tuple(next(turned) if d in grid.resolved else None for d in DIRECTIONS), around)

    def turning(self, psi):
        """Return i rate psi."""
        return 1j * scaled(self.rate, psi) if self.rate.ndim else jnp.zeros(())

    def share_in_motion(self, rate, begin, end, h):
        """Return the projection of the motion of psi in a step on its turning at a rate, from 0 to 1."""
        middle = 0.5 * (begin + end)
        motion = (end - begin) / h + self.turning(middle)
        along = 1j * scaled(rate, middle)
        volume = self.energy.sample.node_volume
        size = jnp.sum(volume * squared_modulus(along))
        return jnp.clip(safe_divide(jnp.sum(volume * real_product(along, motion)), size), 0.0, 1.0)

    def turned(self, psi, t):
        """Return psi exp(i t rate)."""
        return psi * unit_phase(t * self.rate) if self.rate.ndim else psi


def _together(energy: FreeEnergy, end: State, solution: FieldSolution, drive: Drive) -> tuple[State, FieldSolution]:
    """Return the end of a step with rims that agree with their images.

    No force acts on what they differ by, and extrapolation from step to step would let rounding grow.
    """
    grid, memory = energy.sample.grid, solution.memory
    end = repeated(grid, end, drive)
    current = repeated(grid, State(_STILL, memory.current), Drive()).A
    return end, solution._replace(circulation=energy.sample.circulation(end.A), memory=memory._replace(current=current))


def _largest_on_nodes(energy: FreeEnergy, values):
    """Return the largest value on nodes, with less weight in cut cells, which weigh little in any reading."""
    volume = energy.sample.node_volume
    return jnp.sqrt(jnp.max(volume / jnp.max(volume) * squared_modulus(values)))


def _largest(energy: FreeEnergy, edges):
    """Return the largest value on edges, with less weight in cut cells, none in vacuum, where A is a gauge choice."""
    shares = edgewise(lambda e, v: jnp.max(v / jnp.max(v) * e * e), edges, energy.sample.edge_volume)
    return jnp.sqrt(jnp.max(jnp.stack(jax.tree.leaves(shares))))


def spectral_radius(setup: Setup, psi, drive: Drive, gamma, answer):
    """Return a bound of the rates at which small changes of psi decay.

    Args:
        answer: see `WarmStep`; 0 where the electrons have no temperature of their own.
    """
    n = squared_modulus(psi)
    potential = jnp.max(jnp.abs(drive.condensation)) + (3 + 2 * jnp.max(answer)) * jnp.max(n)
    return _SAFETY * jnp.sqrt(1 + jnp.max(gamma) ** 2 * jnp.max(n)) * (setup.laplacian + potential)


def _supercurrent(energy: FreeEnergy, psi, circulations, drive):
    """Through the dual face of every edge, -(1/2) dF/da of the matter."""
    def of(a):
        return energy.matter(State(psi, energy.sample.per_length(a)), drive)

    return jax.tree.map(lambda f: -0.5 * f, jax.grad(of)(circulations))


def _relaxation_heat(gauge: _Turning, psi, moved: chebyshev.Step, mass, gamma, h):
    """``2 int d_t psi . M d_t psi dt`` on the nodes, along the cubic through both ends, M in the middle."""
    middle = 0.5 * (psi + moved.y)
    change = (1 / h) * (moved.y - psi) + gauge.turning(middle)
    start, end = moved.start + gauge.turning(psi), moved.end + gauge.turning(moved.y)

    def squared(c, s, e):
        """Return the mean of the square along the cubic, from the mean rate c and the rates s and e at both ends."""
        return 1.2 * c * c - 0.2 * c * (s + e) + (2 * s * s + 2 * e * e - s * e) / 15

    return 2 * h * dissipation(middle, (change, start, end), squared, mass, gamma)


def _joule_heat(energy: FreeEnergy, conductivity, start, end, h):
    """``2 int sigma E^2 dV dt`` of every edge, E linear in the step."""
    weight = matching(start, energy.sample.edge_weight)
    scale = 2 * conductivity * h / 3
    return edgewise(lambda s, e, w: scale * w * (s * s + s * e + e * e), start, end, weight)


def _work_on_matter(energy: FreeEnergy, drive, middle: State, t, h):
    """``int d_t F dt`` at held psi and A: the work of the bath when epsilon changes.

    Args:
        middle: state in the middle of the step, psi on the cubic through both ends.
    """
    when = t + 0.5 * h
    return h * jax.jvp(lambda s: energy.matter(middle, drive(s)), (when,), (jnp.ones_like(when),))[1]

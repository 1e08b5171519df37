"""The implicit step of the field: ``sigma d_t A = J_s - K``, in bulk and in thin films.

With d_t a = (alpha a - history)/h and the supercurrent taken at the extrapolated field,
J_s(a) = J_s* - n w (a - a*), an equation of constant coefficients is left. The added -n w (a - a*), of the order of
the extrapolation's error, stands for how the supercurrent answers the field, |psi|^2 taken as n, its largest value, and
keeps long steps stable. Where nothing superconducts it vanishes.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, SheetField, State, Term
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.edges import edgewise, matching
from onnes.grids.gathering import on_host
from onnes.grids.operators import grad, grad_adjoint
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.curl_curl import CurlCurl, curl_curl_diagonal
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy, dot, scaled, times, zeros_like
from onnes.laws.ampere import current_by_ampere
from onnes.laws.circuit import Circuit
from onnes.laws.preconditioning import FieldPreconditioner, field_preconditioner, has_field_preconditioner
from onnes.laws.steppers.film_load import FilmLoad
from onnes.numerics.safe_division import safe_divide

_EXACT = 1e-10
_MOST = 20_000
_MANY = 10_000
"""Nodes from which multigrid repays the time to compile it in a run of many steps."""
_FIRM = 1e3
"""Mass over stiffness that holds A in the body while multigrid settles that of the vacuum."""
_NO_PSI: Any = np.zeros(())
"""Terms of the field alone do not look at psi."""


class FieldMemory(NamedTuple):
    """Attributes: current through the dual face of every edge; chi of A = A_applied + Q K + grad chi of a film, now and
    one step ago; `Flow.own` of a film with self-field, now, one and two steps ago, and the ratio of the last two steps
    (`Backward`); of a film in a circuit what that carries, now and one step ago."""

    current: Any
    potential: jax.Array
    potential_before: jax.Array
    own: Any = None
    own_before: Any = None
    own_earlier: Any = None
    ratio: Any = None
    circuit: Any = None
    circuit_before: Any = None


class FieldSolution(NamedTuple):
    """Attributes: circulations at the end of the step, memory, iterations, whether the solve converged; the unforeseen
    part of what a circuit carries, as the sheet current that it drives."""

    circulation: Any
    memory: FieldMemory
    iterations: jax.Array
    converged: jax.Array
    unforeseen: Any = 0.0


class Jump(NamedTuple):
    """Attributes: jump of d_t of the circulations for the difference formula, and as far as psi is to see it; of the
    potential."""

    history: Any
    slope: Any
    potential: Any


class FieldEquation(eqx.Module):
    """Equation of motion of the field of one kind of body."""

    def adopted(self, energy: FreeEnergy, circulation, drive) -> tuple[Any, Any]:
        """Return the circulations with which a step may begin, and the potential chi that belongs to them, if any."""
        return circulation, None

    @abstractmethod
    def begin(self, energy: FreeEnergy, circulation, potential, supercurrent, drive, conductivity, t,
              circuit) -> tuple[FieldMemory, Any]:
        """Return the memory before a first step from t, and the current through the dual face of every edge.

        Args:
            circulation, potential: see `adopted`.
            drive: t -> Drive.
            circuit: what the circuit around a film carries.
        """

    @abstractmethod
    def solve(self, sample, conductivity, density, backward, now, before, ahead, supercurrent, drive, memory,
              tolerance) -> FieldSolution:
        """Return the field at the end of a step.

        Args:
            density: the largest |psi|^2.
            backward: the difference formula of the step.
            now, before: circulations at the start of the step, and one step earlier.
            ahead: extrapolated circulations a*.
            supercurrent: at a*, through the dual face of every edge.
        """

    @abstractmethod
    def jump(self, sample: Sample, conductivity, current, tolerance) -> Jump:
        """Return by how much rates jump when a random current jumps by ``current`` through the dual face of every
        edge.
        """

    @abstractmethod
    def energy(self, energy: FreeEnergy, state: State, memory: FieldMemory, drive) -> jax.Array:
        """Field energy."""

    @abstractmethod
    def work(self, energy: FreeEnergy, drive, begin, solution: FieldSolution, memory: FieldMemory, t, h) -> jax.Array:
        """Return the work of the magnet and the current source in the step from the circulations ``begin``."""


def has_field_equation(energy: FreeEnergy) -> bool:
    """Return whether the field is that of a thin film, or of a body on a Cartesian plane or block."""
    return energy.sheet is not None or has_field_preconditioner(energy)


def field_equation(energy: FreeEnergy, circuit: Circuit | None = None) -> FieldEquation:
    """The equation that belongs to the field terms of an energy.

    Raises:
        InputError: no field term, more than one kind, or a grid on which the bulk equation has no fast inverse.
    """
    if energy.sheet is None:
        return Bulk.of(energy)
    load = None if circuit is None else FilmLoad.of(circuit, energy.sheet, energy.sample)
    return Film(energy.sheet, load)


class Film(FieldEquation):
    """``I/w + beta (Q I + grad chi) = J_s*/w + a* + (sigma/h) history - beta a_applied``, div I = fed current."""

    sheet: SheetField
    load: FilmLoad | None

    def adopted(self, energy: FreeEnergy, circulation, drive):
        """With self-field A stays when the drive jumps, and the currents jump; without it A follows the drive at once.

        The impulse of the normal current is then conserved: ``A + da`` with ``div w da = 0``.
        """
        if self.sheet.kernel is not None:
            return circulation, None
        chi = self.sheet.source_of(energy.sample, circulation, drive).potential
        return axpy(1.0, self.sheet.applied(drive, energy.sample), grad(energy.sample.grid, chi)), chi

    def begin(self, energy: FreeEnergy, circulation, potential, supercurrent, drive, conductivity, t, circuit):
        sample, sheet = energy.sample, self.sheet
        if sheet.kernel is not None:
            if self.load is not None:  # the flux of the film stands still, and with it its current
                circuit = self.load.circuit.at_once(circuit, drive(t).source, 0.0, jnp.inf)
            source = sheet.source_of(sample, circulation, self._fed(drive(t), circuit))
            return FieldMemory(source.current, source.potential, source.potential, source.own, source.own, source.own,
                               jnp.zeros(()), circuit, circuit), source.current
        # Without self-field the normal current makes up at once for what the supercurrent does not conserve, and
        # follows the electric field that a changing applied field induces.
        drift = jax.jvp(lambda s: sheet.applied(drive(s), sample), (t,), (jnp.ones_like(t),))[1]
        push = axpy(-conductivity, drift, edgewise(safe_divide, supercurrent, sample.edge_weight))
        flow = sheet.flow(sample, push, 0.0, sheet.through(self._fed(drive(t), circuit)), None, None, _EXACT)
        current = flow.current
        if self.load is not None:
            circuit, current = self.load.at_once(circuit, drive(t).source, flow.potential, current, conductivity)
        return FieldMemory(current, potential, potential, circuit=circuit, circuit_before=circuit), current

    def solve(self, sample, conductivity, density, backward, now, before, ahead, supercurrent, drive, memory,
              tolerance):
        sheet = self.sheet
        h = backward.step
        beta = conductivity * backward.alpha / h + density
        applied = sheet.applied(drive, sample)
        driven = edgewise(safe_divide, supercurrent, sample.edge_weight)
        push = jax.tree.map(lambda j, a, old, b: j + density * a + conductivity / h * old - beta * b,
                            driven, ahead, backward.history(now, before), applied)
        load = self.load
        foreseen = memory.circuit if load is None else load.foreseen(memory, backward)
        through = sheet.through(self._fed(drive, foreseen))
        # If all goes on as it went.
        potential = memory.potential + backward.ratio * (memory.potential - memory.potential_before)
        own = jax.tree.map(lambda *course: backward.ahead(memory.ratio, *course), memory.own, memory.own_before,
                           memory.own_earlier)
        flow = sheet.flow(sample, push, beta, through, own, beta * potential, tolerance)
        circuit, unforeseen = foreseen, 0.0
        if load is not None:
            flow, circuit = load.step(sheet, sample, flow, foreseen, beta, backward, memory, drive.source)
            unforeseen = load.unforeseen(foreseen, circuit, backward)
        chi = flow.potential / beta
        field = jax.tree.map(jnp.add, applied, flow.induced)
        circulation = jax.tree.map(jnp.add, field, grad(sample.grid, chi))
        ratio = None if sheet.kernel is None else backward.ratio
        after = FieldMemory(flow.current, chi, memory.potential, flow.own, memory.own, memory.own_before, ratio,
                            circuit, memory.circuit)
        return FieldSolution(circulation, after, flow.iterations, flow.converged, unforeseen)

    def jump(self, sample, conductivity, current, tolerance):
        """Return the jumps of d_t grad chi and of d_t chi.

        What is left of the current is conserved: normal current flows against it, and none is left as soon as its own
        induction has faded, within a small part of a step.
        """
        found = self.sheet.potential_solver.solve(grad_adjoint(sample.grid, current), None, tolerance)
        potential = found.x / conductivity
        slope = grad(sample.grid, potential)
        return Jump(slope, slope, potential)

    def energy(self, energy, state, memory, drive):
        return self.sheet.energy_of(memory.current)

    def work(self, energy, drive, begin, solution, memory, t, h):
        change = axpy(-1.0, self.sheet.applied(drive(t), energy.sample),
                      self.sheet.applied(drive(t + h), energy.sample))
        current = jax.tree.map(jnp.add, memory.current, solution.memory.current)
        fed = self._source(drive(t), memory.circuit, energy.sample) + self._source(
            drive(t + h), solution.memory.circuit, energy.sample)
        return -dot(current, change) + jnp.sum(fed * (solution.memory.potential - memory.potential))

    def _source(self, drive, circuit, sample):
        """Return the current into every node."""
        return self.sheet.fed(self.sheet.through(self._fed(drive, circuit)), sample)

    def _fed(self, drive, circuit):
        """Return a drive with the current of the circuit."""
        return drive if self.load is None else self.load.fed(drive, circuit)


class Bulk(FieldEquation):
    """``(beta w + kappa^2 curl* curl) a = J_s* + w a* + (sigma/h) w history + kappa^2 curl* H``.

    Conjugate gradients, preconditioned by the exact inverse on the box with the same beta everywhere or, on large grids
    with vacuum, by a cycle of multigrid. In vacuum w = 0, and A is the solution of ``curl* curl a = curl* H`` up to a
    gauge.

    Attributes:
        terms: of the field.
        preconditioner: see there.
        fills: whether the body fills its box, without vacuum.
        stiffness: kappa^2.
        curl_curl: curl* curl; None where images of the body or mirrors have a part in it.
    """

    terms: tuple[Term, ...]
    preconditioner: FieldPreconditioner
    fills: bool = eqx.field(static=True)
    stiffness: jax.Array
    curl_curl: CurlCurl | None

    @classmethod
    def of(cls, energy: FreeEnergy) -> Bulk:
        sample, stiffness = energy.sample, energy.field_stiffness
        resolved = sample.grid.resolved
        weights = tuple(on_host(w) if d in resolved else None for d, w in enumerate(sample.edge_weight))
        fills = all(bool(np.all(w > 0)) for w in weights if w is not None)
        by_modes = fills or sample.grid.periodic  # multigrid knows no images
        preconditioner = field_preconditioner(energy, weights, sample.node_volume.size + 1 if by_modes else _MANY)
        if stiffness is None or preconditioner is None:
            raise InputError("stepper", "split steps of a body whose field they cannot solve",
                             "a film with SheetField, or a Cartesian grid with Magnetic", "Use a Rosenbrock stepper.")
        curl_curl = None if sample.grid.periodic or energy.mirrors else CurlCurl.of(sample)
        return cls(energy.field.terms, preconditioner, fills, stiffness, curl_curl)

    def adopted(self, energy: FreeEnergy, circulation, drive):
        """Return the circulations after a jump of the drive: A stays in the body, and in vacuum
        ``curl* curl a = curl* H`` holds at once.
        """
        if self.fills:
            return circulation, None
        A = energy.sample.per_length(circulation)
        vacuum = jax.tree.map(lambda w: (w == 0).astype(float), matching(A, energy.sample.edge_weight))
        force, stiffness = jax.linearize(lambda a: jax.grad(energy.field)(State(_NO_PSI, a), drive).A, A)
        # Less than this share of the energy of the applied field itself is rounding.
        floor = _EXACT * jnp.sqrt(energy.field(State(_NO_PSI, zeros_like(A)), drive))
        change = conjugate_gradient(lambda v: times(vacuum, stiffness(times(vacuum, v))),
                                    times(vacuum, scaled(-1.0, force)), self._inverse_in(vacuum, energy.sample),
                                    tolerance=_EXACT, floor=floor, max_iterations=_MOST)
        return energy.sample.circulation(axpy(1.0, change.x, A)), None

    def _inverse_in(self, vacuum, sample: Sample):
        """Return r -> P^-1 r for twice the stiffness of the field on edges in vacuum, with A held in the body."""
        diagonal = curl_curl_diagonal(sample.grid, sample.edge_length, sample.face_weight)
        if self.preconditioner.levels is None:
            return jacobi(scaled(2 * self.stiffness, diagonal))
        held = jax.tree.map(lambda v, d: (1 - v) * _FIRM * self.stiffness * d, vacuum, diagonal)
        inverse = self.preconditioner.inverse(sample, held, 0.0, self.stiffness)
        return lambda r: times(vacuum, scaled(0.5, inverse(times(vacuum, r))))

    def begin(self, energy: FreeEnergy, circulation, potential, supercurrent, drive, conductivity, t, circuit):
        current = current_by_ampere(energy.field, energy.sample.per_length(circulation), drive(t))
        return FieldMemory(current, jnp.zeros(()), jnp.zeros(())), current

    def solve(self, sample, conductivity, density, backward, now, before, ahead, supercurrent, drive, memory,
              tolerance):
        h = backward.step
        beta = conductivity * backward.alpha / h + density
        weight, lengths = matching(ahead, sample.edge_weight), matching(ahead, sample.edge_length)
        start = sample.per_length(ahead)
        stiff, force = self._stiff(sample), self._force(sample, drive)

        def operator(A):
            # The product w |edge|^2 by itself would be kept in memory while the equation is solved.
            return jax.tree.map(lambda a, w, length, k: a * w * (beta * length**2) + k, A, weight, lengths, stiff(A))

        # The residual at a*, where J_s* and w a* meet.
        missing = jax.tree.map(
            lambda j, w, length, a, old, f: length * (j + conductivity / h * w * (old - backward.alpha * a)) - f,
            supercurrent, weight, lengths, ahead, backward.history(now, before), force(start))
        held = sum(jnp.sum(w * a * a) for w, a in zip(jax.tree.leaves(weight), jax.tree.leaves(ahead), strict=True))
        size = beta * held + dot(start, stiff(start))
        mass = edgewise(lambda w, length: beta * w * length**2, weight, lengths)
        found = conjugate_gradient(
            operator, missing, self.preconditioner.inverse(sample, mass, beta, self.stiffness), tolerance=tolerance,
            floor=tolerance * jnp.sqrt(size), max_iterations=500, start=start)
        after = memory._replace(current=sample.per_length(force(found.x)))
        return FieldSolution(sample.circulation(found.x), after, found.iterations, found.converged)

    def _stiff(self, sample: Sample) -> Callable:
        """Return A -> kappa^2 curl* curl A."""
        curl_curl, field = self.curl_curl, FreeEnergy(self.terms, sample)
        if curl_curl is not None:
            return lambda A: scaled(self.stiffness, curl_curl(A))
        return lambda A: jax.jvp(_half_gradient(field, Drive()), (zeros_like(A),), (A,))[1]

    def _force(self, sample: Sample, drive: Drive) -> Callable:
        """Return A -> kappa^2 curl* (curl A - H), with no array but those of A where curl* curl has thin factors."""
        if self.curl_curl is None:
            return _half_gradient(FreeEnergy(self.terms, sample), drive)
        stiff, rest = self._stiff(sample), _half_gradient(self._driven(sample), drive)
        return lambda A: axpy(1.0, stiff(A), rest(A))

    def _driven(self, sample: Sample) -> FreeEnergy:
        """Return the terms of the field but ``kappa^2 int B^2 dV``, which knows no drive."""
        return FreeEnergy(tuple(term for term in self.terms if term.field_stiffness is None), sample)

    def jump(self, sample, conductivity, current, tolerance):
        """Return the jump of d_t a before the field answers; psi does not see it, as short waves answer at once."""
        weight = matching(current, sample.edge_weight)
        slope = edgewise(lambda i, w: safe_divide(i, conductivity * w), current, weight)
        return Jump(slope, zeros_like(slope), 0.0)

    def energy(self, energy, state, memory, drive):
        return energy.field(state, drive)

    def work(self, energy, drive, begin, solution, memory, t, h):
        middle = State(_NO_PSI, energy.sample.per_length(scaled(0.5, axpy(1.0, begin, solution.circulation))))
        when, driven = t + 0.5 * h, self._driven(energy.sample)
        return h * jax.jvp(lambda s: driven(middle, drive(s)), (when,), (jnp.ones_like(when),))[1]


def _half_gradient(field: FreeEnergy, drive: Drive) -> Callable:
    """Return A -> (1/2) dF/dA."""
    return lambda A: scaled(0.5, jax.grad(lambda a: field(State(_NO_PSI, a), drive))(A))

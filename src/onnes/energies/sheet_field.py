"""A thin film: the field of its own sheet current, in all space, without a single cell outside the film."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.energies.condensation import Condensation
from onnes.energies.covariant_gradient import CovariantGradient
from onnes.energies.langevin import ThermalForce
from onnes.energies.periodic import uniform_potential
from onnes.energies.state import Drive, State
from onnes.energies.term import FreeEnergy, Term
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.conserved_currents import ConservedCurrents, conserved_currents
from onnes.grids.edges import matching
from onnes.grids.layered_kernel import LayeredKernel
from onnes.grids.operators import grad, grad_adjoint
from onnes.grids.sheet_kernel import SheetKernel, sheet_kernel
from onnes.grids.solvers.node_equation import node_solver
from onnes.grids.solvers.vectors import axpy, dot, scaled, times, zeros_like
from onnes.numerics.jax_settings import as_array, compiled_fast
from onnes.numerics.safe_division import safe_divide

_EXACT = 1e-11
_MOST = 500
_TINY = 1e-300
_FIRM = 0.1
"""Tolerance of a current in its energy over that of A and psi, which follow from it in the worst case ten times so."""


class Flow(NamedTuple):
    """Currents that are fed where terminals are and conserved elsewhere.

    Attributes:
        current: through the dual face of every edge.
        potential: on nodes: the multiplier that keeps the current conserved.
        induced: circulations of the vector potential of the current, zero without self-field.
        iterations: of the solve.
        converged: whether it reached its tolerance.
        own: a first guess for a flow like this one: what it has besides `SheetField.feeding` as a number on faces, in
            a single sheet that ends; of other kernels ``induced``; None without self-field.
    """

    current: Any
    potential: jax.Array
    induced: Any
    iterations: jax.Array
    converged: jax.Array
    own: Any


class SheetField(Term):
    """``F = int A_i . K dA``, A_i = Q K = (xi/4 pi Lambda) int K(r')/|r - r'| d^2r': field energy of a sheet current K.

    A film thinner than lambda screens by its Pearl length Lambda = lambda^2/d: no cell of the vacuum is needed, since
    the field that K makes there is known. The vector potential is A = A_applied + Q K + grad chi, and minimising
    over chi makes K conserved. As Lambda goes to infinity, Q vanishes and so does the energy: what is left is the
    constraint that A is that of the applied field, up to grad chi.

    The applied field is along z, A_applied = H (-y, x)/2 + that of a field which is not uniform; sheet currents are
    in units of Phi_0/(2 pi mu_0 xi Lambda). Energies are per xi of thickness, as in all planes. Where terminals feed a
    current s into nodes, -2 sum s chi is added, the Legendre term of its source, which moves with chi as the source's
    potential does.

    Attributes:
        kernel: convolution with 1/r, None for no self-field.
        strength: xi/Lambda.
        potential_solver: solves div(w grad phi) = r on the film, w its edge weights.
        injection: current that one unit of `Drive.current` through each terminal feeds into every node, shape
            (terminals, *grid.shape). None for a film without terminals.
        conserved: currents of a single sheet that ends; None for other kernels.
        feeding: currents of a single sheet that ends, for one unit of `Drive.current` through each terminal, and the
            circulations that they induce, with the terminals as the first axis; None without terminals.

    Source: Pearl, Appl. Phys. Lett. 5, 65 (1964); Brandt, Phys. Rev. B 72, 024529 (2005).
    """

    of_field: ClassVar[bool] = True
    kernel: SheetKernel | LayeredKernel | None
    strength: jax.Array = eqx.field(converter=as_array)
    potential_solver: Any
    injection: jax.Array | None = None
    conserved: ConservedCurrents | None = None
    feeding: tuple[Any, Any] | None = None

    @property
    def sheet(self) -> SheetField:
        return self

    def __call__(self, state: State, drive: Drive, sample: Sample):
        """Return the energy, by solving for the current that makes the field of A: some tens of convolutions."""
        in_plane = (*sample.circulation(state.A)[:2], None)
        excess = axpy(-1.0, self.applied(drive, sample), in_plane)

        def current(push, through):
            return self.flow(sample, push, 1.0, through, None, None, _EXACT, resistance=0.0)

        # Linear in A and symmetric, so that derivatives of any order are solves of the same kind.
        answer = excess if self.kernel is None else lax.custom_linear_solve(
            self.induced, excess, lambda _, b: current(b, None).current, symmetric=True)
        total = jnp.zeros(()) if self.kernel is None else dot(excess, answer)
        if self.injection is not None:
            driven = current(zeros_like(excess), self.through(drive))
            fed = self.fed(self.through(drive), sample)
            total = total + 2 * dot(driven.current, excess) - jnp.sum(fed * driven.potential)
        return total

    def through(self, drive: Drive) -> jax.Array | None:
        """Return the current through each terminal; None without terminals."""
        return None if self.injection is None else jnp.broadcast_to(drive.current, self.injection.shape[:1])

    def fed(self, through, sample: Sample):
        """Return the current into every node for those through the terminals, none if that is None."""
        if self.injection is None or through is None:
            return jnp.zeros(sample.grid.shape)
        return jnp.tensordot(through, self.injection, 1)

    @staticmethod
    def applied(drive: Drive, sample: Sample):
        """Circulations of the applied field's vector potential along the edges."""
        grid, H = sample.grid, drive.applied_field[2]
        if len(grid.resolved) == 1:
            return tuple(jnp.zeros(grid.cell_shape((d,))) if d in grid.resolved else None for d in range(3))
        in_x, in_y = uniform_potential(grid, H)
        along_x = in_x * sample.edge_length[0] + drive.applied_circulation[0]
        along_y = in_y * sample.edge_length[1] + drive.applied_circulation[1]
        return (jnp.broadcast_to(along_x, grid.cell_shape((0,))), jnp.broadcast_to(along_y, grid.cell_shape((1,))),
                None)

    def induced(self, current):
        """Circulations of Q K along the edges; zero without self-field."""
        if self.kernel is None:
            return zeros_like(current)
        x, y = self.kernel.circulations(current[0], current[1])
        return self.strength * x, self.strength * y, None

    def source_of(self, sample: Sample, circulation, drive: Drive, tolerance=_EXACT) -> Flow:
        """Compute the current and the potential of a given vector potential.

        Solves ``Q I + grad chi = a - a_applied``, ``div I = fed``. Without self-field (Q = 0) only chi is determined,
        by ``div w (a - a_applied - grad chi) = 0``, and the current of the result has no meaning.

        Args:
            circulation: a, along the edges.
        """
        excess = axpy(-1.0, self.applied(drive, sample), circulation)
        through = None if self.kernel is None else self.through(drive)
        return self.flow(sample, excess, 1.0, through, None, None, tolerance, resistance=0.0)

    def energy_of(self, current):
        """``K . Q K``."""
        return dot(current, self.induced(current))

    def flow(self, sample: Sample, push, beta, through, own, potential, tolerance, resistance=1.0) -> Flow:
        """Solve ``resistance I/w + beta Q I + grad phi = push``, ``div I = fed``: Ohm's law with its own induction.

        Conjugate gradients on conserved currents, preconditioned by the equation of an infinite sheet. Without
        self-field the projection of ``push`` is the answer.

        Args:
            push: driving field on the edges; w the edge weights of the sample.
            beta: how much of the induction acts within the step.
            through: current through each terminal, None for none.
            own, potential: first guesses of `Flow.own` and phi, None for none.
            tolerance: of the current, in the norm of its energy, ``I . (resistance I/w + beta Q I)``.
        """
        potential = jnp.zeros(sample.grid.shape) if potential is None else potential
        if self.kernel is None:
            found, solution = self._projected(sample, axpy(-1.0, grad(sample.grid, potential), push),
                                              self.fed(through, sample), tolerance)
            return Flow(times(matching(push, sample.edge_weight), found), potential + solution.x, zeros_like(push),
                        solution.iterations, solution.converged, None)
        if self.conserved is None:
            return self._projected_flow(sample, push, beta, self.fed(through, sample), own, potential, tolerance,
                                        resistance)
        return self._conserved_flow(sample, self.conserved, push, beta, through, own, potential, tolerance, resistance)

    def _projected(self, sample: Sample, field, source, tolerance):
        """Return a field without the share of a potential, so that it drives a current with the given sources."""
        rhs = source + grad_adjoint(sample.grid, times(matching(field, sample.edge_weight), field))
        solution = self.potential_solver.solve(rhs, None, tolerance)
        return axpy(-1.0, grad(sample.grid, solution.x), field), solution

    def _conserved_flow(self, sample: Sample, conserved: ConservedCurrents, push, beta, through, own, potential,
                        tolerance, resistance) -> Flow:
        """Solve for a number on the faces, of which currents are the steps."""
        weight = matching(push, sample.edge_weight)
        resistances = jax.tree.map(lambda w: safe_divide(resistance, w), weight)
        fed, driven, held = zeros_like(push), push, 0.0
        if self.feeding is not None and through is not None:
            fed, field = ((*(jnp.tensordot(through, part, 1) for part in parts[:2]), None) for parts in self.feeding)
            field = axpy(beta, field, times(resistances, fed))
            driven, held = axpy(-1.0, field, push), dot(fed, field)
        around = conserved.around(driven)
        inverse = conserved.near_inverse(resistance, beta * self.strength)

        def iterate(carry):
            g, r, p, product, _, k = carry
            image = conserved.driving(p, resistances, beta * self.strength)
            # The multiple of the guess that is nearest in energy is never worse than none.
            alpha = safe_divide(jnp.where(k == 0, dot(p, around), product), dot(p, image))
            g, r = axpy(alpha, p, g), axpy(-alpha, image, r)
            z = inverse(r)
            new = dot(r, z)
            goal = (_FIRM * tolerance)**2 * (jnp.abs(dot(g, around)) + held) + _TINY
            return g, r, axpy(jnp.where(k == 0, 0.0, safe_divide(new, product)), p, z), new, goal, k + 1

        # The first direction is the guess, so that operator and inverse are compiled once.
        start = jnp.zeros_like(around) if own is None else own
        nothing, zero = jnp.zeros_like(around), jnp.zeros(())
        g, _, _, left, goal, k = lax.while_loop(
            lambda c: (c[3] > c[4]) & (c[5] < _MOST), iterate,
            (nothing, around, start, jnp.asarray(jnp.inf), zero, jnp.zeros((), int)))
        current = axpy(1.0, conserved.current(g), fed)
        induced = self.induced(current)
        driven = axpy(-beta, induced, axpy(-1.0, times(resistances, current), push))
        rest = axpy(-1.0, grad(sample.grid, potential), driven)
        solution = self.potential_solver.solve(grad_adjoint(sample.grid, times(weight, rest)), None, tolerance)
        return Flow(current, potential + solution.x, induced, k - 1, (left <= goal) & solution.converged, g)

    def _projected_flow(self, sample: Sample, push, beta, fed, own, potential, tolerance, resistance) -> Flow:
        """Solve for a field that is projected in each iteration, for kernels without conserved currents."""
        weight, kernel = matching(push, sample.edge_weight), self.kernel
        assert kernel is not None
        nothing = jnp.zeros_like(fed)

        def projected(field, source):
            return self._projected(sample, field, source, tolerance)

        # Solved for what the guess leaves, so that the tolerance is one of the change.
        guess = zeros_like(push) if own is None else own
        left = axpy(-1.0, grad(sample.grid, potential), axpy(-beta, guess, push))

        def inverse(r):
            """Return the conserved field near that of which ``turned`` is r, up to a gradient."""
            x, y, _ = times(weight, projected(r, nothing)[0])
            return projected((*kernel.near_inverse(x, y, resistance, beta * self.strength), None), nothing)[0]

        def iterate(carry):
            field, own, r, p, product, goal, k = carry
            first = k == 0  # the guess of the field as a whole
            own_of_p = self.induced(times(weight, p))
            image = axpy(beta, own_of_p, scaled(resistance, p))
            curvature = dot(times(weight, p), image)
            alpha = jnp.where(first, 1.0, product / jnp.where(curvature > 0, curvature, 1.0))
            r = axpy(-alpha, image, r)
            z = inverse(r)
            new = dot(times(weight, r), z)
            goal = jnp.where(first, tolerance**2 * curvature + _TINY, goal)
            return axpy(alpha, p, field), axpy(alpha, own_of_p, own), r, axpy(new / product, p, z), new, goal, k + 1

        def unfinished(carry):
            *_, product, goal, k = carry
            return (k == 0) | (product > goal) & (k <= _MOST)

        def take_share(carry):
            """Take out the share of the potential: first of the guess, then of what is left when the current is found.

            One loop for both, in which the solver of the potential is compiled once.
            """
            turn, phi, solved, field, own, r, product, goal, k = carry
            free, found = projected(r, jnp.where(turn == 0, fed, 0.0))
            field, own, r, _, product, goal, k = lax.while_loop(
                unfinished, iterate, (field, own, axpy(beta, guess, free), free, product, goal, k))
            return turn + 1, phi + found.x, solved & found.converged, field, own, r, product, goal, k

        zero, none = jnp.zeros(()), jnp.zeros((), int)
        _, phi, solved, field, own, _, product, goal, k = lax.while_loop(
            lambda carry: carry[0] < 2, take_share,
            (none, potential, jnp.ones((), bool), zeros_like(push), zeros_like(push), left, jnp.asarray(jnp.inf), zero,
             none))
        return Flow(times(weight, field), phi, own, k - 1, (product <= goal) & solved, own)


def sheet_field(sample: Sample, pearl_length: float | None = None, injection=None,
                kernel: SheetKernel | LayeredKernel | None = None) -> SheetField:
    """The field of a film on a sample in the plane (or along a line, a wire), ready to use.

    Args:
        pearl_length: Lambda/xi; None or infinity for a film too thin or too narrow to screen.
        injection: see `SheetField`; without the first axis, a current that enters at one place and leaves at another.
        kernel: that of a film over a ground plane or of a stack of films; if left out, that of a single film.

    Raises:
        InputError: a Pearl length that is not positive, self-field on a grid that is no uniform plane, or terminals
            that feed in more than they take out.
    """
    if pearl_length is not None and not pearl_length > 0:
        raise InputError("pearl_length", pearl_length, "a positive length, or None for no self-field")
    strength = 0.0 if pearl_length is None else 1 / pearl_length
    if injection is not None:
        injection = np.asarray(injection)
        if injection.shape == sample.grid.shape:
            total, size = np.sum(injection), np.sum(np.abs(injection))
            if abs(total) > 1e-9 * size:
                raise InputError("injection", f"a sum of {total:g}", "as much current out as in")
            injection = injection[None]
        injection = as_array(injection)
    if strength and kernel is None:
        kernel = sheet_kernel(sample.grid)
    kernel = kernel if strength else None
    sheet = SheetField(kernel, strength, node_solver(sample), injection)
    return on_sample(sheet, sample) if isinstance(kernel, SheetKernel) and not sample.grid.periodic else sheet


def on_sample(sheet: SheetField, sample: Sample) -> SheetField:
    """Return the field of a single sheet that ends, with conserved currents in the edge weights of a sample."""
    assert isinstance(sheet.kernel, SheetKernel)
    return replace(sheet, conserved=conserved_currents(sample, sheet.kernel),
                   feeding=None if sheet.injection is None else _feeding(sheet, sample))


@compiled_fast
def _feeding(sheet: SheetField, sample: Sample) -> tuple[Any, Any]:
    """Return the currents without induction that one unit of current through each terminal drives, and what they
    induce.
    """
    assert sheet.injection is not None
    weight = sample.edge_weight

    def of_terminal(source):
        potential = sheet.potential_solver.solve(source, None, _EXACT).x
        x, y, _ = scaled(-1.0, grad(sample.grid, potential))
        current = (x * weight[0], y * weight[1], None)
        return current, sheet.induced(current)

    return lax.map(of_terminal, sheet.injection)


def thin_film(sample: Sample, pearl_length: float | None = None, injection=None,
              kernel: SheetKernel | LayeredKernel | None = None) -> FreeEnergy:
    """Condensation + covariant gradient + thermal force + the field of the sheet; arguments as in `sheet_field`."""
    core = (Condensation(), CovariantGradient(), ThermalForce())
    return FreeEnergy((*core, sheet_field(sample, pearl_length, injection, kernel)), sample)

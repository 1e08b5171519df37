"""A thin film: the field of its own sheet current, in all space, without a single cell outside the film."""

from __future__ import annotations

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
from onnes.grids.edges import edgewise, matching
from onnes.grids.layered_kernel import LayeredKernel
from onnes.grids.operators import grad, grad_adjoint
from onnes.grids.sheet_kernel import SheetKernel, sheet_kernel
from onnes.grids.solvers.node_equation import node_solver
from onnes.grids.solvers.vectors import axpy, dot, scaled, times, zeros_like
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_EXACT = 1e-11
_MOST = 500
_TINY = 1e-300


class Flow(NamedTuple):
    """Currents that are fed where terminals are and conserved elsewhere.

    Attributes:
        current: through the dual face of every edge.
        potential: on nodes: the multiplier that keeps the current conserved.
        induced: circulations of the vector potential of the current, zero without self-field.
        iterations: of the solve.
        converged: whether it reached its tolerance.
    """

    current: Any
    potential: jax.Array
    induced: Any
    iterations: jax.Array
    converged: jax.Array


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
        conserved: currents of a single sheet that ends, for a preconditioner; None for other kernels.

    Source: Pearl, Appl. Phys. Lett. 5, 65 (1964); Brandt, Phys. Rev. B 72, 024529 (2005).
    """

    of_field: ClassVar[bool] = True
    kernel: SheetKernel | LayeredKernel | None
    strength: jax.Array = eqx.field(converter=as_array)
    potential_solver: Any
    injection: jax.Array | None = None
    conserved: ConservedCurrents | None = None

    @property
    def sheet(self) -> SheetField:
        return self

    def __call__(self, state: State, drive: Drive, sample: Sample):
        """Return the energy, by solving for the current that makes the field of A: some tens of convolutions."""
        in_plane = (*sample.circulation(state.A)[:2], None)
        excess = axpy(-1.0, self.applied(drive, sample), in_plane)
        none = jnp.zeros(sample.grid.shape)

        def current(push, fed):
            return self.flow(sample, push, 1.0, fed, zeros_like(push), none, _EXACT, resistance=0.0)

        # Linear in A and symmetric, so that derivatives of any order are solves of the same kind.
        answer = excess if self.kernel is None else lax.custom_linear_solve(
            self.induced, excess, lambda _, b: current(b, none).current, symmetric=True)
        total = jnp.zeros(()) if self.kernel is None else dot(excess, answer)
        if self.injection is not None:
            fed = self.fed(drive, sample)
            driven = current(zeros_like(excess), fed)
            total = total + 2 * dot(driven.current, excess) - jnp.sum(fed * driven.potential)
        return total

    def fed(self, drive: Drive, sample: Sample):
        """Current into every node."""
        if self.injection is None:
            return jnp.zeros(sample.grid.shape)
        through = jnp.broadcast_to(drive.current, self.injection.shape[:1])
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
        nodes = jnp.zeros(sample.grid.shape)
        fed = nodes if self.kernel is None else self.fed(drive, sample)
        return self.flow(sample, excess, 1.0, fed, zeros_like(excess), nodes, tolerance, resistance=0.0)

    def energy_of(self, current):
        """``K . Q K``."""
        return dot(current, self.induced(current))

    def flow(self, sample: Sample, push, beta, fed, induced, potential, tolerance, resistance=1.0) -> Flow:
        """Solve ``resistance I/w + beta Q I + grad phi = push``, ``div I = fed``: Ohm's law with its own induction.

        Conjugate gradients on conserved currents, preconditioned by the equation of an infinite sheet. Without
        self-field the projection of ``push`` is the answer.

        Args:
            push: driving field on the edges; w the edge weights of the sample.
            beta: how much of the induction acts within the step.
            fed: current into every node.
            induced, potential: first guesses of Q I, zero without self-field, and phi.
            tolerance: of the current, in the norm of its energy, ``I . (resistance I/w + beta Q I)``.
        """
        weight = matching(push, sample.edge_weight)
        nothing = jnp.zeros_like(fed)

        def projected(field, source):
            """Conserved, with the given sources: the potential's share taken out."""
            rhs = source + grad_adjoint(sample.grid, times(weight, field))
            solution = self.potential_solver.solve(rhs, None, tolerance)
            return axpy(-1.0, grad(sample.grid, solution.x), field), solution

        # Solved for what the guess leaves, so that the tolerance is one of the change.
        left = axpy(-1.0, grad(sample.grid, potential), axpy(-beta, induced, push))
        kernel = self.kernel
        if kernel is None:
            field, found = projected(left, fed)
            return Flow(times(weight, field), potential + found.x, induced, found.iterations, found.converged)

        def inverse(r):
            """Return the conserved field near that of which ``turned`` is r, up to a gradient."""
            if self.conserved is not None:
                near = self.conserved.near_inverse(r[:2], resistance, beta * self.strength)
                return edgewise(safe_divide, (*near, None), weight)
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
                unfinished, iterate, (field, own, axpy(beta, induced, free), free, product, goal, k))
            return turn + 1, phi + found.x, solved & found.converged, field, own, r, product, goal, k

        zero, none = jnp.zeros(()), jnp.zeros((), int)
        _, phi, solved, field, own, _, product, goal, k = lax.while_loop(
            lambda carry: carry[0] < 2, take_share,
            (none, potential, jnp.ones((), bool), zeros_like(push), zeros_like(push), left, jnp.asarray(jnp.inf), zero,
             none))
        return Flow(times(weight, field), phi, own, k - 1, (product <= goal) & solved)


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
    conserved = None
    if isinstance(kernel, SheetKernel) and not sample.grid.periodic:
        conserved = conserved_currents(sample, kernel)
    return SheetField(kernel, strength, node_solver(sample), injection, conserved)


def thin_film(sample: Sample, pearl_length: float | None = None, injection=None,
              kernel: SheetKernel | LayeredKernel | None = None) -> FreeEnergy:
    """Condensation + covariant gradient + thermal force + the field of the sheet; arguments as in `sheet_field`."""
    core = (Condensation(), CovariantGradient(), ThermalForce())
    return FreeEnergy((*core, sheet_field(sample, pearl_length, injection, kernel)), sample)

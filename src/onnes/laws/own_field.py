"""The magnetic field of a condensate's own current, where psi moves by itself: A by Ampere's law in London's gauge.

Of A only what no gauge function can take away is a field, and psi decides the phase. So A is held to London's gauge,
``div w A = 0`` in the sample and along its surface, by P = 1 - grad (div w grad)^-1 div w, and is where the free energy
is least in it:

    A = P (A_applied + Q K),    K = P* J[psi, A],

J the current of psi, K what of it is conserved, Q its field as the engine has it: the sheet current of a film in all
space, or the current of a body with H outside. What J has besides K is the moving charge itself, whose electric field
is no part of A. ``F[psi] = min_A F[psi, A]`` is then an energy of psi alone, of which psi moves by its derivative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.energies import FreeEnergy, SheetField
from onnes.grids import Sample
from onnes.grids.complex_parts import squared_modulus
from onnes.grids.edges import edgewise, matching
from onnes.grids.operators import curl, grad, grad_adjoint
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.grids.solvers.vectors import axpy, dot, times
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

if TYPE_CHECKING:
    from onnes.laws.schroedinger import Schroedinger

_SOLVE = 1e-12
_FOUND = 1e-9
"""Change of the current over the largest one at which it is found."""
_MOST = 200
_LOOSE = 1e-4
"""Accuracy of densities over that of currents, whose solves end earlier."""


def in_london_gauge(sample: Sample, solver: NodeSolver, circulation: Any) -> tuple[Any, jax.Array]:
    """Return A - grad chi without divergence in the sample, and chi."""
    weighted = times(matching(circulation, sample.edge_weight), circulation)
    chi = solver.solve(grad_adjoint(sample.grid, weighted), None, _SOLVE).x
    return axpy(-1.0, matching(circulation, grad(sample.grid, chi)), circulation), chi


class _Sheet(eqx.Module):
    """Q of a film.

    Attributes:
        field: its term of the energy.
    """

    field: SheetField

    def induced(self, current: Any) -> Any:
        return self.field.induced(current)

    def screened(self, sample: Sample, current: Any, density) -> Any:
        """Return about (1 + density w Q)^-1 times a current, w the weight of a whole edge."""
        kernel = self.field.kernel
        assert kernel is not None
        x, y = kernel.near_inverse(current[0], current[1], 1.0, density * self.field.strength)
        # What comes is divided by the weight of an edge all of whose dual face is in the film.
        whole = jnp.max(sample.edge_length[1]) / jnp.max(sample.edge_length[0])
        return whole * x, y / whole, None


class _Body(eqx.Module):
    """Q of a body on a grid at whose rim B = H: ``kappa^2 curl* curl A / area = K``, by sines along both axes.

    Attributes:
        stiffness: kappa^2 over the area of a face.
        sines: symmetric orthogonal matrices of the sine transforms of faces.
        waves: eigenvalues of curl curl* on faces.
        layout: of the grid.
    """

    stiffness: jax.Array
    sines: tuple[jax.Array, jax.Array]
    waves: jax.Array
    sample: Sample

    def _divided(self, faces, by):
        left, right = self.sines
        return left @ ((left @ faces @ right) / by) @ right

    def _around(self, faces) -> Any:
        """Return curl* of values on faces: on every edge the difference of those on its two sides."""
        wide = jnp.pad(faces, 1)
        return wide[1:-1, 1:] - wide[1:-1, :-1], wide[:-1, 1:-1] - wide[1:, 1:-1], None

    def induced(self, current: Any) -> Any:
        return self._around(self._divided(curl(self.sample.grid, current)[2], self.stiffness * self.waves**2))

    def screened(self, sample: Sample, current: Any, density) -> Any:
        """Return about (1 + density w Q)^-1 times a current."""
        return self._around(self._divided(curl(self.sample.grid, current)[2], self.waves + density / self.stiffness))


def _body(energy: FreeEnergy) -> _Body:
    sample = energy.sample
    counts = [n - 1 for n in sample.grid.shape]
    sines = [np.sqrt(2 / (n + 1)) * np.sin(np.pi / (n + 1) * np.outer(np.arange(1, n + 1), np.arange(1, n + 1)))
             for n in counts]
    along, across = (2 - 2 * np.cos(np.pi / (n + 1) * np.arange(1, n + 1)) for n in counts)
    stiffness = energy.field_stiffness
    assert stiffness is not None
    area = float(np.asarray(sample.face_area[2]).flat[0])
    return _Body(as_array(float(stiffness) / area), (as_array(sines[0]), as_array(sines[1])),
                 as_array(along[:, None] + across), sample)


class OwnField(eqx.Module):
    """The field of the current of psi.

    Attributes:
        source: Q.
        solver: of ``div w grad`` on the sample.
    """

    source: _Sheet | _Body
    solver: NodeSolver

    def __init__(self, energy: FreeEnergy):
        sheet = energy.sheet
        self.source = _body(energy) if sheet is None else _Sheet(sheet)
        self.solver = node_solver(energy.sample) if sheet is None else sheet.potential_solver

    def added(self, law: Schroedinger, applied: Any, flow: Any) -> Any:
        """Return A from that of the applied field, in London's gauge, and the conserved current."""
        own, _ = in_london_gauge(law.sample, self.solver, self.source.induced(flow))
        return axpy(1.0, own, applied)

    def energy(self, flow: Any) -> jax.Array:
        """Return the energy of the field of a current."""
        return dot(flow, self.source.induced(flow))

    def corrected(self, law: Schroedinger, ends: tuple[Any, ...], circulation: Any, flow: Any) -> tuple[Any, Any]:
        """Return a current nearer to the mean of those of psi at the ends of a step, and how far it was off.

        Args:
            circulation: of A with the field of ``flow``.
        """
        sample = law.sample
        mean = jax.tree.map(lambda *each: sum(each) / len(each), *[law.current(psi, circulation) for psi in ends])
        weight = matching(mean, sample.edge_weight)
        free, _ = in_london_gauge(sample, self.solver, edgewise(safe_divide, mean, weight))
        off = axpy(-1.0, flow, times(weight, free))
        density = jnp.max(squared_modulus(ends[0]))
        size = sum(jnp.max(jnp.abs(leaf)) for leaf in jax.tree.leaves(off))
        scale = sum(jnp.max(safe_divide(w, 1.0)) for w in jax.tree.leaves(weight))
        return axpy(1.0, self.source.screened(sample, off, density), flow), _LOOSE * size / scale

    def settled(self, law: Schroedinger, psi, applied: Any, flow: Any = None) -> Any:
        """Return the current of psi in its own field.

        Args:
            flow: a first guess.
        """
        start = jax.tree.map(jnp.zeros_like, applied) if flow is None else flow
        allowed = _LOOSE * _FOUND * jnp.max(squared_modulus(psi))

        def correct(carry):
            flow, _, count = carry
            flow, off = self.corrected(law, (psi,), self.added(law, applied, flow), flow)
            return flow, off, count + 1

        return lax.while_loop(lambda carry: (carry[1] > allowed) & (carry[2] < _MOST), correct,
                              (start, jnp.asarray(jnp.inf), jnp.zeros((), int)))[0]

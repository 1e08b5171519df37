"""Derivatives of a static state with respect to whatever its energy depends on, by the implicit function theorem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import OnnesError
from onnes.grids.edges import edgewise
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import dot
from onnes.laws.moving import freedom
from onnes.laws.static import Static
from onnes.numerics.jax_settings import as_array

_TOLERANCE = 1e-10
_PRODUCTS = 20_000

Given = tuple[FreeEnergy, Drive, Any]


@eqx.filter_custom_vjp
def static_psi(given: Given, start: Callable[[Given], jax.Array], pinned: Any = None) -> jax.Array:
    """Return the psi of least free energy ``F[psi; given]`` in whose valley a start lies.

    ``dF/dpsi = 0`` and ``d psi/dp = -H^-1 d^2 F/(dpsi dp)``, H the Hessian: one linear solve with H for each derivative
    by ``jax.grad``, however many parameters there are. The search itself is not differentiated, so its path does not
    matter, but at the edge of a valley, where H is singular, there is no derivative. It runs outside of compiled
    programs: ``jax.grad`` works, ``jax.jit`` and ``jax.vmap`` around it do not, nor do second derivatives.

    Args:
        given: free energy, drive and A, whose arrays may be differentiated.
        start: returns psi from which to descend.
        pinned: nodes at which psi keeps its first value; None pins nothing.

    Raises:
        OnnesError: no static state was found, or one that is no minimum and has no derivative; within ``jax.jit``.
    """
    if any(isinstance(leaf, Tracer) for leaf in jax.tree.leaves(given)):
        raise OnnesError("Static states are searched outside of compiled programs: take jax.jit and jax.vmap away.")
    energy, drive, A = given
    first = start(given)
    held = State(as_array(np.zeros(first.shape, bool) if pinned is None else pinned),
                 edgewise(lambda a: jnp.ones(a.shape, bool), A))
    outcome = Static(energy, drive, pinned=held, residual_tolerance=_TOLERANCE).run(State(first, A))
    if outcome.status != "converged":
        raise OnnesError(f"No static state was found: {outcome.message}.")
    return outcome.state.psi


@static_psi.def_fwd
def _forward(perturbed, given: Given, start: Callable[[Given], jax.Array], pinned: Any = None):
    del perturbed
    psi = static_psi(given, start, pinned)
    return psi, psi


@static_psi.def_bwd
def _backward(psi: jax.Array, cotangent: jax.Array, perturbed, given: Given, start: Callable, pinned: Any = None):
    del perturbed, start
    free = freedom(State(psi, ()), None if pinned is None else State(as_array(pinned), ())).psi
    slopes, solved = _slopes(given, psi, cotangent, free)
    if not bool(solved):
        raise OnnesError("The state is not a minimum of the free energy, so that it has no derivative.")
    return slopes


@eqx.filter_jit
def _slopes(given: Given, psi: jax.Array, cotangent: jax.Array, free: jax.Array):
    """Return ``-<H^-1 c, d^2 F/(dpsi dp)>`` and whether the solve succeeded; JAX's cotangent is c conjugate."""
    def gradient(given: Given, psi):
        energy, drive, A = given
        return free * energy.gradient(State(psi, A), drive).psi

    product = jax.linearize(lambda psi: gradient(given, psi), psi)[1]
    superconducting = given[0], Drive(), jax.tree.map(jnp.zeros_like, given[2])
    ones = jax.linearize(lambda psi: gradient(superconducting, psi), jnp.ones_like(psi))[1]
    diagonal = probing.diagonal(ones, psi)
    right = free * jnp.conj(cotangent)
    found = conjugate_gradient(lambda v: free * product(free * v), right,
                               lambda r: free * jacobi(diagonal)(r), tolerance=_TOLERANCE, max_iterations=_PRODUCTS)
    parameters, rest = eqx.partition(given, eqx.is_inexact_array)
    slopes = jax.grad(lambda p: -dot(found.x, gradient(eqx.combine(p, rest), psi)))(parameters)
    return slopes, found.converged

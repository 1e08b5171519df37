"""Readings of the fields: induction, supercurrent, fluxoid, flux."""

from __future__ import annotations

import equinox as eqx
import jax
import numpy as np

from onnes.energies.covariant_gradient import CovariantGradient
from onnes.energies.state import Drive, State
from onnes.energies.term import FreeEnergy
from onnes.grids import Sample
from onnes.grids.edges import edgewise
from onnes.grids.operators import curl
from onnes.grids.solvers.vectors import scaled
from onnes.numerics.safe_division import safe_divide


@eqx.filter_jit
def magnetic_induction(sample: Sample, A):
    """B = curl A on faces along the three directions, in units of Bc2; None where identically zero."""
    fluxes = curl(sample.grid, sample.circulation(A))
    return edgewise(safe_divide, fluxes, sample.face_area)


@eqx.filter_jit
def supercurrent(energy: FreeEnergy, state: State):
    """Total supercurrent through each edge's dual face: -(1/2) dF_gradient/dA / |edge|.

    In units of kappa^2 Bc2/(mu_0 xi) * (1/kappa^2) per unit area, i.e. density J satisfies
    kappa^2 curl B = J. Source: Im[psi* (grad - iA) psi].
    """
    (gradient,) = (term for term in energy.terms if isinstance(term, CovariantGradient))
    force = jax.grad(lambda A: gradient(State(state.psi, A), Drive(), energy.sample))(state.A)
    return energy.sample.per_length(scaled(-0.5, force))


def winding_number(psi: np.ndarray) -> int:
    """Turns of the phase of psi along a closed list of nodes (first node not repeated)."""
    return int(np.round(np.sum(np.angle(np.roll(psi, -1) * np.conj(psi))) / (2 * np.pi)))


def fluxoid(psi: np.ndarray, circulations: np.ndarray) -> float:
    """Fluxoid of a closed loop of nodes, in flux quanta: flux inside plus the currents' share.

    ``(1/2 pi) [ sum c + sum asin(J_e / (|psi_i||psi_j|)) ]`` with J_e the current of each edge. It is an
    integer as far as the phase of psi is single valued and no edge carries more than it can.
    Source: M4-M7; London's fluxoid.
    """
    here, there = psi, np.roll(psi, -1)
    turned = np.exp(-1j * circulations) * there * np.conj(here)
    return float(np.sum(circulations + np.arcsin(np.imag(turned) / np.abs(here * there))) / (2 * np.pi))

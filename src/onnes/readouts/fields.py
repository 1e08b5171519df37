"""What the fields say: induction, supercurrent, fluxoid, flux."""

from __future__ import annotations

import equinox as eqx
import jax
import numpy as np

from onnes.energies.covariant_gradient import CovariantGradient
from onnes.energies.state import Drive, State
from onnes.energies.term import FreeEnergy
from onnes.grids import Sample
from onnes.grids.operators import circulation, curl
from onnes.numerics.safe_division import safe_divide


@eqx.filter_jit
def magnetic_induction(sample: Sample, A):
    """B = curl A on faces along the three directions, in units of Bc2; None where identically zero."""
    fluxes = curl(sample.grid, circulation(sample.edge_length, A))
    return tuple(
        None if flux is None else safe_divide(flux, area)
        for flux, area in zip(fluxes, sample.face_area, strict=True)
    )


@eqx.filter_jit
def supercurrent(energy: FreeEnergy, state: State):
    """Total supercurrent through each edge's dual face: -(1/2) dF_gradient/dA / |edge|.

    In units of kappa^2 Bc2/(mu_0 xi) * (1/kappa^2) per unit area, i.e. density J satisfies
    kappa^2 curl B = J. Source: Im[psi* (grad - iA) psi].
    """
    (gradient,) = (term for term in energy.terms if isinstance(term, CovariantGradient))
    force = jax.grad(lambda A: gradient(State(state.psi, A), Drive(), energy.sample))(state.A)
    return tuple(
        None if f is None else safe_divide(-0.5 * f, length)
        for f, length in zip(force, energy.sample.edge_length, strict=True)
    )


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

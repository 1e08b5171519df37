"""One vortex alone, and the field from which on it lowers the energy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, State, ginzburg_landau
from onnes.energies.readout import magnetic_induction
from onnes.experiments.critical.graded import REACH, graded
from onnes.experiments.critical.on_nodes import on_nodes
from onnes.grids import Grid, Sample
from onnes.laws.settle import Settle


@dataclass(frozen=True)
class Vortex:
    """A straight vortex with one flux quantum in a superconductor without end.

    Attributes:
        converged: whether the energy is at its minimum.
        line_energy: energy per length and per radian above that of the Meissner state, in (Bc^2/mu_0) xi^2.
        lower_critical_field: Hc1/Hc.
        radius: r/xi of the nodes.
        density: |psi| on the nodes.
        field: B/Hc on the nodes.
    """

    converged: bool
    line_energy: float
    lower_critical_field: float
    radius: np.ndarray
    density: np.ndarray
    field: np.ndarray


def isolated_vortex(kappa: float, cells: int) -> Vortex:
    """Minimise F at H = 0 with psi = f(r) exp(i theta) and r A_theta = 1 far out: one flux quantum.

    The Gibbs energy of a vortex in a field H is its line energy less ``2 kappa^2 H`` times the flux, here e and 1 per
    radian; it vanishes at ``Hc1 = e/(2 kappa^2)``, so Hc1/Hc = e/(sqrt2 kappa). At kappa = 1/sqrt2 exactly e = 1.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); E. B. Bogomolny, Sov. J. Nucl. Phys. 24, 449 (1976).
    """
    r = graded(min(1.0, math.sqrt(kappa)), REACH * max(1.0, kappa), cells)
    energy = ginzburg_landau(Sample(Grid((r,), "cylindrical")), kappa, (0.0, 1.0, 0.0))
    settled = Settle(energy, Drive(), _pinned(r), tolerance=1e-7).run(_first_guess(r, kappa))
    line_energy = settled.energy + r[-1] ** 2 / 4
    induction = np.asarray(magnetic_induction(energy.sample, settled.state.A)[2]) * math.sqrt(2) * kappa
    return Vortex(settled.status == "converged", line_energy, line_energy / (math.sqrt(2) * kappa), r,
                  np.asarray(settled.state.psi), on_nodes(r, induction))


def _pinned(r: np.ndarray) -> State:
    """psi = 0 on the axis, where a winding phase has no value; the flux through the whole grid."""
    return State(r == 0, (None, (r == 0) | (r == r[-1]), None))


def _first_guess(r: np.ndarray, kappa: float) -> State:
    A = r / (r**2 + 2 * kappa)
    A[-1] = 1 / r[-1]
    return State(jnp.asarray(np.tanh(r / math.sqrt(2))), (None, jnp.asarray(A), None))

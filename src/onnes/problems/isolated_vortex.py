"""One isolated vortex, and the field above which it lowers the energy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws.static import Static
from onnes.numerics.grading import graded
from onnes.numerics.safe_division import safe_divide
from onnes.problems.on_nodes import on_nodes
from onnes.problems.two_grids import REACH
from onnes.readouts.fields import magnetic_induction


@dataclass(frozen=True)
class Vortex:
    """A straight vortex in an infinite superconductor.

    Attributes:
        converged: whether the energy is at its minimum.
        lower_critical_field: Hc1/Hc; with several quanta, the field above which such a vortex lowers the energy. None
            where the solver did not converge.
        radius: r/xi of the nodes.
        modulus: |psi| on the nodes.
        field: B/Hc on the nodes.
        current: density around the axis on the nodes, in Phi_0/(2 pi mu_0 lambda^2 xi).
    """

    converged: bool
    lower_critical_field: float | None
    radius: np.ndarray
    modulus: np.ndarray
    field: np.ndarray
    current: np.ndarray


def isolated_vortex(kappa: float, cells: int, quanta: int = 1) -> Vortex:
    """Minimise F at H = 0 with psi = f(r) exp(i n theta) and r A_theta = n far out: n flux quanta.

    The Gibbs energy of a vortex in a field H is its line energy minus ``2 kappa^2 H`` times the flux; per radian these
    are e, in (Bc^2/mu_0) xi^2, and n. It vanishes at ``H = e/(2 n kappa^2)``, that is H/Hc = e/(n sqrt2 kappa), which
    for n = 1 is Hc1. At kappa = 1/sqrt2 exactly e = n.

    Args:
        kappa: Ginzburg-Landau parameter lambda/xi.
        cells: of the radial grid.
        quanta: n.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); E. B. Bogomolny, Sov. J. Nucl. Phys. 24, 449 (1976).
    """
    r = graded(min(1.0, math.sqrt(kappa)), REACH * max(1.0, kappa) + _core_growth(kappa, quanta), cells)
    energy = ginzburg_landau(Sample(Grid((r,), "cylindrical")), kappa, (0.0, quanta, 0.0))
    found = Static(energy, Drive(), _pinned(r), tolerance=1e-7).run(_first_guess(r, kappa, quanta))
    line_energy = found.energy + r[-1] ** 2 / 4
    modulus, A = np.asarray(found.state.psi), np.asarray(found.state.A[1])
    induction = np.asarray(magnetic_induction(energy.sample, found.state.A)[2]) * math.sqrt(2) * kappa
    momentum = safe_divide(quanta, r) - A
    converged = found.status == "converged"
    lower = line_energy / (math.sqrt(2) * kappa * quanta) if converged else None
    return Vortex(converged, lower, r, modulus, on_nodes(r, induction), modulus**2 * momentum)


def _core_growth(kappa: float, quanta: int) -> float:
    """Return how much larger a core with several quanta is than one with one, if it is normal metal at Hc."""
    return math.sqrt(2 * math.sqrt(2) * kappa) * (math.sqrt(quanta) - 1)


def _pinned(r: np.ndarray) -> State:
    """Return the held values: psi = 0 on the axis, where a winding phase has no value; A at both ends, the flux."""
    return State(r == 0, (None, (r == 0) | (r == r[-1]), None))


def _first_guess(r: np.ndarray, kappa: float, quanta: int) -> State:
    A = quanta * r / (r**2 + 2 * kappa * quanta)
    A[-1] = quanta / r[-1]
    density = np.tanh(r / math.sqrt(2 * quanta)) ** quanta
    return State(jnp.asarray(density), (None, jnp.asarray(A), None))

"""The domain wall between the normal and the superconducting phase at H = Hc."""

from __future__ import annotations

import math
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws.static import Static
from onnes.numerics.grading import graded_both_ways
from onnes.problems.on_nodes import on_nodes
from onnes.problems.two_grids import REACH
from onnes.readouts.fields import magnetic_induction

_NORMAL_REACH = 7.0


@dataclass(frozen=True)
class Wall:
    """A plane wall: normal metal with B = Hc at x < 0, superconductor at x > 0.

    Attributes:
        energy: wall energy delta in units of lambda, negative in type II; None where the solver did not converge.
        position: x/xi of the nodes.
        modulus: |psi| on the nodes.
        field: B/Hc on the nodes.
    """

    energy: float | None
    position: np.ndarray
    modulus: np.ndarray
    field: np.ndarray


def domain_wall(kappa: float, cells: int) -> Wall:
    """Minimise the Gibbs energy at H = Hc between psi = 1, B = 0 and psi = 0, B = Hc.

    Both phases have Gibbs energy density 0 at Hc = 1/(sqrt2 kappa), so F is the excess energy of the wall, per area
    ``sigma = F xi Bc^2/mu_0 = delta Bc^2/(2 mu_0)``: delta/lambda = 2 F/kappa. The energy does not depend on the
    position of the wall; psi is held at one node, at no cost in energy, to fix it.

    Args:
        kappa: Ginzburg-Landau parameter lambda/xi.
        cells: of the grid, even.

    Source: V. L. Ginzburg, L. D. Landau (1950); Tinkham (1996), section 4.3.
    """
    field = 1 / (math.sqrt(2) * kappa)
    x = graded_both_ways(min(1.0, math.sqrt(kappa)), _NORMAL_REACH / math.sqrt(field), REACH * max(1.0, kappa), cells)
    energy = ginzburg_landau(Sample(Grid((x,))), kappa)
    law = Static(energy, Drive(applied_field=(0.0, 0.0, -field)), _pinned(x), tolerance=1e-7)
    found = law.run(_first_guess(x, kappa, field))
    induction = -np.asarray(magnetic_induction(energy.sample, found.state.A)[2]) / field
    wall_energy = 2 * found.energy / kappa if found.status == "converged" else None
    return Wall(wall_energy, x, np.asarray(found.state.psi), on_nodes(x, induction))


def _pinned(x: np.ndarray) -> State:
    """Return the held values: psi at both ends and at x = 0, A at the superconducting end."""
    end = np.arange(len(x)) == len(x) - 1
    return State(end | (x == x[0]) | (x == 0), (None, end, None))


def _first_guess(x: np.ndarray, kappa: float, field: float) -> State:
    """Return a first guess: psi rises over xi (or lambda, if longer) from its value at x = 0; A is linear at x < 0.

    At x = 0 psi goes as kappa^(1/2) for kappa to 0 and as kappa^(-1/3) for kappa to infinity.
    """
    at_zero = 0.4 * min(math.sqrt(kappa), kappa ** (-1 / 3))
    rise = at_zero + (1 - at_zero) * np.tanh(x / (math.sqrt(2) * max(1.0, kappa)))
    psi = np.where(x > 0, rise, at_zero * np.exp(-field * x**2 / 2))
    psi[0], psi[-1] = 0.0, 1.0
    depth = max(kappa, math.sqrt(kappa))
    A = field * depth * np.logaddexp(0.0, -x / depth)
    A[-1] = 0.0
    return State(jnp.asarray(psi), (None, jnp.asarray(A), None))

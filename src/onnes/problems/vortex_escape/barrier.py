"""Barrier between a vortex in the middle of a strip and the strip without it, by Ginzburg-Landau theory."""

from __future__ import annotations

import math
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, State, uniform_state
from onnes.errors import InputError
from onnes.laws.stability.saddle import Saddle
from onnes.laws.static import Static
from onnes.numerics.jax_settings import as_array
from onnes.problems.vortex_escape.film import XI, thin_strip
from onnes.problems.vortex_landscape import CORE
from onnes.readouts.fields import winding_number
from onnes.results import Status
from onnes.solutions.static_state import in_applied_field

LENGTH = 4.0
"""Length of the strip over its width; `london_barrier` has what its ends change."""
_STATES, _ROUNDS, _STEPS = 31, 60, 100
"""States of the path, which is steep near the edge, and Newton steps that find the saddle point from its top."""
_CORE = 1.7
"""Size of a first vortex, |psi| = tanh(r/1.7 xi)."""


@dataclass(frozen=True)
class EdgeBarrier:
    """Energies of one vortex in a strip in units of eps_0 = Phi_0^2/(4 pi mu_0 Lambda).

    Attributes:
        energy: of the vortex in the middle, less that without it.
        leave: of the saddle point, less that of the vortex in the middle.
        place: of the vortex at the saddle point, from the edge [xi].
        status: of the search.
    """

    energy: float
    leave: float
    place: float
    status: Status = "converged"

    @property
    def enter(self) -> float:
        """Energy of the saddle point, less that of the strip without vortex."""
        return self.energy + self.leave


def edge_barrier(width: float, field_w2: float, cells_per_xi: float = 2.0) -> EdgeBarrier:
    """Return the barrier of a strip without self-field, from minima and the saddle point of the free energy.

    Args:
        width: W over xi.
        field_w2: B W^2/Phi_0.
        cells_per_xi: of the grid; energies converge with the square of its spacing.

    Raises:
        InputError: a field in which no vortex stays, or others come in.
    """
    film = thin_strip(width, LENGTH * width)
    model = film.model(XI / cells_per_xi, False)
    drive = Drive(applied_field=(0.0, 0.0, 2 * math.pi * field_w2 / width**2))
    x, y = (np.asarray(points) for points in model.grid.points())
    start = in_applied_field(model, drive, State(as_array(np.ones(model.grid.shape, complex)),
                                                 uniform_state(model.grid).A))
    held = State(jnp.zeros(model.grid.shape, bool), tuple(None if a is None else jnp.ones(a.shape, bool)
                                                         for a in start.A))
    found = [Static(model.energy.matter, drive, pinned=held, residual_tolerance=1e-9).run(State(as_array(psi), start.A))
             for psi in (_vortex(x + width / 2, y, width), start.psi)]
    if [winding_number(_rim(np.asarray(each.state.psi))) for each in found] != [1, 0]:
        raise InputError("field_w2", field_w2, "a field in which a vortex stays and no other comes in",
                         "It is above pi/4; from about 0.1 W/xi on the first state falls to one with more vortices.")
    with_one, without = (each.state for each in found)
    # Like phases on the right-hand side: the vortex leaves over the left-hand edge.
    turn = jnp.sum(jnp.where(x > width / 4, jnp.conj(with_one.psi) * without.psi, 0.0))
    with_one = State(with_one.psi * turn / jnp.abs(turn), with_one.A)
    saddle = Saddle(model.energy.matter, drive, held, states=_STATES, string_rounds=_ROUNDS, max_iterations=_STEPS)
    top = saddle.run(with_one, without)
    unit = 2 * math.pi  # eps_0 in (Bc^2/mu_0) xi^2 d
    return EdgeBarrier((found[0].energy - found[1].energy) / unit, top.barrier / unit,
                       _place(np.asarray(top.state.psi), np.asarray(model.grid.nodes[0]) + width / 2), top.status)


def london_barrier(width: float, field_w2: float, core: float = CORE, length: float = LENGTH) -> EdgeBarrier:
    """Return the same by London's theory, with u = x/W and b = B W^2/Phi_0:

        G(x)/eps_0 = ln[(2 W/(pi xi)) sin(pi u)] + c - 2 pi b [u (1 - u) - (8/pi^3) sin(pi u)/cosh(pi L/(2 W))]

    to first order in what ends at a distance L change.

    Args:
        width, field_w2: as for `edge_barrier`.
        core: c.
        length: L over W; infinite for a strip without ends.
    """
    u = np.linspace(1e-4, 0.5, 100_001)
    ends = 8 / math.pi**3 * np.sin(math.pi * u) / np.cosh(math.pi * length / 2)
    energy = (np.log(2 * width / math.pi * np.sin(math.pi * u)) + core
              - 2 * math.pi * field_w2 * (u * (1 - u) - ends))
    top = int(np.argmax(energy))
    return EdgeBarrier(float(energy[-1]), float(energy[top] - energy[-1]), float(u[top] * width))


def _vortex(x: np.ndarray, y: np.ndarray, width: float) -> np.ndarray:
    """Return a vortex in the middle, with the phase of its images."""
    z = math.pi * (x + 1j * y - (0.5 * width - 1e-3)) / (2 * width)  # a symmetric state would stay where it is unstable
    phase = np.sin(z) / np.sin(z + math.pi / 2)
    return phase / np.abs(phase) * np.tanh(np.hypot(x - width / 2, y) / _CORE)


def _rim(psi: np.ndarray) -> np.ndarray:
    return np.concatenate([psi[:-1, 0], psi[-1, :-1], psi[:0:-1, -1], psi[0, :0:-1]])


def _place(psi: np.ndarray, x: np.ndarray) -> float:
    """Return x where |psi|^2 is least along the line of nodes through the least value, by a parabola."""
    size = np.abs(psi) ** 2
    column = size[:, np.unravel_index(np.argmin(size), size.shape)[1]]
    middle = int(np.clip(np.argmin(column), 1, len(column) - 2))
    left, here, right = column[middle - 1:middle + 2]
    return float(x[middle] + 0.5 * (x[1] - x[0]) * (left - right) / (left - 2 * here + right))

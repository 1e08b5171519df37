"""A junction longer than the Josephson length: the sine-Gordon line.

    phi_tt + alpha phi_t - phi_xx + sin(phi) = gamma

with lengths in lambda_J, times in 1/omega_p, alpha = 1/sqrt(beta_c) and gamma = I/I_c of a bias that is spread evenly.
An open line has ``phi_x = h`` at both ends, h = H/(J_c lambda_J); a ring holds one fluxon, ``phi(x + l) = phi(x) + 2
pi``. One fluxon at rest is ``4 arctan(exp(x))``, of energy 8. A half line lets the first one in at h = 2, though it
lowers the energy from h = 4/pi on.

Source: D. W. McLaughlin, A. C. Scott, Phys. Rev. A 18, 1652 (1978); C. S. Owen, D. J. Scalapino, Phys. Rev. 164, 538
    (1967).
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

COURANT = 0.95
"""Time step over spacing; near 1 the errors of both differences cancel."""
_CLOSE, _MOST_STEPS = 1e-7, 2000
"""Change of the phase in a step of relaxation at which it ends, and the number of steps at most."""


def fluxon(x: Any, speed: float = 0.0) -> Any:
    """Return ``4 arctan(exp(x/sqrt(1 - v^2)))``, a fluxon of speed v (in Swihart's) at x = 0."""
    return 4 * np.arctan(np.exp(x / np.sqrt(1 - speed**2)))


def mclaughlin_scott_speed(bias: float, damping: float) -> float:
    """Return ``1/sqrt(1 + (4 alpha/(pi gamma))^2)``, the speed at which bias and damping balance, to first order."""
    return float(1 / np.sqrt(1 + (4 * damping / (np.pi * bias)) ** 2)) if bias else 0.0


@partial(jax.jit, static_argnames="ring")
def line_steps(phase: Any, before: Any, bias: Any, field: Any, damping: Any, spacing: Any, count: Any,
               ring: bool) -> tuple[Any, Any]:
    """Return the phases ``count`` steps later, and one step before that; leapfrog, of second order.

    Args:
        phase, before: phi at the nodes now and one step ago, shape (nodes,).
        bias, field, damping: gamma, h and alpha.
        spacing: of the nodes; the step is `COURANT` of it.
        ring: whether the ends are joined with 2 pi between them; else the nodes include both ends.
    """
    step = COURANT * spacing

    def one(_: Any, state: tuple[Any, Any]) -> tuple[Any, Any]:
        now, old = state
        force = curvature(now, field, spacing, ring) - jnp.sin(now) + bias
        new = (2 * now - (1 - 0.5 * damping * step) * old + step**2 * force) / (1 + 0.5 * damping * step)
        return new, now

    return jax.lax.fori_loop(0, count, one, (phase, before))


def curvature(phase: Any, field: Any, spacing: Any, ring: bool) -> Any:
    """Return phi_xx at the nodes."""
    left, right = jnp.roll(phase, 1), jnp.roll(phase, -1)
    if ring:
        left, right = left.at[0].add(-2 * jnp.pi), right.at[-1].add(2 * jnp.pi)
    else:
        left = left.at[0].set(phase[1] - 2 * spacing * field)
        right = right.at[-1].set(phase[-2] + 2 * spacing * field)
    return (left - 2 * phase + right) / spacing**2


def critical_currents(length: float, fields: np.ndarray, cells: int, phases: int = 48) -> tuple[np.ndarray, np.ndarray]:
    """Return I_c over J_c l of an open line at each field, and the phases at which it is reached.

    At each field and mean phase the energy

        E = int [phi_x^2/2 - cos(phi)] dx - h [phi(l) - phi(0)]

    is minimised by relaxation from its minimum at the field before, and ``gamma = <sin(phi)>`` at it is the current
    that flows; I_c is the largest over mean phases. This is the state that is reached when the field is raised.

    Args:
        length: l.
        fields: h, ascending from 0, shape (fields,).
        cells: number of cells.
        phases: number of mean phases over 2 pi.

    Returns:
        shapes (fields,) and (fields, cells); phi at the middles of the cells.
    """
    spacing = length / cells
    second = (np.diag(np.full(cells - 1, 1.0), 1) + np.diag(np.full(cells - 1, 1.0), -1) - 2 * np.eye(cells))
    second[0, 0] = second[-1, -1] = -1
    # Semi-implicit relaxation: the curvature implicit, the mean held.
    inverse = jnp.asarray(np.linalg.inv(np.eye(cells) - second / spacing**2))
    ends = np.zeros(cells)
    ends[0], ends[-1] = -1 / spacing, 1 / spacing
    means = np.arange(phases) * 2 * np.pi / phases
    found, shapes = _relaxed(inverse, jnp.asarray(ends), jnp.asarray(np.asarray(fields, float)), jnp.asarray(means))
    currents, at = np.asarray(found), np.argmax(np.asarray(found), axis=1)
    rows = np.arange(len(at))
    low, top, high = currents[rows, at - 1], currents[rows, at], currents[rows, (at + 1) % phases]
    # The parabola through three points; where they lie on two branches, the largest of them.
    bend = np.where(2 * top - low - high > 1e-12, 2 * top - low - high, np.inf)
    more = (high - low) ** 2 / (8 * bend)
    return top + np.where(more < (1 - np.cos(np.pi / phases)) * top * 1.01, more, 0.0), np.asarray(shapes)[rows, at]


@jax.jit
def _relaxed(inverse: Any, ends: Any, fields: Any, means: Any) -> tuple[Any, Any]:
    """Return <sin(phi)> over (field, mean phase) and phi over (field, mean phase, cell)."""

    def settle(start: Any, field: Any) -> Any:
        def better(carried: tuple[Any, Any, Any]) -> tuple[Any, Any, Any]:
            phase, _, count = carried
            pull = -jnp.sin(phase)
            moved = (phase + pull - jnp.mean(pull, axis=1, keepdims=True) + field * ends) @ inverse
            return moved, jnp.max(jnp.abs(moved - phase)), count + 1

        def moves(carried: tuple[Any, Any, Any]) -> Any:
            return (carried[1] > _CLOSE) & (carried[2] < _MOST_STEPS)

        return jax.lax.while_loop(moves, better, (start, jnp.inf, 0))[0]

    def at_field(phase: Any, field: Any) -> tuple[Any, tuple[Any, Any]]:
        phase = settle(phase, field)
        return phase, (jnp.mean(jnp.sin(phase), axis=1), phase)

    start = jnp.broadcast_to(means[:, None], (len(means), inverse.shape[0]))
    return jax.lax.scan(at_field, start, fields)[1]


def entry_field(length: float, spacing: float, damping: float = 1.0) -> float:
    """Return h at which the state without fluxons ceases to be stable as the field rises slowly, to 1e-3.

    Fields between 1.5 and 2.5 are raised side by side and held; the smallest at which a fluxon has come in is looked
    for in two rounds.
    """
    nodes = round(length / spacing) + 1
    low, high, many = 1.5, 2.5, 32
    for hold in (200.0, 400.0):
        fields = np.linspace(low, high, many + 1)[1:]
        entered = np.asarray(_fluxons_that_came(jnp.asarray(fields), nodes, spacing, damping,
                                                round(hold / (COURANT * spacing))))
        first = int(np.argmax(entered))
        low, high = (fields[first - 1] if first else low), fields[first]
    return float((low + high) / 2)


@partial(jax.jit, static_argnames=("nodes", "count"))
def _fluxons_that_came(fields: Any, nodes: int, spacing: float, damping: float, count: int) -> Any:
    """Return whether a line has let a fluxon in, for each field."""
    rises = 40

    def one(field: Any) -> Any:
        def rise(index: Any, state: tuple[Any, Any]) -> tuple[Any, Any]:
            share = jnp.sin(0.5 * jnp.pi * (index + 1) / rises)  # slower as the last field is approached
            return line_steps(*state, 0.0, field * share, damping, spacing, count // rises, ring=False)

        still = jnp.zeros(nodes)
        state = line_steps(*jax.lax.fori_loop(0, rises, rise, (still, still)), 0.0, field, damping, spacing, count,
                           ring=False)
        return jnp.abs(state[0][0]) > jnp.pi  # beyond 4 arctan(1) no state without fluxons has its edge

    return jax.vmap(one)(fields)

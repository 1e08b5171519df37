"""Stabilised explicit steps: a Runge-Kutta-Chebyshev method of order 2 for ``dy/dt = f(y)``.

With s stages its stability interval on the negative real axis is (2/3)(s^2 - 1)(1 - 2/(15) 2/13): s grows as
the root of the stiffness, where a plain explicit method would take as many steps as the stiffness itself. The
Jacobian of a relaxation is a positive mass times minus a symmetric Hessian, so its spectrum is real and the
method fits. No linear system is solved; a stage is one evaluation of the force.

Source: Sommeijer, Shampine, Verwer, J. Comput. Appl. Math. 88, 315 (1997).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.grids.complex_parts import scaled

DAMPING = 2 / 13
MOST_STAGES = 250
ORDER = 2


class Step(NamedTuple):
    """Attributes: y after the step, an estimate of its error, f at both ends (of the frozen right-hand side)."""

    y: jax.Array
    error: jax.Array
    start: jax.Array
    end: jax.Array


def stages_for(h, spectral_radius):
    """Return the even number of stages that is stable for eigenvalues of the Jacobian in [-spectral_radius, 0]."""
    needed = jnp.sqrt(1 + 1.54 * h * spectral_radius)
    return 2 * jnp.clip(jnp.ceil(0.5 * needed), 1, MOST_STAGES // 2).astype(int)


def longest_step(spectral_radius):
    """The longest step that `MOST_STAGES` stages keep stable."""
    return (MOST_STAGES**2 - 1) / (1.54 * spectral_radius)


def step(f: Callable, y, h, stages) -> Step:
    """Advance y by h with an even number of stages, known only at run time."""
    weights = _weights(stages, h)
    start = f(y)

    def stage(j, earlier, last):
        """Return stage j from the two before."""
        of_y, of_last, of_earlier, of_rate, of_start = (weights[k, j] for k in range(len(_WEIGHTS)))
        return (scaled(of_y, y) + scaled(of_last, last) + scaled(of_earlier, earlier) + scaled(of_rate, f(last))
                + scaled(of_start, start))

    def two_stages(k, carry):
        # Each takes the place of the one before the last: nothing is copied.
        earlier, last = carry
        earlier = stage(2 * k, earlier, last)
        return earlier, stage(2 * k + 1, last, earlier)

    one = y + scaled(weights[-1, 1], start)
    new, end = lax.fori_loop(1, stages // 2 + 1, two_stages, (y, one))
    return Step(new, scaled(0.8, y - new) + scaled(0.4 * h, start + end), start, end)


_WEIGHTS = "y", "last", "earlier", "rate", "start"
"""The terms of a stage that have weights: y, the last stage, the one before, f(last) and f(y)."""


def _weights(stages, h):
    """Return the weights in every stage of a method with an even number of stages in a step h, see `_table`."""
    table = lax.dynamic_index_in_dim(jnp.asarray(_table(), jnp.result_type(float)), stages // 2 - 1, keepdims=False)
    of_rates = np.array([name in ("rate", "start") for name in _WEIGHTS])[:, None]
    return jnp.where(of_rates & (np.arange(MOST_STAGES + 2) <= stages), h * table, table)


@cache
def _table() -> np.ndarray:
    """Return the weights for h = 1 of 2, 4, ... stages, shape (`MOST_STAGES`/2, 5, `MOST_STAGES` + 2).

    Stage s + 1 is f at the end of the step: left to itself, XLA would work that out anew for each of its uses.
    With the Chebyshev polynomials T_j at ``w0 = 1 + DAMPING/s^2``, ``b_j = T_j''/T_j'^2`` and ``w1 = T_s'/T_s''``,

        y_j = (1 - mu - nu) y + mu y_(j-1) + nu y_(j-2) + h mu_f (f_(j-1) - (1 - b_(j-1) T_(j-1)) f_0),
        mu = 2 w0 b_j/b_(j-1),  nu = -b_j/b_(j-2),  mu_f = 2 w1 b_j/b_(j-1),  b_0 = b_1 = b_2.

    A table, since in a compiled step each operation on these few numbers would be one more loop to compile.
    """
    stages, number = np.arange(2, MOST_STAGES + 1, 2)[:, None], np.arange(MOST_STAGES + 2)
    w0 = 1 + DAMPING / stages**2
    T, slope, bend = np.zeros((3, len(stages), len(number)))
    T[:, :1], T[:, 1:2], slope[:, 1] = 1.0, w0, 1.0
    for j in number[2:]:
        one, two, last = slice(j - 1, j), slice(j - 2, j - 1), slice(j, j + 1)
        T[:, last] = 2 * w0 * T[:, one] - T[:, two]
        slope[:, last] = 2 * T[:, one] + 2 * w0 * slope[:, one] - slope[:, two]
        bend[:, last] = 4 * slope[:, one] + 2 * w0 * bend[:, one] - bend[:, two]
    b = bend[:, 2:] / slope[:, 2:]**2
    b = np.concatenate([b[:, :1], b[:, :1], b], 1)
    b_last, b_earlier = (np.concatenate([b[:, :k], b[:, :-k]], 1) for k in (1, 2))
    w1 = np.take_along_axis(slope / np.where(bend > 0, bend, 1.0), stages, 1)
    mu, nu, mu_f = 2 * w0 * b / b_last, -b / b_earlier, 2 * w1 * b / b_last
    on_start = -(1 - b_last * np.concatenate([T[:, :1], T[:, :-1]], 1)) * mu_f
    on_start[:, 1:2] = w1 * b[:, 1:2]
    weights = np.stack([1 - mu - nu, mu, nu, mu_f, on_start], 1)
    at_end = np.array([name == "rate" for name in _WEIGHTS], float)[:, None]
    return np.where(number <= stages[:, None], weights, at_end)

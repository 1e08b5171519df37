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
MOST_STAGES = 100
ORDER = 2


class Step(NamedTuple):
    """Attributes: y after the step, an estimate of its error, f at both ends (of the frozen right-hand side)."""

    y: jax.Array
    error: jax.Array
    start: jax.Array
    end: jax.Array


def stages_for(h, spectral_radius):
    """The number of stages that is stable for a step h and a Jacobian with eigenvalues in [-spectral_radius, 0]."""
    needed = jnp.ceil(jnp.sqrt(1 + 1.54 * h * spectral_radius))
    return jnp.clip(needed, 2, MOST_STAGES).astype(int)


def longest_step(spectral_radius):
    """The longest step that `MOST_STAGES` stages keep stable."""
    return (MOST_STAGES**2 - 1) / (1.54 * spectral_radius)


def step(f: Callable, y, h, stages) -> Step:
    """Advance y by h with an even or odd number of stages, at least 2, known only at run time."""
    first, weights = _coefficients()
    start = f(y)
    row = weights[stages]
    one = y + scaled(first[stages] * h, start)

    def stage(j, carry):
        before, last = carry
        mu, nu, mu_f, gamma_f = row[j]
        return last, (scaled(1 - mu - nu, y) + scaled(mu, last) + scaled(nu, before) + scaled(h * mu_f, f(last))
                      + scaled(h * gamma_f, start))

    _, new = lax.fori_loop(2, stages + 1, stage, (y, one))
    end = f(new)
    return Step(new, scaled(0.8, y - new) + scaled(0.4 * h, start + end), start, end)


@cache
def _coefficients_of_all() -> tuple[np.ndarray, np.ndarray]:
    """mu~_1 for every number of stages, and mu_j, nu_j, mu~_j, gamma~_j for every stage j of it."""
    first, weights = np.zeros(MOST_STAGES + 1), np.zeros((MOST_STAGES + 1, MOST_STAGES + 1, 4))
    for s in range(2, MOST_STAGES + 1):
        w0 = 1 + DAMPING / s**2
        t, dt, ddt = _chebyshev(s, w0)
        w1 = dt[s] / ddt[s]
        b = np.empty(s + 1)
        b[2:] = ddt[2:] / dt[2:] ** 2
        b[:2] = b[2]
        first[s] = b[1] * w1
        for j in range(2, s + 1):
            mu_f = 2 * b[j] * w1 / b[j - 1]
            weights[s, j] = 2 * b[j] * w0 / b[j - 1], -b[j] / b[j - 2], mu_f, -(1 - b[j - 1] * t[j - 1]) * mu_f
    return first, weights


def _coefficients():
    first, weights = _coefficients_of_all()
    return jnp.asarray(first), jnp.asarray(weights)


def _chebyshev(s: int, x: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """T_j(x) and its first two derivatives, j = 0 .. s."""
    t, dt, ddt = np.zeros(s + 1), np.zeros(s + 1), np.zeros(s + 1)
    t[0], t[1], dt[1] = 1, x, 1
    for j in range(2, s + 1):
        t[j] = 2 * x * t[j - 1] - t[j - 2]
        dt[j] = 2 * t[j - 1] + 2 * x * dt[j - 1] - dt[j - 2]
        ddt[j] = 4 * dt[j - 1] + 2 * x * ddt[j - 1] - ddt[j - 2]
    return t, dt, ddt

"""Stabilised explicit steps: a Runge-Kutta-Chebyshev method of order 2 for ``dy/dt = f(y)``.

With s stages its stability interval on the negative real axis is (2/3)(s^2 - 1)(1 - 2/(15) 2/13): s grows as
the root of the stiffness, where a plain explicit method would take as many steps as the stiffness itself. The
Jacobian of a relaxation is a positive mass times minus a symmetric Hessian, so its spectrum is real and the
method fits. No linear system is solved; a stage is one evaluation of the force.

Source: Sommeijer, Shampine, Verwer, J. Comput. Appl. Math. 88, 315 (1997).
"""

from __future__ import annotations

from collections.abc import Callable
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
    c = _Coefficients.of(stages, h)
    start = f(y)

    def stage(j, earlier, last):
        """Return stage j from the two before."""
        return (scaled(c.y[j], y) + scaled(c.last[j], last) + scaled(c.earlier[j], earlier)
                + scaled(c.rate[j], f(last)) + scaled(c.start[j], start))

    def two_stages(k, carry):
        # Each takes the place of the one before the last: nothing is copied.
        earlier, last = carry
        earlier = stage(2 * k, earlier, last)
        return earlier, stage(2 * k + 1, last, earlier)

    one = y + scaled(c.start[1], start)
    new, end = lax.fori_loop(1, stages // 2 + 1, two_stages, (y, one))
    return Step(new, scaled(0.8, y - new) + scaled(0.4 * h, start + end), start, end)


class _Coefficients(NamedTuple):
    """Weights in stage j of y, of the last stage, of the one before, of f(last) and of f(y); (`MOST_STAGES` + 2,) each.

    Stage s + 1 is f at the end of the step: left to itself, XLA would work that out anew for each of its uses.
    With the Chebyshev polynomials ``T_j(w0) = cosh(j angle)``, ``b_j = T_j''/T_j'^2`` and ``w1 = T_s'/T_s''``,

        y_j = (1 - mu - nu) y + mu y_(j-1) + nu y_(j-2) + h mu_f (f_(j-1) - (1 - b_(j-1) T_(j-1)) f_0),
        mu = 2 w0 b_j/b_(j-1),  nu = -b_j/b_(j-2),  mu_f = 2 w1 b_j/b_(j-1),  b_0 = b_1 = b_2.
    """

    y: jax.Array
    last: jax.Array
    earlier: jax.Array
    rate: jax.Array
    start: jax.Array

    @classmethod
    def of(cls, stages, h) -> _Coefficients:
        """Return the weights of a method with an even number of stages in a step h."""
        excess = DAMPING / stages**2
        w0 = 1 + excess
        sinh = jnp.sqrt(excess * (2 + excess))  # of w0^2 - 1, single precision would leave two digits
        angle = jnp.arcsinh(sinh)

        def derivatives(j):
            """Return the first two derivatives of T_j."""
            slope = j * jnp.sinh(j * angle) / sinh
            return slope, (j**2 * jnp.cosh(j * angle) - w0 * slope) / sinh**2

        of_last = derivatives(stages)
        w1 = of_last[0] / of_last[1]
        number = np.arange(MOST_STAGES + 2.0)
        j = jnp.minimum(number, stages)  # those beyond would overflow
        slope, bend = derivatives(jnp.maximum(j, 2.0))
        b = bend / slope**2
        b_last, b_earlier = (jnp.concatenate([b[:k], b[:-k]]) for k in (1, 2))
        mu, nu, mu_f = 2 * w0 * b / b_last, -b / b_earlier, 2 * h * w1 * b / b_last
        on_start = -(1 - b_last * jnp.cosh((j - 1) * angle)) * mu_f

        def until_end(weights, beyond):
            return jnp.where(number > stages, beyond, weights)

        return cls(until_end(1 - mu - nu, 0.0), until_end(mu, 0.0), until_end(nu, 0.0), until_end(mu_f, 1.0),
                   until_end(on_start, 0.0).at[1].set(h * w1 * b[1]))

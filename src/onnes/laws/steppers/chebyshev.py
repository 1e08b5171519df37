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
    """The number of stages that is stable for a step h and a Jacobian with eigenvalues in [-spectral_radius, 0]."""
    needed = jnp.ceil(jnp.sqrt(1 + 1.54 * h * spectral_radius))
    return jnp.clip(needed, 2, MOST_STAGES).astype(int)


def longest_step(spectral_radius):
    """The longest step that `MOST_STAGES` stages keep stable."""
    return (MOST_STAGES**2 - 1) / (1.54 * spectral_radius)


def step(f: Callable, y, h, stages) -> Step:
    """Advance y by h with an even or odd number of stages, at least 2, known only at run time."""
    w0 = 1 + DAMPING / stages**2
    w1 = _ratio_of_derivatives(stages, w0)
    two = _Polynomials(2 * w0**2 - 1, 4 * w0, jnp.asarray(4.0))
    start = f(y)
    one = y + scaled(two.b * w1 * h, start)

    def stage(j, carry):
        """Add stage j to the two before, with the Chebyshev polynomials of both at w0."""
        earlier, last, poly_earlier, poly_last = carry
        poly = poly_last.next(poly_earlier, w0)
        # b_0 and b_1 are b_2, and stage 1 stands where the first, explicit one led.
        b_last, b_earlier = jnp.where(j > 2, poly_last.b, two.b), jnp.where(j > 3, poly_earlier.b, two.b)
        mu, nu, mu_f = 2 * w0 * poly.b / b_last, -poly.b / b_earlier, 2 * w1 * poly.b / b_last
        gamma_f = -(1 - b_last * poly_last.value) * mu_f
        new = (scaled(1 - mu - nu, y) + scaled(mu, last) + scaled(nu, earlier) + scaled(h * mu_f, f(last))
               + scaled(h * gamma_f, start))
        return last, new, poly_last, poly

    zeroth = _Polynomials(*map(jnp.asarray, (1.0, 0.0, 0.0)))
    _, new, _, _ = lax.fori_loop(2, stages + 1, stage, (y, one, zeroth, _Polynomials(w0, *zeroth[:2])))
    end = f(new)
    return Step(new, scaled(0.8, y - new) + scaled(0.4 * h, start + end), start, end)


class _Polynomials(NamedTuple):
    """Attributes: T_j(w0) and its first two derivatives."""

    value: jax.Array
    first: jax.Array
    second: jax.Array

    @property
    def b(self):
        """b_j = T_j''/T_j'^2."""
        return self.second / self.first**2

    def next(self, before: _Polynomials, w0) -> _Polynomials:
        """Return T_(j+1) from this T_j and T_(j-1) before."""
        return _Polynomials(2 * w0 * self.value - before.value,
                            2 * self.value + 2 * w0 * self.first - before.first,
                            4 * self.first + 2 * w0 * self.second - before.second)


def _ratio_of_derivatives(s, w0):
    """Return w1 = T_s'(w0)/T_s''(w0), T_s(cosh theta) = cosh(s theta)."""
    sinh = jnp.sqrt(w0**2 - 1)
    angle = s * jnp.arcsinh(sinh)
    return jnp.sinh(angle) * sinh / (s * jnp.cosh(angle) - jnp.sinh(angle) * w0 / sinh)

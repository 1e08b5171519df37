"""Newton steps within a region of trust: for energies that bend both ways, in spaces too large for a direct solve.

The quadratic model ``m(x) = g . x + x . H x / 2`` is minimised by conjugate gradients inside ``|x|_P <= radius``. Where
H has negative curvature, or the ball ends, the step goes to its rim: downhill out of a saddle. How well the model
foretold the energy decides whether the step is taken and how far the model is trusted next.

Source: T. Steihaug, SIAM J. Numer. Anal. 20, 626 (1983); S. C. Eisenstat, H. F. Walker, SIAM J. Sci. Comput. 17, 16
(1996), choice 2, for how exactly each step is worth solving.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.solvers.vectors import axpy, dot, scaled, zeros_like

LOOSEST, TIGHTEST = 0.5, 1e-4
_TAKEN, _POOR, _GOOD = 1e-4, 0.25, 0.75


class Step(NamedTuple):
    """A step inside the region.

    Attributes:
        x: the step.
        foretold: by how much the model says that the energy falls.
        size: |x| in the norm of the preconditioner.
        on_rim: the step was cut at the radius, or went there along negative curvature.
        products: with the Hessian.
    """

    x: Any
    foretold: jax.Array
    size: jax.Array
    on_rim: jax.Array
    products: jax.Array


def step_within(hessian: Callable, gradient: Any, precondition: Callable, radius: jax.Array, forcing: jax.Array,
                most: int = 2000) -> Step:
    """Minimise the model until its residual has fallen by ``forcing``, the rim is met or ``most`` products are spent.

    Args:
        precondition: r -> P^-1 r, symmetric positive definite; P is the metric of the ball.
    """
    z = precondition(gradient)
    rho = dot(gradient, z)
    goal = jnp.square(forcing) * rho

    def unfinished(carry):
        _, _, _, rho, _, on_rim, k = carry
        return ~on_rim & (rho > goal) & (k < most)

    def iterate(carry):
        x, r, p, rho, (xx, xp, pp), _, k = carry
        Hp = hessian(p)
        curvature = dot(p, Hp)
        convex = curvature > 0
        alpha = rho / jnp.where(convex, curvature, 1.0)
        leaves = ~convex | (xx + alpha * (2 * xp + alpha * pp) >= radius**2)
        to_rim = (-xp + jnp.sqrt(xp**2 + pp * jnp.maximum(radius**2 - xx, 0.0))) / pp
        alpha = jnp.where(leaves, to_rim, alpha)
        x, r = axpy(alpha, p, x), axpy(alpha, Hp, r)
        z = precondition(r)
        new_rho = dot(r, z)
        beta = new_rho / rho
        # P-norms of x and p and their product by recurrence: P itself is never applied.
        norms = (xx + alpha * (2 * xp + alpha * pp), beta * (xp + alpha * pp), new_rho + beta**2 * pp)
        return x, r, axpy(beta, p, scaled(-1.0, z)), new_rho, norms, leaves, k + 1

    zero = jnp.zeros(())
    start = (zeros_like(gradient), gradient, scaled(-1.0, z), rho, (zero, zero, rho), rho < 0, jnp.zeros((), int))
    x, r, _, _, (xx, _, _), on_rim, k = lax.while_loop(unfinished, iterate, start)
    return Step(x, -0.5 * (dot(gradient, x) + dot(r, x)), jnp.sqrt(xx), on_rim, k)


class Trust(NamedTuple):
    """Radius within which the quadratic model is trusted, and how exactly it is minimised."""

    radius: float
    forcing: float = LOOSEST

    def after(self, fallen: float, step: Step, force_ratio: float) -> tuple[Trust, bool]:
        """The trust after a step, and whether the step is taken.

        Args:
            fallen: by how much the energy fell.
            force_ratio: norm of the force after the step over that before.
        """
        agreement = fallen / float(step.foretold) if step.foretold > 0 else -1.0
        taken = agreement > _TAKEN
        radius = self.radius
        if not agreement >= _POOR:
            radius = 0.25 * float(step.size)
        elif agreement > _GOOD and bool(step.on_rim):
            radius = 2 * radius
        forcing = min(LOOSEST, max(TIGHTEST, force_ratio**1.618)) if taken else self.forcing
        return Trust(radius, forcing), taken

"""Mass of psi in the generalised time-dependent Ginzburg-Landau equation.

``u/sqrt(1 + gamma^2 n) (d_t psi + (gamma^2/2) d_t(n) psi) = -dF/dpsi*``, n = |psi|^2, is a relaxation with the mass

    M(psi) = u/sqrt(1 + gamma^2 n) (1 + gamma^2 psi psi^T)

on psi as a vector of two real parts: the size of psi moves with the mass u sqrt(1 + gamma^2 n), its phase with
u/sqrt(1 + gamma^2 n). gamma = 2 tau_E Delta_0/hbar, with tau_E the inelastic time of the electrons; gamma = 0 is a
gapless superconductor. Source: Kramer and Watts-Tobin, Phys. Rev. Lett. 40, 1041 (1978); Watts-Tobin, Kraehenbuehl
and Kramer, J. Low Temp. Phys. 42, 459 (1981).
"""

from __future__ import annotations

import jax.numpy as jnp

from onnes.grids.complex_parts import real_product, scaled, squared_modulus
from onnes.numerics.safe_division import safe_divide


def velocity(psi, force, mass, gamma):
    """``M^-1 force``; ``mass`` is u times the volume, gamma a number. Shapes as psi."""
    stretch = 1 + gamma**2 * squared_modulus(psi)
    along = real_product(psi, force)
    # Not `scaled`: roots and quotients used for both parts would be passes of their own, each with the force anew.
    return jnp.sqrt(stretch) / mass * (force - gamma**2 * along / stretch * psi)


def dissipation(psi, rates, form, mass, gamma):
    """Return a quadratic form of rates of psi at every node, in the metric M: the heat of ``M d_t psi . d_t psi``.

    Args:
        rates: complex, shapes as psi.
        form: real parts of the rates along one direction -> quadratic form of them.
    """
    along = (gamma * real_product(psi, rate) for rate in rates)
    total = form(*map(jnp.real, rates)) + form(*map(jnp.imag, rates)) + form(*along)
    return mass / jnp.sqrt(1 + gamma**2 * squared_modulus(psi)) * total


def agitation(psi, noise, gamma):
    """``(M/u)^(1/2) noise``: the thermal force that belongs to this mass, for noise of unit strength."""
    n = squared_modulus(psi)
    stretch = jnp.sqrt(1 + gamma**2 * n)
    along = safe_divide(real_product(psi, noise), n)
    return scaled(1 / jnp.sqrt(stretch), noise + scaled((stretch - 1) * along, psi))

"""exp(-i h H) psi of a Hermitian operator by Chebyshev polynomials: exact to round-off for any step.

With the spectrum of H in [low, high], R = h (high - low)/2 and H' = (2 H - high - low)/(high - low)::

    exp(-i h H) = exp(-i h (high + low)/2) sum_k (2 - delta_k0) (-i)^k J_k(R) T_k(H')

The Bessel functions fall off faster than exponentially beyond k = R. A polynomial of H conserves what commutes with H,
norm and energy, up to its own error, which is round-off.

Source: H. Tal-Ezer and R. Kosloff, J. Chem. Phys. 81, 3967 (1984).
"""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
from jax import lax

from onnes.grids.complex_parts import scaled

_BEYOND, _LEAST = 12.5, 8.0
"""Terms beyond R: 12.5 R^(1/3) + 8 leave less than 1e-17."""


def terms_for(radius):
    """Return the number of terms for R = h (high - low)/2, of either sign."""
    R = jnp.abs(radius)
    return jnp.ceil(R + _BEYOND * R ** (1 / 3) + _LEAST).astype(int)


def exponential(hamiltonian: Callable, psi, h, low, high, most: int):
    """Return exp(-i h H) psi; not a number where more than ``most`` terms would be needed.

    Args:
        hamiltonian: psi -> H psi, Hermitian in some inner product.
        h: step, of either sign.
        low, high: bounds of the spectrum of H.
        most: largest number of terms.
    """
    middle, half = 0.5 * (high + low), 0.5 * (high - low) + 1e-300
    radius, count = h * half, terms_for(h * half)
    angles = jnp.arange(2 * most) * (jnp.pi / most)
    factors = jnp.fft.fft(jnp.exp(-1j * radius * jnp.cos(angles))) / most  # 2 (-i)^k J_k(R)
    factors = jnp.where(count <= most, factors, jnp.nan)

    def turned(values):
        return scaled(1 / half, hamiltonian(values) - scaled(middle, values))

    def add(k, carry):
        earlier, last, total = carry
        following = 2 * turned(last) - earlier
        return last, following, total + factors[k] * following

    first = turned(psi)
    total = 0.5 * factors[0] * psi + factors[1] * first
    total = lax.fori_loop(2, jnp.minimum(count, most), add, (psi, first, total))[2]
    return jnp.exp(-1j * h * middle) * total

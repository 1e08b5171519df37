"""Products of complex fields with real ones, by real and imaginary parts.

JAX converts a real factor to complex before it multiplies: twice the arithmetic, and a weight of twice the bytes.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import lax


def scaled(factor, z):
    """Return factor * z for a real factor and a real or complex z, broadcast together."""
    if not jnp.iscomplexobj(z):
        return factor * z
    return lax.complex(factor * jnp.real(z), factor * jnp.imag(z))


def squared_modulus(z):
    """Return |z|^2, real."""
    return jnp.real(z) ** 2 + jnp.imag(z) ** 2 if jnp.iscomplexobj(z) else z**2


def real_product(a, b):
    """Return Re(a* b)."""
    if not (jnp.iscomplexobj(a) and jnp.iscomplexobj(b)):
        return jnp.real(a) * jnp.real(b)
    return jnp.real(a) * jnp.real(b) + jnp.imag(a) * jnp.imag(b)

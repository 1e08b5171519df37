"""Exact directions of units in a given field: the heat bath of a single unit."""

from __future__ import annotations

import jax
import jax.numpy as jnp

_LEAST = 1e-30
"""Added to mu B/kT, so that the limit of no field needs no branch."""


def langevin_directions(key: jax.Array, field: jax.Array) -> jax.Array:
    """Return directions with the weight exp(x . s), drawn by inversion.

        cos(theta) = 1 + ln[1 - w (1 - exp(-2 x))]/x,    w uniform in [0, 1)

    Args:
        field: x = mu B/kT, shape (..., 3).

    Source: Z5.
    """
    size = jnp.sqrt(jnp.sum(field**2, axis=-1)) + _LEAST
    drawn = jax.random.uniform(key, (2, *size.shape))
    cosine = 1 + jnp.log1p(drawn[0] * jnp.expm1(-2 * size)) / size
    sine = jnp.sqrt(jnp.maximum(1 - cosine**2, 0.0))
    angle = 2 * jnp.pi * drawn[1]
    first, second = sine * jnp.cos(angle), sine * jnp.sin(angle)
    nx, ny, nz = (field[..., axis] / size for axis in range(3))
    nz = jnp.where(jnp.sum(field**2, axis=-1) == 0, 1.0, nz)
    # Two directions across the field without a branch (T. Duff et al., J. Comput. Graph. Tech. 6, 1 (2017)).
    sign = jnp.where(nz >= 0, 1.0, -1.0)
    slope = -1 / (sign + nz)
    mixed = nx * ny * slope
    return jnp.stack([first * (1 + sign * nx**2 * slope) + second * mixed + cosine * nx,
                      first * sign * mixed + second * (sign + ny**2 * slope) + cosine * ny,
                      -first * sign * nx - second * ny + cosine * nz], axis=-1)


def two_states(key: jax.Array, field: jax.Array) -> jax.Array:
    """Return s = 1 or -1 with the weight exp(x s), for x = mu B/kT along the axis, of the shape of ``field``."""
    return jnp.where(jax.random.uniform(key, field.shape) < jax.nn.sigmoid(2 * field), 1.0, -1.0)

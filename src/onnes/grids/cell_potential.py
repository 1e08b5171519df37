"""The potential of a rectangle with a density of one: ``int 1/r`` over it, and its gradient, in closed form.

Both are sums over the corners of the rectangle, with signs + - - +, of functions of the displacement (u, v, z) from the
corner to the point: the potential of ``u asinh(v/(u^2 + z^2)^(1/2)) + v asinh(u/(v^2 + z^2)^(1/2)) - z atan(u v/z r)``.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


def corner_potential(u: Any, v: Any, z: Any) -> Any:
    """Return the part of a corner in ``int 1/r``; the limit where u or v and z vanish."""
    xp = _library(u, v, z)
    r = xp.sqrt(u**2 + v**2 + z**2)
    return u * _asinh_of_ratio(v, u, z) + v * _asinh_of_ratio(u, v, z) - z * xp.arctan2(u * v, z * r)


def corner_gradient(u: Any, v: Any, z: Any) -> tuple[Any, Any, Any]:
    """Return the part of a corner in the gradient of ``int 1/r`` with respect to the point, z > 0."""
    xp = _library(u, v, z)
    r = xp.sqrt(u**2 + v**2 + z**2)
    return _asinh_of_ratio(v, u, z), _asinh_of_ratio(u, v, z), -xp.arctan2(u * v, z * r)


def _asinh_of_ratio(a: Any, b: Any, z: Any) -> Any:
    """Return ``asinh(a/(b^2 + z^2)^(1/2))``, 0 where the denominator vanishes: its factor b does, too.

    By a logarithm, which XLA computes in a quarter of the time of its asinh.
    """
    xp = _library(a, b, z)
    below = b**2 + z**2
    safe = xp.where(below > 0, below, 1.0)
    return xp.where(below > 0, 0.5 * xp.sign(a) * xp.log((xp.abs(a) + xp.sqrt(a**2 + below)) ** 2 / safe), 0.0)


def _library(*values: Any) -> Any:
    return jnp if any(isinstance(each, jax.Array) for each in values) else np

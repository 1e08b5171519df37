"""Division by measures, masses and weights that may vanish."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np


def safe_divide(x: Any, y: Any) -> Any:
    """Return x / y where y > 0, and 0 elsewhere.

    The denominator is replaced before the division, so that neither the value nor the derivative is NaN where y is 0.

    Args:
        x, y: arrays or numbers that broadcast. The result is a JAX array if one of them is, a NumPy array otherwise.
    """
    xp = jnp if isinstance(x, jax.Array) or isinstance(y, jax.Array) else np
    positive = xp.asarray(y) > 0
    return xp.where(positive, x / xp.where(positive, y, 1.0), 0.0)

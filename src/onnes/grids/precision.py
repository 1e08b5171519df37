"""Double precision, switched on in one place before any array is made."""

from __future__ import annotations


def use_float64() -> None:
    """Make float64 the default of JAX; single precision hides the physics of large kappa."""
    import jax

    jax.config.update("jax_enable_x64", True)

"""Memory bandwidth of this machine, measured by the triad a = b + s c of STREAM."""

from __future__ import annotations

from functools import cache

from onnes.bench.stopwatch import best_seconds

_NUMBERS = 4_000_000  # three arrays of 32 MB each: larger than any cache that matters


@cache
def triad_bandwidth() -> float:
    """Return bytes per second of a = b + s c, counted as STREAM does: two arrays read, one written."""
    import jax
    import jax.numpy as jnp

    from onnes.numerics.jax_settings import prepare_jax

    prepare_jax()
    b, c = jnp.arange(_NUMBERS, dtype=float), jnp.ones(_NUMBERS)
    # The result goes into the buffer of the last one: fresh pages would measure the system's allocator instead.
    triad = jax.jit(lambda a, b, c: b + 3.0 * c, donate_argnums=0, keep_unused=True)
    kept = [jnp.zeros(_NUMBERS)]

    def once() -> None:
        kept[0] = triad(kept[0], b, c).block_until_ready()

    return 3 * b.nbytes / best_seconds(once, repeats=20)

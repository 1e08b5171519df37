"""Memory bandwidth of the device that JAX uses, measured by the triad a = b + s c of STREAM."""

from __future__ import annotations

from functools import cache

from onnes.bench.stopwatch import best_seconds

_NUMBERS = 4_000_000  # three arrays of 32 MB each: larger than any cache of a processor that matters
_ON_ACCELERATOR, _IN_A_ROW = 2**25, 20  # of 268 MB each, one triad after the other: starting one takes long beside it


@cache
def triad_bandwidth() -> float:
    """Return bytes per second of a = b + s c, counted as STREAM does: two arrays read, one written."""
    import jax
    import jax.numpy as jnp

    from onnes.numerics.jax_settings import prepare_jax

    prepare_jax()
    numbers, times = (_NUMBERS, 1) if jax.default_backend() == "cpu" else (_ON_ACCELERATOR, _IN_A_ROW)
    b, c = jnp.arange(numbers, dtype=float), jnp.ones(numbers)
    # The result goes into the buffer of the last one: fresh pages would measure the system's allocator instead.
    triad = jax.jit(lambda a, b, c: b + 3.0 * c, donate_argnums=0, keep_unused=True)
    kept = [jnp.zeros(numbers)]

    def work() -> None:
        for _ in range(times):
            kept[0] = triad(kept[0], b, c)
        kept[0].block_until_ready()

    return 3 * b.nbytes * times / best_seconds(work, repeats=20)

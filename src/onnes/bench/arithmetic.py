"""Rate of multiplications and additions of this machine, measured on numbers in cache."""

from __future__ import annotations

from functools import cache

from onnes.bench.stopwatch import best_seconds

_NUMBERS, _DEGREE, _TIMES = 32768, 16, 100
_SIDE = 768


@cache
def multiply_add_rate() -> float:
    """Return multiplications and additions per second in double precision, the larger of two measurements."""
    from onnes.numerics.jax_settings import prepare_jax

    prepare_jax()
    return max(_polynomials(), _matrices())


def _polynomials() -> float:
    """Return the rate of Horner's rule repeated on arrays, elementwise like operations on fields."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    def polynomial(_, x):
        total = x
        for _ in range(_DEGREE):
            total = total * x + 0.5
        return 0.5 * total

    work, x = jax.jit(lambda x: lax.fori_loop(0, _TIMES, polynomial, x)), jnp.full(_NUMBERS, 0.25)
    return 2 * _DEGREE * _TIMES * _NUMBERS / best_seconds(lambda: work(x).block_until_ready(), repeats=10)


def _matrices() -> float:
    """Return the rate of a product of two matrices, for which libraries come closest to the processor's limit."""
    import jax
    import jax.numpy as jnp

    work, a = jax.jit(jnp.matmul), jnp.ones((_SIDE, _SIDE))
    return 2 * _SIDE**3 / best_seconds(lambda: work(a, a).block_until_ready(), repeats=10)

"""Transfer of arrays between devices, possibly of several processes, and hosts."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from onnes.numerics.jax_settings import as_array


def on_host(value: Any) -> np.ndarray:
    """Return a value as a NumPy array; if it is spread over several processes, all of them must call this together."""
    if not isinstance(value, jax.Array) or value.is_fully_addressable or value.is_fully_replicated:
        return np.asarray(value)
    from jax.experimental.multihost_utils import process_allgather

    return np.asarray(process_allgather(value, tiled=True))


def as_numbers(value: Any) -> Any:
    """Return the value itself, or the integers of a random key."""
    return jax.random.key_data(value) if _is_key(value) else value


def placed_like(values: np.ndarray, like: Any) -> Any:
    """Return the inverse of `as_numbers`: an array of the kind of ``like``, on its devices if those are several."""
    if not isinstance(like, jax.Array):
        return values
    if _is_key(like):
        return jax.random.wrap_key_data(as_array(values), impl=jax.random.key_impl(like))
    if len(like.sharding.device_set) == 1:
        return as_array(values)
    return jax.make_array_from_callback(values.shape, like.sharding, lambda part: values[part])


def _is_key(value: Any) -> bool:
    return isinstance(value, jax.Array) and jnp.issubdtype(value.dtype, jax.dtypes.prng_key)


def is_writer() -> bool:
    """Return whether this process is the one of its run that writes files."""
    return jax.process_index() == 0


def agreed(answer: bool) -> bool:
    """Return the first process's answer in all processes."""
    if jax.process_count() == 1:
        return answer
    from jax.experimental.multihost_utils import broadcast_one_to_all

    return bool(broadcast_one_to_all(np.asarray(answer)))

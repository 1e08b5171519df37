"""Exchange of whole samples between states beside each other, by which cold ones leave local minima.

Source: K. Hukushima, K. Nemoto, J. Phys. Soc. Jpn. 65, 1604 (1996).
"""

from __future__ import annotations

import jax
import jax.numpy as jnp

from onnes.chains.monte_carlo.record import States


def exchanged(key: jax.Array, energy: jax.Array, along: jax.Array, states: States, odd: jax.Array) -> jax.Array:
    """Return for each place in the row of states the index of the sample that goes there, shape (repeats, S).

    Two states exchange theirs with probability min(1, exp(D)), D = (beta_1 - beta_2)(U_1 - U_2) -
    (beta_1 h_1 - beta_2 h_2)(P_1 - P_2): the weights exp(-beta (U - h P)) of both together stay as they are.

    Args:
        energy, along: U without field and P = sum_i s_i . b_i of each sample, shape (repeats, S).
        odd: 0 or 1: which every second pairs are tried.
    """
    index = jnp.arange(energy.shape[1])
    partner = jnp.where(index < odd, index, jnp.clip(((index - odd) ^ 1) + odd, 0, len(index) - 1))
    pull = states.inverse * states.field
    gain = ((states.inverse - states.inverse[partner]) * (energy - energy[:, partner])
            - (pull - pull[partner]) * (along - along[:, partner]))
    drawn = jnp.log(jax.random.uniform(key, energy.shape))[:, jnp.minimum(index, partner)]
    return jnp.where(drawn < gain, partner, index)


def rearranged(chosen: jax.Array, values: jax.Array) -> jax.Array:
    """Return values of shape (repeats, S, ...) in the order of `exchanged`."""
    return jnp.take_along_axis(values, chosen.reshape(chosen.shape + (1,) * (values.ndim - 2)), axis=1)

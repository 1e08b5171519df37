"""Thermal fluctuations of the order parameter, from an explicit key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.numerics.jax_settings import as_array


def _array_or_function(value: Any) -> Any:
    return value if callable(value) else as_array(value)


class Noise(eqx.Module):
    """A Gaussian force, redrawn every ``interval`` from ``fold_in(key, interval number)``.

    ``M du/dt = -grad F + sqrt(2 M kT / interval) N`` per real degree of freedom, which in the force
    f of `ThermalForce` reads f = sqrt(tau kT/(dV interval)) (N_1 + i N_2). Modes slower than the
    interval then obey the fluctuation-dissipation theorem at temperature kT. Independent of the
    step sizes, so a run repeats bit for bit. Source: Schmid 1969.

    Attributes:
        key: jax.random key.
        temperature: kT in units of (Bc^2/mu_0) xi^3 (in two dimensions per xi of thickness), shape () or that of the
            nodes; or a function of t that returns it.
        interval: correlation time of the force, in tau.
    """

    key: jax.Array
    temperature: jax.Array | Callable[[float], Any] = eqx.field(converter=_array_or_function)
    interval: jax.Array = eqx.field(converter=as_array, default=0.5)

    def force(self, t: float, spread: jax.Array) -> tuple[jax.Array, float]:
        """The force in the interval that holds t, and when that interval ends.

        Args:
            spread: (tau / dV)^(1/2) on the nodes, 0 outside the sample.
        """
        interval = float(self.interval)
        number = int(t / interval + 1e-9)
        temperature = self.temperature(t) if callable(self.temperature) else self.temperature
        force = jnp.sqrt(jnp.asarray(temperature) / interval) * _draw(self.key, jnp.asarray(number), spread)
        return force, (number + 1) * interval


@eqx.filter_jit
def _draw(key, number, spread):
    pair = jax.random.normal(jax.random.fold_in(key, number), (2, *spread.shape))
    return spread * (pair[0] + 1j * pair[1])

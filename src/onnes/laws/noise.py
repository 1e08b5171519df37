"""Thermal fluctuations of the order parameter, from an explicit key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.numerics.jax_settings import as_array


def _array_or_function(value: Any) -> Any:
    return value if callable(value) else as_array(value)


class Agitation(NamedTuple):
    """A force that is linear in time.

    Attributes:
        first, last: at the beginning and the end of its interval, shape of the grid.
        begin, end: of the interval, in tau.
    """

    first: Any
    last: Any
    begin: Any
    end: Any

    def __call__(self, t):
        """The force at time t."""
        share = (t - self.begin) / (self.end - self.begin)
        return (1 - share) * self.first + share * self.last


NO_AGITATION = Agitation(np.zeros(()), np.zeros(()), np.zeros(()), np.full((), np.inf))


class Noise(eqx.Module):
    """A Gaussian force, linear in time between values drawn every ``interval`` from ``fold_in(key, their number)``.

    ``M du/dt = -grad F + sqrt(2 M kT / interval) N`` per real degree of freedom, which in the force
    f of `ThermalForce` reads f = sqrt(tau kT/(dV interval)) (N_1 + i N_2). Modes slower than the
    interval then obey the fluctuation-dissipation theorem at temperature kT. Without jumps, which
    would cost short steps to follow. Independent of the step sizes, so a run repeats bit for bit.
    Source: Schmid 1969.

    Attributes:
        key: jax.random key.
        temperature: kT in units of (Bc^2/mu_0) xi^3 (in two dimensions per xi of thickness), shape () or that of the
            nodes; or a function of t that returns it.
        interval: correlation time of the force, in tau.
    """

    key: jax.Array
    temperature: jax.Array | Callable[[float], Any] = eqx.field(converter=_array_or_function)
    interval: jax.Array = eqx.field(converter=as_array, default=0.5)

    def force(self, t: float, spread: jax.Array) -> Agitation:
        """The force in the interval that holds t.

        Args:
            spread: (tau / dV)^(1/2) on the nodes, 0 outside the sample.
        """
        interval = float(self.interval)
        number = int(t / interval + 1e-9)
        begin, end = number * interval, (number + 1) * interval
        first, last = (jnp.sqrt(jnp.asarray(self._temperature(when)) / interval)
                       * _draw(self.key, jnp.asarray(n), spread) for n, when in ((number, begin), (number + 1, end)))
        return Agitation(first, last, jnp.asarray(begin), jnp.asarray(end))

    def _temperature(self, t: float) -> Any:
        return self.temperature(t) if callable(self.temperature) else self.temperature


@eqx.filter_jit
def _draw(key, number, spread):
    pair = jax.random.normal(jax.random.fold_in(key, number), (2, *spread.shape))
    return spread * (pair[0] + 1j * pair[1])

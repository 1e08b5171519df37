"""Protocols: temperature and applied field of a sample as functions of time.

A protocol is any callable ``t -> Drive`` that JAX can differentiate in t. Times are in units of the
relaxation time tau, lengths in xi, fields in Bc2; epsilon = (Tc - T)/(Tc - T_reference).
"""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive
from onnes.numerics.jax_settings import as_array


class Steady(eqx.Module):
    """Nothing changes."""

    drive: Drive

    def __call__(self, t) -> Drive:
        return self.drive

    def later(self, t) -> Steady:
        """Return the protocol on a clock that begins at t."""
        return self


class ColdFront(eqx.Module):
    """A linear temperature front moves along a coordinate s(r) at constant speed.

    ``epsilon = clip((speed t - s)/width, 0, 1)(1 - hot) + hot`` so that Tc lies where the ramp, of
    slope 1/width per coherence length, crosses zero.

    Attributes:
        coordinate: s on the nodes: x for a front that sweeps across, r for one that grows from the axis.
        speed: front speed in xi/tau.
        width: length over which epsilon goes from ``hot`` to 1 (inverse gradient), in xi.
        hot: epsilon ahead of the front (negative: above Tc).
        start: position of the cold end of the ramp at t = 0.
        applied_field: constant field, shape (3,), in Bc2.
    """

    coordinate: jax.Array
    speed: jax.Array = eqx.field(converter=as_array)
    width: jax.Array = eqx.field(converter=as_array)
    hot: jax.Array = eqx.field(converter=as_array)
    start: jax.Array = eqx.field(converter=as_array)
    applied_field: jax.Array = eqx.field(converter=as_array)

    def __call__(self, t) -> Drive:
        cold = jnp.clip((self.start + self.speed * t - self.coordinate) / self.width, 0.0, 1.0)
        return Drive(self.hot + (1.0 - self.hot) * cold, self.applied_field)


class UniformCooling(eqx.Module):
    """The whole sample cools at once: epsilon goes from ``hot`` to 1 in the time ``duration``."""

    duration: jax.Array = eqx.field(converter=as_array)
    hot: jax.Array = eqx.field(converter=as_array)
    applied_field: jax.Array = eqx.field(converter=as_array)

    def __call__(self, t) -> Drive:
        cold = jnp.clip(t / self.duration, 0.0, 1.0)
        return Drive(self.hot + (1.0 - self.hot) * cold, self.applied_field)


class FieldRamp(eqx.Module):
    """At constant temperature the applied field goes linearly from one value, zero if left out, to another."""

    duration: jax.Array = eqx.field(converter=as_array)
    applied_field: jax.Array = eqx.field(converter=as_array)
    initial_field: jax.Array = eqx.field(converter=as_array, default=(0.0, 0.0, 0.0))

    def __call__(self, t) -> Drive:
        done = jnp.clip(t / self.duration, 0.0, 1.0)
        return Drive(1.0, self.initial_field + (self.applied_field - self.initial_field) * done)

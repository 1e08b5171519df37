"""Parts of the equation of heat: heat capacity, heat that flows from one system to another, phonons of a film."""

from __future__ import annotations

from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

_COLDEST = 1e-3
"""Smallest temperature over that at which the coefficients are given: what is colder has next to no capacity."""
_ROOTS = {0: lambda x: x, 1: jnp.sqrt, 2: jnp.cbrt, 3: lambda x: jnp.sqrt(jnp.sqrt(x))}
"""m -> x^(1/(m + 1))."""


class Capacity(eqx.Module):
    """``c = c_1 (T/T_1)^m`` and the heat ``u = int c dT = c_1 T_1/(m + 1) (T/T_1)^(m + 1)``, per volume.

    Attributes:
        size: c_1.
        reference: T_1.
        exponent: m, from 0 to 3.
    """

    size: jax.Array
    reference: jax.Array
    exponent: int = eqx.field(static=True)

    def density(self, temperature):
        """Return u of a temperature."""
        m = self.exponent
        return self.size * self.reference / (m + 1) * (temperature / self.reference) ** (m + 1)

    def temperature(self, density):
        """Return T of a density u."""
        m = self.exponent
        power = (m + 1) * density / (self.size * self.reference)
        return self.reference * _ROOTS[m](jnp.maximum(power, _COLDEST ** (m + 1)))

    def near(self, density):
        """Return an extrapolated u, no less than at the smallest temperature."""
        return jnp.maximum(density, self.density(_COLDEST * self.reference))

    def at(self, temperature):
        """Return c."""
        return self.size * (temperature / self.reference) ** self.exponent


class Flow(eqx.Module):
    """Heat per volume ``k (T^n - T_2^n)`` that leaves a system of temperature T for one of temperature T_2.

    Attributes:
        size: k.
        exponent: n, 1 or more.
    """

    size: jax.Array
    exponent: int = eqx.field(static=True)

    def between(self, temperature, other):
        """Return the heat that flows."""
        n = self.exponent
        return self.size * (temperature**n - other**n)

    def steepest(self, density, live, capacity: Capacity):
        """Return a bound of its derivative with the heat u of one of the systems, on live nodes.

        The derivative goes as a power of T, so that it is largest where T is lowest or highest.
        """
        n = self.exponent
        ends = jnp.stack([jnp.min(density, where=live, initial=jnp.inf), jnp.max(density, where=live, initial=0.0)])
        T = capacity.temperature(ends)
        return n * jnp.max(self.size) * jnp.max(T ** (n - 1) / capacity.at(T))


class PhononState(NamedTuple):
    """Heat of the phonons. Attributes: u per volume on the nodes; d_t u in the last step."""

    density: jax.Array
    rate: jax.Array


class Loss(NamedTuple):
    """Heat per volume that electrons lose in a stage, linear in theirs: ``size + slope (u - guess)``.

    Attributes:
        size: on the nodes.
        slope: a number.
        response: change of the phonons' heat with that of the electrons, a number; 0 without phonons.
        phonons: their heat at the electrons' guess, and
        escape: what they lose then to the substrate; of electrons without phonons what these lose.
        escape_slope: its derivative with the heat of the phonons, or of such electrons.
    """

    size: jax.Array
    slope: jax.Array
    response: jax.Array
    phonons: jax.Array | None
    escape: jax.Array
    escape_slope: jax.Array


class Phonons(eqx.Module):
    """Phonons of the film between its electrons and the substrate: ``d_t u_p = k (T^n - T_p^n) - escape(T_p)``.

    Attributes:
        capacity: of the phonons.
        coupling: what the electrons give to them.
    """

    capacity: Capacity
    coupling: Flow

    def slopes(self, of_electrons, density, live, escape: Flow, electrons: Capacity):
        """Return bounds of the derivatives of the coupling with the heat of electrons and phonons, of the escape."""
        return (self.coupling.steepest(of_electrons, live, electrons),
                self.coupling.steepest(density, live, self.capacity), escape.steepest(density, live, self.capacity))

    def loss(self, begun, guess, slopes, escape: Flow, temperature, bath, h) -> Loss:
        """Return what electrons of a temperature lose in an implicit stage of length h; exact where it is linear.

        Args:
            begun, guess: heat of the phonons before the stage; near its end.
            slopes: see `slopes`.
        """
        of_electrons, of_phonons, of_escape = slopes
        own = self.capacity.temperature(guess)
        given, left = self.coupling.between(temperature, own), escape.between(own, bath)
        share = h / (1 + h * (of_phonons + of_escape))
        rise = (begun - guess) / h + given - left
        return Loss(given - of_phonons * share * rise, of_electrons * (1 - of_phonons * share), of_electrons * share,
                    guess + share * rise, left + of_escape * share * rise, of_escape)

"""A circuit around a device: a source with its resistor, a capacitor across both, an inductance before the device.

::

    +--------+----- L ----- plus
    |        |               |          a current I_s beside R:       C dV/dt = I_s - V/R - I
    source   C             device       a voltage U in series with R: C dV/dt = (U - V)/R - I
    |        |               |          on the way to the device:     L dI/dt + dPhi/dt = V
    +--------+------------ minus

V is the voltage across the capacitor, I the current into the device at plus and out of it at minus, and dPhi/dt the
voltage of the device. Without R, C and L the device is biased by the current I_s or by the voltage U.

In reduced units: currents in those of `Drive.current`, voltages in Phi_0/(2 pi tau), fluxes in Phi_0/(2 pi), energies
in (Bc^2/mu_0) xi^3, of which L I^2/2 is L I^2.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_BRIEF = 1e-12
"""A time within which nothing changes but what a source changes at once, in tau."""


class CircuitState(NamedTuple):
    """Current and voltage of a circuit at one moment.

    Attributes:
        current: I, into the device.
        voltage: V, across the capacitor.
        source: value of the source: I_s or U.
        work, heat, delivered: work of the source, heat in the resistor, work on the device, since the start.
    """

    current: jax.Array
    voltage: jax.Array
    source: jax.Array
    work: jax.Array
    heat: jax.Array
    delivered: jax.Array

    @classmethod
    def at_rest(cls, current: float = 0.0) -> CircuitState:
        """Return an uncharged circuit before its source is switched on, with a current through the device."""
        return cls(as_array(float(current)), *[as_array(0.0)] * 5)


class Circuit(eqx.Module):
    """``conductance V + resistance (C dV/dt + I) = source``: I_s, 1/R and 1, or U, 1 and R.

    Attributes:
        terminals: 1 at plus, -1 at minus, 0 at the other terminals of the device, shape (terminals,).
        inductance, capacitance: L, C.
        conductance, resistance: the coefficients above.
        in_series: whether the source is a voltage in series with its resistor.
    """

    terminals: jax.Array = eqx.field(converter=as_array)
    inductance: jax.Array = eqx.field(converter=as_array)
    capacitance: jax.Array = eqx.field(converter=as_array)
    conductance: jax.Array = eqx.field(converter=as_array)
    resistance: jax.Array = eqx.field(converter=as_array)
    in_series: jax.Array = eqx.field(converter=as_array)

    def stored(self, now: CircuitState) -> jax.Array:
        """Return the energy of inductance and capacitor."""
        return self.inductance * now.current**2 + self.capacitance * now.voltage**2

    def at_once(self, now: CircuitState, source, rest, resistance) -> CircuitState:
        """Return the circuit after a jump of the source, in which only what has no inertia follows.

        An implicit step that is so brief that the rest stands still. What an ideal source changes at once is its work.

        Args:
            rest, resistance: the voltage of the device is rest + resistance I; a resistance of inf if its current
                stands still.
        """
        inert = jnp.isinf(resistance)
        slope = jnp.where(inert, 1 / _BRIEF, resistance) + self.inductance / _BRIEF
        offset = jnp.where(inert, -now.current / _BRIEF, rest) - self.inductance * now.current / _BRIEF
        current, voltage = self._solved(source, now.voltage / _BRIEF, 1 / _BRIEF, offset, slope)
        across = jnp.where(inert, now.voltage, rest + jnp.where(inert, 0.0, resistance) * current)
        after = now._replace(current=current, source=source, voltage=jnp.where(self._is_ideal, across, voltage))
        return after._replace(work=now.work + self.stored(after) - self.stored(now))

    def step(self, now: CircuitState, before: CircuitState, backward, source, device: Flux) -> CircuitState:
        """Return the circuit after a step, by the backward differences by which the field moves.

        Args:
            before: one step ago.
            backward: the difference formula, see `onnes.laws.steppers.split.Backward`.
            source: at the end of the step.
            device: its flux.
        """
        h, alpha = backward.step, backward.alpha
        current, voltage = backward.history((now.current, now.voltage), (before.current, before.voltage))
        known = backward.history(device.now, device.before)
        slope = alpha * (device.response + self.inductance) / h
        offset = (alpha * device.rest - known - self.inductance * current) / h
        current, voltage = self._solved(source, voltage / h, alpha / h, offset, slope)

        flux = device.rest + device.response * current
        mean, between, fed = (0.5 * (old + new) for old, new in (
            (now.current, current), (now.voltage, voltage), (now.source, source)))
        change = self.inductance * (current - now.current) + flux - device.now
        between = jnp.where(self._is_ideal, change / h, between)
        through = h * mean + self.capacitance * (voltage - now.voltage)  # charge from source and resistor
        work = jnp.where(self.in_series, fed * through, h * fed * between)
        heat = jnp.where(self.in_series, self.resistance * through**2 / h, h * self.conductance * between**2)
        return CircuitState(current, voltage, source, now.work + 2 * work, now.heat + 2 * heat,
                            now.delivered + 2 * mean * (flux - device.now))

    @property
    def _is_ideal(self):
        """Return whether nothing but the source determines I, so that V is that of inductance and device."""
        return (self.conductance == 0) & (self.capacitance == 0)

    def _solved(self, source, history, rate, offset, slope):
        """Return I and V of ``dV/dt = rate V - history`` and ``V = offset + slope I``."""
        admittance = self.conductance + self.resistance * self.capacitance * rate
        known = source + self.resistance * self.capacitance * history
        current = (known - admittance * offset) / (admittance * slope + self.resistance)
        voltage = safe_divide(known - self.resistance * current, admittance)
        return current, jnp.where(self._is_ideal, offset + slope * current, voltage)


class Flux(NamedTuple):
    """Flux of the device, whose rate is its voltage.

    Attributes:
        now, before: at the start of the step, and one step earlier.
        rest, response: at the end of the step it is rest + response I.
    """

    now: Any
    before: Any
    rest: Any
    response: Any

"""Mean voltage of a dc SQUID while its bias is raised and lowered in steps, at many fluxes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.circuits import Constant
from onnes.circuits.langevin import ensemble, longest_step, noisy_steps

if TYPE_CHECKING:
    from onnes.circuits import CircuitState, Equations
    from onnes.problems.squid.lumped import DcSquid

_SHARE, _LONGEST = 0.05, 0.05
"""Step over the longest stable one, and the longest in units of the circuit's time."""
_RECORDS, _PER_RECORD, _SETTLING = 200, 2.0, 0.5
"""Records of phase at a bias, their distance in units of time, and time of settling over that of the records."""


def mean_voltages(squid: DcSquid, currents: np.ndarray, fluxes: np.ndarray, dwell: float = 1.0) -> np.ndarray:
    """Return the mean voltage [V], without noise, at each current [A] in this order and each flux [Wb].

    Each current starts from the state of the one before, the first from rest, so that hysteresis is followed. Means are
    weighted by sin^2 over a stretch, in which oscillations cancel (see `onnes.numerics.smooth_window`).

    Args:
        dwell: length of the stretch over 400 times of the circuit.

    Returns:
        shape (currents, fluxes).
    """
    circuits = [squid.circuit(0.0, float(flux)) for flux in fluxes]
    units = circuits[0].units
    systems = jax.tree.map(lambda *each: jnp.stack(each), *(circuit.equations for circuit in circuits))
    step = min(_SHARE * longest_step(circuits[0].equations), _LONGEST)
    count = int(np.ceil(_PER_RECORD * dwell / step))
    found = _followed(systems, jnp.asarray(currents / units.current), _PER_RECORD * dwell / count, count)
    return np.asarray(found).T * units.voltage


@eqx.filter_jit
def _followed(systems: Equations, currents: Any, step: Any, count: int) -> Any:
    """Return mean rates of the phase of the first junction, shape (fluxes, currents)."""
    weight = jnp.sin(jnp.pi * (jnp.arange(_RECORDS) + 0.5) / _RECORDS) ** 2
    still, key = jnp.zeros(()), jax.random.key(0)  # no noise at a temperature of 0

    def course(system: Equations) -> Any:
        def at(states: CircuitState, current: Any) -> tuple[CircuitState, Any]:
            driven = eqx.tree_at(lambda each: each.currents, system, (Constant(current),))

            def advanced(carried: CircuitState, _: Any) -> tuple[CircuitState, Any]:
                carried = noisy_steps(driven, carried, still, step, count, 0.0, key)
                return carried, (driven.junctions @ jnp.concatenate([carried.y, carried.w], axis=-1)[0])[0]

            states, _ = jax.lax.scan(advanced, states, None, length=int(_SETTLING * _RECORDS))
            states, phase = jax.lax.scan(advanced, states, None, length=_RECORDS + 1)
            return states, jnp.sum(jnp.diff(phase) * weight) / jnp.sum(weight) / (step * count)

        return jax.lax.scan(at, ensemble(system.at_rest(), 1), currents)[1]

    return jax.vmap(course)(systems)


def resistive_voltage(current: np.ndarray, critical: np.ndarray, resistance: float) -> np.ndarray:
    """Return ``R/2 sqrt(I^2 - I_c(Phi)^2)`` above I_c, else 0: two equal overdamped junctions without inductance.

    Source: L. G. Aslamazov, A. I. Larkin, JETP Lett. 9, 87 (1969).
    """
    return 0.5 * resistance * np.sqrt(np.maximum(np.asarray(current) ** 2 - np.asarray(critical) ** 2, 0.0))


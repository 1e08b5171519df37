"""Mean voltage over current, with its hysteresis, and the phase on the washboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.circuits.single_junction import CHUNK, at_phase, biased_junction, course, mean_rates, retrapping_bias
from onnes.circuits.thermal import ambegaokar_halperin
from onnes.circuits.waveforms import Constant
from onnes.experiments.experiment import Measurement, Progress
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.josephson import Josephson

_STEP = 0.02
_FRAMES = 180


def measure(made: Josephson, progress: Progress) -> Measurement:
    """Return the curve from rest and from the running state, and the retrapping current."""
    import jax
    import jax.numpy as jnp

    circuit = biased_junction(made.critical_current, made.resistance, made.junction_capacitance())
    system, units = circuit.equations, circuit.units
    current, normal = made.critical_current, made.critical_current * made.resistance
    # RC and the unit of time over Phi_0/(2 pi I_c R), in the units of the circuit.
    relaxation, voltage = np.sqrt(max(made.beta(), 1.0)), units.voltage / normal
    noise, key = made.noise(), jax.random.key(made.seed)
    chunk = CHUNK * _STEP
    bias = np.linspace(0.0, made.bias(), made.points)
    members = max(1, made.samples // 10) if noise else 1
    every = jnp.repeat(jnp.asarray(bias), members)
    settle, count = (int(np.ceil(each / chunk)) for each in (
        10 * relaxation, 400 if noise else 200 + 10 * relaxation))
    curves = {}
    for name, start in (("up", at_phase(system, jnp.arcsin(jnp.minimum(every, 1.0)))),
                        ("down", at_phase(system, jnp.zeros(len(every)), jnp.maximum(every, 1.0) / voltage))):
        progress(0.3, f"from the {'state at rest' if name == 'up' else 'running state'}")
        rates = mean_rates(system, Constant(every), start, _STEP, settle, count, noise,
                           jax.random.fold_in(key, len(name)) if noise else None)
        found = np.asarray(rates.mean if noise else rates.between_turns).reshape(-1, members) * units.voltage
        curves[name] = found.mean(axis=1), found.std(axis=1) / np.sqrt(members)
    readings = {
        "characteristic_voltage": Reading(normal, "V", None, "I_c R"),
        "beta_c": Reading(made.beta(), "", None, "Stewart-McCumber parameter 2 pi I_c R^2 C/Phi_0"),
        "plasma_frequency": Reading(_plasma(made), "Hz", None, "omega_p/2 pi = sqrt(I_c/(2 pi Phi_0 C))",
                                    absent="no capacitance"),
        "josephson_frequency": Reading(float(curves["down"][0][-1]) / FLUX_QUANTUM, "Hz", None,
                                       "V/Phi_0, turns of the phase per second at the largest bias"),
        "voltage_at_largest_bias": Reading(float(curves["down"][0][-1]), "V", float(curves["down"][1][-1])
                                           if noise else None, "mean voltage there"),
    }
    if not noise:
        trapped = retrapping_bias(system, relaxation)
        readings |= {
            "switching_over_ic": Reading(_first(bias, curves["up"][0]), "", float(bias[1]), "first current with a "
                                         "voltage, from rest, over I_c; uncertainty: distance of currents",
                                         absent="no voltage up to the largest bias"),
            "retrapping_over_ic": Reading(trapped, "", 1e-4 * trapped, "least current over I_c at which the junction "
                                          "keeps running"),
            "retrapping_current": Reading(trapped * current, "A", 1e-4 * trapped * current, "the same current"),
            "retrapping_weak_damping": Reading(min(1.0, 4 / (np.pi * np.sqrt(made.beta()))) if made.beta() else 1.0, "",
                                               None, "4/(pi sqrt(beta_c)), its limit at large beta_c"),
        }
    reference = _reference(bias, noise)
    arrays = {
        "bias": Array(bias * current, ("bias",), "A", "current"),
        "voltage_up": Array(curves["up"][0], ("bias",), "V", "mean voltage, from rest"),
        "voltage_down": Array(curves["down"][0], ("bias",), "V", "mean voltage, from the running state"),
        "voltage_uncertainty": Array(curves["down"][1], ("bias",), "V", "standard deviation of the mean"),
        "voltage_expected": Array(reference * normal, ("bias",), "V", "closed form without capacitance"),
    } | washboard(made, 0.5 * (1 + made.bias()) if made.bias() > 1 else made.bias())
    return Measurement(readings, arrays)


def _plasma(made: Josephson) -> float | None:
    capacitance = made.junction_capacitance()
    return float(np.sqrt(made.critical_current / (2 * np.pi * FLUX_QUANTUM * capacitance))) if capacitance else None


def _first(bias: np.ndarray, voltage: np.ndarray) -> float | None:
    some = np.flatnonzero(voltage > 0)
    return float(bias[some[0]]) if len(some) else None


def _reference(bias: np.ndarray, noise: float) -> np.ndarray:
    """Return the voltage over I_c R without capacitance."""
    if noise:
        return np.array([ambegaokar_halperin(each, noise) for each in bias])
    return np.sqrt(np.maximum(bias**2 - 1, 0.0))


def washboard(made: Josephson, bias: float, start: float = 0.0) -> dict[str, Array]:
    """Return the phase of a junction over time at one bias, for the film."""
    import jax
    import jax.numpy as jnp

    circuit = biased_junction(made.critical_current, made.resistance, made.junction_capacitance())
    system, relaxation = circuit.equations, np.sqrt(max(made.beta(), 1.0))
    count = max(1, round(min(40.0, 8 * relaxation + 20) / _STEP / _FRAMES))
    phase = course(system, jnp.asarray(bias), jnp.asarray(start), _STEP, count, _FRAMES, made.noise(),
                   jax.random.key(made.seed))
    time = np.arange(_FRAMES + 1) * count * _STEP * circuit.units.time
    return {
        "time": Array(time, ("time",), "s", "time"),
        "phase": Array(np.asarray(phase), ("time",), "rad", "phase across the junction"),
        "film_bias": Array(np.array(bias), (), "", "I/I_c in the film"),
    }

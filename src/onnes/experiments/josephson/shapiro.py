"""Steps of the current-voltage curve under microwaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.circuits.single_junction import CHUNK, at_phase, biased_junction, mean_rates
from onnes.circuits.waveforms import Sine
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.josephson.iv import washboard
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.josephson import Josephson

_LEAST_CHUNKS, _MOST_STEP = 2, 0.05
"""Chunks of steps in a period of the microwaves at least, and the longest step in units of the circuit."""
_SETTLE, _PERIODS = 60, 60
_COARSE = 0.1
"""Longest step of time of the map, of which only the orders of steps are wanted."""
_MAP_SETTLE, _MAP_PERIODS = 15, 30
_AMPLITUDES, _STEPS_SHOWN, _MAP_POINTS = 31, 3, 241
_FLAT = 1e-5
"""Change of the voltage between two currents on a step, over the distance of steps at most."""
_ON_STEP, _ON_NOISY_STEP = 0.003, 0.05
"""Distance from n h f/2e in it within which a current of the map belongs to step n, without and with noise."""


def measure(made: Josephson, progress: Progress) -> Measurement:
    """Return the curve, the distance of its steps, and their heights over the amplitude of the microwaves."""
    import jax
    import jax.numpy as jnp

    circuit = biased_junction(made.critical_current, made.resistance, made.junction_capacitance())
    system, units = circuit.equations, circuit.units
    rate = made.frequency * units.time
    relaxation = np.sqrt(max(made.beta(), 1.0))
    bias = np.linspace(0.0, made.bias(), made.points)
    noise, key = made.noise(), jax.random.key(made.seed)

    def voltages(biases: np.ndarray, amplitudes: np.ndarray, longest: float, settle: int, periods: int) -> np.ndarray:
        """Return mean voltages in units of the circuit, over whole periods."""
        chunks = max(_LEAST_CHUNKS, int(np.ceil(1 / (rate * longest * CHUNK))))  # in a period
        settle = max(settle, int(np.ceil(12 * relaxation * rate)))
        zero = jnp.zeros(len(biases))
        waves = Sine(jnp.asarray(biases), jnp.asarray(amplitudes), zero + rate, zero, zero)
        return np.asarray(mean_rates(system, waves, at_phase(system, zero), 1 / (rate * chunks * CHUNK),
                                     settle * chunks, periods * chunks, noise, key if noise else None).mean)

    amplitude = made.rf_over_ic()
    quantum = 2 * np.pi * rate
    members = max(1, made.samples // 20) if noise else 1
    every = np.repeat(bias, members)
    curve = voltages(every, np.full(len(every), amplitude), _MOST_STEP, _SETTLE, _PERIODS)
    curve = curve.reshape(-1, members).mean(axis=1)
    plateaus = _plateaus(curve, quantum)
    distances = np.diff(plateaus)
    spacing = float(np.median(distances)) * units.voltage if len(distances) else None
    progress(0.3, "heights of steps")
    amplitudes = np.linspace(0.0, 2 * amplitude, _AMPLITUDES)
    fine = np.linspace(0.0, made.bias(), _MAP_POINTS)
    each, at = (axis.ravel() for axis in np.meshgrid(amplitudes, fine, indexing="ij"))
    over = voltages(at, each, _COARSE, _MAP_SETTLE, _MAP_PERIODS).reshape(_AMPLITUDES, _MAP_POINTS)
    order, near = over / quantum, _ON_NOISY_STEP if noise else _ON_STEP
    # Both ends of a step of order n > 0 are in the scan; of order 0 the upper half.
    heights = np.stack([(np.abs(order - n) < near).sum(axis=1) * fine[1] for n in range(_STEPS_SHOWN)])
    current = made.critical_current
    readings = {
        "step_spacing": Reading(spacing, "V", None if spacing is None else float(np.std(distances)) * units.voltage,
                                "distance in voltage of the flat parts of the computed curve",
                                absent="fewer than two steps"),
        "step_spacing_per_frequency": Reading(None if spacing is None else spacing / made.frequency, "Wb", None,
                                              "the same over the frequency", absent="fewer than two steps"),
        "flux_quantum": Reading(FLUX_QUANTUM, "Wb", None, "h/2e, for comparison"),
        "steps_seen": Reading(len(plateaus), "", None, "number of flat parts, that without voltage included"),
        "reduced_frequency": Reading(made.reduced_frequency(), "", None, "h f/(2e I_c R)"),
        "beta_c": Reading(made.beta(), "", None, "Stewart-McCumber parameter 2 pi I_c R^2 C/Phi_0"),
        "rf_over_ic": Reading(amplitude, "", None, "amplitude of the microwaves over I_c"),
    }
    arrays = {
        "bias": Array(bias * current, ("bias",), "A", "current"),
        "voltage": Array(curve * units.voltage, ("bias",), "V", "mean voltage"),
        "amplitude": Array(amplitudes * current, ("amplitude",), "A", "amplitude of the microwaves"),
        "map_bias": Array(fine * current, ("map_bias",), "A", "current"),
        "map": Array(over * units.voltage, ("amplitude", "map_bias"), "V", "mean voltage"),
        "height": Array(heights * current, ("order", "amplitude"), "A", "range of currents of steps 0, 1, 2; of step 0 "
                        "half of it"),
        "height_expected": Array(_bessel(amplitudes, made.reduced_frequency(), made.beta()) * current,
                                 ("order", "amplitude"), "A", "that of a high frequency"),
    } | washboard(made, min(made.bias(), 1.2))
    return Measurement(readings, arrays)


def _bessel(amplitudes: np.ndarray, omega: float, beta_c: float) -> np.ndarray:
    """Return heights of steps over I_c at high frequency: |J_0(a)| and 2 |J_n(a)|.

    The junction then is a linear element for the microwaves, ``a = i_rf/(omega sqrt(1 + (beta_c omega)^2))`` the swing
    of its phase.
    """
    from scipy.special import jv

    swing = amplitudes / (omega * np.sqrt(1 + (beta_c * omega) ** 2))
    return np.stack([(2 if n else 1) * np.abs(jv(n, swing)) for n in range(_STEPS_SHOWN)])


def _plateaus(curve: np.ndarray, scale: float) -> np.ndarray:
    """Return the voltages of flat parts of at least three currents."""
    flat = np.abs(np.diff(curve)) < _FLAT * scale
    found, run = [], []
    for index, same in enumerate([*flat, False]):
        run.append(curve[index])
        if not same:
            if len(run) >= 3:
                found.append(float(np.mean(run)))
            run = []
    return np.array(found)

"""Thermal escape: switching currents of a rising bias, rates from their histogram, and at a held bias."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.circuits.single_junction import CHUNK, at_phase, biased_junction, escape_times
from onnes.circuits.thermal import barrier, bias_of_barrier, kramers_rate, overdamped_escape_rate
from onnes.circuits.units import FLUX
from onnes.circuits.waveforms import Constant, PiecewiseLinear
from onnes.errors import InputError
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.josephson.iv import washboard
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.josephson import Josephson

_STEP = 0.05
_START, _END = 16.0, 1.1
"""Barrier in kT from which the current rises, and the current over I_c at which the sweep ends."""
_SWEEP = 3000.0
"""Duration of a sweep of no given rate, in units of the circuit."""
_WAIT = 6.0
"""Longest time for which an escape is waited, in expected ones."""
_LEAST_COUNTED = 3
"""Junctions in a bin from which on a rate is read."""


def measure(made: Josephson, progress: Progress) -> Measurement:
    """Return switching currents, rates from them, and the rate at the bias."""
    import jax
    import jax.numpy as jnp

    circuit = biased_junction(made.critical_current, made.resistance, made.junction_capacitance())
    system, unit = circuit.equations, circuit.units.time
    noise, bias, count, chunk = made.noise(), made.bias(), made.samples, CHUNK * _STEP
    key = jax.random.key(made.seed)
    expected = rate_expected(made, bias) * unit
    start = at_phase(system, jnp.full(count, np.arcsin(bias)))
    progress(0.1, "escapes at a held bias")
    longest = int(np.ceil(_WAIT / expected / chunk))
    times = np.asarray(escape_times(system, Constant(jnp.full(count, bias)), start, np.arcsin(bias) + 2 * np.pi, _STEP,
                                    longest, noise, key))
    gone = np.isfinite(times)
    # Of rate Gamma the likelihood of those that have left and those that have not is largest at their number over
    # all times together.
    rate = gone.sum() / np.minimum(times, longest * chunk).sum() / unit

    progress(0.5, "switching currents")
    first = start_of_sweep(made)
    slope = slope_of_sweep(made)
    lasts = (_END - first) / slope
    ramp = PiecewiseLinear(jnp.broadcast_to(jnp.array([0.0, lasts]), (count, 2)),
                           jnp.broadcast_to(jnp.array([first, _END]), (count, 2)))
    start = at_phase(system, jnp.full(count, np.arcsin(first)))
    times = np.asarray(escape_times(system, ramp, start, 2.5 * np.pi, _STEP, int(np.ceil(lasts / chunk)), noise,
                                    jax.random.fold_in(key, 1)))
    switched = np.sort(first + slope * times[np.isfinite(times)])
    if len(switched) < count // 2:
        raise InputError("sweep_rate", made.sweep_rate, "a sweep on which the junctions switch below 1.1 I_c")
    edges, rates, errors = fulton_dunkleberger(switched, slope)
    middle = (edges[1:] + edges[:-1]) / 2
    current = made.critical_current
    readings = {
        "escape_rate": Reading(rate, "Hz", rate / np.sqrt(max(gone.sum(), 1)), "escapes over the time waited, at the "
                               "bias"),
        "escape_rate_expected": Reading(expected / unit, "Hz", None, _form(made)),
        "barrier_over_kt": Reading(barrier(bias) / noise, "", None, "height of the barrier at the bias over kT"),
        "beta_c": Reading(made.beta(), "", None, "Stewart-McCumber parameter 2 pi I_c R^2 C/Phi_0"),
        "temperature": Reading(made.kelvin(), "K", None, "temperature of the noise"),
        "mean_switching_current": Reading(float(switched.mean()) * current, "A", float(switched.std()) * current
                                          / np.sqrt(len(switched)), "mean current at which the junctions switch"),
        "switching_width": Reading(float(switched.std()) * current, "A", float(switched.std()) * current
                                   / np.sqrt(2 * len(switched)), "standard deviation of these currents"),
        "sweep_rate": Reading(slope * current / unit, "A/s", None, "rate at which the current rises"),
    }
    known = middle < 1
    theory = np.array([rate_expected(made, each) if each < 1 else np.nan for each in middle])
    arrays = {
        "switched": Array(switched * current, ("sample",), "A", "switching current"),
        "edge": Array(edges * current, ("edge",), "A", "edges of the histogram"),
        "middle": Array(middle * current, ("bin",), "A", "current"),
        "count": Array(np.histogram(switched, edges)[0], ("bin",), "", "number of junctions"),
        "rate": Array(rates / unit, ("bin",), "Hz", "rate of escape from the histogram", "too few junctions"),
        "rate_uncertainty": Array(errors / unit, ("bin",), "Hz", "its standard uncertainty", "too few junctions"),
        "rate_expected": Array(np.where(known, theory, np.nan), ("bin",), "Hz", "rate of the closed form",
                               "no barrier"),
    } | washboard(made, bias, float(np.arcsin(bias)))
    return Measurement(readings, arrays)


def start_of_sweep(made: Josephson) -> float:
    """Return the current over I_c at which the sweep begins."""
    return bias_of_barrier(min(_START * made.noise(), 2.0))


def slope_of_sweep(made: Josephson) -> float:
    """Return d(I/I_c)/dt in units of the circuit."""
    if made.sweep_rate is None:
        return (_END - start_of_sweep(made)) / _SWEEP
    circuit = biased_junction(made.critical_current, made.resistance, made.junction_capacitance())
    return made.sweep_rate / made.critical_current * circuit.units.time


def sweep_steps(made: Josephson) -> float:
    """Return the number of steps of a sweep."""
    return (_END - start_of_sweep(made)) / slope_of_sweep(made) / _STEP


def rate_expected(made: Josephson, bias: float) -> float:
    """Return the rate of escape [Hz] at I/I_c: exact without capacitance, else Kramers'."""
    beta_c, noise = made.beta(), made.noise()
    damped = made.critical_current * made.resistance / FLUX  # 2 pi I_c R/Phi_0
    if beta_c == 0:
        return overdamped_escape_rate(bias, noise) * damped
    return kramers_rate(bias, beta_c, noise) * damped / np.sqrt(beta_c)


def _form(made: Josephson) -> str:
    return ("exact mean first passage without capacitance" if made.beta() == 0
            else "Kramers' rate, at weak damping that of Buttiker, Harris and Landauer")


def fulton_dunkleberger(switched: np.ndarray, slope: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return edges of bins, rates in them and their uncertainties, from switching currents.

    Of N_j junctions that have not switched at the begin of bin j, of width dI, N_j+1 are left at its end:

        Gamma_j = (dI/dt)/dI ln(N_j/N_j+1)

    NaN where fewer than three switch or are left.

    Args:
        switched: ascending, over I_c.
        slope: d(I/I_c)/dt; rates are in its unit of time.

    Source: T. A. Fulton, L. N. Dunkleberger, Phys. Rev. B 9, 4760 (1974).
    """
    bins = int(np.clip(np.sqrt(len(switched)), 8, 40))
    edges = np.linspace(switched[0], switched[-1] + 1e-12, bins + 1)
    counts = np.histogram(switched, edges)[0]
    before = len(switched) - np.concatenate([[0], np.cumsum(counts)[:-1]])
    after = before - counts
    enough = (counts >= _LEAST_COUNTED) & (after >= _LEAST_COUNTED)
    scale = slope / (edges[1] - edges[0])
    rates = np.where(enough, scale * np.log(before / np.maximum(after, 1)), np.nan)
    errors = np.where(enough, scale * np.sqrt(counts / (before * np.maximum(after, 1))), np.nan)
    return edges, rates, errors

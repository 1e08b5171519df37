"""A flux quantum on a long junction: shape at rest, speed under a bias, contraction, and the field of entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.circuits.long_junction import COURANT, entry_field, fluxon, line_steps, mclaughlin_scott_speed
from onnes.experiments.experiment import Measurement, Progress
from onnes.numerics.jax_settings import prepare_jax
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.josephson import Josephson

_SPACING = 0.05
_SETTLE, _COUNTED = 12.0, 100.0
"""Relaxation times 1/alpha before the speed is read, and the time over which it is [1/omega_p]."""
_FRAMES, _FILMED = 160, 60.0
_ENTRY_LINE, _ENTRY_SPACING = 12.0, 0.05


def measure(made: Josephson, progress: Progress) -> Measurement:
    """Return speeds and widths over bias, a course for the film, and the field of entry."""
    import jax
    import jax.numpy as jnp

    prepare_jax()
    length, damping, bias = made.width(), 1 / np.sqrt(made.beta()), made.bias()
    nodes = round(length / _SPACING)
    spacing = length / nodes
    place = (np.arange(nodes) - nodes / 2) * spacing
    step = COURANT * spacing
    biases = np.concatenate([[0.0], np.geomspace(0.05, 1, 9) * bias])
    rest = jnp.broadcast_to(jnp.asarray(fluxon(place)), (len(biases), nodes))

    def move(now: Any, old: Any, count: int) -> tuple[Any, Any]:
        return jax.vmap(lambda one, before, drive: line_steps(one, before, drive, 0.0, damping, spacing, count,
                                                              ring=True))(now, old, jnp.asarray(biases))

    progress(0.1, "fluxons under bias")
    settled = move(rest, rest, round(_SETTLE / damping / step))
    counted = round(_COUNTED / step)
    later = move(*settled, counted)
    speeds = np.asarray(jnp.mean(later[0] - settled[0], axis=1)) * length / (2 * np.pi) / (counted * step)
    shapes = np.asarray(later[0])
    widths = np.array([8 / _slope_squared(each, spacing) for each in shapes])
    expected = np.array([mclaughlin_scott_speed(each, damping) for each in biases])
    error = _shape_error(shapes[0], place, length)
    progress(0.5, "film")
    time, filmed = _course(rest[0], bias, damping, spacing, step)
    progress(0.8, "entry of the first fluxon")
    entry = entry_field(_ENTRY_LINE, _ENTRY_SPACING)
    plasma = np.sqrt(2 * np.pi * made.critical_current / (FLUX_QUANTUM * made.junction_capacitance()))
    voltage = FLUX_QUANTUM * speeds[-1] * plasma / length
    readings = {
        "fluxon_speed": Reading(speeds[-1], "", None, "speed over Swihart's at the bias"),
        "fluxon_speed_expected": Reading(expected[-1], "", None, "1/sqrt(1 + (4 alpha/(pi gamma))^2), McLaughlin and "
                                         "Scott, to first order in alpha and gamma"),
        "fluxon_width": Reading(widths[-1], "", None, "width over that at rest, 8/int phi_x^2 dx, at the bias"),
        "fluxon_width_expected": Reading(float(np.sqrt(1 - speeds[-1] ** 2)), "", None, "sqrt(1 - v^2) of the speed"),
        "fluxon_energy": Reading(_energy(shapes[0], spacing), "", None, "energy at rest over that of a junction one "
                                 "lambda_J wide; 8 on an endless line"),
        "shape_error": Reading(error, "rad", None, "largest difference of the phase at rest from 4 arctan(exp(x))"),
        "fluxon_voltage": Reading(voltage, "V", None, "mean voltage of the ring, Phi_0 for each round"),
        "entry_field": Reading(entry, "", 1e-3, "field over J_c lambda_J at which the first fluxon enters; 2 on a half "
                               "line without bias"),
        "entry_over_critical_field": Reading(entry / (4 / np.pi), "", None, "the same over H_c1 = (4/pi) J_c lambda_J, "
                                             "from which on a fluxon lowers the energy"),
        "damping": Reading(float(damping), "", None, "alpha = 1/sqrt(beta_c)"),
    }
    arrays = {
        "drive": Array(biases, ("drive",), "", "bias over critical current"),
        "speed": Array(speeds, ("drive",), "", "speed over Swihart's"),
        "speed_expected": Array(expected, ("drive",), "", "that of McLaughlin and Scott"),
        "width": Array(widths, ("drive",), "", "width over that at rest"),
        "place": Array(place, ("place",), "", "place over lambda_J"),
        "rest": Array(shapes[0], ("place",), "rad", "phase at rest"),
        "time": Array(time / plasma, ("time",), "s", "time"),
        "phase": Array(filmed, ("time", "place"), "rad", "phase along the ring"),
    }
    return Measurement(readings, arrays)


def _course(rest: Any, bias: float, damping: float, spacing: float, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Return times [1/omega_p] and phases of a fluxon that starts from rest."""
    each = max(1, round(_FILMED / step / _FRAMES))
    state, kept = (rest, rest), [np.asarray(rest)]
    for _ in range(_FRAMES):
        state = line_steps(*state, bias, 0.0, damping, spacing, each, ring=True)
        kept.append(np.asarray(state[0]))
    return np.arange(_FRAMES + 1) * each * step, np.stack(kept)


def slopes(phase: np.ndarray, spacing: float) -> np.ndarray:
    """Return phi_x between the nodes of a ring, the last one between the ends; along the last axis."""
    return np.diff(phase, axis=-1, append=phase[..., :1] + 2 * np.pi) / spacing


def _slope_squared(phase: np.ndarray, spacing: float) -> float:
    return float(np.sum(slopes(phase, spacing) ** 2) * spacing)


def _energy(phase: np.ndarray, spacing: float) -> float:
    return float(_slope_squared(phase, spacing) / 2 + np.sum(1 - np.cos(phase)) * spacing)


def _shape_error(phase: np.ndarray, place: np.ndarray, length: float) -> float:
    """Return the largest difference from fluxons at rest, one on each length of the ring."""
    centre = np.interp(np.pi, phase, place)
    exact = sum(fluxon(place - centre - turn * length) - (2 * np.pi if turn < 0 else 0.0) for turn in range(-2, 3))
    return float(np.max(np.abs(phase - exact)))

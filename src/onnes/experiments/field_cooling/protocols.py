"""Protocols of cooling, each with its initial state."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from onnes.drives.protocols import ColdFront, FieldRamp, Steady, UniformCooling
from onnes.energies import Drive, FreeEnergy, State, uniform_state
from onnes.experiments.field_cooling.apparatus import normal_state
from onnes.experiments.field_cooling.setting import HOT, Setting
from onnes.problems.expulsion.nuclei import nuclei_state


def protocol_and_start(setting: Setting, energy: FreeEnergy) -> tuple[Callable, State]:
    """Return the drive as a function of time, and the initial state."""
    field, cooling = (0.0, 0.0, setting.field), setting.cooling
    if cooling.before_field:
        return FieldRamp(cooling.time, field), uniform_state(energy.sample.grid, 1.0)
    if cooling.manner == "nucleus":
        nucleus = nuclei_state(energy.sample.grid, setting.kappa, setting.field, cooling.nucleus_radius, [(0.0, 0.0)],
                               [0.0])
        return Steady(Drive(1.0, field)), nucleus
    start = normal_state(energy, setting)
    if cooling.manner == "uniform":
        return UniformCooling(cooling.time, HOT, field), start
    return _front(setting, energy, field), start


def _front(setting: Setting, energy: FreeEnergy, field) -> ColdFront:
    """Return a front along x from the left side, or along r from the axis; at t = 0 its cold end is at the sample."""
    x, y = energy.sample.grid.points()
    cooling, sweeps = setting.cooling, setting.cooling.manner == "front"
    coordinate = x if sweeps else np.hypot(x, y)
    start = -setting.section.radius if sweeps else 0.0
    return ColdFront(jnp.asarray(coordinate), cooling.front_speed, cooling.front_width, HOT, start, field)

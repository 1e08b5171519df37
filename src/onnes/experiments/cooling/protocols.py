"""How the sample is cooled: the protocol, and the state it starts from."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from onnes.drives.protocols import ColdFront, FieldRamp, Steady, UniformCooling
from onnes.energies import Drive, FreeEnergy, State, uniform_state
from onnes.experiments.cooling.apparatus import normal_state, nucleus_state
from onnes.experiments.cooling.setting import Setting


def protocol_and_start(setting: Setting, energy: FreeEnergy) -> tuple[Callable, State]:
    """The drive as a function of time, and the first state."""
    field = (0.0, 0.0, setting.field)
    if setting.zero_field:
        return FieldRamp(setting.cooling_time, field), uniform_state(energy.sample.grid, 1.0)
    if setting.cooling == "nucleus":
        return Steady(Drive(1.0, field)), nucleus_state(energy, setting)
    start = normal_state(energy, setting)
    if setting.cooling == "uniform":
        return UniformCooling(setting.cooling_time, setting.hot, field), start
    return _front(setting, energy, field), start


def _front(setting: Setting, energy: FreeEnergy, field) -> ColdFront:
    """A front along x from the left side, or along r from the axis; at t = 0 its cold end touches the sample."""
    x, y = energy.sample.grid.points()
    sweeps = setting.cooling == "front"
    coordinate = x if sweeps else np.hypot(x, y)
    return ColdFront(jnp.asarray(coordinate), setting.front_speed, setting.front_width, setting.hot,
                     -setting.radius if sweeps else 0.0, field)


def natural_duration(setting: Setting) -> float:
    """Time in tau for the protocol to pass and the field to come to rest.

    Fronts: their way over their speed. Nucleus: one and a half times mu_0 sigma R^2/(4 p), the time in
    which eddy currents let it grow to the surface, and 3 R/p for the condensate's own slowness. Otherwise
    200 tau, time for vortices to find their places. To each the diffusion time of the field through the
    sample is added.
    """
    half_x, half_y = setting.half_sides
    diffusion = setting.conductivity / setting.kappa**2 * min(half_x, half_y) ** 2
    if setting.zero_field:
        return 2 * setting.cooling_time + diffusion
    if setting.cooling == "nucleus":
        shortfall = max(1 - setting.field / setting.critical_field, 1e-3)
        return 1.5 * diffusion / (4 * shortfall) + 3 * half_x / shortfall + 20
    if setting.cooling == "uniform":
        return setting.cooling_time + 200 + diffusion
    way = 2 * half_x if setting.cooling == "front" else float(np.hypot(half_x, half_y * (setting.shape == "slab")))
    return (way + setting.front_width) / setting.front_speed + diffusion + 20

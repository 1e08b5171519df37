"""The equation of heat of a film on its grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices.film import Film
from onnes.drives import Heat
from onnes.errors import InputError
from onnes.laws.heat import HeatEquation, heat_equation
from onnes.pairing.bcs_ratios import HEAT_JUMP
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from onnes.devices.device import Device
    from onnes.devices.model import Model

LORENZ_NUMBER = (math.pi * BOLTZMANN / ELEMENTARY_CHARGE) ** 2 / 3


def check_heated(device: Device) -> None:
    """Refuse a device whose electrons cannot have a temperature of their own.

    Raises:
        InputError: it is no film, or a film of several metals, a stack, or one that repeats; its Tc or temperature are
            not known.
    """
    if not isinstance(device, Film):
        raise InputError("heat", f"a {type(device).__name__}", "a Film", "Heat leaves a film for its substrate.")
    others = {"a stack of films": type(device) is not Film, "regions": bool(device.regions), "pins": bool(device.pins),
              "a period": bool(device.periodic)}
    if found := [name for name, there in others.items() if there]:
        raise InputError("heat", f"a device with {' and '.join(found)}", "a single film of one metal that ends",
                         "Draw what differs by disorder=..., or a hole.")
    if device.constants.degrees_below_tc is None:
        raise InputError("heat", "a device whose Tc is not known", "a device with a temperature and a Tc",
                         "Give the device a material, or temperature= and critical_temperature=.")


def heat_capacity(film: Film, heat: Heat) -> float:
    """Return c of the normal electrons at the temperature of the film, in J/(m^3 K), see `onnes.heat`."""
    if heat.capacity is not None:
        return heat.capacity
    known = film.constants
    assert known.temperature is not None
    assert known.degrees_below_tc is not None
    return known.temperature * _energy_density(film) / (HEAT_JUMP * known.degrees_below_tc**2)


def heat_conductivity(film: Film, heat: Heat) -> float:
    """Return kappa at the temperature of the film, in W/(m K), see `onnes.heat`."""
    if heat.conductivity is not None:
        return heat.conductivity
    known = film.constants
    assert known.temperature is not None
    assert known.resistivity is not None
    return LORENZ_NUMBER * known.temperature / known.resistivity


def film_heat(film: Film, model: Model, heat: Heat) -> HeatEquation:
    """Return the equation of heat of a film in reduced units, see `onnes.laws.heat`."""
    known, energy = film.constants, _energy_density(film)
    assert known.temperature is not None
    assert known.degrees_below_tc is not None
    degree, xi, tau = known.degrees_below_tc, known.coherence_length, known.time_unit
    x, y = (points * xi for points in model.grid.points())
    h = np.asarray(heat.escape.at() if heat.escape.uniform else heat.escape.on(x, y))
    if np.any(h < 0):
        raise InputError("escape", f"{np.min(h):g}", "a coefficient that is not negative anywhere")
    capacity = heat_capacity(film, heat)
    return heat_equation(
        model.sample, model.area, capacity=capacity * degree / energy, reference=known.temperature / degree,
        diffusivity=heat_conductivity(film, heat) / capacity * tau / xi**2,
        escape=h * degree**heat.escape_exponent * tau / (energy * film.thickness),
        capacity_exponent=heat.capacity_exponent, escape_exponent=heat.escape_exponent)


def power_unit(film: Film) -> float:
    """Return the unit of absorbed power per area, (Bc^2/mu_0) d/tau_0, in W/m^2."""
    return _energy_density(film) * film.thickness / film.constants.time_unit


def _energy_density(film: Film) -> float:
    """Return Bc^2/mu_0, in J/m^3."""
    return film.energy_unit / (film.constants.coherence_length**2 * film.thickness)

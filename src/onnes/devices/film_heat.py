"""The equation of heat of a film on its grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from onnes.devices.film import Film
from onnes.devices.film_model import touched
from onnes.drives import Heat
from onnes.drives.heating import Spot
from onnes.energies import Mixture
from onnes.errors import InputError
from onnes.laws.heat import HeatEquation
from onnes.laws.heat_conduction import conduction
from onnes.laws.heat_terms import Capacity, Flow, Phonons
from onnes.materials import given_or_recorded, material
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide
from onnes.pairing.bcs_ratios import HEAT_JUMP
from onnes.units.constants import AVOGADRO, BOLTZMANN, ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from onnes.devices.device import Device
    from onnes.devices.model import Model

_REACH = 3.0
"""Radii of a photon from its middle within which nearly all its energy is."""
_ROUNDING = 1e-9
LORENZ_NUMBER = (math.pi * BOLTZMANN / ELEMENTARY_CHARGE) ** 2 / 3


def check_heated(device: Device, heat: Heat) -> None:
    """Refuse a device whose electrons cannot have a temperature of their own.

    Raises:
        InputError: it is no film, or a stack, or a film that repeats; its Tc or temperature are not known; it has no
            terminals that could be cold; a photon that does not hit it.
    """
    if not isinstance(device, Film):
        raise InputError("heat", f"a {type(device).__name__}", "a Film", "Heat leaves a film for its substrate.")
    if type(device) is not Film or device.periodic:
        what = "a stack of films" if type(device) is not Film else "a film with a period"
        raise InputError("heat", what, "a single film that ends",
                         "No heat is conducted to a film above, or to the next cell.")
    if heat.contacts == "cold" and not device.terminals:
        raise InputError("contacts", heat.contacts, "a film with terminals, if they are cold",
                         'Give the film terminals={name: onnes.edge(...)}, or leave contacts= out.')
    if device.constants.degrees_below_tc is None:
        raise InputError("heat", "a device whose Tc is not known", "a device with a temperature and a Tc",
                         "Give the device a material, or temperature= and critical_temperature=.")


    for spot in spots(heat):
        away = shapely.distance(shapely.Point(spot.x, spot.y), device.outline.region)
        if away > _REACH * spot.radius:
            raise InputError("at", f"({spot.x:g} m, {spot.y:g} m), {away:.3g} m from the film",
                             f"a photon that hits the film, or is at most {_REACH:g} radii beside it",
                             "Move it onto the film.")


def spots(heat: Heat) -> list[Spot]:
    """Return the photons of the light, see `onnes.photon`."""
    light = () if heat.source is None else heat.source.separated()
    return [place for _, place in light if isinstance(place, Spot)]


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


def phonon_capacity(film: Film, heat: Heat) -> float:
    """Return c_p of the phonons at the temperature of the film, in J/(m^3 K), see `onnes.heat`.

    Raises:
        InputError: it was not given, and the film is of no material.
        MissingDataError: a material without a Debye temperature or a molar volume.
    """
    if heat.phonon_capacity is not None:
        return heat.phonon_capacity
    known = film.constants
    assert known.temperature is not None
    if not known.material:
        raise InputError("phonon_capacity", None, "the heat capacity of the phonons, for a film of no named material",
                         'Write onnes.heat(..., phonon_capacity="3000 J/(m^3 K)").')
    metal, kelvin = material(known.material), known.temperature
    return given_or_recorded("phonon_capacity of the heat", None, lambda: 12 * math.pi**4 / 5 * (
        AVOGADRO * BOLTZMANN / metal.molar_volume) * (kelvin / metal.debye_temperature) ** 3)


def film_heat(film: Film, model: Model, heat: Heat) -> HeatEquation:
    """Return the equation of heat of a film in reduced units, see `onnes.laws.heat`."""
    known, energy = film.constants, _energy_density(film)
    assert known.temperature is not None
    assert known.degrees_below_tc is not None
    degree, xi, tau = known.degrees_below_tc, known.coherence_length, known.time_unit
    x, y = (points * xi for points in model.grid.points())
    for spot in spots(heat):
        if spot.radius < model.spacing * (1 - _ROUNDING):
            raise InputError("radius", f"{spot.radius:g} m", f"at least the spacing of the grid, {model.spacing:.3g} m",
                             "Increase cells_per_xi.")
    h = np.asarray(heat.escape.at() if heat.escape.uniform else heat.escape.on(x, y))
    if np.any(h < 0):
        raise InputError("escape", f"{np.min(h):g}", "a coefficient that is not negative anywhere")
    volume, c = np.asarray(model.sample.node_volume), heat_capacity(film, heat)
    diffusivity = heat_conductivity(film, heat) / c * tau / xi**2
    cover, reference = safe_divide(model.area, volume), as_array(known.temperature / degree)

    def capacity(size: float, exponent: int) -> Capacity:
        return Capacity(as_array(size * degree / energy), reference, exponent)

    def flow(size: Any, exponent: int) -> Flow:
        return Flow(as_array(size * degree**exponent * tau / energy), exponent)

    phonons = None
    if heat.coupling is not None:
        phonons = Phonons(capacity(phonon_capacity(film, heat), heat.phonon_capacity_exponent),
                          flow(heat.coupling, heat.coupling_exponent))
    cold = None if heat.contacts == "insulating" else np.any(
        [touched(share, model.geometry) for share in model.terminal_shares], axis=0)
    mixture = None if model.composition is None else Mixture(*map(as_array, model.composition.mixture))
    return HeatEquation(
        conduction(model.sample, diffusivity, cold), as_array(volume), as_array(cover),
        capacity(c, heat.capacity_exponent), as_array(diffusivity), flow(cover * h / film.thickness,
        heat.escape_exponent), phonons, mixture)


def power_unit(film: Film) -> float:
    """Return the unit of absorbed power per area, (Bc^2/mu_0) d/tau_0, in W/m^2."""
    return _energy_density(film) * film.thickness / film.constants.time_unit


def _energy_density(film: Film) -> float:
    """Return Bc^2/mu_0, in J/m^3."""
    return film.energy_unit / (film.constants.coherence_length**2 * film.thickness)

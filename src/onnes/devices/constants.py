"""Material constants of a device: its scales at the temperature of the device, from tables or as given."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from onnes.errors import InputError, MissingDataError
from onnes.materials import given_or_recorded
from onnes.materials import material as material_of
from onnes.units import positive_si
from onnes.units.constants import VACUUM_PERMEABILITY
from onnes.units.scales import Scales

RESIDUAL_RESISTANCE_RATIO = 10.0
"""Residual resistance ratio of a material where neither it nor a resistivity is given: that of commercial wire."""


@dataclass(frozen=True)
class Constants:
    """Constants of a superconductor at a temperature.

    Attributes:
        material: its name; empty where the lengths were given.
        temperature: T at which the lengths hold [K]; None where it was not given.
        critical_temperature: Tc [K]; None where it is not known.
        coherence_length: xi(T) [m].
        penetration_depth: lambda(T) [m].
        resistivity: of the normal state [ohm m]; None where it is not known.
    """

    material: str
    temperature: float | None
    critical_temperature: float | None
    coherence_length: float
    penetration_depth: float
    resistivity: float | None

    @property
    def degrees_below_tc(self) -> float | None:
        """Tc - T in K; None where either is not known."""
        if self.temperature is None or self.critical_temperature is None:
            return None
        return self.critical_temperature - self.temperature

    @property
    def scales(self) -> Scales:
        """Units of length and field; of time only where the resistivity is known."""
        if self.resistivity is None:
            return Scales(self.coherence_length, self.penetration_depth)
        return Scales(self.coherence_length, self.penetration_depth, self.time_unit, 1 / self.resistivity)

    def time_unit_or(self, other: float) -> float:
        """Return tau_0 in seconds, or another number where it is not known and does not matter."""
        return other if self.resistivity is None else self.time_unit

    @property
    def time_unit(self) -> float:
        """tau_0 = mu_0 lambda^2/resistivity, in seconds.

        Raises:
            InputError: the resistivity is not known, so that there is no unit of time.
        """
        if self.resistivity is None:
            raise InputError("resistivity", None, "the resistivity of the normal state, which sets the unit of time",
                             'Write resistivity="150 nohm m", or name a material that has one in the tables.')
        return VACUUM_PERMEABILITY * self.penetration_depth**2 / self.resistivity


def constants(material: str = "", temperature: Any = None, coherence_length: Any = None, penetration_depth: Any = None,
              critical_temperature: Any = None, resistivity: Any = None,
              residual_resistance_ratio: Any = RESIDUAL_RESISTANCE_RATIO) -> Constants:
    """Return the constants of a superconductor; what is given replaces what the tables say.

    Args:
        material: name of a material, or "" where both lengths are given.
        temperature: at which the device is described; needed with a material.
        residual_resistance_ratio: of a material's resistivity at 273 K over that just above Tc.

    Raises:
        InputError: neither a material nor both lengths; a temperature that is not below Tc.
        MissingDataError: a material that lacks a quantity.
    """
    def given(value, unit, name):
        return None if value is None else positive_si(value, unit, name)

    kelvin, tc = given(temperature, "K", "temperature"), given(critical_temperature, "K", "critical_temperature")
    xi, depth = given(coherence_length, "m", "coherence_length"), given(penetration_depth, "m", "penetration_depth")
    rho = given(resistivity, "ohm m", "resistivity")
    if not isinstance(material, str) or material:
        metal = material_of(material)
        tc = given_or_recorded("critical_temperature of the device", tc, lambda: metal.critical_temperature)
        if kelvin is None:
            raise InputError("temperature", None, f"the temperature of the device, below Tc = {tc:g} K",
                             'For example temperature="4.2 K".')
        _check_below(kelvin, tc)
        # Lengths follow the reduced temperature where Tc was given.
        at = kelvin * metal.critical_temperature / tc
        try:
            scales = metal.scales(at, coherence_length=xi, penetration_depth=depth)
        except MissingDataError as missing:  # an experiment on a device may have no such input
            cure = missing.cure.replace("_length", "_length of the device", 1)
            raise MissingDataError(missing.argument, missing.got, missing.expected, cure) from None
        xi, depth = scales.coherence_length, scales.penetration_depth
        if rho is None:
            with suppress(MissingDataError):
                rho = 1 / metal.normal_conductivity(residual_resistance_ratio)
    elif xi is None or depth is None:
        name = "coherence_length" if xi is None else "penetration_depth"
        raise InputError(name, None, "a length in metres where no material is given",
                         'Give material="Nb" and a temperature, or coherence_length= and penetration_depth=.')
    elif tc is not None:
        if kelvin is None:
            raise InputError("temperature", None, "the temperature at which the lengths hold, since Tc is given",
                             'For example temperature="4.2 K".')
        _check_below(kelvin, tc)
    assert xi is not None
    assert depth is not None
    return Constants(material, kelvin, tc, xi, depth, rho)


def _check_below(kelvin: float, tc: float) -> None:
    if not kelvin < tc:
        raise InputError("temperature", f"{kelvin:g} K", f"a temperature below Tc = {tc:g} K",
                         "Describe the device below Tc; the temperature= of a run may go above it.")

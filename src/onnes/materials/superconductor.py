"""The superconductor of a problem: a material at a temperature, or lengths given directly."""

from __future__ import annotations

from onnes.errors import InputError
from onnes.materials.catalogue import material as material_of
from onnes.materials.given import given_or_recorded
from onnes.units.scales import Scales

DEFAULT_LENGTH = 50e-9
"""Penetration depth and coherence length where neither a material nor a length is given [m]."""

REDUCED_TEMPERATURE = 0.5
"""T/Tc where a material is given without a temperature."""


def temperature_of(material: str, temperature: float | None, reduced: float = REDUCED_TEMPERATURE) -> float | None:
    """Return the temperature of a superconducting sample, in K.

    Args:
        material: name; empty where the lengths are given directly.
        temperature: T [K]; None for ``reduced`` times Tc.
        reduced: T/Tc where no temperature is given.

    Returns:
        T [K]; None without a material.

    Raises:
        InputError: an unknown material, T not below Tc, a temperature without a material.
        MissingDataError: a material without Tc.
    """
    if not material:
        if temperature is not None:
            raise InputError("temperature", f"{temperature:g} K", "no temperature without a material",
                             "Name a material, or leave the temperature out: the lengths given are those at T.")
        return None
    chosen = material_of(material)
    tc = chosen.critical_temperature
    kelvin = reduced * tc if temperature is None else temperature
    if kelvin >= tc:
        raise InputError("temperature", f"{kelvin:g} K", f"a temperature below Tc = {tc:g} K of {chosen.name}",
                         "Above Tc the metal is normal.")
    return kelvin


def penetration_depth_of(material: str, temperature: float | None, model: str, given: float | None) -> float:
    """Return the penetration depth lambda of a sample, in m: the one given, the material's, or `DEFAULT_LENGTH`.

    Args:
        material, temperature: as for `temperature_of`.
        model: temperature dependence, "two_fluid" or "bcs".
        given: lambda [m]; it replaces the material's.

    Raises:
        InputError: as `temperature_of`.
        MissingDataError: lambda is neither given nor in the tables.
    """
    kelvin = temperature_of(material, temperature)
    if kelvin is None:
        return DEFAULT_LENGTH if given is None else given
    return given_or_recorded("penetration_depth", given,
                             lambda: material_of(material).penetration_depth(kelvin, model))


def scales_of(material: str, temperature: float | None, model: str, penetration_depth: float | None,
              coherence_length: float | None) -> Scales:
    """Return the Ginzburg-Landau scales of a sample; a length that is given replaces the material's.

    Without a material a length that is not given is `DEFAULT_LENGTH`, and the scales have no time.

    Raises:
        InputError: as `temperature_of`.
        MissingDataError: a length is neither given nor in the tables.
    """
    kelvin = temperature_of(material, temperature)
    if kelvin is None:
        return Scales(coherence_length or DEFAULT_LENGTH, penetration_depth or DEFAULT_LENGTH)
    return material_of(material).scales(kelvin, model, penetration_depth=penetration_depth,
                                        coherence_length=coherence_length)

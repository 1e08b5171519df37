"""Which superconductor an experiment is about: a material at a temperature, or two lengths given directly."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.errors import InputError, MissingDataError
from onnes.materials import material as material_of
from onnes.units.constants import FLUX_QUANTUM

DEFAULT_LENGTH = 50e-9
"""Penetration depth and coherence length where neither a material nor a length is given [m]."""

REDUCED_TEMPERATURE = 0.5
"""T/Tc where a material is given without a temperature."""


@dataclass(frozen=True)
class Superconductor:
    """What screening needs to know of a superconductor.

    Attributes:
        depth: penetration depth lambda [m].
        coherence_length: Ginzburg-Landau xi [m]; None where the tables do not give one.
        critical_field: thermodynamic Bc [T]; None where it is not known.
        temperature: T [K]; None where the lengths were given directly.
    """

    depth: float
    coherence_length: float | None
    critical_field: float | None
    temperature: float | None = None

    @property
    def kappa(self) -> float:
        """lambda/xi. Where xi is not known, 1: London's theory does not use it."""
        return self.depth / self.unit_length

    @property
    def unit_length(self) -> float:
        """The unit of length of a computation: xi, or lambda where xi is not known [m]."""
        return self.coherence_length or self.depth

    @property
    def unit_field(self) -> float:
        """The unit of field of a computation, Phi_0/(2 pi length^2): Bc2 where xi is known [T]."""
        return FLUX_QUANTUM / (2 * math.pi * self.unit_length**2)


def superconductor(material: str, temperature: float | None, model: str, depth: float | None,
                   coherence_length: float | None) -> Superconductor:
    """From a material at a temperature (half of Tc if left out); a length given directly replaces the material's.

    Without a material both lengths default to `DEFAULT_LENGTH`. Bc = Phi_0/(2 sqrt2 pi lambda xi) in every case, since
    that relation holds between the numbers of a material, too.

    Raises:
        InputError: an unknown material, T >= Tc, a temperature without a material.
        MissingDataError: the material's lambda is not in the tables.
    """
    if not material:
        if temperature is not None:
            raise InputError("temperature", f"{temperature:g} K", "no temperature without a material",
                             "Name a material, or leave the temperature out: the lengths given are those at T.")
        depth, coherence_length = depth or DEFAULT_LENGTH, coherence_length or DEFAULT_LENGTH
        return Superconductor(depth, coherence_length, _critical_field(depth, coherence_length))
    chosen = material_of(material)
    tc = chosen.critical_temperature
    kelvin = REDUCED_TEMPERATURE * tc if temperature is None else temperature
    if kelvin >= tc:
        raise InputError("temperature", f"{kelvin:g} K", f"a temperature below Tc = {tc:g} K of {chosen.name}",
                         "Above Tc there is no superconductor to screen a field.")
    depth = depth or chosen.penetration_depth(kelvin, model)
    if coherence_length is None:
        try:
            coherence_length = chosen.coherence_length(kelvin, model)
        except MissingDataError:
            return Superconductor(depth, None, None, kelvin)
    return Superconductor(depth, coherence_length, _critical_field(depth, coherence_length), kelvin)


def _critical_field(depth: float, coherence_length: float) -> float:
    return FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * depth * coherence_length)

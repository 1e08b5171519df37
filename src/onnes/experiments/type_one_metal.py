"""Base of experiments on a type I metal that grows superconducting in the field Hc (1 - p)."""

from __future__ import annotations

from typing import Literal

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, quantity, temperature_law
from onnes.materials import given_or_recorded, material, penetration_depth_of, temperature_of
from onnes.units.constants import VACUUM_PERMEABILITY

_CONDUCTIVITY, _CRITICAL_FIELD, _KAPPA = 1e10, 30e-3, 0.3
"""Conductivity [S/m], field [T] and kappa where neither they nor a material are given."""
LARGEST_KAPPA = 0.7
"""Largest kappa of a type I metal."""


class TypeOneMetal(Experiment):
    """Conductivity, critical field, kappa and penetration depth: given, or those of a material at a temperature.

    Raises:
        InputError: see `Experiment`; also a conductivity beside a diffusivity.
        MissingDataError: the material has no critical field (give one).
    """

    conductivity: float | None = quantity(None, "S/m", "of the normal metal; 1e10 S/m if left out", above=0)
    diffusivity: float | None = quantity(None, "m^2/s", "D = 1/(mu_0 sigma), instead of the conductivity", above=0)
    temperature: float | None = quantity(None, "K", "temperature; half of the material's Tc if left out", at_least=0)
    model: Literal["two_fluid", "bcs"] = temperature_law("field")
    critical_field: float | None = quantity(None, "T", "Bc, instead of the material's; 30 mT without either", above=0,
                                           at_most=1e3)
    kappa: float | None = quantity(None, "", "lambda/xi of Ginzburg-Landau theory; the material's, or 0.3, if "
                                   "left out", above=0, below=LARGEST_KAPPA)
    penetration_depth: float | None = quantity(None, "m", "lambda, in place of the material's; 50 nm without either",
                                               above=0)
    relaxation: float = quantity(1.0, "", "D tau/lambda^2 of Ginzburg-Landau theory: tau is the relaxation time of "
                                 "psi", at_least=1e-3, at_most=1e3)

    def check(self) -> None:
        if self.conductivity is not None and self.diffusivity is not None:
            raise InputError("diffusivity", f"{self.diffusivity:g} m^2/s", "none beside a conductivity",
                             "Give one of the two: D = 1/(mu_0 sigma).")
        self.field_scale()

    def check_type_one(self) -> None:
        """Refuse a material of type II, in which no boundary to normal metal grows as a whole."""
        kappa = self.parameter()
        if kappa >= LARGEST_KAPPA:
            raise InputError("material", f"{self.material}, kappa = {kappa:.3g}", f"a kappa below {LARGEST_KAPPA:g}",
                             "Choose a type I metal, or give kappa.")

    def depth(self) -> float:
        """Return lambda, in m."""
        return penetration_depth_of(self.material, self.temperature, self.model, self.penetration_depth)

    def parameter(self) -> float:
        """Return kappa."""
        kelvin = temperature_of(self.material, self.temperature)
        if kelvin is None:
            return self.kappa or _KAPPA
        return given_or_recorded("kappa", self.kappa, lambda: material(self.material).kappa(kelvin, self.model))

    def diffusion(self) -> float:
        """Return D, in m^2/s."""
        return self.diffusivity or 1 / (VACUUM_PERMEABILITY * (self.conductivity or _CONDUCTIVITY))

    def field_scale(self) -> float:
        """Return Bc, in T."""
        kelvin = temperature_of(self.material, self.temperature)
        if kelvin is None:
            return self.critical_field or _CRITICAL_FIELD
        return given_or_recorded("critical_field", self.critical_field,
                                 lambda: material(self.material).critical_field(kelvin, self.model))

"""Penetration depth, electrons and binding of a metal, as the breakdown field of W41-W43 needs them."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

from onnes.errors import MissingDataError
from onnes.materials import Material, penetration_depth_of
from onnes.materials import material as material_of
from onnes.pairing.atomic_scales import fermi_energy
from onnes.pairing.penetration import penetration_depth
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMITTIVITY

TEXT_FERMI_ENERGY = 5 * ELEMENTARY_CHARGE
TEXT_BINDING_RATIO = 1e-4
"""The text's own numbers: "300 G, if Delta = 10^-4 e_F, and e_F = 5 eV"."""


@dataclass(frozen=True)
class Pairs:
    """The electrons of a metal and the binding of their pairs.

    Attributes:
        density: electrons per volume n [1/m^3].
        fermi_energy: e_F [J].
        binding: Delta [J].
        origin: source of n and e_F, in words.
    """

    density: float
    fermi_energy: float
    binding: float
    origin: str

    @property
    def spacing(self) -> float:
        """d = n^(-1/3) [m]."""
        return self.density ** (-1 / 3)

    @property
    def fermi_momentum(self) -> float:
        """p_F = sqrt(2 m e_F) [kg m/s]."""
        return sqrt(2 * ELECTRON_MASS * self.fermi_energy)


@dataclass(frozen=True)
class Metal:
    """One metal at one temperature.

    Attributes:
        depth: lambda [m].
        pairs: None where the tables do not say how many electrons there are.
        critical_field: Bc at the temperature, from the measured Bc(0) [T]; None where there is none.
        temperature: T [K]; reduced_temperature: T/Tc. None and 0 for the text's metal.
        remarks: warnings about estimated values.
    """

    depth: float
    pairs: Pairs | None
    critical_field: float | None = None
    temperature: float | None = None
    reduced_temperature: float = 0.0
    remarks: tuple[str, ...] = ()


def text_metal(depth: float | None) -> Metal:
    """Return the metal of the text's last sentence: e_F = 5 eV = e^2/d, Delta = 1e-4 e_F, lambda from W33."""
    spacing = ELEMENTARY_CHARGE**2 / (4 * pi * VACUUM_PERMITTIVITY * TEXT_FERMI_ENERGY)
    pairs = Pairs(spacing**-3, TEXT_FERMI_ENERGY, TEXT_BINDING_RATIO * TEXT_FERMI_ENERGY,
                  "the text's: e_F = 5 eV = e^2/d, n = d^-3")
    return Metal(depth or penetration_depth(spacing), pairs)


def metal(material: str, temperature: float, model: str, depth: float | None) -> Metal:
    """Return a material at a temperature.

    n and e_F are those of the nominal valence electrons, or else the text's: one electron per cube of the distance of
    nearest neighbours, e_F by W2. Delta is the measured one, or that of weak coupling, with the temperature dependence
    of BCS. Bc follows the model from the measured Bc(0).

    Raises:
        InputError: an unknown material, T >= Tc.
        MissingDataError: neither lambda nor the distance of neighbours is known.
    """
    chosen = material_of(material)
    depth, remarks = _depth(chosen, temperature, model, depth)
    critical = chosen.critical_field(temperature, model) if chosen.has("critical_field_0") else None
    pairs = _pairs(chosen, temperature)
    if pairs is None:
        remarks += (f"How many electrons {chosen.name} has is not in the tables: no breakdown field.",)
    elif not chosen.has("gap_ratio"):
        remarks += (f"The gap of {chosen.name} is not in the tables: 1.764 k Tc of weak coupling is taken.",)
    return Metal(depth, pairs, critical, temperature, temperature / chosen.critical_temperature, remarks)


def _depth(chosen: Material, temperature: float, model: str, depth: float | None) -> tuple[float, tuple[str, ...]]:
    """Return lambda from the tables, or else by W33 from the distance of neighbours, with a warning."""
    try:
        return penetration_depth_of(chosen.name, temperature, model, depth), ()
    except MissingDataError:
        if not chosen.has("nearest_neighbour_distance"):
            raise
    estimated = penetration_depth(chosen.nearest_neighbour_distance)
    return estimated, (f"The penetration depth of {chosen.name} is not in the tables: {estimated * 1e9:.3g} nm of W33 "
                       "is taken, one electron per d^3 at T = 0.",)


def _pairs(chosen: Material, temperature: float) -> Pairs | None:
    binding = chosen.gap(temperature, "alpha" if chosen.has("gap_ratio") else "bcs")
    if chosen.has("carrier_density") and chosen.has("fermi_energy"):
        return Pairs(chosen.carrier_density, chosen.fermi_energy, binding, "nominal valence electrons, free")
    if chosen.has("nearest_neighbour_distance"):
        spacing = chosen.nearest_neighbour_distance
        return Pairs(spacing**-3, fermi_energy(spacing), binding, "one free electron per d^3 (W2)")
    return None

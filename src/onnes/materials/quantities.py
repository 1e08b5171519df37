"""Quantities that a material may have: names, SI units and meanings."""

from __future__ import annotations

from typing import NamedTuple


class Quantity(NamedTuple):
    """SI unit (empty if dimensionless) and meaning of a quantity in the tables."""

    unit: str
    meaning: str


QUANTITIES: dict[str, Quantity] = {
    "critical_temperature": Quantity("K", "critical temperature Tc in zero field"),
    "critical_field_0": Quantity("T", "thermodynamic critical field Bc at T = 0"),
    "lower_critical_field_0": Quantity("T", "lower critical field Bc1 at T = 0"),
    "upper_critical_field_0": Quantity("T", "upper critical field Bc2 at T = 0"),
    "ginzburg_landau_parameter": Quantity("", "measured ratio of penetration depth to coherence length, T << Tc"),
    "ginzburg_landau_parameter_tc": Quantity("", "measured Ginzburg-Landau parameter kappa at Tc"),
    "ginzburg_landau_parameter_0": Quantity("", "kappa = depth / length of the Ginzburg-Landau pair at T = 0"),
    "ginzburg_landau_depth_0": Quantity("m", "penetration depth of the Ginzburg-Landau pair at T = 0"),
    "ginzburg_landau_length_0": Quantity("m", "coherence length of the Ginzburg-Landau pair at T = 0"),
    "london_depth_0": Quantity("m", "London penetration depth at T = 0"),
    "penetration_depth_0": Quantity("m", "measured (effective) penetration depth at T = 0"),
    "coherence_length_0": Quantity("m", "coherence length at T = 0: Pippard's xi_0 of an element, xi(0) of a compound"),
    "clean_london_depth_0": Quantity("m", "London depth of the clean metal at T = 0, of its non-local kernel"),
    "clean_coherence_length_0": Quantity("m", "xi_0 = hbar v_F/(pi Delta) of the clean metal, of its non-local kernel"),
    "energy_gap": Quantity("J", "energy gap Delta at T = 0"),
    "gap_ratio": Quantity("", "2 Delta(0) / k Tc"),
    "heat_jump": Quantity("", "specific-heat jump at Tc over gamma Tc"),
    "isotope_exponent": Quantity("", "alpha in Tc ~ M^-alpha"),
    "debye_temperature": Quantity("K", "Debye temperature"),
    "electron_phonon_coupling": Quantity("", "lambda = 2 int alpha^2F dOmega/Omega"),
    "coulomb_pseudopotential": Quantity("", "mu* of the inversion that gave alpha^2F"),
    "logarithmic_phonon_temperature": Quantity("K", "Omega_log/k, logarithmic mean of the phonon energies in alpha^2F"),
    "molar_sommerfeld_coefficient": Quantity("J/(mol K^2)", "electronic specific heat over T, per mole"),
    "sommerfeld_coefficient": Quantity("J/(m^3 K^2)", "electronic specific heat over T, per volume"),
    "molar_volume": Quantity("m^3/mol", "molar volume"),
    "atomic_mass": Quantity("kg", "atomic mass"),
    "mass_density": Quantity("kg/m^3", "mass per volume"),
    "nearest_neighbour_distance": Quantity("m", "distance of nearest neighbours"),
    "atomic_volume_root": Quantity("m", "cube root of the volume per atom"),
    "lattice_constant_a": Quantity("m", "lattice constant a"),
    "lattice_constant_c": Quantity("m", "lattice constant c"),
    "bulk_modulus": Quantity("Pa", "bulk modulus, -V dP/dV"),
    "carrier_density": Quantity("m^-3", "nominal density of valence electrons"),
    "fermi_energy": Quantity("J", "free-electron Fermi energy"),
    "fermi_velocity": Quantity("m/s", "free-electron Fermi velocity"),
    "resistivity": Quantity("ohm m", "normal resistivity (at the temperature that the value states)"),
    "ideal_resistivity": Quantity("ohm m", "phonon part of the resistivity"),
    "sound_speed_rod": Quantity("m/s", "speed of sound in a thin rod"),
    "sound_speed_longitudinal": Quantity("m/s", "speed of longitudinal sound"),
    "sound_speed_shear": Quantity("m/s", "speed of shear sound"),
    "sound_speed_extensional": Quantity("m/s", "speed of extensional sound"),
}

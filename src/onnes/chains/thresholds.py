"""Critical temperature, magnetic field and electric field of chains, and the moments that given values would need."""

from __future__ import annotations

from math import pi, sqrt

from onnes.chains.criterion import moment_to_bind
from onnes.chains.energies import coulomb_energy, mean_dipole_energy
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


def critical_temperature(moment: float, spacing: float, duty: float = 1.0) -> float:
    """Return T_c = (|mean U_m| - U_e) / k, in K; negative if there is no transition at any temperature.

    Args:
        moment: mu, J/T.
        spacing: a, m.
        duty: eta.

    Source: Z16.
    """
    return (-mean_dipole_energy(moment, spacing, duty) - coulomb_energy(spacing)) / BOLTZMANN


def temperature_slope_with_spacing(moment: float, spacing: float, duty: float = 1.0) -> float:
    """Return dT_c/da = (U_e - 3 |mean U_m|) / (k a), in K/m; negative wherever T_c is positive.

    Source: Z16, differentiated.
    """
    attraction = -mean_dipole_energy(moment, spacing, duty)
    return (coulomb_energy(spacing) - 3 * attraction) / (BOLTZMANN * spacing)


def critical_field(moment: float, spacing: float, duty: float = 1.0) -> float:
    """Return B_c = |mean U_m| / mu = eta mu_0 mu / (4 pi a^3), in T; 39.6 mT for a Bohr magneton at 2.86 A.

    Source: Z17 at equality.
    """
    return duty * VACUUM_PERMEABILITY * moment / (4 * pi * spacing**3)


def least_critical_field(spacing: float, duty: float = 1.0) -> float:
    """Return B_c of the least moment that binds, sqrt(eta) mu_0 e c/(4 pi a^2), in T; 58.7 T at 2.86 A.

    Any larger moment has a higher field: together the two conditions exclude every lower critical field.

    Source: Z17 with the moment of Z10 at equality.
    """
    return critical_field(moment_to_bind(spacing, duty), spacing, duty)


def volume_slope(moment: float, spacing: float, duty: float = 1.0) -> float:
    """Return d ln T_c/d ln V = (a/3 T_c) dT_c/da = -(2 U_e + 3 k T_c)/(3 k T_c), V ~ a^3; where T_c is positive.

    Source: Z16, differentiated.
    """
    temperature = critical_temperature(moment, spacing, duty)
    return spacing * temperature_slope_with_spacing(moment, spacing, duty) / (3 * temperature)


def critical_electric_field(wave_energy: float, size: float) -> float:
    """Return E_c = E_wave / (e L), in V/m.

    Args:
        wave_energy: E_wave, binding energy of the standing wave, J; the text gives no value.
        size: L, m; the text gives no value.

    Source: Z18 at equality.
    """
    return wave_energy / (ELEMENTARY_CHARGE * size)


def moment_for_temperature(temperature: float, spacing: float, duty: float = 1.0) -> float:
    """Return mu = sqrt(4 pi a^3 (k T_c + U_e) / (eta mu_0)), in J/T, the moment for which Z16 gives T_c (K).

    Source: Z16, solved for mu.
    """
    energy = BOLTZMANN * temperature + coulomb_energy(spacing)
    return sqrt(4 * pi * spacing**3 * energy / (duty * VACUUM_PERMEABILITY))


def moment_for_field(field: float, spacing: float, duty: float = 1.0) -> float:
    """Return mu = 4 pi a^3 B_c / (eta mu_0), in J/T, the moment for which Z17 gives B_c (T).

    Source: Z17, solved for mu.
    """
    return 4 * pi * spacing**3 * field / (duty * VACUUM_PERMEABILITY)

"""Number, distance and size of the pairs of a metal."""

from __future__ import annotations

import math

from onnes.pairing.bose_gas import rotation_energy
from onnes.pairing.pair_size import pair_density, pair_distance, pair_size
from onnes.results import Reading
from onnes.units.constants import ATOMIC_MASS, BOLTZMANN, ELECTRON_MASS

HELIUM_MASS, HELIUM_RADIUS = 4.0026 * ATOMIC_MASS, 1.3e-10
"""Mass (kg) and radius (m) of a helium atom, half the 0.26 nm at which two of them repel."""


def readings(binding: float, fermi_energy: float, spacing: float) -> dict[str, Reading]:
    """Return n', D two ways and as misprinted, rho, the overlap, and the rotation energy of Fig. 8.

    Args:
        binding: Delta [J].
        fermi_energy: e_F [J].
        spacing: lattice distance d [m], one electron in d^3.
    """
    size = pair_size(binding, math.sqrt(2 * ELECTRON_MASS * fermi_energy))
    density = pair_density(spacing**-3, binding, fermi_energy)
    distance = density ** (-1 / 3)
    return {
        "pair_density": Reading(density, "1/m^3", meaning="n' = n Delta/e_F, n = 1/d^3; the text drops a factor 1/2"),
        "pair_size": Reading(size, "m", meaning="rho = hbar p_F/(m Delta), W27"),
        "pair_distance": Reading(distance, "m", meaning="D = n'^(-1/3)"),
        "distance_over_spacing": Reading(distance / spacing, meaning="D/d; the text: 30 to 40"),
        "distance_from_size": Reading(pair_distance(spacing, size), "m",
                                      meaning="D = d (rho/d)^(1/3): W28 with its misprint put right"),
        "distance_as_printed": Reading(spacing * (size / binding) ** (1 / 3), "m^(4/3)/J^(1/3)",
                                       meaning="d (rho/Delta)^(1/3): W28 as printed, not a length"),
        "size_over_distance": Reading(size / distance, meaning="rho/D: pairs overlap where it is above 1"),
        "pairs_within_one": Reading(4 * math.pi / 3 * density * size**3, meaning="centres of pairs within rho of one"),
        "helium_rotation": Reading(rotation_energy(HELIUM_MASS, HELIUM_RADIUS) / BOLTZMANN, "K",
                                   meaning="two helium atoms turned about each other, Fig. 8; a roton takes 8.6 K"),
        "pair_rotation": Reading(rotation_energy(2 * ELECTRON_MASS, spacing / 2), "J",
                                 meaning="the same with the mass of a pair and atoms of d/2: atomic, far above Delta, "
                                         "so that the lowest excitation is a broken pair"),
    }

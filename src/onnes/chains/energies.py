"""Energies between neighbouring electrons: Coulomb repulsion and dipole attraction."""

from __future__ import annotations

from math import pi

from onnes.units.constants import ELEMENTARY_CHARGE, VACUUM_PERMEABILITY, VACUUM_PERMITTIVITY


def coulomb_energy(spacing: float) -> float:
    """Return U_e = e^2 / (4 pi eps_0 a), in J, positive: repulsion of two electrons a distance a (m) apart.

    The repulsion is not screened, as in the text.

    Source: Z2.
    """
    return ELEMENTARY_CHARGE**2 / (4 * pi * VACUUM_PERMITTIVITY * spacing)


def dipole_energy(first: float, second: float, spacing: float) -> float:
    """Return U_m = -(mu_0 / 4 pi) mu_1 mu_2 / a^3, in J, negative: attraction of two moments.

    Args:
        first, second: mu_1, mu_2, J/T.
        spacing: a, m.

    The text prints a positive value and calls it negative; the sign here is the intended one. Two dipoles head to tail
    would have twice this energy; the text's factor is kept. With all angles:
    `onnes.chains.lattice`, `onnes.chains.ewald`.

    Source: Z7.
    """
    return -VACUUM_PERMEABILITY / (4 * pi) * first * second / spacing**3


def duty(period: float, uncoupled: float) -> float:
    """Return eta = (T_d - dt_0) / T_d, dimensionless: the part of a drift period in which the moments couple.

    Args:
        period: T_d, s.
        uncoupled: dt_0, s, length of the zero-coupling window.

    Source: text before Z8.
    """
    return (period - uncoupled) / period


def mean_dipole_energy(moment: float, spacing: float, duty: float = 1.0) -> float:
    """Return mean U_m = -eta (mu_0 / 4 pi) mu^2 / a^3, in J: attraction of equal moments, averaged over a drift period.

    Source: Z8.
    """
    return duty * dipole_energy(moment, moment, spacing)

"""Size, density and distance of pairs."""

from __future__ import annotations

from onnes.units.constants import ELECTRON_MASS, HBAR


def momentum_spread(binding: float, fermi_momentum: float) -> float:
    """Return dp = m Delta / p_F, in kg m/s. Source: W26."""
    return ELECTRON_MASS * binding / fermi_momentum


def pair_size(binding: float, fermi_momentum: float) -> float:
    """Return rho = hbar / dp = hbar p_F / (m Delta), in m, the coherence length, about (e_F / Delta) d.

    Source: W27.
    """
    return HBAR / momentum_spread(binding, fermi_momentum)


def pair_density(density: float, binding: float, fermi_energy: float) -> float:
    """Return n' = n Delta / e_F, in 1/m^3, the density of pairs among n electrons per volume.

    The text drops a factor 1/2.

    Source: W28.
    """
    return density * binding / fermi_energy


def pair_distance(spacing: float, size: float) -> float:
    """Return D = d (rho / d)^(1/3), in m, the distance between the centres of pairs.

    The text prints (rho / Delta)^(1/3), a length over an energy; from its n' = 1/(d^2 rho) it is rho / d.

    Source: W28, corrected.
    """
    return spacing * (size / spacing) ** (1 / 3)

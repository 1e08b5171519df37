"""Field at which the kinetic energy of the screening current exceeds the binding energy of the pairs."""

from __future__ import annotations

from math import pi, sqrt

from onnes.pairing.pair_size import pair_density
from onnes.units.constants import ELEMENTARY_CHARGE, SPEED_OF_LIGHT, VACUUM_PERMEABILITY


def breakdown_field(density: float, binding: float, fermi_energy: float) -> float:
    """Return B = sqrt(2 mu_0 n' Delta), in T, where the kinetic energy B^2 / 2 mu_0 equals the binding n' Delta.

    Args:
        density: n, electrons per volume, 1/m^3.
        binding: Delta, J.
        fermi_energy: e_F, J.

    29 mT (the text: 300 G) for Delta = 1e-4 e_F, e_F = 5 eV, d = e^2 / (4 pi eps_0 e_F).

    Source: W41-W43.
    """
    return sqrt(2 * VACUUM_PERMEABILITY * pair_density(density, binding, fermi_energy) * binding)


def breakdown_field_order(spacing: float, size: float) -> float:
    """Return B = (mu_0 / 4 pi) e c / (d rho), in T, the SI form of the text's e / (d rho) in Gaussian units.

    Args:
        spacing: d, m.
        size: rho, m.

    An order of magnitude: it drops 2 and 4 pi from `breakdown_field`.

    Source: W43, last form, converted to SI.
    """
    return VACUUM_PERMEABILITY / (4 * pi) * SPEED_OF_LIGHT * ELEMENTARY_CHARGE / (spacing * size)


def breakdown_field_with_bcs_energy(density: float, binding: float, fermi_energy: float) -> float:
    """Return B = sqrt(2 mu_0 N Delta^2/2), in T, with N = 3 n/(4 e_F), the BCS form of `breakdown_field`.

    The condensation energy N Delta^2/2 of n electrons per volume in a parabolic band replaces n' Delta. It is 3/8 of
    it, so B is 0.612 of `breakdown_field`: the text's order of magnitude holds. The arguments are those of
    `breakdown_field`.

    Source: W41-W43 with G of J. Bardeen, L. N. Cooper, J. R. Schrieffer, Phys. Rev. 108, 1175 (1957).
    """
    return sqrt(3 / 8) * breakdown_field(density, binding, fermi_energy)

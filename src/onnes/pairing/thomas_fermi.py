"""Thomas-Fermi screening of a charge by a gas of electrons."""

from __future__ import annotations

from math import pi, sqrt

from onnes.units.constants import BOHR_RADIUS, HBAR


def screening_length(fermi_momentum: float) -> float:
    """Return the screening length 1/k_TF, in m, with k_TF^2 = 4 k_F/(pi a_B).

    The potential of a charge falls as exp(-k_TF r)/r.

    Args:
        fermi_momentum: p_F = hbar k_F, kg m/s.

    Static and linear: for a charge slower than the electrons, in a potential small against e_F.

    Source: L. H. Thomas (1927), E. Fermi (1928); N. W. Ashcroft, N. D. Mermin, Solid State Physics, eq. 17.55.
    """
    return sqrt(pi * BOHR_RADIUS * HBAR / (4 * fermi_momentum))

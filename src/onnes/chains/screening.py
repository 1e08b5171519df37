"""Repulsion of neighbours that the other electrons screen: not in the text, which keeps it bare."""

from __future__ import annotations

from math import exp, pi, sqrt

from scipy.special import lambertw

from onnes.chains.criterion import spacing_to_bind
from onnes.chains.energies import coulomb_energy
from onnes.units.constants import BOHR_RADIUS


def thomas_fermi_length(density: float) -> float:
    """Return 1/k_TF, k_TF^2 = (4/a_0) (3 n/pi)^(1/3), in m, of free electrons of density n (1/m^3); 49 pm in aluminium.

    Source: L. H. Thomas, Proc. Camb. Phil. Soc. 23, 542 (1927); E. Fermi, Z. Phys. 48, 73 (1928).
    """
    return sqrt(BOHR_RADIUS / 4) * (pi / (3 * density)) ** (1 / 6)


def screened_coulomb_energy(spacing: float, length: float) -> float:
    """Return U = e^2 exp(-a/l)/(4 pi eps_0 a), in J, with the screening length l (m).

    Validity: static screening without the Friedel oscillations that remain at a distance.
    """
    return coulomb_energy(spacing) * exp(-spacing / length)


def screened_spacings_to_bind(moment: float, length: float, duty: float = 1.0) -> tuple[float, float] | None:
    """Return the two spacings [m] at which dipoles just hold against a screened repulsion; None: they hold at any.

    They attract more below the first, as without screening, and above the second, where the repulsion has died out and
    the attraction has not: a^2 exp(-a/l) = b^2 with b of `spacing_to_bind`, so a = -2 l W(-b/2l) by both real branches
    of Lambert's function.

    Args:
        moment: mu, J/T.
        length: l, m.
        duty: eta.
    """
    argument = spacing_to_bind(moment, duty) / (2 * length)
    if argument >= exp(-1):
        return None
    near, far = (-2 * length * float(lambertw(-argument, branch).real) for branch in (0, -1))
    return near, far

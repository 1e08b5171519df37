"""Surface resistance of flux lines that stand perpendicular to a surface in a weak microwave field."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
from numpy.typing import ArrayLike

from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY


def static_core_resistance(frequency: ArrayLike, upper_critical_field: float, resistivity: float) -> np.ndarray:
    """Return R/B = R_n/Bc2 of normal cores that do not move, in ohm/T, with R_n = sqrt(pi mu_0 f rho).

    A flux density B covers the share B/Bc2 of the surface with cores, which have the surface resistance R_n of the
    normal metal.

    Args:
        frequency: f [Hz], any shape.
        upper_critical_field: Bc2 at the temperature of operation [T].
        resistivity: rho of the normal metal [ohm m].

    Validity: normal skin effect (mean free path below the skin depth).

    Source: J. Bardeen, M. J. Stephen, Phys. Rev. 140, A1197 (1965); H. Padamsee, J. Knobloch, T. Hays, RF
        Superconductivity for Accelerators (1998), chapter 9.
    """
    return np.sqrt(pi * VACUUM_PERMEABILITY * np.asarray(frequency, float) * resistivity) / upper_critical_field


def flexible_line_resistance(frequency: ArrayLike, depth: float, line_energy: float,
                             viscosity: float) -> np.ndarray:
    """Return R/B of flux lines that the screening current shakes, each held far below the surface, in ohm/T.

    The displacement s(z) of a line obeys ``eta d_t s = epsilon d_z^2 s + Phi_0 J(z)``, J = (H/lambda) exp(-z/lambda),
    d_z s = 0 at the surface and s = 0 far below. Its loss, with omega_l = epsilon/(eta lambda^2), is::

        R/B = Phi_0 (lambda omega/(2 epsilon)) Re[i (q + 2)/(q (q + 1)^2)],   q = sqrt(i omega/omega_l)

    which is Phi_0 sqrt(omega/(2 eta epsilon)) = sqrt(mu_0 rho omega/(2 g))/Bc for omega << omega_l, g = 4 pi mu_0
    lambda^2 epsilon/Phi_0^2, and Phi_0/(2 eta lambda) for omega >> omega_l: a line too stiff to bend.

    Args:
        frequency: f = omega/(2 pi) [Hz], any shape.
        depth: lambda [m].
        line_energy: epsilon, energy and tension of a line per length [J/m].
        viscosity: eta = Phi_0 Bc2/rho per length of line [N s/m^2].

    Validity: weak field; local tension; no pin within the length (epsilon/(eta omega))^(1/2) of the surface; ohmic drag
    of Bardeen and Stephen; low flux density, so that lines do not meet.

    Source: A. Gurevich, G. Ciovati, Phys. Rev. B 87, 054502 (2013), whose limit of low frequency this is.
    """
    omega = 2 * pi * np.asarray(frequency, float)
    q = np.sqrt(1j * omega * viscosity * depth**2 / line_energy)
    return FLUX_QUANTUM * depth * omega / (2 * line_energy) * np.real(1j * (q + 2) / (q * (q + 1) ** 2))


def depth_of_impure(clean_depth: float, clean_length: float, mean_free_path: float) -> float:
    """Return lambda = lambda_L sqrt(1 + xi_0/l), in m, of a metal whose electrons are scattered.

    Args:
        clean_depth, clean_length: London depth and xi_0 of the clean metal [m].
        mean_free_path: l [m].

    Source: M. Tinkham, Introduction to Superconductivity (1996), section 3.10.
    """
    return clean_depth * sqrt(1 + clean_length / mean_free_path)

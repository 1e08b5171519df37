"""Stiffness of the phase of a superconductor, and the temperature at which its fluctuations would end coherence."""

from __future__ import annotations

from math import pi, sqrt

from onnes.units.constants import BOLTZMANN, ELECTRON_MASS, HBAR

_OF_XY_MODEL = 2.2
"""k T of the ordering of phases on a lattice in space, in the stiffness times its spacing."""


def phase_stiffness(density: float) -> float:
    """Return V = hbar^2 n_s/(4 m_e), in J/m: a gradient of the phase of pairs has the energy density V (grad phi)^2/2.

    That is (1/2) n_s m_e v_s^2 with v_s = (hbar/2 m_e) grad phi. With lambda_L: (hbar/2e)^2/(mu_0 lambda_L^2).

    Args:
        density: n_s, electrons per volume, 1/m^3.

    Source: V. J. Emery, S. A. Kivelson, Nature 374, 434 (1995).
    """
    return HBAR**2 * density / (4 * ELECTRON_MASS)


def phase_ordering_temperature(density: float, coherence_length: float) -> float:
    """Return T = 2.2 V sqrt(pi) xi/k, in K, above which phases of regions of size xi would not be ordered.

    Far above Tc in ordinary metals (Pb: 2e5 Tc), so that pairing and coherence begin together.

    Args:
        density: n_s, 1/m^3.
        coherence_length: xi, m.

    Source: V. J. Emery, S. A. Kivelson, Nature 374, 434 (1995), for three dimensions.
    """
    return _OF_XY_MODEL * phase_stiffness(density) * sqrt(pi) * coherence_length / BOLTZMANN

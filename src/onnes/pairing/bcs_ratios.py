"""Universal ratios and formulas of weak-coupling BCS theory."""

from __future__ import annotations

from math import exp, log, pi, sqrt

from onnes.units.constants import BOLTZMANN, HBAR, VACUUM_PERMEABILITY

EULER_GAMMA = 0.5772156649015329
ZETA_3 = 1.2020569031595942

GAP_RATIO = 2 * pi / exp(EULER_GAMMA)
"""2 Delta_0 / k T_c = 2 pi / e^gamma = 3.527754."""

HEAT_JUMP = 12 / (7 * ZETA_3)
"""(C_s - C_n) / C_n at T_c = 12 / (7 zeta(3)) = 1.426127."""

CONDENSATION_RATIO = 3 / (4 * exp(2 * EULER_GAMMA))
"""(B_c0^2 / 2 mu_0) / (gamma T_c^2) = 3 / (4 e^(2 gamma)) = 0.236428, from N(0) Delta_0^2 / 2."""

PREFACTOR = 2 * exp(EULER_GAMMA) / pi
"""k T_c = (2 e^gamma / pi) hbar omega_D exp(-1/N(0)V): 1.133866."""


def gap(critical_temperature: float) -> float:
    """Return Delta_0 = (pi / e^gamma) k T_c, in J."""
    return GAP_RATIO / 2 * BOLTZMANN * critical_temperature


def critical_temperature_of_gap(gap: float) -> float:
    """Return T_c = (e^gamma / pi) Delta_0 / k, in K, from Delta_0 (J); the inverse of `gap`."""
    return 2 * gap / (GAP_RATIO * BOLTZMANN)


def critical_field(sommerfeld: float, critical_temperature: float) -> float:
    """Return B_c0 = T_c sqrt(2 mu_0 gamma 3 / (4 e^(2 gamma_E))), in T.

    Args:
        sommerfeld: gamma, electronic heat coefficient per volume, J/(m^3 K^2).
        critical_temperature: T_c, K.

    Source: Bardeen, Cooper, Schrieffer, Phys. Rev. 108, 1175 (1957), condensation energy N(0) Delta_0^2 / 2.
    """
    return critical_temperature * sqrt(2 * VACUUM_PERMEABILITY * CONDENSATION_RATIO * sommerfeld)


def coherence_length(fermi_velocity: float, critical_temperature: float) -> float:
    """Return xi_0 = hbar v_F / (pi Delta_0), in m, with the weak-coupling Delta_0.

    Args:
        fermi_velocity: v_F, m/s.
        critical_temperature: T_c, K.
    """
    return HBAR * fermi_velocity / (pi * gap(critical_temperature))


def coupling_for_temperature(critical_temperature: float, debye_temperature: float) -> float:
    """Return N(0)V = 1 / ln(1.134 theta_D / T_c), dimensionless, the coupling that a measured T_c needs.

    Args:
        critical_temperature, debye_temperature: T_c, theta_D, K.
    """
    return 1 / log(PREFACTOR * debye_temperature / critical_temperature)


def critical_temperature(debye_temperature: float, coupling: float) -> float:
    """Return T_c = (2 e^gamma / pi) theta_D exp(-1/N(0)V), in K.

    Args:
        debye_temperature: theta_D, K.
        coupling: N(0)V, dimensionless, well below 1.
    """
    return PREFACTOR * debye_temperature * exp(-1 / coupling)

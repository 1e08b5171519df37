"""Universal ratios and formulas of weak-coupling BCS theory."""

from __future__ import annotations

from math import exp, log, pi, sqrt

from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN, HBAR, VACUUM_PERMEABILITY

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


GORKOV = 2 * sqrt(24 / (7 * ZETA_3)) / GAP_RATIO
"""kappa(T_c) xi_0 / lambda_L = 0.9575 of a clean metal.

With 1 - t = 1 - T/T_c, lambda = lambda_L/sqrt(2 (1 - t)) and xi = 0.739 xi_0/sqrt(1 - t).

Source: L. P. Gor'kov, Sov. Phys. JETP 9, 1364 (1959)."""

RISE_OF_KAPPA = 1.26
"""Bc2(0) / (sqrt2 kappa(T_c) B_c0) of a clean metal.

Source: K. Maki, T. Tsuzuki, Phys. Rev. 139, A868 (1965)."""

PAULI_SLOPE = GAP_RATIO / 2 * BOLTZMANN / (sqrt(2) * BOHR_MAGNETON)
"""B_P / T_c = Delta_0 / (sqrt2 mu_B k T_c), in T/K: 1.857, where aligned spins gain as much as pairs.

Source: A. M. Clogston, Phys. Rev. Lett. 9, 266 (1962); B. S. Chandrasekhar, Appl. Phys. Lett. 1, 7 (1962)."""


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


def kinetic_energy_change(coupling: float) -> float:
    """Return the change of the kinetic energy on pairing, 1/N(0)V - 1/2, in N(0) Delta_0^2 (weak coupling).

    It is positive: the attraction gains 1/N(0)V, so that the total is -1/2.

    Args:
        coupling: N(0)V, dimensionless, well below 1.
    """
    return 1 / coupling - 0.5


def parabola_deviation(condensation_ratio: float) -> float:
    """Return the limit of [Bc(T)/Bc(0) - 1 + t^2]/t^2 for t = T/Tc to zero, 1 - 1/(4 r).

    Far below Tc a superconductor has no electronic entropy, so that Bc(T)^2 = Bc(0)^2 - mu_0 gamma T^2. Weak coupling
    gives -0.057, a ratio above 1/4 a positive sign.

    Args:
        condensation_ratio: r = (Bc(0)^2/2 mu_0)/(gamma Tc^2).
    """
    return 1 - 1 / (4 * condensation_ratio)

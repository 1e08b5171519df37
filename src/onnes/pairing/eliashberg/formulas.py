"""Closed forms beside Eliashberg's equations: Tc from averages of alpha^2F, ratios from Tc/Omega_log."""

from __future__ import annotations

from math import exp, log

from onnes.pairing.bcs_ratios import CONDENSATION_RATIO, GAP_RATIO, HEAT_JUMP

STRONGEST = 0.25
"""Largest k Tc/Omega_log to which the ratios were fitted."""

_STRONGEST_LOGARITHM = log(1e4)


def lowered_pseudopotential(mu_star: float, factor: float) -> float:
    """Return mu* at a cutoff lower by ``factor``, from 1/mu*(low) = 1/mu*(high) + ln(high/low), dimensionless.

    Source: N. N. Bogoliubov; P. Morel, P. W. Anderson, Phys. Rev. 125, 1263 (1962).
    """
    return mu_star / (1 + mu_star * log(factor))


def binds(coupling: float, mu_star: float) -> bool:
    """Return True if lambda > mu* (1 + 0.62 lambda), the condition for the closed forms to have a Tc."""
    return coupling > mu_star * (1 + 0.62 * coupling)


def mcmillan(coupling: float, log_energy: float, mu_star: float) -> float:
    """Return k Tc = (Omega_log/1.2) exp[-1.04 (1 + lambda)/(lambda - mu* (1 + 0.62 lambda))], in the unit of Omega_log.

    Args:
        coupling: lambda, above 0.
        log_energy: Omega_log.
        mu_star: mu*, its cutoff the highest phonon energy.

    0.0 where mu* is too large to bind. Valid below lambda of about 1.5.

    Source: W. L. McMillan, Phys. Rev. 167, 331 (1968), prefactor as in R. C. Dynes, Solid State Commun. 10, 615 (1972)
    and P. B. Allen, R. C. Dynes, Phys. Rev. B 12, 905 (1975).
    """
    if not binds(coupling, mu_star):
        return 0.0
    return log_energy / 1.2 * exp(-1.04 * (1 + coupling) / (coupling - mu_star * (1 + 0.62 * coupling)))


def allen_dynes(coupling: float, log_energy: float, root_mean_square: float, mu_star: float) -> float:
    """Return k Tc of Allen and Dynes, f_1 f_2 times that of `mcmillan`, in the unit of Omega_log.

    f_1 = [1 + (lambda/Lambda_1)^(3/2)]^(1/3), Lambda_1 = 2.46 (1 + 3.8 mu*); f_2 = 1 + (Omega_2/Omega_log - 1)
    lambda^2/(lambda^2 + Lambda_2^2), Lambda_2 = 1.82 (1 + 6.3 mu*) Omega_2/Omega_log. For strong coupling Tc grows as
    sqrt(lambda <Omega^2>).

    Args:
        coupling, log_energy, mu_star: as in `mcmillan`.
        root_mean_square: Omega_2, in the unit of Omega_log.

    Source: P. B. Allen, R. C. Dynes, Phys. Rev. B 12, 905 (1975), eqs. 34-38.
    """
    ratio = root_mean_square / log_energy
    first = (1 + (coupling / (2.46 * (1 + 3.8 * mu_star))) ** 1.5) ** (1 / 3)
    second = 1 + (ratio - 1) * coupling**2 / (coupling**2 + (1.82 * (1 + 6.3 * mu_star) * ratio) ** 2)
    return first * second * mcmillan(coupling, log_energy, mu_star)


def coupling_for(critical: float, log_energy: float, mu_star: float) -> float | None:
    """Return lambda for which `mcmillan` gives a Tc, or None if there is none.

    Args:
        critical: k Tc, in the unit of Omega_log.
    """
    exponent = log(log_energy / (1.2 * critical))
    bare = exponent * (1 - 0.62 * mu_star) - 1.04
    return (1.04 + exponent * mu_star) / bare if bare > 0 else None


def coupling_of_allen_dynes(
    critical: float, log_energy: float, root_mean_square: float, mu_star: float
) -> float | None:
    """Return lambda, up to 1e4, for which `allen_dynes` gives a Tc, or None if there is none."""
    from scipy.optimize import brentq

    def excess(logarithm: float) -> float:
        return allen_dynes(exp(logarithm), log_energy, root_mean_square, mu_star) - critical

    if excess(_STRONGEST_LOGARITHM) < 0:
        return None
    return exp(float(brentq(excess, -_STRONGEST_LOGARITHM, _STRONGEST_LOGARITHM, xtol=1e-13)))  # type: ignore[arg-type]


def isotope_exponent(coupling: float, mu_star: float) -> float:
    """Return the isotope exponent beta of Tc ~ M^-beta in McMillan's formula.

    beta = 1/2 [1 - 1.04 (1 + lambda)(1 + 0.62 lambda) mu*^2/(lambda - mu*(1 + 0.62 lambda))^2], derived from `mcmillan`
    with d mu*/d ln(Omega) = mu*^2.
    """
    bare = coupling - mu_star * (1 + 0.62 * coupling)
    return 0.5 * (1 - 1.04 * (1 + coupling) * (1 + 0.62 * coupling) * mu_star**2 / bare**2)


def gap_ratio(strength: float) -> float:
    """Return 2 Delta_0/k Tc = 3.53 [1 + 12.5 x^2 ln(1/2x)], with x = k Tc/Omega_log = ``strength``, up to 0.25.

    The formula is fitted to solutions of Eliashberg's equations, which scatter around it by a few per cent.

    Source: B. Mitrovic, H. G. Zarate, J. P. Carbotte, Phys. Rev. B 29, 184 (1984).
    """
    return GAP_RATIO * (1 + 12.5 * strength**2 * log(1 / (2 * strength)))


def heat_jump(strength: float) -> float:
    """Return Delta C/gamma Tc = 1.43 [1 + 53 x^2 ln(1/3x)], with x = k Tc/Omega_log = ``strength``.

    Source: F. Marsiglio, J. P. Carbotte, Phys. Rev. B 33, 6141 (1986).
    """
    return HEAT_JUMP * (1 + 53 * strength**2 * log(1 / (3 * strength)))


def condensation_ratio(strength: float) -> float:
    """Return (Bc^2/2 mu_0)/(gamma Tc^2) = 0.236/[1 - 12.2 x^2 ln(1/3x)], with x = k Tc/Omega_log = ``strength``.

    Source: F. Marsiglio, J. P. Carbotte, Phys. Rev. B 33, 6141 (1986), as gamma Tc^2/Hc^2 = 0.168 [...].
    """
    return CONDENSATION_RATIO / (1 - 12.2 * strength**2 * log(1 / (3 * strength)))

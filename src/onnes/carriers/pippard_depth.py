"""Penetration depth where the current at a point follows the field over a coherence length around it."""

from __future__ import annotations

from math import atan, log1p, pi


def pippard_kernel(wave_number_times_coherence: float) -> float:
    """lambda_L^2 K(q) = (3 / 2 y^3) [(1 + y^2) arctan(y) - y], y = q xi_0; 1 at y = 0.

    Clean metal at zero temperature, within a few per cent of the BCS kernel at every q.

    Source: H7; Pippard, Proc. R. Soc. A 216, 547 (1953).
    """
    y = abs(wave_number_times_coherence)
    if y < 1e-2:
        return 1 - y**2 / 5 + 3 * y**4 / 35
    return 1.5 / y**3 * ((1 + y**2) * atan(y) - y)


def pippard_depth(london_depth: float, coherence_length: float) -> float:
    """lambda = pi / int_0^inf ln(1 + K(q)/q^2) dq, in m: surface that scatters carriers diffusely.

    Args:
        london_depth: lambda_L, m.
        coherence_length: xi_0, m.

    Goes to lambda_L for xi_0 << lambda_L and to (sqrt3 xi_0 lambda_L^2 / 2 pi)^(1/3) for xi_0 >> lambda_L.

    Source: H7; Tinkham, Introduction to Superconductivity, section 3.11.
    """
    from scipy.integrate import quad

    ratio = coherence_length / london_depth

    def logarithm(u: float) -> float:
        # q lambda_L = u / (1 - u) maps the half line to (0, 1)
        q = u / (1 - u)
        return log1p(pippard_kernel(q * ratio) / q**2) / (1 - u) ** 2

    integral, _ = quad(logarithm, 0.0, 1.0, epsabs=0.0, epsrel=1e-10, limit=400)
    return london_depth * pi / integral

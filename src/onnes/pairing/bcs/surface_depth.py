"""Penetration depth of a weak field in a half space whose current follows a kernel K(q)."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.pairing.bcs.matsubara import NODES, TERMS
from onnes.pairing.bcs.nonlocal_kernel import bcs_kernel

Floats = NDArray[np.float64]
Surface = Literal["diffuse", "specular"]

SPACING = 0.25
"""Step of ln q. The integrands are analytic for |Im ln q| < pi/2, so the error falls as exp(-pi^2/step)."""

_LOWEST, _HIGHEST = -27.0, 13.0


def wave_numbers(shallowest: float, weakest: ArrayLike = 1.0, spacing: float = SPACING) -> Floats:
    """Return wave numbers [1/m], even in ln q, that cover the integrals of `diffuse_depth` and `specular_depth`.

    They reach from where only K(0) matters to where K(q)/q^2 is negligible.

    Args:
        shallowest: lambda_L, m.
        weakest: smallest lambda_L^2 K(0) among the kernels that are to be integrated; zeros do not count.
        spacing: of ln q.
    """
    weak = np.asarray(weakest, float)
    lowest = _LOWEST + 0.5 * math.log(np.min(weak, where=weak > 0, initial=1.0))
    return np.exp(np.arange(lowest, _HIGHEST, spacing)) / shallowest


def diffuse_depth(q: Floats, kernel: Floats) -> Floats:
    """Return lambda = pi/int_0^inf ln(1 + K(q)/q^2) dq, in m, for a surface that scatters electrons diffusely.

    Args:
        q: from `wave_numbers`, 1/m; the last axis.
        kernel: K(q), 1/m^2; where it is zero at all q, lambda is infinite.

    Source: H7; Reuter, Sondheimer 1948; Tinkham, Introduction to Superconductivity, section 3.11.
    """
    integral = _over_logarithm(q, q * np.log1p(kernel / q**2))
    return _inverse(integral / math.pi)


def specular_depth(q: Floats, kernel: Floats) -> Floats:
    """Return lambda = (2/pi) int_0^inf dq/(q^2 + K(q)), in m, for a surface that reflects electrons specularly.

    It is computed as K(0)^(-1/2) plus the integral of the non-local part.

    Args:
        q, kernel: as in `diffuse_depth`.

    Source: H7; Tinkham, section 3.11.
    """
    local = kernel[..., :1]
    safe = np.where(local > 0, local, 1.0)
    added = _over_logarithm(q, q * (local - kernel) / ((q**2 + kernel) * (q**2 + safe)))
    return _inverse(np.sqrt(local[..., 0])) + 2 / math.pi * added


DEPTHS = {"diffuse": diffuse_depth, "specular": specular_depth}


def anomalous_depth(coefficient: Any, surface: Surface = "diffuse") -> Any:
    """Return lambda of K(q) = c/q, in m: (sqrt3/2) c^(-1/3) if diffuse, 4/(3 sqrt3) c^(-1/3) if specular.

    Args:
        coefficient: c, 1/m^3, any shape; complex for a field that oscillates.

    Source: A. B. Pippard (1953); D. C. Mattis, J. Bardeen, Phys. Rev. 111, 412 (1958).
    """
    factor = {"diffuse": math.sqrt(3) / 2, "specular": 4 / (3 * math.sqrt(3))}[surface]
    return factor * np.asarray(coefficient) ** (-1 / 3)


def penetration_depth(t: ArrayLike, london_depth: float, coherence_length: float, mean_free_path: float = math.inf,
                      surface: Surface = "diffuse", spacing: float = SPACING, terms: int = TERMS,
                      nodes: int = NODES) -> Floats:
    """Return lambda(T) of a bulk metal from the BCS kernel, in m; infinite from Tc on.

    Args:
        t: T/Tc, one axis.
        london_depth: lambda_L of the clean metal at T = 0, m.
        coherence_length: xi_0 = hbar v_F/(pi Delta(0)), m.
        mean_free_path: l, m.
        surface: how it scatters electrons.
        spacing: of ln q.
        terms, nodes: of the sum over frequencies; twice the spacing and half of these give an estimate of the error.
    """
    t, scattering = np.asarray(t, float), coherence_length / mean_free_path
    q = wave_numbers(london_depth, bcs_kernel(t, 0.0, scattering), spacing)
    kernel = bcs_kernel(t[..., None], q * coherence_length, scattering, terms, nodes) / london_depth**2
    return DEPTHS[surface](q, kernel)


def depth_at_zero(london_depth: float, coherence_length: float, surface: Surface = "diffuse") -> float:
    """Return lambda(0) of a clean bulk metal by `penetration_depth`, in m.

    Args:
        london_depth, coherence_length, surface: as there.

    Goes to lambda_L for xi_0 << lambda_L and, for a diffuse surface, to (sqrt3 xi_0 lambda_L^2/2 pi)^(1/3) for xi_0 >>
    lambda_L.
    """
    return float(penetration_depth(np.zeros(1), london_depth, coherence_length, surface=surface)[0])


def _over_logarithm(q: Floats, integrand: Floats) -> Floats:
    """Integrate over q by the trapezoidal rule in ln q, for integrands that vanish at both ends."""
    return np.sum(integrand, axis=-1) * math.log(q[1] / q[0])


def _inverse(values: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        return 1 / values

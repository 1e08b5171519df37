"""Complex conductivity of a superconductor after Mattis and Bardeen."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Complex = NDArray[np.complexfloating]

NODES = 128
"""Number of nodes of each of the three integrals."""

_COLDEST, _CLOSEST = 1e-9, 1e-14
_LARGEST_EXPONENT = 45.0


def complex_conductivity(photon: ArrayLike, thermal: ArrayLike, nodes: int = NODES) -> Complex:
    """Return (sigma_1 - i sigma_2)/sigma_n of Mattis and Bardeen, for fields that vary as exp(+i omega t).

        sigma_1 = (2/w) int_1^inf [f(E) - f(E+w)] g dE + (1/w) int_(1-w)^(-1) [1 - 2f(E+w)] (-g) dE   (second if w > 2)
        sigma_2 = (1/w) int_max(1-w,-1)^1 [1 - 2f(E+w)] g dE
        g = (E^2 + 1 + w E)/sqrt(|E^2 - 1| |(E+w)^2 - 1|)

    Energies are in Delta(T), w = hbar omega/Delta. g has inverse square-root singularities at both ends of each
    interval and two more close by (coinciding with them at w = 2). A substitution removes each of them and leaves an
    analytic, even, periodic or rapidly decaying integrand, for which the trapezoidal rule converges exponentially.

    Args:
        photon: hbar omega/Delta(T) > 0, any shape.
        thermal: kT/Delta(T) >= 0; broadcasts with photon.
        nodes: of each integral; half of them give an estimate of the error.

    Validity: sigma(omega) where the response is local and the metal dirty (l << xi_0), and the ratio of the responses
    at any q where the anomalous limit holds (q xi_0 >> 1, q lambda >> 1).

    Source: D. C. Mattis, J. Bardeen, Phys. Rev. 111, 412 (1958), eqs. 3.9 and 3.10.
    """
    w, tau = np.broadcast_arrays(np.asarray(photon, float), np.maximum(np.asarray(thermal, float), _COLDEST))
    w, tau = w[..., None], tau[..., None]
    absorbed = 2 * _by_quasiparticles(w, tau, nodes) + _by_breaking_pairs(w, tau, nodes)
    return (absorbed - 1j * _of_the_condensate(w, tau, nodes)) / w[..., 0]


def zero_temperature_conductivity(photon: ArrayLike) -> Complex:
    """Return (sigma_1 - i sigma_2)/sigma_n at T = 0, in complete elliptic integrals E and K of modulus k.

    With x = hbar omega/2 Delta, k = |1 - x|/(1 + x), k'^2 = 1 - k^2:
    sigma_1 = (1 + 1/x) E(k) - (2/x) K(k), zero for x < 1; sigma_2 = [(1 + 1/x) E(k') - (1 - 1/x) K(k')]/2.

    Args:
        photon: hbar omega/Delta(0) > 0, any shape.

    Source: Mattis, Bardeen 1958, eqs. 3.11 and 3.12.
    """
    from scipy.special import ellipe, ellipkm1

    x = np.asarray(photon, float) / 2
    complement = 4 * x / (1 + x) ** 2  # k'^2, without cancellation
    squared = ((1 - x) / (1 + x)) ** 2
    absorbed = (1 + 1 / x) * ellipe(squared) - 2 / x * ellipkm1(complement)
    stored = (1 + 1 / x) * ellipe(complement) - (1 - 1 / x) * ellipkm1(np.maximum(squared, 1e-300))
    return np.where(x > 1, absorbed, 0.0) - 0.5j * stored


def low_frequency_limit(thermal: ArrayLike) -> Floats:
    """Return the limit of sigma_2 hbar omega/(sigma_n Delta) for omega to 0, pi tanh(Delta/2kT).

    Args:
        thermal: kT/Delta(T), any shape.
    """
    return math.pi * np.tanh(0.5 / np.maximum(np.asarray(thermal, float), _COLDEST))


def _by_quasiparticles(w: Floats, tau: Floats, nodes: int) -> Floats:
    """Compute int_1^inf [f(E) - f(E+w)] g dE.

    The substitution is E = 1 + d sinh^2 z, with d the distance to the next square-root singularity, w or 2.
    """
    near, far = np.minimum(w, 2.0), np.maximum(w, 2.0)
    end = np.arcsinh(np.sqrt(_LARGEST_EXPONENT * tau / near))
    excess = near * np.sinh(end * np.linspace(0, 1, nodes)) ** 2
    energy = 1 + excess
    dropped = _fermi(energy / tau) * (1 - _fermi((energy + w) / tau)) * -np.expm1(-w / tau)
    values = dropped * (energy**2 + 1 + w * energy) / np.sqrt((excess + far) * (excess + 2 + w))
    return 2 * np.trapezoid(values, axis=-1) * end[..., 0] / (nodes - 1)


def _by_breaking_pairs(w: Floats, tau: Floats, nodes: int) -> Floats:
    """Compute int_(1-w)^(-1) [1 - 2f(E+w)] (-g) dE.

    The substitution is E = -w/2 - (w/2 - 1) cos(phi).
    """
    half = np.maximum(w / 2 - 1, 0.0)
    # midpoints in (0, pi): the trapezoidal rule of a periodic function
    energy = -w / 2 - half * np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes)
    values = np.tanh((energy + w) / (2 * tau)) * -(energy**2 + 1 + w * energy)
    values /= np.sqrt((1 - energy) * (energy + w + 1))
    return np.where(half[..., 0] > 0, math.pi * np.mean(values, axis=-1), 0.0)


def _of_the_condensate(w: Floats, tau: Floats, nodes: int) -> Floats:
    """Compute int_max(1-w,-1)^1 [1 - 2f(E+w)] g dE.

    With s measured from the lower end the square roots are s (s + d)(L - s)(s + M), d = |2 - w|, L = min(w, 2),
    M = max(w, 2): s = d sinh^2 z removes the first two, z = z_L sin(phi) the third.
    """
    length, far = np.minimum(w, 2.0), np.maximum(w, 2.0)
    near = np.maximum(np.abs(w - 2), _CLOSEST)
    last = np.arcsinh(np.sqrt(length / near))
    # midpoints in (0, pi/2); the integrand is even about both ends
    phi = 0.5 * math.pi * (np.arange(nodes) + 0.5) / nodes
    z = last * np.sin(phi)
    s = near * np.sinh(z) ** 2
    # L - s = d sinh(z_L - z) sinh(z_L + z), and z_L - z without cancellation
    rest = near * np.sinh(2 * last * np.sin(0.25 * math.pi - phi / 2) ** 2) * np.sinh(last + z)
    energy = s + np.maximum(1 - w, -1.0)
    values = np.tanh((energy + w) / (2 * tau)) * (energy**2 + 1 + w * energy) * np.cos(phi)
    values /= np.sqrt(rest * (s + far))
    return math.pi * last[..., 0] * np.mean(values, axis=-1)


def _fermi(x: Floats) -> Floats:
    """Return 1/(exp(x) + 1) for x > 0, and zero where it underflows."""
    decay = np.exp(-x)
    return decay / (1 + decay)

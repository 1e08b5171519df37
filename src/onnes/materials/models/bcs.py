"""Weak-coupling BCS theory in the clean local limit: functions of t = T/Tc alone, solved, not fitted.

With a = n + 1/2 (n = 0, 1, 2, ...) the Matsubara frequencies in units of 2 pi k T, and
u = Delta/(2 pi k T), r = sqrt(a^2 + u^2):

    gap equation          ln(1/t) = sum (1/a - 1/r)  =: S(u)
    superfluid density    lambda(0)^2/lambda(T)^2 = sum u^2/r^3 = u S'(u)
    critical field        [Bc(T)/Bc(0)]^2 = 8 e^(2 gamma) t^2 sum (r - a)^2/r

The gap equation gives t for any u in closed form; here it is inverted by Newton's method in ln u. Each
sum has `_TERMS` terms and an Euler-Maclaurin tail, which leaves an error near 1e-15 at every t.

Validity: 0 <= t <= 1, isotropic s-wave gap, weak coupling; the depth is London's (local), pure metal.

Source: J. Bardeen, L. N. Cooper, J. R. Schrieffer, Phys. Rev. 108, 1175 (1957); sums after
A. A. Abrikosov, L. P. Gorkov, I. E. Dzyaloshinski, Methods of Quantum Field Theory in Statistical
Physics (1963), sections 34 and 37; free energy after J. Bardeen, M. Stephen, Phys. Rev. 136, A1485 (1964).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

GAP_AT_ZERO = math.pi * math.exp(-np.euler_gamma)
"""Delta(0)/(k Tc) = pi/e^gamma = 1.763877."""

_TERMS = 128
_NEWTON_STEPS = 60
_COLDEST = 1e-9
"""Value of t below which all functions are 1 to round-off (the critical field falls first, as 1 - 1.057 t^2)."""


class _Frequencies(NamedTuple):
    """Frequencies a and r of the first terms (last axis), and of the edge N where the tail begins."""

    a: Floats
    r: Floats
    edge: float
    edge_r: Floats


def gap(t: ArrayLike) -> Floats:
    """Return Delta(T)/Delta(0), zero at and above Tc, for t = T/Tc of any shape."""
    return _below_tc(t, lambda x: 2 * math.pi * x * _reduced_gap(x) / GAP_AT_ZERO)


def superfluid_density(t: ArrayLike) -> Floats:
    """Return lambda(0)^2/lambda(T)^2 in the local limit, for t = T/Tc of any shape; 2 (1 - t) near Tc, zero above."""
    return _below_tc(t, lambda x: _density(_reduced_gap(x)))


def critical_field(t: ArrayLike) -> Floats:
    """Return Bc(T)/Bc(0), zero at and above Tc, for t = T/Tc of any shape.

    It starts as 1 - e^(2 gamma) t^2/3, lies below the parabola 1 - t^2 by up to 0.0368 (at t = 0.70) and ends as 1.7367
    (1 - t).
    """
    return _below_tc(t, lambda x: math.sqrt(8) * math.exp(np.euler_gamma) * x * np.sqrt(_condensation(_reduced_gap(x))))


def _below_tc(t: ArrayLike, function: Callable[[Floats], Floats]) -> Floats:
    """Return the function below Tc, 1 at T = 0 and zero from Tc on."""
    t = np.asarray(t, float)
    between = np.clip(t, _COLDEST, math.nextafter(1.0, 0.0))
    return np.where(t < _COLDEST, 1.0, np.where(t < 1, function(between), 0.0))


def _reduced_gap(t: Floats) -> Floats:
    """Return u = Delta/(2 pi k T) from S(u) = ln(1/t), by Newton's method in ln u, where dS/d(ln u) = u S'(u)."""
    target = -np.log(t)
    u = GAP_AT_ZERO / (2 * math.pi * t) * np.tanh(1.74 * np.sqrt(1 / t - 1))
    for _ in range(_NEWTON_STEPS):
        step = (target - _pairing(u)) / _density(u)
        u = u * np.exp(step)
        if np.all(np.abs(step) < 1e-14 + 4e-16 / target):
            break
    return u


def _frequencies(u: Floats) -> _Frequencies:
    a = np.arange(_TERMS, dtype=np.float64) + 0.5
    return _Frequencies(a, np.hypot(a, u[..., None]), float(_TERMS), np.hypot(_TERMS, u))


def _pairing(u: Floats) -> Floats:
    """Return S(u) = sum (1/a - 1/r), each term written without cancellation."""
    a, r, edge, edge_r = _frequencies(u)
    terms = (u[..., None] ** 2 / (a * r * (r + a))).sum(-1)
    integral = np.log1p(u**2 / (2 * edge * (edge_r + edge)))
    q = np.log1p((u / edge) ** 2)
    slope = np.expm1(-1.5 * q) / edge**2
    third = (15 * np.expm1(-3.5 * q) - 9 * np.expm1(-2.5 * q)) / edge**4
    return terms + integral + slope / 24 - 7 * third / 5760


def _density(u: Floats) -> Floats:
    """Return sum u^2/r^3, the derivative of S with respect to ln u."""
    _, r, edge, edge_r = _frequencies(u)
    terms = (u[..., None] ** 2 / r**3).sum(-1)
    integral = u**2 / (edge_r * (edge_r + edge))
    slope = -3 * edge * u**2 / edge_r**5
    third = u**2 * edge * (45 * u**2 - 60 * edge**2) / edge_r**9
    return terms + integral + slope / 24 - 7 * third / 5760


def _condensation(u: Floats) -> Floats:
    """Return sum (r - a)^2/r, the condensation energy in units of 8 pi^2 (k T)^2 N(0) / 2."""
    a, r, edge, edge_r = _frequencies(u)
    terms = (u[..., None] ** 4 / (r * (r + a) ** 2)).sum(-1)
    integral = u**4 / (2 * (edge + edge_r) ** 2)
    deficit = u**2 / (edge_r * (edge_r + edge))
    slope = -(deficit**2) * (3 - deficit)
    third = -15 * u**4 * edge / edge_r**7
    return terms + integral + slope / 24 - 7 * third / 5760

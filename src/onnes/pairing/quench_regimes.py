"""The gap long after a sudden change of the coupling, in weak-coupling BCS theory at T = 0 without collisions.

With Delta_i and Delta_f the gaps of the ground states before and after, L^2(u) of `onnes.pairing.pseudospins` has the
isolated roots u = +-iv, v = Delta_i cos p (or cosh p, with tanh for tan and coth for cot below), where

    p tan(p/2) = ln(Delta_i/Delta_f)     or     p cot(p/2) = ln(Delta_f/Delta_i)

- I, Delta_i/Delta_f > exp(pi/2) = 4.81, no root: Delta falls to zero as exp(-2 |v| t/hbar) times a power of t, with
  v = Delta_i cos p < 0 of the first equation continued to p > pi/2.
- II, one root: Delta -> v, with an oscillation at 2v/hbar that decays as t^(-1/2) (Volkov and Kogan 1974).
- III, Delta_i/Delta_f < exp(-pi/2) = 0.208, two roots v1 > v2: |Delta| = (v1 + v2) dn((v1 + v2) t/hbar, k) between
  v1 + v2 and v1 - v2, for ever.

Source: R. A. Barankov, L. S. Levitov, B. Z. Spivak, Phys. Rev. Lett. 93, 160401 (2004); R. A. Barankov, L. S. Levitov,
Phys. Rev. Lett. 96, 230403 (2006); E. A. Yuzbashyan, O. Tsyplyatyev, B. L. Altshuler, Phys. Rev. Lett. 96, 097005
(2006); A. F. Volkov, S. M. Kogan, Sov. Phys. JETP 38, 1018 (1974).
"""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.special import ellipk

THRESHOLD = math.exp(math.pi / 2)
"""Delta_i/Delta_f of the border between I and II; its inverse is that between II and III."""

NAMES = ("I: the gap vanishes", "II: constant gap", "III: persistent oscillation")
"""Regimes, by the number of isolated roots."""


def isolated_roots(ratio: float) -> tuple[float, ...]:
    """Return v/Delta_f of the isolated roots, largest first, for Delta_i/Delta_f = ratio."""
    fall = math.log(ratio)
    if fall >= math.pi / 2:
        return ()
    if fall >= 0:
        return (ratio * math.cos(_solve(lambda p: p * math.tan(p / 2) - fall, 0.0, math.pi / 2)),)
    first = ratio * math.cosh(_solve(lambda p: p * math.tanh(p / 2) + fall, 0.0, 2 - fall))
    if fall >= -math.pi / 2:
        return (first,)
    if fall >= -2:
        return first, ratio * math.cos(_solve(lambda p: p / math.tan(p / 2) + fall, 1e-9, math.pi / 2))
    return first, ratio * math.cosh(_solve(lambda p: p / math.tanh(p / 2) + fall, 1e-9, -fall))


def dephasing_rate(ratio: float) -> float:
    """Return the rate at which Delta falls to zero, in Delta_f/hbar, for a ratio above `THRESHOLD`."""
    fall = math.log(ratio)
    return -2 * ratio * math.cos(_solve(lambda p: p * math.tan(p / 2) - fall, math.pi / 2, math.pi * (1 - 1e-12)))


def oscillation_period(highest: float, lowest: float) -> float:
    """Return the period 2 K(k)/highest of the elliptic dn between two gaps, in hbar over their unit."""
    return float(2 * ellipk(1 - (lowest / highest) ** 2) / highest)


def _solve(condition, low: float, high: float) -> float:
    return float(brentq(condition, low, high, xtol=1e-15))

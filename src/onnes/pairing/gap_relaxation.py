"""Relaxation of a uniform gap in the generalised time-dependent Ginzburg-Landau equation, exactly.

With f = |Delta|/Delta_eq, gamma = 2 tau_in Delta_eq/hbar and tau_GL = pi hbar/(8 k (Tc - T))::

    tau_GL sqrt(1 + gamma^2 f^2) d_t f = (1 - f^2) f

With r = sqrt(1 + gamma^2 f^2) and R = sqrt(1 + gamma^2), t/tau_GL is the difference of
ln[f/(1 + r)] + R ln(R + r) - (R/2) ln|1 - f^2| between the end and the start. gamma = 0 (gapless) is the equation of
Schmid and of Gor'kov and Eliashberg.

It follows from the pseudospins with relaxation at the rate 1/tau_in (`onnes.pairing.pseudospins`) where Delta and
hbar/tau_in are small against kT: to first order in d_t Delta, s = s_eq - (1/tau_in - b x)^-1 d_t s_eq, and the sum over
s_x of the second term is -N(0) (pi hbar/8kT) sqrt(1 + (2 tau_in Delta/hbar)^2) d_t Delta.

Source: A. Schmid, Phys. Kondens. Mater. 5, 302 (1966); L. P. Gor'kov, G. M. Eliashberg, Sov. Phys. JETP 27, 328 (1968);
L. Kramer, R. J. Watts-Tobin, Phys. Rev. Lett. 40, 1041 (1978).
"""

from __future__ import annotations

import math

import numpy as np

_POINTS, _DEPTH = 4000, 25.0


def relaxation_time(temperature: float, critical: float) -> float:
    """Return tau_GL = pi/(8 (Tc - T)) in hbar over the unit of the two energies kT and k Tc."""
    return math.pi / (8 * (critical - temperature))


def time_between(start, end, gamma: float):
    """Return the time in tau_GL from f = start to f = end, numbers or arrays; both below 1 or both above."""
    return _clock(end, gamma) - _clock(start, gamma)


def relative_gap(time: np.ndarray, start: float, gamma: float) -> np.ndarray:
    """Return f at times in tau_GL, from the inverse of `time_between`; ``start`` is not 1."""
    way = np.linspace(0, _DEPTH, _POINTS) + math.log(start / abs(1 - start))
    gap = 1 / (1 + np.exp(-way)) if start < 1 else -1 / np.expm1(-way)
    return np.interp(time, time_between(start, gap, gamma), gap)


def _clock(f, gamma: float):
    r, end = np.sqrt(1 + (gamma * np.asarray(f)) ** 2), math.sqrt(1 + gamma**2)
    return np.log(f / (1 + r)) + end * np.log(end + r) - 0.5 * end * np.log(np.abs(1 - np.square(f)))

"""Vortices and antivortices that a quench without a field leaves (Kibble 1976, Zurek 1985).

Below Tc epsilon = t/tau_Q. Until the time t_hat = (u tau_Q)^(1/2) psi cannot follow; then it grows from noise, apart in
regions of the size xi_hat = xi epsilon(t_hat)^(-1/2), and zeros stay between them. In the plane with relaxation (nu =
1/2, z = 2) the density is

    n = c/(xi^2 (tau_Q/u)^(1/2)),   c = u t_hat/(8 pi t) while fluctuations are small,

from the zeros of a Gaussian field whose waves have grown as exp(t^2/(2 u tau_Q) - q^2 t/u): (1/4 pi) <q^2> is
u/(8 pi t).
Once |psi| is that of equilibrium, at 3 to 4 t_hat, pairs annihilate; at one reduced time t/t_hat the law stays.
Times are in tau_0, lengths in xi, at the temperature where epsilon = 1.

Source: Halperin, in Physics of Defects (1981), for the density of zeros; Laguna and Zurek, Phys. Rev. Lett. 78, 2519
(1997).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from onnes.devices import Film
from onnes.drives import ramp
from onnes.geometry import rectangle
from onnes.solutions import solve

_TC, _DEGREES = 9.0, 0.9
"""Tc and Tc - T of the film [K]."""
_XI = 1e-7
_BEFORE = 2.0
"""Time above Tc, in t_hat."""
_NOISE = "50 mK"
"""Temperature of the noise: kT is 1.4e-5 of the energy (Bc^2/mu_0) xi^2 d of this film, so that psi is small when it
freezes."""


class Exponent(NamedTuple):
    """Attributes: a of n ~ tau_Q^-a, and its standard error."""

    value: float
    uncertainty: float


def numbers(quench_time: float, seeds: Iterable[int], *, side: float, after: float = 5.0) -> np.ndarray:
    """Return the numbers of vortices and antivortices in a square film of periodic sides, one for each seed.

    Args:
        quench_time: tau_Q in tau_0, with u = 1 and gamma = 0.
        side: of the film in xi; the grid has one node per xi, 1.4 or more per coherence length at the count for a
            quench time of 50 or more.
        after: time of the count after Tc is passed, in t_hat.
    """
    film = Film(rectangle(side * _XI, side * _XI), coherence_length=_XI, penetration_depth=3e-7, thickness=1e-7,
                critical_temperature=_TC, temperature=_TC - _DEGREES, resistivity=1e-7, gamma=0, u=1,
                period=(side * _XI, side * _XI))
    t_hat = math.sqrt(quench_time)
    seconds = (_BEFORE + after) * t_hat * film.constants.time_unit
    cooling = ramp(_TC + _DEGREES * _BEFORE / t_hat, _TC - _DEGREES * after / t_hat, seconds)
    cells = 1 / math.sqrt(after / t_hat)  # over the coherence length at the end, which is the lowest temperature
    runs = (solve(film, time=seconds, temperature=cooling, start="normal", noise=_NOISE, seed=seed, frames=7,
                  self_field=False, cells_per_xi=cells, tolerance=1e-2) for seed in seeds)
    return np.array([float(run.data["vortices"].values[-1]) for run in runs])


def linear_density(quench_time: float, after: float) -> float:
    """Return the density of zeros in xi^-2 without annihilation, 1/(8 pi t), of u = 1."""
    return 1 / (8 * math.pi * after * math.sqrt(quench_time))


def exponent(found: Mapping[float, np.ndarray]) -> Exponent:
    """Return the exponent of numbers by quench time, by least squares weighted with their standard errors.

    Args:
        found: quench time -> numbers of several seeds on films of one size.
    """
    times, counts = np.array(list(found)), list(found.values())
    means = np.array([np.mean(each) for each in counts])
    errors = np.array([np.std(each, ddof=1) / math.sqrt(len(each)) for each in counts]) / means
    (slope, _), covariance = np.polyfit(np.log(times), np.log(means), 1, w=1 / errors, cov="unscaled")
    return Exponent(float(-slope), float(math.sqrt(covariance[0, 0])))

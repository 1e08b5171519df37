"""Phase oscillators coupled by overlap, against mean-field theory where each overlaps many others."""

from __future__ import annotations

import numpy as np

from onnes.carriers.kuramoto import coupling_of_order, critical_coupling, incoherent_order, order_parameter
from onnes.carriers.orbit_overlap import orbit_content
from onnes.problems.phase_oscillators import Oscillators
from onnes.validation.checks import check

_NUMBER = 1000
_ALL = 40.0
"""Radius at which all are coupled equally, in spacings."""


def _order(space: str, disorder: str, ratio: float, radius: float, number: int = _NUMBER, steps: int = 2000) -> float:
    """Return the mean R of a run from random phases at J = ratio J_c, over its second half."""
    rng = np.random.default_rng(0)
    strength = ratio * critical_coupling(1.0) / orbit_content(radius, space)
    made = Oscillators.at_random(number, space, strength, disorder, 1.0, rng)
    order = made.hold(rng.uniform(-np.pi, np.pi, number), radius, steps, 1, rng).order
    return float(order[steps // 2:].mean())


@check("Kuramoto, all coupled equally, {disorder}, J = {ratio:g} J_c: order parameter, N = 1000", tolerance=0.02,
       source="sqrt(1 - 2 gamma/J) of a Lorentzian spread; I_1(J R/D)/I_0(J R/D) of noise",
       cases=[{"disorder": disorder, "ratio": ratio} for disorder in ("spread", "noise") for ratio in (1.3, 2.0, 6.0)])
def equally_coupled(disorder: str, ratio: float) -> tuple[float, float]:
    return _order("plane", disorder, ratio, _ALL), order_parameter(ratio * critical_coupling(1.0), 1.0, disorder)


@check("Kuramoto, noise, half the critical coupling: mean fluctuation of the order parameter, N = 1000", tolerance=0.05,
       source="sqrt(pi/4N)/sqrt(1 - J/J_c): linear response of independent phases")
def below_threshold() -> tuple[float, float]:
    return _order("plane", "noise", 0.5, _ALL, steps=8000), incoherent_order(_NUMBER) / 0.5**0.5


@check("orbits, {space}, radius of {radius:g} spacings, J = 2 J_c, {disorder}: order parameter against mean field",
       tolerance=0.05, slow=True, source="mean-field limit of many overlaps",
       cases=[{"space": space, "radius": radius, "disorder": disorder} for space, radius in (("plane", 6.0),
              ("space", 3.0)) for disorder in ("spread", "noise")])
def by_overlap(space: str, radius: float, disorder: str) -> tuple[float, float]:
    return _order(space, disorder, 2.0, radius), order_parameter(2 * critical_coupling(1.0), 1.0, disorder)


@check("Kuramoto, {disorder}: coupling at which R = {order:g} gives R", tolerance=1e-8, source="inverse functions",
       cases=[{"disorder": disorder, "order": order} for disorder in ("spread", "noise") for order in (0.1, 0.9)])
def inverse(disorder: str, order: float) -> tuple[float, float]:
    return order_parameter(coupling_of_order(order, 1.0, disorder), 1.0, disorder), order

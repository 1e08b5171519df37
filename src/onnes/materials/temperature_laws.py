"""Temperature dependence of each property: its value at T = 0 times a function of t = T/Tc.

With s(t) = lambda(0)^2/lambda(T)^2 and h(t) = Bc(T)/Bc(0) of a model (`onnes.materials.models`), the
Ginzburg-Landau relations Bc = Phi_0/(2 sqrt2 pi lambda xi), kappa = lambda/xi, Bc2 = Phi_0/(2 pi xi^2) give

    lambda ~ s^(-1/2)    xi ~ s^(1/2)/h    kappa ~ h/s    Bc2 ~ h^2/s

For the two-fluid model that is kappa(T) = kappa(0)/(1 + t^2), for BCS kappa(Tc) = 0.868 kappa(0), which is
Gor'kov's 0.957 lambda_L(0)/xi_0 of a clean metal. Ginzburg-Landau theory itself holds near Tc; far below it,
these are the lengths that keep the measured fields right.

Source: C. J. Gorter, H. B. G. Casimir (1934); L. P. Gor'kov, Sov. Phys. JETP 9, 1364 (1959); M. Tinkham,
Introduction to Superconductivity (1996), section 4.2.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from onnes.materials.models import MODELS, bcs


class Shape(NamedTuple):
    """Functions s(t) and h(t) of one model at one t."""

    density: float
    field: float


class Law(NamedTuple):
    """Temperature dependence ``property(T) = anchor * factor(shape)``.

    Attributes:
        anchors: quantities at T = 0, of which the first known one is taken.
        factor: of the shape; at Tc itself only where ``finite_at_tc``.
    """

    anchors: tuple[str, ...]
    factor: Callable[[Shape], float]
    finite_at_tc: bool = False


LAWS = {
    "penetration_depth": Law(("ginzburg_landau_depth_0", "london_depth_0"), lambda at: 1 / math.sqrt(at.density)),
    "coherence_length": Law(("ginzburg_landau_length_0",), lambda at: math.sqrt(at.density) / at.field),
    "kappa": Law(("ginzburg_landau_parameter_0",), lambda at: at.field / at.density),
    "critical_field": Law(("critical_field_0",), lambda at: at.field, finite_at_tc=True),
    "upper_critical_field": Law(("upper_critical_field_0",), lambda at: at.field**2 / at.density),
}


def shape(model: str, t: float) -> Shape:
    """Return s(t) and h(t) of a model on the list `MODELS`."""
    functions = MODELS[model]
    return Shape(float(functions.superfluid_density(t)), float(functions.critical_field(t)))


GAP_RATIOS = {"bcs": 2 * bcs.GAP_AT_ZERO, "alpha": None}
"""Models of the gap: 2 Delta(0)/(k Tc), or None for the measured one."""

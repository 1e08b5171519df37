"""Consequences of Ginzburg-Landau theory: the two types, critical fields and currents of bodies, the mixed phases."""

from __future__ import annotations

from math import log, sqrt

import numpy as np

from onnes.carriers.london_core import london_core_resistance
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.carriers.superheating_field import superheating_ratio
from onnes.carriers.surface_superconductivity import surface_field_ratio
from onnes.materials.models import bcs as weak_coupling
from onnes.pairing import bcs_ratios as bcs
from onnes.theories.given import Given
from onnes.theories.prediction import Answer, Silence
from onnes.theories.theory import Theory

TYPE_LIMIT = 1 / sqrt(2)

AT_ZERO = 1.4
"""Accuracy of Bc1(0) from Ginzburg-Landau theory, which holds near Tc.

At T = 0 the theory has no one kappa: that of niobium is 1.43 by Bc and Bc2 at T = 0 and 0.78 at Tc. With the same Bc
they give Bc1 = 133 and 188 mT, apart by a factor 1.42.
"""

SMALLEST_KAPPA = 0.5
"""kappa down to which `superheating_ratio` agrees with the solution in one dimension."""


class GinzburgLandau(Theory):
    """Answers that follow from the free energy of one order parameter, with the lengths of a clean metal at T = 0."""

    def lower_critical_field(self, given: Given) -> Answer:
        """Return Bc1 of the Ginzburg-Landau vortex, from penetration depth and coherence length; silent for type I.

        At T = 0 it is right within `AT_ZERO`.
        """
        depth, length = given("ginzburg_landau_depth_0"), given("ginzburg_landau_length_0")
        if depth / length < 1 / sqrt(2):
            raise Silence(f"kappa = {depth / length:.2g} is below 0.71: type I has no lower critical field")
        return Answer(lower_critical_field(depth, length), ("GL",), factor=AT_ZERO)

    def upper_critical_field(self, given: Given) -> Answer:
        """Return Bc2 = 1.26 sqrt2 kappa Bc, with kappa at Tc and the measured Bc; silent below 1/sqrt2."""
        kappa = bcs.RISE_OF_KAPPA * _kappa(given)
        if kappa < TYPE_LIMIT:
            raise Silence(f"kappa(0) = {kappa:.2g} is below 0.71: type I has no upper critical field")
        return Answer(sqrt(2) * kappa * given("critical_field_0"), ("GL", "BCS"), "clean metal, orbital limit")

    def kappa(self, given: Given) -> Answer:
        """Return 0.957 lambda_L/xi_0."""
        remark = "lambda_L and xi_0 of the tables come from the fits that gave kappa, or from kappa itself"
        return Answer(_kappa(given), ("GL", "BCS"), remark, independent=False)

    def type_one(self, given: Given) -> Answer:
        """Return whether kappa = 0.957 lambda_L/xi_0 is below 1/sqrt2 near Tc."""
        kappa = _kappa(given)
        return Answer(kappa < TYPE_LIMIT, ("GL", "BCS"), f"kappa(Tc) = {kappa:.3g}")

    def type_changes_with_temperature(self, given: Given) -> Answer:
        """Return whether kappa is below 1/sqrt2 at Tc, and above it at T = 0, where it is 1.26 times larger."""
        kappa = _kappa(given)
        remark = f"kappa = {kappa:.3g} at Tc, {bcs.RISE_OF_KAPPA * kappa:.3g} at T = 0"
        return Answer(kappa < TYPE_LIMIT < bcs.RISE_OF_KAPPA * kappa, ("GL", "BCS"), remark)

    def superheating_field(self, given: Given) -> Answer:
        """Return the largest field at a smooth surface, Bc (1.054/sqrt2 + 0.545/sqrt(kappa)), measured Bc and kappa."""
        kappa = given("ginzburg_landau_parameter_0")
        if kappa < SMALLEST_KAPPA:
            raise Silence(f"kappa = {kappa:.2g} is below {SMALLEST_KAPPA:g}, down to where the formula is good to 2 %")
        return Answer(given("critical_field_0") * superheating_ratio(kappa), ("GL",), "of a flat, clean surface")

    def hc3_over_hc2(self, given: Given) -> Answer:
        """Return 1.695, where a layer at the surface loses its superconductivity."""
        return Answer(surface_field_ratio(), ("GL",))

    def depairing_exponent(self, given: Given) -> Answer:
        """Return 3/2, the power of Tc - T in the depairing current ~ Bc/lambda, from BCS at Tc - T = 1e-4 Tc."""
        below = np.array([1e-4, 2e-4])
        current = weak_coupling.critical_field(1 - below) * np.sqrt(weak_coupling.superfluid_density(1 - below))
        return Answer(float(np.diff(np.log(current))[0] / log(2)), ("GL", "BCS"))

    def depairing_current_law(self, given: Given) -> Answer:
        """Return True, of narrow wires with short mean free paths (Kupriyanov and Lukichev)."""
        return Answer(True, ("Usadel",), asserted=True)

    def switching_below_depairing(self, given: Given) -> Answer:
        """Return True: thermal or quantum slips of the phase heat a thin wire before the depairing current."""
        return Answer(True, ("GL",), asserted=True)

    def ac_loss_hysteretic(self, given: Given) -> Answer:
        """Return True: in Bean's critical state the field depends on the path of the current, not on its pace."""
        return Answer(True, ("Bean",), asserted=True)

    def silsbee_rule(self, given: Given) -> Answer:
        """Return True: a thick wire leaves the superconducting state where the field at its surface reaches Bc."""
        return Answer(True, ("London", "GL"), asserted=True)

    def critical_resistance(self, given: Given) -> Answer:
        """Return 1/2, of London's core of normal and superconducting slices just above the critical current."""
        return Answer(london_core_resistance(1.0), ("London",), "slices much thicker than the mean free path")

    def domain_field_ratio(self, given: Given) -> Answer:
        """Return 1: in equilibrium the field at the walls of thick normal domains is Bc."""
        return Answer(1.0, ("London", "GL"), "wall energy lowers it by delta over the width of the domains")


def _kappa(given: Given) -> float:
    """Return Gor'kov's kappa(Tc) = 0.957 lambda_L/xi_0 of a clean element."""
    if given.material.family != "element":
        raise Silence("it needs xi_0 of a clean metal, and that of a compound is taken from its critical fields")
    return bcs.GORKOV * given("london_depth_0") / given("coherence_length_0")

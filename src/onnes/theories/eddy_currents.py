"""Kinetics of a superconductor that grows into normal metal in a field, held back by eddy currents."""

from __future__ import annotations

from math import sqrt

from onnes.carriers.expulsion_times import cylinder_expulsion_time
from onnes.carriers.front_stability import filament_speed
from onnes.theories.given import Given
from onnes.theories.prediction import Answer
from onnes.theories.theory import Theory
from onnes.units.constants import BOLTZMANN, HBAR, VACUUM_PERMEABILITY

TYPICAL = 10.0
"""Accuracy claimed where conductivity, radius and field of the sample are typical values and not its own."""

WALL = 4 * sqrt(2) / 3
"""delta/xi of the wall energy for kappa to zero."""


class EddyCurrents(Theory):
    """Answers of Maxwell's equations with a boundary at Bc, in a rod of the metal in its normal state."""

    def flux_escape_time(self, given: Given) -> Answer:
        """Return mu_0 sigma R^2/(4 p), the quasi-static time in which the field leaves a rod."""
        return Answer(rod_escape_time(given), ("H, reference 36",), "typical rod", factor=TYPICAL)

    def phase_front_speed(self, given: Given) -> Answer:
        """Return p^2 D/(4 delta), the order of the speed of a filament along a supercooled rod; delta = 1.89 xi."""
        diffusivity = 1 / (VACUUM_PERMEABILITY * _conductivity(given))
        wall = WALL * given("ginzburg_landau_length_0")
        speed = filament_speed(wall, given("deficit"), diffusivity)
        return Answer(speed, ("GL", "Maxwell"), "typical rod", factor=TYPICAL)

    def eddy_current_limited(self, given: Given) -> Answer:
        """Return whether the eddy currents' time exceeds that of a boundary as fast as the order parameter allows.

        The latter is R/v with v = xi k Tc/hbar, a coherence length per lifetime of a pair.
        """
        eddy = rod_escape_time(given)
        fastest = given("ginzburg_landau_length_0") * BOLTZMANN * given("critical_temperature") / HBAR
        own = given("sample_radius") / fastest
        return Answer(eddy > own, ("H, reference 36", "GL"), f"{eddy:.2g} s against {own:.2g} s")


def rod_escape_time(given: Given) -> float:
    """Return mu_0 sigma R^2/(4 p) of the rod that the conditions describe, in s."""
    return cylinder_expulsion_time(given("sample_radius"), _conductivity(given), given("deficit"))


def _conductivity(given: Given) -> float:
    """Return sigma = RRR/rho(273 K), in S/m."""
    return given("residual_resistance_ratio") / given("resistivity")

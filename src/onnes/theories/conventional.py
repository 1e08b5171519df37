"""Conventional theory: London, Ginzburg-Landau and weak-coupling BCS."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from onnes.pairing import bcs_ratios as bcs
from onnes.pairing.bcs.coherence_factors import relaxation_peak
from onnes.pairing.bcs.surface_depth import penetration_depth
from onnes.pairing.bcs.thermodynamics import heat_activation
from onnes.pairing.eliashberg import formulas
from onnes.theories import weak_coupling
from onnes.theories.condensate import Condensate
from onnes.theories.given import Given
from onnes.theories.observable import ANISOTROPY
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer, Silence

if TYPE_CHECKING:
    from onnes.materials import Material

PAULI_LIMIT = 1.86
"""B/Tc of the observable `exceeds_pauli_limit` [T/K]."""

TWO_FLUID_ACCURACY = 0.10
"""Departure of lambda(T) from the two-fluid law that the early measurements would not have noticed."""


class Conventional(Condensate):
    """London electrodynamics, Ginzburg-Landau theory, and BCS with one isotropic gap in weak coupling.

    Ratios claim to be good to the leading term in (k Tc/Omega_log)^2 that weak coupling leaves out.
    """

    name = "conventional"
    aliases = ("BCS", "Bardeen-Cooper-Schrieffer", "Ginzburg-Landau", "GL", "TDGL", "weak coupling", "standard")
    title = "London, Ginzburg-Landau, weak-coupling BCS"
    state = "one order parameter psi(r), pairs of charge 2e in states k up, -k down, a gap at the Fermi surface"
    validity = "weak coupling (2 Delta/k Tc corrected by less than 10 %), one isotropic gap, clean metal, T = 0"
    source = "F. and H. London 1935; Ginzburg and Landau 1950; Bardeen, Cooper and Schrieffer 1957"
    parameters = (
        Parameter("pairing_strength", "", "N(0)V, density of states times pairing interaction"),
    )
    silences = MappingProxyType(
        {
            "electron_magnetic_moment": "the theory takes the electron from measurement",
            "electron_radius": "the theory takes the electron from measurement",
            "pressure_sign": "weak-coupling BCS does not say how N(0)V changes with volume",
            "volume_slope": "weak-coupling BCS does not say how N(0)V changes with volume",
            "hall_correlation": "weak-coupling BCS does not say which metals attract; pairing knows no sign of charge",
        }
    )

    def outside(self, family: str, material: Material | None = None) -> str:
        """Return a reason where 2 Delta/k Tc is corrected by more than 10 %, or where there is more than one gap."""
        return weak_coupling.outside(family, material)

    def critical_temperature(self, given: Given) -> Answer:
        """Return k Tc = 1.134 hbar omega_D exp(-1/N(0)V) if N(0)V is given; otherwise the theory is silent."""
        strength, debye = given("pairing_strength"), given("debye_temperature")
        return Answer(bcs.critical_temperature(debye, strength), ("BCS",))

    def parameter_from_critical_temperature(self, measured: float, given: Given) -> Needed:
        """Return N(0)V = 1 / ln(1.134 theta_D / Tc) for a measured Tc."""
        relation, debye = "k Tc = 1.134 hbar omega_D exp(-1/N(0)V)", given("debye_temperature")
        if measured >= bcs.PREFACTOR * debye:
            return Needed("pairing_strength", None, relation, ("BCS",), "no strength gives a Tc above 1.134 theta_D")
        return Needed("pairing_strength", bcs.coupling_for_temperature(measured, debye), relation, ("BCS",))

    def critical_field(self, given: Given) -> Answer:
        """Return Bc from Bc^2 / 2 mu_0 = 0.2364 gamma Tc^2, with the measured gamma and Tc."""
        field = bcs.critical_field(given("sommerfeld_coefficient"), given("critical_temperature"))
        missing = sqrt(_left_out(formulas.condensation_ratio, given))
        return Answer(field, ("BCS",), "from the measured Tc and electronic heat", factor=missing)

    def gap(self, given: Given) -> Answer:
        """Return Delta = 1.764 k Tc, from the measured Tc."""
        missing = _left_out(formulas.gap_ratio, given)
        return Answer(bcs.gap(given("critical_temperature")), ("BCS",), "from the measured Tc", factor=missing)

    def gap_ratio(self, given: Given) -> Answer:
        """Return 2 Delta / k Tc = 2 pi / e^gamma."""
        return Answer(bcs.GAP_RATIO, ("BCS",), factor=_left_out(formulas.gap_ratio, given))

    def heat_jump(self, given: Given) -> Answer:
        """Return 12 / (7 zeta(3))."""
        return Answer(bcs.HEAT_JUMP, ("BCS",), factor=_left_out(formulas.heat_jump, given))

    def condensation_ratio(self, given: Given) -> Answer:
        """Return 3 / (4 e^(2 gamma))."""
        return Answer(bcs.CONDENSATION_RATIO, ("BCS",), factor=_left_out(formulas.condensation_ratio, given))

    def isotope_exponent(self, given: Given) -> Answer:
        """Return 1/2, since Tc goes as omega_D and omega_D as M^-1/2."""
        return Answer(0.5, ("BCS",), "without the Coulomb pseudopotential, which lowers it in transition metals",
                      factor=weak_coupling.COULOMB)

    def partial_isotope_sign(self, given: Given) -> Answer:
        """Return +1: a heavier atom raises no frequency of a harmonic lattice, and Tc goes as omega_D."""
        return Answer(1, ("BCS",), "of a harmonic lattice")

    def kinetic_energy_change(self, given: Given) -> Answer:
        """Return the sign of (1/N(0)V - 1/2) N(0) Delta^2, which is positive at any strength up to N(0)V = 1."""
        change = bcs.kinetic_energy_change(1.0)
        return Answer(1 if change > 0 else -1, ("BCS",), "of a parabolic band; special bands can change the sign")

    def parabola_deviation_sign(self, given: Given) -> Answer:
        """Return the sign of 1 - 1/(4 r), with r the `condensation_ratio`."""
        return Answer(1 if bcs.parabola_deviation(bcs.CONDENSATION_RATIO) > 0 else -1, ("BCS",))

    def exceeds_pauli_limit(self, given: Given) -> Answer:
        """Return whether singlets stand more than 1.86 T/K Tc: aligned spins win at Delta/(sqrt2 mu_B)."""
        return Answer(bcs.PAULI_SLOPE > PAULI_LIMIT, ("BCS",), "of singlets without spin-orbit scattering")

    def gap_anisotropy(self, given: Given) -> Answer:
        """Return 1, of one isotropic gap."""
        return Answer(1.0, ("BCS",))

    def electronic_heat_exponent(self, given: Given) -> Answer:
        """Return b of C ~ exp(-b Tc/T) between Tc/4.5 and Tc/1.5, where it is 1.44."""
        return Answer(heat_activation(), ("BCS",))

    def nmr_peak(self, given: Given) -> Answer:
        """Return whether 1/T_1 exceeds that of the normal metal below Tc, with a gap that varies by 10 % (case II)."""
        highest = relaxation_peak(ANISOTROPY)
        return Answer(highest > 1.01, ("BCS",), f"{highest:.3g} times the normal rate")

    def phonon_structure(self, given: Given) -> Answer:
        """Return False: the density of states is that of one gap, without any other energy."""
        return Answer(False, ("BCS",), "a constant gap has no structure at the energies of phonons")

    def depth_slope(self, given: Given) -> Answer:
        """Return d lambda/dy of the BCS kernel between 0.94 and 0.98 Tc, with y = (1 - t^4)^(-1/2)."""
        t = np.array([0.94, 0.98])
        lengths = given("london_depth_0"), given("coherence_length_0")
        slope = np.diff(penetration_depth(t, *lengths)) / np.diff(1 / np.sqrt(1 - t**4))
        return Answer(float(slope[0]), ("H7", "BCS"), "clean metal, diffuse surface")

    def two_fluid_depth_law(self, given: Given) -> Answer:
        """Return whether lambda(T) of the BCS kernel stays within 10 % of lambda(0) (1 - t^4)^(-1/2)."""
        t = np.linspace(0, 0.98, 25)
        depth = penetration_depth(t, given("london_depth_0"), given("coherence_length_0"))
        departure = float(np.max(np.abs(depth / depth[0] * np.sqrt(1 - t**4) - 1)))
        remark = f"largest departure {100 * departure:.2g} %"
        return Answer(departure < TWO_FLUID_ACCURACY, ("H7", "BCS"), remark)


def _left_out(relation: Callable[[float], float], given: Given) -> float:
    """Return the factor by which strong coupling would raise a ratio of the material."""
    try:
        return weak_coupling.correction(relation, given.material)
    except Silence:
        return weak_coupling.correction(relation, None)

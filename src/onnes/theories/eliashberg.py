"""Strong coupling: Eliashberg's equations where alpha^2F is known, relations fitted to them where it is not."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onnes.errors import InputError, MissingDataError
from onnes.pairing import bcs_ratios as bcs
from onnes.pairing.bcs.coherence_factors import relaxation_peak
from onnes.pairing.bcs.density_of_states import density_of_states
from onnes.pairing.bcs.thermodynamics import heat_activation
from onnes.pairing.eliashberg import formulas
from onnes.pairing.eliashberg.interaction import CUTOFF
from onnes.pairing.eliashberg.library import has_spectrum
from onnes.theories.condensate import Condensate
from onnes.theories.given import Given
from onnes.theories.observable import ANISOTROPY
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer, Silence
from onnes.theories.weak_coupling import BY_PHONONS, DEBYE_LOGARITHM, UNLIKE
from onnes.units.constants import BOLTZMANN, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.materials import Material
    from onnes.pairing.eliashberg.metal import Metal
    from onnes.pairing.eliashberg.solution import Solution

SPECTRUM = 1.1
"""Claimed accuracy of a Tc from alpha^2F, whose lambda tunnelling gives to some per cent."""

CLOSED_FORM = 1.15
"""Claimed accuracy of a Tc from two averages of alpha^2F."""

FITTED = 1.03
"""Accuracy of the ratios fitted to solutions of E1, which scatter about them by a few per cent."""

USUAL_PSEUDOPOTENTIAL = (0.13, 0.10, 0.16)
"""Middle, least and greatest mu* of the metals for which it is known, at six times the highest phonon energy."""

DEBYE_FRACTION = (DEBYE_LOGARITHM, 0.40, 0.75)
"""Omega_log/Omega_D of a Debye spectrum, alpha^2F ~ Omega^2, and the least and greatest known value."""

DEBYE_SPREAD = sqrt(0.5) / DEBYE_FRACTION[0]
"""Omega_2/Omega_log of a Debye spectrum."""


WEAKLY_DAMPED = 0.1
"""k Tc/Omega_log up to which the life of quasiparticles near Tc leaves the peak of the nuclear relaxation."""


class Eliashberg(Condensate):
    """Strong-coupling theory with a retarded attraction alpha^2F(Omega) and renormalised electron masses.

    For lead, mercury and niobium E1 is solved with a packaged alpha^2F; mu* is then fixed by the measured Tc, except
    for the prediction of Tc itself, which takes the mu* of tunnelling. For other metals Omega_log/k is that of
    tunnelling or a fraction of the Debye temperature, and ratios follow from Tc/Omega_log.
    """

    name = "eliashberg"
    aliases = ("Migdal-Eliashberg", "strong coupling")
    title = "strong coupling: Eliashberg's equations with electron-phonon spectra"
    state = "as in BCS, with a complex gap Delta(omega) and electrons heavier by Z(omega)"
    validity = "phonons slow against electrons (Migdal), one isotropic gap, Tc below a quarter of Omega_log, T = 0"
    source = "Eliashberg 1960; McMillan 1968; Allen and Dynes 1975; Carbotte 1990"
    parameters = (
        Parameter("electron_phonon_coupling", "", "lambda of the metal, from tunnelling or calculated"),
        Parameter("coulomb_pseudopotential", "", "mu* of the metal, from tunnelling"),
        Parameter("usual_pseudopotential", "", "mu* of a metal whose own is not known", *USUAL_PSEUDOPOTENTIAL),
        Parameter("debye_fraction", "", "Omega_log over Debye energy, where alpha^2F is not known",
                  *DEBYE_FRACTION),
    )  # fmt: skip
    silences = MappingProxyType(
        {
            "electron_magnetic_moment": "the theory takes the electron from measurement",
            "electron_radius": "the theory takes the electron from measurement",
            "partial_isotope_sign": "it needs the part of alpha^2F of each element, and anharmonic frequencies",
            "pressure_sign": "it needs the volume dependence of alpha^2F",
            "volume_slope": "it needs the volume dependence of alpha^2F",
            "depth_slope": "the depth at finite temperature is not solved here for strong coupling",
            "two_fluid_depth_law": "the depth at finite temperature is not solved here for strong coupling",
            "exceeds_pauli_limit": "masses and exchange raise the limit by factors that alpha^2F does not hold",
            "hall_correlation": "the phonon attraction depends on alpha^2F, whatever the sign of the normal carriers",
            "kinetic_energy_change": "scattering that vanishes below Tc can turn the sign; it needs the band structure",
        }
    )

    def outside(self, family: str, material: Material | None = None) -> str:
        """Return a reason for a material that phonons are not known to pair, or that has several gaps."""
        return "" if family in BY_PHONONS else f"{family}: {UNLIKE}"

    def critical_temperature(self, given: Given) -> Answer:
        """Return Tc of E1, or of Allen and Dynes, from lambda and mu*; silent where mu* is too large to bind."""
        coupling, mu_star = given("electron_phonon_coupling"), _pseudopotential(given).value
        if metal := _metal(given):
            temperature = metal.critical_temperature(coupling, mu_star)
            remark = f"Eliashberg's equations with {metal.words}"
            return Answer(_bound(temperature), ("Eliashberg",), remark, factor=SPECTRUM)
        log_temperature = _log_temperature(given).value
        low = formulas.lowered_pseudopotential(mu_star, CUTOFF)
        spread = log_temperature * DEBYE_SPREAD
        temperature = formulas.allen_dynes(coupling, log_temperature, spread, low)
        return Answer(_bound(temperature), ("Allen-Dynes",), "spread of the phonons as in Debye's", factor=CLOSED_FORM)

    def parameter_from_critical_temperature(self, measured: float, given: Given) -> Needed:
        """Return lambda for which E1, or the formula of `critical_temperature`, gives the measured Tc."""
        mu_star, name = _pseudopotential(given).value, "electron_phonon_coupling"
        if metal := _metal(given):
            return Needed(name, metal.coupling_for(measured, mu_star), "Tc of Eliashberg's equations", ("Eliashberg",))
        low = formulas.lowered_pseudopotential(mu_star, CUTOFF)
        log_temperature = _log_temperature(given).value
        coupling = formulas.coupling_of_allen_dynes(measured, log_temperature, log_temperature * DEBYE_SPREAD, low)
        reason = "" if coupling else "no lambda gives such a Tc"
        return Needed(name, coupling, "Tc of Allen and Dynes", ("Allen-Dynes",), reason)

    def gap_ratio(self, given: Given) -> Answer:
        """Return 2 Delta_0/k Tc from the gap edge of E1, or 3.53 [1 + 12.5 x^2 ln(1/2x)] with x = k Tc/Omega_log."""
        if metal := _metal(given):
            return _solved(_state(metal, given).gap_ratio, metal)
        return _fitted(formulas.gap_ratio, given, "Mitrovic-Zarate-Carbotte")

    def gap(self, given: Given) -> Answer:
        """Return Delta_0, the `gap_ratio` times k Tc/2 with the measured Tc."""
        ratio = self.gap_ratio(given)
        gap = ratio.value / 2 * BOLTZMANN * given("critical_temperature")
        return Answer(gap, ratio.equations, "from the measured Tc; " + ratio.reason, factor=ratio.factor)

    def heat_jump(self, given: Given) -> Answer:
        """Return Delta C/gamma Tc from the free energy of E1, or 1.43 [1 + 53 x^2 ln(1/3x)]."""
        if metal := _metal(given):
            return _solved(_state(metal, given).heat_jump, metal)
        return _fitted(formulas.heat_jump, given, "Marsiglio-Carbotte")

    def condensation_ratio(self, given: Given) -> Answer:
        """Return (Bc^2/2 mu_0)/gamma Tc^2 from the free energy of E1, or 0.236/[1 - 12.2 x^2 ln(1/3x)]."""
        if metal := _metal(given):
            return _solved(_state(metal, given).condensation_ratio, metal)
        return _fitted(formulas.condensation_ratio, given, "Marsiglio-Carbotte")

    def critical_field(self, given: Given) -> Answer:
        """Return Bc = Tc sqrt(2 mu_0 gamma ratio), with ratio = `condensation_ratio` and the measured gamma and Tc."""
        ratio = self.condensation_ratio(given)
        energy = ratio.value * given("sommerfeld_coefficient") * given("critical_temperature") ** 2
        reason = "from the measured Tc and electronic heat; " + ratio.reason
        return Answer(sqrt(2 * VACUUM_PERMEABILITY * energy), ratio.equations, reason, factor=sqrt(ratio.factor))

    def isotope_exponent(self, given: Given) -> Answer:
        """Return -d ln Tc/d ln M at fixed omega_c, from E1 or McMillan's formula with the lambda that Tc needs."""
        if metal := _metal(given):
            return _solved(_state(metal, given).isotope_exponent, metal)
        critical, mu_star, temperature = given("critical_temperature"), _pseudopotential(given), _log_temperature(given)
        coupling, exponent = _mcmillan(critical, temperature.value, mu_star.value)
        if _mcmillan(critical, temperature.highest, mu_star.highest)[1] <= 0:
            raise Silence(f"{exponent:.2f} with the usual mu*, but within its range even the sign is open")
        return Answer(exponent, ("McMillan",), f"with lambda = {coupling:.3g}, as the measured Tc needs")

    def parabola_deviation_sign(self, given: Given) -> Answer:
        """Return the sign of 1 - 1/(4 r), with r the `condensation_ratio`; silent within 3 % of r = 1/4."""
        ratio = self.condensation_ratio(given)
        if abs(ratio.value - 0.25) < 0.03 * 0.25:
            raise Silence(f"r = {ratio.value:.3g} is too near to 1/4 for a sign")
        deviation = bcs.parabola_deviation(ratio.value)
        return Answer(1 if deviation > 0 else -1, ratio.equations, f"{deviation:+.2g} t^2; {ratio.reason}")

    def gap_anisotropy(self, given: Given) -> Answer:
        """Return 1, of one isotropic gap."""
        return Answer(1.0, ("Eliashberg",))

    def electronic_heat_exponent(self, given: Given) -> Answer:
        """Return b of C ~ exp(-b Tc/T), that of weak coupling in proportion to the `gap_ratio`."""
        ratio = self.gap_ratio(given)
        exponent = heat_activation() * ratio.value / bcs.GAP_RATIO
        return Answer(exponent, ratio.equations, "activated over the gap as predicted here", factor=ratio.factor)

    def nmr_peak(self, given: Given) -> Answer:
        """Return as weak coupling does below k Tc/Omega_log = 0.1; above it, the peak depends on damping near Tc."""
        strength = given("critical_temperature") / _log_temperature(given).value
        if strength > WEAKLY_DAMPED:
            raise Silence(f"k Tc/Omega_log = {strength:.2g}: collisions with phonons near Tc damp the peak, and E1 is "
                          "solved here far below Tc")
        highest = relaxation_peak(ANISOTROPY)
        return Answer(highest > 1.01, ("BCS",), f"as in weak coupling; k Tc/Omega_log = {strength:.2g}")

    def phonon_structure(self, given: Given) -> Answer:
        """Return whether N(E) of E1 departs by 1 % from that of a constant gap, between 1.5 and 12 Delta_0."""
        metal = _metal(given)
        if metal is None:
            raise Silence("it needs the alpha^2F of the metal")
        axis = _state(metal, given).axis
        edge = axis.edge or 0.0
        energy = edge * np.linspace(1.5, 12, 400)
        departure = float(np.max(np.abs(axis.density_of_states(energy) / density_of_states(energy, edge) - 1)))
        return Answer(departure > 0.01, ("Eliashberg",), f"by up to {100 * departure:.2g} %, with {metal.words}")


def _metal(given: Given) -> Metal | None:
    """Return the metal if its alpha^2F is packaged, else None."""
    from onnes.pairing.eliashberg.metal import Metal

    known = has_spectrum(given.material)
    return Metal(given.material.formula) if known else None


class _Number(NamedTuple):
    """Value, and the largest value it may have if it is only the usual one."""

    value: float
    highest: float


def _pseudopotential(given: Given) -> _Number:
    """Return mu* of the metal, or the usual one."""
    try:
        return _Number(*[given("coulomb_pseudopotential")] * 2)
    except MissingDataError:
        return _Number(given("usual_pseudopotential"), USUAL_PSEUDOPOTENTIAL[2])


def _log_temperature(given: Given) -> _Number:
    """Return Omega_log/k [K] of the metal, or a fraction of its Debye temperature."""
    try:
        return _Number(*[given("logarithmic_phonon_temperature")] * 2)
    except MissingDataError:
        debye = given("debye_temperature")
        return _Number(given("debye_fraction") * debye, DEBYE_FRACTION[2] * debye)


def _mcmillan(critical: float, log_temperature: float, mu_star: float) -> tuple[float, float]:
    """Return the lambda that McMillan's formula needs for a Tc, and the isotope exponent; mu* at the usual cutoff."""
    low = formulas.lowered_pseudopotential(mu_star, CUTOFF)
    coupling = formulas.coupling_for(critical, log_temperature, low)
    if coupling is None:
        raise Silence("McMillan's formula gives no such Tc, however large lambda")
    return coupling, formulas.isotope_exponent(coupling, low)


def _state(metal: Metal, given: Given) -> Solution:
    """Return the solution of E1 for the metal, with mu* fixed by the measured Tc."""
    try:
        return metal.at(given("electron_phonon_coupling"), given("critical_temperature"))
    except InputError as error:
        raise Silence(str(error)) from error


def _bound(temperature: float) -> float:
    """Return a Tc, or raise Silence where mu* is too large for one."""
    if not temperature:
        raise Silence("mu* is too large to bind with this lambda")
    return temperature


def _solved(value: float, metal: Metal) -> Answer:
    remark = f"Eliashberg's equations with {metal.words}, mu* fixed by the measured Tc"
    return Answer(value, ("Eliashberg",), remark)


def _fitted(relation: Callable[[float], float], given: Given, name: str) -> Answer:
    strength = given("critical_temperature") / _log_temperature(given).value
    if strength > formulas.STRONGEST:
        raise Silence(f"k Tc/Omega_log = {strength:.2g} is beyond {formulas.STRONGEST:g}, to where the relation holds")
    return Answer(relation(strength), (name,), f"k Tc/Omega_log = {strength:.3g}", factor=FITTED)

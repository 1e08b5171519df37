"""Consequences of one order parameter of singlet pairs, whatever the strength of the coupling."""

from __future__ import annotations

import numpy as np

from onnes.carriers.gyromagnetic import current_angular_momentum
from onnes.carriers.larmor import fermi_wave_number
from onnes.carriers.london_moment import london_moment
from onnes.materials.models import bcs as weak_coupling
from onnes.pairing.bcs.coherence_factors import sound_attenuation
from onnes.pairing.bcs.complex_conductivity import complex_conductivity
from onnes.pairing.bcs.nonlocal_kernel import bcs_kernel
from onnes.pairing.bcs.surface_depth import depth_at_zero
from onnes.pairing.bcs.surface_profile import pippard_profile
from onnes.pairing.bcs.thermodynamics import entropy
from onnes.pairing.gap_relaxation import relative_gap
from onnes.theories.eddy_currents import EddyCurrents
from onnes.theories.ginzburg_landau import GinzburgLandau
from onnes.theories.given import Given
from onnes.theories.london_wire import LondonWire
from onnes.theories.prediction import Answer, Silence
from onnes.units.constants import (
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    FLUX_QUANTUM,
    HBAR,
    JOSEPHSON_CONSTANT,
    SPEED_OF_LIGHT,
)

COLD = np.array([0.1, 0.101])
"""kT/Delta(0) at which the surface resistance is followed."""

PHOTON = np.array([2.7e-3, 2.75e-3])
"""hf/Delta(0) at which it is followed, about 1 GHz in niobium."""


class Condensate(GinzburgLandau, EddyCurrents, LondonWire):
    """Answers of every theory that has singlet pairs of one order parameter in an isotropic metal."""

    def flux_quantum(self, given: Given) -> Answer:
        """Return h / 2e."""
        return Answer(FLUX_QUANTUM, ("GL", "BCS"))

    def josephson_constant(self, given: Given) -> Answer:
        """Return 2e / h."""
        return Answer(JOSEPHSON_CONSTANT, ("BCS",))

    def london_moment_size(self, given: Given) -> Answer:
        """Return 2 m_e / e."""
        return Answer(abs(london_moment(1.0)), ("London",))

    def london_moment_sign(self, given: Given) -> Answer:
        """Return +1: the field is along the rotation, since the carriers are electrons."""
        return Answer(1 if london_moment(1.0) > 0 else -1, ("London",))

    def spin_current_speed(self, given: Given) -> Answer:
        """Return zero, since the pairs are singlets."""
        return Answer(0.0, ("BCS",), "singlet pairs carry no spin current in equilibrium", asserted=True)

    def spin_current_over_critical(self, given: Given) -> Answer:
        """Return zero, since the pairs are singlets."""
        return Answer(0.0, ("BCS",), "singlet pairs carry no spin current in equilibrium", asserted=True)

    def gyromagnetic_factor(self, given: Given) -> Answer:
        """Return 1: m v = -q A of charges q with the electrons' ratio of mass to charge."""
        return Answer(1.0, ("London",))

    def field_cooled_recoil(self, given: Given) -> Answer:
        """Return -1: total angular momentum is conserved, and electrons go round along the field."""
        electrons = current_angular_momentum(-1.0)
        remark = "electrons that condense leave momentum to normal ones, those to the lattice"
        return Answer(-1 if electrons > 0 else 1, ("London",), remark)

    def cooled_rotor_speeds_up(self, given: Given) -> Answer:
        """Return True: the body gets the angular momentum that the electrons of the surface lose."""
        electrons = current_angular_momentum(london_moment(1.0))
        return Answer(electrons < 0, ("London",), "by 8 (m/e)^2/(mu_0 rho R^2) of its speed")

    def field_profile_exponential(self, given: Given) -> Answer:
        """Return whether xi_0 < lambda_L, so that the response is local; True where no material is named."""
        try:
            local = given("coherence_length_0") < given("london_depth_0")
        except Silence:
            return Answer(True, ("London",), "in the local limit, xi much shorter than lambda, as in cuprates")
        return Answer(local, ("H7", "BCS"), "local" if local else "non-local: xi_0 exceeds lambda_L")

    def current_layer_width(self, given: Given) -> Answer:
        """Return 1, as of an exponential of depth lambda."""
        return Answer(1.0, ("London",), "in the local limit")

    def expelled_charge_ratio(self, given: Given) -> Answer:
        """Return zero: charge is screened within the Thomas-Fermi length."""
        return Answer(0.0, ("BCS",), "electrons and holes pair alike, so that none is expelled", asserted=True)

    def interior_electric_field(self, given: Given) -> Answer:
        """Return zero in equilibrium without current."""
        return Answer(0.0, ("London", "BCS"), asserted=True)

    def tunnelling_asymmetric(self, given: Given) -> Answer:
        """Return whether u^2 and v^2, each summed over the states +xi and -xi of one energy, differ.

        An electron enters a state of energy E with the weight u^2 = (1 + xi/E)/2, and leaves one with v^2 = 1 - u^2.
        """
        xi = np.linspace(-5.0, 5.0, 101)
        enters = 0.5 * (1 + xi / np.hypot(xi, 1))
        leaves = 1 - enters
        differs = bool(np.any(np.abs(enters + enters[::-1] - leaves - leaves[::-1]) > 1e-9))
        return Answer(differs, ("BCS",), "apart from the background of the normal metal")

    def order_parameter_relaxes(self, given: Given) -> Answer:
        """Return whether half of the gap grows to the whole in 60 tau_GL by the generalised Ginzburg-Landau law."""
        late = relative_gap(np.array([60.0]), start=0.5, gamma=1.0)[0]
        remark = "by phonons and inelastic collisions; BCS pairs alone end in another steady state"
        return Answer(abs(float(late) - 1) < 0.01, ("GL",), remark)

    def zero_resistance(self, given: Given) -> Answer:
        """Return whether a uniform vector potential carries a steady current, K(0) > 0 in the BCS kernel at Tc/2."""
        return Answer(float(bcs_kernel(0.5, 0.0)) > 0, ("London", "BCS"), "below the critical current")

    def field_cooling_expels(self, given: Given) -> Answer:
        """Return True: below Bc the state without field has the lowest free energy."""
        return Answer(True, ("London", "GL"), "a clean body below Bc; how much is trapped depends on how it is cooled",
                      asserted=True)

    def spontaneous_magnetic_field(self, given: Given) -> Answer:
        """Return False: singlets of one real order parameter are their own image under reversal of time."""
        return Answer(False, ("BCS",), asserted=True)

    def josephson_spread(self, given: Given) -> Answer:
        """Return zero, since 2e/h holds no property of the material."""
        return Answer(0.0, ("BCS",))

    def cooper_pair_mass_ratio(self, given: Given) -> Answer:
        """Return 1: the canonical momentum has the mass of free electrons; of order (v_F/c)^2 nothing is claimed."""
        relativistic = (given("fermi_velocity") / SPEED_OF_LIGHT) ** 2
        return Answer(1.0, ("London",), f"(v_F/c)^2 = {relativistic:.1g}", factor=1 + relativistic)

    def resistivity(self, given: Given) -> Answer:
        """Return zero, of a weak steady current."""
        return Answer(0.0, ("London", "BCS"), asserted=True)

    def persistent_current_decay_rate(self, given: Given) -> Answer:
        """Return zero, of a weak current in a thick wire; phase slips are left out."""
        return Answer(0.0, ("London", "BCS"), asserted=True)

    def field_cooling_traps_in_impure(self, given: Given) -> Answer:
        """Return True: flux stays where the order parameter is weak, behind barriers that cooling does not overcome."""
        return Answer(True, ("GL",), asserted=True)

    def penetration_depth(self, given: Given) -> Answer:
        """Return lambda of the BCS kernel and a diffuse surface, from lambda_L and xi_0 of the clean metal.

        The lengths are the tabulated ones of the metal's bands, else those of a sphere of free electrons with the mass
        of the measured electronic heat; free electrons alone make lambda_L of tin, lead and indium less than half as
        long. A specular surface would make the depth up to 1.17 times shorter, and which it is the theory does not
        say.
        """
        names = "clean_london_depth_0", "clean_coherence_length_0"
        local, length = (given(name) for name in names)
        diffuse, specular = (depth_at_zero(local, length, surface) for surface in ("diffuse", "specular"))
        inferred = {one for name in names for one in given.inputs.get(name, {}).get("inferred_from", ())}
        remark = f"clean metal, diffuse surface; lambda_L = {local * 1e9:.3g} nm, xi_0 = {length * 1e9:.3g} nm"
        if "penetration_depth" in inferred:
            remark += ", inferred from measured depths"
        return Answer(diffuse, ("H7", "BCS"), remark, "penetration_depth" not in inferred, factor=diffuse / specular)

    def isotope_effect_on_depth(self, given: Given) -> Answer:
        """Return zero: London's depth has no ion mass, and the factor 1 + lambda none either (Migdal)."""
        return Answer(0.0, ("London",), "in the local limit")

    def latent_heat_without_field(self, given: Given) -> Answer:
        """Return whether the entropy jumps at Tc, S_n - S_s > 0 for T to Tc."""
        near = 1 - 1e-6
        return Answer(bool(near - entropy(near) > 1e-4), ("BCS",))

    def latent_heat_in_field(self, given: Given) -> Answer:
        """Return whether S_n - S_s > 0 at T < Tc, where the field Bc(T) brings the normal state; here at 0.9 Tc."""
        return Answer(bool(0.9 - entropy(0.9) > 1e-4), ("BCS",), "a body of type I, along the field")

    def ultrasonic_peak(self, given: Given) -> Answer:
        """Return whether 2 f(Delta) exceeds 1 below Tc (case I)."""
        return Answer(bool(np.max(sound_attenuation(np.linspace(0.5, 0.999, 100))) > 1), ("BCS",))

    def knight_shift_drop(self, given: Given) -> Answer:
        """Return 1: the spin susceptibility goes as Yosida's function 1 - s(T), zero at T = 0 in singlets."""
        drop = float(weak_coupling.superfluid_density(0.0))
        return Answer(drop, ("BCS",), "without spin-orbit scattering, which mixes the spins")

    def field_profile_reverses(self, given: Given) -> Answer:
        """Return whether the field of Pippard's kernel changes sign, by more than 1e-3 of that at the surface."""
        depth, length = given("london_depth_0"), given("coherence_length_0")
        profile = pippard_profile(np.linspace(2, 20, 13) * depth, depth, length)
        return Answer(bool(profile.min() < -1e-3), ("H7", "BCS"), f"by {max(0.0, -profile.min()):.2g} of B(0)")

    def surface_resistance_law(self, given: Given) -> Answer:
        """Return whether R_s ~ omega^2 sigma_1 goes as f^2 exp(-Delta/kT): power within 0.25, slope within 10 %."""
        by_heat = np.log(np.real(complex_conductivity(PHOTON[0], COLD)) * COLD)
        slope = np.diff(by_heat)[0] / np.diff(-1 / COLD)[0]
        by_frequency = np.log(PHOTON**2 * np.real(complex_conductivity(PHOTON, COLD[0])))
        power = np.diff(by_frequency)[0] / np.diff(np.log(PHOTON))[0]
        remark = f"as f^{power:.3g} exp(-{slope:.3g} Delta/kT)"
        return Answer(bool(abs(power - 2) < 0.25 and abs(slope - 1) < 0.1), ("Mattis-Bardeen",), remark)

    def field_restores_superconductivity(self, given: Given) -> Answer:
        """Return False: a field aligns spins and drives currents, and both cost pairs energy."""
        remark = "of singlets without local moments, whose exchange field an applied field could cancel"
        return Answer(False, ("GL", "BCS"), remark, asserted=True)

    def transmission_dips(self, given: Given) -> Answer:
        """Return False: far above the gap the conductivity is smooth, and differs by (Delta/h f)^2 from the normal."""
        return Answer(False, ("Mattis-Bardeen",), asserted=True)

    def fermi_velocity(self, given: Given) -> Answer:
        """Return v_F = hbar k_F/m of free electrons."""
        return Answer(HBAR * fermi_wave_number(given("carrier_density")) / ELECTRON_MASS, ("Drude-Sommerfeld",))

    def rho_times_mean_free_path(self, given: Given) -> Answer:
        """Return rho l = m v_F/(n e^2) of the normal metal, with free electrons."""
        momentum = ELECTRON_MASS * given("fermi_velocity")
        return Answer(momentum / (given("carrier_density") * ELEMENTARY_CHARGE**2), ("Drude-Sommerfeld",))

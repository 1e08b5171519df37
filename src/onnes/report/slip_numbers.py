"""Numbers that distinguish the printed form of an equation from the correct one, each computed by the package.

Every function returns a sentence with the size of the difference for one slip of `slips`.
"""

from __future__ import annotations

import math

import numpy as np

from onnes.carriers.aharonov_casher import DEPOLARISING, flux_density, ring_level
from onnes.carriers.boundary import MovingBoundary
from onnes.carriers.expulsion_times import cylinder_expulsion_time
from onnes.carriers.larmor import fermi_wave_number, landau_susceptibility
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.london_moment import london_moment
from onnes.carriers.orbit_layer import edge_current
from onnes.carriers.orbits import meissner_speed, orbit_radius
from onnes.carriers.spin_current import spin_current_speed, spin_orbit_field
from onnes.chains.dissociation import dissociated_share
from onnes.chains.energies import dipole_energy, duty
from onnes.chains.figure_eight import FigureEight, stretched_along
from onnes.chains.magnetisation import cancelling_magnetisation, inner_field
from onnes.chains.spectral_dips import order_of_moments
from onnes.chains.thermal_moment import langevin
from onnes.chains.thresholds import critical_field
from onnes.chains.wire_profile import chain_wire_field
from onnes.chains.zero_coupling import staggered_duty
from onnes.pairing.atomic_scales import (
    DEBYE_CONSTANT,
    FERMI_CONSTANT,
    ladder,
    mass_ratio_root,
)
from onnes.pairing.band_response import TightBinding, at_filling
from onnes.pairing.breakdown_field import breakdown_field
from onnes.pairing.cooper_problem import ground_energy
from onnes.pairing.estimates import estimates
from onnes.pairing.matrix_element import exact_kernel
from onnes.pairing.pair_binding import binding_energy
from onnes.pairing.pair_size import pair_distance
from onnes.pairing.peierls_ring import ring
from onnes.pairing.penetration import penetration_depth, penetration_depth_as_printed
from onnes.problems.front.sharp import sharp_front
from onnes.problems.layer_ledgers import Ledgers
from onnes.problems.macroscopic_model.check import Checked, checked
from onnes.problems.two_fluid_layer import two_fluid_layer
from onnes.units.constants import (
    ATOMIC_MASS,
    BOHR_MAGNETON,
    BOLTZMANN,
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    VACUUM_PERMEABILITY,
)

_NANOMETRE = 1e-9
_DEPTH, _FIELD = 39 * _NANOMETRE, 80e-3
"""lambda [m] and field [T] of the numbers of Hirsch's text; lead."""
_COUPLING = 0.25
_ALUMINIUM = 26.9815 * ATOMIC_MASS
_SPACING, _CHAIN = 0.3 * _NANOMETRE, 0.286 * _NANOMETRE
"""d of the numbers of Weisskopf's text, a of those of Sun's [m]."""


def force_on_a_carrier() -> str:
    return f"as printed an electron is accelerated {1 / ELECTRON_MASS:.2g} times too fast, in m/(s² kg)"


def carriers_at_rest_along_x() -> str:
    boundary = _boundary()
    inside = -np.linspace(0, 5, 51) * boundary.depth
    local = boundary.local_acceleration(inside, 0.0)
    left = np.max(np.abs(boundary.transverse_acceleration(inside, 0.0, forward=0.0) - local)) / np.max(np.abs(local))
    open_term = boundary.open_momentum_rate()
    return f"inside the two sides differ by {left:.0e}; open is {open_term:.2g} Pa at the boundary (30 mT, 1 mm/s)"


def field_that_drives_the_backflow() -> str:
    boundary, fraction, conductivity = _boundary(), 1 - 0.5**4, 1e10
    density = boundary.density / fraction
    rate = density * ELEMENTARY_CHARGE**2 / (ELECTRON_MASS * conductivity)
    layer = two_fluid_layer("london", 1.0, 1.0, fraction, boundary.depth * rate / boundary.speed)
    force = Ledgers(layer, (boundary.speed / boundary.start) ** 2).electric_field()
    scale = boundary.field**2 / (VACUUM_PERMEABILITY * boundary.depth * boundary.density * boundary.charge)
    peak = float(force[np.argmax(np.abs(force))] * scale)
    return f"solved layer of electrons (30 mT, 1 mm/s): E_x = {peak * 1e3:+.2g} mV/m along the motion of the boundary"


def _boundary() -> MovingBoundary:
    return MovingBoundary(30e-3, 1e-3, superfluid_density(50 * _NANOMETRE))


def sign_of_the_current() -> str:
    current = superfluid_density(_DEPTH) * ELEMENTARY_CHARGE * meissner_speed(_DEPTH, _FIELD)
    rotation = 2 * math.pi * 100
    right, printed = (london_moment(rotation, charge) * 1e9 for charge in (-ELEMENTARY_CHARGE, ELEMENTARY_CHARGE))
    return (f"λ = 39 nm, 80 mT: n_s e v_s with the text's v_s = −eλH/(m c) is {-current:.3g} A/m², printed "
            f"{current:+.3g}; 100 rev/s: B = {right:+.2f} nT, {printed:+.2f} nT with the sign of H54")


def landau_diamagnetism() -> str:
    density = superfluid_density(_DEPTH)
    right = landau_susceptibility(density, fermi_wave_number(density))
    gauss = BOHR_MAGNETON * 1e3
    return f"λ = 39 nm: χ = {right:.2g}; as printed 1/μ_B = {1 / gauss:.2g} G/erg times as much, and not a number"


def direction_of_the_spin_current() -> str:
    unit = 4 * spin_current_speed(_DEPTH)
    grown, printed = (ring_level(2.0, canonical, 1.0)[1] * unit for canonical in (0, -1))
    return (f"electron on a ring of 2λ (39 nm) by the Hamiltonian H58: {grown:+.1f} m/s along σ×n from a point, "
            f"{printed:+.1f} m/s, as printed, only with the canonical momentum −ħ")


def gradient_along_the_spin() -> str:
    sphere, cylinder = (flux_density(DEPOLARISING[body]) for body in ("sphere", "cylinder"))
    return f"flux of the potential on a lattice over H59: cylinder along the spin {cylinder:.3f}, sphere {sphere:.3f}"


def sign_of_the_spin_field() -> str:
    field = spin_orbit_field(_DEPTH)
    return f"39 nm: {field:+.4f} T; {-field:+.4f} T as printed if e is taken as positive"


def width_of_the_layer() -> str:
    orbit = orbit_radius(1.0)
    x = np.linspace(-orbit, orbit, 20_001)
    current = edge_current(x, orbit)
    total = float(np.trapezoid(current, x))
    beyond = float(np.trapezoid(current[x >= 0], x[x >= 0])) / total
    return (f"equivalent width {total / current.max():.3f} λ; {beyond:.0%} of the current lies beyond the outermost "
            "centre of an orbit")


def eddy_limited_time() -> str:
    radius, conductivity, deficit = 5e-3, 1e10, 0.1
    unit = VACUUM_PERMEABILITY * conductivity * radius**2
    right = unit * float(sharp_front("cylinder", deficit).time[-1])
    quasi_static = cylinder_expulsion_time(radius, conductivity, deficit)
    return (f"R = 5 mm, 1e10 S/m, p = 0.1, cooled in the field: {right:.3f} s solved, {quasi_static:.3f} s as printed, "
            f"{quasi_static / right:.3f} times as long")


def pair_equation_of_a_repulsion() -> str:
    bound, printed = ground_energy(_COUPLING), ground_energy(-_COUPLING)
    return f"B = {_COUPLING}: lowest E = {bound:.3g} ħω_D; as printed {printed:.1g} ħω_D: no state below the continuum"


def product_of_waves() -> str:
    fermi = 4 * 10.0 / 0.03
    place = np.linspace(0, 1, 20_001)
    found = float(np.trapezoid(2 * np.sin(fermi * place) ** 2, place))
    closed = float(exact_kernel(np.array(fermi), np.array(fermi)))
    return f"p = p′ = 1333 ħ/l: ∫ψψ′dr = {found:+.4f} l/R by quadrature, {closed:+.4f} in closed form, −1 as printed"


def width_of_the_step() -> str:
    beta, s = mass_ratio_root(50 * ATOMIC_MASS), 2.0
    printed = 2 * FERMI_CONSTANT / (beta * DEBYE_CONSTANT)
    return f"β = {beta:.0f}: η = {printed:.2g} as printed; 2/s = {2 / s:.0f} for s = {s:g}, the box of a simulated tube"


def sign_of_the_attraction() -> str:
    right = binding_energy(1.0, _COUPLING)
    printed = binding_energy(1.0, -_COUPLING)
    return f"for B = {_COUPLING}: Δ = {right:.3g} ħω_D with the sign of an attraction, {printed:.3g} ħω_D as printed"


def binding_times_beta() -> str:
    beta = mass_ratio_root(_ALUMINIUM)
    return f"the two differ by β² = {beta**2:.3g} in aluminium (β = {beta:.4g})"


def distance_of_pairs() -> str:
    fermi_energy, gap = 11.7, 0.17e-3
    ratio = fermi_energy / gap
    return f"aluminium, ρ/d = ε_F/Δ = {ratio:.2g}: D = {pair_distance(1.0, ratio):.0f} d, the text's own 30 to 40 d"


def gaussian_charge() -> str:
    printed, right = penetration_depth_as_printed(_SPACING), penetration_depth(_SPACING)
    return f"for d = 0.3 nm: {printed / _NANOMETRE:.1f} nm as printed, {right / _NANOMETRE:.1f} nm right"


def rydberg_length() -> str:
    lengths = ladder()
    bohr = lengths["bohr_radius"]
    return (f"λ_c/r₀ = {lengths['compton_length'] / lengths['classical_radius']:.3f}, a_B/λ_c = "
            f"{bohr / lengths['compton_length']:.3f}, but ħc/Ry = {lengths['rydberg_length'] / bohr:.3f} a_B and the "
            f"wavelength itself {lengths['rydberg_wavelength'] / bohr:.0f} a_B")


def size_over_distance() -> str:
    metal = estimates(_SPACING, 50 * ATOMIC_MASS)
    ratio = metal.pair_size / _SPACING
    field = breakdown_field(_SPACING**-3, metal.gap, metal.fermi_energy)
    share = metal.gap / metal.fermi_energy
    return (f"d = 0.3 nm, 50 u: ρ/d = {ratio:.2g}, d/ρ = {1 / ratio:.2g}, Δ/ε_F = {share:.2g}; W43 is "
            f"{field * 1e3:.0f} mT, {field * ratio**2:.1g} T with the printed one")


def states_of_a_band() -> str:
    chain = TightBinding(1)
    counted, right = ring(chain, 101, 0.5), at_filling(chain, 0.5).response
    return (f"half-filled chain, −dj/dA per site: {counted.response:.3f} e²ta²/ħ² counted on a ring of 101 sites, "
            f"{right:.3f} with 2πħ, {2 * math.pi * right:.2f} as printed")


def sign_of_the_band_current() -> str:
    right = at_filling(TightBinding(1), 0.25).response
    return (f"chain filled to a quarter: −dj/dA = {right:+.3f} e²ta²/ħ² per site; {-right:+.3f} by the last line as "
            "printed, a paramagnet; zero for a full band in both")


def density_of_the_amplitude() -> str:
    density = superfluid_density(_DEPTH)
    left = _formula(checked("continuity_printed"))
    return (f"for n_s = {density:.2g} m⁻³ the printed density |Ψ|² is {density**2 / density:.2g} times too large, in "
            f"m⁻⁶; and d_t Ψ₀ + ∇·(Ψ₀v) is {left}, not zero, by computer algebra")


def divergence_of_the_potential() -> str:
    rate = ELEMENTARY_CHARGE / ELECTRON_MASS
    printed, corrected = (_formula(checked(name)) for name in ("space_part_printed", "space_part"))
    return (f"by computer algebra the printed form misses {printed}, the corrected one {corrected}; without it "
            f"d_t n_s + div(n_s v_s) = −n_s (q/m) div A, {rate:.3g} n_s per second for div A = 1 T")


def _formula(found: Checked) -> str:
    """Return what remains of an identity, as `typeset` reads it."""
    return found.remainder.replace("I*", "i*").replace("*", " ")


def saturated_moments() -> str:
    field = critical_field(BOHR_MAGNETON, _CHAIN)
    order = float(langevin(BOHR_MAGNETON * field / (BOLTZMANN * 3.72)))
    saturating = 10 * BOLTZMANN * 3.72 / BOHR_MAGNETON
    return (f"μ_B at 0.286 nm: order breaks at {field * 1e3:.1f} mT (Z17), where at 3.72 K a moment is aligned to "
            f"{order:.1g}; 90 % takes {saturating:.0f} T")


def sign_of_the_dipole_energy() -> str:
    energy = dipole_energy(BOHR_MAGNETON, BOHR_MAGNETON, _CHAIN)
    return (
        f"for μ_B at 0.286 nm: {energy / ELEMENTARY_CHARGE * 1e6:.2f} µeV, "
        f"not {-energy / ELEMENTARY_CHARGE * 1e6:+.2f} µeV"
    )


def field_inside_a_wire() -> str:
    radius, current = 10e-3, 100.0
    surface, half = (chain_wire_field(each, radius, current) for each in (radius, radius / 2))
    inside = inner_field(surface, cancelling_magnetisation(surface))
    return (f"R = 10 mm, 100 A: {surface * 1e3:.2f} mT at the surface; at R/2 {half * 1e3:.2f} mT by section 5, "
            f"{inside * 1e3:.2f} mT by Z15")


def order_in_a_field() -> str:
    weak, strong = (float(order_of_moments(4.6, field, BOHR_MAGNETON)) for field in (1e-3, 0.1))
    return f"μ_B at 4.6 K: mean moment {weak:.1e} μ_B at 1 mT, {strong:.1e} μ_B at 100 mT"


def moment_of_an_eight() -> str:
    stretched = FigureEight("circles", 1e-10, stretch=stretched_along(0, 2.0))
    unequal = FigureEight("circles", 1e-10, asymmetry=0.1)
    shares = [abs(one.dipole) / max(map(abs, one.lobe_areas)) for one in (stretched, unequal)]
    return (f"at twice its length {shares[0]:.0f} of the moment of a lobe; {shares[1]:.2g} of it if the radii of "
            "the lobes are 1.1 and 0.9 of R")


def staggered_windows() -> str:
    window = 0.2
    return f"w = {window:g}: η = {duty(1.0, window):.2g} if shared, {staggered_duty(window):.2g} if staggered"


def window_of_dissociation() -> str:
    small, large = (float(dissociated_share(1 / amplitude)) for amplitude in (10.0, 20.0))
    return (f"B_th = 1 mT: {small:.2%} of a cycle at an amplitude of 10 mT, {large:.2%} at 20 mT; windows of "
            f"{small / 2 / 50 * 1e6:.0f} µs at 50 Hz, {small / 2 / 500 * 1e6:.0f} µs at 500 Hz")


def loss_and_resistance() -> str:
    ratio = 2.0
    return (f"P = R I²: at {ratio:g} times the current a growing R means a loss more than {ratio**2:g} times as large, "
            f"a falling loss makes R less than {1 / ratio**2:g} of what it was")

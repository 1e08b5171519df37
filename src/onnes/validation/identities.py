"""Identities and numbers stated in the source texts, recomputed from the constants of nature."""

from __future__ import annotations

import math

from onnes.carriers.charge_expulsion import charge_expulsion_field
from onnes.carriers.expulsion_times import cylinder_expulsion_time
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.london_moment import london_moment
from onnes.carriers.orbits import meissner_speed, orbit_radius
from onnes.carriers.phase_frequency import phase_frequency
from onnes.carriers.spin_current import spin_current_speed, spin_orbit_field
from onnes.chains.criterion import binding_ratio, moment_to_bind, spacing_to_bind
from onnes.chains.thresholds import critical_field
from onnes.pairing.penetration import penetration_depth, penetration_depth_as_printed
from onnes.units.constants import BOHR_MAGNETON, ELECTRON_MASS, FLUX_QUANTUM, HBAR
from onnes.validation.checks import check

DEPTH = 39e-9
"""Penetration depth of the texts' examples [m]."""

SPACING = 2.86e-10
"""Distance of neighbouring electrons in Sun's examples [m]."""


@check("H42: n_s at 39 nm [1/m^3]", tolerance=5e-5, reference=1.8566e28, source="H42")
def density() -> float:
    return superfluid_density(DEPTH)


@check("H42: 2 lambda over the distance of carriers, 39 nm", tolerance=5e-5, reference=206.54, source="H42")
def orbit_over_distance() -> float:
    return orbit_radius(DEPTH) * superfluid_density(DEPTH) ** (1 / 3)


@check("H27: speed of the screening current, 39 nm, 80 mT [m/s]", tolerance=1e-4, reference=548.8, source="H27")
def screening_speed() -> float:
    return meissner_speed(DEPTH, 0.080)


@check("H52: London moment at 100 revolutions per second [T]", tolerance=1e-5, reference=7.1448e-9, source="H52")
def rotating_superconductor() -> float:
    return london_moment(2 * math.pi * 100)


@check("H61: spin-orbit field, 39 nm [T]", tolerance=1e-5, reference=0.108187, source="H57-H61")
def spin_field() -> float:
    return spin_orbit_field(DEPTH)


@check("H62: spin-current speed, 39 nm [m/s]", tolerance=1e-5, reference=742.10, source="H62")
def spin_speed() -> float:
    return spin_current_speed(DEPTH)


@check("H63: m v0 2 lambda over hbar from the speed alone, 39 nm", tolerance=1e-5, reference=0.5, source="H62-H63")
def half_quantum_from_printed_speed() -> float:
    return ELECTRON_MASS * 742.10 * 2 * DEPTH / HBAR


@check("XII: phase frequency, 39 nm [rad/s]", tolerance=1e-4, reference=9.514e9, source="Hirsch, section XII")
def orbit_phase_frequency() -> float:
    return phase_frequency(DEPTH)


@check("XIII: field of the expelled charge, 39 nm [V/m]", tolerance=2e-3, reference=3.24e7,
       source="Hirsch, section XIII")
def expelled_charge() -> float:
    return charge_expulsion_field(DEPTH)


@check("H64: flux quanta in 200 G through 1 cm^2", tolerance=1e-3, reference=9.67e8, source="H64")
def flux_quanta() -> float:
    return 200e-4 * 1e-4 / FLUX_QUANTUM


@check("expulsion time of a cylinder, 5 mm, 1e10 S/m, p = 0.1 [s]", tolerance=1e-3, reference=0.785,
       source="quasi-static limit, mu_0 sigma R^2/(4p)")
def expulsion_time() -> float:
    return cylinder_expulsion_time(5e-3, 1e10, 0.1)


@check("W33: depth at 3 A, SI reading [m]", tolerance=2e-3, reference=27.6e-9, source="W33, corrected")
def weisskopf_depth() -> float:
    return penetration_depth(3e-10)


@check("W33: depth at 3 A as printed [m]", tolerance=1e-3, reference=97.9e-9, source="W33, as printed")
def weisskopf_depth_as_printed() -> float:
    return penetration_depth_as_printed(3e-10)


@check("W33: printed over right", tolerance=1e-12, reference=math.sqrt(4 * math.pi), source="W33")
def weisskopf_slip() -> float:
    return penetration_depth_as_printed(3e-10) / penetration_depth(3e-10)


@check("Z10: magnetic over electric energy, mu_B at 2.86 A", tolerance=1e-3, reference=4.56e-7, source="Z10")
def chain_ratio() -> float:
    return binding_ratio(BOHR_MAGNETON, SPACING)


@check("Z10: moment that would bind at 2.86 A [mu_B]", tolerance=1e-3, reference=1481.0, source="Z10")
def chain_moment() -> float:
    return moment_to_bind(SPACING) / BOHR_MAGNETON


@check("Z10: distance at which mu_B would bind [m]", tolerance=2e-3, reference=0.193e-12, source="Z10")
def chain_spacing() -> float:
    return spacing_to_bind(BOHR_MAGNETON)


@check("Z17: critical field, mu_B at 2.86 A [T]", tolerance=2e-3, reference=39.6e-3, source="Z17")
def chain_field() -> float:
    return critical_field(BOHR_MAGNETON, SPACING)

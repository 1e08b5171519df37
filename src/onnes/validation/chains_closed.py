"""Closed forms of electron chains and of their rivals against numbers and limits found in another way."""

from __future__ import annotations

import math

import numpy as np

from onnes.carriers.field_along_wire import wire_conductivity
from onnes.chains.criterion import spacing_to_bind
from onnes.chains.energies import coulomb_energy, mean_dipole_energy
from onnes.chains.field_order import field_window
from onnes.chains.screening import screened_coulomb_energy, screened_spacings_to_bind
from onnes.chains.thermal_moment import thermal_moment
from onnes.chains.thresholds import (
    critical_temperature,
    least_critical_field,
    moment_for_temperature,
    volume_slope,
)
from onnes.chains.weak_field import chain_share, field_unit, least_peak, moments_for_peak, peak, peak_field
from onnes.pairing.exchange_compensation import compensated_window
from onnes.units.constants import (
    BOHR_MAGNETON,
    BOLTZMANN,
    ELEMENTARY_CHARGE,
    SPEED_OF_LIGHT,
    VACUUM_PERMEABILITY,
)
from onnes.validation.checks import check

SPACING = 2.86e-10
"""Distance of neighbouring electrons in Sun's examples [m]."""
MOMENT = 1500 * BOHR_MAGNETON
"""A moment that binds there [J/T]."""


@check("Z10, Z17: critical field of the least moment that binds, 2.86 A [T]", tolerance=1e-8, source="Z10, Z17")
def least_field() -> tuple[float, float]:
    field = VACUUM_PERMEABILITY * ELEMENTARY_CHARGE * SPEED_OF_LIGHT / (4 * math.pi * SPACING**2)
    return least_critical_field(SPACING), field


@check("Z2, Z8 with screening: attraction over repulsion at the {which} spacing, mu_B, 50 pm", tolerance=1e-7,
       source="Lambert's function", cases=[{"which": "nearer"}, {"which": "farther"}])
def screened(which: str) -> tuple[float, float]:
    found = screened_spacings_to_bind(BOHR_MAGNETON, 50e-12)
    spacing = (found or (math.nan, math.nan))[which == "farther"]
    return -mean_dipole_energy(BOHR_MAGNETON, spacing) / screened_coulomb_energy(spacing, 50e-12), 1.0


@check("Z2, Z8 with weak screening: largest spacing at which mu_B binds [m]", tolerance=1e-6, source="no screening")
def barely_screened() -> tuple[float, float]:
    return (screened_spacings_to_bind(BOHR_MAGNETON, 1e-6) or (math.nan,))[0], spacing_to_bind(BOHR_MAGNETON)


@check("Z16: attraction of the mean moment at the onset of chains over U_e + kT, 1500 mu_B, 1 K", tolerance=1e-8,
       source="balance of energies")
def onset() -> tuple[float, float]:
    window = field_window(MOMENT, SPACING, 1.0)
    mean = thermal_moment(MOMENT, window.onset if window else math.nan, 1.0)
    return -mean_dipole_energy(mean, SPACING) / (coulomb_energy(SPACING) + BOLTZMANN), 1.0


@check("Z16: d ln Tc/d ln V of 1500 mu_B at 2.86 A", tolerance=1e-6, source="difference of logarithms")
def slope_with_volume() -> tuple[float, float]:
    step = 1e-5
    up, down = (math.log(critical_temperature(MOMENT, SPACING * math.exp(s * step / 3))) for s in (1, -1))
    return volume_slope(MOMENT, SPACING), (up - down) / (2 * step)


@check("Z16: d ln Tc/d ln V with the moment of Tc = 1.175 K at 2.86 A", tolerance=1e-6, source="-1 - 2 U_e/(3 k Tc)")
def slope_of_tuned_moment() -> tuple[float, float]:
    moment = moment_for_temperature(1.175, SPACING)
    return volume_slope(moment, SPACING), -1 - 2 * coulomb_energy(SPACING) / (3 * BOLTZMANN * 1.175)


@check("peak of the conductance of chains, x_c = {binding:g}: mu B/kT", tolerance=1e-3, source="largest of a table",
       cases=[{"binding": binding} for binding in (0.0, 2.0, 30.0)])
def conductance_peak(binding: float) -> tuple[float, float]:
    x = np.linspace(0.01, binding + 5, 200_001)
    return peak(binding), float(x[np.argmax(chain_share(x, binding))])


@check("field of a peak with the {which} moment found for 2 T, 4.2 K, 2.86 A [T]", tolerance=1e-9,
       source="inverse functions", cases=[{"which": "smaller"}, {"which": "larger"}])
def moment_of_peak(which: str) -> tuple[float, float]:
    found = moments_for_peak(2.0, SPACING, 4.2) or (math.nan, math.nan)
    return peak_field(found[which == "larger"], SPACING, 4.2), 2.0


@check("least peak field of any moment, 4.2 K, 2.86 A [T]", tolerance=1e-4, source="least of a table")
def least_peak_field() -> tuple[float, float]:
    moments = np.linspace(5, 60, 2001) * BOHR_MAGNETON
    return (least_peak()[0] * field_unit(SPACING, 4.2),
            min(peak_field(float(moment), SPACING, 4.2) for moment in moments))


@check("conductivity of a thick wire, l/d = {path:g}: loss over that of the bulk", tolerance=2e-3,
       source="Dingle 1950: 3 l/(4 d)", cases=[{"path": path} for path in (0.003, 0.03)])
def thick_wire(path: float) -> tuple[float, float]:
    return 1 - wire_conductivity(0.0, 1e29, 1e-4, path * 1e-4), 0.75 * path


@check("conductivity of a thin wire, l/d = {path:g}, over that of the bulk", tolerance=1e-3,
       source="Dingle 1950: d/l - 3/8 (d/l)^2 (ln(l/d) + 1.059)", cases=[{"path": path} for path in (30, 300)])
def thin_wire(path: float) -> tuple[float, float]:
    expected = 1 / path - 0.375 / path**2 * (math.log(path) + 1.059)
    return wire_conductivity(0.0, 1e29, 1e-4, path * 1e-4), expected


@check("compensation: half width of the window of Tc = 1 K [T]", tolerance=2e-3, reference=1.857,
       source="Clogston 1962; Chandrasekhar 1962")
def compensation() -> float:
    low, high = compensated_window(30.0, 1.0)
    return (high - low) / 2

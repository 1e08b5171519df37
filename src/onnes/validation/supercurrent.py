"""Supercurrents of surfaces, filled shells and filled bands: section VII and Appendix II of Weisskopf."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from onnes.carriers import fock_darwin
from onnes.carriers.diamagnetic_current import molar_susceptibility, nuclear_shielding
from onnes.carriers.hartree_fock import hartree_fock
from onnes.experiments import experiment
from onnes.measurements.noble_gases import susceptibilities
from onnes.numerics.extrapolation import observed_order
from onnes.pairing.band_response import TightBinding, at_filling, london_response, occupied
from onnes.pairing.peierls_ring import ring
from onnes.problems.screening.current_profiles import CURRENT_PROFILES
from onnes.problems.screening.screening_current import REACH, screening_current
from onnes.units.constants import BOHR_RADIUS, VACUUM_PERMEABILITY
from onnes.validation.checks import check

_DIMENSIONS = ({"dimension": 1}, {"dimension": 2}, {"dimension": 3})
_GEOMETRIES = tuple({"geometry": each} for each in CURRENT_PROFILES)
_BUNGE = "Bunge, Barrientos, Bunge 1993, Hartree-Fock limit"


@check("supercurrent: fitted depth over lambda, {geometry}", tolerance=1e-6, reference=1.0,
       source="W36-W37; cosh; I1: exact", cases=_GEOMETRIES)
def fitted_depth(geometry: Any) -> float:
    result = experiment("supercurrent", geometry=geometry).run()
    return result["penetration_depth"] / result["london_depth"]


@check("W34: heat of a normal metal over the kinetic energy kept by a frozen one, switched on at once", tolerance=1e-3,
       reference=1.0, source="all of n e^2 A^2/2m is shed")
def shed() -> float:
    return experiment("supercurrent", field="5 mT", rise_time="0.01 fs").run()["heat_normal"] / (
        5e-3**2 / (2 * VACUUM_PERMEABILITY))


@check("W43: breakdown field over Delta/(e v_F lambda), lambda of W33", tolerance=1e-9, reference=2.0, source="exact")
def thaw() -> float:
    return experiment("supercurrent", field="5 mT").run()["breakdown_over_landau"]


@check("supercurrent: kinetic energy over the closed form, {geometry}", tolerance=1e-6, reference=1.0,
       source="W34 integrated: exact", cases=_GEOMETRIES)
def kinetic_energy(geometry: Any) -> float:
    return experiment("supercurrent", geometry=geometry).run()["kinetic_over_exact"]


@check("supercurrent: current per width mu_0 J/B0, half-space", tolerance=1e-10, reference=1.0, source="W39, exact")
def current_per_width() -> float:
    return experiment("supercurrent").run()["current_over_text"]


@check("supercurrent: I/(2 pi R B0/mu_0), wire of 5 lambda", tolerance=1e-10, reference=1.0, source="W40, exact")
def wire_current() -> float:
    return experiment("supercurrent", geometry="wire").run()["current_over_text"]


@check("supercurrent: canonical momentum over m v, half-space", tolerance=1e-12, reference=0.0, source="W31-W33, exact")
def canonical_momentum() -> float:
    made = screening_current("half-space", REACH, 1.0, 1.0)
    return float(np.max(np.abs(VACUUM_PERMEABILITY * made.density + made.potential)) / np.max(np.abs(made.potential)))


@check("supercurrent: share of the current that the step puts wrong, half-space", tolerance=1e-12,
       reference=2 / math.e, source="int |exp(-x) - step| dx, exact")
def step_error() -> float:
    return CURRENT_PROFILES["half-space"].step_misplaced(REACH, 1.0)


@check("supercurrent: breakdown field of the text's metal [T]", tolerance=0.1, reference=0.03,
       source='W43, "of the order of 300 G"')
def breakdown() -> float:
    return experiment("supercurrent").run()["breakdown_field"]


@check("filled-band: response of the full band, {dimension} dimension(s)", tolerance=1e-14, reference=0.0,
       source="A1-A2, exact", cases=_DIMENSIONS)
def full_band(dimension: int) -> float:
    band = TightBinding(dimension, 0.1)
    return occupied(band, dimension * band.top).response


@check("filled-band: response of few electrons over n e^2/m*, {dimension} dimension(s)", tolerance=1e-5, reference=1.0,
       source="London with the band's mass, exact for filling to 0", cases=_DIMENSIONS)
def dilute_band(dimension: int) -> float:
    band = TightBinding(dimension, 0.1)
    few = at_filling(band, 1e-9)
    return few.response / london_response(band, few.filling)


@check("filled-band: ring with Peierls phases, {dimension} dimension(s)", tolerance=1e-9,
       source="sum of k'' over the same momenta",
       cases=[{"dimension": 1, "side": 101}, {"dimension": 2, "side": 9}, {"dimension": 3, "side": 5}])
def peierls_ring(dimension: int, side: int) -> tuple[float, float]:
    closed = ring(TightBinding(dimension, 0.1), side, 0.3)
    return closed.response, closed.direct_sum


@check("filled-band: square lattice half filled, per site", tolerance=1e-12, reference=8 / math.pi**2,
       source="square Fermi surface, exact")
def half_filled_square() -> float:
    return occupied(TightBinding(2), 0.0).response


@check("filled-shell: Hartree-Fock energy, Z = {charge} [hartree]", tolerance=1e-7, source=_BUNGE, cases=[
    {"charge": 2, "reference": -2.861679996}, {"charge": 10, "reference": -128.547098},
    {"charge": 18, "reference": -526.817513}])
def hartree_fock_energy(charge: int) -> float:
    energy = hartree_fock(charge).energy
    assert energy is not None, "Hartree-Fock orbitals come with their energy"
    return energy


@check("filled-shell: shielding of the neon nucleus", tolerance=1e-4, reference=552.3e-6,
       source="Malli, Froese 1967, Hartree-Fock")
def shielding() -> float:
    return nuclear_shielding(hartree_fock(10).mean(-1) / BOHR_RADIUS)


@check("filled-shell: molar susceptibility of neon [m^3/mol]", tolerance=0.03,
       source="Lesiuk, Jeziorski 2023, coupled clusters; Hartree-Fock lacks 2 %")
def neon_susceptibility() -> tuple[float, float]:
    best = next(each.si for each in susceptibilities("neon") if each.kind == "computed")
    return molar_susceptibility(hartree_fock(10).mean(2) * BOHR_RADIUS**2), best


@check("filled-shell: circulating current of neon over Z e omega_L/(2 pi)", tolerance=1e-10, reference=1.0,
       source="neon paragraph after W33, exact for any round density")
def circulating_current() -> float:
    return experiment("filled-shell").run()["circulating_current_over_larmor"]


@check("filled-shell: order in B of the change of filled shells", tolerance=1e-4, reference=2.0,
       source="Fock 1928, Darwin 1931, exact")
def order_of_change() -> float:
    first, second = (fock_darwin.switch_on(b).wave_change for b in (1e-3, 2e-3))
    return observed_order(second, first)

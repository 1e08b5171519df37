"""Bernoulli's potential: London's closed form and sign, balance of forces, quantum pressure, two fluids, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMEABILITY


def run(**inputs):
    return experiment("bernoulli", **inputs).run()


@pytest.fixture(scope="module")
def wire():
    return run(size="1 um", current="50 mA", penetration_depth="50 nm")


@pytest.fixture(scope="module")
def slab():
    return run(device="slab", law="static", size="500 nm", field="20 mT", penetration_depth="60 nm",
               coherence_length="40 nm")


def test_a_thick_slab_has_londons_potential():
    """v = e lambda B/m_e at the surface, phi = +m_e v^2/2e: positive where electrons flow."""
    result = run(device="slab", field="10 mT", size="2 um", penetration_depth="50 nm")
    speed = ELEMENTARY_CHARGE * 50e-9 * 10e-3 / ELECTRON_MASS
    assert result["velocity"] == pytest.approx(speed, rel=1e-3)
    assert result["potential"] == pytest.approx(ELECTRON_MASS * speed**2 / (2 * ELEMENTARY_CHARGE), rel=1e-3)
    assert result["potential"] == pytest.approx(21.98e-9, rel=2e-3)
    assert result["electric_field"] == pytest.approx(-speed * 10e-3, rel=5e-3)
    assert result["potential_outside"] == pytest.approx(result["potential"], rel=1e-3)
    assert result["current_density"] == pytest.approx(-10e-3 / (VACUUM_PERMEABILITY * 50e-9), rel=1e-3)


def test_a_wire_has_londons_potential_and_the_field_balances_the_magnetic_force(wire):
    from scipy.special import ive

    density = 50e-3 / (np.pi * 1e-12) * 10 * ive(0, 20) / ive(1, 20)
    carriers = ELECTRON_MASS / (VACUUM_PERMEABILITY * (50e-9 * ELEMENTARY_CHARGE) ** 2)
    speed = density / (ELEMENTARY_CHARGE * carriers)
    assert wire["velocity"] == pytest.approx(-speed, rel=1e-3)
    assert wire["potential"] == pytest.approx(ELECTRON_MASS * speed**2 / (2 * ELEMENTARY_CHARGE), rel=2e-3)
    assert wire["electric_over_lorentz"] == pytest.approx(1, abs=2e-3)
    v, B, E = (wire.arrays[name].values for name in ("velocity", "magnetic_field", "electric_field"))
    np.testing.assert_allclose(E[5:-5], (v * B)[5:-5], rtol=2e-3, atol=1e-4 * np.max(np.abs(E)))
    assert wire["potential_of_pressure"] == 0


def test_a_thin_wire_is_the_same_everywhere():
    thin = run(size="5 nm", current="1 uA", penetration_depth="50 nm")
    assert thin["potential_to_middle"] == pytest.approx(0, abs=0.01 * thin["potential"])
    assert thin["current_density"] == pytest.approx(1e-6 / (np.pi * 25e-18), rel=2e-3)


def test_the_potential_goes_with_the_square_of_the_current(wire):
    twice = run(size="1 um", current="100 mA", penetration_depth="50 nm")
    assert twice["potential"] == pytest.approx(4 * wire["potential"], rel=1e-6)
    assert twice["electric_field"] == pytest.approx(4 * wire["electric_field"], rel=1e-6)


def test_the_quantum_pressure_is_that_of_the_density_on_the_grid(slab):
    """(hbar^2/2m) f''/f of the recorded density, by differences, is what is left of q phi without m v^2/2."""
    x, f = slab.arrays["place"].values, np.sqrt(slab.arrays["density"].values)
    curvature = np.gradient(np.gradient(f, x, edge_order=2), x, edge_order=2)
    pressure = -HBAR**2 / (4 * ELECTRON_MASS) * curvature / f / (2 * ELEMENTARY_CHARGE)
    shown = slab.arrays["potential_of_pressure"].values
    inner = slice(4, -4)
    np.testing.assert_allclose(pressure[inner], shown[inner], atol=5e-3 * np.max(np.abs(shown)))
    assert slab["phase_equation_residual"] < 1e-3
    assert slab["potential_of_pressure"] < 0 < slab["potential"] < slab["potential_of_flow"]
    depleted = 1 - slab.arrays["density"].values
    condensation = HBAR**2 / (4 * ELECTRON_MASS * 40e-9**2) / (2 * ELEMENTARY_CHARGE)
    np.testing.assert_allclose(slab.arrays["potential"].values, condensation * depleted, rtol=1e-9)


@pytest.mark.long
def test_far_in_type_two_the_pressure_goes_away():
    """xi far below lambda: the density follows the velocity from place to place."""
    two = run(device="slab", law="static", size="600 nm", field="10 mT", penetration_depth="100 nm",
              coherence_length="4 nm")
    assert abs(two["potential_of_pressure"]) < 0.1 * two["potential_of_flow"]


def test_normal_electrons_screen():
    cold, warm = (run(material="Pb", temperature=T, current="1 mA") for T in ("0.5 K", "6 K"))
    assert cold["superfluid_fraction"] == pytest.approx(1, abs=1e-3)
    assert warm["superfluid_fraction"] == pytest.approx(1 - (6 / 7.196) ** 4, rel=1e-3)
    assert warm["potential_corrected"] == pytest.approx(warm["superfluid_fraction"] * warm["potential"], rel=1e-12)
    half = run(current="1 mA", superfluid_fraction=0.5)
    assert half["potential_corrected"] == pytest.approx(0.5 * half["potential"], rel=1e-12)
    assert half["potential_outside"] == pytest.approx(0.5 * run(current="1 mA")["potential_outside"], rel=1e-12)


def test_a_slab_that_is_normal_has_no_potential():
    result = run(device="slab", law="static", size="500 nm", field="2 T")
    assert result["potential"] is None
    assert result.readings["potential"].absent == "normal state"
    assert not np.any(result.arrays["potential"].values)
    assert any("normal" in warning for warning in result.warnings)


def test_above_the_critical_field_it_warns():
    assert any("critical field" in warning for warning in run(material="Pb", current="10 A", size="1 um").warnings)


@pytest.mark.parametrize(("inputs", "name"), [
    ({"law": "static"}, "law"), ({"current": "0 A"}, "current"), ({"current": "-1 A"}, "current"),
    ({"current": "1 mT"}, "current"), ({"current": "1e9 A"}, "current"), ({"size": "0 m"}, "size"),
    ({"device": "slab", "field": "1e4 T", "size": "1 mm"}, "field"),
    ({"device": "slab", "law": "static", "field": "1e-10 T"}, "field"),
    ({"device": "slab", "law": "static", "size": "1 m", "penetration_depth": "10 nm", "coherence_length": "1 mm"},
     "size"),
    ({"superfluid_fraction": 0}, "fraction"), ({"superfluid_fraction": 1.5}, "fraction"),
    ({"temperature": "2 K"}, "temperature"), ({"material": "Pb", "temperature": "8 K"}, "temperature"),
    ({"theory": "conventional"}, "theory")])
def test_contradictions_are_refused(inputs, name):
    with pytest.raises(InputError, match=name):
        experiment("bernoulli", **inputs)

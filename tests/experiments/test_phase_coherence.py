"""Orbits that grow and lock: numbers of the text for a metal, the rise against mean field, what is refused."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment


def run(**inputs):
    return experiment("phase-coherence", **({"orbits": 120, "radii": 10, "steps": 120} | inputs)).run()


@pytest.fixture(scope="module")
def grown():
    """The text's example, 39 nm, with the coherence length of lead."""
    return run(penetration_depth="39 nm", coherence_length="83 nm")


def test_numbers_of_the_text(grown):
    """omega two ways; n_s^(1/3) 2 lambda = 206.54; between 1/k_F and 2 lambda."""
    assert grown["phase_frequency"] == pytest.approx(9.514e9, rel=1e-4)
    assert grown["phase_frequency_from_moments"] == pytest.approx(float(grown["phase_frequency"]), rel=1e-9)
    assert grown["last_radius_in_spacings"] == pytest.approx(206.54, abs=0.01)
    assert grown["last_radius"] == pytest.approx(78e-9)
    fermi = (3 * np.pi**2 * float(grown["superfluid_density"])) ** (1 / 3)
    assert grown["first_radius"] * fermi == pytest.approx(1, rel=1e-9)
    assert grown["overlapped_last"] == pytest.approx(4 * np.pi * 206.54**2, rel=1e-4)


def test_conventional_theory_orders_phases_far_above_tc(grown):
    """Emery and Kivelson's 2e5 Tc of lead; the stiffness is (hbar/2e)^2/(mu_0 lambda^2)."""
    assert grown["phase_ordering_temperature"] == pytest.approx(2e5 * 7.2, rel=0.1)
    flux = 2.067833848e-15 / (2 * np.pi)
    assert grown["phase_stiffness"] == pytest.approx(flux**2 / (4e-7 * np.pi * 39e-9**2), rel=1e-8, abs=0)


def test_radii_and_times_in_si_units(grown):
    """With the spacing n_s^(-1/3), k = omega, gamma = 20 omega: J = k n pi r^2 against 2 gamma; the time of steps."""
    spacing = float(grown["superfluid_density"]) ** (-1 / 3)
    omega, width = float(grown["phase_frequency"]), 20.0

    def radius_of(coupling):
        return spacing * np.sqrt(coupling / np.pi)

    assert grown["critical_radius"] == pytest.approx(radius_of(2 * width), rel=1e-6, abs=0)
    assert grown["half_radius_mean_field"] == pytest.approx(radius_of(2 * width / (1 - 0.5**2)))
    assert grown["percolation_radius"] == pytest.approx(radius_of(1.128087), rel=1e-6, abs=0)
    assert grown["coupling_over_critical"] == pytest.approx(np.pi * (78e-9 / spacing) ** 2 / (2 * width), rel=1e-6)
    assert grown["pairs_in_coherence_volume"] == pytest.approx(float(grown["superfluid_density"]) / 2 * 83e-9**3)
    radius, number, order = (grown.arrays[name].values for name in ("radius", "number", "order"))
    assert radius[[0, -1]] == pytest.approx([float(grown["first_radius"]), 78e-9], rel=1e-6, abs=0)
    assert grown.arrays["order_incoherent"].values == pytest.approx(np.sqrt(np.pi / (4 * number)))
    above = int(np.argmax(order[-1] >= 0.5))
    assert radius[above - 1] < grown["half_radius"] < radius[above]
    place = grown.arrays["place"].values
    assert 0.9 * np.sqrt(number[-1]) * spacing < place.max() < np.sqrt(number[-1]) * spacing
    steps = 0.1 / (np.pi * (radius / spacing) ** 2 + width)
    assert grown.arrays["frame_time"].values[-1] == pytest.approx(120 * steps.sum() / omega, rel=1e-6, abs=0)


def test_phases_lock_where_many_orbits_overlap(grown):
    assert grown["order_first"] < 0.25
    assert grown["order_last"] == pytest.approx(float(grown["order_last_mean_field"]), abs=1e-3)
    assert grown["half_radius"] == pytest.approx(float(grown["half_radius_mean_field"]), rel=0.5)
    assert grown["critical_radius"] < grown["half_radius_mean_field"]
    assert grown["size_exponent_last"] == pytest.approx(0, abs=1e-3)


def test_the_rise_moves_with_the_root_of_the_width(grown):
    """In the plane J = k n pi r^2; nothing but width/k decides."""
    wide = run(penetration_depth="39 nm", width=80, coupling=1)
    same = run(penetration_depth="39 nm", width=80, coupling=4)
    assert wide["critical_radius"] == pytest.approx(2 * float(grown["critical_radius"]))
    assert wide["half_radius"] > 1.4 * grown["half_radius"]
    assert same["critical_radius"] == pytest.approx(float(grown["critical_radius"]))
    np.testing.assert_allclose(same.arrays["order"].values, grown.arrays["order"].values, atol=1e-9)


def test_a_run_repeats_itself_and_a_seed_changes_it(grown):
    again = run(penetration_depth="39 nm", coherence_length="83 nm")
    np.testing.assert_array_equal(again.arrays["phase"].values, grown.arrays["phase"].values)
    other = run(penetration_depth="39 nm", seed=2)
    assert np.abs(other.arrays["order"].values - grown.arrays["order"].values).max() > 0.01


def test_a_metal_has_its_thermal_rate_and_its_pair_size():
    result = run(material="Sn", disorder="noise", space="space", orbits=64, radii=6, steps=60)
    omega, kelvin = float(result["phase_frequency"]), 3.722 / 2
    assert result["thermal_rate"] == pytest.approx(1.380649e-23 * kelvin / (1.054571817e-34 * omega), rel=2e-3)
    assert result["pairs_in_coherence_volume"] > 1e6
    assert result["overlapped_first"] == pytest.approx(32 / (9 * np.pi))
    assert "pairs_in_coherence_volume" not in run(orbits=40, radii=4, steps=20).readings


def test_too_few_steps_are_told():
    assert any("steps" in warning for warning in run(orbits=100, radii=8, steps=40).warnings)


@pytest.mark.parametrize(("inputs", "names"), [
    ({"orbits": 10}, "orbits"), ({"radii": 2}, "radii"), ({"steps": 1}, "steps"), ({"seed": -1}, "seed"),
    ({"width": 0}, "width"), ({"temperature": "2 K"}, "temperature"), ({"spacing": "0 m"}, "spacing"),
    ({"penetration_depth": "0.1 fm"}, "penetration_depth")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("phase-coherence", **inputs)
    assert refusal.value.argument == names

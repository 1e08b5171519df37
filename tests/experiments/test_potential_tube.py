"""The experiment potential-tube: readings, constants, ions in motion, refusals, picture and film."""

import math

import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.potential_tube import picture
from onnes.materials import material
from onnes.pairing import potential_tube
from onnes.pairing.atomic_scales import atomic_energy
from onnes.units.constants import ATOMIC_MASS, HBAR


def run(**inputs):
    return experiment("potential-tube", **inputs).run()


@pytest.fixture(scope="module")
def aluminium(example_of):
    return example_of("potential-tube")


def test_aluminium(aluminium):
    assert aluminium.ok
    assert aluminium.warnings == ()
    assert aluminium["f"] == pytest.approx(5.41, abs=0.01)
    assert aluminium["b"] == pytest.approx(8.64, abs=0.01)
    assert aluminium["s"] == pytest.approx(math.pi, rel=1e-4)
    assert aluminium["tube_length"] == pytest.approx(
        math.pi * aluminium["electron_speed"] / aluminium["debye_frequency"], rel=1e-4)
    assert aluminium["displacement_over_d"] < 1e-3
    assert aluminium["impulse_over_simulated"] == pytest.approx(1.0, rel=1e-3)
    assert aluminium["zero_point_over_displacement"] > 1
    assert "a" in aluminium["outside_the_texts_ranges"]


def test_readings_are_the_texts_brackets_with_the_measured_constants(aluminium):
    d, mass = aluminium["lattice_distance"], material("Al").atomic_mass
    a, b, c, g = (aluminium[name] for name in "abcg")
    assert aluminium["displacement"] == pytest.approx(potential_tube.ion_displacement(d, mass, a, b, c), rel=1e-7)
    length = potential_tube.tube_length(d, mass, a, b, aluminium["s"])
    assert aluminium["tube_length"] == pytest.approx(length, rel=1e-9)
    assert aluminium["kappa"] == pytest.approx(potential_tube.tube_constant(d, a, b, c, g), rel=1e-7)
    assert -aluminium["tube_depth"] == pytest.approx(potential_tube.tube_potential(d, mass, aluminium["kappa"]))
    quantum = HBAR * aluminium["debye_frequency"]
    assert aluminium["depth_over_debye"] == pytest.approx(aluminium["tube_depth"] / quantum)


def test_energy_of_the_tail_is_of_the_texts_order_and_lambda_is_not_negligible(aluminium):
    assert aluminium["tail_energy_over_depth"] == pytest.approx(aluminium["s"] / 2, rel=5e-3)
    assert aluminium["tail_energy_over_text"] == pytest.approx(aluminium["kappa"] * aluminium["s"] / 2, rel=5e-3)
    assert aluminium["tail_mass"] < 1e-3 < 0.05 < aluminium["mass_enhancement"] < 1


def test_waves_beyond_s(aluminium):
    shares, text = (aluminium.arrays[name].values for name in ("wave_share", "wave_share_of_cylinder"))
    assert shares[0] == text[0] == 1
    assert (aluminium["share_1"], aluminium["share_2"]) == pytest.approx(shares[1:3])
    assert np.all(shares[1:] < 0), "what the displaced ions attract on the path they repel around it"
    assert text[1] > 0.9, "p_F d = 5 hbar: a pair with L = 1 comes within the text's tube"
    assert aluminium["closest_approach"] < 0.5
    assert aluminium["log10_binding_1_of_cylinder"] == pytest.approx(
        -(1 / text[1] - 1) / aluminium["coupling"] / math.log(10))


def test_tail_is_deepest_halfway_and_returns(aluminium):
    behind, tail = aluminium.arrays["behind"].values, aluminium.arrays["tail"].values
    first = behind <= aluminium["tube_length"]
    assert -tail[first].min() == pytest.approx(aluminium["tube_depth"], rel=1e-3)
    assert behind[first][np.argmin(tail[first])] == pytest.approx(aluminium["tube_length"] / 2, rel=0.02)
    assert tail[-1] == pytest.approx(0.0, abs=2e-2 * aluminium["tube_depth"])


def test_map_holds_the_tail_on_its_axis(aluminium):
    mapped = aluminium.arrays["potential_map"].values
    middle = mapped[:, mapped.shape[1] // 2]
    tail = np.interp(aluminium.arrays["map_behind"].values, aluminium.arrays["behind"].values,
                     aluminium.arrays["tail"].values)
    np.testing.assert_allclose(middle[20:], tail[20:], atol=1e-2 * aluminium["tube_depth"])
    assert np.isnan(mapped).any()
    assert not np.isnan(middle).any()


def test_the_two_definitions_of_the_distance():
    neighbour, volume = (run(material="Pb", distance=which) for which in ("neighbour", "volume"))
    assert neighbour["lattice_distance"] == pytest.approx(0.350e-9, rel=1e-3)
    assert volume["lattice_distance"] == pytest.approx(0.31183e-9, rel=1e-4)
    assert neighbour["b"] / volume["b"] == pytest.approx((0.35 / 0.31183) ** 2, rel=1e-3)


def test_a_metal_without_a_fermi_velocity_is_given_the_texts():
    result = run(material="W")
    assert result["a"] == pytest.approx(3.1, rel=1e-12)
    assert any("Fermi velocity of W" in warning for warning in result.warnings)


def test_own_numbers():
    result = run(spacing="0.3 nm", ion_mass="50 u", electron_speed="1e6 m/s", debye_temperature="300 K",
                 screening_length="80 pm", offset_y=0.5)
    assert result["lattice_distance"] == pytest.approx(3e-10)
    assert result["electron_speed"] == pytest.approx(1e6, rel=1e-12)
    assert result["a"] == pytest.approx(1e6 * 9.1093837139e-31 * 3e-10 / HBAR, rel=1e-9)
    heavier = run(spacing="0.3 nm", ion_mass=200 * ATOMIC_MASS, electron_speed=1e6, debye_temperature="300 K",
                  screening_length="80 pm", offset_y=0.5)
    assert result["displacement"] / heavier["displacement"] == pytest.approx(4, rel=1e-3)
    assert result["tube_length"] == pytest.approx(heavier["tube_length"], rel=1e-6)


def test_the_depth_of_w7_without_numbers_is_near_the_atomic_energy_over_beta():
    result = run()
    assert result["a"] == pytest.approx(3.1)
    assert result["b"] == pytest.approx(8.0)
    assert result["tube_depth"] * result["beta"] / atomic_energy(3e-10) == pytest.approx(result["kappa"], rel=1e-12)
    assert 0.3 < result["kappa_mean"] < 3


def test_warm_ions_move_the_same_on_average(aluminium):
    warm = run(material="Al", temperature="300 K", seed=5)
    assert warm["mean_over_cold"] == pytest.approx(1.0, abs=0.02)
    assert warm["spread_over_d"] > 10 * warm["displacement_over_d"]
    assert aluminium["spread_over_d"] == 0.0
    assert run(material="Al", temperature="75 K", seed=5)["spread_over_d"] == pytest.approx(
        warm["spread_over_d"] / 2, rel=1e-3)
    assert warm.provenance["seed"] == 5
    assert warm.arrays["ion_spread"].values.shape == warm.arrays["delay"].values.shape


def test_quantum_ions(aluminium):
    quantum = run(material="Al", quantum=True)
    assert quantum["quantum_over_classical"] == pytest.approx(1.0, rel=2e-3)
    assert quantum["phonon_probability"] == pytest.approx(quantum["phonon_probability_coherent"], rel=1e-9)
    assert quantum["mean_phonons"] == pytest.approx(aluminium["mean_phonons"], rel=1e-12)
    assert quantum["spread_over_d"] / quantum["displacement_over_d"] == pytest.approx(
        aluminium["zero_point_over_displacement"], rel=0.05)


@pytest.mark.parametrize(("inputs", "named"), [
    ({"spacing": "-0.3 nm"}, "spacing"),
    ({"ion_mass": "0 kg"}, "ion_mass"),
    ({"temperature": "-1 K"}, "temperature"),
    ({"temperature": "3e5 K"}, "temperature"),
    ({"debye_temperature": "-5 K"}, "debye_temperature"),
    ({"offset_x": 0.05, "offset_y": 0.1}, "offset_x"),
    ({"offset_x": 0.7}, "offset_x"),
    ({"core": 0.6}, "core"),
    ({"screening_length": "0.5 nm"}, "screening_length"),
    ({"ensemble": 10}, "ensemble"),
    ({"seed": -1}, "seed"),
])
def test_bad_input_is_refused_by_name(inputs, named):
    with pytest.raises(InputError, match=named):
        experiment("potential-tube", **inputs)


def test_a_compound_lacks_a_lattice_distance():
    with pytest.raises(onnes.OnnesError, match=r"'MgB2', .*nearest_neighbour_distance"):
        experiment("potential-tube", material="MgB2")


def test_picture_of_quantum_ions():
    made = experiment("potential-tube").picture(run(material="Al", quantum=True, ensemble=100))
    assert [ax.get_xlabel() for ax in made.axes[:3]] == ["along the path (nm)", "distance behind the electron (nm)",
                                                         "time after the electron (fs)"]


def test_film_shows_the_tube_behind_the_electron(aluminium):
    columns = np.linspace(-0.2, 1.0, 7) * aluminium["tube_length"]
    mapped = picture._map_at(aluminium, columns)
    middle = mapped[len(mapped) // 2]
    assert middle[0] == 0.0
    assert np.all(middle[2:6] < 0)


def test_the_film_has_no_potential_in_the_cores_before_or_after_the_electron(aluminium):
    shown = picture._map_at(aluminium, np.array([-1e-6, 1e-9]))
    in_core = np.isnan(aluminium.arrays["potential_map"].values).all(axis=0)
    assert in_core.any()
    assert np.isnan(shown[in_core]).all()
    assert np.all(shown[~in_core, 0] == 0)
    assert np.all(shown[~in_core, 1] != 0)

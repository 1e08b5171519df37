"""A disc of orbits: the summed layer is the exact one within its scatter; pi lambda wide, not lambda."""

from math import pi

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.orbit_disc.superposition import current_map, random_centres, superpose


def run(**inputs):
    return experiment("orbit-disc", **inputs).run()


@pytest.fixture(scope="module")
def disc():
    return run(orbits=20_000, radius="2 um", seed=3)


def within(reading, expected, sigmas=4.0):
    assert reading.uncertainty > 0
    return abs(reading.value - expected) < sigmas * reading.uncertainty


def test_the_layer_carries_the_whole_current_and_is_pi_lambda_wide(disc):
    assert within(disc.readings["total_over_needed"], 1)
    assert within(disc.readings["interior_over_needed"], 0)
    assert within(disc.readings["equivalent_width_over_depth"], pi)
    assert within(disc.readings["penetration_depth"], disc["exact_penetration_depth"])
    assert disc.readings["total_over_needed"].uncertainty < 0.02
    assert disc["needed_current"] == pytest.approx(80e-3 / (4e-7 * pi), rel=1e-9)
    assert disc["magnetisation"] == pytest.approx(disc["needed_current"], rel=1e-12)
    assert disc["exact_width_over_depth"] == pytest.approx(pi, rel=1e-12)
    assert disc["london_width_over_depth"] == pytest.approx(1, abs=0.02)
    assert disc["exact_penetration_depth"] == pytest.approx(2 * disc["london_depth"], rel=1e-2)


def test_profiles_in_si_units(disc):
    """int j dr = B_a/mu_0 of orbits and of London's current, 1/pi and I_1/I_0 of n_s e v_s; B by Ampere's law."""
    arrays, needed, depth = disc.arrays, 80e-3 / (4e-7 * pi), 50e-9
    x, j, exact, london = (arrays[name].values for name in (
        "x", "current_density", "exact_current_density", "london_current_density"))
    for current, share in ((exact, 1e-3), (london, 1e-2), (j, 0.1)):
        assert np.trapezoid(current, x) == pytest.approx(needed, rel=share)
    assert disc["total_current"] == pytest.approx(disc["total_over_needed"] * needed, rel=1e-9)
    assert disc["exact_largest_current_density"] == pytest.approx(needed / depth / pi, rel=1e-9)
    assert disc["london_largest_current_density"] == pytest.approx(needed / depth * (1 - 1 / 80), rel=1e-3)
    assert within(disc.readings["largest_current_density"], needed / depth / pi)
    assert disc["place_of_largest"] == pytest.approx(-(100e-9**2) / (2 * 2e-6), rel=1e-2)
    assert disc["orbits_round_a_point"] == pytest.approx(20_000 * (100e-9 / 2e-6) ** 2)
    carriers = 9.1093837e-31 / (4e-7 * pi * depth**2 * 1.602176634e-19**2)
    assert disc["orbit_over_distance"] == pytest.approx(2 * depth * carriers ** (1 / 3))
    place, edges = arrays["field_x"].values, np.diff(arrays["field_x"].values)
    for name, current in (("exact_field", exact), ("london_field", london), ("field", j)):
        rise = np.diff(arrays[name].values)[place[1:] <= 0]
        np.testing.assert_allclose(rise, (4e-7 * pi * current * edges)[place[1:] <= 0], atol=2e-3 * 80e-3)
        assert arrays[name].values[-1] == pytest.approx(80e-3, rel=1e-9)


def test_the_map_has_the_current_density_of_the_disc(disc):
    """int j_theta dA of the map is 2 pi int j r dr: 2 pi R B_a/mu_0 by the exact sum."""
    cell = np.diff(disc.arrays["map_x"].values)[0] ** 2
    whole = disc.arrays["map"].values.sum() * cell
    assert whole == pytest.approx(2 * pi * 2e-6 * 80e-3 / (4e-7 * pi), rel=5e-2)


def test_profiles_agree_within_the_scatter(disc):
    assert 0.3 < disc["chi_square"] < 3
    j, exact, x = (disc.arrays[name].values for name in ("current_density", "exact_current_density", "x"))
    assert np.all(exact[np.abs(x) > 100e-9] == 0)
    assert np.all(j[x > 100e-9] == 0)
    assert disc.arrays["exact_field"].values[-1] == 80e-3


def test_the_scatter_is_that_of_other_draws():
    places = np.array([8.0, 12.0])
    draws = [superpose(random_centres(2000, 10.0, seed), 10.0, 2.0, places).between(8.0, 12.0) for seed in range(60)]
    estimated = np.mean([each.std(ddof=1) / np.sqrt(len(each)) for each in draws])
    assert np.std([each.mean() for each in draws], ddof=1) == pytest.approx(estimated, rel=0.25)


def test_one_orbit_round_the_middle_and_one_beside_it():
    """The share of a circle of radius r that an orbit encloses: all, some, none."""
    places = np.array([0.5, 1.0, 1.9])
    total = superpose(np.tile([1e-9, 0.0], (50, 1)), 1.0, 1.5, places).outside * 1.5**2
    np.testing.assert_allclose(total[0], [1, 1, 0], atol=1e-6)
    beside = superpose(np.tile([1.0, 0.0], (50, 1)), 1.0, 1.0, places).outside
    np.testing.assert_allclose(beside[0], np.arccos(places / 2) / pi, atol=1e-9)


def test_the_map_has_the_current_of_the_orbits():
    """int j_theta dA over a ring is 2 pi int j r dr; an orbit about the middle flows on its own circle."""
    edges = np.linspace(-2, 2, 41)
    mapped = current_map(np.zeros((1, 2)), 1.0, edges)
    assert mapped.sum() == pytest.approx(2 * pi, rel=1e-9)
    assert np.all(current_map(np.array([[3.0, 3.0]]), 0.5, edges) == 0)


def test_centres_fill_the_disc_evenly_and_repeat():
    centres = random_centres(100_000, 2.0, 5)
    assert np.mean(np.sum(centres**2, axis=1)) == pytest.approx(2, rel=1e-2)
    np.testing.assert_array_equal(centres, random_centres(100_000, 2.0, 5))


@pytest.mark.parametrize(("inputs", "names"), [
    ({"radius": "80 nm"}, "radius"), ({"orbits": 499}, "orbits"), ({"radius": "1 mm"}, "radius"),
    ({"seed": -1}, "seed"), ({"temperature": 2}, "temperature")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("orbit-disc", **inputs)
    assert refusal.value.argument == names

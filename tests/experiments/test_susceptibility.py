"""N orbits: half the field where they feel one another, none where they do not, up to their finite number."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.susceptibility.readings import _over_placements


def run(**inputs):
    return experiment("susceptibility", **inputs).run()


@pytest.fixture(scope="module", params=["cell", "disc", "loops"])
def sample(request):
    return run(geometry=request.param, orbits=400, placements=6, seed=1)


def test_half_the_field_or_none(sample):
    assert sample["susceptibility"] == pytest.approx(-1, rel=1e-12)
    assert sample["field_felt_mean_field"] == pytest.approx(0.5, rel=1e-12)
    assert sample["field_ignored_mean_field"] == pytest.approx(0, abs=1e-12)
    disc = sample.inputs["geometry"] == "disc"
    assert sample["field_felt"] == pytest.approx(0.5, abs=0.04 if disc else 0.012)
    assert sample["field_felt"] < 0.5
    ignored = sample.readings["field_ignored"]
    assert abs(ignored.value - sample["field_ignored_expected"]) < 5 * ignored.uncertainty
    assert sample["speed_felt"] / sample["meissner_speed"] == pytest.approx(sample["field_felt"], rel=1e-12)
    assert sample["speed_ignored"] == pytest.approx(sample["meissner_speed"], rel=1e-12)
    assert sample["speed_felt_mean_field"] == pytest.approx(sample["meissner_speed"] / 2, rel=1e-12)


def test_the_uncertainty_is_that_of_a_mean():
    reading = _over_placements([1.0, 2.0, 3.0, 4.0], "", "")
    assert (reading.value, reading.uncertainty) == pytest.approx((2.5, (5 / 3 / 4) ** 0.5))


def test_what_is_read_of_the_placements(sample):
    """Lengths in m; an orbit's own field; the uncertainty of a mean of 6 against the scatter of one of them."""
    assert sample["radius"] == pytest.approx(100e-9)
    half = {"cell": 3, "disc": 7, "loops": 2.5}[sample.inputs["geometry"]] * 100e-9
    assert 0.9 * half < np.max(np.abs(sample.arrays["centres"].values)) < half
    expected = 1 - (399 / 400 + sample["own_share"])
    assert sample["field_ignored_expected"] == pytest.approx(expected, rel=1e-9)
    ignored = sample.readings["field_ignored"]
    single = abs(sample.arrays["orbit_field_ignored"].values.mean() - ignored.value)
    assert single < 5 * np.sqrt(6) * ignored.uncertainty


def test_the_scatter_is_that_of_random_places_and_screening_reduces_it(sample):
    assert sample["scatter_ignored"] == pytest.approx(sample["scatter_expected"], rel=0.25)
    assert sample["scatter_felt"] < 0.6 * sample["scatter_ignored"]


def test_the_field_that_is_felt_solves_its_equation(sample):
    """B/B_a = 1 - sum C of the orbits, where C is what the ignored field shows."""
    ignored, sums = (sample.arrays[name].values for name in ("orbit_field_ignored", "coupling"))
    np.testing.assert_allclose(ignored, 1 - sums, atol=1e-12)
    felt = sample.arrays["orbit_field_felt"].values
    assert np.corrcoef(felt, 1 / (1 + sums))[0, 1] > 0.8


def test_more_orbits_come_closer():
    few, many = (run(orbits=number, placements=12, size="0.5 um") for number in (80, 640))
    gain = [(0.5 - each["field_felt"]) for each in (few, many)]
    assert gain[0] / gain[1] == pytest.approx(8, rel=0.35)
    assert few["scatter_ignored"] / many["scatter_ignored"] == pytest.approx(8**0.5, rel=0.25)


def test_large_orbits_are_pippards_and_tinkhams_perfect_diamagnet():
    result = run(radius="1 um", orbits=400, placements=2)
    assert result["susceptibility"] == pytest.approx(-100, rel=1e-9)
    assert result["field_felt"] == pytest.approx(1 / 101, rel=3e-2)
    assert result["field_ignored_mean_field"] == pytest.approx(-99, rel=1e-9)
    felt, expected = (result.arrays[name].values for name in ("scan_felt", "scan_felt_mean_field"))
    np.testing.assert_allclose(felt, expected, rtol=4e-2)


def test_orbits_that_hardly_overlap_are_warned_of():
    assert not run(orbits=100, placements=2).warnings
    assert "overlap" in run(orbits=20, placements=2, size="1 um").warnings[0]


def test_the_same_seed_gives_the_same_numbers():
    one, same, other = (run(orbits=50, placements=2, seed=seed)["field_felt"] for seed in (4, 4, 5))
    assert one == same != other


@pytest.mark.parametrize(("inputs", "names"), [
    ({"orbits": 5}, "orbits"), ({"placements": 1}, "placements"), ({"seed": -1}, "seed"), ({"size": "0.3 um"}, "size"),
    ({"geometry": "disc", "size": "0.7 um"}, "size"), ({"wire": 0.01}, "wire"),
    ({"geometry": "disc", "orbits": 50}, "orbits"), ({"geometry": "loops", "wire": 0.05, "size": "0.6 um"}, "wire"),
    ({"temperature": "2 K"}, "temperature")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("susceptibility", **inputs)
    assert refusal.value.argument == names

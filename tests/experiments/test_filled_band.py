"""The experiment on filled bands: its readings against closed forms, its picture, its refusals."""

import numpy as np
import pytest

from onnes.carriers.london_depth import london_depth
from onnes.errors import InputError
from onnes.experiments.filled_band import FilledBand
from onnes.units.constants import ELEMENTARY_CHARGE, HBAR


@pytest.fixture(scope="module")
def results(example_of):
    return {2: example_of("filled-band"), **{dimension: FilledBand(dimension=dimension, filling=0.3).run()
                                             for dimension in (1, 3)}}


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_zero_when_full_zero_when_empty_londons_when_dilute(results, dimension):
    result = results[dimension]
    assert abs(result["response_full"]) < 1e-14
    assert abs(result["response_empty"]) < 1e-14
    assert result["response_dilute"] == pytest.approx(1, rel=1e-5)
    assert result["maximum_filling"] == pytest.approx(0.5, abs=1e-4)
    assert result["ring_difference"] < 1e-9
    assert abs(result["ring_minus_infinite"]) < 0.02
    assert 0 < result["response"] < 1


def test_chain(results):
    result = results[1]
    assert result["response"] == pytest.approx(np.sin(0.3 * np.pi) / (0.3 * np.pi), rel=1e-12)
    assert result["band_mass"] == pytest.approx(HBAR**2 / (2 * ELEMENTARY_CHARGE * 0.3e-9**2), rel=1e-12)
    # -dj/dA is its share of n e^2/m*, and the depth that of London for so many carriers.
    whole = result["density"] * ELEMENTARY_CHARGE**2 / result["band_mass"]
    assert result["response_si"] == pytest.approx(result["response"] * whole, rel=1e-12)
    depth = london_depth(result["response"] * result["density"], result["band_mass"])
    assert result["screening_depth"] == pytest.approx(depth, rel=1e-12)


@pytest.mark.parametrize(("filling", "ratio"), [(0.0, None), (1.0, 0.0)])
def test_insulator_does_not_screen(filling, ratio):
    result = FilledBand(dimension=2, filling=filling, ring=5).run()
    assert result["response"] == (None if ratio is None else pytest.approx(ratio, abs=1e-14))
    assert result["screening_depth"] is None
    assert abs(result["ring_response"]) < 1e-10


def test_curves_start_with_london_and_end_at_zero(results):
    arrays = results[2].arrays
    for dimension in (1, 2, 3):
        curve = arrays[f"response_{dimension}d"].values
        assert np.all(curve >= -1e-14)
        assert curve[-1] == pytest.approx(0, abs=1e-14)
        assert curve[1] == pytest.approx(arrays["london"].values[1], rel=0.03)


@pytest.mark.parametrize(("inputs", "named"), [
    ({"dimension": 4}, "dimension"), ({"filling": -0.1}, "filling"), ({"filling": 1.1}, "filling"),
    ({"hopping": "-1 eV"}, "hopping"), ({"next_hopping": 0.3}, "next_hopping"),
    ({"lattice_constant": "0 nm"}, "lattice_constant"), ({"ring": 3}, "ring"), ({"dimension": 3, "ring": 20}, "ring"),
    ({"dimension": 1.5}, "dimension"),
])
def test_bad_input_is_refused_by_name(inputs, named):
    with pytest.raises(InputError) as refusal:
        FilledBand(**inputs)
    assert refusal.value.argument == named


def test_picture_shows_three_dimensions_and_the_ring(results):
    picture = FilledBand.picture(results[2])
    labels = {line.get_label() for ax in picture.axes for line in ax.get_lines()}
    assert {"1 dimension", "2 dimensions", "3 dimensions", "London, $n e^2/m^*$"} <= labels
    assert {"occupied", "1D", "2D", "3D"} <= labels
    assert any("ring of 169 sites" in str(label) for label in labels)

"""The film experiment: what a user asks for, and what is refused."""

import numpy as np
import pytest

from onnes import experiments
from onnes.errors import InputError

SMALL = {"size_over_xi": 8.0, "spacing_over_xi": 0.5, "time": 10.0, "frames": 5}


@pytest.fixture(scope="module")
def square(example_of):
    return example_of("film")


def test_readings(square):
    readings = square.readings
    assert square.status == "completed"
    assert 0 < readings["mean_density"].value < 1
    assert readings["moment"].value < 0
    assert abs(readings["voltage"].value) < 1e-6
    assert readings["ledger_closure"].value < 1e-2
    assert readings["steps"].value > 5
    assert readings["seconds_per_step"].value > 0
    assert readings["time"].value == 50.0
    assert readings["vortices"].value > 0
    assert readings["vortices_in_all"].value >= abs(readings["vortices"].value)


def test_the_square_stays_symmetric(square):
    """No vortex configuration of a square film in a uniform field is preferred before noise chooses one."""
    density = square.arrays["density"].values[-1]
    for turned in (density[::-1], density.T):
        assert np.max(np.abs(density - turned)) < 1e-4


def test_field_turned_round_turns_the_moment(square):
    back = experiments.experiment("film", **(experiments.experiments()["film"].example | {"induction": -0.6})).run()
    assert back["moment"] == pytest.approx(-square["moment"], rel=1e-6)
    assert back["vortices"] == -square["vortices"]
    assert back["mean_density"] == pytest.approx(square["mean_density"], rel=1e-9)


@pytest.mark.long
def test_a_film_above_tc_is_a_resistor():
    """V = I R with R = length/width in units of the normal resistance of a square, exactly."""
    film = experiments.experiment("film", **SMALL, aspect=2.0, induction=0.0, current=0.5, temperature=1.5,
                                  start="normal", noise=1e-12)
    assert film.run()["voltage"] == pytest.approx(0.5 * 2.0, rel=1e-6)


def test_a_hole_holds_whole_quanta():
    run = experiments.experiment("film", **(SMALL | {"time": 30.0}), outline="disc", hole_over_xi=3.0, induction=0.9,
                                 gamma=0.0).run()
    assert run.status == "completed"
    assert run["hole_fluxoid"] == int(run["hole_fluxoid"])
    assert run["hole_fluxoid"] >= 1


@pytest.mark.parametrize(("wrong", "says"), [
    ({"size_over_xi": 0}, "size_over_xi"),
    ({"size_over_xi": 1e5}, "nodes"),
    ({"gamma": -1}, "gamma"),
    ({"pearl_over_xi": 0}, "pearl_over_xi"),
    ({"time": -1}, "time"),
    ({"outline": "POLYGON ((0 0, 1 1"}, "outline"),
    ({"hole_over_xi": 9.0}, "hole"),
    ({"start": "normal"}, "noise"),
    ({"spacing_over_xi": 2.0, "size_over_xi": 4.0}, "spacing"),
    ({"frames": 0}, "frames"),
    ({"outline": "disc", "current": 1.0}, "straight ends"),  # case C7
    ({"outline": "POLYGON ((0 0, 9 0, 4 9, 0 0))", "current": 1.0}, "straight ends"),
])
def test_bad_input_is_refused_by_name(wrong, says):
    with pytest.raises(InputError, match=says):
        experiments.experiment("film", **(SMALL | wrong))

"""The film of the benchmarks: the peers' problem, read correctly."""

import pytest

from onnes.bench.square_film import SIDES, SquareFilm, evolve, finished
from onnes.errors import OnnesError
from onnes.laws.outcome import Outcome

SMALL = SquareFilm(side=6.0, spacing=0.5, induction=0.3, gamma=1.0)


def test_sides_give_the_points_they_are_named_by():
    for points, side in SIDES.items():
        assert (round(side / 0.3) + 1) ** 2 == pytest.approx(points, rel=0.05)


@pytest.mark.long
def test_a_small_film_screens_and_keeps_vortices_out():
    run = evolve(SMALL, (5.0, 10.0))
    late = run.readings[10.0]
    assert set(run.readings) == {5.0, 10.0}
    assert 0 < late["mean_density"] < 1
    assert late["moment"] < 0
    assert (late["vortices"], late["antivortices"], late["fluxoid_hole"]) == (0, 0, 0)
    assert run.steps > 0
    assert run.stages >= 2 * run.steps


def test_a_run_that_did_not_arrive_is_not_timed():
    broken = Outcome("not_converged", None, "too short a step")
    with pytest.raises(OnnesError, match="too short a step"):
        finished(broken)

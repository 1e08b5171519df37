"""Runs that are resumed: the same end, by the same law, with the same event, or a refusal that says what differs."""

import jax
import numpy as np
import pytest

from onnes.drives.protocols import Steady
from onnes.energies import Drive
from onnes.errors import InputError
from onnes.laws import TDGL
from onnes.laws.noise import Noise


def law_of(bench, conductivity=0.7, field=0.2, seed=4):
    return TDGL(bench.energy, Steady(Drive(1.0, (0.0, 0.0, field))), conductivity,
                 noise=Noise(jax.random.key(seed), 1e-3, 0.25))


def run(bench, path, until=1.0, every=0.2, law=None, **options):
    return (law or law_of(bench)).run(bench.smooth(), until, every=every, checkpoint=path, **options)


def assert_same(bench, one, other):
    assert bench.same(one.state, other.state)
    assert (one.status, one.time, one.steps, one.message) == (other.status, other.time, other.steps, other.message)
    assert all(np.array_equal(one.records[name], other.records[name]) for name in one.records)


@pytest.mark.parametrize(("other", "says"), [
    ({"conductivity": 0.8}, r"law\.conductivity is float64 0\.7, here float64 0\.8"),
    ({"field": 0.3}, r"law\.protocol\.drive\.applied_field"),
    ({"seed": 5}, r"law\.noise\.key"),
])
def test_other_parameters_are_refused_by_name(bench, tmp_path, other, says):
    run(bench, tmp_path / "run")
    with pytest.raises(InputError, match=says):
        run(bench, tmp_path / "run", law=law_of(bench, **other))


def test_another_start_and_other_times_are_refused(bench, tmp_path):
    run(bench, tmp_path / "run")
    with pytest.raises(InputError, match=r"start\.psi"):
        law_of(bench).run(bench.rough(), 1.0, every=0.2, checkpoint=tmp_path / "run")
    with pytest.raises(InputError, match="other times"):
        run(bench, tmp_path / "run", every=0.25)
    with pytest.raises(InputError, match="other times"):
        run(bench, tmp_path / "run", until=0.6)


def test_a_run_that_is_done_is_not_run_again_and_can_be_made_longer(bench, tmp_path):
    path = str(tmp_path / "run")
    done = run(bench, path)
    assert_same(bench, run(bench, path, progress=lambda fraction, message: pytest.fail("it ran")), done)
    assert_same(bench, run(bench, path, until=2.0), run(bench, None, until=2.0))


def test_a_run_that_its_event_has_stopped_stays_stopped(bench, tmp_path):
    def late(state, t):
        return t > 0.5

    stopped = run(bench, tmp_path / "run", stop=late)
    assert (stopped.message, stopped.time) == ("the event was reached", pytest.approx(0.6))
    assert_same(bench, run(bench, tmp_path / "run", stop=late), stopped)

"""Node spacings: their ends, their gaps, and the order of differences on graded nodes."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.numerics.extrapolation import observed_order
from onnes.numerics.grading import graded, graded_both_ways, graded_to_surface, mirrored, stretched, uniform


def test_uniform_nodes_are_no_further_apart_than_asked():
    nodes = uniform(-1.0, 2.0, 0.7)
    assert (nodes[0], nodes[-1]) == (-1.0, 2.0)
    assert np.diff(nodes) == pytest.approx(0.6)
    assert len(uniform(0.0, 1.0, 0.1)) == 11  # rounding does not add a node
    assert len(uniform(0.0, 1.0, 5.0)) == 2


def test_stretched_gaps_grow_by_the_same_factor():
    nodes = stretched(1.0, 10.0, 0.25, 1.2)
    gaps = np.diff(nodes)
    assert gaps[:4] == pytest.approx(0.25)
    assert gaps[4:] / gaps[3:-1] == pytest.approx(1.2)
    assert nodes[-2] < 10.0 <= nodes[-1]


def test_mirrored_nodes_share_the_zero():
    assert mirrored(np.array([0.0, 1.0, 3.0])).tolist() == [-3.0, -1.0, 0.0, 1.0, 3.0]


def test_graded_gaps_are_in_proportion_to_the_distance_far_out():
    nodes = graded(1.0, 1e4, 200)
    assert (nodes[0], nodes[-1]) == (0.0, pytest.approx(1e4))
    stretch = np.arcsinh(1e4) / 200
    assert np.diff(nodes)[0] == pytest.approx(stretch, rel=1e-3)
    assert np.diff(nodes)[-1] / nodes[-2] == pytest.approx(np.expm1(stretch), rel=1e-6)


def test_graded_both_ways_is_finest_at_zero():
    nodes = graded_both_ways(0.5, 10.0, 40.0, 60)
    assert (nodes[0], nodes[-1]) == (pytest.approx(-10.0), pytest.approx(40.0))
    assert len(nodes) == 61
    assert nodes[30] == 0.0
    assert np.all(np.diff(nodes) >= np.diff(nodes)[29:31].min())


def test_graded_to_a_surface_is_finest_there_and_nested():
    size, skin, spacing = 1e4, 1.0, 0.1
    nodes = graded_to_surface(size, skin, spacing)
    gaps = np.diff(nodes)
    assert (nodes[0], nodes[-1]) == (0.0, size)
    assert 0.9 * spacing < gaps[-1] <= spacing * 1.01
    assert np.all(np.diff(gaps) < 0)
    assert len(gaps) % 2 == 0
    half = size - skin * np.sinh(np.arcsinh(size / skin) * np.linspace(0, 1, len(gaps) // 2 + 1))[::-1]
    assert nodes[::2] == pytest.approx(half, abs=1e-8)


def test_differences_keep_second_order_on_graded_nodes():
    def error(cells):
        x = graded(0.3, 20.0, cells)
        middle = 0.5 * (x[1:] + x[:-1])
        return np.max(np.abs(np.diff(np.exp(-x)) / np.diff(x) + np.exp(-middle)))

    assert observed_order(error(200), error(400)) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("build", [
    lambda: uniform(0, 1, -0.1), lambda: uniform(1, 0, 0.1), lambda: uniform(0, 1, float("nan")),
    lambda: stretched(1, 5, 0.1, 0.9), lambda: stretched(5, 1, 0.1),
    lambda: graded_to_surface(1.0, 1.0, 0.0), lambda: graded_to_surface(0.0, 1.0, 0.1)])
def test_impossible_spacings_are_refused(build):
    with pytest.raises(InputError):
        build()

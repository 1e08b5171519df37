"""Weights: whole grids have the measures of geometry, shapes the fractions of theirs; bad grids are refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.geometry import disc
from onnes.geometry.signed_distance import Ball, SignedDistance
from onnes.grids import Grid, Sample, resolution_warnings, uniform

R, Z = np.array([0.0, 0.3, 1.0, 1.6, 2.0]), np.array([-1.0, 0.0, 0.4, 1.0])


@pytest.mark.parametrize(("grid", "volume"), [
    (Grid([Z]), 2.0),
    (Grid([Z, R]), 4.0),
    (Grid([Z, R, Z]), 8.0),
    (Grid([R], "cylindrical"), 2.0**2 / 2),  # per radian and unit length
    (Grid([R, None, Z], "cylindrical"), 2.0**2 / 2 * 2.0),
    (Grid([R], "spherical"), 2.0**3 / 3),  # per steradian
])
def test_dual_cells_fill_space(grid, volume):
    """However uneven the nodes, the volumes of their cells add up to that of the grid."""
    assert float(np.sum(Sample(grid).node_volume)) == pytest.approx(volume, rel=1e-14)


def test_lengths_and_areas_of_a_meridian_plane():
    sample = Sample(Grid([R, None, Z], "cylindrical"))
    assert np.asarray(sample.edge_length[0])[:, 0] == pytest.approx(np.diff(R))
    assert np.asarray(sample.edge_length[1])[:, 0] == pytest.approx(R)
    assert np.asarray(sample.edge_length[2])[0] == pytest.approx(np.diff(Z))
    assert np.asarray(sample.face_area[2])[:, 0] == pytest.approx(np.diff(R**2) / 2)
    assert np.all(np.asarray(sample.edge_weight[1])[0] == 0)  # on the axis a circle has no length


@pytest.mark.parametrize("grid", [
    Grid([np.linspace(-1.1, 0.7, 14), Z]), Grid([R, None, np.linspace(0, 1, 5)], "cylindrical"), Grid([Z, R, Z])])
def test_thin_measures_are_the_measures(grid):
    """What does not change along an axis is held once; nothing else is."""
    for spanned in ((), (0,), (1,), (2,), (0, 1), (1, 2), (2, 0)):
        for whole, thin in ((grid.measure(spanned), grid.measure(spanned, thin=True)),
                            (grid.dual_measure(spanned), grid.dual_measure(spanned, thin=True))):
            assert np.broadcast_to(thin, whole.shape) == pytest.approx(whole, rel=1e-12)
            for axis, n in enumerate(thin.shape):
                assert (n == 1) == (np.ptp(whole, axis=axis).max() <= 1e-12 * whole.max())


def test_volume_of_a_ball_in_two_coordinate_systems():
    """In the meridian plane a cell's volume counts at its own radius, so order 2 and no better."""
    exact, nodes = 4 / 3 * np.pi * 1.2**3, uniform(-1.5, 1.5, 0.25)
    assert float(np.sum(Sample(Grid([nodes] * 3), Ball(1.2)).node_volume)) == pytest.approx(exact, rel=1e-3)
    errors = []
    for spacing in (0.2, 0.1, 0.05):
        half = uniform(0, 1.5, spacing)
        meridian = Sample(Grid([half, None, half], "cylindrical"), Ball(1.2))
        errors.append(abs(4 * np.pi * float(np.sum(meridian.node_volume)) / exact - 1))
    assert errors[1] < 3e-3
    assert errors[0] / errors[2] > 12


@settings(max_examples=15)
@given(st.floats(0.3, 2.4), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_fractions_lie_between_nothing_and_everything(radius, x, y):
    nodes = uniform(-2.5, 2.5, 0.5)
    grid = Grid([nodes, nodes])
    whole, cut = Sample(grid), Sample(grid, disc(radius, (x, y)))
    assert np.all((np.asarray(cut.node_volume) >= 0) & (cut.node_volume <= whole.node_volume))
    for d in (0, 1):
        assert np.all((np.asarray(cut.edge_weight[d]) >= 0) & (cut.edge_weight[d] <= whole.edge_weight[d]))
    assert all(np.array_equal(a, b) for a, b in zip(cut.face_weight, whole.face_weight, strict=True))


class Hull(SignedDistance):
    """1 < |x - 0.4| < 1.23 + 1."""

    def distance(self, *coordinates):
        return np.maximum(np.abs(coordinates[0] - 0.4) - 2.23, 1.0 - np.abs(coordinates[0] - 0.4))


def test_bodies_are_cut_where_their_distance_is_zero():
    """Lengths in one dimension are exact wherever the surface falls in a cell."""
    nodes = uniform(-3, 3, 0.4)
    assert float(np.sum(Sample(Grid([nodes]), Ball(1.23, (0.4,))).node_volume)) == pytest.approx(2.46, rel=1e-12)
    assert float(np.sum(Sample(Grid([nodes]), Hull()).node_volume)) == pytest.approx(2.46, rel=1e-12)


@pytest.mark.parametrize("radius", [-1.0, 0.0, float("nan"), float("inf")])
def test_bad_balls(radius):
    with pytest.raises(InputError, match="radius"):
        Ball(radius)


@pytest.mark.parametrize("make", [
    lambda: Grid([np.array([0.0, 1.0, 0.5])]), lambda: Grid([np.array([0.0])]), lambda: Grid([np.array([0.0, np.nan])]),
    lambda: Grid([np.array([0.0, 0.0, 1.0])]), lambda: Grid([np.zeros((2, 2))]),
    lambda: Grid([R], "polar"), lambda: Grid([R - 0.1], "cylindrical"), lambda: Grid([None, None, Z], "cylindrical"),
    lambda: Grid([R, R], "cylindrical"), lambda: Grid([R, None, Z], "spherical"),
    lambda: Sample(Grid([Z]), Ball(0.1, (7.0,))), lambda: Sample(Grid([Z, Z]), disc(0.1, (7.0, 0.0))),
    lambda: Sample(Grid([Z]), disc(1.0)), lambda: Sample(Grid([Z, Z, Z]), disc(1.0)),
])
def test_bad_grids(make):
    with pytest.raises(InputError):
        make()


def test_resolution_warnings_name_the_cells():
    grid = Grid([uniform(0, 10, 0.5)])
    assert resolution_warnings(grid, 1.0, 5.0) == ()
    (only,) = resolution_warnings(grid, 0.75, 5.0)
    assert "1.5 cells per coherence length" in only
    assert len(resolution_warnings(Grid([uniform(0, 10, 0.1), uniform(0, 10, 2.0)]), 1.0, 3.0)) == 2

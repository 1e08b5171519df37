"""Weights: whole grids have the measures of geometry, shapes the fractions of theirs; bad grids are refused."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.geometry.shapes import Ball, Box, Cylinder, Disc, Polygon, Ring, Shape, Slab, Sphere, Tube, ring
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


def area(shape: Shape, spacing: float, reach: float = 2.6) -> float:
    nodes = uniform(-reach, reach, spacing)
    return float(np.sum(Sample(Grid([nodes, nodes]), shape).node_volume))


SQUARE = ((-1.9, -1.3), (1.7, -1.3), (1.7, 1.1), (-1.9, 1.1))
STAR = ((2.0, 0.1), (0.4, 0.6), (-0.3, 2.1), (-0.9, 0.2), (-2.2, -0.7), (0.1, -1.4))
HOLE = ((-0.3, -0.3), (0.4, -0.2), (0.1, 0.35))


@pytest.mark.parametrize(("shape", "exact"), [
    (Disc(2.1), np.pi * 2.1**2),
    (Disc(1.3, (0.21, -0.4)), np.pi * 1.3**2),
    (ring(2.2, 0.9), np.pi * (2.2**2 - 0.9**2)),
    (Box((1.3, 0.8), (0.1, 0.2)), 4 * 1.3 * 0.8),
    (Polygon(SQUARE), 3.6 * 2.4),
    (Polygon(STAR, (HOLE,)), shapely.Polygon(STAR, [HOLE]).area),
    (Disc(0.9, (-1.3, 0.0)) | Disc(0.9, (1.3, 0.0)), 2 * np.pi * 0.81),
    (Box((2.0, 2.0)) - Disc(1.1, (0.3, 0.2)), 16 - np.pi * 1.21),
    (Slab(1.23, 0.4), 2.46 * 5.2),
], ids=lambda value: type(value).__name__ if isinstance(value, Shape) else "")
def test_area_of_shapes(shape, exact):
    """Fractions of cells, not a staircase: far better than the cells at the rim could be counted."""
    assert area(shape, 0.2) == pytest.approx(exact, rel=5e-4)


def test_disc_area_is_of_second_order():
    errors = [abs(area(Disc(2.1), h) - np.pi * 2.1**2) for h in (0.4, 0.05)]
    assert errors[0] / errors[1] > 32  # 64 for order 2; the error wanders as the rim crosses cells


def test_volume_of_a_ball_in_two_coordinate_systems():
    """In the meridian plane a cell's volume counts at its own radius, so order 2 and no better."""
    exact, nodes = 4 / 3 * np.pi * 1.2**3, uniform(-1.5, 1.5, 0.25)
    assert float(np.sum(Sample(Grid([nodes] * 3), Ball(1.2)).node_volume)) == pytest.approx(exact, rel=1e-3)
    errors = []
    for spacing in (0.2, 0.1, 0.05):
        half = uniform(0, 1.5, spacing)
        meridian = Sample(Grid([half, None, half], "cylindrical"), Sphere(1.2))
        errors.append(abs(4 * np.pi * float(np.sum(meridian.node_volume)) / exact - 1))
    assert errors[1] < 3e-3
    assert errors[0] / errors[2] > 12


@settings(max_examples=15)
@given(st.floats(0.3, 2.4), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_fractions_lie_between_nothing_and_everything(radius, x, y):
    nodes = uniform(-2.5, 2.5, 0.5)
    grid = Grid([nodes, nodes])
    whole, cut = Sample(grid), Sample(grid, Disc(radius, (x, y)))
    assert np.all((np.asarray(cut.node_volume) >= 0) & (cut.node_volume <= whole.node_volume))
    for d in (0, 1):
        assert np.all((np.asarray(cut.edge_weight[d]) >= 0) & (cut.edge_weight[d] <= whole.edge_weight[d]))
    assert all(np.array_equal(a, b) for a, b in zip(cut.face_weight, whole.face_weight, strict=True))


POINTS = st.tuples(st.floats(-3, 3), st.floats(-3, 3))


@given(POINTS)
def test_signs_of_distances(point):
    x, y = (np.array([c]) for c in point)
    star, disc, box = Polygon(STAR, (HOLE,)), Disc(1.0, (0.5, 0.0)), Box((1.0, 0.5))
    inside = {
        star: shapely.Polygon(STAR, [HOLE]).contains(shapely.Point(point)),
        disc: (point[0] - 0.5) ** 2 + point[1] ** 2 < 1,
        box: abs(point[0]) < 1 and abs(point[1]) < 0.5,
    }
    for shape, expected in inside.items():
        distance = float(shape.distance(x, y)[0])
        assert (distance < 0) == expected or abs(distance) < 1e-12
    for a, b in ((star, disc), (disc, box)):
        assert (float((a | b).distance(x, y)[0]) < 0) == (min(float(s.distance(x, y)[0]) for s in (a, b)) < 0)
        assert (float((a - b).distance(x, y)[0]) < 0) == (
            float(a.distance(x, y)[0]) < 0 < float(b.distance(x, y)[0]))


@given(POINTS, POINTS)
def test_distances_change_no_faster_than_one_walks(first, second):
    way = np.hypot(first[0] - second[0], first[1] - second[1])
    for shape in (Polygon(STAR, (HOLE,)), Disc(1.0), Box((1.0, 0.5)), Slab(0.7)):
        a, b = (float(shape.distance(np.array([p[0]]), np.array([p[1]]))[0]) for p in (first, second))
        assert abs(a - b) <= way + 1e-12


@pytest.mark.parametrize("make", [
    lambda: Disc(-1.0), lambda: Sphere(0.0), lambda: Cylinder(float("nan")), lambda: Slab(-0.1),
    lambda: Slab(float("inf")), lambda: Box((1.0, -1.0)),
    lambda: ring(1.0, 1.2), lambda: Ring(1.0, 1.0), lambda: Tube(1.0, 0.0), lambda: ring(1.0, float("nan")),
    lambda: Polygon(((0, 0), (1, 1))), lambda: Polygon(((0, 0), (2, 2), (2, 0), (0, 2))),
    lambda: Polygon(((0, 0), (1, float("nan")), (1, 0), (0, 1))),
    lambda: Polygon(SQUARE, (((3, 3), (4, 3), (4, 4)),)), lambda: Polygon(SQUARE, (((0, 0), (5, 0), (0, 5)),)),
])
def test_bad_shapes(make):
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.expected


@pytest.mark.parametrize("make", [
    lambda: Grid([np.array([0.0, 1.0, 0.5])]), lambda: Grid([np.array([0.0])]), lambda: Grid([np.array([0.0, np.nan])]),
    lambda: Grid([np.array([0.0, 0.0, 1.0])]), lambda: Grid([np.zeros((2, 2))]),
    lambda: Grid([R], "polar"), lambda: Grid([R - 0.1], "cylindrical"), lambda: Grid([None, None, Z], "cylindrical"),
    lambda: Grid([R, R], "cylindrical"), lambda: Grid([R, None, Z], "spherical"),
    lambda: Sample(Grid([Z]), Slab(0.1, 7.0)),
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

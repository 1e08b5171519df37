"""Fractions of cells and faces inside shapes in the plane: exact for every outline; integrals are of second order."""

from itertools import pairwise

import numpy as np
import pytest
import shapely

from onnes.geometry import disc, ellipse, polygon, rectangle, ring, shape
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample, uniform

EVEN = uniform(-2.6, 2.6, 0.2)
CHANCE = np.random.default_rng(0)
UNEVEN = Grid([np.sort(CHANCE.uniform(-3, 3, 13)), np.sort(CHANCE.uniform(-2.5, 2.5, 11))])

SHAPES = {
    "rotated rectangle": rectangle(3.1, 1.7).rotated("31 deg").moved(0.13, -0.21),
    "disc": disc(2.1, (0.1, 0.2)),
    "ring": ring(2.2, 0.9),
    "parts, a hole, and what lies outside the grid": (
        (disc(1.5) - ellipse(0.7, 0.4, (0.3, 0.1))) + polygon([(-2.5, -1.9), (-1.7, -1.5), (-2.2, 1.8), (-2.9, 0.3)])
        + rectangle(2, 1.2).rotated(0.3).moved(2.5, -1.5)),
    "smaller than a cell": disc(0.02, (0.31, 0.27)),
    "text": shape("MULTIPOLYGON (((0 0, 2 0, 2 2, 0 0), (1.2 0.2, 1.4 0.2, 1.4 0.5, 1.2 0.2)), "
                  "((-1 0, -2 0, -1 -1, -1 0)))"),
}
EVERY = pytest.mark.parametrize("name", SHAPES)


def dual_lines(nodes):
    return np.concatenate([nodes[:1], 0.5 * (nodes[1:] + nodes[:-1]), nodes[-1:]])


def volumes_by_shapely(grid, region):
    x, y = (dual_lines(nodes) for nodes in grid.nodes[:2])
    return np.array([[region.intersection(shapely.box(a, c, b, d)).area for c, d in pairwise(y)]
                     for a, b in pairwise(x)])


def faces_by_shapely(grid, region, direction):
    """Length inside of the dual faces of the edges along a direction."""
    lines = [dual_lines(nodes) for nodes in grid.nodes[:2]]
    across, along = lines[direction][1:-1], lines[1 - direction]
    lengths = np.zeros((len(across), len(along) - 1))
    for i, at in enumerate(across):
        for j, ends in enumerate(pairwise(along)):
            face = [(at, end) if direction == 0 else (end, at) for end in ends]
            lengths[i, j] = region.intersection(shapely.LineString(face)).length
    return lengths if direction == 0 else lengths.T


@EVERY
def test_every_cell_and_face_is_what_shapely_cuts(name):
    made = SHAPES[name]
    sample = Sample(UNEVEN, made)
    assert np.asarray(sample.node_volume) == pytest.approx(volumes_by_shapely(UNEVEN, made.region), abs=1e-13)
    for d in (0, 1):
        face = np.asarray(sample.edge_weight[d] * sample.edge_length[d])
        assert face == pytest.approx(faces_by_shapely(UNEVEN, made.region, d), abs=1e-12)


@pytest.mark.parametrize("name", ["rotated rectangle", "disc", "ring", "text"])
def test_volumes_add_up_to_the_area(name):
    made = SHAPES[name]
    assert float(np.sum(Sample(Grid([EVEN, EVEN]), made).node_volume)) == pytest.approx(made.area, rel=1e-12)


def test_a_shape_in_nanometres_and_its_grid_in_coherence_lengths():
    made = (rectangle("800 nm", "400 nm") - disc("75 nm")).rotated("10 deg").scaled(1 / 40e-9)
    low_x, low_y, high_x, high_y = made.bounds
    sample = Sample(Grid([np.linspace(low_x, high_x, 70), np.linspace(low_y, high_y, 50)]), made)
    assert float(np.sum(sample.node_volume)) == pytest.approx((20 * 10 - np.pi * 1.875**2), rel=1e-12)


@pytest.mark.parametrize(("width", "height", "centre"), [
    (4.0, 2.0, (0.0, 0.0)), (0.8, 0.1 + 0.2, (0.1, 0.3)), (5.0, 3.0, (1e3, -1e4)), (np.pi, np.e, (1 / 3, 0.7))])
def test_a_rectangle_that_fills_its_grid_is_no_cut_at_all(width, height, centre):
    """To the last bit, in thin arrays."""
    made = rectangle(width, height, centre)
    low_x, low_y, high_x, high_y = made.bounds
    grid = Grid([np.linspace(low_x, high_x, 41), np.linspace(low_y, high_y, 31)])
    whole, cut = Sample(grid), Sample(grid, made)
    weights = ((sample.node_volume, *sample.thin_edge_weight) for sample in (whole, cut))
    for a, b in zip(*weights, strict=True):
        assert a.shape == b.shape
        assert np.array_equal(a, b)
    united = Sample(grid, made + rectangle(0.3 * width, 0.3 * height, centre))
    assert np.array_equal(united.node_volume, whole.node_volume)


@pytest.mark.parametrize("name", SHAPES)
def test_mirrored_shapes_have_mirrored_weights(name):
    grid, made = Grid([EVEN, EVEN]), SHAPES[name]
    there, back = Sample(grid, made), Sample(grid, made.rotated(np.pi))
    assert np.asarray(back.node_volume)[::-1, ::-1] == pytest.approx(np.asarray(there.node_volume), abs=1e-12)
    turned = Sample(grid, made.rotated("90 deg"))
    assert np.asarray(turned.edge_weight[1])[::-1] == pytest.approx(np.asarray(there.edge_weight[0]).T, abs=1e-10)


def test_faces_along_the_outline_belong_to_neither_side():
    """A side on the faces between two columns of nodes: those outside have no volume, and no edges."""
    nodes = np.arange(-4.0, 5.0)
    sample = Sample(Grid([nodes, nodes]), rectangle(5.0, 3.0))
    inside = np.asarray(sample.node_volume) > 0
    assert np.array_equal(inside, (np.abs(nodes)[:, None] < 2.5) & (np.abs(nodes)[None, :] < 1.5))
    assert np.all(np.asarray(sample.node_volume)[inside] == 1)
    assert np.array_equal(np.asarray(sample.edge_weight[0]), inside[1:] & inside[:-1])
    assert np.array_equal(np.asarray(sample.edge_weight[1]), inside[:, 1:] & inside[:, :-1])


def test_parts_that_meet_on_a_face_are_one():
    """Cut along the faces and put together again, and with coordinates that differ by rounding."""
    nodes = np.arange(-4.0, 5.0)
    grid, halves = Grid([nodes, nodes]), (rectangle(2, 3, (-0.5, 0)), rectangle(2, 3, (1.5, 0)))
    apart = shapely.MultiPolygon([halves[0].region, halves[1].moved(4e-16, 0).region])
    whole = Sample(grid, rectangle(4, 3, (0.5, 0)))
    for made in (halves[0] + halves[1], shape(apart)):
        for a, b in zip(Sample(grid, made).edge_weight, whole.edge_weight, strict=True):
            assert np.array_equal(a, b)


@pytest.mark.parametrize("made", [rectangle(3.0, 2.0).rotated("20 deg"), disc(1.7)], ids=["rotated rectangle", "disc"])
def test_integrals_are_of_second_order(made):
    """int f over the shape as the sum of f at the nodes times their volumes, for f = exp(x/2) cos y."""
    exact = _fine_integral(made)
    errors = []
    for spacing in (0.2, 0.1, 0.05, 0.025):
        nodes = uniform(-2.0, 2.0, spacing)
        sample = Sample(Grid([nodes, nodes]), made)
        x, y = sample.grid.points()
        errors.append(abs(float(np.sum(sample.node_volume * np.exp(x / 2) * np.cos(y))) - exact))
    assert errors[-1] < 1e-3
    assert np.log2(errors[0] / errors[-1]) / 3 == pytest.approx(2.0, abs=0.25)


def _fine_integral(made):
    """By Green's theorem, int F dy around the outline with F = 2 exp(x/2) cos y, by Gauss's rule on each side."""
    corners = np.asarray(made.region.exterior.coords)
    points, weights = np.polynomial.legendre.leggauss(12)
    share = 0.5 * (points + 1)[:, None]
    x, y = (c[:-1] + share * np.diff(c) for c in corners.T)
    return abs(np.sum(0.5 * weights[:, None] * 2 * np.exp(x / 2) * np.cos(y) * np.diff(corners[:, 1])))


def test_strips_agree_with_the_exact_fractions():
    """A body of signed distance and a shape are cut alike."""
    grid = Grid([EVEN, EVEN])
    strips, exact = Sample(grid, Ball(1.3, (0.21, -0.4))), Sample(grid, disc(1.3, (0.21, -0.4)))
    cell = 0.2**2
    assert np.abs(np.asarray(strips.node_volume) - exact.node_volume).max() < 2e-3 * cell
    assert float(np.sum(strips.node_volume)) == pytest.approx(float(np.sum(exact.node_volume)), rel=1e-4)


@pytest.mark.long
def test_many_corners_and_many_holes_on_many_nodes():
    """10^4 corners, and a thousand holes of 2048 corners each, on 401 x 401 nodes, are a matter of seconds."""
    nodes = np.linspace(-17, 17, 401)
    grid, angle = Grid([nodes, nodes]), np.linspace(0, 2 * np.pi, 10_000, endpoint=False)
    radius = 12 + 3 * np.sin(37 * angle) + 0.3 * np.sin(991 * angle)
    gear = polygon(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1))
    grate = rectangle(34, 34) - [disc(0.3, (i - 15.5, j - 15.5)) for i in range(32) for j in range(32)]
    for made in (gear, grate):
        assert float(np.sum(Sample(grid, made).node_volume)) == pytest.approx(made.area, rel=1e-12)

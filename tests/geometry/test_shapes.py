"""Shapes in the plane: exact areas, set algebra, symmetry, text, and refusals that name the argument and the cure."""

import pickle

import numpy as np
import pint
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.geometry import Shape, disc, ellipse, path, polygon, rectangle, resolves, ring, shape
from onnes.geometry.regions import counts

NM = 1e-9
STAR = ((2.0, 0.1), (0.4, 0.6), (-0.3, 2.1), (-0.9, 0.2), (-2.2, -0.7), (0.1, -1.4))
KEYHOLE = ((0, 0), (4, 0), (4, 4), (0, 4), (0, 2), (1, 2), (1, 3), (3, 3), (3, 1), (1, 1), (1, 2), (0, 2))

SHAPES = {
    "rectangle": (rectangle(3.6, 2.4, (-0.1, 0.2)), 3.6 * 2.4),
    "disc": (disc(2.1, (0.3, 0.0)), np.pi * 2.1**2),
    "ellipse": (ellipse(2.0, 0.7), np.pi * 1.4),
    "ring": (ring(2.2, 0.9), np.pi * (2.2**2 - 0.9**2)),
    "polygon": (polygon(STAR), shapely.Polygon(STAR).area),
    "two discs": (disc(0.9, (-1.3, 0.0)) + disc(0.9, (1.3, 0.0)), 2 * np.pi * 0.81),
    "bent strip": (path([(0, 0), (3, 0), (3, 2)], 0.5), 0.5 * 5.0),
    "closed strip": (path([(0, 0), (3, 0), (3, 3), (0, 3), (0, 0)], 1.0), 12.0),
    "nanometres": (rectangle("800 nm", "400 nm") - disc("75 nm"), (800 * 400 - np.pi * 75**2) * NM**2),
}
with pytest.warns(UserWarning, match="points was repaired"):
    SHAPES["keyholed ring"] = (polygon(KEYHOLE), 12.0)
EVERY = pytest.mark.parametrize("name", SHAPES)


@EVERY
def test_areas_are_exact(name):
    """Of curved outlines too: their polygons have the area of the curve."""
    made, area = SHAPES[name]
    assert made.area == pytest.approx(area, rel=1e-13)


@EVERY
def test_moving_turning_and_scaling_keep_the_shape(name):
    made, _ = SHAPES[name]
    size = made.bounds[2] - made.bounds[0]
    there = made.moved(0.3 * size, -size).rotated("37 deg").scaled(2.5)
    assert there.area == pytest.approx(2.5**2 * made.area, rel=1e-13)
    assert len(there.holes) == len(made.holes)
    back = there.scaled(0.4).rotated("-37 deg").moved(-0.3 * size, size)
    assert (back.region ^ made.region).area < 1e-12 * made.area
    assert made.rotated(np.pi, about=(size, 0)).rotated("180 deg", about=(size, 0)).bounds == pytest.approx(made.bounds)


@EVERY
def test_text_and_pickles_come_back_equal(name):
    made, _ = SHAPES[name]
    for again in (shape(made.to_wkt()), shape(made.region), Shape(made.region), pickle.loads(pickle.dumps(made))):
        assert again == made
        assert hash(again) == hash(made)


@pytest.mark.parametrize("radius", [1.0, 75 * NM, 1e6])
def test_circles_have_the_symmetry_of_the_square_and_stay_within_a_millionth(radius):
    outline = np.asarray(disc(radius).region.exterior.coords)[:-1]
    corners = set(map(tuple, outline))
    assert {(-x, y) for x, y in corners} == corners
    assert {(y, x) for x, y in corners} == corners
    assert np.abs(np.hypot(*outline.T) / radius - 1).max() < 1e-6
    middles = 0.5 * (outline + np.roll(outline, 1, axis=0))
    assert np.abs(np.hypot(*middles.T) / radius - 1).max() < 1e-6


def test_second_moment_of_a_disc():
    """int r^2 = pi r^4/2, from the corners."""
    x, y = np.asarray(disc(2.0).region.exterior.coords).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    squares = sum(c[:-1] ** 2 + c[:-1] * c[1:] + c[1:] ** 2 for c in (x, y))
    assert abs(np.sum(cross * squares)) / 12 == pytest.approx(np.pi * 2.0**4 / 2, rel=1e-11)


@pytest.mark.filterwarnings("ignore:What is subtracted")
@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.floats(0, 6.3))
def test_set_algebra(x, y, angle):
    """|a + b| + |a & b| = |a| + |b|, |a - b| + |a & b| = |a|, (a - b) + b = a + b."""
    a, b = polygon(STAR), rectangle(1.7, 0.9).rotated(angle).moved(x, y)
    both = (a.region & b.region).area
    assert (a + b).area + both == pytest.approx(a.area + b.area, rel=1e-12)
    assert (a - b).area + both == pytest.approx(a.area, rel=1e-12)
    assert ((a - b) + b).area == pytest.approx((a + b).area, rel=1e-12)
    if both > 1e-6:
        assert (a & b).area == pytest.approx(both, rel=1e-9)


def test_a_cut_beside_the_shape_is_told():
    with pytest.warns(UserWarning, match="nothing is cut"):
        assert rectangle("2 nm", "1 nm") - disc("1 nm").moved("5 nm", 0) == rectangle("2 nm", "1 nm")


def test_sequences_are_united():
    """Many holes are cut at once; Shapes, shapely geometries and text may be mixed."""
    holes = [disc("100 nm", (f"{400 * i} nm", f"{400 * j} nm")) for i in range(10) for j in range(10)]
    plate = rectangle("4.4 um", "4.4 um", ("1.8 um", "1.8 um"))
    grate = plate - holes
    assert len(grate.holes) == 100
    assert grate.area == pytest.approx(plate.area - 100 * np.pi * (100 * NM) ** 2, rel=1e-12)
    mixed = shape([rectangle(1, 1), shapely.box(0, 0, 2, 1), "POLYGON ((5 5, 6 5, 5 6, 5 5))"])
    assert mixed.area == pytest.approx(1.0 + 2.0 - 0.25 + 0.5)


def test_sides_that_are_meant_to_meet_do():
    """0.1 + 0.2 > 0.3 in floating point: no gap, no sliver, no slit is left of it."""
    left, right = rectangle(0.1 + 0.2, 1.0, (0.5 * (0.1 + 0.2), 0.0)), rectangle(0.1, 1.0, (0.35, 0.0))
    for first, second in ((left, right), (left.rotated(np.pi), right.rotated(np.pi))):
        whole = first + second
        assert isinstance(whole.region, shapely.Polygon)
        assert not whole.holes
        assert whole.area == pytest.approx(0.4, rel=1e-13)
        assert ((whole - second).region ^ first.region).area < 1e-15
    frame = (rectangle(0.3, 0.1, (0.15, 0.05)) + rectangle(0.3, 0.1, (0.15, 0.1 + 0.2 - 0.05))
             + rectangle(0.1, 0.3, (0.05, 0.15)) + rectangle(0.1, 0.3, (0.3 - 0.05, 0.15)))
    assert len(frame.holes) == 1
    assert frame.holes[0].area == pytest.approx(0.01)


def test_equality_is_of_points_not_of_corners():
    assert rectangle(2, 2) == polygon([(1, 1), (-1, 1), (-1, -1), (0, -1), (1, -1)])
    assert hash(rectangle(2, 2)) == hash(polygon([(1, 1), (-1, 1), (-1, -1), (0, -1), (1, -1)]))
    assert rectangle(2, 2) != rectangle(2, 2.1)
    assert rectangle(2, 2) != "square"
    assert len({disc(1), disc(1), disc(2)}) == 2


def test_holes_and_points():
    made = rectangle(4, 4) - disc(1)
    (hole,) = made.holes
    assert hole == disc(1)
    assert made.contains([1.5, 0.5, 2.0, 2.1], [0.0, 0.0, 2.0, 0.0]).tolist() == [True, False, True, False]
    assert made.contains("150 cm", "0 m")
    assert made.bounds == (-2, -2, 2, 2)


def test_lengths_in_any_unit():
    units = pint.UnitRegistry()
    corners = [(0, 0), (800, 0), (0, 400)]
    triangle = polygon(np.array(corners) * NM)
    assert polygon([(f"{x} nm", f"{y} nm") for x, y in corners]) == triangle
    for other in (polygon(np.array(corners) * units.nm), shape("POLYGON ((0 0, 800 0, 0 400, 0 0))", unit="nm")):
        assert other.area == pytest.approx(triangle.area, rel=1e-14)
    assert rectangle(0.8 * units.um, "800 nm").area == pytest.approx(rectangle("8e-7 m", 8e-7).area, rel=1e-14)
    assert repr(rectangle("800 nm", "1.5 um") - disc("75 nm")) == "Shape(800 nm x 1.5 um, 1 hole)"
    assert repr(disc(1) + disc(1, (4, 0))) == "Shape(6 m x 2 m, 2 parts)"


@pytest.mark.filterwarnings("ignore:.* was repaired")
def test_outlines_that_touch_themselves():
    ring_of_one_outline = polygon(KEYHOLE)
    assert len(ring_of_one_outline.holes) == 1
    assert ring_of_one_outline == rectangle(4, 4, (2, 2)) - rectangle(2, 2, (2, 2))
    assert shape(shapely.Polygon(KEYHOLE)) == polygon(shapely.Polygon(KEYHOLE).wkt) == ring_of_one_outline
    assert ring_of_one_outline.scaled(NM).rotated("20 deg").area == pytest.approx(12 * NM**2)
    corner_to_corner = polygon([(0, 0), (1, 1), (2, 1), (2, 2), (1, 2), (1, 1), (0, 1)])
    assert corner_to_corner.area == pytest.approx(1.5)
    tailed = polygon([(0, 0), (1, 1), (2, 1), (2, 2), (1, 2), (1, 1), (0, 1), (0, 0), (-1, -1)])
    assert tailed == corner_to_corner
    spike = polygon([(0, 0), (1, 0), (1, 1), (1, 3), (1, 1), (0, 1)])
    assert spike == rectangle(1, 1, (0.5, 0.5))


def test_several_parts_with_holes_from_text():
    text = "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 3, 3 3, 3 1, 1 1)), ((5 0, 6 0, 6 1, 5 0)))"
    made = shape(text)
    assert made.area == pytest.approx(12.5)
    assert len(made.holes) == 1
    assert shape("POLYGON Z ((0 0 7, 1 0 7, 0 1 7, 0 0 7))").area == pytest.approx(0.5)


@pytest.mark.parametrize(("corners", "area", "counted", "told"), [
    (KEYHOLE, 12.0, (1, 1), "touch themselves are opened there: 1 part with 1 hole where 1 with 0"),
    (((0, 0), (2, 2), (2, 0), (0, 2)), 2.0, (2, 0), r"crosses itself \(Self-intersection\[1 1\]\)"),
    (((0, 0), (3, 0), (3, 3), (2, 3), (2, -1), (1, -1), (1, 1), (0, 1)), 5.0, (3, 0), "all that it goes around"),
    (((0, 0), (1, 0), (1, 0), (1, 1), (1, 1), (0, 1)), 1.0, (1, 0), "2 repeated corners are removed"),
])
def test_a_repair_is_told(corners, area, counted, told):
    with pytest.warns(UserWarning, match=f"points was repaired: .*{told}") as caught:
        made = polygon(corners)
    assert len(caught) == 1
    assert made.area == pytest.approx(area)
    assert counts(made.region) == counted


def test_an_outline_that_winds_twice_is_filled():
    """A pentagram: its middle pentagon too."""
    angle = 4 * np.pi / 5 * np.arange(5)
    with pytest.warns(UserWarning, match="crosses itself"):
        star = polygon(np.stack([np.cos(angle), np.sin(angle)], axis=1))
    assert not star.holes
    inner = np.sin(np.pi / 10) / np.sin(7 * np.pi / 10)  # radius of its inner corners
    assert star.area == pytest.approx(5 * inner * np.sin(np.pi / 5))


def test_slivers_of_rounding_are_left_out():
    plate = shapely.box(0, 0, 1, 1)
    slit, strip = shapely.box(0.2, 0.2, 0.2 + 1e-9, 0.8), shapely.box(2, 0, 2 + 1e-9, 1)
    with pytest.warns(UserWarning, match=r"1 part narrower than 2e-07 m is left out; 1 hole narrower"):
        assert shape(shapely.MultiPolygon([plate - slit, strip])) == rectangle(1, 1, (0.5, 0.5))
    narrow = rectangle(1, 1e-9)  # by itself it is what was meant
    assert shape(narrow.region) == narrow
    assert len((rectangle(1, 1) - rectangle(1e-5, 0.5)).holes) == 1


@pytest.mark.parametrize(("make", "argument"), [
    (lambda: disc(-1.0), "radius"), (lambda: disc("nan m"), "radius"), (lambda: disc("1 T"), "radius"),
    (lambda: disc(1e200), "radius"), (lambda: disc(1.0, 3.0), "centre"), (lambda: disc(1.0, (0, "x")), "centre"),
    (lambda: rectangle(1.0, 0.0), "height"), (lambda: rectangle(float("inf"), 1.0), "width"),
    (lambda: ellipse(1.0, -1.0), "semi_axis_y"),
    (lambda: ring(1.0, 1.2), "inner_radius"), (lambda: ring(1.0, 1.0), "inner_radius"),
    (lambda: ring(1.0, 0.0), "inner_radius"), (lambda: ring(1.0, float("nan")), "inner_radius"),
    (lambda: polygon(((0, 0), (1, 1))), "points"), (lambda: polygon(((0, 0), (1, 1), (0, 0), (1, 1))), "points"),
    (lambda: polygon(((0, 0), (1, 1), (2, 2))), "points"), (lambda: polygon([]), "points"),
    (lambda: polygon(((0, 0), (1, float("nan")), (1, 0), (0, 1))), "points"),
    (lambda: polygon(np.full((4, 2), np.inf)), "points"), (lambda: polygon(np.zeros((4, 3))), "points"),
    (lambda: polygon(((0, 0), (1,), (2, 2))), "points"), (lambda: polygon(["ab", "cd", "ef"]), "points"),
    (lambda: polygon("LINESTRING (0 0, 1 1)"), "points"), (lambda: polygon(7), "points"),
    (lambda: path([(0, 0)], 1.0), "points"), (lambda: path([(0, 0), (0, 0)], 1.0), "points"),
    (lambda: path([(0, 0), (1, 0)], 0.0), "width"),
    (lambda: shape("octopus"), "shape"), (lambda: shape("POLYGON ((0 0, 1 1"), "shape"),
    (lambda: shape("POLYGON EMPTY"), "shape"), (lambda: shape("POLYGON ((0 0, nan 1, 1 1, 0 0))"), "shape"),
    (lambda: shape("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5))"), "shape"),
    (lambda: shape("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 6 1, 1 2, 1 1))"), "shape"),
    (lambda: shape(shapely.Point(0, 0)), "shape"), (lambda: shape(3), "shape"), (lambda: shape([]), "shape"),
    (lambda: shape("POLYGON ((0 0, 1 1, 0 1, 0 0))", unit="T"), "unit"), (lambda: Shape(3), "region"),
    (lambda: disc(1) - disc(2), "shape"), (lambda: disc(1) & disc(1, (3, 0)), "shape"), (lambda: disc(1) + 3, "shape"),
    (lambda: disc(1).scaled(0), "factor"), (lambda: disc(1).rotated("1 m"), "angle"),
    (lambda: disc(1).rotated(1, about="centre"), "about"), (lambda: disc(1).moved("1 K", 0), "dx"),
    (lambda: resolves(disc(1), 0), "cell"),
])
def test_refusals_name_the_argument_and_the_cure(make, argument):
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.argument == argument
    assert caught.value.expected
    assert caught.value.cure


def test_a_grid_resolves_what_is_wider_than_two_cells():
    assert resolves(ring(10.0, 9.7), 0.1)
    assert not resolves(ring(10.0, 9.7), 0.3)
    necked = rectangle(4, 2) - rectangle(0.5, 1.0, (0, 0.7)) - rectangle(0.5, 1.0, (0, -0.7))  # 0.4 wide at its neck
    pierced = rectangle(4, 4) - disc(0.3)
    apart = rectangle(1, 1) + rectangle(1, 1, (1.4, 0))
    for made, narrowest in ((necked, 0.4), (pierced, 0.6), (apart, 0.4), (rectangle(3, 1).rotated(0.4), 1.0)):
        assert resolves(made, 0.49 * narrowest)
        assert not resolves(made, 0.51 * narrowest)
    assert resolves(rectangle("800 nm", "400 nm"), "5 nm")

"""Pictures show the numbers they were given, in the units they say."""

from itertools import pairwise

import matplotlib
import numpy as np
import pytest
from matplotlib.contour import ContourSet
from PIL import Image

from onnes.errors import InputError
from onnes.plots import PALETTE, Panel, curves, field_map, figure, panel, profile, save_figure, time_series
from onnes.results import Array, Result

EXTENT = (-1e-6, 1e-6, 0.0, 1e-6)


def test_a_map_is_drawn_in_prefixed_units_with_row_zero_at_the_bottom():
    values = np.array([[0.0, 0.01], [0.02, 0.02]])
    _, ax = figure()
    image = field_map(ax, Panel(values, EXTENT, "T", "magnetic field"))
    np.testing.assert_allclose(image.get_array(), 1e3 * values)
    np.testing.assert_allclose(image.get_extent(), (-1, 1, 0, 1))
    assert image.origin == "lower"
    assert ax.get_xlabel() == "x (µm)"
    assert image.colorbar.ax.get_ylabel() == "magnetic field (mT)"


@pytest.mark.parametrize(("kind", "limits"), [("field", (0, 3)), ("signed", (-3, 3)), ("density", (0, 3)),
                                              ("phase", (-np.pi, np.pi))])
def test_colour_limits_suit_the_kind(kind, limits):
    assert Panel(np.array([[0.5, 3.0]]), EXTENT, kind=kind).colour_limits() == limits
    assert Panel(np.array([[0.2, 0.5]]), EXTENT, kind="density").colour_limits() == (0, 1)


def test_a_stack_is_shown_by_its_last_frame():
    stack = np.zeros((3, 2, 2))
    stack[-1] = 7
    _, ax = figure()
    assert np.all(field_map(ax, Panel(stack, EXTENT)).get_array() == 7)


def test_a_panel_of_a_result_takes_extent_and_unit_from_it():
    x, y = np.array([0.5, 1.5, 2.5]) * 1e-6, np.array([1.0, 3.0]) * 1e-6
    values = np.arange(24.0).reshape(4, 3, 2)
    result = Result("e", "", "", {}, {}, {
        "B": Array(values, ("time", "x", "y"), "T", "magnetic field"),
        "x": Array(x, ("x",), "m"), "y": Array(y, ("y",), "m")})
    shown = panel(result, "B", frame=1, kind="signed")
    np.testing.assert_array_equal(shown.values, values[1].T)
    np.testing.assert_allclose(shown.extent, (0, 3e-6, 0, 4e-6), atol=1e-20)
    assert (shown.unit, shown.label, shown.kind) == ("T", "magnetic field", "signed")
    assert panel(result, "B").values.shape == (4, 2, 3)


def test_curves_share_one_prefix_and_references_are_dashed():
    x = np.linspace(0, 2e-7, 5)
    _, ax = figure()
    profile(ax, x, {"computed": 0.02 * x / x.max()}, reference={"London": np.full(5, 1e-3)},
            label="magnetic field", unit="T", marks={"λ": 4e-8})
    computed, reference = ax.lines[:2]
    np.testing.assert_allclose(computed.get_xydata()[-1], (200, 20))
    assert reference.get_linestyle() == "--"
    np.testing.assert_allclose(ax.lines[2].get_xdata(), 40)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("position (nm)", "magnetic field (mT)")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["computed", "London"]


def test_a_single_curve_needs_no_legend():
    _, ax = figure()
    time_series(ax, np.array([0, 5e-12]), {"expelled": np.array([0.0, 1.0])})
    assert ax.get_legend() is None
    assert ax.get_xlabel() == "time (ps)"


def test_drawing_leaves_the_users_matplotlib_alone():
    before = dict(matplotlib.rcParams)
    _, axes = figure(2, 2, title="t")
    curves(axes[0, 0], [0, 1], {"a": [0, 1]})
    assert dict(matplotlib.rcParams) == before


def test_a_saved_picture_is_whole(tmp_path):
    fig, ax = figure()
    curves(ax, [0, 1], {"a": [0, 1]})
    path = save_figure(fig, tmp_path / "sub" / "picture.png")
    assert Image.open(path).size == (720, 570)
    assert [file.name for file in path.parent.iterdir()] == ["picture.png"]


def test_a_picture_of_unknown_format_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"\.png"):
        save_figure(figure()[0], tmp_path / "picture.bmp")
    assert list(tmp_path.iterdir()) == []


def test_a_mosaic_names_its_axes():
    drawn, axes = figure(mosaic=[["a", "b"], ["wide", "wide"]])
    assert set(axes) == {"a", "b", "wide"}
    assert tuple(drawn.get_size_inches()) == (9.6, 7.6)


def test_curves_look_the_same_on_axes_made_by_somebody_else():
    from matplotlib.figure import Figure

    ax = Figure().add_subplot()
    curves(ax, [0, 1], {"a": [0, 1], "b": [1, 0]})
    assert [line.get_color() for line in ax.lines] == list(PALETTE[:2])
    assert not ax.spines["top"].get_visible()


@pytest.mark.parametrize("aspect", [0.05, 0.1, 0.5, 1, 2, 10])
def test_labels_of_a_narrow_map_do_not_overlap(aspect):
    height = 3e-7 if aspect < 1 else 3e-7 / aspect
    made, ax = figure()
    field_map(ax, Panel(np.ones((4, 4)), (-aspect * height, aspect * height, -height, height)))
    made.canvas.draw()
    for axis, along in ((ax.xaxis, "x"), (ax.yaxis, "y")):
        low, high = sorted(axis.get_view_interval())
        shown = [tick.label1.get_window_extent() for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
        ends = sorted((getattr(box, f"{along}0"), getattr(box, f"{along}1")) for box in shown)
        assert ends
        assert all(second[0] > first[1] for first, second in pairwise(ends))


def test_the_outline_of_a_map_is_where_its_cells_are():
    """A disc of 7.5 on 21 cells of 1: the contour at half a cell inside is 7.5 from the middle on all four sides."""
    x = np.arange(21) - 10.0
    inside = np.clip(8.0 - np.hypot(*np.meshgrid(x, x)), 0.0, 1.0)
    ax = figure()[1]
    field_map(ax, Panel(inside, (-10.5, 10.5, -10.5, 10.5), "T", "B", "field", outline=inside))
    (contour,) = (each for each in ax.collections if isinstance(each, ContourSet))
    factor = ax.images[0].get_extent()[1] / 10.5
    low, high = (getattr(contour.get_paths()[0].vertices / factor, side)(axis=0) for side in ("min", "max"))
    np.testing.assert_allclose([*-low, *high], 7.5, atol=0.02)

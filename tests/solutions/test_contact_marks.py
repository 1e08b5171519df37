"""Terminals, probes, currents and the applied field on the pictures and films of a device."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image, ImageSequence

import onnes
from onnes.plots import PALETTE
from onnes.solutions.pictures import conditions


def solved(field, current, **more):
    device = onnes.Film(onnes.rectangle("80 nm", "40 nm"), coherence_length="10 nm", penetration_depth="300 nm",
                        thickness="10 nm", resistivity="1 uohm m", probes={"a": ("20 nm", "5 nm"), "b": (0, 0)},
                        terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")}, **more)
    return onnes.solve(device, time="2 ps", frames=4, field=field, current={"source": current})


@pytest.fixture(scope="module")
def driven():
    return solved("-3 mT", "2 uA")


def arrow(ax, place):
    """Sense of the arrow at a place: 1 if it points to the right."""
    found, = (each for each in ax.texts if each.get_gid() == "current" and np.isclose(each.xy[0], place))
    head_is_inside = found.arrow_patch.get_arrowstyle().arrow.startswith("<")
    return np.sign(found.xyann[0]) * (1 if head_is_inside else -1)


@pytest.mark.parametrize("name", ["psi", "sheet_current"])
def test_a_map_shows_terminals_probes_and_the_way_of_the_current(driven, name):
    ax = driven.plot(name)
    texts = {text.get_text() for text in ax.texts}
    assert {"source", "drain", "a", "b"} <= texts
    edges = {line.get_color(): line.get_xdata() for line in ax.lines if line.get_linewidth() == 4}
    assert edges[PALETTE[0]] == pytest.approx([-40, -40])
    assert edges[PALETTE[1]] == pytest.approx([40, 40])
    probes = [line.get_xydata()[0] for line in ax.lines if line.get_marker() == "o"]
    np.testing.assert_allclose(probes, [(20, 5), (0, 0)], atol=1e-9)
    assert (arrow(ax, -40), arrow(ax, 40)) == (1, 1)


@pytest.mark.parametrize("size", [(6.4, 4.8), (3.2, 2.4)])
def test_names_cover_neither_each_other_nor_probes_nor_arrows(driven, size):
    ax = driven.plot("psi")
    figure = ax.figure
    figure.set_size_inches(size)
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    marks = [each for each in (*ax.texts, *ax.lines)
             if each.get_gid() == "current" or (each in ax.lines and each.get_marker() == "o")]
    names = [text for text in ax.texts if text.get_text() in ("source", "drain", "a", "b")]
    assert (len(names), len(marks)) == (4, 4)
    boxes = [each.get_window_extent(renderer) for each in (*names, *marks)]
    for k, name in enumerate(boxes[:4]):
        assert not any(name.overlaps(other) for other in boxes[k + 1:])
        assert ax.bbox.padded(1).containsx(name.x0)
        assert ax.bbox.padded(1).containsx(name.x1)


def test_a_current_the_other_way_turns_the_arrows():
    ax = solved("0 mT", "-2 uA").plot()
    assert (arrow(ax, -40), arrow(ax, 40)) == (-1, -1)


def test_without_current_there_is_no_arrow():
    assert not [each for each in solved("0 mT", "0 A").plot().texts if each.get_gid() == "current"]


def test_the_line_below_gives_field_and_currents(driven):
    words = "B = 3 mT ⊗ · current into source: 2 µA · current into drain: -2 µA"
    assert conditions(driven) == words
    caption, = (text for text in driven.plot().figure.texts if text.get_gid() == "caption")
    assert caption.get_text().replace("\n", " · ") == words
    ramped = solved(onnes.ramp("0 mT", "4 mT", "2 ps"), "2 uA")
    assert conditions(ramped).startswith("B = 0 mT to 4 mT ⊙")
    assert conditions(ramped, -1).startswith("B = 4 mT ⊙")


def test_a_film_shows_terminals_in_every_frame(driven, tmp_path):
    """The edge of the source is drawn over the map, in its colour."""
    film = Image.open(driven.movie(tmp_path / "film.gif", "psi"))
    for frame in ImageSequence.Iterator(film):
        pixels = np.asarray(frame.convert("RGB")) / 255
        assert np.sum(np.all(np.abs(pixels - to_rgb(PALETTE[0])) < 0.1, axis=-1)) > 200

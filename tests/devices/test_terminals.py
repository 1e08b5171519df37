"""Where currents enter: edges, parts of edges, pads; what psi does there."""

import numpy as np
import pytest

import onnes
from onnes.errors import InputError

STRIP = onnes.rectangle("120 nm", "60 nm")
DISC = onnes.disc("50 nm")
CELL = 5e-9


def shares(device):
    return device.model(CELL).terminal_shares


@pytest.mark.parametrize("place", [
    onnes.edge("left"), onnes.edge("top", ("-20 nm", "33 nm")), onnes.rectangle("30 nm", "30 nm", ("-60 nm", 0)),
    onnes.polygon([(0, 0), ("30 nm", 0), (0, "30 nm")]), onnes.terminal(onnes.disc("10 nm"), "held")])
def test_shares_sum_to_one(film, place):
    (share,) = shares(film(STRIP, terminals={"a": place}))
    assert np.sum(share) == pytest.approx(1, abs=1e-14)
    assert np.min(share) >= 0


def test_an_edge_feeds_its_row_evenly(film):
    """Half a cell belongs to a corner node."""
    (share,) = shares(film(STRIP, terminals={"a": onnes.edge("left")}))
    assert np.all(share[1:] == 0)
    assert share[0] == pytest.approx(np.r_[0.5, np.ones(11), 0.5] / 12)


def test_a_part_of_an_edge_has_its_ends_between_nodes(film):
    """From -10 nm to 8 nm along the top: the mean place is -1 nm, whatever the grid."""
    device = film(STRIP, terminals={"a": onnes.edge("top", ("-10 nm", "8 nm"))})
    (share,) = shares(device)
    x = np.asarray(device.model(CELL).grid.nodes[0]) * 10e-9
    assert np.all(share[:, :-1] == 0)
    assert share[:, -1] @ x == pytest.approx(-1e-9, abs=0.3e-9)
    assert set(np.flatnonzero(share[:, -1])) == set(np.flatnonzero(np.abs(x + 1e-9) < 9e-9 + CELL / 2))


def test_an_edge_is_where_the_outline_touches_its_box(film):
    """A comb touches the top in two places, between which nothing is fed."""
    comb = STRIP - onnes.rectangle("40 nm", "40 nm", (0, "20 nm"))
    (share,) = shares(film(comb, terminals={"a": onnes.edge("top")}))
    x = np.linspace(-60e-9, 60e-9, 25)
    assert np.sum(share[:, -1]) == pytest.approx(1)
    assert np.all(share[np.abs(x) < 19e-9] == 0)


def test_a_pad_feeds_what_it_covers_of_the_film(film):
    """A half plane over a disc: half its area; each node by its share of the pad."""
    pad = onnes.rectangle("200 nm", "200 nm", ("-100 nm", 0))
    device = film(DISC, terminals={"a": pad})
    (share,) = shares(device)
    model = device.model(CELL)
    x = np.asarray(model.grid.nodes[0])[:, None]
    volume = np.asarray(model.sample.node_volume)
    full = np.broadcast_to(x < -0.6, volume.shape)
    assert share[full] == pytest.approx(volume[full] * model.unit**2 / (DISC.area / 2), rel=1e-6)
    assert np.all(share[np.broadcast_to(x > 0.6, volume.shape)] == 0)


@pytest.mark.parametrize(("contact", "value"), [("normal", 0.0), ("held", 1.0), ("free", np.nan)])
def test_what_psi_does_at_a_contact(film, contact, value):
    held = film(STRIP, terminals={"a": onnes.edge("left", contact=contact)}).model(CELL).held
    assert held[0] == pytest.approx(value, nan_ok=True)
    assert np.all(np.isnan(held[1:]))


@pytest.mark.parametrize("spacing", [5e-9, 0.5e-9])
def test_a_curved_end_is_no_edge(film, spacing):
    """Case C7: a disc touches its box in a point, however fine the grid; the cure works."""
    with pytest.raises(InputError, match=r"terminals\['a'\]: got 'edge\(\"left\"\).*shape that overlaps"):
        film(DISC, terminals={"a": onnes.edge("left")}).model(spacing)
    (share,) = shares(film(DISC, terminals={"a": onnes.rectangle("20 nm", "100 nm", ("-50 nm", 0))}))
    assert np.sum(share) == pytest.approx(1)


@pytest.mark.parametrize(("terminal", "says"), [
    (onnes.edge("left", ("100 nm", "200 nm")), "Edge.*overlaps the device"),
    (onnes.rectangle("20 nm", "20 nm", ("500 nm", 0)), "overlaps the device"),
    (onnes.rectangle("20 nm", "20 nm", ("110 nm", 0)), "overlaps the device")])
def test_terminals_that_touch_nothing_are_refused_at_once(film, terminal, says):
    with pytest.raises(InputError, match=says) as refusal:
        film(STRIP, terminals={"a": terminal})
    assert refusal.value.argument == "terminals['a']"


def test_an_edge_shorter_than_two_cells_is_refused_on_a_grid(film):
    with pytest.raises(InputError, match=r"terminals\['a'\].*at least 2 grid cells"):
        film(STRIP, terminals={"a": onnes.edge("left", ("0 nm", "3 nm"))}).model(CELL)


@pytest.mark.parametrize(("make", "says"), [
    (lambda: onnes.edge("lef"), "Did you mean left"), (lambda: onnes.edge("left", contact="norml"), "normal"),
    (lambda: onnes.edge("left", ("50 nm", "-50 nm")), "from a lower to a higher"),
    (lambda: onnes.edge("left", (1, 2, 3)), "two coordinates"), (lambda: onnes.edge("left", "12"), "two coordinates"),
    (lambda: onnes.edge("left", ("1 K", "2 K")), "temperature"),
    (lambda: onnes.edge("left", (float("nan"), 1.0)), "finite")])
def test_edges_at_the_door(make, says):
    with pytest.raises(InputError, match=says):
        make()


def test_a_side_is_told_from_a_shape(film):
    with pytest.raises(InputError, match=r'terminals\[.a.\].*Write onnes.edge\("left"\)'):
        film(STRIP, terminals={"a": "left"})


def test_two_terminals_in_one_place_are_refused():
    metal = {"coherence_length": "10 nm", "penetration_depth": "200 nm", "thickness": "10 nm"}
    plate = onnes.rectangle("120 nm", "60 nm")
    same = onnes.Film(plate, terminals={"a": onnes.edge("left"), "b": onnes.edge("left")}, **metal)
    with pytest.raises(InputError, match="'a' and 'b' in the same place"):
        same.model()
    corners = onnes.Film(plate, terminals={"a": onnes.edge("left"), "b": onnes.edge("top")}, **metal)
    assert corners.model().terminals == ("a", "b")
    with pytest.raises(InputError, match=r"probes\['a'\].*no terminal has"):
        onnes.Film(plate, terminals={"a": onnes.edge("left")}, probes={"a": (0, 0)}, **metal)


def test_the_contact_of_a_terminal_can_be_changed():
    left = onnes.edge("left", contact="free")
    assert onnes.terminal(left, contact="held").contact == "held"
    assert onnes.terminal(left).contact == "free"
    assert onnes.terminal(onnes.rectangle("1 nm", "1 nm")).contact == "normal"

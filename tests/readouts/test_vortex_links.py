"""Links of vortices of two records."""

import numpy as np
import pytest

from onnes.readouts.vortex_links import Vortices, linked


def record(*vortices, half_width=10.0):
    """Vortices (x, y, charge) in a strip |y| < half_width without ends."""
    rows = np.reshape(np.array(vortices, float), (-1, 3))
    return Vortices(rows[:, :2], rows[:, 2].astype(int), half_width - np.abs(rows[:, 1]))


def test_vortices_move_to_the_nearest_of_their_sign():
    before = record((0, 0, 1), (5, 0, -1), (9, 3, 1))
    after = record((9.5, 2, 1), (0.5, 1, 1), (4, 0, -1))
    links = linked(before, after)
    assert links.next.tolist() == [1, 2, 0]
    assert links.annihilated_with.tolist() == links.created_with.tolist() == [-1] * 3


def test_a_pair_annihilates_and_another_is_created():
    before = record((0, 0, 1), (1, 0, -1))
    after = record((20, 0, -1), (21, 0, 1))
    links = linked(before, after)
    assert links.next.tolist() == [-1, -1]
    assert links.annihilated_with.tolist() == links.created_with.tolist() == [1, 0]


def test_a_row_that_crosses_gains_one_at_one_side_and_loses_one_at_the_other():
    before = record(*((0, y, 1) for y in (-9, -5, -1, 3, 7)))
    after = record(*((0, y - 1.5, 1) for y in (-5, -1, 3, 7)), (0, 9.5, 1))
    links = linked(before, after)
    assert links.next.tolist() == [-1, 0, 1, 2, 3]
    assert np.all(links.annihilated_with < 0)


@pytest.mark.parametrize("seed", range(3))
def test_charge_is_conserved_but_for_what_crosses_the_edges(seed):
    chance = np.random.default_rng(seed)
    before, after = (record(*np.column_stack([chance.uniform(-9, 9, (n, 2)), chance.choice([-1, 1], n)]))
                     for n in (7, 5))
    links = linked(before, after)
    moved = links.next[links.next >= 0]
    assert len(set(moved)) == len(moved)
    assert np.all(before.charge[links.next >= 0] == after.charge[moved])
    for charge, partner in ((before.charge, links.annihilated_with), (after.charge, links.created_with)):
        paired = np.flatnonzero(partner >= 0)
        assert np.all(partner[partner[paired]] == paired)
        assert np.all(charge[paired] == -charge[partner[paired]])


def test_empty_records_have_no_links():
    none = linked(record(), record())
    assert [len(each) for each in none] == [0, 0, 0]


def test_a_vortex_stays_one_when_its_way_is_shorter_than_by_the_edge():
    """A move of 2.5 costs less than two ways of 2 over the edge only as the sum of squares."""
    before, after = (Vortices(np.array([[x, 8.0]]), np.array([1]), np.array([2.0])) for x in (0.0, 2.5))
    assert linked(before, after).next.tolist() == [0]

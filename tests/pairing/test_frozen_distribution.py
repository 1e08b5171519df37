"""A normal metal that sheds its momentum, and a frozen distribution: ledgers, limits, and a count of states."""

import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from onnes.pairing.frozen_distribution import frozen, share_kept, share_to_reverse, shedding


@pytest.mark.parametrize("rise", [0.1, 5.0])
def test_energy_closes_and_the_course_solves_its_equations(rise):
    time = np.linspace(0, rise + 6, 401)
    made = shedding(time, rise)
    assert made.work == pytest.approx(made.kinetic + made.heat, abs=1e-9)
    solved = solve_ivp(lambda t, y: [(t < rise) / rise - y[0], 2 * y[0] * (t < rise) / rise - y[1], y[1]],
                       (0, time[-1]), [0, 0, 0], t_eval=time, rtol=1e-10, atol=1e-12, max_step=rise)
    assert np.array([made.current, made.kinetic, made.heat]) == pytest.approx(solved.y, abs=1e-6)


def test_at_once_both_start_alike_and_only_the_frozen_one_keeps_it():
    times = np.array([1e-5, 30.0])
    normal, kept = shedding(times, 1e-5), frozen(times, 1e-5)
    assert normal.current == pytest.approx([1, 0], abs=1e-4)
    assert normal.kinetic == pytest.approx([1, 0], abs=1e-4)
    assert normal.heat[-1] == pytest.approx(1, rel=1e-4)
    assert kept.current.tolist() == kept.kinetic.tolist() == kept.work.tolist() == [1, 1]


def test_few_electrons_reverse_and_take_all_the_energy_with_them():
    """Counted on a lattice of momenta: those outside the sphere at rest, and the energy that reversing them yields."""
    shift, axis = 0.2, np.arange(-1.3, 1.3, 0.02) + 0.01
    x, y, z = np.meshgrid(axis, axis, axis, indexing="ij")
    moved = (x - shift) ** 2 + y**2 + z**2 < 1
    outside = moved & (x**2 + y**2 + z**2 >= 1)
    electrons = np.count_nonzero(moved)
    assert np.count_nonzero(outside) / electrons == pytest.approx(share_to_reverse(shift), rel=0.01)
    square, at_rest = x**2 + y**2 + z**2, (x**2 + y**2 + z**2) < 1
    gained = (np.sum(square[moved]) - np.sum(square[at_rest])) / electrons
    assert gained == pytest.approx(shift**2, rel=0.02)
    assert share_to_reverse(2.0) == 1.0


def test_a_gap_keeps_what_no_reversal_pays_for():
    assert [share_kept(gap) for gap in (0.0, 1.0, 3.0)] == [0.0, 1.0, 1.0]
    # by summing over directions: delta f shifts back to Delta where v e A cos > Delta
    gap, cosine = 0.6, np.linspace(0, 1, 200_001)
    lost = 3 * np.trapezoid(np.where(cosine > gap, np.sqrt(np.maximum(cosine**2 - gap**2, 0)) * cosine, 0), cosine)
    assert share_kept(gap) == pytest.approx(1 - lost, rel=1e-6)
    assert math.isclose(share_kept(0.999), 1, abs_tol=1e-3)

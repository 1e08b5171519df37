"""Phase oscillators coupled by overlap: the couplings, the scheme, and mean-field theory where it is exact."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.carriers import kuramoto
from onnes.carriers.orbit_overlap import orbit_content, orbits_overlapped, overlap_share, radius_of_content
from onnes.problems import phase_oscillators
from onnes.problems.phase_oscillators import Oscillators


def oscillators(number=64, space="plane", strength=1.0, disorder="spread", width=1.0, seed=0):
    return Oscillators.at_random(number, space, strength, disorder, width, np.random.default_rng(seed))


@pytest.mark.parametrize(("space", "shell"), [
    ("plane", lambda d: 2 * np.pi * d), ("space", lambda d: 4 * np.pi * d**2)])
def test_the_shares_add_up_to_the_content_of_an_orbit(space, shell):
    total, _ = quad(lambda d: overlap_share(d, 0.7, space) * shell(d), 0, 1.4, epsrel=1e-12)
    assert total == pytest.approx(orbit_content(0.7, space), rel=1e-10)
    assert overlap_share(np.array([0.0, 1.4, 3.0]), 0.7, space) == pytest.approx([1.0, 0.0, 0.0], abs=1e-15)
    assert radius_of_content(orbit_content(0.7, space), space) == pytest.approx(0.7, rel=1e-14)


def test_overlap_of_discs_against_counted_points():
    points = np.random.default_rng(0).uniform(-1, 1, (200_000, 2))
    inside = np.hypot(*points.T) < 1
    other = np.hypot(points[:, 0] - 0.8, points[:, 1]) < 1
    assert np.mean(other[inside]) == pytest.approx(overlap_share(0.8, 1.0, "plane"), abs=4e-3)


def test_orbits_of_the_normal_state_overlap_one_other_in_any_metal():
    density = 1.7e28
    wave_number = (3 * np.pi**2 * density) ** (1 / 3)
    assert orbits_overlapped(density, 1 / wave_number, "space") == pytest.approx(32 / (9 * np.pi), rel=1e-12)


@pytest.mark.parametrize(("space", "radius"), [("plane", 1.7), ("plane", 6.3), ("space", 1.4), ("space", 3.1)])
def test_couplings_with_all_images_add_up_to_n_v(space, radius):
    """Centres on a lattice, where the sum over them is the integral but for its granularity."""
    side, dimensions = (8, 2) if space == "plane" else (4, 3)
    lattice = np.stack(np.meshgrid(*[np.arange(side)] * dimensions), axis=-1).reshape(-1, dimensions)
    even = Oscillators(lattice.astype(float), np.zeros(64), 0.0, 1.0, 1.0)
    sums = even.overlaps(radius).sum(axis=1)
    assert sums == pytest.approx(orbit_content(radius, space), rel=0.03)


def test_couplings_are_mutual_and_beyond_the_box_nearly_equal():
    made = oscillators()
    phases = np.random.default_rng(1).uniform(-np.pi, np.pi, 64)
    for radius in (0.8, 3.0, 9.0):
        assert np.sum(made.torque(radius)(phases)) == pytest.approx(0.0, abs=1e-10)
    overlaps = made.overlaps(0.999 * made.side)
    assert overlaps == pytest.approx(orbit_content(made.side, "plane") / 64, rel=0.05)
    equal, summed = made.torque(made.side)(phases), made.torque(0.999 * made.side)(phases)
    assert np.linalg.norm(summed - equal) < 0.05 * np.linalg.norm(equal)


def test_the_scheme_is_of_second_order(monkeypatch):
    made = oscillators(40)
    slow = Oscillators(made.places, np.clip(made.frequencies, -2, 2), 0.0, 1.0, 1.0)
    start = np.random.default_rng(2).uniform(-np.pi, np.pi, 40)
    ends = []
    for finer in (1, 2, 4):
        monkeypatch.setattr(phase_oscillators, "_STEP", 0.2 / finer)
        ends.append(slow.hold(start, 1.5, 20 * finer, 1, np.random.default_rng(0)).phases[-1])
    coarse, fine = (np.abs(a - b).max() for a, b in pairwise(ends))
    assert np.log2(coarse / fine) == pytest.approx(2, abs=0.2)


@pytest.mark.parametrize(("disorder", "ratio"), [("spread", 1.6), ("noise", 1.4)])
def test_all_to_all_meets_mean_field_theory(disorder, ratio):
    """A Lorentzian spread locks to R = sqrt(1 - 2 gamma/J), noise to I_1/I_0; below J_c the phases stay independent."""
    radius = 600**0.5  # the side of the box: all couplings are equal
    for times in (0.4, ratio):
        coupling, rng = times * kuramoto.critical_coupling(1.0), np.random.default_rng(3)
        made = oscillators(600, "plane", coupling / orbit_content(radius, "plane"), disorder)
        order = made.hold(rng.uniform(-np.pi, np.pi, 600), radius, 1200, 1, rng).order[600:].mean()
        if times < 1:
            assert order < 3 * kuramoto.incoherent_order(600)
        else:
            assert order == pytest.approx(kuramoto.order_parameter(coupling, 1.0, disorder), abs=0.03)


@pytest.mark.parametrize("disorder", ["spread", "noise"])
def test_mean_field_order_and_coupling_invert_each_other(disorder):
    for order in (0.05, 0.5, 0.99):
        coupling = kuramoto.coupling_of_order(order, 3.0, disorder)
        assert coupling > kuramoto.critical_coupling(3.0)
        assert kuramoto.order_parameter(coupling, 3.0, disorder) == pytest.approx(order, rel=1e-8)

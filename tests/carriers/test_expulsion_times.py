"""Kinetics of expulsion: laws against the equations they solve, limits against one another."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import erfc

from onnes.carriers import expulsion_times as times
from onnes.carriers.front_stability import critical_nucleus, fastest_wavelength, ripple_growth_rate
from onnes.carriers.stefan import similarity_root, stefan_front
from onnes.errors import InputError

fractions = st.floats(0.01, 0.99)


def test_a_cylinder_of_good_tin_takes_most_of_a_second():
    assert times.cylinder_expulsion_time(5e-3, 1e10, 0.1) == pytest.approx(0.785, abs=5e-4)


@settings(deadline=None)
@given(fractions)
def test_cylinder_law_solves_its_rate_equation(front):
    """p = mu_0 sigma r0 r0' ln(R/r0), so dt/ds = 4 t0 s ln(1/s)."""
    elapsed, _ = quad(lambda s: 4 * s * math.log(1 / s), 0.0, front)
    assert times.cylinder_time_fraction(front) == pytest.approx(elapsed, rel=1e-8)


@settings(deadline=None)
@given(fractions)
def test_slab_law_solves_its_rate_equation(front):
    """p = mu_0 sigma x0' (L - x0), so dt/ds = 2 t0 (1 - s)."""
    elapsed, _ = quad(lambda s: 2 * (1 - s), 0.0, front)
    assert times.slab_time_fraction(front) == pytest.approx(elapsed, rel=1e-12)


def test_fronts_start_and_end_where_they_should():
    for law in (times.slab_time_fraction, times.cylinder_time_fraction):
        assert law([0.0, 1.0]).tolist() == [0.0, 1.0]


def test_a_slab_takes_twice_as_long_as_a_cylinder_of_its_radius():
    slab, cylinder = (law(3e-3, 5e9, 0.05) for law in (times.slab_expulsion_time, times.cylinder_expulsion_time))
    assert slab == pytest.approx(2 * cylinder, rel=1e-15)


@pytest.mark.parametrize(("deficit", "twice_root"), [(0.2, 0.259756), (0.5, 0.865503), (0.7, 1.634880)])
def test_similarity_root_at_the_tabulated_points(deficit, twice_root):
    assert 2 * similarity_root(deficit) == pytest.approx(twice_root, abs=6e-7)


@settings(deadline=None)
@given(st.floats(1e-9, 0.99))
def test_similarity_root_solves_its_equation(deficit):
    root = similarity_root(deficit)
    assert math.sqrt(math.pi) * root * math.exp(root**2) * erfc(root) == pytest.approx(deficit, rel=1e-11)


def test_similarity_root_for_small_deficit_and_scaling_of_the_front():
    assert similarity_root(1e-7) == pytest.approx(1e-7 / math.sqrt(math.pi), rel=1e-6)
    assert similarity_root(0.999) > 20
    assert stefan_front(4.0, 2.0, 0.3) == pytest.approx(2 * stefan_front(1.0, 2.0, 0.3), rel=1e-14)


def test_critical_nucleus_is_where_the_interface_law_balances():
    wall, deficit = 2.386, 0.2
    radius = critical_nucleus(wall, deficit)
    assert radius == pytest.approx(5.97, abs=0.01)
    assert 1 - wall / 2 / radius == pytest.approx(1 - deficit, rel=1e-14)


def test_the_fastest_ripple_is_the_fastest():
    speed, wall, diffusivity = 0.05, 2.4, 1.0
    fastest = 2 * math.pi / fastest_wavelength(speed, wall, diffusivity)
    peak = ripple_growth_rate(fastest, speed, wall, diffusivity)
    for nearby in (0.99, 1.01):
        assert ripple_growth_rate(nearby * fastest, speed, wall, diffusivity) < peak
    assert ripple_growth_rate(fastest * math.sqrt(3), speed, wall, diffusivity) == pytest.approx(0, abs=1e-14)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: times.slab_expulsion_time(1e-3, 1e9, 0.0), "deficit"),
        (lambda: times.cylinder_expulsion_time(1e-3, 1e9, -0.1), "deficit"),
        (lambda: similarity_root(1.0), "deficit"),
        (lambda: times.slab_time_fraction(1.2), "fraction"),
        (lambda: critical_nucleus(-0.4, 0.2), "wall_energy"),
        (lambda: critical_nucleus(2.0, 0.0), "deficit"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(call, argument):
    with pytest.raises(InputError, match=f"^{argument}"):
        call()

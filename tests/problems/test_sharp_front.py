"""The sharp front: similarity solutions, exact times of expulsion, balance of energy, nuclei."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import erfc, expi

from onnes.carriers.stefan import similarity_field, similarity_root
from onnes.errors import InputError
from onnes.problems.front.sharp import sharp_front

DEFICITS = [0.02, 0.1, 0.5, 0.95]


def balance(front):
    return front.field_energy + front.joule_heat + front.boundary_energy


@pytest.mark.parametrize("p", [0.001, *DEFICITS, 0.999])
def test_roots_and_fields_of_the_similarity_solutions(p):
    """Boundary conditions of the plane and of the cylinder, by functions of another kind."""
    plane, cylinder = similarity_root(p), similarity_root(p, 1)
    if p < 0.99:  # beyond, exponentials overflow
        assert np.sqrt(np.pi) * plane * np.exp(plane**2) * erfc(plane) == pytest.approx(p, rel=1e-12)
        assert -cylinder**2 * np.exp(cylinder**2) * expi(-(cylinder**2)) == pytest.approx(p, rel=1e-12)
    for root, dimension in ((plane, 0), (cylinder, 1)):
        assert similarity_field(np.array([root, root + 9.0]), p, dimension) == pytest.approx([1, 1 - p], abs=1e-12)
        step = 1e-7 * root  # u s' = -D d_r u with s' = l sqrt(D/t) and r = 2 z sqrt(D t)
        slope = (similarity_field(np.array(root + step), p, dimension) - 1) / step
        assert -slope / 2 == pytest.approx(root, rel=1e-3)


@pytest.mark.parametrize("p", [0.3, 0.95])
@pytest.mark.parametrize("dimension", [0, 1])
def test_no_flux_is_lost_ahead_of_a_similarity_front(p, dimension):
    """What the front has expelled is what the normal metal holds above the applied field."""
    root = similarity_root(p, dimension)
    excess, _ = quad(lambda z: (similarity_field(np.array(z), p, dimension) - (1 - p)) * z**dimension, root, root + 12)
    assert excess == pytest.approx((1 - p) * root ** (dimension + 1) / (dimension + 1), rel=1e-8)


@pytest.mark.parametrize("p", DEFICITS)
def test_a_half_space_keeps_the_similarity_solution(p):
    front = sharp_front("half-space", p)
    assert front.position[-1] / np.sqrt(front.time[-1]) == pytest.approx(2 * similarity_root(p), rel=1e-6)
    assert front.position[-1] > 500 * front.position[0]
    assert np.ptp(balance(front)) < 1e-6 * front.joule_heat[-1]


@pytest.mark.parametrize(("geometry", "share"), [("slab", 2), ("cylinder", 4)])
@pytest.mark.parametrize("p", DEFICITS)
def test_a_body_cooled_in_a_uniform_field_expels_it_in_an_exact_time(geometry, share, p):
    """int (1 - x) B dx, and int r ln(1/r) B dr, fall at the rate p; all of the released energy becomes heat."""
    front = sharp_front(geometry, p)
    assert front.closed
    assert front.time[-1] == pytest.approx((1 - p) / (share * p), rel=1e-6)
    volume = 1 if geometry == "slab" else 0.5
    assert front.joule_heat[-1] == pytest.approx((1 - (1 - p) ** 2) / 2 * volume, rel=1e-4)
    assert np.all(np.diff(front.position) > 0)
    assert front.field.max() < 1 + 1e-9


@pytest.mark.parametrize("p", [0.1, 0.03])
def test_a_slow_front_in_a_cylinder_is_quasi_static(p):
    """Between 0.4 R and 0.8 R 0.953 of the quasi-static time at p = 0.1, and nearer to it the smaller p is."""
    front = sharp_front("cylinder", p)
    first, last = np.interp([0.4, 0.8], front.position, front.time)
    slow = [s**2 * (1 - 2 * np.log(s)) / (4 * p) for s in (0.4, 0.8)]
    assert (last - first) / (slow[1] - slow[0]) == pytest.approx(1 - 0.47 * p, abs=2e-3)


def test_a_nucleus_at_rest_starts_with_more_field_around_it():
    """The logarithm around a nucleus of R/50 holds p/(4 ln 50) more of the moment than the uniform field."""
    p, s = 0.1, 0.02
    front = sharp_front("cylinder", p, nucleus=s)
    moment, _ = quad(lambda r: -r * np.log(r) * (1 - p + p * np.log(r) / np.log(s)), s, 1)
    assert front.time[-1] == pytest.approx(moment / p, rel=1e-6)
    assert np.ptp(balance(front)) < 1e-8


@pytest.mark.parametrize(("ratio", "grows"), [(0.97, False), (1.03, True)])
def test_a_nucleus_grows_above_the_critical_one(ratio, grows):
    front = sharp_front("cylinder", 0.1, wall_energy=0.02, nucleus=ratio * 0.1)
    assert front.closed == grows
    assert np.ptp(balance(front)) < 1e-8


def test_wall_energy_is_what_a_slow_boundary_takes():
    """In the limit of a front at rest: delta/2 times the area, the circumference 2 pi per 2 pi of the measure."""
    delta = 0.001
    front = sharp_front("cylinder", 0.02, wall_energy=delta, nucleus=0.1)
    assert front.boundary_energy[-1] == pytest.approx(delta / 2 * (1 - 0.1), rel=1e-2)


@pytest.mark.parametrize("geometry", ["slab", "cylinder"])
def test_kinetics_add_the_time_that_they_take_alone(geometry):
    """p << 1: the drops of B in the metal and at the boundary add up, and so do the times, beta (1 - s)/p."""
    p, beta, start = 1e-3, 0.016, 0.02
    bare, slowed = (sharp_front(geometry, p, kinetics=b, nucleus=start).time[-1] for b in (0.0, beta))
    assert slowed - bare == pytest.approx(beta * (1 - start) / p, rel=5e-3)


def test_kinetics_alone_set_the_speed_of_a_stiff_boundary():
    """beta far above size/D: the field follows at once, B(s) = 1 - p, and s' = p/beta."""
    front = sharp_front("slab", 0.2, kinetics=1e3, nucleus=0.1)
    assert front.closed
    assert front.speed[len(front.speed) // 2:] == pytest.approx(0.2 / 1e3, rel=1e-2)
    assert front.boundary_energy[-1] == pytest.approx((1 - 0.8**2) / 2 * 0.9, rel=1e-2)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.1])
def test_a_field_that_no_front_can_expel_is_refused(p):
    with pytest.raises(InputError, match="deficit"):
        sharp_front("slab", p)

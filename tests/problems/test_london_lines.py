"""London's equation on rings and across strips, in limits with closed forms."""

import math

import pytest
from scipy.special import ellipe, ellipk

from onnes.problems.london_lines import rings_inductance, strips_inductance
from onnes.problems.ring import thin_film_kinetic_inductance, thin_ring_inductance
from onnes.units.constants import VACUUM_PERMEABILITY


@pytest.mark.parametrize("gap", [0.1, 1.0, 5.0])
def test_two_strips_that_screen_have_the_inductance_of_conformal_mapping(gap):
    """mu_0 K(k)/K(k') with k = s/(s + 2 w)."""
    k = gap / (gap + 2)
    known = VACUUM_PERMEABILITY * ellipk(k**2) / ellipk(1 - k**2)
    assert strips_inductance(1.0, 1e-7, gap) == pytest.approx(known, rel=2e-3)


def test_two_strips_with_even_currents():
    """The mean logarithms of distances, and the carriers of both strips."""
    def twice(x):
        return x**2 * (math.log(x) / 2 - 0.75)

    geometric = (twice(2.5) - 2 * twice(1.5) + twice(0.5)) - (math.log(1.0) - 1.5)
    known = VACUUM_PERMEABILITY * (geometric / math.pi + 2 * 100.0)
    assert strips_inductance(1.0, 100.0, 0.5) - known == pytest.approx(0.0, abs=1e-3 * VACUUM_PERMEABILITY)


def test_a_wide_strip_over_a_plane():
    assert strips_inductance(1.0, 0.02, plane=0.005) == pytest.approx(VACUUM_PERMEABILITY * 0.025, rel=0.01)
    assert strips_inductance(1.0, 0.02, plane=0.005) < VACUUM_PERMEABILITY * 0.025  # by what leaks at the edges


def test_a_plane_far_below_two_strips_does_not_count():
    assert strips_inductance(1.0, 0.1, 0.5, plane=1e3) == pytest.approx(strips_inductance(1.0, 0.1, 0.5), rel=1e-5)


def test_a_narrow_ring_with_an_even_current():
    known = thin_ring_inductance(0.99, 1.01) + thin_film_kinetic_inductance(0.99, 1.01, 0.5)
    assert rings_inductance(0.99, 1.01, 0.5)[0, 0] == pytest.approx(known, rel=1e-5)


def test_two_rings_far_apart_are_maxwells_circles():
    found = rings_inductance(0.99, 1.01, 1.0, heights=(0.0, 0.5))
    m = 4 / (4 + 0.5**2)
    k = math.sqrt(m)
    known = VACUUM_PERMEABILITY * ((2 / k - k) * ellipk(m) - 2 / k * ellipe(m))
    assert found[0, 1] == pytest.approx(known, rel=1e-3)
    assert found[0, 1] == pytest.approx(found[1, 0], rel=1e-10)


def test_a_plane_is_an_image():
    """A ring at h over a plane has its own inductance less the mutual one with its image at 2 h."""
    alone = rings_inductance(0.99, 1.01, 1.0, heights=(0.0, 0.6))
    assert rings_inductance(0.99, 1.01, 1.0, plane=0.3)[0, 0] == pytest.approx(alone[0, 0] - alone[0, 1], rel=1e-4)

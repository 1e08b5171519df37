"""An 8 of current: moments, the exact field of two circles, the far field, and the energy of two 8s."""

import numpy as np
import pytest
from scipy.special import ellipe, ellipk

from onnes.chains.energies import dipole_energy
from onnes.chains.figure_eight import FigureEight, stretched_along
from onnes.drives.sources import Loop
from onnes.units.constants import VACUUM_PERMEABILITY

R = 2e-11
CIRCLES = FigureEight("circles", R)


def displaced(x=0.0, y=0.0, z=0.0):
    return R * np.array([x, y, z])


def test_moments_of_circles_and_of_the_lemniscate():
    """Two circles: areas pi R^2, centres R from the crossing. Lemniscate of half-width 2 R: lobes of area 2 R^2."""
    assert CIRCLES.lobe_areas == pytest.approx((np.pi * R**2, -np.pi * R**2), rel=1e-12, abs=0)
    assert CIRCLES.quadrupole == pytest.approx(2 * np.pi * R**3, rel=1e-12, abs=0)
    lemniscate = FigureEight("lemniscate", R)
    assert lemniscate.lobe_areas == pytest.approx((2 * R**2, -2 * R**2), rel=1e-12, abs=0)
    # int x dS of a lobe r^2 = 4 R^2 cos(2 phi): (1/3) int (2 R)^3 cos(2 phi)^(3/2) cos(phi) dphi = pi sqrt(2)/2 R^3
    assert lemniscate.quadrupole == pytest.approx(2**0.5 * np.pi * R**3, rel=1e-12, abs=0)


@pytest.mark.parametrize("shape", ["circles", "lemniscate"])
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_no_stretch_gives_equal_lobes_a_moment(shape, axis):
    x, y, z = stretched_along(axis, 3.0)
    assert x * y * z == pytest.approx(1)
    plain, stretched = FigureEight(shape, R), FigureEight(shape, R, stretch=(x, y, z))
    assert abs(stretched.dipole) < 1e-14 * R**2
    assert stretched.lobe_areas[0] == pytest.approx(x * y * plain.lobe_areas[0], rel=1e-12, abs=0)
    assert stretched.quadrupole == pytest.approx(x * x * y * plain.quadrupole, rel=1e-12, abs=0)


def test_unequal_lobes_have_a_moment():
    eight = FigureEight("circles", R, asymmetry=0.1)
    assert eight.dipole == pytest.approx(4 * 0.1 * np.pi * R**2, rel=1e-12, abs=0)
    assert eight.quadrupole == pytest.approx(np.pi * R**3 * (1.1**3 + 0.9**3), rel=1e-12, abs=0)


def test_field_of_circles_is_that_of_elliptic_integrals():
    for point in R * np.array([[0.3, 0.4, 0.5], [3.0, 1.0, -2.0], [1.0, 0.0, 0.05], [-1.9, 0.5, 0.1]]):
        exact = np.zeros(3)
        for centre, sign in ((R, 1), (-R, -1)):
            loop = Loop(R, (centre, 0.0), -point[2])
            exact += sign * np.array([*loop.in_plane_induction(*point[:2]), loop.induction(*point[:2], 0.0)])
        assert CIRCLES.field(point) == pytest.approx(exact, rel=1e-9, abs=1e-12 * np.linalg.norm(exact))


def test_far_field_is_that_of_the_quadrupole():
    """B of phi_m = 3 M_zx x z/(4 pi r^5), to the next order (R/r)^2."""
    point, step = displaced(300, -200, 250), 1e-3 * R

    def potential(p):
        return 3 * CIRCLES.quadrupole * p[0] * p[2] / (4 * np.pi * np.linalg.norm(p) ** 5)

    slope = [(potential(point + step * e) - potential(point - step * e)) / (2 * step) for e in np.eye(3)]
    exact = -VACUUM_PERMEABILITY * np.array(slope)
    assert CIRCLES.field(point) == pytest.approx(exact, rel=2e-4, abs=2e-4 * np.linalg.norm(exact))


def test_field_obeys_ampere():
    """The circulation round the wire of the right lobe, at x = 2 R, is mu_0 I."""
    angle = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    ring = displaced(2) + 0.5 * R * np.stack([np.cos(angle), 0 * angle, np.sin(angle)], axis=-1)
    along = np.stack([-np.sin(angle), 0 * angle, np.cos(angle)], axis=-1)
    # the current at x = 2 R runs along +y, into which z x x turns
    circulation = -np.sum(CIRCLES.field(ring) * along) * 0.5 * R * 2 * np.pi / 200
    assert circulation == pytest.approx(VACUUM_PERMEABILITY, rel=1e-9, abs=0)


def mutual(radius, height):
    """Mutual inductance of two coaxial circles (Maxwell)."""
    m = 4 * radius**2 / (4 * radius**2 + height**2)
    return VACUUM_PERMEABILITY * radius * ((2 / m**0.5 - m**0.5) * ellipk(m) - 2 / m**0.5 * ellipe(m))


def test_like_lobes_of_a_stack_are_coaxial_circles():
    """U = -2 L of like lobes, in elliptic integrals, + 2 L of unlike ones."""
    height = 0.3
    cross = CIRCLES.pair_energy(displaced(z=height)) + 2 * mutual(R, height * R)
    place, element = CIRCLES.curve
    apart = place[0][:, None, :] - place[1][None, :, :] - displaced(z=height)
    unlike = VACUUM_PERMEABILITY / (4 * np.pi) * np.sum(element[0] @ element[1].T / np.linalg.norm(apart, axis=-1))
    assert cross == pytest.approx(-2 * unlike, rel=1e-6, abs=0)


@pytest.mark.parametrize(("shift", "turned", "factor"), [
    (displaced(x=200), False, -48.0), (displaced(y=200), True, -12.0), (displaced(z=200), False, -48.0)])
def test_far_pairs_are_four_dipoles(shift, turned, factor):
    """U of lobes as dipoles, over (mu_0/4 pi) mu^2/a^3; in a row 2 - (1-2R/a)^-3 - (1+2R/a)^-3 = -48 (R/a)^2."""
    scale = -dipole_energy(np.pi * R**2, np.pi * R**2, 200 * R)
    assert CIRCLES.pair_energy(shift, turned) / scale == pytest.approx(factor / 200**2, rel=3e-3, abs=0)


def test_turning_one_of_two_equal_eights_turns_the_sign_of_their_energy():
    shift = displaced(0.7, 3.0, 1.1)
    assert CIRCLES.pair_energy(shift, True) == pytest.approx(-CIRCLES.pair_energy(shift), rel=1e-9, abs=0)

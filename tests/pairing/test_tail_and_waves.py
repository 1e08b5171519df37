"""Partial waves of the tube, energy and mass of its tail, against sum rules and closed forms."""

import math

import numpy as np
import pytest

from onnes.pairing.tube import kick
from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.partial_waves import cylinder, displaced_ions, partial_waves
from onnes.pairing.tube.passage import passage
from onnes.pairing.tube.tail import mass_enhancement, tail_energy

CROSSING = Crossing(screening=4.6, frequency=1e-3, strength=1e-10, action=1e8, offset=(0.5, 0.3))


def test_partial_waves_add_up_to_the_element_without_scattering():
    for profile, forward in ((cylinder, 1.0), (lambda q: displaced_ions(q, 4.6), 0.0)):
        waves = partial_waves(profile, 3.1, 40)
        assert (2 * np.arange(41) + 1) @ waves == pytest.approx(forward, abs=1e-10)


def test_a_thin_tube_is_felt_by_s_states_only_and_a_wide_one_by_all():
    thin, wide = (partial_waves(lambda q, width=width: cylinder(q, width), 3.1, 2) for width in (1e-3, 15.0))
    assert thin[1:] == pytest.approx([0, 0], abs=1e-6)
    assert thin[0] == pytest.approx(1, abs=1e-5)
    assert np.all(wide[1:] / wide[0] > 0.85)
    assert partial_waves(cylinder, 3.1, 0)[0] == pytest.approx(0.5378, abs=1e-4)  # 4 (1 - J0(a))/a^2


def test_profile_of_displaced_ions_is_the_impulse_squared():
    """The Fourier transform of c(rho) rho/|rho| is 4 pi q/(q^2 + k^2)."""
    from scipy.special import j1

    rho = np.linspace(1e-6, 6, 600_001)
    for q in (0.7, 4.0):
        transform = np.trapezoid(kick.impulse(CROSSING, rho) * j1(q * rho) * 2 * math.pi * rho, rho)
        assert (transform / (4 * math.pi)) ** 2 == pytest.approx(displaced_ions(q, 4.6), rel=1e-5)


def test_energy_of_the_tail_is_half_s_times_the_depth():
    wake = passage(CROSSING, CROSSING.rows)
    assert tail_energy(CROSSING, wake, 2.0) == pytest.approx(kick.tube_depth(CROSSING), rel=1e-4)
    assert tail_energy(CROSSING, wake, math.pi) == pytest.approx(math.pi / 2 * kick.tube_depth(CROSSING), rel=1e-4)


@pytest.mark.parametrize(("screening", "a"), [(4.6, 3.1), (5.2, 5.5)])
def test_mass_enhancement_in_closed_form(screening, a):
    s = screening**2 / (4 * a**2)
    mean = (math.log1p(1 / s) - 1 / (1 + s)) / (4 * a**2)
    assert mass_enhancement(screening, 5.7, a, 8.0) == pytest.approx(8 * a * 5.7**2 / 64 * mean, rel=1e-10)

"""Field below the surface of a clean metal: its integral is the penetration depth, and it changes sign."""

import numpy as np
import pytest
from scipy.integrate import simpson

from onnes.pairing.bcs.pippard import pippard_kernel
from onnes.pairing.bcs.surface_depth import specular_depth, wave_numbers
from onnes.pairing.bcs.surface_profile import pippard_profile


@pytest.mark.parametrize("ratio", [0.1, 2.0, 10.0])
def test_the_integral_of_the_profile_is_the_specular_depth(ratio):
    x = np.linspace(0, 80, 401)
    q = wave_numbers(1.0)
    depth = float(specular_depth(q, pippard_kernel(q * ratio)))
    assert simpson(pippard_profile(x, 1.0, ratio), x=x) == pytest.approx(depth, rel=5e-4)


def test_a_short_coherence_length_gives_london_s_exponential():
    x = np.linspace(0.1, 8, 20)
    assert pippard_profile(x, 1.0, 1e-3) == pytest.approx(np.exp(-x), abs=1e-6)


def test_the_field_changes_sign_where_the_coherence_length_is_long():
    x = np.linspace(0.5, 30, 300)
    assert pippard_profile(x, 1.0, 0.5).min() > -1e-6
    assert -0.03 < pippard_profile(x, 1.0, 10.0).min() < -0.01


def test_only_the_ratio_of_the_lengths_matters():
    assert pippard_profile(3e-8, 1e-8, 2e-8) == pytest.approx(pippard_profile(3.0, 1.0, 2.0), rel=1e-12)

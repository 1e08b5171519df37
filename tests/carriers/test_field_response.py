"""Depth, vortex field and wire profile: limits and tabulated points."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import i1

from onnes.carriers.london_wire import london_wire_field_ratio
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.carriers.pippard_depth import pippard_depth, pippard_kernel
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM


def test_kernel_is_londons_at_long_waves_and_falls_as_one_over_q():
    assert pippard_kernel(0.0) == 1.0
    for below, above in ((0.00999999, 0.01000001),):
        assert pippard_kernel(below) == pytest.approx(pippard_kernel(above), rel=1e-7)
    assert pippard_kernel(1e6) * 1e6 == pytest.approx(0.75 * math.pi, rel=1e-5)


def test_depth_is_londons_for_short_coherence():
    assert pippard_depth(1e-7, 1e-12) == pytest.approx(1e-7, rel=1e-5)


def test_depth_goes_to_pippards_cube_root_for_long_coherence():
    ratio = 1e9
    limit = (math.sqrt(3) / (2 * math.pi) * ratio) ** (1 / 3)
    assert pippard_depth(1.0, ratio) == pytest.approx(limit, rel=2e-3)


@settings(deadline=None, max_examples=20)
@given(st.floats(0.01, 1e3), st.floats(1.01, 10.0))
def test_a_longer_coherence_lets_the_field_deeper(coherence, times):
    assert pippard_depth(1.0, coherence * times) > pippard_depth(1.0, coherence) > 1.0


@pytest.mark.parametrize(("kappa", "ratio"), [(1.0, 0.8180), (2.0, 0.5490), (10.0, 0.2019)])
def test_lower_critical_field_over_the_thermodynamic_one(kappa, ratio):
    thermodynamic = FLUX_QUANTUM * kappa / (2 * math.sqrt(2) * math.pi)
    assert lower_critical_field(1.0, 1 / kappa) / thermodynamic == pytest.approx(ratio, rel=2e-3)


def test_all_critical_fields_meet_at_one_over_root_two():
    kappa = 1 / math.sqrt(2) * (1 + 1e-12)
    thermodynamic = FLUX_QUANTUM * kappa / (2 * math.sqrt(2) * math.pi)
    assert lower_critical_field(1.0, 1 / kappa) == pytest.approx(thermodynamic, rel=2e-3)
    with pytest.raises(InputError, match="kappa"):
        lower_critical_field(1.0, 2.0)


@settings(deadline=None)
@given(st.floats(0.1, 200.0), st.floats(0.01, 1.0))
def test_wire_profile_is_a_ratio_of_bessel_functions(radius, fraction):
    expected = i1(fraction * radius) / i1(radius)
    assert london_wire_field_ratio(fraction * radius, radius, 1.0) == pytest.approx(expected, rel=1e-11)


def test_wire_profile_limits():
    assert london_wire_field_ratio(5e-3, 10e-3, 1e3) == pytest.approx(0.5, rel=1e-9)
    assert london_wire_field_ratio(5e-3, 10e-3, 39e-9) == 0.0
    assert london_wire_field_ratio(10e-3, 10e-3, 39e-9) == 1.0
    with pytest.raises(InputError, match="radius"):
        london_wire_field_ratio(11e-3, 10e-3, 39e-9)

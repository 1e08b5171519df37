"""Vortex field and wire profile: limits and tabulated points."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import i1

from onnes.carriers.london_wire import london_wire_field_ratio
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.errors import InputError
from onnes.units.constants import FLUX_QUANTUM


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

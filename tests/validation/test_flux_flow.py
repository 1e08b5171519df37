"""Resistivity of moving vortices against the viscosity of a single one."""

import pytest

from onnes.validation.flux_flow import flux_flow, viscosity


@pytest.mark.parametrize(("u", "half_a_u"), [(5.79, 1.45), (12.0, 2.62)])
def test_viscosity_is_the_published_one(u, half_a_u):
    """Gor'kov and Kopnin (1971, 1975): alpha = u a/2, a = 0.502 at u = 5.79 and 0.438 at u = 12."""
    assert viscosity(u) == pytest.approx(half_a_u, rel=5e-3)


@pytest.mark.long
@pytest.mark.parametrize("u", [5.79, 12.0])
def test_flux_flow_has_the_viscosity_of_its_vortices(u):
    """Near the value of Bardeen and Stephen, 1, and within 10 % of 1/alpha, which depends on u."""
    measured, expected = flux_flow(u)
    assert measured == pytest.approx(expected, rel=0.1)

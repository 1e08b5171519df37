"""The table of Gaussian units against pint's own definitions and against Maxwell."""

import math

import pytest

from onnes.errors import InputError
from onnes.units import registry
from onnes.units.constants import SPEED_OF_LIGHT
from onnes.units.gaussian import UNITS, from_gaussian, to_gaussian

MECHANICAL = ["length", "area", "time", "mass", "number_density", "velocity", "diffusivity", "action", "energy",
              "energy_density", "energy_per_length", "energy_per_area", "pressure", "power_per_area"]  # fmt: skip


@pytest.mark.parametrize("kind", MECHANICAL)
def test_mechanical_units_are_those_of_the_registry(kind):
    unit = UNITS[kind]
    assert unit.factor == pytest.approx(registry().Quantity(1, unit.si).to(unit.gaussian).magnitude, rel=1e-14)


@pytest.mark.parametrize("kind", ["magnetic_field", "magnetic_field_strength", "magnetic_moment", "magnetic_flux"])
def test_magnetic_units_are_those_of_the_doors(kind):
    unit = UNITS[kind]
    assert unit.factor == pytest.approx(registry().Quantity(1, unit.si).to(unit.gaussian).magnitude, rel=1e-14)


@pytest.mark.parametrize(
    ("product", "factors"),
    [
        ("energy", ("charge", "voltage")),
        ("voltage", ("electric_field", "length")),
        ("current", ("current_density", "area")),
        ("current", ("sheet_current", "length")),
        ("charge", ("current", "time")),
        ("current_density", ("conductivity", "electric_field")),
        ("magnetic_flux", ("vector_potential", "length")),
        ("magnetic_flux", ("magnetic_field", "area")),
        ("magnetic_moment", ("magnetisation", "length", "area")),
        ("energy", ("magnetic_moment", "magnetic_field")),
        ("energy_per_length", ("energy_density", "area")),
        ("action", ("energy", "time")),
    ],
)
def test_relations_without_c_hold_between_the_factors(product, factors):
    assert UNITS[product].factor == pytest.approx(math.prod(UNITS[one].factor for one in factors), rel=1e-14)


def test_a_light_wave_has_equal_fields_and_chi_is_smaller_by_4_pi():
    electric = to_gaussian(SPEED_OF_LIGHT * 0.3, "electric_field")
    assert electric == pytest.approx(to_gaussian(0.3, "magnetic_field"), rel=1e-14)
    chi = UNITS["magnetisation"].factor / UNITS["magnetic_field_strength"].factor
    assert UNITS["susceptibility"].factor == pytest.approx(chi, rel=1e-14)


@pytest.mark.parametrize("kind", UNITS)
def test_there_and_back(kind):
    assert from_gaussian(to_gaussian(1.7, kind), kind) == pytest.approx(1.7, rel=1e-15)


def test_an_unknown_kind_is_refused():
    with pytest.raises(InputError, match="magnetic_field"):
        to_gaussian(1.0, "magnetic_feld")

"""The superconductor of a problem: lengths given, of a material, or by default."""

import pytest

from onnes.errors import InputError, MissingDataError
from onnes.materials import DEFAULT_LENGTH, material, materials, penetration_depth_of, scales_of, temperature_of


def test_a_material_at_half_of_tc():
    lead = material("Pb")
    kelvin = 0.5 * lead.critical_temperature
    assert temperature_of("lead", None) == kelvin
    assert temperature_of("Pb", None, 0.9) == 0.9 * lead.critical_temperature
    assert penetration_depth_of("Pb", None, "bcs", None) == lead.penetration_depth(kelvin, "bcs")
    assert scales_of("Pb", 4.2, "two_fluid", None, None) == lead.scales(4.2)


def test_lengths_given_replace_those_of_the_material():
    scales = scales_of("Pb", 4.2, "two_fluid", 77e-9, None)
    assert scales.penetration_depth == penetration_depth_of("Pb", 4.2, "two_fluid", 77e-9) == 77e-9
    assert scales.coherence_length == material("Pb").coherence_length(4.2)
    assert scales_of("Pb", 4.2, "two_fluid", None, 20e-9).coherence_length == 20e-9


def test_without_a_material_lengths_have_a_default_and_nothing_moves():
    assert temperature_of("", None) is None
    assert penetration_depth_of("", None, "two_fluid", None) == DEFAULT_LENGTH
    scales = scales_of("", None, "two_fluid", 100e-9, None)
    assert (scales.kappa, scales.time) == (2.0, None)


@pytest.mark.parametrize(("name", "kelvin"), [("", 4.0), ("Pb", 7.3), ("nothing", None)])
def test_refusals(name, kelvin):
    for asked in (lambda: temperature_of(name, kelvin), lambda: penetration_depth_of(name, kelvin, "bcs", 1e-8),
                  lambda: scales_of(name, kelvin, "bcs", 1e-8, 1e-8)):
        with pytest.raises(InputError):
            asked()


def test_a_length_that_is_missing_is_named():
    lacking = next(one for one in materials() if one.has("penetration_depth_0") and one.has("critical_temperature")
                   and not one.has("ginzburg_landau_length_0") and not one.has("coherence_length_0"))
    with pytest.raises(MissingDataError, match=r"Give coherence_length( or the other length)?, or choose"):
        scales_of(lacking.name, None, "two_fluid", None, None)
    assert scales_of(lacking.name, None, "two_fluid", None, 5e-9).coherence_length == 5e-9

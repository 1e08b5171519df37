"""The supercurrent against its closed forms, the text's step against both, the breakdown against measured fields."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.errors import InputError
from onnes.experiments.supercurrent import Supercurrent
from onnes.materials import material, materials
from onnes.problems.screening.current_profiles import CURRENT_PROFILES
from onnes.problems.screening.screening_current import REACH, screening_current
from onnes.units.constants import VACUUM_PERMEABILITY

DEPTH, FIELD = 40e-9, 5e-3
SIZES = {"half-space": [REACH], "slab": [0.3, 5.0], "wire": [0.3, 5.0]}
CASES = [(geometry, size * DEPTH) for geometry, sizes in SIZES.items() for size in sizes]


def integral(function, size):
    value, _ = quad(lambda s: float(function(np.array(s))), max(0.0, size - 40 * DEPTH), size, epsabs=0,
                    epsrel=1e-11, limit=400, points=[max(0.0, size - 5 * DEPTH)])
    return value


@pytest.mark.parametrize(("geometry", "size"), CASES)
def test_closed_forms_are_one_field(geometry, size):
    """Total and kinetic energy are the integrals of j and A^2; B's rise over a depth is the current above it."""
    shape = CURRENT_PROFILES[geometry]

    def current(s):
        return shape.density(s, size, DEPTH) * shape.measure(s) / DEPTH

    assert shape.total(size, DEPTH) == pytest.approx(integral(current, size), rel=1e-9)
    kinetic = integral(lambda s: shape.density(s, size, DEPTH) ** 2 * shape.measure(s), size)
    assert shape.kinetic(size, DEPTH) == pytest.approx(kinetic, rel=1e-9)
    centre = shape.field(np.array(0.0), size, DEPTH)
    around = 2 * np.pi * size if geometry == "wire" else 1.0
    assert shape.total(size, DEPTH) == pytest.approx(around * (1 - float(centre)), rel=1e-12)


@pytest.mark.parametrize(("geometry", "size"), CASES)
def test_energy_is_half_of_current_times_potential_at_the_surface(geometry, size):
    """K + int B^2/2mu_0 = -(1/2) H A_s per area, for the computed current and, by it, for the closed form."""
    made = screening_current(geometry, size, FIELD, DEPTH)
    area = 2 * np.pi * size if geometry == "wire" else 1.0
    surface = -VACUUM_PERMEABILITY * DEPTH**2 * made.surface_density
    expected = -0.5 * FIELD / VACUUM_PERMEABILITY * surface * area
    assert made.kinetic_energy(DEPTH) + made.magnetic_energy() == pytest.approx(expected, rel=3e-4)


@pytest.mark.parametrize("geometry", CURRENT_PROFILES)
def test_computed_current_is_exact_to_second_order(geometry):
    size, shape = SIZES[geometry][-1] * DEPTH, CURRENT_PROFILES[geometry]
    errors = []
    for coarser in (2, 1):
        made = screening_current(geometry, size, FIELD, DEPTH, coarser)
        errors.append((
            np.max(np.abs(made.field / FIELD - shape.field(made.field_position, size, DEPTH))),
            abs(made.kinetic_energy(DEPTH) * 2 * VACUUM_PERMEABILITY / FIELD**2 / shape.kinetic(size, DEPTH) - 1)))
    ratios = np.divide(*errors)
    assert np.all((ratios > 3.3) & (ratios < 4.7))
    assert errors[1][0] < 1e-4


def test_no_momentum_in_the_current():
    """W31 with p = 0: m v = -q A, so that j mu_0 lambda^2 + A = 0 where the current was settled on the grid."""
    made = screening_current("slab", 5 * DEPTH, FIELD, DEPTH)
    residual = VACUUM_PERMEABILITY * DEPTH**2 * made.density + made.potential
    assert np.max(np.abs(residual)) < 1e-12 * np.max(np.abs(made.potential))
    assert np.min(made.density) >= 0


def test_half_space_of_the_text():
    result = Supercurrent(field="20 mT").run()
    depth = result["london_depth"]
    assert result["penetration_depth"] == pytest.approx(depth, rel=1e-6)
    assert result["surface_current_density"] == pytest.approx(0.02 / (VACUUM_PERMEABILITY * depth), rel=1e-6)
    assert result["surface_potential"] == pytest.approx(-depth * 0.02, rel=1e-6)
    assert result["current_per_width"] == pytest.approx(0.02 / VACUUM_PERMEABILITY, rel=1e-12)
    assert result["kinetic_energy"] == pytest.approx(depth * 0.02**2 / (4 * VACUUM_PERMEABILITY), rel=1e-6)
    assert result["magnetic_energy"] == pytest.approx(result["kinetic_energy"], rel=1e-6)
    assert result["step_error"] == pytest.approx(2 / math.e, rel=1e-12)
    assert result["step_current_error"] == 0
    assert result["step_energy_error"] == pytest.approx(1, rel=1e-12)
    # "It is of the order of 300 G"
    assert result["breakdown_field"] == pytest.approx(0.029, rel=2e-3)
    assert "critical_field" not in result.readings
    assert result.warnings == ()


@pytest.mark.parametrize("name", ["Al", "Pb", "Sn", "In", "Hg"])
def test_breakdown_is_of_the_order_of_the_measured_field(name):
    """Without the profile, which does not depend on it: the estimate itself."""
    from onnes.experiments.supercurrent.metal import metal
    from onnes.experiments.supercurrent.readings import breakdown_readings

    readings = breakdown_readings(metal(name, 0.0, "two_fluid", 40e-9), None)
    measured = material(name).critical_field_0
    assert readings["critical_field"].value == pytest.approx(measured, rel=1e-12)
    ratio = readings["breakdown_field_over_measured"].value
    assert ratio == pytest.approx(readings["breakdown_field"].value / measured, rel=1e-12)
    assert 10**-0.5 < ratio < 10**0.5
    assert readings["breakdown_field_bcs_over_measured"].value / ratio == pytest.approx(math.sqrt(3 / 8), rel=1e-12)


def test_every_element_with_a_measured_field_breaks_down_within_half_a_decade_of_it():
    from onnes.experiments.supercurrent.metal import metal
    from onnes.experiments.supercurrent.readings import breakdown_readings

    ratios = {}
    for each in materials():
        if each.family == "element" and each.has("critical_field_0") and each.has("nearest_neighbour_distance"):
            readings = breakdown_readings(metal(each.name, 0.0, "two_fluid", None), None)
            ratios[each.name] = readings["breakdown_field_over_measured"].value
    assert len(ratios) > 20
    assert all(10**-0.5 < ratio < 10**0.5 for ratio in ratios.values())


def test_wire_carries_the_current_of_the_text_and_silsbee_is_its_limit():
    result = Supercurrent(material="Pb", geometry="wire", size="200 nm").run()
    radius = 200e-9
    assert result["wire_current"] == pytest.approx(2 * math.pi * radius * 0.01 / VACUUM_PERMEABILITY, rel=1e-10)
    assert result["current_over_text"] == pytest.approx(1, rel=1e-10)
    assert result["penetration_depth"] == pytest.approx(result["london_depth"], rel=1e-6)
    assert result["step_current_error"] == pytest.approx(-result["london_depth"] / (2 * radius), rel=1e-12)
    assert result["silsbee_current"] == pytest.approx(
        2 * math.pi * radius * material("Pb").critical_field_0 / VACUUM_PERMEABILITY, rel=1e-12)
    ratio = result["breakdown_current"] / result["silsbee_current"]
    assert ratio == pytest.approx(result["breakdown_field_over_measured"], rel=1e-12)


def test_thin_slab_carries_less_than_the_text_says():
    result = Supercurrent(geometry="slab", size="13 nm", penetration_depth="26 nm").run()
    assert result["current_over_text"] == pytest.approx(1 - 1 / math.cosh(0.5), rel=1e-6)
    assert result["step_current_error"] == pytest.approx(0.5 / (1 - 1 / math.cosh(0.5)) - 1, rel=1e-9)


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 1e6))
def test_step_in_a_wire_is_short_by_lambda_over_diameter(size):
    """(2 pi R lambda - pi lambda^2)/lambda of 2 pi R; below one lambda the whole wire, R/(2 lambda)."""
    wire = CURRENT_PROFILES["wire"]
    expected = -1 / (2 * size) if size > 1 else size / 2 - 1
    assert wire.step_total(size, 1.0) / wire.total(size, 1.0) - 1 == pytest.approx(expected, abs=1e-10)


def test_without_a_count_of_electrons_there_is_a_profile_and_no_breakdown():
    result = Supercurrent(material="MgB2", geometry="wire").run()
    assert "breakdown_field" not in result.readings
    assert "breakdown field" in result.warnings[0]
    assert result["current_over_text"] == pytest.approx(1, rel=1e-10)
    assert {ax.get_title() for ax in Supercurrent.picture(result).axes} >= {"Field", "Section of the wire (Fig. 11)"}


def test_warnings_say_what_does_not_hold():
    hot = Supercurrent(material="Sn", temperature="3 K", field="20 mT")._metal()
    words = " ".join(Supercurrent(material="Sn", temperature="3 K", field="20 mT")._warnings(hot))
    assert "times Bc of Sn" in words
    assert "kT << Delta" in words
    guessed = Supercurrent(material="Re")._metal()
    assert "W33" in guessed.remarks[0]
    assert "weak coupling" in guessed.remarks[1]


@pytest.mark.parametrize(("inputs", "named"), [
    ({"field": "-1 mT"}, "field"), ({"field": "nan T"}, "field"), ({"size": "1 um"}, "size"),
    ({"geometry": "sphere"}, "geometry"), ({"geometry": "wire", "size": "0 m"}, "size"),
    ({"geometry": "wire", "size": "100 m"}, "size"), ({"temperature": "2 K"}, "temperature"),
    ({"material": "Pb", "temperature": "8 K"}, "temperature"),
    ({"material": "Pb", "temperature": "-1 K"}, "temperature"),
    ({"penetration_depth": "0 nm"}, "penetration_depth"), ({"theory": "hole"}, "theory"), ({"coupling": 1}, "input"),
])
def test_bad_input_is_refused_by_name(inputs, named):
    with pytest.raises(InputError) as refusal:
        Supercurrent(**inputs)
    assert refusal.value.argument.startswith(named)


@pytest.mark.parametrize("inputs", [{"geometry": "slab", "size": "60 nm"}, {"geometry": "wire", "size": "1 mm"}])
def test_picture_shows_computed_beside_exact_and_the_balance(inputs):
    picture = Supercurrent.picture(Supercurrent(**inputs).run())
    labels = {line.get_label() for ax in picture.axes for line in ax.get_lines()}
    assert {"computed (freeze)", "closed form", "the text's step", "$B_{cr}$"} <= labels

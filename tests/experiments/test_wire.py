"""The wire against Ampere's law, Bessel functions and Silsbee's rule."""

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.chains.wire_profile import chain_wire_field
from onnes.errors import InputError
from onnes.experiments.wire import Wire
from onnes.materials import material
from onnes.problems.screening.graded import graded
from onnes.problems.screening.wire import WIRE_LAWS, london_wire, surface_field
from onnes.units.constants import VACUUM_PERMEABILITY

RADIUS, CURRENT, DEPTH = 1e-3, 7.0, 2e-4


@pytest.mark.parametrize("name", sorted(WIRE_LAWS))
def test_field_of_each_law_is_that_of_its_current(name):
    """Ampere: 2 pi r B(r) = mu_0 int_0^r J 2 pi r dr, and all of I inside R."""
    law = WIRE_LAWS[name]
    for share in (0.2, 0.7, 1.0):
        r = share * RADIUS
        inside = quad(lambda x: 2 * np.pi * x * float(law.density(np.array(x), RADIUS, CURRENT, DEPTH)), 0, r,
                      epsabs=0, epsrel=1e-11)[0]
        field = float(law.field(np.array(r), RADIUS, CURRENT, DEPTH))
        assert field == pytest.approx(VACUUM_PERMEABILITY * inside / (2 * np.pi * r), rel=1e-9)
        logarithm = np.log(field / surface_field(RADIUS, CURRENT))
        assert law.log_field(r, RADIUS, DEPTH) == pytest.approx(logarithm, abs=1e-12)
    assert inside == pytest.approx(CURRENT, rel=1e-9)


def test_linear_law_is_that_of_the_chains():
    r = 0.3 * RADIUS
    linear = float(WIRE_LAWS["linear"].field(np.array(r), RADIUS, CURRENT, DEPTH))
    assert linear == pytest.approx(chain_wire_field(r, RADIUS, CURRENT), rel=1e-14)


def test_computed_wire_is_bessel_to_second_order():
    errors = []
    for cells in (8, 16):
        wire = london_wire(graded(RADIUS, DEPTH, DEPTH / cells), CURRENT, DEPTH)
        exact = WIRE_LAWS["london"].field(wire.r, RADIUS, CURRENT, DEPTH)
        errors.append(np.sqrt(np.mean((wire.field - exact) ** 2)) / surface_field(RADIUS, CURRENT))
        density = WIRE_LAWS["london"].density(wire.r, RADIUS, CURRENT, DEPTH)
        assert wire.density[-1] == pytest.approx(density[-1], rel=0.5 / cells**2 * 8)
        assert wire.current == pytest.approx(CURRENT, rel=1e-11)
    assert 3.3 < errors[0] / errors[1] < 5


@pytest.mark.parametrize(("law", "second", "third"), [("uniform", 1.414, 2.0), ("linear", 1.414**2, 4.0)])
def test_ratios_in_the_holes(law, second, third):
    result = Wire(law=law).run()
    assert result["field_ratio_2_1"] == pytest.approx(second, rel=1e-12)
    assert result["field_ratio_3_1"] == pytest.approx(third, rel=1e-12)
    assert result["surface_field"] == pytest.approx(VACUUM_PERMEABILITY * 100 / (2 * np.pi * 0.01), rel=1e-12)
    assert result["current"] == pytest.approx(100, rel=1e-12)


def test_london_leaves_nothing_to_measure_in_a_thick_wire():
    result = Wire(penetration_depth="50 nm").run()
    assert result["field_ratio_2_1"] is None
    expected = (0.707e-2 - 0.5e-2) / 50e-9 / np.log(10)
    assert result["log10_field_ratio_2_1"] == pytest.approx(expected, rel=1e-3)
    assert result["current"] == pytest.approx(100, rel=1e-9)
    assert result["surface_field"] == pytest.approx(2e-3, rel=2e-4)
    assert result["departure_from_bessel"] < 2e-4
    assert all(np.all(np.isfinite(array.values)) for array in result.arrays.values())


def test_london_in_a_thin_wire_is_nearly_uniform():
    result = Wire(radius="10 nm", current="1 uA", penetration_depth="500 nm").run()
    assert result["field_ratio_3_1"] == pytest.approx(2, rel=1e-3)


def test_silsbee():
    lead = {"material": "Pb", "temperature": "4.2 K", "penetration_depth": "50 nm"}
    below = Wire(current="1 A", **lead).run()
    critical = below["silsbee_current"]
    assert critical == pytest.approx(2 * np.pi * 0.01 * below["critical_field"] / VACUUM_PERMEABILITY, rel=1e-12)
    assert below["critical_field"] == pytest.approx(material("Pb").critical_field(4.2), rel=1e-12)
    assert below.warnings == ()
    above = Wire(current=1.5 * critical, **lead).run()
    assert above["silsbee_ratio"] == pytest.approx(1.5, rel=1e-12)
    assert above["surface_field"] > above["critical_field"]
    assert "Silsbee" in above.warnings[0]
    assert Wire(current=1.5 * critical, law="uniform", **lead).run().warnings == ()


@pytest.mark.parametrize("inputs", [
    {"radius": "-1 mm"}, {"current": "nan A"}, {"current": "5 V"}, {"law": "bean"}, {"r1": "8 mm"}, {"r3": "11 mm"},
    {"r2": "10 mm", "r3": "9 mm"}, {"material": "Pb", "temperature": "7.3 K"}, {"penetration_depth": 0.0},
    {"theory": "chain", "law": "london"}, {"theory": "hole"}, {"material": 5}, {"theory": None},
])
def test_bad_input(inputs):
    with pytest.raises(InputError):
        Wire(**inputs)


def test_theory_may_name_its_law():
    result = Wire(theory="chain").run()
    assert (result.theory, result.inputs["law"]) == ("chain", "linear")


def test_picture_shows_three_laws_twice():
    picture = Wire.picture(Wire(law="linear").run())
    left, right = picture.axes
    for ax in (left, right):
        drawn = {line.get_label(): line for line in ax.get_lines() if not line.get_label().startswith("_")}
        assert set(drawn) == {"uniform", "london", "linear"}
        assert drawn["linear"].get_linewidth() > drawn["london"].get_linewidth()

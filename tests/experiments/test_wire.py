"""The wire experiment: ratios in the holes, Silsbee's rule, theories, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments.wire import Wire
from onnes.materials import material
from onnes.units.constants import VACUUM_PERMEABILITY


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
    {"radius": "-1 mm"}, {"r1": "8 mm"}, {"r3": "11 mm"},
    {"r2": "10 mm", "r3": "9 mm"}, {"material": "Pb", "temperature": "7.3 K"}, {"penetration_depth": 0.0},
    {"theory": "chain", "law": "london"}, {"theory": "hole"},
])
def test_bad_input(inputs):
    with pytest.raises(InputError):
        Wire(**inputs)


def test_theory_may_name_its_law():
    result = Wire(theory="chain").run()
    assert (result.theory, result.inputs["law"]) == ("chain", "linear")


def test_picture_shows_three_laws_twice(example_of):
    picture = Wire.picture(example_of("wire"))
    left, right = picture.axes
    for ax in (left, right):
        drawn = {line.get_label(): line for line in ax.get_lines() if not line.get_label().startswith("_")}
        assert set(drawn) == {"uniform", "London", "linear"}
        assert drawn["linear"].get_linewidth() > drawn["London"].get_linewidth()

"""The penetration experiment: readings beside London's closed forms, strong fields, materials, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments.penetration import Penetration
from onnes.materials import material
from onnes.problems.screening.london import LONDON
from onnes.units.constants import VACUUM_PERMEABILITY

SHAPES = sorted(LONDON)


@pytest.mark.parametrize("shape", SHAPES)
def test_london_reads_its_closed_forms(shape, example_of):
    result = example_of("penetration")
    if shape != result.inputs["shape"]:
        result = Penetration(shape=shape, size="600 nm", field="10 mT", penetration_depth="60 nm").run()
    assert result.status == "converged"
    assert result["fitted_depth"] == pytest.approx(60e-9, rel=3e-4)
    expected = LONDON[shape].moment(600e-9, 60e-9) * 0.01 / VACUUM_PERMEABILITY
    moment = result.readings["moment"]
    assert moment.value == pytest.approx(expected, rel=1e-3)
    assert abs(moment.value - expected) < 3 * moment.uncertainty
    assert moment.unit == {"slab": "A", "cylinder": "A m", "sphere": "A m^2"}[shape]
    surface = float(LONDON[shape].field(np.array(600e-9), 600e-9, 60e-9)) * 0.01
    assert result["surface_field"] == pytest.approx(surface, rel=1e-3)
    assert result["departure_from_london"] < 1e-3
    assert result.warnings == ()


def test_strong_fields_are_reported_as_they_are():
    weak, superheated, hot = (Penetration(law="static", field=f"{field} mT", size="500 nm").run()
                              for field in (40, 110, 300))
    assert weak["state"] == "superconducting"
    assert weak.warnings == ()
    assert superheated["critical_field"] < 0.110
    assert superheated["state"] == "metastable"
    assert "critical field" in superheated.warnings[0]
    assert superheated["fitted_depth"] > weak["fitted_depth"] > 50e-9
    assert hot["state"] == "normal"
    assert hot.status == "converged"
    assert hot["fitted_depth"] is None
    assert hot["central_field"] == pytest.approx(0.3, rel=1e-6)
    assert "normal" in hot.warnings[0]


@pytest.mark.long
def test_sphere_under_static_solves_the_vacuum():
    """In a weak field Ginzburg-Landau is London, so the (r, z) grid with vacuum must find the exact sphere."""
    result = Penetration(shape="sphere", law="static", size="100 nm", field="0.5 mT", spacing="10 nm", padding=5).run()
    assert result.status == "converged"
    expected = LONDON["sphere"].moment(100e-9, 50e-9) * 0.5e-3 / VACUUM_PERMEABILITY
    moment = result.readings["moment"]
    assert moment.value == pytest.approx(expected, rel=0.02)
    assert abs(moment.value - expected) < 3 * moment.uncertainty
    equator = float(LONDON["sphere"].field(np.array(2.0), 2.0, 1.0)) * 0.5e-3
    surface = result.readings["surface_field"]
    assert surface.value == pytest.approx(equator, rel=5e-3)
    assert abs(surface.value - equator) < 3 * surface.uncertainty
    assert np.shape(result.arrays["field_map"].values) == (161, 161)
    assert len(Penetration.picture(result).axes) == 3  # profile, map, colour bar


def test_material_gives_the_depth():
    depth = material("Pb").penetration_depth(4.2)
    result = Penetration(material="lead", temperature="4.2 K", size=10 * depth).run()
    assert result["penetration_depth"] == depth
    assert result["critical_field"] == pytest.approx(material("Pb").critical_field(4.2), rel=1e-12)
    assert result["temperature"] == 4.2
    dirty = Penetration(material="Pb", penetration_depth="77 nm", size="770 nm").run()
    assert dirty["penetration_depth"] == pytest.approx(77e-9)


def test_coarse_grid_warns_with_cells_per_length():
    result = Penetration(spacing="40 nm", law="static").run()
    assert any("1.2 cells per coherence length" in text for text in result.warnings)
    assert any("1.2 cells per penetration depth" in text for text in result.warnings)


@pytest.mark.parametrize("inputs", [
    {"size": "-1 um"}, {"size": "0 m"}, {"penetration_depth": "-50 nm"}, {"law": "perfect-conductor"},
    {"material": "Pb", "temperature": "8 K"}, {"material": "Pb", "temperature": "-1 K"},
    {"temperature": "4 K"}, {"spacing": "1e-15 m"}, {"shape": "sphere", "law": "static", "spacing": "1 pm"},
    {"padding": 1},
])
def test_bad_input_is_refused_before_anything_runs(inputs):
    with pytest.raises(InputError) as caught:
        Penetration(**inputs)
    assert caught.value.argument


def test_static_needs_a_coherence_length():
    from onnes.materials import materials

    lacking = next(one for one in materials() if one.has("penetration_depth_0") and not one.has("coherence_length_0")
                   and not one.has("critical_field_0") and not one.has("upper_critical_field_0"))
    with pytest.raises(MissingDataError, match="coherence length"):
        Penetration(material=lacking.name, law="static")
    depth = lacking.penetration_depth(0.5 * lacking.critical_temperature)
    assert Penetration(material=lacking.name, size=10 * depth).run().status == "converged"

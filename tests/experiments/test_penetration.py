"""Penetration against London's closed forms, Ginzburg and Landau's weak-field law, and its own uncertainties."""

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.errors import InputError, MissingDataError
from onnes.experiments.penetration import Penetration
from onnes.materials import material
from onnes.problems.screening import radial, sphere
from onnes.problems.screening.graded import graded
from onnes.problems.screening.london import LONDON, fitted_depth
from onnes.units.constants import VACUUM_PERMEABILITY

SHAPES = sorted(LONDON)


@pytest.mark.parametrize("size", [0.3, 3.0, 40.0])
@pytest.mark.parametrize(("shape", "measure"), [("slab", lambda s: 2.0), ("cylinder", lambda s: 2 * np.pi * s)])
def test_moment_is_what_the_field_lacks(shape, measure, size):
    exact = LONDON[shape]
    lacking = quad(lambda s: measure(s) * (float(exact.field(np.array(s), size, 1.0)) - 1), 0, size, epsabs=0,
                   epsrel=1e-11)[0]
    assert exact.moment(size, 1.0) == pytest.approx(lacking, rel=1e-9)


@pytest.mark.parametrize("size", [0.3, 3.0, 40.0])
def test_sphere_moment_and_surface_field_belong_together(size):
    """London's form with coth; at the equator the dipole's field adds to the applied one: H - mu_0 m/(4 pi R^3)."""
    moment = LONDON["sphere"].moment(size, 1.0)
    with_coth = -2 * np.pi * size**3 * (1 - 3 / size / np.tanh(size) + 3 / size**2)
    assert moment == pytest.approx(with_coth, rel=1e-10)
    equator = float(LONDON["sphere"].field(np.array(size), size, 1.0))
    assert equator == pytest.approx(1 - moment / (4 * np.pi * size**3), rel=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_closed_forms_at_any_size(shape):
    """A speck lets the field through; a body of a million depths keeps it out and loses no digit to overflow."""
    speck, giant = 1e-3, 1e6
    assert float(LONDON[shape].field(np.array(0.0), speck, 1.0)) == pytest.approx(1, abs=1e-6)
    assert float(LONDON[shape].field(np.array(giant / 2), giant, 1.0)) == 0
    volume = {"slab": 2 * giant, "cylinder": np.pi * giant**2, "sphere": 2 * np.pi * giant**3}[shape]
    assert LONDON[shape].moment(giant, 1.0) == pytest.approx(-volume, rel=1e-5)


@pytest.mark.parametrize("shape", SHAPES)
def test_fit_finds_the_depth_of_a_closed_form(shape):
    s = graded(4.0, 0.7, 0.05)
    depth, misfit = fitted_depth(LONDON[shape].field, s, LONDON[shape].field(s, 4.0, 0.7), 4.0, 1.3)
    assert depth == pytest.approx(0.7, rel=1e-7)
    assert misfit < 1e-8


def test_graded_nodes_nest_and_crowd_at_the_surface():
    nodes = graded(1e5, 1.0, 0.1)
    gaps = np.diff(nodes)
    assert (nodes[0], nodes[-1]) == (0.0, 1e5)
    assert 0.09 < gaps[-1] <= 0.1001
    assert np.all(np.diff(gaps) < 0)
    assert len(nodes) < 200
    with pytest.raises(InputError, match="spacing"):
        graded(1.0, 1.0, -0.1)


@pytest.mark.parametrize("shape", SHAPES)
def test_profile_and_moment_are_of_second_order(shape):
    profile, moment = [], []
    for cells in (8, 16):
        body = radial.body(shape, graded(3.0, 1.0, 1 / cells), 1.0, 0.1, "london")
        exact = LONDON[shape]
        error = body.induction / 0.1 - exact.field(body.position, 3.0, 1.0)
        volume = np.gradient(body.position) * body.position ** {"slab": 0, "cylinder": 1, "sphere": 2}[shape]
        profile.append(np.sqrt(np.average(error**2, weights=volume)))
        moment.append(abs(body.moment / 0.1 / exact.moment(3.0, 1.0) - 1))
    assert 3.3 < profile[0] / profile[1] < 5
    assert 3.3 < moment[0] / moment[1] < 5


@pytest.mark.parametrize("shape", SHAPES)
def test_freeze_reads_london(shape):
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


@pytest.mark.parametrize("kappa", [0.5, 2.0])
def test_weak_field_law_of_ginzburg_and_landau(kappa):
    """delta lambda/lambda = kappa (kappa + 2 sqrt2)/(8 (kappa + sqrt2)^2) (H/Hc)^2, lambda the field's moment."""
    half, applied = 12 * kappa, 0.15 / (np.sqrt(2) * kappa)  # in xi and Bc2: H = 0.15 Hc
    nodes = graded(half, min(kappa, 1.0), 0.02 * min(kappa, 1.0))
    london, found = (half + radial.slab(nodes, kappa, applied, law).moment / (2 * applied)
                     for law in ("london", "static"))
    expected = kappa * (kappa + 2 * np.sqrt(2)) / (8 * (kappa + np.sqrt(2)) ** 2) * 0.15**2
    assert found / london - 1 == pytest.approx(expected, rel=0.02)


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
def test_sphere_under_settle_solves_the_vacuum():
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


def test_superheated_sphere_ends_normal():
    body = sphere.sphere(3.0, 8, 4.0, 1.0, 3.0, "static")
    assert body.status == "converged"
    assert body.normal
    assert body.surface_field == pytest.approx(3.0, rel=1e-6)


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
    {"size": "-1 um"}, {"size": "0 m"}, {"field": "20 mK"}, {"field": "nan T"}, {"field": float("nan")},
    {"penetration_depth": "-50 nm"}, {"coherence_length": "1 K"}, {"shape": "cube"}, {"law": "perfect-conductor"},
    {"material": "unobtainium"}, {"material": "Pb", "temperature": "8 K"}, {"material": "Pb", "temperature": "-1 K"},
    {"temperature": "4 K"}, {"spacing": "1e-15 m"}, {"shape": "sphere", "law": "static", "spacing": "1 pm"},
    {"padding": 1}, {"theory": "phlogiston"}, {"colour": "red"},
])
def test_bad_input_is_refused_before_anything_runs(inputs):
    with pytest.raises(InputError) as caught:
        Penetration(**inputs)
    assert caught.value.argument


def test_settle_needs_a_coherence_length():
    from onnes.materials import materials

    lacking = next(one for one in materials() if one.has("penetration_depth_0") and not one.has("coherence_length_0")
                   and not one.has("critical_field_0") and not one.has("upper_critical_field_0"))
    with pytest.raises(MissingDataError, match="coherence length"):
        Penetration(material=lacking.name, law="static")
    depth = lacking.penetration_depth(0.5 * lacking.critical_temperature)
    assert Penetration(material=lacking.name, size=10 * depth).run().status == "converged"

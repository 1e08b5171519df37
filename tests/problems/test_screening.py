"""Screening bodies against London's closed forms and Ginzburg and Landau's weak-field law."""

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.numerics.grading import graded_to_surface
from onnes.problems.screening import radial, sphere
from onnes.problems.screening.london import LONDON, fitted_depth

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
    s = graded_to_surface(4.0, 0.7, 0.05)
    depth, misfit = fitted_depth(LONDON[shape].field, s, LONDON[shape].field(s, 4.0, 0.7), 4.0, 1.3)
    assert depth == pytest.approx(0.7, rel=1e-7)
    assert misfit < 1e-8


@pytest.mark.parametrize("shape", SHAPES)
def test_profile_and_moment_are_of_second_order(shape):
    profile, moment = [], []
    for cells in (8, 16):
        body = radial.body(shape, graded_to_surface(3.0, 1.0, 1 / cells), 1.0, 0.1, "london")
        exact = LONDON[shape]
        error = body.induction / 0.1 - exact.field(body.position, 3.0, 1.0)
        volume = np.gradient(body.position) * body.position ** {"slab": 0, "cylinder": 1, "sphere": 2}[shape]
        profile.append(np.sqrt(np.average(error**2, weights=volume)))
        moment.append(abs(body.moment / 0.1 / exact.moment(3.0, 1.0) - 1))
    assert 3.3 < profile[0] / profile[1] < 5
    assert 3.3 < moment[0] / moment[1] < 5


@pytest.mark.parametrize("kappa", [0.5, 2.0])
def test_weak_field_law_of_ginzburg_and_landau(kappa):
    """delta lambda/lambda = kappa (kappa + 2 sqrt2)/(8 (kappa + sqrt2)^2) (H/Hc)^2, lambda the field's moment."""
    half, applied = 12 * kappa, 0.15 / (np.sqrt(2) * kappa)  # in xi and Bc2: H = 0.15 Hc
    nodes = graded_to_surface(half, min(kappa, 1.0), 0.02 * min(kappa, 1.0))
    london, found = (half + radial.slab(nodes, kappa, applied, law).moment / (2 * applied)
                     for law in ("london", "static"))
    expected = kappa * (kappa + 2 * np.sqrt(2)) / (8 * (kappa + np.sqrt(2)) ** 2) * 0.15**2
    assert found / london - 1 == pytest.approx(expected, rel=0.02)


@pytest.mark.long
def test_superheated_sphere_ends_normal():
    body = sphere.sphere(3.0, 8, 4.0, 1.0, 3.0, "static")
    assert body.status == "converged"
    assert body.normal
    assert body.surface_field == pytest.approx(3.0, rel=1e-6)

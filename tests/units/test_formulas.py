"""Every formula says the same in SI and in Gaussian units."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.units import formula
from onnes.units.constants import CLASSICAL_ELECTRON_RADIUS, FLUX_QUANTUM
from onnes.units.formulas import FORMULAS
from onnes.units.gaussian import UNITS, to_gaussian

USUAL = {
    "number_density": 1e28, "length": 1e-7, "area": 1e-14, "vector_potential": 1e-9, "magnetic_flux": 1e-15,
    "current_density": 1e11, "angular_velocity": 600.0, "magnetic_field": 0.08, "conductivity": 1e9,
    "magnetic_field_strength": 6e4, "velocity": 1e-2, "energy": 1e-18, "susceptibility": -1.0,
}  # fmt: skip
MU_0_DEFINED_AND_MEASURED = 2e-10


@pytest.mark.parametrize("one", FORMULAS.values(), ids=FORMULAS)
@settings(deadline=None, derandomize=True, max_examples=20)
@given(data=st.data())
def test_both_forms_give_the_same_physical_quantity(one, data):
    si = [USUAL[kind] * data.draw(st.floats(0.1, 10.0)) for kind in one.inputs.values()]
    gaussian = [to_gaussian(x, kind) for x, kind in zip(si, one.inputs.values(), strict=True)]
    expected = to_gaussian(one.form("SI").evaluate(*si), one.gives)
    assert one.form("Gaussian").evaluate(*gaussian) == pytest.approx(expected, rel=MU_0_DEFINED_AND_MEASURED)


@pytest.mark.parametrize("one", FORMULAS.values(), ids=FORMULAS)
def test_forms_print_and_are_typeset(one):
    for form in (one.si, one.gaussian):
        assert str(form) == form.text
        assert "=" in form.text
        assert form.latex.count("{") == form.latex.count("}")
    assert "mu_0" not in one.gaussian.text
    assert one.gives in UNITS


def test_london_depth_of_39_nm():
    """H42: 39 nm is 1.8566e28 electrons per cubic metre; and lambda^2 = 1/(4 pi n r_e)."""
    assert formula("penetration_depth").evaluate(1.8566e28) == pytest.approx(39e-9, rel=2e-5)
    centimetres = formula("penetration_depth", "Gaussian").evaluate(1.8566e22)
    radius = CLASSICAL_ELECTRON_RADIUS * 1e2
    assert centimetres == pytest.approx(1 / math.sqrt(4 * math.pi * 1.8566e22 * radius), rel=1e-9)


def test_larmor_at_twice_the_london_depth_is_perfect_diamagnetism():
    """H40: chi = -1 (Gaussian -1/(4 pi)) for orbits of radius 2 lambda."""
    depth = formula("penetration_depth").evaluate(2e28)
    assert formula("larmor_susceptibility").evaluate(2e28, (2 * depth) ** 2) == pytest.approx(-1, rel=1e-14)
    depth = formula("penetration_depth", "Gaussian").evaluate(2e22)
    chi = formula("larmor_susceptibility", "Gaussian").evaluate(2e22, (2 * depth) ** 2)
    assert chi == pytest.approx(-1 / (4 * math.pi), rel=1e-14)


def test_flux_quantum_london_moment_and_surface_velocity():
    """H64, H52 (7.1448e-9 T at 100 revolutions a second), H27 (548.8 m/s at 39 nm and 80 mT)."""
    assert formula("flux_quantum").evaluate() == FLUX_QUANTUM
    assert formula("london_moment").evaluate(200 * math.pi) == pytest.approx(7.1448e-9, rel=1e-4)
    assert formula("surface_velocity").evaluate(39e-9, 0.08) == pytest.approx(548.8, rel=1e-4)


def test_unknown_names_are_refused():
    with pytest.raises(InputError, match="fluxoid"):
        formula("fluxiod")
    with pytest.raises(InputError, match="Gaussian"):
        formula("fluxoid", "gausian")  # type: ignore[arg-type]

"""The derivation of the macroscopic quantum model: steps hold, slips fail by what is said, numbers agree."""

from xml.dom.minidom import parseString

import numpy as np
import pytest
import sympy as sp

from onnes.problems.macroscopic_model.check import WRITTEN, checked, derivation
from onnes.problems.macroscopic_model.components import CHARGE, HBAR, MASS, PERMEABILITY, PLACE, Components, T
from onnes.problems.macroscopic_model.identities import IDENTITIES
from onnes.problems.macroscopic_model.written import latex, mathml, plain, typeset

BY_NAME = {each.name: each for each in IDENTITIES}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_step_holds_and_a_slip_fails_by_the_stated_remainder(name):
    found = checked(name)
    assert found.holds == (found.identity.kind == "step")
    assert found.explained
    assert (found.terms == 0) == found.holds
    assert (found.identity.remainder is None) == found.holds


def test_the_dropped_term_of_the_text():
    """i hbar q Psi_0 div A/(2m), and nothing where div A = 0."""
    f = Components()
    (residual,) = checked("space_part_printed").residual
    divergence = sum(sp.diff(part, axis) for part, axis in zip(f.A, PLACE, strict=True))
    assert sp.expand(residual - sp.I * HBAR * CHARGE * f.Psi_0 * divergence / (2 * MASS)) == 0
    assert checked("space_part_printed").remainder == "I*hbar*q*div(A)*Psi_0/(2*m)"


@pytest.mark.long
def test_the_gauge_and_the_density_decide_what_holds():
    holding = {(gauge, density): {each.identity.name for each in derivation(gauge, density) if each.holds}
               for gauge, density in (("any", "rigid"), ("coulomb", "any"))}
    assert "second_london_general" in holding["any", "rigid"]
    assert "space_part_printed" not in holding["any", "rigid"]
    assert {"space_part_printed", "imaginary_part_printed"} <= holding["coulomb", "any"]
    assert not {"second_london_general", "continuity_printed"} & holding["coulomb", "any"]
    assert all(each.explained for each in derivation("coulomb", "any"))


def test_the_identities_hold_in_numbers():
    """With fields that are polynomials and sines, at a place: an evaluation that knows nothing of expansion."""
    x, y, z = PLACE
    f = Components()
    fields = {f.Psi_0: 2 + sp.sin(x + 2 * y) * sp.cos(z - T) / 3, f.theta: x * y - z * T + sp.cos(x + T),
              f.phi: x * T + y**2 * z, f.chi: x * y * z + T**2,
              **dict(zip(f.A, (y * z + T * x**2, sp.sin(x * T), z * x + y**2), strict=True))}
    place = {x: 0.3, y: -0.7, z: 1.1, T: 0.4, HBAR: 1.3, MASS: 0.8, CHARGE: -1.7, PERMEABILITY: 0.9}

    def number(expression):
        return complex(sp.N(expression.subs(fields).doit().subs(place)))

    for name in ("square", "time_part", "space_part", "imaginary_part", "continuity", "real_part", "newton",
                 "curl_of_velocity", "space_part_printed", "continuity_printed"):
        one = BY_NAME[name]
        sides = [side(f) for side in (one.left, one.right)]
        left, right = ([number(part) for part in (side.flat() if isinstance(side, sp.MatrixBase) else [side])]
                       for side in sides)
        if one.kind == "step":
            np.testing.assert_allclose(left, right, rtol=1e-10, atol=1e-10)
        else:
            assert abs(left[0] - right[0]) > 1e-2
            assert left[0] - right[0] == pytest.approx(number(one.remainder(f)), rel=1e-9)


def test_a_wrong_sign_or_factor_fails():
    f = Components()
    right = BY_NAME["newton"].right(f)
    for wrong in (right + 2 * f.q * sp.Matrix([sp.diff(f.phi, axis) for axis in PLACE]), 2 * right):
        assert any(part != 0 for part in f.residual(BY_NAME["newton"].left(f), wrong))


def test_formulas_are_typeset_as_they_are_written():
    one = BY_NAME["supercurrent"]
    left, right = one.left(WRITTEN), one.right(WRITTEN)
    assert typeset(left, right, latex).startswith(r"\mathbf{J} = q n_{s}")
    assert plain(BY_NAME["second_london_general"].remainder(WRITTEN)) == "q*cross(grad(n_s), v)"
    for each in IDENTITIES:
        text = typeset(each.left(WRITTEN), each.right(WRITTEN), mathml)
        assert "hbar" not in text
        parseString(f"<math>{text}</math>")

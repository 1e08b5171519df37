"""Currents of wires against Ampere's law, Bessel functions and the chains' law."""

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.chains.wire_profile import chain_wire_field
from onnes.numerics.grading import graded_to_surface
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
        wire = london_wire(graded_to_surface(RADIUS, DEPTH, DEPTH / cells), CURRENT, DEPTH)
        exact = WIRE_LAWS["london"].field(wire.r, RADIUS, CURRENT, DEPTH)
        errors.append(np.sqrt(np.mean((wire.field - exact) ** 2)) / surface_field(RADIUS, CURRENT))
        density = WIRE_LAWS["london"].density(wire.r, RADIUS, CURRENT, DEPTH)
        assert wire.density[-1] == pytest.approx(density[-1], rel=0.5 / cells**2 * 8)
        assert wire.current == pytest.approx(CURRENT, rel=1e-11)
    assert 3.3 < errors[0] / errors[1] < 5

"""The screening current of half-space, slab and wire against its closed forms, and the step against both."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

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
    """W31 with p = 0: m v = -q A, so that j mu_0 lambda^2 + A = 0 where the current was computed."""
    made = screening_current("slab", 5 * DEPTH, FIELD, DEPTH)
    residual = VACUUM_PERMEABILITY * DEPTH**2 * made.density + made.potential
    assert np.max(np.abs(residual)) < 1e-12 * np.max(np.abs(made.potential))
    assert np.min(made.density) >= 0


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 1e6))
def test_step_in_a_wire_is_short_by_lambda_over_diameter(size):
    """(2 pi R lambda - pi lambda^2)/lambda of 2 pi R; below one lambda the whole wire, R/(2 lambda)."""
    wire = CURRENT_PROFILES["wire"]
    expected = -1 / (2 * size) if size > 1 else size / 2 - 1
    assert wire.step_total(size, 1.0) / wire.total(size, 1.0) - 1 == pytest.approx(expected, abs=1e-10)

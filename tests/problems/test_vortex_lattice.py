"""Abrikosov's lattice against its exact limits: near Bc2, far from it, and by the virial theorem."""

import math

import numpy as np
import pytest

from onnes.carriers.abrikosov_parameter import abrikosov_parameter
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.problems.vortex_lattice import SQUARE, TRIANGULAR, rhombic_lattice, solve_lattice
from onnes.units.constants import FLUX_QUANTUM


def test_sums_of_the_lowest_landau_level():
    assert abrikosov_parameter(TRIANGULAR) == pytest.approx(1.1595953, abs=5e-8)
    assert abrikosov_parameter(SQUARE) == pytest.approx(1.1803406, abs=5e-8)
    assert abrikosov_parameter(120) == pytest.approx(abrikosov_parameter(60), rel=1e-14)  # the same lattice


@pytest.mark.long
@pytest.mark.parametrize("angle", [TRIANGULAR, SQUARE])
def test_beta_at_bc2(angle):
    """Linear in 1 - b: two inductions give its limit."""
    near, far = (solve_lattice(2.0, b, angle).beta_a.value for b in (0.996, 0.992))
    assert 2 * near - far == pytest.approx(abrikosov_parameter(angle), abs=5e-5)


@pytest.mark.parametrize("angle", [TRIANGULAR, 80.0])
def test_between_the_types_every_lattice_is_the_same(angle):
    """At kappa = 1/sqrt2 F = -(1 - b)^2/2 and H = Hc whatever the lattice, and B = Bc2 (1 - |psi|^2) everywhere."""
    lattice = solve_lattice(1 / math.sqrt(2), 0.3, angle)
    assert lattice.energy.value == pytest.approx(-0.5 * 0.7**2, rel=2e-5)
    assert lattice.field_strength.value == pytest.approx(1.0, rel=1e-4)
    density = lattice.fine.density
    on_faces = 0.25 * (density[1:, 1:] + density[1:, :-1] + density[:-1, 1:] + density[:-1, :-1])
    assert np.max(np.abs(lattice.fine.field - (1 - on_faces))) < 2e-2


def test_virial_theorem_is_the_derivative_of_the_energy():
    """2 kappa^2 H = d(F + kappa^2 b^2)/db, on one grid: exact but for the difference."""
    kappa, b, step = 1.2, 0.4, 1e-3
    low, here, high = (rhombic_lattice(kappa, each, TRIANGULAR) for each in (b - step, b, b + step))
    slope = (high.energy - low.energy) / (2 * step) + 2 * kappa**2 * b
    assert here.field_strength == pytest.approx(slope / (2 * kappa**2), rel=2e-6)


def test_lower_critical_field_at_low_induction():
    """Vortices ten lambda apart do not feel each other."""
    kappa = 0.85
    known = lower_critical_field(kappa, 1.0) * 2 * math.pi / FLUX_QUANTUM
    assert solve_lattice(kappa, 0.1, TRIANGULAR).field_strength.value == pytest.approx(known, rel=1.5e-3)


def test_triangular_wins_and_an_equal_lattice_has_the_same_energy():
    """120 degrees is the triangular lattice again, in a cell that lies across the grid."""
    triangular, square, again = (solve_lattice(2.0, 0.6, angle) for angle in (60.0, 90.0, 120.0))
    assert triangular.energy.value < square.energy.value
    assert again.energy.value == pytest.approx(triangular.energy.value, rel=1e-4)

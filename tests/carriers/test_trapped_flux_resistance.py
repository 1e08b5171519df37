"""Loss of trapped flux lines: limits of the flexible line, and the line solved numerically."""

from math import pi, sqrt

import numpy as np
import pytest
from scipy.integrate import solve_bvp

from onnes.carriers.trapped_flux_resistance import depth_of_impure, flexible_line_resistance, static_core_resistance
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

DEPTH, ENERGY, VISCOSITY = 4e-8, 2.5e-10, 1.6e-6
OWN = ENERGY / (VISCOSITY * DEPTH**2) / (2 * pi)


def test_a_slow_line_bends_and_a_fast_one_moves_as_a_whole():
    low, high = 1e-7 * OWN, 1e8 * OWN
    bent = FLUX_QUANTUM * sqrt(2 * pi * low / (2 * VISCOSITY * ENERGY))
    assert flexible_line_resistance(low, DEPTH, ENERGY, VISCOSITY) == pytest.approx(bent, rel=1e-3)
    stiff = FLUX_QUANTUM / (2 * VISCOSITY * DEPTH)
    assert flexible_line_resistance(high, DEPTH, ENERGY, VISCOSITY) == pytest.approx(stiff, rel=1e-3)


def test_low_frequency_in_terms_of_the_critical_field():
    """sqrt(mu_0 rho omega/(2 g))/Bc of Gurevich and Ciovati, with lambda, xi of a metal."""
    depth, xi, resistivity, g, frequency = 4e-8, 3e-8, 5e-10, 0.9, 1e3
    bc2, bc = FLUX_QUANTUM / (2 * pi * xi**2), FLUX_QUANTUM / (2 * sqrt(2) * pi * depth * xi)
    energy = FLUX_QUANTUM**2 * g / (4 * pi * VACUUM_PERMEABILITY * depth**2)
    found = flexible_line_resistance(frequency, depth, energy, FLUX_QUANTUM * bc2 / resistivity)
    known = sqrt(VACUUM_PERMEABILITY * resistivity * 2 * pi * frequency / (2 * g)) / bc
    assert found == pytest.approx(known, rel=1e-2)


def test_loss_of_a_line_solved_on_a_mesh():
    """i nu s = s'' + exp(-z), s'(0) = 0, s(far) = 0, in lambda; R/B = Phi_0 nu/(eta lambda) Re[i int exp(-z) s dz]."""
    nu, far = 1.7, 30.0

    def equations(z, s):
        curve = nu * np.array([-s[1], s[0]]) - np.array([np.exp(-z), 0 * z])
        return np.vstack([s[2], s[3], curve])

    start = np.linspace(0, far, 400)
    line = solve_bvp(equations, lambda a, b: np.array([a[2], a[3], b[0], b[1]]), start, np.zeros((4, 400)), tol=1e-8,
                     max_nodes=20_000)
    assert line.success
    z = np.linspace(0, far, 60_001)
    s = line.sol(z)
    loss = -np.trapezoid(np.exp(-z) * s[1], z)
    known = FLUX_QUANTUM * nu / (VISCOSITY * DEPTH) * loss
    assert flexible_line_resistance(nu * OWN, DEPTH, ENERGY, VISCOSITY) == pytest.approx(known, rel=1e-4)


def test_static_cores_cover_a_share_of_the_surface():
    surface = sqrt(pi * VACUUM_PERMEABILITY * 1.3e9 * 5e-10)
    assert static_core_resistance(1.3e9, 0.4, 5e-10) * 0.4 == pytest.approx(surface, rel=1e-12)


def test_impurity_lengthens_the_depth():
    assert depth_of_impure(4e-8, 4e-8, 4e-8) == pytest.approx(4e-8 * sqrt(2), rel=1e-12)

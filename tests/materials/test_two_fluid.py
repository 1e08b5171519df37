"""The two-fluid model: its functions are the minimum of Gorter and Casimir's free energy."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from onnes.materials.models import two_fluid


@pytest.mark.parametrize("t", [0.1, 0.4, 0.7, 0.9])
def test_it_minimises_the_free_energy_of_gorter_and_casimir(t):
    """f(x)/(Bc(0)^2/2 mu_0) = -2 t^2 sqrt(1-x) - x, least at x = 1 - t^4, and f_n - f_s = (1 - t^2)^2."""
    def energy(x):
        return -2 * t**2 * math.sqrt(1 - x) - x

    least = minimize_scalar(energy, bounds=(0, 1), method="bounded", options={"xatol": 1e-10})
    assert float(two_fluid.superfluid_density(t)) == pytest.approx(least.x, abs=1e-6)
    assert float(two_fluid.critical_field(t)) ** 2 == pytest.approx(energy(0) - least.fun, abs=1e-12)


def test_limits():
    t = np.array([0.0, 1.0, 1.5])
    assert two_fluid.superfluid_density(t).tolist() == [1, 0, 0]
    assert two_fluid.critical_field(t).tolist() == [1, 0, 0]
    e = 1e-7
    assert two_fluid.superfluid_density(1 - e) / e == pytest.approx(4, rel=1e-6)
    assert two_fluid.critical_field(1 - e) / e == pytest.approx(2, rel=1e-6)

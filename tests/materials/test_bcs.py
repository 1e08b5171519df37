"""Weak-coupling BCS functions against integrals over energy, exact limits and thermodynamics."""

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import zeta

from onnes.materials.models import bcs

ZETA_3 = zeta(3)
TEMPERATURES = (0.05, 0.2, 0.5, 0.8, 0.99)


def test_gap_at_zero_and_at_half_tc():
    """2 Delta(0)/k Tc = 3.527754, Delta(Tc/2)/k Tc = 1.68782693."""
    gap_ratio = 2 * bcs.GAP_AT_ZERO
    assert gap_ratio == pytest.approx(3.527754, rel=1e-6)
    assert bcs.GAP_AT_ZERO * bcs.gap(0.5) == pytest.approx(1.68782693, abs=5e-9)


@pytest.mark.parametrize("t", TEMPERATURES)
def test_the_gap_solves_the_gap_equation_over_energy(t):
    """int_0^inf [tanh(E/2t)/E - tanh(x/2)/x] dx = 0 with E = sqrt(x^2 + Delta^2), energies in k Tc."""
    gap = bcs.GAP_AT_ZERO * float(bcs.gap(t))

    def pairing(x):
        energy = math.hypot(x, gap)
        return math.tanh(energy / (2 * t)) / energy - (math.tanh(x / 2) / x if x else 0.5)

    near, far = (quad(pairing, *limits, epsabs=1e-13, epsrel=1e-13, limit=200)[0] for limits in ((0, 20), (20, np.inf)))
    assert near + far == pytest.approx(0, abs=1e-11)


@pytest.mark.parametrize("t", TEMPERATURES)
def test_the_superfluid_density_is_what_yosida_leaves(t):
    """lambda(0)^2/lambda(T)^2 = 1 - int_0^inf sech^2(E/2t) dx/2t."""
    gap = bcs.GAP_AT_ZERO * float(bcs.gap(t))
    normal, _ = quad(lambda x: math.cosh(math.hypot(x, gap) / (2 * t)) ** -2 / (2 * t), 0, 60 * t + 1,
                     epsabs=1e-13, epsrel=1e-13, limit=200)  # fmt: skip
    assert float(bcs.superfluid_density(t)) == pytest.approx(1 - normal, abs=1e-11)


@pytest.mark.parametrize("t", TEMPERATURES)
def test_the_critical_field_is_that_of_the_entropy(t):
    """d/dT of Bc^2/2 mu_0 is S_s - S_n, with the entropy of quasiparticles of energy E."""
    gap = bcs.GAP_AT_ZERO * float(bcs.gap(t))

    def entropy(x):
        f = 1 / (math.exp(math.hypot(x, gap) / t) + 1)
        return -4 * (f * math.log(f) + (1 - f) * math.log1p(-f)) if f > 1e-300 else 0.0

    superconducting, _ = quad(entropy, 0, 60 * t + 1, epsabs=1e-13, epsrel=1e-12, limit=200)
    normal = 2 * math.pi**2 / 3 * t
    step = 1e-4 * (1 - t)
    up, down = (float(bcs.critical_field(x)) ** 2 * bcs.GAP_AT_ZERO**2 / 2 for x in (t + step, t - step))
    assert (up - down) / (2 * step) == pytest.approx(superconducting - normal, rel=2e-7)


def test_near_tc():
    """Delta^2 = 8 pi^2/(7 zeta(3)) (1-t); lambda^-2 = 2 (1-t); slope of Bc^2 gives the heat jump 12/(7 zeta(3))."""
    e = 1e-7
    assert (bcs.GAP_AT_ZERO * bcs.gap(1 - e)) ** 2 / e == pytest.approx(8 * math.pi**2 / (7 * ZETA_3), rel=1e-6)
    assert bcs.superfluid_density(1 - e) / e == pytest.approx(2, rel=1e-6)
    heat_jump = (bcs.critical_field(1 - e) / e * bcs.GAP_AT_ZERO) ** 2 / (2 * math.pi**2 / 3)
    assert heat_jump == pytest.approx(12 / (7 * ZETA_3), rel=1e-6)


def test_kappa_of_a_clean_metal_at_tc_is_that_of_gorkov():
    """In units of lambda_L/xi_0: 2 sqrt3/pi at T = 0 falls by h/s to 2 sqrt6 e^gamma/(pi sqrt(7 zeta(3))) = 0.957."""
    e = 1e-7
    gorkov = 2 * math.sqrt(6) * math.exp(np.euler_gamma) / (math.pi * math.sqrt(7 * ZETA_3))
    fall = float(bcs.critical_field(1 - e) / bcs.superfluid_density(1 - e))
    assert 2 * math.sqrt(3) / math.pi * fall == pytest.approx(gorkov, rel=1e-6)


def test_the_critical_field_lies_below_the_parabola_by_0_037():
    t = np.linspace(0, 1, 401)
    deviation = bcs.critical_field(t) - (1 - t**2)
    assert deviation.min() == pytest.approx(-0.037, rel=0.05)
    assert deviation.max() <= 1e-15
    assert bcs.critical_field(0.01) == pytest.approx(1 - math.exp(2 * np.euler_gamma) * 1e-4 / 3, abs=1e-8)


@pytest.mark.parametrize("function", [bcs.gap, bcs.superfluid_density, bcs.critical_field])
def test_every_function_falls_from_one_to_zero_and_keeps_the_shape(function):
    t = np.concatenate([[0.0, 1e-12, 1e-6], np.linspace(1e-3, 1, 400), [math.nextafter(1, 2), 2.0]])
    values = function(t)
    assert values.shape == t.shape
    assert values[0] == 1
    assert np.all(values[-3:] == 0)
    assert np.all(np.diff(values) <= 1e-14)
    assert function(t.reshape(5, -1)).tolist() == values.reshape(5, -1).tolist()
    assert float(function(0.3)) == pytest.approx(float(function(np.array([0.3, 0.9]))[0]), rel=1e-14)

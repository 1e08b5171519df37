"""K(q, T) and the depths it gives: exact limits, the integral over directions, convergence of sums and quadratures."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.materials.models import bcs
from onnes.pairing.bcs.matsubara import matsubara_rule
from onnes.pairing.bcs.nonlocal_kernel import anomalous_coefficient, bcs_kernel, dirty_superfluid_density
from onnes.pairing.bcs.pippard import pippard_kernel
from onnes.pairing.bcs.surface_depth import (
    DEPTHS,
    anomalous_depth,
    depth_at_zero,
    diffuse_depth,
    penetration_depth,
    specular_depth,
    wave_numbers,
)

T = np.array([0.0, 1e-4, 0.03, 0.2, 0.5, 0.8, 0.95, 0.9999])


@pytest.mark.parametrize(("g", "exact"), [
    (lambda a: 1 / a**2, math.pi**2 / 2), (lambda a: 1 / (a**2 + 4), math.pi / 4 * math.tanh(2 * math.pi)),
    (lambda a: 1 / a**4, math.pi**4 / 6)])
def test_matsubara_sums_known_in_closed_form(g, exact):
    rule = matsubara_rule(2.0)
    assert np.sum(rule.weight * g(rule.a)) == pytest.approx(exact, rel=1e-13)


@given(st.floats(1e-3, 1e4))
def test_matsubara_sum_of_any_scale(u):
    """sum u/(a^2 + u^2) = (pi/2) tanh(pi u)."""
    rule = matsubara_rule(u)
    exact = math.pi / 2 * math.tanh(math.pi * u)
    assert np.sum(rule.weight * u / (rule.a**2 + u**2)) == pytest.approx(exact, rel=1e-11)


def test_pippards_kernel_is_a_mean_over_directions():
    for y in (0.0, 1e-3, 0.0999, 0.1001, 1.0, 30.0):
        mean, _ = quad(lambda mu, y=y: 1.5 * (1 - mu**2) / (1 + (y * mu) ** 2), 0, 1, epsabs=0, epsrel=1e-13)
        assert float(pippard_kernel(y)) == pytest.approx(mean, rel=1e-12)
    assert pippard_kernel(1e6) * 1e6 == pytest.approx(0.75 * math.pi, rel=1e-5)


def test_local_clean_kernel_is_the_superfluid_density():
    assert bcs_kernel(T, 0.0) == pytest.approx(bcs.superfluid_density(T), abs=2e-12)


def test_kernel_at_zero_temperature_by_integration():
    """K(q, 0) = int_0^inf F(pi y/(2 cosh)) / cosh^2 d theta, where 2 pi k T sum becomes an integral."""
    for y in (0.3, 3.0, 50.0):
        exact, _ = quad(lambda x, y=y: float(pippard_kernel(math.pi * y / (2 * math.cosh(x)))) / math.cosh(x) ** 2,
                        0, 40, epsabs=0, epsrel=1e-11)
        assert float(bcs_kernel(0.0, y)) == pytest.approx(exact, rel=1e-10)


def test_slope_of_the_superfluid_density_at_tc_is_two():
    e = 1e-6
    assert bcs_kernel(1 - e, 0.0) / e == pytest.approx(2, rel=1e-5)


def test_short_waves_forget_the_mean_free_path():
    y = 1e6
    for scattering in (0.0, 1.0, 50.0):
        assert bcs_kernel(T, y, scattering) * y == pytest.approx(anomalous_coefficient(T), rel=2e-4)


def test_dirty_metal():
    """l << xi_0: lambda_L^2 K = (l/xi_0) (Delta/Delta(0)) tanh(Delta/2kT) at any q l << 1."""
    for y in (0.0, 3.0):
        assert bcs_kernel(T, y, 1e8) * 1e8 == pytest.approx(dirty_superfluid_density(T), rel=1e-7)


def test_pippards_kernel_is_up_to_ten_per_cent_too_large():
    y = np.logspace(-3, 4, 70)
    ratio = bcs_kernel(0.0, y) / pippard_kernel(y)
    assert np.all((ratio < 1 + 1e-12) & (ratio > 0.9))
    assert ratio[[0, -1]] == pytest.approx(1, rel=1e-3)


@given(st.floats(0.0, 0.999), st.floats(0.0, 100.0), st.floats(0.0, 100.0), st.floats(1.05, 2.0))
def test_heat_short_waves_and_dirt_weaken_the_response(t, y, scattering, more):
    here = float(bcs_kernel(t, y, scattering))
    assert 0 < here <= 1 + 1e-12
    assert float(bcs_kernel(min(1.0, t * more), y, scattering)) <= here * (1 + 1e-9)
    assert float(bcs_kernel(t, y * more, scattering)) <= here * (1 + 1e-9)
    assert float(bcs_kernel(t, y, scattering * more)) <= here * (1 + 1e-9)


def test_halving_the_sum_moves_the_kernel_by_less_than_a_billionth():
    y = np.logspace(-2, 1.5, 9)
    assert bcs_kernel(T[:, None], y, 0.5, 16, 24) == pytest.approx(bcs_kernel(T[:, None], y, 0.5), rel=1e-8)


def test_normal_metal_does_not_screen():
    assert bcs_kernel(np.array([1.0, 1.5]), 0.3).tolist() == [0.0, 0.0]
    assert np.all(np.isinf(penetration_depth(np.array([1.0, 1.5]), 50e-9, 50e-9)))
    assert np.all(np.isinf(penetration_depth(np.array([1.0, 1.5]), 50e-9, 50e-9, surface="specular")))


@pytest.mark.parametrize("surface", sorted(DEPTHS))
def test_local_limit_of_the_depth_does_not_know_the_surface(surface):
    t = T[:-1]
    local = bcs.superfluid_density(t) ** -0.5
    assert penetration_depth(t, 1.0, 1e-7, surface=surface) == pytest.approx(local, rel=1e-6)
    dirty = dirty_superfluid_density(t) ** -0.5 * math.sqrt(1e3)
    assert penetration_depth(t, 1.0, 1.0, 1e-3, surface) == pytest.approx(dirty, rel=2e-3)


@pytest.mark.parametrize("surface", sorted(DEPTHS))
def test_anomalous_limit_of_the_depth(surface):
    ratio = 1e9
    t = T[:-2]
    limit = anomalous_depth(anomalous_coefficient(t) / ratio, surface)
    assert penetration_depth(t, 1.0, ratio, surface=surface) == pytest.approx(limit, rel=1e-3)
    assert anomalous_depth(2.0, "specular") / anomalous_depth(2.0, "diffuse") == pytest.approx(8 / 9, rel=1e-14)


def test_quadrature_over_waves_against_an_adaptive_one():
    q = wave_numbers(1.0)
    shape = 1 / (1 + q)
    by_logarithm = quad(lambda x: math.log1p(1 / (math.exp(2 * x) * (1 + math.exp(x)))) * math.exp(x), -30, 15,
                        epsabs=0, epsrel=1e-12, limit=400)[0]
    assert diffuse_depth(q, shape) == pytest.approx(math.pi / by_logarithm, rel=1e-10)
    plain = quad(lambda x: 2 / math.pi * math.exp(x) / (math.exp(2 * x) + 1 / (1 + math.exp(x))), -35, 35,
                 epsabs=0, epsrel=1e-12, limit=400)[0]
    assert specular_depth(q, shape) == pytest.approx(plain, rel=1e-10)


@pytest.mark.parametrize("surface", sorted(DEPTHS))
def test_depth_converges_exponentially_in_the_spacing(surface):
    t = np.array([0.0, 0.5, 0.99])
    fine = penetration_depth(t, 1.0, 10.0, surface=surface, spacing=0.1)
    errors = [np.max(np.abs(penetration_depth(t, 1.0, 10.0, surface=surface, spacing=h) / fine - 1))
              for h in (1.0, 0.5)]
    assert errors[1] < 0.02 * errors[0]
    assert penetration_depth(t, 1.0, 10.0, surface=surface) == pytest.approx(fine, rel=1e-10)


@given(st.floats(0.01, 1e3), st.floats(0.01, 1e3), st.floats(1.1, 10.0))
def test_coherence_and_dirt_let_the_field_deeper(coherence, path, times):
    t = np.array([0.3])
    here = penetration_depth(t, 1.0, coherence, path)
    assert penetration_depth(t, 1.0, coherence, path / times) > here
    assert penetration_depth(t, 1.0, coherence * times) > penetration_depth(t, 1.0, coherence)


def test_depth_at_zero_is_londons_for_short_and_a_cube_root_for_long_coherence():
    assert depth_at_zero(1e-7, 1e-12) == pytest.approx(1e-7, rel=1e-5)
    ratio = 1e9
    long = (math.sqrt(3) / (2 * math.pi) * ratio) ** (1 / 3)
    assert depth_at_zero(1.0, ratio) == pytest.approx(long, rel=2e-3)
    assert depth_at_zero(1.0, ratio, "specular") == pytest.approx(8 / 9 * long, rel=2e-3)

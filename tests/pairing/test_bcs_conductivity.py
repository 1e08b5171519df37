"""Mattis and Bardeen's conductivity: elliptic integrals, sum rule, limits; surface impedance."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.materials.models import bcs
from onnes.pairing.bcs.complex_conductivity import (
    complex_conductivity,
    low_frequency_limit,
    zero_temperature_conductivity,
)
from onnes.pairing.bcs.nonlocal_kernel import dirty_superfluid_density
from onnes.pairing.bcs.surface_depth import anomalous_depth
from onnes.pairing.bcs.surface_impedance import anomalous_impedance, local_impedance
from onnes.units.constants import VACUUM_PERMEABILITY

PHOTONS = np.array([1e-6, 1e-3, 0.1, 1.0, 1.9, 1.999999, 2.0, 2.000001, 2.1, 3.0, 10.0, 100.0])


def test_zero_temperature_is_elliptic():
    computed, exact = complex_conductivity(PHOTONS, 0.0), zero_temperature_conductivity(PHOTONS)
    assert computed.real == pytest.approx(exact.real, abs=1e-14)
    assert computed.imag == pytest.approx(exact.imag, rel=1e-12)


def test_nothing_is_absorbed_below_twice_the_gap():
    assert np.all(complex_conductivity(PHOTONS[PHOTONS < 2], 0.0).real == 0)


def test_elliptic_forms_in_arbitrary_precision():
    """The closed form of Mattis and Bardeen at hbar omega = 3 Delta, evaluated by mpmath."""
    x = mpmath.mpf(3) / 2
    m = ((1 - x) / (1 + x)) ** 2
    absorbed = (1 + 1 / x) * mpmath.ellipe(m) - 2 / x * mpmath.ellipk(m)
    stored = ((1 + 1 / x) * mpmath.ellipe(1 - m) - (1 - 1 / x) * mpmath.ellipk(1 - m)) / 2
    assert complex(zero_temperature_conductivity(3.0)) == pytest.approx(complex(absorbed, -stored), rel=1e-14)


@pytest.mark.parametrize(("w", "thermal"), [(0.1, 0.2), (1.5, 0.5), (2.5, 0.3), (3.0, 2.0)])
def test_integrals_as_they_are_printed(w, thermal):
    """Eqs. 3.9 and 3.10 by adaptive integration, with scipy's own treatment of inverse roots at the ends."""

    def fermi(e):
        return 1 / (math.exp(min(e / thermal, 700)) + 1)

    def smooth(e, *taken):
        roots = {"e-1": e - 1, "e+1": e + 1, "f-1": e + w - 1, "f+1": e + w + 1}
        rest = math.prod(abs(root) for name, root in roots.items() if name not in taken)
        return (e**2 + 1 + w * e) / math.sqrt(rest)

    def dropped(e):
        return (fermi(e) - fermi(e + w)) * smooth(e, "e-1")

    excited = (quad(dropped, 1, 1 + w, weight="alg", wvar=(-0.5, 0), epsrel=1e-11)[0]
               + quad(lambda e: dropped(e) / math.sqrt(e - 1), 1 + w, 1 + w + 60 * thermal, epsrel=1e-11, limit=400)[0])
    broken = 0.0 if w <= 2 else quad(lambda e: (2 * fermi(e + w) - 1) * smooth(e, "e+1", "f-1"), 1 - w, -1,
                                     weight="alg", wvar=(-0.5, -0.5), epsrel=1e-11)[0]
    low, low_root = (1 - w, "f-1") if w < 2 else (-1, "e+1")
    stored = quad(lambda e: (1 - 2 * fermi(e + w)) * smooth(e, "e-1", low_root), low, 1, weight="alg",
                  wvar=(-0.5, -0.5), epsrel=1e-11)[0]
    expected = complex(2 * excited + broken, -stored) / w
    assert complex(complex_conductivity(w, thermal)) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("thermal", [0.0, 0.2, 0.6])
def test_sum_rule(thermal):
    """int_0^inf (1 - sigma_1/sigma_n) dw = (pi/2) lim w sigma_2/sigma_n: lost absorption is supercurrent."""

    def lost(x, nodes=128):
        return (1 - complex_conductivity(math.exp(x), thermal, nodes).real) * math.exp(x)

    slow, fast = (quad(lost, *ends, epsabs=1e-8, limit=200)[0] for ends in ((-25, math.log(2)), (math.log(2), 6)))
    faster = quad(lost, 6, 13, args=(4096,), epsabs=1e-5)[0]
    assert slow + fast + faster == pytest.approx(math.pi / 2 * float(low_frequency_limit(thermal)), rel=2e-5)


@given(st.floats(0.0, 50.0))
def test_slow_fields_see_the_supercurrent(thermal):
    w = 1e-7
    assert -complex_conductivity(w, thermal).imag * w == pytest.approx(float(low_frequency_limit(thermal)), rel=1e-5)


def test_normal_metal_at_high_frequency_and_near_tc():
    assert complex(complex_conductivity(1e3, 0.3)) == pytest.approx(1, abs=0.01)
    assert complex(complex_conductivity(1e3, 1e5)) == pytest.approx(1, abs=1e-2)


@given(st.floats(1e-4, 50.0), st.floats(0.0, 20.0))
def test_half_the_nodes_give_the_same(w, thermal):
    assert complex(complex_conductivity(w, thermal, 64)) == pytest.approx(complex(complex_conductivity(w, thermal)),
                                                                          rel=1e-8)


@given(st.floats(1e-3, 100.0), st.floats(0.0, 20.0))
def test_absorption_is_never_negative(w, thermal):
    conductivity = complex_conductivity(w, thermal)
    assert conductivity.real >= 0
    assert conductivity.imag <= 0


def test_reactance_is_the_depth_of_a_dirty_metal():
    """X = mu_0 omega lambda with lambda^-2 = mu_0 sigma_n (pi Delta/hbar) tanh(Delta/2kT)."""
    t, f = 0.5, 1e6
    thermal = t / (bcs.GAP_AT_ZERO * float(bcs.gap(t)))
    gap_rate = 1e12  # Delta(T)/hbar
    conductivity = 1e7 * complex_conductivity(2 * math.pi * f / gap_rate, thermal)
    depth = (VACUUM_PERMEABILITY * 1e7 * gap_rate * float(low_frequency_limit(thermal))) ** -0.5
    impedance = complex(local_impedance(f, conductivity))
    assert impedance.imag == pytest.approx(2 * math.pi * f * VACUUM_PERMEABILITY * depth, rel=1e-4)
    assert impedance.real > 0
    ratio = float(low_frequency_limit(thermal) / low_frequency_limit(0.0)) * float(bcs.gap(t))
    assert ratio == pytest.approx(float(dirty_superfluid_density(t)), rel=1e-12)


def test_normal_skin_effects():
    """R = X = sqrt(mu_0 omega/2 sigma); anomalous: R = X/sqrt3 = [sqrt3 (omega mu_0)^2 l/(16 pi sigma)]^(1/3)."""
    f, conductivity, path = 3e9, 5e7, 1e-6
    classical = complex(local_impedance(f, conductivity))
    omega_mu = 2 * math.pi * f * VACUUM_PERMEABILITY
    assert classical == pytest.approx((1 + 1j) * math.sqrt(omega_mu / (2 * conductivity)), rel=1e-12)
    anomalous = complex(anomalous_impedance(f, 1.0, conductivity / path))
    resistance = (math.sqrt(3) * omega_mu**2 * path / (16 * math.pi * conductivity)) ** (1 / 3)
    assert anomalous == pytest.approx((1 + 1j * math.sqrt(3)) * resistance, rel=1e-12)
    assert anomalous_impedance(f, 1.0, 1e13, "specular") == pytest.approx(8 / 9 * anomalous_impedance(f, 1.0, 1e13))


def test_cold_anomalous_superconductor_is_an_inductance():
    """Slow fields at T = 0: Z = i omega mu_0 lambda with K = (3 pi/4)(Delta pi mu_0 sigma_n/(hbar l))/q."""
    gap_rate, per_path, f = 2e12, 1e15, 1e5
    ratio = complex_conductivity(2 * math.pi * f / gap_rate, 0.0)
    depth = float(anomalous_depth(0.75 * math.pi**2 * gap_rate * VACUUM_PERMEABILITY * per_path))
    impedance = complex(anomalous_impedance(f, ratio, per_path))
    assert impedance.imag == pytest.approx(2 * math.pi * f * VACUUM_PERMEABILITY * depth, rel=1e-6)
    assert abs(impedance.real) < 1e-6 * impedance.imag

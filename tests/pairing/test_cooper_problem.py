"""The pair equation as an eigenproblem: closed form, identities of its solution, exact element, warm seas."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.linalg import eigh
from scipy.optimize import brentq
from scipy.special import exp1

from onnes.errors import InputError
from onnes.pairing import matrix_element as elements
from onnes.pairing.cooper_problem import (
    bound_pair,
    free_share,
    ground_energy,
    largest_eigenvalue,
    smallest_energy,
    vanishing_temperature,
)
from onnes.pairing.graded_panels import Panels, halving, stretched
from onnes.pairing.pair_binding import binding_energy, weak_binding_energy
from onnes.pairing.pair_wave_function import coherence_length, envelope, momentum_size, radius_of_share

COUPLINGS = st.floats(math.log(0.05), math.log(3.0)).map(math.exp)
WAVE_NUMBER = 1000.0


def step_pair(coupling, temperature=0.0):
    return bound_pair(coupling, elements.stepped(smallest_energy(coupling, temperature)), temperature)


def exact_pair(coupling, shapes=32, reach=800.0, wave_number=WAVE_NUMBER):
    return bound_pair(coupling, elements.exact(wave_number, smallest_energy(coupling), shapes, reach))


# ---- panels


@given(st.integers(0, 11), st.floats(1e-12, 0.5))
def test_panels_integrate_polynomials_and_slope_them(power, smallest):
    """The slope up to the rounding of a value over the width of the smallest panel."""
    panels = Panels(halving(smallest), 12)
    values = panels.nodes**power
    assert panels.weights @ values == pytest.approx(1 / (power + 1), rel=1e-12)
    slope = power * panels.nodes ** max(power - 1, 0)
    np.testing.assert_allclose(panels.slope(values), slope, rtol=1e-9, atol=1e-11 / smallest)


@settings(deadline=None)
@given(st.one_of(st.just(0.0), st.floats(1e-9, 1e6)))
def test_fourier_integral_of_a_constant_at_any_frequency(distance):
    panels = Panels(stretched(1e-6, 3.0, 0.7), 8)
    found = panels.fourier(np.ones_like(panels.nodes), np.array([distance]))[0]
    expected = 3.0 if distance == 0 else np.exp(1.5j * distance) * 2 * math.sin(1.5 * distance) / distance
    assert abs(found - expected) < 1e-9


def test_fourier_integral_of_the_pair_is_an_exponential_integral():
    """int_0^1 exp(i x r)/(x + D) dx = exp(-i D r) [E1(-i D r) - E1(-i (1 + D) r)]."""
    pair = step_pair(0.2)
    r = np.geomspace(0.1, 1e6, 30)
    d = pair.binding
    closed = np.exp(-1j * d * r) * (exp1(-1j * d * r) - exp1(-1j * (1 + d) * r))
    norm = math.sqrt(1 / d - 1 / (1 + d))
    np.testing.assert_allclose(envelope(pair, r) * norm * math.sqrt(math.pi), closed, rtol=1e-8, atol=1e-9)


# ---- the stepped element


@settings(deadline=None)
@given(COUPLINGS)
def test_stepped_eigenproblem_is_the_closed_form(coupling):
    assert step_pair(coupling).binding == pytest.approx(binding_energy(1.0, coupling), rel=1e-12)


@settings(deadline=None)
@given(COUPLINGS)
def test_amplitude_obeys_the_pair_equation(coupling):
    """alpha (e + Delta) = B int alpha, and so alpha ~ 1/(e + Delta)."""
    pair = step_pair(coupling)
    total = coupling * (pair.panels.weights @ pair.amplitude)
    np.testing.assert_allclose(pair.amplitude * (pair.panels.nodes + pair.binding), total, rtol=1e-10)
    assert pair.panels.weights @ pair.amplitude**2 == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize("coupling", [0.1, 0.3, 2.0])
def test_plain_diagonalisation_finds_the_same(coupling):
    assert -ground_energy(coupling) == pytest.approx(step_pair(coupling).binding, rel=1e-8)


def test_weakest_coupling_is_bound_and_w23_is_its_limit():
    pair = step_pair(0.01)
    assert pair.binding == pytest.approx(weak_binding_energy(1.0, 0.01), rel=1e-12)


@settings(deadline=None)
@given(COUPLINGS, COUPLINGS)
def test_stronger_attraction_binds_more(one, other):
    weak, strong = sorted((one, other))
    assert step_pair(strong).binding >= step_pair(weak).binding


# ---- the exact element


@settings(deadline=None, max_examples=20)
@given(st.floats(0.0, 15.0), st.floats(0.0, 15.0))
def test_matrix_element_is_the_integral_over_the_tube(x, y):
    k, q = 30.0 + x, 30.0 + y
    integral = quad(lambda r: 2 * math.sin(k * r) * math.sin(q * r), 0, 1, limit=200)[0]
    assert float(elements.exact_kernel(np.array(k), np.array(q))) == pytest.approx(integral, abs=1e-10)


def test_shapes_rebuild_the_element():
    element = elements.exact(WAVE_NUMBER, 1e-3)
    x = element.panels.nodes
    chosen = np.flatnonzero(x < 25)[::7]
    k = WAVE_NUMBER + x[chosen]
    shapes = element.shapes[chosen]
    np.testing.assert_allclose(shapes @ shapes.T, elements.exact_kernel(k[:, None], k), atol=1e-12)


def test_exact_element_by_a_plain_sum_over_wave_numbers():
    """W13 on a grid of wave numbers up to X; what is cut off falls as 1/X^2."""
    def plain(reach, delta):
        panels = Panels(stretched(1e-4, reach, 2.0), 6)
        x, w = panels.nodes, panels.weights
        scale = np.sqrt(w / (x + x**2 / (2 * WAVE_NUMBER) + delta))
        matrix = scale[:, None] * elements.exact_kernel(WAVE_NUMBER + x[:, None], WAVE_NUMBER + x) * scale
        return eigh(matrix, eigvals_only=True, subset_by_index=[len(x) - 1, len(x) - 1])[0]

    value = largest_eigenvalue(elements.exact(WAVE_NUMBER, 1e-4), 0.03)
    errors = [value - plain(reach, 0.03) for reach in (50.0, 200.0)]
    assert 0 < errors[1] < 1e-5
    assert errors[0] / errors[1] == pytest.approx(16, rel=0.4)


@pytest.mark.parametrize("coupling", [0.05, 0.3, 3.0])
def test_exact_element_is_converged(coupling):
    plain, finer = exact_pair(coupling), exact_pair(coupling, 48, 1600.0)
    assert finer.binding == pytest.approx(plain.binding, rel=1e-9)


def test_more_shapes_bind_more():
    """Ritz: a larger set can only raise the largest eigenvalue."""
    values = [largest_eigenvalue(elements.exact(WAVE_NUMBER, 1e-3, shapes, 800.0), 0.1) for shapes in (4, 8, 16, 32)]
    assert values == sorted(values)
    assert values[0] < values[-1] * (1 - 1e-9)


def test_exact_over_step_for_weak_coupling_is_a_number():
    """mu = ln(1/Delta) + 3/2 - gamma - ln 2 with the sinc's square: the factor is exp(3/2 - gamma)/2 = 1.258."""
    ratios = [exact_pair(b, wave_number=1e7).binding / binding_energy(1.0, b) for b in (0.04, 0.02, 0.01)]
    logs = np.log(ratios)
    assert math.exp((logs[0] - 6 * logs[1] + 8 * logs[2]) / 3) == pytest.approx(
        math.exp(1.5 - np.euler_gamma) / 2, rel=1e-4)


def test_step_is_the_text_s_sketch_of_the_exact_element():
    k = 100.0 + np.array([0.5, 2.0])
    assert elements.step_kernel(100.0, k).tolist() == [1.0, 0.0]
    assert elements.exact_kernel(np.array(100.0), k)[0] > 0.9
    assert elements.exact_kernel(np.array(100.0), k)[1] < 0.5


def test_too_many_shapes_for_a_short_tube():
    with pytest.raises(InputError, match="fermi_wave_number"):
        elements.exact(100.0, 1e-3, 32)


# ---- warm seas


@given(st.floats(1e-6, 10.0), st.floats(1e-6, 10.0))
def test_free_share_is_one_less_twice_the_fermi_function(energy, temperature):
    fermi = 1 / (math.exp(min(energy / 2 / temperature, 700.0)) + 1)
    assert free_share(np.array(energy), temperature) == pytest.approx(1 - 2 * fermi, abs=1e-12)
    assert free_share(np.array(energy), temperature) == pytest.approx((1 - fermi) ** 2 - fermi**2, abs=1e-12)


@settings(deadline=None, max_examples=10)
@given(COUPLINGS)
def test_heat_loosens_and_undoes_the_pair(coupling):
    vanishing = vanishing_temperature(coupling, elements.stepped(smallest_energy(coupling)))
    bindings = [step_pair(coupling, share * vanishing).binding for share in (0.1, 0.5, 0.9, 0.999)]
    assert bindings == sorted(bindings, reverse=True)
    assert bindings[0] < step_pair(coupling).binding
    assert step_pair(coupling, 1.0001 * vanishing) is None


@pytest.mark.parametrize("coupling", [0.2, 0.5])
def test_vanishing_temperature_is_tc_of_the_gap_equation(coupling):
    """1 = NV int_0^(1/2) tanh(xi/2T)/xi d xi with NV = B: solved here on its own."""
    def lack(t):
        return coupling * quad(lambda xi: math.tanh(xi / (2 * t)) / xi, 0, 0.5, points=[t], limit=200)[0] - 1

    critical = brentq(lack, 1e-6, 1.0, xtol=1e-14)
    found = vanishing_temperature(coupling, elements.stepped(smallest_energy(coupling)))
    assert found == pytest.approx(critical, rel=1e-8)


def test_weak_vanishing_temperature():
    ratio = vanishing_temperature(0.05, elements.stepped(smallest_energy(0.05))) / step_pair(0.05).binding
    assert ratio == pytest.approx(math.exp(np.euler_gamma) / math.pi, rel=1e-7)


# ---- size and wave function


def test_size_of_a_weak_pair_is_coopers():
    assert momentum_size(step_pair(0.05)) == pytest.approx(2 / math.sqrt(3), rel=1e-7)


@pytest.mark.parametrize("coupling", [0.3, 1.0])
def test_size_in_closed_form(coupling):
    pair = step_pair(coupling)
    d = pair.binding
    slopes, norm = (d**-3 - (1 + d) ** -3) / 3, 1 / d - 1 / (1 + d)
    assert momentum_size(pair) == pytest.approx(2 * d * math.sqrt(slopes / norm), rel=1e-9)


def test_probability_adds_up():
    """Parseval: int_0^inf |phi|^2 dr = int alpha^2 dx; half lies within the half radius, all within a million."""
    pair = step_pair(0.3)
    rho = coherence_length(pair)
    panels = Panels(halving(1e-3, radius_of_share(pair, 0.5)), 12)
    inside = rho * (panels.weights @ np.abs(envelope(pair, panels.nodes * rho)) ** 2)
    assert inside == pytest.approx(0.5, abs=1e-5)
    assert radius_of_share(pair, 0.3) < radius_of_share(pair, 0.5) < radius_of_share(pair, 0.9)


def test_a_sharp_sea_leaves_a_tail_as_one_over_r():
    """Why sqrt<r^2> over all space has no limit: r |phi| goes to the jump of alpha at the surface, over sqrt(pi)."""
    pair = step_pair(0.2)
    rho = coherence_length(pair)
    far = np.array([1e3, 1e4]) * rho
    jump = float(np.interp(0.0, pair.panels.nodes, pair.amplitude))
    edge = pair.amplitude[-1]
    tail = far * np.abs(envelope(pair, far)) * math.sqrt(math.pi)
    assert np.all(np.abs(tail - jump) < 2 * edge + 1e-2 * jump)

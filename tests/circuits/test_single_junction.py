"""One junction against closed forms: mean voltage, retrapping, noise, escape."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from mpmath import besseli

from onnes.circuits import Constant
from onnes.circuits.single_junction import at_phase, biased_junction, escape_times, mean_rates, retrapping_bias
from onnes.circuits.thermal import (
    ambegaokar_halperin,
    barrier,
    bias_of_barrier,
    kramers_rate,
    overdamped_escape_rate,
)
from onnes.circuits.units import FLUX

CURRENT, RESISTANCE = 3e-6, 8.0


def junction(beta_c):
    return biased_junction(CURRENT, RESISTANCE, beta_c * FLUX / (CURRENT * RESISTANCE**2))


@pytest.fixture(scope="module")
def overdamped():
    return junction(0.0)


def test_the_mean_voltage_without_capacitance_or_noise(overdamped):
    """V = R sqrt(I^2 - I_c^2), in volts."""
    bias = np.array([0.5, 1.01, 1.1, 1.7, 3.0])
    system = overdamped.equations
    rates = mean_rates(system, Constant(jnp.asarray(bias)), at_phase(system, jnp.zeros(5)), 0.02, 125, 470, 0.0,
                       None).between_turns
    volts = np.asarray(rates) * overdamped.units.voltage
    assert volts == pytest.approx(RESISTANCE * CURRENT * np.sqrt(np.maximum(bias**2 - 1, 0)), rel=2e-4)


def test_ambegaokar_and_halperin(overdamped):
    """Their double integral is Gamma sinh(pi i/Gamma)/(pi |I_(i mu)(1/Gamma)|^2); the simulation agrees with it."""
    for bias, noise in ((0.5, 0.2), (1.0, 0.07), (1.3, 0.5), (2.0, 1.0)):
        exact = noise * np.sinh(np.pi * bias / noise) / np.pi / abs(besseli(1j * bias / noise, 1 / noise)) ** 2
        assert ambegaokar_halperin(bias, noise) == pytest.approx(float(exact), rel=1e-6)
    assert ambegaokar_halperin(-1.3, 0.5) == -ambegaokar_halperin(1.3, 0.5)
    assert ambegaokar_halperin(1.5, 1e-3) == pytest.approx(np.sqrt(1.25), rel=1e-3)
    system, members = overdamped.equations, 300
    bias = jnp.repeat(jnp.array([0.7, 1.0, 1.5]), members)
    rates = np.asarray(mean_rates(system, Constant(bias), at_phase(system, jnp.zeros(len(bias))), 0.05, 13, 125, 0.25,
                                  jax.random.key(5)).mean).reshape(3, members)
    for found, one in zip(rates, (0.7, 1.0, 1.5), strict=True):
        error = found.std() / np.sqrt(members)
        assert error < 0.01
        assert found.mean() == pytest.approx(ambegaokar_halperin(one, 0.25), abs=4 * error)


def test_retrapping_tends_to_its_limit():
    """4/(pi sqrt(beta_c)) within 1 % from beta_c of about 25 on, ever better; no hysteresis at strong damping."""
    errors = [retrapping_bias(junction(beta).equations, np.sqrt(beta)) * np.pi * np.sqrt(beta) / 4 - 1
              for beta in (25.0, 100.0, 400.0)]
    assert np.abs(errors) == pytest.approx(0, abs=0.012)
    assert abs(errors[2]) < abs(errors[1]) < abs(errors[0])
    assert abs(errors[2]) < 2e-3
    assert retrapping_bias(junction(0.3).equations, 1.0) == 1.0


def test_the_barrier():
    assert barrier(0.0) == pytest.approx(2)
    assert barrier(0.999) == pytest.approx(4 * np.sqrt(2) / 3 * 0.001**1.5, rel=1e-3)
    assert bias_of_barrier(barrier(0.37)) == pytest.approx(0.37)


def test_kramers_limits():
    """Transition-state rate between the limits: overdamped omega_a^2 RC, underdamped without turnover."""
    height = np.exp(-barrier(0.6) / 0.02)
    curvature = (1 - 0.36) ** 0.25
    assert kramers_rate(0.6, 1e-4, 0.02) == pytest.approx(curvature**2 * 1e-2 / (2 * np.pi) * height, rel=1e-4)
    assert kramers_rate(0.6, 4.0, 0.02) < curvature / (2 * np.pi) * height
    overdamped = overdamped_escape_rate(0.6, 0.02)
    assert overdamped == pytest.approx(curvature**2 / (2 * np.pi) * height, rel=0.02)


@pytest.mark.long
@pytest.mark.parametrize(("beta_c", "bias", "noise"), [
    (0.0, 0.7, 0.11), pytest.param(0.0, 0.5, 0.17, marks=pytest.mark.long),
    pytest.param(4.0, 0.75, 0.06, marks=pytest.mark.long), pytest.param(50.0, 0.6, 0.1, marks=pytest.mark.long)])
def test_escapes_are_as_frequent_as_kramers_says(beta_c, bias, noise):
    """Exact without capacitance; with it the closed form is good to about 15 % at barriers of 5 kT."""
    circuit, members = junction(beta_c), 500
    system = circuit.equations
    times = np.asarray(escape_times(system, Constant(jnp.full(members, bias)),
                                    at_phase(system, jnp.full(members, np.arcsin(bias))), np.arcsin(bias) + 2 * np.pi,
                                    0.05, 12_500, noise, jax.random.key(2)))
    assert np.isfinite(times).all()
    if beta_c:
        expected, allowed = kramers_rate(bias, beta_c, noise), 0.15
    else:
        expected, allowed = overdamped_escape_rate(bias, noise), 0.0
    assert 1 / times.mean() == pytest.approx(expected, rel=allowed + 4 / np.sqrt(members))


def test_noise_at_rest_is_that_of_statistical_mechanics():
    """<cos phi> = I_1(1/Gamma)/I_0(1/Gamma) without bias, for coordinates with inertia, with a step of 0.2/omega_p."""
    from scipy.special import iv

    from onnes.circuits.langevin import noisy_steps

    circuit, noise = junction(4.0), 0.5
    states = noisy_steps(circuit.equations, at_phase(circuit.equations, jnp.zeros(20_000)), 0.0, 0.2, 300, noise,
                         jax.random.key(1))
    phase = np.asarray(states.y)[:, 0] * float(circuit.equations.junctions[0, 0])
    assert np.cos(phase).mean() == pytest.approx(iv(1, 2) / iv(0, 2), abs=0.012)
    assert np.asarray(states.p).var() == pytest.approx(noise, rel=0.05)

"""SQUIDs: statics against closed forms and brute force, voltages, noise against linear response, jumps and escapes."""

import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from onnes.problems.squid import (
    Arms,
    DcSquid,
    RfSquid,
    expected_jump,
    mean_voltages,
    noise,
    resistive_voltage,
    sweep_flux,
)
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

CURRENT, RESISTANCE = 7e-6, 3.0


def squid(beta=0.0, **more):
    inductance = beta * FLUX_QUANTUM / (2 * CURRENT)
    return DcSquid((CURRENT, CURRENT), (RESISTANCE, RESISTANCE), inductances=(inductance / 2, inductance / 2), **more)


@pytest.mark.parametrize("currents", [(1.0, 1.0), (1.3, 0.7), (0.2, 2.5)])
def test_without_inductance_the_currents_add_as_vectors(currents):
    flux = np.linspace(-2.3, 3.1, 57)
    critical, phases = Arms(currents, (0.0, 0.0)).critical(flux)
    expected = np.abs(currents[0] * np.exp(1j * np.pi * flux) + currents[1] * np.exp(-1j * np.pi * flux))
    assert critical == pytest.approx(expected, abs=1e-9)
    turns = Arms(currents, (0.0, 0.0)).flux(*phases) - flux
    assert turns == pytest.approx(np.round(turns), abs=1e-9)


@pytest.mark.parametrize(("currents", "screening"), [((1.0, 1.0), (0.4, 0.4)), ((0.8, 1.4), (3.0, 0.0)),
                                                     ((1.2, 0.5), (0.7, 5.0)), ((1.0, 1.0), (9.0, 7.0))])
def test_no_state_of_a_flux_carries_more(currents, screening):
    """Every pair of phases is a state of some flux; of that flux none exceeds I_c, and some come close to it."""
    arms = Arms(currents, screening)
    place = np.linspace(-np.pi, np.pi, 241)
    first, second = np.meshgrid(place, place)
    flux, current = (each.ravel() for each in (np.mod(arms.flux(first, second), 1.0), arms.current(first, second)))
    grid = np.linspace(0, 1, 501)
    excess = current - np.interp(flux, grid, arms.critical(grid)[0])
    assert excess.max() < 3e-3
    near = np.floor(flux * 20).astype(int) % 20
    assert all(excess[near == k].max() > -0.02 for k in range(20))


def test_period_and_reversal():
    arms = Arms((1.2, 0.7), (2.1, 0.9))
    flux = np.linspace(-0.4, 0.6, 11)
    critical = arms.critical(flux)[0]
    assert arms.critical(flux + 3)[0] == pytest.approx(critical, rel=1e-9)
    assert arms.critical(-flux)[0] != pytest.approx(critical, rel=1e-2)
    assert Arms((0.7, 1.2), (0.9, 2.1)).critical(-flux)[0] == pytest.approx(critical, rel=1e-9)


def test_modulation_falls_with_inductance():
    """About 1/(1 + beta_L) near beta_L = 1; at large ones a junction at I_0 and one below it carry Phi_0/2 in the loop.

    There pi = arccos(1 - x) + pi beta_L x/2 with x the difference of their currents over I_0, and the depth is x/2.
    """
    def depth(beta):
        critical = squid(beta).arms.critical([0.0, 0.5])[0]
        assert critical[0] == pytest.approx(2 * CURRENT, rel=1e-9)
        return 1 - critical[1] / critical[0]

    assert depth(1.0) == pytest.approx(0.5, rel=0.1)
    assert depth(1e-4) == pytest.approx(1, abs=1e-3)
    x = brentq(lambda x: np.arccos(1 - x) + 50 * np.pi * x - np.pi, 0, 1)
    assert depth(100.0) == pytest.approx(x / 2, rel=1e-2)


def test_voltage_of_equal_junctions_without_inductance():
    flux, current = np.linspace(0, 1, 6), np.linspace(0, 4, 9) * CURRENT
    found = mean_voltages(squid(), current, flux * FLUX_QUANTUM)
    expected = resistive_voltage(current[:, None], 2 * CURRENT * np.abs(np.cos(np.pi * flux)), RESISTANCE)
    assert found == pytest.approx(expected, abs=1e-3 * CURRENT * RESISTANCE)


def linear_response(beta, bias, flux, temperature):
    """Voltage noise of small noise: the phase of the limit cycle diffuses as its adjoint solution says (Floquet)."""
    share = np.pi * beta  # the phases are in units of Phi_0/(2 pi I_0 R)

    def rates(_, state):
        ring = (state[0] - state[1] - 2 * np.pi * flux) / share
        return np.array([bias / 2 - np.sin(state[0]) - ring, bias / 2 - np.sin(state[1]) + ring])

    def passed(_, state):
        return state[0] - level

    level, passed.terminal = np.inf, True
    state = solve_ivp(rates, (0, 300), [0.0, 0.0], rtol=1e-9, atol=1e-9).y[:, -1]
    level = state[0] + 2 * np.pi
    cycle = solve_ivp(rates, (0, 500), state, rtol=1e-10, atol=1e-10, events=passed, dense_output=True)
    period = cycle.t_events[0][0]

    def backward(s, z):
        first, second = cycle.sol(period - s)
        return np.array([[-np.cos(first) - 1 / share, 1 / share], [1 / share, -np.cos(second) - 1 / share]]).T @ z

    times, z = np.linspace(0, period, 2001), np.array([1.0, 1.0])
    for _ in range(12):
        turned = solve_ivp(backward, (0, period), z, rtol=1e-9, atol=1e-9, t_eval=times)
        z = turned.y[:, -1] / (turned.y[:, -1] @ rates(0, cycle.sol(0)))
    turned = solve_ivp(backward, (0, period), z, rtol=1e-9, atol=1e-9, t_eval=times)
    diffusion = 2 * temperature * np.trapezoid(np.sum(turned.y**2, axis=0), times) / period
    return 2 * (2 * np.pi / period) ** 2 * diffusion


@pytest.mark.long
def test_small_noise_is_that_of_linear_response():
    """With and without inductance; without, Likharev and Semenov's 4 kT/R_n R_d^2 (1 + (I_c/I)^2/2)."""
    kelvin = 5e-4 * CURRENT * FLUX_QUANTUM / (2 * np.pi * BOLTZMANN)
    unit = (CURRENT * RESISTANCE) ** 2 * FLUX_QUANTUM / (2 * np.pi * CURRENT * RESISTANCE)
    found = noise(squid(0.6), 2.2 * CURRENT, 0.2, kelvin, 64, 10, 3)
    expected = linear_response(0.6, 2.2, 0.2, 5e-4) * unit
    assert found.white == pytest.approx(expected, rel=4 * math.sqrt(2 / found.samples), abs=0)
    bias, critical = 1.9 * CURRENT, 2 * CURRENT * math.cos(0.3 * math.pi)
    found = noise(squid(), bias, 0.3, kelvin, 64, 10, 4)
    slope = RESISTANCE / 2 / math.sqrt(1 - (critical / bias) ** 2)
    expected = 4 * BOLTZMANN * kelvin / (RESISTANCE / 2) * slope**2 * (1 + 0.5 * (critical / bias) ** 2)
    assert found.white == pytest.approx(expected, rel=4 * math.sqrt(2 / found.samples), abs=0)
    by_flux = slope * critical / bias * 2 * CURRENT * math.pi * math.sin(0.3 * math.pi)
    assert found.transfer == pytest.approx(by_flux, rel=1e-2)


@pytest.mark.long
def test_best_energy_resolution_at_beta_one():
    """9 kT L/R at the best bias, with a transfer function near R/L (Tesche and Clarke 1977)."""
    kelvin = 0.05 * CURRENT * FLUX_QUANTUM / (2 * np.pi * BOLTZMANN)
    found = [noise(squid(1.0), bias * CURRENT, 0.25, kelvin, 64, 8, 5) for bias in (1.55, 1.65, 1.75)]
    inductance = squid(1.0).inductance
    least = min((each.flux_noise[0] * FLUX_QUANTUM) ** 2 / (2 * inductance) for each in found)
    assert least == pytest.approx(9 * BOLTZMANN * kelvin * inductance / RESISTANCE, rel=0.15, abs=0)
    assert found[0].transfer == pytest.approx(RESISTANCE / inductance * FLUX_QUANTUM, rel=0.12)


def rf_squid(beta, capacitance=0.0):
    return RfSquid(CURRENT, RESISTANCE, capacitance, beta * FLUX_QUANTUM / (2 * np.pi * CURRENT))


def test_rf_squid_jumps_where_its_state_ends():
    """Slowly swept, the jump comes at the fold, later by a delay of the power 2/3 of the speed; the curve is exact."""
    device, unit = rf_squid(2.4), FLUX_QUANTUM / (2 * np.pi * CURRENT * RESISTANCE)
    late = []
    for slowness in (1e3, 8e3):
        sweep = sweep_flux(device, 1.2, slowness * unit, 0.0, 1, 8000, 0)
        late.append(sweep.jumps(True, 0)[0] - device.jump_flux)
        assert 1 - sweep.jumps(False, 0)[0] - device.jump_flux == pytest.approx(late[-1], rel=0.05)
    assert 0 < late[1] < late[0] < 0.1
    assert late[0] / late[1] == pytest.approx(4, rel=0.1)
    quarter = np.searchsorted(sweep.applied[:4000], 0.4)
    phase = sweep.phases[quarter, 0]
    assert phase + 2.4 * np.sin(phase) == pytest.approx(2 * np.pi * sweep.applied[quarter], abs=1e-2)
    assert rf_squid(0.99).jump_flux is None
    assert rf_squid(1.0001).jump_flux == pytest.approx(0.5, abs=1e-4)


@pytest.mark.long
@pytest.mark.parametrize("damping", [0.0, 2.0])
def test_thermal_jumps_are_those_of_kramers(damping):
    device = rf_squid(3.3, damping * FLUX_QUANTUM / (2 * np.pi * CURRENT * RESISTANCE**2))
    kelvin = 0.015 * CURRENT * FLUX_QUANTUM / (2 * np.pi * BOLTZMANN)
    time = 8000 * device.circuit(0.0).units.time
    sweep = sweep_flux(device, 1.1, time, kelvin, 150, 1600, 7)
    mean, spread = expected_jump(device, kelvin, 2.2 / time)
    jumps = sweep.jumps(True, 0)
    assert np.mean(jumps) == pytest.approx(mean, abs=4 * spread / math.sqrt(150) + 2e-3)
    assert np.std(jumps) == pytest.approx(spread, rel=4 / math.sqrt(300) + 0.1)
    assert np.mean(jumps) < device.jump_flux - 2 * spread / math.sqrt(150)

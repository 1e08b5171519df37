"""The equation of heat by itself: conservation, order in time, diffusion, escape, phonons, cold ends, latent heat."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax
from scipy.integrate import solve_ivp

from onnes.energies import Drive, HeatBath, Mixture, State
from onnes.geometry import disc, rectangle
from onnes.grids import Grid, Sample, uniform
from onnes.laws.heat import HeatEquation
from onnes.laws.heat_conduction import conduction
from onnes.laws.heat_terms import Capacity, Flow, Phonons
from onnes.laws.steppers.warm_step import WarmStep

BATH = HeatBath(jnp.asarray(2.0), jnp.zeros(()), jnp.ones(()))


def equation_of(sample, *, capacity=1.5, diffusivity=0.7, escape=0.02, capacity_exponent=1, escape_exponent=4,
                phonons=None, reservoirs=None):
    """The equation on a sample, with coefficients at the temperature 2."""
    volume = sample.node_volume
    return HeatEquation(conduction(sample, diffusivity, reservoirs), volume, jnp.where(volume > 0, 1.0, 0.0),
                        Capacity(jnp.asarray(capacity), jnp.asarray(2.0), capacity_exponent), jnp.asarray(diffusivity),
                        Flow(jnp.asarray(escape), escape_exponent), phonons)


def on(shape, **changes):
    """The equation on a shape of size 8, with a node every half unit."""
    return equation_of(Sample(Grid([uniform(-4, 4, 0.5)] * 2), shape), **changes)


def follow(equation: HeatEquation, state, until, steps, released):
    """Take equal steps in which heat is released at a steady rate."""
    return _followed(equation, state, jnp.asarray(until / steps), jnp.asarray(steps), released)


@eqx.filter_jit
def _followed(equation, state, h, steps, released):
    def step(_, state):
        return equation.step(state, h, h * released, 0.0, BATH, BATH, BATH, 1e-10).state

    return lax.fori_loop(0, steps, step, state)


def spot(equation, width=1.5):
    """Electrons of temperature 2 with a spot of 5 in the middle."""
    x, y = Grid([uniform(-4, 4, 0.5)] * 2).points()
    T = jnp.asarray(2 + 3 * np.exp(-(x**2 + y**2) / (2 * width**2)))
    return equation.at(T, T)


@pytest.mark.parametrize("shape", [rectangle(8, 8), disc(3.7)], ids=["box", "disc"])
def test_heat_is_conserved_to_rounding(shape):
    """Stored - stored before = released - escaped, however coarse the steps."""
    equation = on(shape)
    released = equation.volume * jnp.linspace(0, 1, equation.volume.shape[0])[:, None]
    begin = spot(equation)
    end = follow(equation, begin, 3.0, 2, released)
    gained = jnp.sum(equation.volume * (end.density - begin.density))
    assert float(end.escaped) > 1
    assert float(gained + end.escaped) == pytest.approx(float(3.0 * jnp.sum(released)), rel=1e-12)


def test_steps_are_of_order_two():
    """With escape as T^4 and capacity as T, by Richardson's ratio, from a state whose rate is known."""
    equation = on(disc(3.7))
    released = 0.3 * equation.volume
    begin = follow(equation, spot(equation), 1e-6, 1, released)
    ends = [follow(equation, begin, 2.0, steps, released).density for steps in (40, 80, 160)]
    inside = np.asarray(equation.volume) > 0
    first, second = (np.max(np.abs(np.asarray(a - b))[inside]) for a, b in pairwise(ends))
    assert first / second == pytest.approx(4, abs=1)


def test_a_gaussian_spot_spreads_as_it_should():
    """Without escape T - T_b of constant coefficients stays a Gaussian, of variance w^2 + 2 D t."""
    sample = Sample(Grid([uniform(-10, 10, 0.25)] * 2))
    equation = equation_of(sample, capacity=1.0, diffusivity=0.5, escape=0.0, capacity_exponent=0, escape_exponent=1)
    x, y = sample.grid.points()
    shape = [np.exp(-(x**2 + y**2) / (2 * variance)) / variance for variance in (1.0, 1.0 + 2 * 0.5 * 2.0)]
    end = follow(equation, equation.at(*2 * (jnp.asarray(2 + shape[0]),)), 2.0, 32, jnp.zeros(sample.grid.shape))
    assert np.asarray(equation.temperature(end.density)) == pytest.approx(2 + shape[1], abs=4e-3)


def test_uniform_heat_leads_to_the_exact_temperature():
    """h (T^n - T_b^n) = power, reached by long steps."""
    equation = on(rectangle(8, 8))
    end = follow(equation, equation.at(*2 * (jnp.full(equation.volume.shape, 2.0),)), 1e3, 60, 0.4 * equation.volume)
    assert np.asarray(equation.temperature(end.density)) == pytest.approx((16 + 0.4 / 0.02) ** 0.25, rel=1e-9)


# ---- phonons

def phonons(coupling=0.3, exponent=5, capacity_exponent=3):
    """Phonons of a heat capacity of 4 at the temperature 2."""
    capacity = Capacity(jnp.asarray(4.0), jnp.asarray(2.0), capacity_exponent)
    return Phonons(capacity, Flow(jnp.asarray(coupling), exponent))


def two_temperatures(equation, until, start, power):
    """Temperatures of uniform electrons and phonons at a time, by an integrator of ordinary equations."""
    of_phonons = equation.phonons

    def rates(_, T):
        given = float(of_phonons.coupling.size) * (T[0] ** 5 - T[1] ** 5)
        left = float(equation.escape.size) * (T[1] ** 4 - 2.0**4)
        return [(power - given) / (1.5 * T[0] / 2), (given - left) / (4.0 * (T[1] / 2) ** 3)]

    return solve_ivp(rates, (0, until), start, method="Radau", rtol=1e-10, atol=1e-12).y[:, -1]


def test_uniform_electrons_and_phonons_relax_as_two_ordinary_equations_say():
    """From 3 and 2.2, heated, to order 2 in the step."""
    equation = on(rectangle(8, 8), phonons=phonons(coupling=0.01), escape=0.05)
    exact = two_temperatures(equation, 1.0, [3.0, 2.2], 0.4)
    begin = equation.at(*(jnp.full(equation.volume.shape, T) for T in (3.0, 2.2)))
    begin = follow(equation, begin, 1e-9, 1, 0.4 * equation.volume)  # a state whose rates are known
    missed = []
    for steps in (20, 40, 80):
        end = equation.now(follow(equation, begin, 1.0, steps, 0.4 * equation.volume))
        found = np.array([end.temperature[3, 4], end.of_phonons[3, 4]])
        assert np.ptp(end.temperature) < 1e-9
        missed.append(np.abs(found - exact))
    assert np.all(missed[2] < 2e-5)
    assert [np.max(a) / np.max(b) for a, b in pairwise(missed)] == pytest.approx([4, 4], abs=1)


def test_two_temperatures_at_rest():
    """k (T^5 - T_p^5) = power = escape (T_p^4 - T_b^4), reached by long steps."""
    equation = on(rectangle(8, 8), phonons=phonons())
    begin = equation.at(*2 * (jnp.full(equation.volume.shape, 2.0),))
    end = equation.now(follow(equation, begin, 3e3, 150, 0.4 * equation.volume))
    of_phonons = (16 + 0.4 / 0.02) ** 0.25
    assert np.asarray(end.of_phonons) == pytest.approx(of_phonons, rel=1e-8)
    assert np.asarray(end.temperature) == pytest.approx((of_phonons**5 + 0.4 / 0.3) ** 0.2, rel=1e-8)


def test_phonons_that_leave_at_once_are_as_cold_as_the_substrate():
    """The temperature is then that of one temperature, with the coupling in place of the escape."""
    ends = []
    for each in on(disc(3.7), phonons=phonons(), escape=1e8), on(disc(3.7), escape=0.3, escape_exponent=5):
        begin = each.at(each.temperature(spot(each).density), jnp.full(each.volume.shape, 2.0))
        ends.append(follow(each, begin, 1.0, 10, 0.3 * each.volume).density)
    inside = np.asarray(each.volume) > 0
    assert np.asarray(ends[0])[inside] == pytest.approx(np.asarray(ends[1])[inside], rel=1e-6)


def test_phonons_that_are_coupled_without_end_share_the_temperature():
    """Capacities then add up: c_e = 1.5 and c_p = 4, linear coefficients, escape 0.05 (T - 2)."""
    equation = on(rectangle(8, 8), phonons=phonons(1e6, 1, capacity_exponent=0), escape=0.05, escape_exponent=1,
                  capacity_exponent=0)
    end = equation.now(follow(equation, equation.at(*2 * (jnp.full(equation.volume.shape, 3.0),)), 20.0, 40,
                              0.0 * equation.volume))
    assert np.asarray(end.temperature) == pytest.approx(2 + np.exp(-0.05 * 20 / 5.5), rel=1e-5)


@pytest.mark.parametrize("held", [False, True], ids=["insulated", "cold"])
def test_all_heat_is_found_in_electrons_phonons_substrate_and_contacts(held):
    shape = disc(3.7)
    x = Grid([uniform(-4, 4, 0.5)] * 2).points()[0]
    equation = on(shape, phonons=phonons(0.1), escape=0.05, reservoirs=(np.abs(x) > 3) if held else None)
    begin, released = spot(equation), 2.0 * equation.volume
    end = follow(equation, begin, 3.0, 4, released)
    gained = equation.volume * (end.density - begin.density + end.phonons.density - begin.phonons.density)
    assert float(end.escaped) > 1
    assert (float(end.drained) > 1) == held
    assert float(jnp.sum(gained) + end.escaped + end.drained) == pytest.approx(float(3 * jnp.sum(released)), rel=1e-12)


# ---- cold ends

@pytest.mark.parametrize("escape", [0.0, 0.2])
def test_a_strip_between_cold_ends_has_the_profile_of_the_difference_equation(escape):
    """A parabola, or a cosh with cosh(a/eta) = 1 + escape a^2/(2 D c), a the spacing: exact on the nodes."""
    x = Grid([uniform(-4, 4, 0.5)] * 2).points()[0]
    equation = on(rectangle(8, 8), escape=escape, escape_exponent=1, capacity_exponent=0,
                  reservoirs=np.broadcast_to(np.abs(x) > 3.9, (17, 17)))
    begin, power, conductivity = equation.at(*2 * (jnp.full((17, 17), 2.0),)), 0.3, 0.7 * 1.5
    end = follow(equation, begin, 2e3, 60, power * equation.volume)
    exact = power / (2 * conductivity) * (16 - x**2)
    if escape:
        falls = np.arccosh(1 + escape * 0.25 / (2 * conductivity)) / 0.5
        exact = power / escape * (1 - np.cosh(falls * x) / np.cosh(falls * 4))
    kelvin = np.asarray(equation.temperature(end.density))
    assert kelvin == pytest.approx(np.broadcast_to(2 + exact, (17, 17)), rel=1e-6)
    later = follow(equation, end, 1.0, 1, power * equation.volume)
    slope = conductivity * exact[1] / 0.5 * 8 * 2 + power * 8 * 0.25 * 2  # both ends, and what is released on them
    assert float(later.drained - end.drained) == pytest.approx(float(slope[0]), rel=1e-4)


# ---- latent heat

@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_a_step_takes_the_latent_heat_to_second_order(strength):
    """Without conduction and escape dT = (T s/c) d|psi|^2, s = -d epsilon/dT, that of the pin: T_0 (1 + x + x^2/2) of
    T_0 exp(x), x = s d|psi|^2/c."""
    pin = None if strength == 1 else Mixture(np.zeros((0, 17, 17)), *3 * (np.zeros(0),), jnp.full((17, 17), strength))
    equation = replace(on(rectangle(8, 8), diffusivity=0.0, escape=0.0, capacity_exponent=0), mixture=pin)
    sample = Sample(Grid([uniform(-4, 4, 0.5)] * 2))
    begin = equation.at(*2 * (jnp.full(equation.volume.shape, 2.0),))
    begun, ended = (State(jnp.full((17, 17), value + 0j), ()) for value in (0.6, 0.9))
    drive = Drive(1.0, heat=BATH)
    still = [jnp.zeros(sample.grid.cell_shape((d,))) for d in (0, 1)]

    @eqx.filter_jit
    def warmed(begun, ended):
        step = WarmStep.of(equation, begin, begun.psi, jnp.asarray(0.1), drive)
        return step.end(SimpleNamespace(sample=sample), lambda t: drive, begun, ended, jnp.zeros((17, 17)), still, 0.0)

    end = warmed(begun, ended).state
    x = strength * (0.81 - 0.36) / 1.5
    assert np.asarray(equation.temperature(end.density)) == pytest.approx(2 * (1 + x + x**2 / 2), rel=1e-12)
    assert float(end.latent) == pytest.approx(64 * 1.5 * 2 * (x + x**2 / 2), rel=1e-12)

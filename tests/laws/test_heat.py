"""The equation of heat by itself: conservation, order in time, diffusion, escape."""

from itertools import pairwise

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest
from jax import lax

from onnes.energies import HeatBath
from onnes.geometry import disc, rectangle
from onnes.grids import Grid, Sample, uniform
from onnes.laws.heat import HeatEquation, heat_equation

BATH = HeatBath(jnp.asarray(2.0), jnp.zeros(()))


def on(shape, **changes):
    """The equation on a shape of size 8, with a node every half unit."""
    sample = Sample(Grid([uniform(-4, 4, 0.5)] * 2), shape)
    given = {"capacity": 1.5, "reference": 2.0, "diffusivity": 0.7, "escape": 0.02, "capacity_exponent": 1,
             "escape_exponent": 4}
    return heat_equation(sample, np.asarray(sample.node_volume), **given | changes)


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
    return equation.at(jnp.asarray(2 + 3 * np.exp(-(x**2 + y**2) / (2 * width**2))))


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
    equation = heat_equation(sample, np.asarray(sample.node_volume), capacity=1.0, reference=2.0, diffusivity=0.5,
                             escape=0.0, capacity_exponent=0, escape_exponent=1)
    x, y = sample.grid.points()
    shape = [np.exp(-(x**2 + y**2) / (2 * variance)) / variance for variance in (1.0, 1.0 + 2 * 0.5 * 2.0)]
    end = follow(equation, equation.at(jnp.asarray(2 + shape[0])), 2.0, 32, jnp.zeros(sample.grid.shape))
    assert np.asarray(equation.temperature(end.density)) == pytest.approx(2 + shape[1], abs=4e-3)


def test_uniform_heat_leads_to_the_exact_temperature():
    """h (T^n - T_b^n) = power, reached by long steps."""
    equation = on(rectangle(8, 8))
    end = follow(equation, equation.at(jnp.full(equation.volume.shape, 2.0)), 1e3, 60, 0.4 * equation.volume)
    assert np.asarray(equation.temperature(end.density)) == pytest.approx((16 + 0.4 / 0.02) ** 0.25, rel=1e-9)

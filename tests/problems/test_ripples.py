"""Ripples on a front: limits of the dispersion, the linearised front in time, Ginzburg-Landau theory in the plane."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from onnes.carriers.front_stability import ripple_growth_rate
from onnes.carriers.stefan import similarity_root
from onnes.experiments.front.ripple_readings import RippleInstruments
from onnes.problems.front.rippled import RippledFront, rippled_front
from onnes.problems.front.ripples import growth_rate, ripple_course
from onnes.problems.front.wall import WallLaw, boundary_place, flat_wall, wall_law

PLAIN = WallLaw(2.4, 0.0, 0.0)


def test_a_slow_front_has_the_law_of_the_text():
    """omega -> v q - D (delta/2) q^3 as v/q -> 0 at q^2 of the order of v/delta, up to a correction of order v/q."""
    errors = []
    for speed in (1e-4, 1e-6):
        q = np.sqrt(2 * speed / (3 * PLAIN.energy))
        law = ripple_growth_rate(q, speed, PLAIN.energy, 1.0)
        errors.append(growth_rate(q, speed, PLAIN) / law - 1)
    assert abs(errors[0]) < 0.05
    assert errors[1] == pytest.approx(errors[0] / 10, rel=0.1)


def test_a_flat_front_that_is_shifted_stays_behind_or_ahead_as_the_flat_one_slows():
    """q -> 0 is a shift of the position: x0 x0' = 2 l^2 of the field that was there; without delta it never dies."""
    q, speed = 1e-3, 1e-2
    assert growth_rate(q, speed, WallLaw(0.0, 0.0, 0.0)) > 0
    assert growth_rate(q, speed, WallLaw(0.0, 0.0, 0.0)) < speed * q


@pytest.mark.parametrize("wall", [PLAIN, WallLaw(2.4, -0.85, 3.6)])
def test_the_linearised_front_grows_at_the_quasi_static_rate_where_it_is_slow(wall):
    p, q = 0.5, 0.05
    start = (similarity_root(p) / 2e-3) ** 2  # v = 2e-3
    times = start + np.linspace(0, 2000, 21)
    course = ripple_course(q, times, p, wall)
    found = np.log(course[-1] / course[10]) / (times[-1] - times[10])
    assert found == pytest.approx(growth_rate(q, similarity_root(p) / np.sqrt(times[15]), wall), rel=2e-2)


def test_a_ripple_starts_in_a_field_that_belongs_to_it():
    start = (similarity_root(0.5) / 2e-3) ** 2
    began = np.log(ripple_course(0.05, start + np.array([0, 1.0]), 0.5, PLAIN)[-1])
    assert began == pytest.approx(growth_rate(0.05, 2e-3, PLAIN), rel=0.1)


def test_kinetics_of_the_wall_explain_what_curvature_and_finite_p_leave():
    """Beta from the profile alone gives the remainder of TDGL runs, -0.9 % in a slab of 200 lambda: 2.5 beta/size."""
    wall = wall_law(0.3)
    assert wall.energy == pytest.approx(2.386, abs=2e-3)
    assert 2.5 * wall.kinetics / 200 == pytest.approx(-0.009, rel=0.25)
    assert wall_law(0.3, 1e4).kinetics > 0  # a slow order parameter holds the front back
    assert 0 < wall_law(0.3, 2.0).penetration < wall.penetration


@pytest.mark.parametrize("relaxation", [1.0, 4.0])
def test_the_penetration_is_that_of_the_electric_field_across_the_wall(relaxation):
    """w = Phi'/Phi of Phi'' = R f^2 Phi has w' = R f^2 - w^2, and S = 1/w less the metal ahead of the boundary."""
    wall = flat_wall(0.3)
    x, f = -wall.position[::-1], wall.modulus[::-1]  # from the superconductor on
    run = solve_ivp(lambda at, w: relaxation * np.interp(at, x, f) ** 2 - w**2, (x[0], x[-1]), [relaxation**0.5],
                    rtol=1e-6, max_step=0.1)
    depth = 1 / run.y[0, -1] - (x[-1] + boundary_place(wall))
    assert wall_law(0.3, relaxation).penetration == pytest.approx(depth / 0.3, rel=2e-3)


def test_readings_of_ripples_that_grow_by_the_law():
    """Rates, fastest and marginal wave number; SI units; no rates of steep ripples, nor of a sharp front at S q > 1."""
    wall, width, count, p = WallLaw(2.4, 0.0, 8.0), 100.0, 5, 0.5
    time, places, q = np.linspace(2000, 2001, 41), (np.arange(200) + 0.5) / 200, np.pi * np.arange(1, 6) / width
    speed = similarity_root(p) / np.sqrt(2000.5)
    rates = speed * q - wall.energy / 2 * q**3
    amplitudes = 0.05 * np.exp(np.outer(time - 2000, rates))
    position = 20 + amplitudes @ np.cos(np.outer(q * width, places))
    none, field = np.zeros(41), np.zeros((41, 1, 1))
    ledger = SimpleNamespace(energy=none, joule_heat=none + 2, relaxation_heat=none, closure=0.0)
    front = RippledFront(time, position, places[:1], places[:1], field, ledger, "completed", "")
    depth, diffusion, critical = 40e-9, 1e-4, 20e-3
    read = RippleInstruments(front, count, p, width, wall=wall, kappa=0.3, depth=depth, diffusion=diffusion,
                             field=critical)
    np.testing.assert_allclose(read.arrays()["growth_rate"].values, rates * diffusion / depth**2, rtol=1e-6)
    np.testing.assert_allclose(read.arrays()["growth_rate_law"].values, rates * diffusion / depth**2, rtol=3e-4)
    readings = {name: reading.value for name, reading in read.readings().items()}
    for name in ("fastest", "marginal"):
        assert readings[f"{name}_wave_number"] == pytest.approx(readings[f"{name}_wave_number_law"], rel=2e-3)
    assert readings["speed"] == pytest.approx(speed * diffusion / depth, rel=1e-3)
    # 2 (Bc^2/mu_0) xi^2 per length of the strip
    assert readings["joule_heat"] == pytest.approx(
        2 * critical**2 / (4e-7 * np.pi) * (depth / 0.3) ** 2 / (width * depth), rel=1e-6)
    assert list(np.isfinite(read.arrays()["growth_rate_sharp"].values)) == [True] * 3 + [False] * 2
    assert "1/S" in read.warnings()[0]
    first = replace(front, time=time[:1], position=position[:1])
    assert np.all(np.isnan(replace(read, front=first).measured()))
    steep = replace(read, front=replace(front, position=20 * position))
    assert np.all(np.isnan(steep.measured()))
    assert "steep" in steep.warnings()[0]


@pytest.mark.long
def test_short_ripples_die_in_two_dimensions_while_the_front_moves_as_a_flat_one():
    p, width = 0.5, 15.0
    front = rippled_front(p, 0.3, width, 8.0, 10.0, np.array([0.05]))
    assert front.status == "completed"
    assert front.ledger.closure < 5e-3
    amplitudes = front.amplitudes(1)
    flat = 2 * similarity_root(p) * np.sqrt(front.time)
    assert amplitudes[-1, 0] - amplitudes[20, 0] == pytest.approx(flat[-1] - flat[20], rel=0.1)  # beta < 0
    assert amplitudes[0, 1] == pytest.approx(0.05, rel=0.2)
    time, q = front.time, np.pi / width
    found = np.log(amplitudes[40, 1] / amplitudes[10, 1]) / (time[40] - time[10])
    speed = similarity_root(p) / np.sqrt(time[25])
    assert found < speed * q - 2.386 / 2 * q**3  # the width of the wall damps besides
    assert found > growth_rate(q, speed, wall_law(0.3))

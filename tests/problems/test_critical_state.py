"""The critical state of a wire against Bean's profile, Norris's loss and its own energy balance."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.problems.critical_state.intermediate import (
    intermediate_wire,
    london_core,
    london_resistance,
    silsbee_current,
)
from onnes.problems.critical_state.norris import front, norris_loss
from onnes.problems.critical_state.wire import LEAST_SHARE, critical_current, critical_state
from onnes.units.constants import VACUUM_PERMEABILITY

R, JC = 1e-3, 1e8
IC = np.pi * R**2 * JC


def cycle(amplitude, steps):
    """Return I of a cycle from the amplitude down and back."""
    return amplitude * np.cos(np.linspace(0.0, 2 * np.pi, 2 * steps + 1))


def _loss(share, cells=200, steps=1, **kim):
    state = critical_state(R, JC, share * critical_current(R, JC, **kim) * cycle(1.0, steps), cells=cells, **kim)
    assert state.status == "converged"
    return state, float(np.sum(state.heat[1:]))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.8, 1.0])
def test_virgin_profile_is_beans(share):
    state = critical_state(R, JC, [share * IC])
    core = front(share) * R
    bean = VACUUM_PERMEABILITY * JC * np.maximum(state.nodes**2 - core**2, 0) / (2 * np.maximum(state.nodes, 1e-30))
    assert np.max(np.abs(state.field[0] - bean)) < 2e-3 * VACUUM_PERMEABILITY * JC * R
    assert np.all(np.abs(state.density) <= JC * (1 + 1e-8))
    assert state.field[0, -1] == pytest.approx(VACUUM_PERMEABILITY * share * IC / (2 * np.pi * R), rel=1e-12)


def test_reversed_current_is_the_virgin_one_twice_as_large_taken_away():
    """Bean: after a reversal the change is the virgin profile of half the change, twice over."""
    virgin, there, back = critical_state(R, JC, [0.3 * IC, 0.8 * IC, 0.2 * IC]).field
    np.testing.assert_allclose(there - back, 2 * virgin, atol=1e-9 * there[-1])


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_loss_is_norris(share):
    assert _loss(share, 400)[1] == pytest.approx(norris_loss(IC, share), rel=1e-4)


def test_loss_is_of_second_order_of_the_grid():
    """At F = 1, where the front ends on a node; elsewhere the error also depends on its place within a cell."""
    coarse, fine = (_loss(1.0, cells)[1] / norris_loss(IC, 1.0) - 1 for cells in (50, 100))
    assert coarse / fine == pytest.approx(4, rel=0.02)


def test_loss_does_not_depend_on_steps_or_on_the_wave_form():
    losses = [_loss(0.7, steps=steps)[1] for steps in (1, 7, 60)]
    np.testing.assert_allclose(losses, losses[0], rtol=1e-9)


@pytest.mark.parametrize("kim", [np.inf, 0.03])
def test_energy_balance_closes_to_second_order_of_the_steps(kim):
    gaps = []
    for steps in (20, 40):
        state, heat = _loss(0.8, steps=steps, kim_field=kim)
        stored = state.magnetic_energy[-1] - state.magnetic_energy[0]
        gaps.append(abs(np.sum(state.inflow[1:]) - stored - heat) / heat)
    assert gaps[1] < 1.5e-3
    assert gaps[0] / gaps[1] > 3.4


def test_the_first_rise_leaves_heat_and_the_energy_of_the_field():
    gaps = []
    for steps in (80, 320):
        state = critical_state(R, JC, np.linspace(0.0, 0.8 * IC, steps + 1), cells=20)
        stored = state.magnetic_energy[-1]
        gaps.append(abs(np.sum(state.inflow) - stored - np.sum(state.heat)) / stored)
    assert gaps[1] < 1e-5
    assert gaps[0] / gaps[1] > 10


def test_a_layer_too_thin_for_the_digits_is_refused():
    assert np.all(np.isfinite(critical_state(R, JC, [1.01 * LEAST_SHARE * IC]).field))
    with pytest.raises(InputError, match="at least"):
        critical_state(R, JC, [0.99 * LEAST_SHARE * IC])


def test_full_penetration_is_uniform_and_more_is_refused():
    np.testing.assert_allclose(critical_state(R, JC, [IC]).density[0], JC, rtol=1e-8)
    with pytest.raises(InputError, match="critical current"):
        critical_state(R, JC, [1.01 * IC])


def test_critical_current_with_kims_law():
    state = critical_state(R, JC, [0.0, critical_current(R, JC, 0.02)], kim_field=0.02)
    law = JC / (1 + np.interp(state.r, state.nodes, state.field[-1]) / 0.02)
    np.testing.assert_allclose(state.density[-1][5:], law[5:], rtol=1e-3)
    assert critical_current(R, JC, 1e9) == pytest.approx(IC, rel=1e-8)


def test_norris_loss_is_the_flux_that_crosses_times_the_density():
    """Own integration: a reversal F -> -F carries int 2 b dr through r, with b the virgin profile of F."""
    share = 0.6
    x = np.linspace(front(share), 1.0, 20001)
    b = (x**2 - front(share) ** 2) / (2 * x)
    crossed = np.concatenate([[0], np.cumsum(0.5 * (b[1:] + b[:-1]) * np.diff(x))])
    both_ways = 2 * np.trapezoid(2 * crossed * 2 * np.pi * x, x) * VACUUM_PERMEABILITY * JC**2 * R**4
    assert norris_loss(IC, share) == pytest.approx(both_ways, rel=1e-7)
    assert norris_loss(IC, 1e-4) == pytest.approx(VACUUM_PERMEABILITY * IC**2 * 1e-12 / (6 * np.pi), rel=1e-4)
    assert norris_loss(IC, 0.0199999) == pytest.approx(norris_loss(IC, 0.0200001), rel=1e-4)


@pytest.mark.parametrize("ratio", [1.01, 1.3, 2.0, 20.0])
def test_intermediate_state_is_londons(ratio):
    wire = intermediate_wire(R, 0.03, ratio * silsbee_current(R, 0.03))
    assert wire.status == "converged"
    assert wire.resistance_ratio == pytest.approx(london_resistance(ratio), rel=1e-5)
    assert wire.core_radius / R == pytest.approx(london_core(ratio), abs=2.5e-3)
    core = wire.nodes < wire.core_radius * (1 - 1e-9)
    np.testing.assert_allclose(wire.field[core][1:], 0.03, rtol=1e-9)
    assert np.all(wire.normal_share[wire.nodes[1:] > wire.core_radius * (1 + 1e-9)] == 1)
    # J = Hc/r between two nodes of the core, and the same E = s rho J everywhere.
    np.testing.assert_allclose(wire.normal_share * wire.density, wire.density[-1], rtol=1e-9)


def test_no_intermediate_state_below_silsbees_current():
    with pytest.raises(InputError, match="Silsbee"):
        intermediate_wire(R, 0.03, 0.99 * silsbee_current(R, 0.03))


@pytest.mark.parametrize("kim", [np.inf, 0.03, 1e-3])
def test_conditions_hold_along_a_random_history(kim):
    """|J| <= Jc(B); E = 0 where |J| < Jc, else along J; heat positive; Ampere's law at the surface."""
    largest = critical_current(R, JC, kim)
    currents = largest * np.random.default_rng(4).uniform(-1, 1, 60)
    state = critical_state(R, JC, currents, kim_field=kim)
    assert state.status == "converged"
    # B between the nodes by the current inside the middle of a cell, as the solver takes it.
    inside = (state.r**2 - state.nodes[:-1] ** 2) / np.diff(state.nodes**2)
    between = (inside * state.field[:, 1:] * state.nodes[1:] + (1 - inside) * state.field[:, :-1] * state.nodes[:-1])
    limit = JC / (1 + np.abs(between / state.r) / kim)
    assert np.all(np.abs(state.density[:, 1:]) <= limit[:, 1:] * (1 + 1e-8))
    moving = np.abs(state.transported) > 1e-9 * np.abs(state.transported).max()
    np.testing.assert_allclose(np.abs(state.density[moving]), limit[moving], rtol=1e-8)
    assert np.all((state.density * state.transported)[moving] > 0)
    assert np.all(state.heat > 0)
    np.testing.assert_allclose(state.field[:, -1], 4e-7 * np.pi * currents / (2 * np.pi * R), rtol=1e-6)

"""Currents between terminals: Ohm's law, probes that count slips without the voltage, heat, known limits."""

import dataclasses
import math

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.numerics.smooth_window import smooth_mean, smooth_rate
from onnes.problems.strip.hold import hold
from onnes.problems.strip.strip import Bench, Strip
from onnes.problems.strip.threshold import DEPAIRING, critical_current
from onnes.readouts.probes import Probes, current_through, mean_voltage, phase_slips, slip_times
from onnes.validation import transport

pytestmark = pytest.mark.usefixtures("optimized")

SHORT = Strip(5.0, 0.0, 0.25, 5.79, 3.0)


@pytest.fixture(scope="module")
def bench():
    return Bench.of(SHORT)


@pytest.fixture(scope="module")
def slipping(bench):
    """A wire well above its critical current, in its steady state."""
    return hold(bench, bench.start(), 0.0, 1.3 * DEPAIRING)


# ---- probes


def moving_zero(where: float, when: float, nodes: np.ndarray, times: np.ndarray) -> np.ndarray:
    """psi with one zero in place and time, around which its phase turns once."""
    return (nodes - where)[None, :] + 1j * (times - when)[:, None]


@settings(max_examples=40)
@given(st.floats(0.02, 0.98), st.floats(0.02, 0.98), st.integers(0, 10**6))
def test_a_slip_is_found_where_and_when_it_happens_in_any_gauge(where, when, seed):
    nodes, times = np.arange(-3.0, 5.0), np.arange(-4.0, 6.0)
    rng = np.random.default_rng(seed)
    chi = rng.uniform(-9, 9, nodes.shape)
    psi = moving_zero(where, when, nodes, times) * np.exp(1j * chi)
    along = np.broadcast_to(np.diff(chi), (len(times), len(nodes) - 1))
    slips = phase_slips(psi, along)
    assert np.argwhere(slips).tolist() == [[4, 3]]
    assert slips.sum() == 1
    at, number = slip_times(times, psi, along)
    assert at == pytest.approx([when], abs=1e-9)
    assert number.tolist() == [1]
    assert phase_slips(np.conj(psi), -along).sum() == -1


@pytest.mark.long
def test_rigid_banks_count_every_turn_however_rarely_one_looks(bench, slipping):
    """Twelve slips seen in 400 looks, and in 10."""
    current = 1.3 * DEPAIRING
    run = bench.run(slipping.state, current, current, 1.0, 12 / slipping.slip_rate, 400)
    psi, along = run.records["psi"], run.records["circulations"]
    fine, coarse = phase_slips(psi, along).sum(), phase_slips(psi[::40], along[::40]).sum()
    assert fine == coarse
    assert 11 <= fine <= 13


def test_probes_must_be_apart():
    with pytest.raises(InputError, match="beyond the first"):
        Probes(4, 4)


def test_voltage_is_minus_the_slope_of_the_circulation():
    time = np.array([0.0, 1.0, 3.0])
    along = -0.7 * time[:, None] * np.ones(5)
    assert mean_voltage(time, along) == pytest.approx([3.5, 3.5], rel=1e-14)


# ---- averages without whole periods


@given(st.floats(4.0, 40.0), st.floats(0.0, 6.3))
def test_smooth_averages_forget_the_oscillation(periods, phase):
    share = (np.arange(4096) + 0.5) / 4096
    wave = 2.0 + np.cos(2 * np.pi * periods * share + phase)
    assert smooth_mean(wave) == pytest.approx(2.0, abs=1 / (periods * (periods**2 - 1)))
    events = (np.arange(math.floor(periods) + 1) + phase / 6.4) / periods
    events = events[events < 1]
    assert smooth_rate(events, np.ones(len(events)), 0.0, 1.0) == pytest.approx(periods, abs=4 / (periods**2 - 1))


# ---- limits


def test_normal_metal_obeys_ohm_and_joule():
    voltage, heat = transport.normal_wire(0.3, 5.0, 10.0)
    assert voltage == pytest.approx(1.5, rel=1e-12)
    assert heat == pytest.approx(2 * 0.3 * 1.5 * 10, rel=1e-12)


@pytest.mark.long
def test_below_threshold_all_of_the_current_is_supercurrent(bench):
    from onnes.readouts.fields import supercurrent

    point = hold(bench, bench.start(), 0.0, 0.9 * DEPAIRING)
    assert point.steady
    assert not point.running
    assert abs(point.voltage) < 1e-4 * point.current * bench.distance
    carried = supercurrent(bench.energy, point.state)
    through = [float(current_through(carried, cut)) / SHORT.breadth for cut in (0, 7, 19)]
    assert through == pytest.approx([0.9 * DEPAIRING] * 3, rel=1e-4)


@pytest.mark.long
def test_threshold_is_where_static_states_end(bench):
    """Against the quadrature of the static equation, whose grid error is h^2/24 in a long wire."""
    bracket = critical_current(bench, 1e-3)
    assert bracket.middle / DEPAIRING == pytest.approx(transport.static_limit(5.0), rel=4e-3)
    assert bracket.width <= 1e-3 * DEPAIRING


def test_quadrature_knows_both_limits():
    """A short link carries 1/L (Aslamazov and Larkin 1969), a long wire the depairing current."""
    assert transport.static_limit(0.3) * DEPAIRING == pytest.approx(1 / 0.3, rel=1e-2)
    assert transport.static_limit(20.0) == pytest.approx(1.0, abs=3e-3)


def test_slips_and_voltage_obey_josephson(slipping):
    assert slipping.running
    assert slipping.steady
    assert 2 * np.pi * slipping.slip_rate / slipping.voltage == pytest.approx(1, abs=1e-3)


def test_heat_is_current_times_voltage(bench, slipping):
    """Of psi and of the normal current together, over 24 slips."""
    current = 1.3 * DEPAIRING
    run = bench.run(slipping.state, current, current, 1.0, 24 / slipping.slip_rate, 384)
    heat = np.diff(run.ledger.relaxation_heat + run.ledger.joule_heat) / np.diff(run.ledger.time)
    voltage = smooth_mean(mean_voltage(run.records["time"], run.records["circulations"]))
    assert smooth_mean(heat) == pytest.approx(2 * current * SHORT.breadth * voltage, rel=2e-3)
    assert run.ledger.relaxation_heat[-1] > 0.1 * run.ledger.joule_heat[-1]


@pytest.mark.long
def test_a_strip_that_varies_along_only_is_a_wire(bench):
    """The same slips in two dimensions."""
    strip = Bench.of(dataclasses.replace(SHORT, width=1.0))
    current, runs = 1.3 * DEPAIRING, []
    for each in (bench, strip):
        runs.append(each.run(each.start(), 0.0, current, 10.0, 60.0, 20))
    seen = [mean_voltage(run.records["time"], run.records["circulations"]) for run in runs]
    assert phase_slips(runs[1].records["psi"], runs[1].records["circulations"]).sum() > 1
    np.testing.assert_allclose(seen[1], seen[0], rtol=10 * SHORT.tolerance)


def test_free_ends_convert_the_current():
    """Fed as a normal current at the ends, it is a supercurrent in the middle."""
    free = Bench.of(dataclasses.replace(SHORT, terminals="free"))
    run = free.run(free.start(), 0.0, 0.2, 10.0, 200.0, 10,
                   record=lambda now: {"along": np.asarray(now.state.A[0])[:, 1]})
    field = -np.diff(run.records["along"], axis=0)[-1] / np.diff(run.records["time"])[-1]
    assert field[0] == pytest.approx(field[-1], rel=1e-6)
    assert 0.8 * 0.2 < field[0] < 0.2
    assert 0 < field[10] < 0.1 * 0.2


@pytest.mark.long
@pytest.mark.parametrize(("share", "condenses"), [(0.1, True), (0.25, True), (0.6, False)])
def test_a_normal_wire_condenses_where_a_fluctuation_grows(share, condenses):
    """Case C3: below the retrapping current psi grows from 1e-2, however long it takes; above it the wire stays normal.

    The wire conducts all of its current without voltage in the end, but for the charge imbalance of its normal ends.
    """
    wire = Bench.of(Strip(12.0, 0.0, 0.5, 5.79, 1.0, "normal"))
    dead = dataclasses.replace(wire.start(), psi=jnp.zeros(wire.energy.sample.grid.shape, complex))
    point = hold(wire, dead, share * DEPAIRING, share * DEPAIRING)
    assert point.steady
    assert point.running != condenses
    assert (np.max(np.abs(point.state.psi)) > 0.9) == condenses
    if not condenses:
        assert point.voltage == pytest.approx(share * DEPAIRING * wire.distance, rel=1e-3)


@pytest.mark.long
def test_noise_of_a_wire_is_that_of_its_cross_section():
    """Equipartition: a change of |psi|^2 = n along all of a wire costs L (n - 1)^2/2, so its variance is kT/L.

    On a grid where the wire is half a xi wide, so that kT per cross-section is not kT per thickness. 600 independent
    samples: 6 % statistics.
    """
    strip = Strip(10.0, 0.0, 0.25, 1.0, 0.0, "free", noise=1e-3, seed=1, tolerance=1e-2)
    wire = Bench.of(strip)
    volume = np.asarray(wire.energy.sample.node_volume)
    run = wire.run(wire.start(), 0.0, 0.0, 1.0, 600.0, 600, record=lambda now: {
        "density": np.average(np.abs(np.asarray(now.state.psi)) ** 2, weights=volume)})
    assert np.var(run.records["density"][20:]) == pytest.approx(1e-3 / strip.length, rel=0.25)


@pytest.mark.parametrize("pearl_length", [0.5, 20.0])
def test_a_strip_has_the_pearl_length_that_was_given(pearl_length):
    wide = Bench.of(Strip(5.0, 1.0, 0.5, 5.79, 0.0, pearl_length=pearl_length))
    assert float(wide.energy.sheet.strength) == pytest.approx(1 / pearl_length, rel=1e-12)
    assert Bench.of(SHORT).energy.sheet.kernel is None

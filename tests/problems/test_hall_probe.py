"""Hall probes in a wire: fields of five laws, averages over the probe, flow round a hole, evidence, best depths."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from onnes.chains.wire_profile import chain_wire_field
from onnes.numerics.extrapolation import observed_order
from onnes.problems.critical_state.wire import critical_state
from onnes.problems.hall_probe import blind_hole, evidence
from onnes.problems.hall_probe.instrument import Probe, at_current, expected, on_surface, read, simulate
from onnes.problems.hall_probe.laws import LAWS, RoundWire, profiles
from onnes.problems.hall_probe.places import best_places, least_separation, reach
from onnes.problems.hall_probe.ratios import ratios
from onnes.units.constants import VACUUM_PERMEABILITY

WIRE = RoundWire(radius=10e-3, depth=50e-9, critical_density=1e7, critical_field=30e-3)
PROBE = Probe(length=1e-4, width=1e-4, hole=3e-4, noise=1e-5, current_noise=1e-4, gain=0.01, position=5e-5, offset=1e-4,
              hole_error=0.3, critical_error=0.02, reversed=True)
IDEAL = replace(PROBE, length=0.0, width=0.0, hole=0.0, noise=1e-9, current_noise=0.0, gain=0.0, position=0.0,
                offset=0.0, hole_error=0.0, critical_error=0.0)
CURRENTS = np.array([3.0, 100.0, 2000.0])
BETWEEN = [("chain", "uniform"), ("uniform", "chain")]


def places(probe=PROBE, r1=5e-3, r2=7.0710678118e-3):
    return np.array([r1, r2, on_surface(WIRE.radius, probe)])


@pytest.fixture(scope="module")
def laws():
    return expected(WIRE, CURRENTS, places(), PROBE)


def test_fields_of_the_laws():
    r = np.array([2e-3, 5e-3, 9e-3, 10e-3, 15e-3])
    currents = np.array([100.0, 2000.0, WIRE.critical_current])
    every = {law: each(r) for law, each in profiles(WIRE, currents).items()}
    surface = VACUUM_PERMEABILITY * currents / (2 * np.pi * WIRE.radius)
    assert list(every) == list(LAWS)
    for field in every.values():
        assert field[:, -2:] == pytest.approx(np.outer(surface, [1, 2 / 3]), rel=1e-6)
    assert every["chain"][1, :4] == pytest.approx([chain_wire_field(each, WIRE.radius, 2000.0) for each in r[:4]])
    assert every["critical_state"][2] == pytest.approx(every["uniform"][2], rel=1e-6)
    front = WIRE.radius * np.sqrt(1 - 2000 / WIRE.critical_current)
    assert every["critical_state"][1, 2] == pytest.approx(
        VACUUM_PERMEABILITY * 1e7 / 2 * (9e-3 - front**2 / 9e-3), rel=1e-3)
    assert every["critical_state"][0, 1] == every["london"][1, 2] == 0
    assert every["intermediate"][0] == pytest.approx(every["london"][0])
    assert every["intermediate"][1, 0] == pytest.approx(WIRE.critical_field, rel=1e-6)


def test_a_reversed_current_mirrors_the_critical_state():
    up, down = critical_state(WIRE.radius, 1e7, [2000.0, -2000.0]).field
    assert down == pytest.approx(-up, abs=1e-12)


def test_a_critical_value_changes_the_laws_that_have_one():
    step = 1e-3
    laws, (more, less) = expected(WIRE, CURRENTS, places(), PROBE), (
        expected(replace(WIRE, critical_density=1e7 * (1 + sign * step), critical_field=30e-3 * (1 + sign * step)),
                 CURRENTS, places(), PROBE) for sign in (1, -1))
    for law in LAWS:
        found = (more[law].mean - less[law].mean) / (2 * step)
        assert laws[law].errors[:, 2] == pytest.approx(found, rel=1e-2, abs=1e-6 * laws[law].mean.max())
    assert np.abs(laws["critical_state"].errors[:, 2]).max() > 1e-4


@pytest.mark.parametrize("law", ["uniform", "critical_state"])
def test_readings_scatter_by_the_noise_of_probe_and_current(law):
    probe = replace(IDEAL, noise=1e-5, current_noise=1e-2)
    made = simulate(law, WIRE, CURRENTS, places(probe), probe, 4000, np.random.default_rng(1)).readings
    foretold = np.sqrt(expected(WIRE, CURRENTS, places(probe), probe)[law].variance)
    assert made.std(axis=0) == pytest.approx(foretold, rel=0.06)


def test_average_over_the_probe():
    wide = replace(IDEAL, length=2e-3)
    chain, uniform = (profiles(WIRE, np.array([100.0]))[law] for law in ("chain", "uniform"))
    at = places(wide)
    surface, r = chain.surface[0], at[:2]
    assert read(chain, at, wide)[0, :2] == pytest.approx(surface * (r**2 + 4e-6 / 12) / WIRE.radius**2, rel=1e-12)
    assert read(chain, at, wide)[0, 2] == pytest.approx(surface * np.log(1.2) / 0.2, rel=1e-9)
    broad = replace(wide, width=1e-3)  # x r averaged: x^2 + y^2/2 to second order in the width
    assert read(chain, at, broad)[0, :2] == pytest.approx(
        surface * (r**2 + 4e-6 / 12 + 1e-6 / 24) / WIRE.radius**2, rel=1e-4)
    assert read(uniform, at, broad)[0, :2] == pytest.approx(surface * r / WIRE.radius, rel=1e-12)


def test_the_field_at_the_bottom_of_a_hole_converges():
    coarse, middle, fine = (blind_hole.bottom_field(np.array([0.0, 0.5, 2.0]), cells) for cells in (10, 20, 40))
    assert observed_order(*(coarse - middle)[:1], *(middle - fine)[:1]) == pytest.approx(2, abs=0.2)
    assert np.abs(fine - middle).max() < 2e-3
    assert blind_hole._potential(40)[3][-1] == pytest.approx(2, rel=1e-3)  # round an endless cylinder u = 2 a
    assert blind_hole.bottom_field(np.array([1e3]))[0] == pytest.approx(0.5e-3, rel=2e-3)


def test_a_narrow_hole_changes_nothing():
    at = places()
    chain = profiles(WIRE, np.array([100.0]))["chain"]
    point = replace(IDEAL, length=0.0)
    plain = read(chain, at, point)[0, 0]
    changes = [read(chain, at, replace(point, hole=d))[0, 0] / plain - 1 for d in (4e-5, 2e-5)]
    assert changes[0] / changes[1] == pytest.approx(2, rel=0.01)
    assert changes[1] == pytest.approx(3 * 1e-5 * blind_hole.bottom_field(np.zeros(1))[0] / at[0], rel=0.01)


@pytest.mark.parametrize("probe", [PROBE, replace(PROBE, reversed=False)])
def test_evidence_is_the_normal_density_of_all_readings(probe):
    made = expected(WIRE, CURRENTS[:2], places(), probe)["chain"]
    readings = simulate("chain", WIRE, CURRENTS[:2], places(), probe, 3, np.random.default_rng(1)).readings
    lasting = np.tile(made.errors * probe.spreads, (3, 1))
    full = multivariate_normal(np.tile(made.mean, 3), np.diag(np.tile(made.variance, 3)) + lasting @ lasting.T)
    direct = full.logpdf(readings.ravel())
    assert evidence.log_likelihood(readings, made, probe.spreads) == pytest.approx(direct, abs=1e-6)
    order = np.random.default_rng(2).permutation(readings.size)
    steps = evidence.accumulated(readings.ravel()[order], order % len(made.mean), made, probe.spreads)
    assert steps[-1] == pytest.approx(direct, abs=1e-6)


def test_readings_tell_which_law_is_true(laws):
    for truth in LAWS:
        readings = simulate(truth, WIRE, CURRENTS, places(), PROBE, 2, np.random.default_rng(3)).readings
        found = evidence.posterior(np.array([evidence.log_likelihood(readings, laws[law], PROBE.spreads)
                                             for law in LAWS]))
        assert found[LAWS.index(truth)] > 0.999
        assert np.sum(found) == pytest.approx(1)


def test_separation_has_its_limits(laws):
    true, other = (at_current(laws[law], 0) for law in ("chain", "uniform"))
    free = np.zeros_like(PROBE.spreads)
    one, four = (evidence.separation(true, other, free, n) for n in (1, 4))
    assert four == pytest.approx(2 * one, rel=1e-9)
    assert evidence.rounds_to_reject(true, other, free) == pytest.approx((5 / one) ** 2, rel=1e-8)
    direct = np.sqrt((true.mean - other.mean) @ np.linalg.solve(
        evidence.covariance(other, PROBE.spreads, 7.0), true.mean - other.mean))
    assert evidence.separation(true, other, PROBE.spreads, 7.0) == pytest.approx(direct, rel=1e-9)
    blind = at_current(laws["london"], 0), at_current(laws["critical_state"], 0)
    assert evidence.rounds_to_reject(*blind, PROBE.spreads) == np.inf


@pytest.mark.long
@pytest.mark.parametrize(("true", "rejected"), [*BETWEEN, ("chain", "london")])
def test_five_sigma_come_with_the_number_of_readings_that_is_foretold(true, rejected):
    """The statistic of the comparison is standard normal under the rejected law, and lies 5 away under the true one."""
    current, runs = np.array([3.0]), 400
    both = expected(WIRE, current, places(), PROBE)
    rounds = max(1, round(evidence.rounds_to_reject(both[true], both[rejected], PROBE.spreads)))
    apart = evidence.separation(both[true], both[rejected], PROBE.spreads, rounds)
    weight = np.linalg.solve(evidence.covariance(both[rejected], PROBE.spreads, rounds),
                             both[true].mean - both[rejected].mean) / apart

    def statistic(truth, seed):
        random = np.random.default_rng(seed)
        return np.array([(simulate(truth, WIRE, current, places(), PROBE, rounds, random).readings.mean(axis=0)
                          - both[rejected].mean) @ weight for _ in range(runs)])

    under_rejected = statistic(rejected, 1)
    assert abs(under_rejected.mean()) < 4 / np.sqrt(runs)
    assert under_rejected.std() == pytest.approx(1, abs=4 / np.sqrt(2 * runs))
    assert statistic(true, 2).mean() == pytest.approx(apart, abs=4.5 / np.sqrt(runs))
    assert apart == pytest.approx(5, rel=0.25)


@pytest.mark.long
@pytest.mark.parametrize(("probe", "rounds"), [(PROBE, 2), (replace(PROBE, noise=1e-7, current_noise=0.02), 20)])
def test_information_is_the_mean_of_the_logarithm_of_the_odds(probe, rounds):
    current, random = np.array([5.0]), np.random.default_rng(5)
    both = expected(WIRE, current, places(), probe)
    odds = []
    for _ in range(500):
        readings = simulate("chain", WIRE, current, places(), probe, rounds, random).readings
        odds.append(np.subtract(*(evidence.log_likelihood(readings, both[law], probe.spreads)
                                  for law in ("chain", "uniform"))))
    foretold = evidence.information(both["chain"], both["uniform"], probe.spreads, rounds)
    assert np.mean(odds) == pytest.approx(foretold, abs=4 * np.std(odds) / np.sqrt(len(odds)))


@pytest.mark.parametrize(("law", "second", "third"), [("chain", 2, 4), ("uniform", np.sqrt(2), 2)])
def test_ratios_without_errors_are_those_of_the_law(law, second, third):
    readings = simulate(law, WIRE, CURRENTS, places(IDEAL), IDEAL, 1, np.random.default_rng(0)).readings
    found = ratios(readings, CURRENTS, places(IDEAL), IDEAL)
    assert found.over_deepest == pytest.approx([second, third], rel=1e-6)
    assert found.over_surface == pytest.approx([1 / third, second / third], rel=1e-6)
    assert np.all(found.over_deepest_error < 1e-6)


def test_an_offset_drops_out_when_the_current_is_reversed():
    shifted = replace(IDEAL, offset=1e-3)
    both = []
    for probe in (shifted, replace(shifted, reversed=False)):
        readings = simulate("uniform", WIRE, CURRENTS, places(probe), probe, 1, np.random.default_rng(4)).readings
        both.append(ratios(readings, CURRENTS, places(probe), probe))
    assert np.all(both[0].over_deepest_error < 1e-6)
    assert both[0].over_deepest == pytest.approx([np.sqrt(2), 2], rel=1e-6)
    assert np.all(both[1].over_deepest_error > 0.02)


@pytest.mark.long
@pytest.mark.parametrize("probe", [PROBE, replace(PROBE, reversed=False), replace(PROBE, position=0.0, noise=2e-4)])
@pytest.mark.parametrize("law", ["chain", "uniform"])
def test_ratios_lie_within_their_uncertainties(law, probe):
    runs, random, currents = 400, np.random.default_rng(6), np.array([20.0, 200.0])
    made = expected(WIRE, currents, places(), probe)[law]
    exact = ratios(made.mean[None, :], currents, places(), probe)
    pulls = []
    for _ in range(runs):
        found = ratios(simulate(law, WIRE, currents, places(), probe, 2, random).readings, currents, places(), probe)
        ours = found.over_deepest - exact.over_deepest
        pulls.append([*(ours / found.over_deepest_error),
                      *((found.over_surface - exact.over_surface) / np.sqrt(np.diag(found.over_surface_covariance)))])
    assert np.abs(np.mean(pulls, axis=0)).max() < 4.5 / np.sqrt(runs)
    assert np.std(pulls, axis=0) == pytest.approx(1, abs=4.5 / np.sqrt(2 * runs))


def test_holes_leave_room_for_the_probe_and_its_error():
    least, most = reach(WIRE.radius, replace(PROBE, hole=0.0))
    assert most == pytest.approx(10e-3 - 0.05e-3 - 4 * 0.05e-3)
    assert least == pytest.approx(0.05e-3 + 4 * 0.05e-3 + 0.02 * 10e-3)
    assert reach(WIRE.radius, PROBE)[1] == pytest.approx(10e-3 - 2.5 * 0.3e-3)


@pytest.mark.long
def test_best_depths_are_those_of_a_finer_map():
    best = best_places(WIRE, 2000.0, PROBE, 4, BETWEEN)
    finer = best_places(WIRE, 2000.0, PROBE, 4, BETWEEN, grid=60)
    assert best.largest >= 0.999 * np.nanmax(finer.separation)
    made = expected(WIRE, np.array([2000.0]), places(PROBE, *best.best), PROBE)
    assert least_separation(made, PROBE, 4, BETWEEN) == pytest.approx(best.largest, rel=1e-9)
    assert best.largest > least_separation(expected(WIRE, np.array([2000.0]), places(), PROBE), PROBE, 4, BETWEEN)

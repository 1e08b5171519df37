"""Rates against the energies of the landscape, equilibrium against Boltzmann's distribution, cooled strips."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_array

import onnes
from onnes.problems.strip_freezing import FilmNearTc, NarrowStrip, cool
from onnes.problems.vortex_kinetics import (
    Replicas,
    Transfers,
    cool_layout,
    expulsion,
    field_cooled,
    left,
    network,
    plane_with_moats,
    rates,
    run,
    series_of_fields,
)
from onnes.problems.vortex_kinetics.dense import DenseLevels
from onnes.problems.vortex_kinetics.iterative import IterativeLevels
from onnes.problems.vortex_landscape import Configuration
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

WIDTH = 10e-6
FILM = FilmNearTc(thickness=200e-9, critical_temperature=9.1, coherence_length=28e-9, penetration_depth=45e-9,
                  resistivity=5e-8)
SMALL_CORE = replace(FILM, coherence_length=3e-9)
KELVIN = 9.1 * (1 - 1e-4)


def pierced():
    hole = onnes.rectangle(0.25 * WIDTH, 0.25 * WIDTH, (0.05 * WIDTH, 0.05 * WIDTH))
    return onnes.rectangle(WIDTH, 0.8 * WIDTH) - hole


@pytest.fixture(scope="module")
def net():
    return network(pierced(), FILM.thickness, spacing=WIDTH / 10)


@pytest.fixture(scope="module")
def at(net):
    pins = np.zeros(net.sites)
    pins[::3] = 2
    return rates(net, replace(SMALL_CORE, pin_depth=1.0), KELVIN, net.interactions(FILM.pearl_length(KELVIN)), pins)


def elements(net, interactions):
    """G of all places, 0 of the outside."""
    inside = np.eye(len(net.area))
    inside[-1, -1] = 0
    return interactions.stream(inside)


def free_energy(at, quanta, per_area):
    """F/kT with pins of configurations."""
    g = elements(at.network, at.interactions)
    field = per_area[:, None] * at.network.area
    own = np.abs(quanta[:, :at.network.sites]) @ (at.free - at.pinned)[:at.network.sites]
    return at.coupling * (0.5 * np.sum(quanta * (quanta @ g), 1) - np.sum(quanta * (field @ g), 1)) + own


def transferred(quanta, net, some):
    after = quanta[some.replica].copy()
    rows = np.arange(len(some.bond))
    after[rows, net.first[some.bond]] -= some.sign
    after[rows, net.second[some.bond]] += some.sign
    after[:, -1] = 0
    return after


def all_transfers(quanta, net):
    replica, bond, sign = (np.array(each) for each in zip(*product(
        range(len(quanta)), range(len(net.first)), (1, -1)), strict=True))
    fits = np.abs(quanta[replica, net.first[bond]] - sign) <= 1
    fits &= (np.abs(quanta[replica, net.second[bond]] + sign) <= 1) | net.rim[bond]
    return Transfers(replica[fits], bond[fits], sign[fits])


def balance(at, replicas):
    """ln of k(a -> b)/k(b -> a), and (F_a - F_b)/kT, of all transfers from random configurations."""
    random, net = np.random.default_rng(1), at.network
    quanta = random.integers(-1, 2, (replicas, len(net.area))) * (random.random((replicas, len(net.area))) < 0.3)
    quanta[:, -1] = 0
    per_area = np.linspace(0, 60e-6, replicas) / FLUX_QUANTUM
    some = all_transfers(quanta, net)
    after, fields = transferred(quanta, net, some), per_area[some.replica]
    back = Transfers(np.arange(len(after)), some.bond, -some.sign)
    there, again = at.of(quanta, at.stream(quanta, per_area), some), at.of(after, at.stream(after, fields), back)
    return np.log(there / again), free_energy(at, quanta, per_area)[some.replica] - free_energy(at, after, fields)


def test_detailed_balance_to_rounding(at):
    """Hops, entry, exit, pairs, pins and fluxoids: k(a -> b)/k(b -> a) = exp(-(F_b - F_a)/kT)."""
    np.testing.assert_allclose(*balance(at, 6), rtol=1e-9, atol=1e-8)


def test_work_is_the_difference_of_the_energies_of_the_landscape(net):
    """The same as `VortexLandscape.energy` at a Pearl length where nothing is interpolated; U is not cut off inside."""
    landscape = net.landscape.at(net.landscape.pearl_length / 27, net.landscape.coherence_length)
    found = net.interactions(landscape.pearl_length)
    unit = landscape.unit
    kelvin = unit / (4 * BOLTZMANN)
    film = replace(FILM, critical_temperature=kelvin * 2, penetration_depth=math.sqrt(
        0.5 * landscape.pearl_length * FILM.thickness), coherence_length=landscape.coherence_length * math.sqrt(0.5))
    at = rates(net, film, kelvin, found)
    quanta = np.zeros((1, len(net.area)), int)
    inside = np.flatnonzero(found.own > 0.5)
    quanta[0, inside[5]], quanta[0, inside[20]], quanta[0, net.sites] = 1, -1, 2
    net = at.network
    some = all_transfers(quanta, net)
    chosen = np.isin(net.first[some.bond], inside) & (np.isin(net.second[some.bond], inside) | net.rim[some.bond])
    some = Transfers(*(each[chosen] for each in some))
    field = 1e-4

    def energy(row):
        sites = np.flatnonzero(row[:net.sites])
        return landscape.energy(Configuration(sites, row[sites], row[net.sites:-1], field)) / (BOLTZMANN * kelvin)

    after = transferred(quanta, net, some)
    states = math.log(net.area[0] / landscape.coherence_length**2)
    changed = np.sum(np.abs(after[:, :net.sites]), 1) - np.sum(np.abs(quanta[:, :net.sites]))
    picked = np.arange(0, len(after), max(len(after) // 25, 1))
    expected = np.array([energy(after[n]) - energy(quanta[0]) for n in picked]) - states * changed[picked]
    work = at.work(quanta, at.stream(quanta, np.array([field / FLUX_QUANTUM])), some)[picked]
    scale = np.maximum(np.abs(expected), 1)
    assert np.max(np.abs(work - expected) / scale) < 0.02  # own energies of the landscape are interpolated


def both_ways(net, pearl_length):
    """The interactions with all elements of G, and those by solves."""
    return DenseLevels(net).at(pearl_length), IterativeLevels(net).at(pearl_length, 1e-10)


def test_detailed_balance_by_solves(net):
    """The same, to the error of the elements of G, where every site is a sample; Lambda is a fifth of the width."""
    exact, by_solves = both_ways(net, net.landscape.pearl_length / 3**4)
    assert np.max(np.abs(elements(net, by_solves) - elements(net, exact))) < 1e-8
    assert np.max(np.abs(by_solves.dipoles(net) - exact.dipoles(net))) < 1e-6
    assert np.max(np.abs(by_solves.own - exact.own)) < 1e-5
    at = rates(net, SMALL_CORE, KELVIN, by_solves)
    np.testing.assert_allclose(*balance(at, 4), rtol=1e-6, atol=2e-6 * at.coupling)


def test_step_by_the_carriers_is_most_of_what_a_hop_changes(net):
    """It lacks the field of the currents, of the order of the spacing over Lambda, which the next solve adds."""
    exact, by_solves = both_ways(net, net.landscape.pearl_length / 3**3)
    change = csr_array(([-1, 1], ([0, 0], [20, 21])), shape=(1, len(net.area)))
    step, whole = by_solves.step(change), exact.step(change)
    assert net.largest_step(step - whole) < 2 * net.landscape.spacing[0] / by_solves.pearl_length * 0.1
    assert net.largest_step(by_solves.stream(change.toarray(), step) - whole) < 1e-8


@pytest.mark.long
def test_elements_of_g_that_are_interpolated():
    """A plane of 1456 sites with nine moats; as 4 pi eps_0/kT goes as 1/Lambda, they matter most in the cold.

    At L = 1.8 Lambda eps_0/kT is 33 for L = 120 um: dipoles are off by 0.03 kT, and 0.2 kT at most.
    """
    net = network(plane_with_moats(120e-6, 40e-6, 12e-6), FILM.thickness, spacing=3e-6)
    for level in (2, 3, 4):
        pearl = net.landscape.pearl_length / 3**level
        exact, by_solves = both_ways(net, pearl)
        share = net.landscape.spacing[0] / pearl
        off = (by_solves.dipoles(net) - exact.dipoles(net)) / share
        assert np.sqrt(np.mean(off**2)) < 0.002
        assert np.max(np.abs(off)) < 0.01
        assert np.max(np.abs(by_solves.own - exact.own)) < 0.02


def test_interactions_between_known_pearl_lengths(net):
    pearl = net.landscape.pearl_length / 3**2.5
    found, exact = net.interactions(pearl), DenseLevels(net).inverse(pearl)
    assert np.max(np.abs(elements(net, found) - exact)) < 0.015 * np.max(exact)
    assert np.max(np.abs(found.own - net.self_energy(np.diagonal(exact)[:net.sites], pearl))) < 0.05


@pytest.mark.long
@pytest.mark.parametrize("way", [DenseLevels, IterativeLevels])
def test_equilibrium_is_boltzmanns_by_enumeration(way):
    """A film of 12 sites with all its 3^12 configurations: mean of |q| on every site."""
    net = network(onnes.rectangle(WIDTH, 0.75 * WIDTH), FILM.thickness, spacing=WIDTH / 4)
    kelvin = 9.1 * (1 - 2.5e-5)
    net.__dict__["_levels"] = way(net)
    at = rates(net, SMALL_CORE, kelvin, net.interactions(FILM.pearl_length(kelvin)))
    per_area = 0.6 / WIDTH**2
    every = np.array(list(product((-1, 0, 1), repeat=net.sites)))
    every = np.column_stack([every, np.zeros(len(every), int)])
    energy = free_energy(at, every, np.full(len(every), per_area))
    weight = np.exp(energy.min() - energy)
    weight /= weight.sum()
    exact, charge = weight @ np.abs(every), weight @ every
    runs = 600
    replicas = field_cooled(net, np.full(runs, per_area), np.random.default_rng(0))
    assert len(at.network.first) == len(net.first), "no site is within a core of the edge"
    run(replicas, at, 3.0, np.random.default_rng(1), expected=0.1)
    for values, mean in ((np.abs(replicas.quanta), exact), (replicas.quanta, charge)):
        spread = np.sqrt(np.maximum(exact - mean**2 * (values is replicas.quanta) - exact**2
                                    * (values is not replicas.quanta), 1e-3) / runs)
        assert np.max(np.abs(np.mean(values, 0) - mean)[:-1] / spread[:-1]) < 4.5


def test_quanta_leave_one_place_for_another(net, at):
    """What leaves the sites enters holes or the outside; without a field and warm, all pairs are gone in the cold."""
    replicas = field_cooled(net, np.full(3, 40e-6 / FLUX_QUANTUM), np.random.default_rng(2))
    before = replicas.quanta.sum()
    happened = run(replicas, at, 0.3, np.random.default_rng(3))
    assert happened > 0
    assert np.max(np.abs(replicas.quanta[:, :net.sites])) <= 1
    assert abs(replicas.quanta.sum() - before) <= happened
    again = field_cooled(net, np.full(3, 40e-6 / FLUX_QUANTUM), np.random.default_rng(2))
    run(again, at, 0.3, np.random.default_rng(3))
    assert np.array_equal(again.quanta, replicas.quanta)
    assert isinstance(again, Replicas)


@pytest.mark.long
def test_cooled_strip_agrees_with_the_rate_theory_at_the_same_rate():
    """30 um more of a strip of 10 um, without its ends; both at the rate that the cap on hops makes of 1 K/s."""
    fields = np.array([1.8, 2.4, 3.0]) * FLUX_QUANTUM / WIDTH**2
    runs, mean, error = 16, [], []
    for length in (2 * WIDTH, 5 * WIDTH):
        net = network(onnes.rectangle(WIDTH, length), FILM.thickness, spacing=WIDTH / 6)
        frozen = cool_layout(net, FILM, np.repeat(fields, runs), 1.0, hops=1)
        assert np.all(frozen.frozen)
        counts = frozen.in_film[-1].reshape(3, runs)
        mean.append(counts.mean(1))
        error.append(counts.std(1, ddof=1) / math.sqrt(runs))
    strip = NarrowStrip(width=WIDTH, **vars(FILM))
    theory = np.array([cool(strip, field, frozen.slowed).density * 3 * WIDTH for field in fields])
    assert np.all(np.abs(mean[1] - mean[0] - theory) < 3 * np.hypot(*error))


def test_a_lone_vortex_gets_its_time(net, at):
    """One run with one vortex: places between the squares of a leap are not skipped for the rest of the time."""
    lone = field_cooled(net, np.zeros(1), np.random.default_rng(2))
    lone.quanta[0, net.sites // 6 * 3 + 1] = 1  # without a pin
    happened = [run(replace(lone, quanta=lone.quanta.copy()), at, 100.0, np.random.default_rng(seed))
                for seed in range(20)]
    assert min(happened) > 0


def test_against_the_field_there_are_vortices_only_on_request(net, at):
    """In a field that points down, along it is -1."""
    fields = np.array([400e-6, -400e-6]) / FLUX_QUANTUM
    replicas = field_cooled(net, fields, np.random.default_rng(2))
    assert run(replicas, at, 0.3, np.random.default_rng(3), opposed=False) > 0
    sites = replicas.quanta[:, :net.sites]
    assert (sites[0].min(), sites[0].max(), sites[1].min(), sites[1].max()) == (0, 1, -1, 0)


@pytest.mark.long
def test_freezing_does_not_depend_on_the_cells():
    """A strip of 4 and of 12 cells across, where these are much smaller than a core at first."""
    fields, found, freezing = np.array([1.6, 2.4, 3.2]) * FLUX_QUANTUM / WIDTH**2, [], []
    runs = 12
    for cells in (4, 12):
        net = network(onnes.rectangle(WIDTH, 3 * WIDTH), FILM.thickness, spacing=WIDTH / cells)
        frozen = cool_layout(net, FILM, np.repeat(fields, runs), 1.0, hops=0.5 * (cells / 4) ** 2)
        found.append(left(frozen, net).reshape(3, runs))
        freezing.append(np.log(1 - frozen.freezing_temperature / FILM.critical_temperature).mean())
    assert np.all(np.abs(found[0].mean(1) - found[1].mean(1)) <= 1), "of 3 to 6"
    assert freezing[0] == pytest.approx(freezing[1], abs=math.log(3)), "the last change of a few vortices"


@pytest.mark.long
def test_cooled_plane_is_the_same_by_solves():
    """A plane with four moats whose currents are solved for every few leaps, against all interactions known."""
    found, errors = [], []
    for way in (DenseLevels, IterativeLevels):
        net = network(plane_with_moats(40e-6, 20e-6, 6e-6), FILM.thickness, spacing=2.5e-6)
        net.__dict__["_levels"] = way(net)
        fields = np.repeat(np.array([4, 8]) * FLUX_QUANTUM / net.width**2, 24)
        frozen = cool_layout(net, FILM, fields, 1.0, hops=0.05)
        assert frozen.behind < 1.0  # kT
        counts = np.array([left(frozen, net), np.sum(frozen.quanta[:, net.sites:-1], axis=1)]).reshape(2, 2, 24)
        found.append(counts.mean(-1))
        errors.append(counts.std(-1, ddof=1) / math.sqrt(24))
    assert np.all(np.abs(found[1] - found[0]) < 3 * np.hypot(*errors))


@pytest.mark.long
def test_pins_only_lower_the_expulsion_field():
    """Strip of 10 um by 20 um with no pins, then deeper and deeper ones, 1 per um^2, in the same fields."""
    net = network(onnes.rectangle(WIDTH, 2 * WIDTH), FILM.thickness, spacing=WIDTH / 3)
    fields, runs, found, counts = series_of_fields(net, 6), 6, [], []
    for depth in (0.0, 0.15, 0.3):
        film = replace(FILM, pin_density=1e12 if depth else 0.0, pin_depth=depth)
        frozen = cool_layout(net, film, np.repeat(fields, runs), 1.0, hops=0.05)
        counts.append(left(frozen, net).reshape(-1, runs))
        found.append(expulsion(fields, counts[-1]).value or 0.0)
    assert np.all(np.diff(found) <= 0)
    assert found[-1] < found[0]
    more, error = (counts[-1].mean(1) - counts[0].mean(1), np.hypot(*(
        each.std(1, ddof=1) / math.sqrt(runs) for each in (counts[0], counts[-1]))))
    assert np.all(more >= -3 * error)
    assert np.sum(more) > 3 * np.linalg.norm(error)


def test_refusals(net):
    with pytest.raises(onnes.InputError, match="cooling_rate"):
        cool_layout(net, FILM, np.array([1e-5]), -1.0)
    with pytest.raises(onnes.InputError, match="field"):
        cool_layout(net, FILM, np.array([1.0]), 1.0)
    with pytest.raises(onnes.InputError, match="on a site"):
        cool_layout(net, FILM, np.array([2e-3]), 1.0)
    with pytest.raises(onnes.InputError, match="pitch"):
        plane_with_moats(1e-4, 1e-9, 5e-10)
    with pytest.raises(onnes.InputError, match="spacing"):
        network(pierced(), FILM.thickness, spacing=WIDTH / 1000)

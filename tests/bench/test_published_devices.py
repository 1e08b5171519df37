"""Devices that pyTDGL publishes: their geometry in both programs, and how readings are compared."""

import math
from pathlib import Path

import numpy as np
import pytest
import shapely

from onnes.bench.against import tdgl_published
from onnes.bench.against.environment import Environment
from onnes.bench.against.tdgl_devices import RING, RUNS, SQUID, WEAK_LINK, PublishedRun, WeakRegion, circle
from onnes.bench.against.tdgl_film import Answered, Answers

DEVICES = (WEAK_LINK, RING, SQUID)


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_both_programs_get_the_same_outline_and_holes(device):
    film, plate = device.film(), device.plate(device.edge)
    theirs = shapely.Polygon(plate.film, list(plate.holes.values()))
    assert theirs.is_valid
    assert film.outline.area == pytest.approx(1e-12 * theirs.area, rel=1e-9)
    for hole, points in plate.holes.items():
        assert film.outline.holes[film.holes[hole]].area == pytest.approx(1e-12 * shapely.Polygon(points).area)
    steps = np.linalg.norm(np.diff(plate.film, axis=0), axis=1)
    assert np.max(steps) <= device.apart * (1 + 1e-9)


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_the_scales_are_those_that_pytdgl_gives(device):
    """Bc2 = Phi_0/(2 pi xi^2) and Lambda = lambda^2/d of the published lengths."""
    film = device.film()
    xi = 1e-6 * device.coherence_length
    assert film.upper_critical_field == pytest.approx(2.067833848e-15 / (2 * math.pi * xi**2))
    assert film.pearl_length == pytest.approx(1e-6 * {"weak link": 40.0, "ring": 1.0, "nano-SQUID": 2.0}[device.name])


def test_published_widths_are_those_of_the_links():
    """5/3 um between the notches of the weak link; 20 nm beside the hole of the SQUID, whose tip was cut by 1 nm."""
    across = shapely.LineString([(-2.5, 0), (2.5, 0)])
    assert shapely.length(WEAK_LINK.outline & across) == pytest.approx(5 / 3)
    assert shapely.length(SQUID.outline & shapely.LineString([(0, 0), (0.2, 0)])) == pytest.approx(0.02, abs=1e-3)


@pytest.mark.parametrize("device", [WEAK_LINK, SQUID], ids=lambda device: device.name)
def test_terminals_of_both_programs_are_the_ends(device):
    film, plate = device.film(), device.plate(device.edge)
    assert list(film.terminals) == list(plate.terminals) == ["source", "drain"]
    for name, terminal in film.terminals.items():
        ((left, right),) = terminal.region.intervals(film.outline)
        assert 1e6 * (right - left) == pytest.approx({"weak link": 5.0, "nano-SQUID": 0.125}[device.name], rel=0.05)
        touched = shapely.Polygon(plate.terminals[name]) & device.outline.exterior
        assert touched.length == pytest.approx(1e6 * (right - left), rel=0.02)


def test_a_weak_region_is_a_box_with_a_soft_rim_until_its_time():
    weak = WeakRegion((0.0, -0.2, 1.1, 0.2), -1.0, 100.0, 0.05)
    epsilon, box = weak.epsilon_at(2e-12), shapely.box(*weak.box)
    x, y = np.meshgrid(np.linspace(-0.95, 0.95, 20), np.linspace(-0.95, 0.95, 20))
    before = epsilon(1e-6 * x, 1e-6 * y, 199e-12)
    assert np.all(before[shapely.contains_xy(box.buffer(-0.025), x, y)] == -1)
    assert np.all(before[~shapely.contains_xy(box.buffer(0.036), x, y)] == 1)
    assert epsilon(5e-7, 2e-7, 199e-12) == pytest.approx(0.0)
    assert np.all(epsilon(1e-6 * x, 1e-6 * y, 201e-12) == 1)


def test_names_of_runs_differ_and_their_readings_come_in_time():
    assert len({run.name for run in RUNS}) == len(RUNS)
    for run in RUNS:
        assert list(run.read) == sorted(run.read)
        first, *_, last = run.read
        assert (last / first).is_integer()


def test_a_voltage_is_the_mean_since_the_time_before():
    run = PublishedRun("any", WEAK_LINK, {50.0: ("mean_density",), 150.0: ("voltage",)})
    found = [{"mean_density": 0.5, "flux_between_probes": 30.0}, {"flux_between_probes": 80.0}]
    assert tdgl_published.named(run, found) == {"mean density, t = 50": 0.5, "voltage, t = 50 to 150": 0.5}


@pytest.mark.long
def test_our_side_reads_a_ring_without_vortices():
    """A small ring in a weak field, as `readings` sees it: screening, no vortices, fluxoid 0, in reduced units."""
    small = RING.__class__("small ring", 0.5, 1.0, 0.1, 0.0,
                           shapely.Polygon(circle(1.0), [circle(0.5)]), ("hole",), 0.25, 0.25)
    run = PublishedRun("small ring", small, {5.0: ("mean_density",), 20.0: ("mean_density", "moment", "vortices",
                                                                             "fluxoid")}, field=0.05)
    ours = tdgl_published.solved(run, 1.0)
    # The moment of a ring of |psi| = 1 without a vortex: -(b/2) int r^2 (1/2) 2 pi r dr, with R = 2 and r = 1 in xi.
    b = 0.05e-3 / small.film().upper_critical_field
    assert ours.readings["moment, t = 20"] == pytest.approx(-math.pi * b * (2**4 - 1) / 8, rel=0.02)
    assert ours.readings["vortices, t = 20"] == ours.readings["fluxoid hole, t = 20"] == 0


def test_a_difference_is_held_against_that_between_meshes(monkeypatch):
    """Moments differ by less than the meshes do, fluxoids by one on meshes that agree; second is the coarser mesh."""
    def said(environment, plate, runs):
        (run,) = runs
        assert run.before_field
        values = {"mean_density": 0.8, "moment": -100 * plate.edge, "vortices": 3, "antivortices": 0, "fluxoid_hole": 3}
        answer = Answered(dict.fromkeys(run.times, values), 100, run.times[-1], 50.0, 0.1, 0.1, "")
        return Answers(2000, 1.0, 0.3, 1.0, (answer,))

    def ours(run, factor):
        found = [{"mean_density": 0.8, "moment": -1.5, "vortices": 3, "fluxoid_hole": 2} for _ in run.read]
        return tdgl_published.Measured(tdgl_published.named(run, found), 3000, 100, 2.0, 4.0)

    monkeypatch.setattr(tdgl_published, "solve_plate", said)
    monkeypatch.setattr(tdgl_published, "solved", ours)
    run = next(run for run in RUNS if run.name == "ring in 5 mT")
    row = tdgl_published.compare(Environment(Path("python"), "tdgl", "0.9.0"), "pyTDGL 0.9.0", run)
    assert row.rate / row.limit == 25.0
    assert row.notes["moment, t = 1: its"] == pytest.approx(-100 * RING.edge)
    assert row.notes["moment, t = 1: its second"] == pytest.approx(-150 * RING.edge)
    agreed = {name.split(":")[0]: value for name, value in row.notes.items() if name.endswith("within the meshes")}
    assert agreed == {"mean density, t = 1": True, "moment, t = 1": True, "mean density, t = 20": True,
                      "moment, t = 20": True, "vortices, t = 20": True, "fluxoid hole, t = 20": False}

"""Maps over two drives, and points on workers: the same numbers, however they are shared out and interrupted."""

import pickle
import sys

import numpy as np
import pytest

import onnes
from onnes.errors import InputError
from onnes.solutions import independent_points

HOW = {"time": "3 ps", "frames": 4, "cells_per_xi": 2, "read": ["mean_density", "voltage"]}
MAP = {"field": ["0 T", "0.2 T"], "current": {"source": onnes.steps("0 uA", "20 uA", 3)}}


@pytest.fixture(scope="module")
def diagram(lab):
    return onnes.phase_diagram(lab.strip(), **MAP, **HOW)


@pytest.fixture
def packed_workers(monkeypatch):
    """Workers in this process that get and give bytes and finish in another order."""
    def over(function, tasks, count):
        there = pickle.loads(pickle.dumps(function))
        for task in reversed(tasks):
            yield task, pickle.loads(pickle.dumps(there(task)))

    monkeypatch.setattr(independent_points, "over_processes", over)


def test_each_point_of_a_map_is_a_run_of_its_own(lab, diagram):
    assert diagram.data.sizes == {"field": 2, "current": 3}
    assert diagram["current"].values.tolist() == pytest.approx([0, 10e-6, 20e-6])
    alone = lab.solve(lab.strip(), time="3 ps", frames=4, field="0.2 T", current={"source": "10 uA"})
    one = diagram["mean_density"].sel(field=0.2, current=10e-6, method="nearest")
    assert float(one) == pytest.approx(np.mean(alone.data["mean_density"].values[-3:]), rel=1e-3)
    assert diagram["voltage"].attrs["units"] == "V"
    assert np.all(np.diff(diagram["mean_density"].values) < 0)  # along the current


def test_the_map_is_drawn_with_units_on_all_axes(diagram):
    ax = diagram.plot()
    bar = ax.figure.axes[1]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("current (µA)", "field (mT)")
    assert bar.get_ylabel().startswith("mean of |ψ|")
    assert "2 fields x 3 currents" in repr(diagram)


def test_workers_read_the_same_numbers(lab, diagram, packed_workers):
    on_workers = onnes.phase_diagram(lab.strip(), **MAP, **HOW, workers=2)
    assert on_workers.data.identical(diagram.data)
    np.testing.assert_array_equal(on_workers.last.data["psi"], diagram.last.data["psi"])


def test_threads_read_the_same_numbers_and_go_on_with_the_points_that_are_missing(lab, diagram, tmp_path):
    def killed(share, message):
        raise KeyboardInterrupt

    given = {**MAP, **HOW, "workers": "threads", "checkpoint": tmp_path}
    with pytest.raises(KeyboardInterrupt):
        onnes.phase_diagram(lab.strip(), **given, progress=killed)
    assert [file.name for file in tmp_path.glob("point*.json")] == ["point0.json"]
    on_threads = onnes.phase_diagram(lab.strip(), **given)
    assert on_threads.data.identical(diagram.data)
    np.testing.assert_array_equal(on_threads.last.data["psi"], diagram.last.data["psi"])


def test_a_killed_map_goes_on_with_the_points_that_are_missing(lab, diagram, packed_workers, tmp_path):
    done = []

    def killed(share, message):
        done.append(message)
        if len(done) == 2:
            raise KeyboardInterrupt

    given = {**MAP, **HOW, "workers": 2, "checkpoint": tmp_path}
    with pytest.raises(KeyboardInterrupt):
        onnes.phase_diagram(lab.strip(), **given, progress=killed)
    assert len(list(tmp_path.glob("point*.json"))) == 2
    rest = onnes.phase_diagram(lab.strip(), **given, progress=killed)
    assert len(done) == 6
    assert done[0].startswith("field 0.2 T, current 2e-05 A, about ")
    assert rest.data.identical(diagram.data)
    with pytest.raises(InputError, match=r"checkpoint.*differs in: values"):
        onnes.phase_diagram(lab.strip(), **given | {"field": ["0 T", "0.3 T"]})
    (tmp_path / "point3.json").write_text("{")
    with pytest.raises(InputError, match=r"checkpoint.*damaged"):
        onnes.phase_diagram(lab.strip(), **given)


def test_points_of_a_sweep_are_shared_out_too(lab, packed_workers, tmp_path):
    given = {**HOW, "field": onnes.steps("0 T", "0.2 T", 3), "follow": False}
    alone = onnes.sweep(lab.strip(), **given)
    shared = onnes.sweep(lab.strip(), **given, workers=3, checkpoint=tmp_path)
    assert shared.data.identical(alone.data)
    loaded = onnes.sweep(lab.strip(), **given, checkpoint=tmp_path)
    assert loaded.data.identical(alone.data)
    np.testing.assert_array_equal(loaded.last.data["psi"], alone.last.data["psi"])


def test_all_temperatures_of_a_map_share_the_grid_of_the_lowest(lab):
    found = onnes.phase_diagram(lab.strip(), temperature=["8 K", "5 K"], field=["0 T", "10 mT"], time="1 ps", frames=4,
                                cells_per_xi=2)
    assert found.last.model.grid.shape == (25, 13)
    assert np.all(np.diff(found["mean_density"].transpose("temperature", "field").values, axis=0) > 0)


@pytest.mark.parametrize(("given", "names"), [
    ({"field": ["0 T", "1 T"]}, "1 quantities of several values"), ({}, "0 quantities"),
    ({**MAP, "temperature": ["4 K", "5 K"]}, "3 quantities"), ({**MAP, "field": ["1 T", "0 T", "2 T"]}, "rise or fall"),
    ({**MAP, "current": ["0 uA", "1 uA"]}, "names of terminals"), ({**MAP, "workers": 0}, "number of processes"),
    ({**MAP, "workers": True}, "number of processes"), ({**MAP, "read": []}, "at least one reading")])
def test_what_is_no_map_is_refused(lab, given, names):
    with pytest.raises(InputError, match=names):
        onnes.phase_diagram(lab.strip(), **given)


def test_points_that_start_from_each_other_have_no_workers(lab):
    with pytest.raises(InputError, match=r"workers.*follow=False"):
        onnes.sweep(lab.strip(), field=onnes.steps("0 T", "1 T", 3), workers=2)


def test_what_cannot_be_sent_is_refused_by_name(lab, monkeypatch):
    monkeypatch.setitem(sys.modules, "cloudpickle", None)
    with pytest.raises(InputError, match=r"workers.*onnes\[dask\]"):
        onnes.phase_diagram(lab.strip(), **MAP, **HOW | {"read": lambda run: 1.0}, workers=2)


def test_dask_that_is_missing_is_named(lab, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"workers.*pip install .onnes\[dask\]"):
        onnes.phase_diagram(lab.strip(), **MAP, **HOW, workers="tcp://127.0.0.1:8786")


@pytest.mark.long
def test_processes_read_the_same_numbers(lab, diagram):
    on_workers = onnes.phase_diagram(lab.strip(), **MAP, **HOW, workers=2)
    np.testing.assert_allclose(on_workers["mean_density"], diagram["mean_density"], rtol=1e-9)


@pytest.mark.long
def test_a_local_cluster_reads_the_same_numbers(lab, diagram):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        for workers in (cluster.scheduler_address, distributed.Client(cluster)):
            on_workers = onnes.phase_diagram(lab.strip(), **MAP, **HOW, workers=workers)
            np.testing.assert_allclose(on_workers["mean_density"], diagram["mean_density"], rtol=1e-9)

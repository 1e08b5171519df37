"""A run whose first step fails has one record: its picture and its film are drawn all the same."""

from dataclasses import replace

import pytest

from onnes.experiments import experiment, experiments

FEW = {
    "film": {"size_over_xi": 8, "spacing_over_xi": 0.5, "time": 2, "frames": 2, "current": 0.5},
    "field-cooling": {"radius": "0.3 um", "spacing": "30 nm", "duration": "10 ps", "law": "tdgl"},
    "current-voltage": {"length_over_xi": 4, "spacing_over_xi": 0.5, "levels": 2, "gamma": 0, "precision": 0.05},
}
"""Inputs of a short run of every experiment that records over time."""


def first_record(result):
    """The result with the first of its records, and of the intervals between records none."""
    kept = {"time": slice(0, 1), "interval": slice(0, 0)}
    arrays = {name: replace(array, values=array.values[tuple(kept.get(dim, slice(None)) for dim in array.dims)])
              for name, array in result.arrays.items()}
    return replace(result, arrays=arrays, status="not_converged")


@pytest.fixture(scope="module", params=["film", *(pytest.param(name, marks=pytest.mark.long) for name in FEW
                                                  if name != "film")])
def one_record(request):
    return first_record(experiment(request.param, **FEW[request.param]).run())


@pytest.mark.filterwarnings("error")
def test_one_record_is_drawn(one_record, tmp_path):
    kind = experiments()[one_record.experiment]
    kind.plot(one_record, tmp_path / "picture.png")
    kind.film(one_record, tmp_path / "film.mp4")
    assert (tmp_path / "picture.png").stat().st_size > 10_000
    assert (tmp_path / "film.mp4").stat().st_size > 500


def test_a_film_that_a_field_breaks_at_once_is_told_and_drawn(tmp_path):
    result = experiment("film", **FEW["film"], induction=1e15).run()
    assert not result.ok
    assert len(result.arrays["time"].values) == 1
    experiments()["film"].plot(result, tmp_path / "picture.png")

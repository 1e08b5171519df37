"""``onnes trial``: theories and materials by name, one JSON object, files only where asked."""

import json

import pytest

from onnes.results import Result
from onnes.trial import run_trial


@pytest.fixture
def quick(monkeypatch):
    """A trial that rests on closed forms, with given simulations instead of new ones."""
    given = {}
    monkeypatch.setattr("onnes.trial.run_trial", lambda metals, theories, progress: run_trial(
        metals, theories, progress, simulations=given))
    return given


def test_json_is_one_object_about_the_chosen_names(onnes, quick):
    outcome = onnes("trial", "--materials", "Pb,Sn", "--theories", "conventional,hole", "--json")
    assert outcome.exit_code == 0
    said = json.loads(outcome.stdout)
    assert set(said["theories"]) == {"conventional", "hole"}
    assert said["materials"] == ["Pb", "Sn"]
    assert said["files"] == []
    assert said["comparisons"]


def test_people_are_shown_a_table(onnes, quick):
    outcome = onnes("trial", "--materials", "Pb", "--theories", "chain")
    assert outcome.exit_code == 0
    assert "chain" in outcome.stdout


@pytest.mark.parametrize(("words", "says"), [
    (["--materials", "Unobtainium"], "Unobtainium"),
    (["--theories", "conventonal"], "Did you mean conventional"),
    (["--theories", ","], "--theories A,B"),
])
def test_an_unknown_name_ends_with_2_and_leaves_nothing(onnes, quick, tmp_path, words, says):
    outcome = onnes("trial", *words, "--out", tmp_path / "out")
    assert outcome.exit_code == 2
    assert says in outcome.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_simulation_that_did_not_converge_ends_with_3(onnes, quick):
    quick["conventional"] = Result("field-cooling", "conventional", "Nb", {}, {}, status="not_converged")
    assert onnes("trial", "--materials", "Pb", "--theories", "conventional", "--json").exit_code == 3


def test_out_holds_the_report_and_its_numbers(onnes, quick, tmp_path):
    outcome = onnes("trial", "--materials", "Pb", "--theories", "hole", "--out", tmp_path / "out", "--json")
    assert outcome.exit_code == 0
    said = json.loads(outcome.stdout)
    assert sorted(said["files"]) == sorted(str(file) for file in (tmp_path / "out").iterdir())
    assert {"report.html", "trial.json"} <= {file.name for file in (tmp_path / "out").iterdir()}

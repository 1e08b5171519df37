"""``onnes run``: the contract that scripts rely on."""

import json
import math

import pytest

from onnes.results import load

KEYS = {"experiment", "theory", "material", "inputs", "readings", "status", "seconds", "compile_seconds", "files"}


def refuse(constant):
    raise ValueError(f"{constant} is not JSON")


def the_object(outcome):
    """The one JSON object on standard output, read strictly."""
    return json.loads(outcome.stdout, parse_constant=refuse)


def test_json_is_one_object_with_the_promised_keys(onnes):
    outcome = onnes("run", "pendulum", "length=25 cm", "--json")
    assert outcome.exit_code == 0
    said = the_object(outcome)
    assert said.keys() >= KEYS
    assert said["inputs"]["length"] == {"value": 0.25, "unit": "m"}
    assert said["readings"]["period"].keys() == {"value", "unit", "uncertainty"}
    assert said["readings"]["period"]["value"] == pytest.approx(math.pi / math.sqrt(9.81))
    assert said["readings"]["noise"]["value"] is None
    assert (said["experiment"], said["status"], said["files"]) == ("pendulum", "completed", [])


def test_progress_and_warnings_go_to_standard_error(onnes):
    outcome = onnes("run", "pendulum", "--json")
    assert "swinging" in outcome.stderr
    assert "the air was left out" in outcome.stderr
    assert outcome.stdout.count("\n") == 1


def test_people_are_shown_readings_with_prefixes(onnes):
    outcome = onnes("run", "pendulum", "length=1 um")
    assert outcome.exit_code == 0
    assert "2.006 ± 0.010 ms" in outcome.stdout


def test_values_of_the_options_reach_the_experiment(onnes):
    said = the_object(onnes("run", "pendulum", "--material", "Nb", "--theory", "conventional", "--json"))
    assert (said["material"], said["theory"]) == ("Nb", "conventional")


def test_a_run_that_did_not_converge_is_told_and_ends_with_3(onnes):
    outcome = onnes("run", "pendulum", "swing=never", "--json")
    assert outcome.exit_code == 3
    assert the_object(outcome)["status"] == "not_converged"


def test_an_interrupted_run_ends_with_130_and_leaves_nothing(onnes, tmp_path):
    outcome = onnes("run", "pendulum", "swing=interrupted", "--out", tmp_path / "out", "--json")
    assert outcome.exit_code == 130
    assert outcome.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_out_holds_result_picture_and_film(onnes, tmp_path):
    out = tmp_path / "new" / "out"
    said = the_object(onnes("run", "pendulum", "--out", out, "--json"))
    assert sorted(said["files"]) == sorted(str(file) for file in out.iterdir())
    assert {file.name for file in out.iterdir()} == {"result.h5", "result.json", "picture.png", "film.mp4"}
    assert json.loads((out / "result.json").read_text()) == said
    saved = load(out / "result.h5")
    assert saved["period"] == said["readings"]["period"]["value"]
    assert saved.readings["period"].meaning == "time of one swing"


def test_without_out_nothing_is_written(onnes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert onnes("run", "pendulum").exit_code == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("words", "says"), [
    (["pendulun"], "Did you mean pendulum?"),
    (["pendulum", "lenght=1 m"], "Did you mean length?"),
    (["pendulum", "length"], "KEY=VALUE"),
    (["pendulum", "=1 m"], "KEY=VALUE"),
    (["pendulum", "length=1 m", "length=2 m"], "already given as '1 m'"),
    (["pendulum", "material=Nb", "--material", "Pb"], "already given as 'Nb'"),
    (["pendulum", "--material", ""], "the name of a material"),
    (["pendulum", "length=-1 m"], "above 0"),
    (["pendulum", "length=1 m 5"], "one number"),
    (["pendulum", "length=nan m"], "finite"),
    (["pendulum", "length=3 kg"], "length"),
    (["pendulum", "field=20 mK"], "temperature"),
    (["pendulum", "swing=wildly"], "freely"),
])
def test_bad_input_is_told_without_a_traceback_and_ends_with_2(onnes, tmp_path, words, says):
    outcome = onnes("run", *words, "--out", tmp_path / "out", "--json")
    assert outcome.exit_code == 2
    assert says in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert outcome.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_refused_before_the_run(onnes, tmp_path):
    (tmp_path / "taken").write_text("a file")
    outcome = onnes("run", "pendulum", "--out", tmp_path / "taken" / "out")
    assert outcome.exit_code == 2
    assert "out: got" in outcome.stderr
    assert "swinging" not in outcome.stderr


def test_a_disk_that_fills_up_leaves_none_of_the_files(onnes, tmp_path):
    outcome = onnes("run", "pendulum", "swing=broken", "--out", tmp_path / "out")
    assert outcome.exit_code == 2
    assert "No space left" in outcome.stderr
    assert list(tmp_path.iterdir()) == []

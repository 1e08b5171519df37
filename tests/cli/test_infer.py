"""``onnes infer``: best values for people and scripts, files only where asked, refusals."""

import json

import pytest


def test_people_are_shown_values_and_relations(onnes):
    outcome = onnes("infer", "macroscopic")
    assert outcome.exit_code == 0
    assert "carrier_charge" in outcome.stdout
    assert "No fact asks for carrier_mass" in outcome.stdout


def test_files_are_written_where_asked(onnes, tmp_path):
    outcome = onnes("infer", "chain", "magnetic_moment=9.28e-24 J/T", "--out", str(tmp_path / "new"), "--json")
    assert outcome.exit_code == 0
    said = json.loads(outcome.stdout)
    assert said["held"] == {"magnetic_moment": 9.28e-24}
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["inference.json", "inference.png"]
    assert json.loads((tmp_path / "new" / "inference.json").read_text())["parameters"] == said["parameters"]


@pytest.mark.parametrize(("words", "says"), [
    (["chan"], "Did you mean chain"),
    (["hole"], "free parameter"),
    (["chain", "duty=2"], "at most 1"),
    (["chain", "duty"], "KEY=VALUE"),
    (["chain", "--materials", "Unobtainium"], "Unobtainium"),
])
def test_a_refusal_exits_with_2_and_writes_nothing(onnes, tmp_path, words, says):
    outcome = onnes("infer", *words, "--out", str(tmp_path / "new"))
    assert outcome.exit_code == 2
    assert says in outcome.stderr
    assert not (tmp_path / "new").exists()

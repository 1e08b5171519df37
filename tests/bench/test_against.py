"""Another program in its own environment: found, asked, timed, and its failures told."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onnes.bench.against import tdgl
from onnes.bench.against.environment import Environment
from onnes.bench.against.tdgl_film import SCRIPT, Answered, Asked, Setting, solve
from onnes.bench.square_film import Evolution, SquareFilm
from onnes.cli.main import app
from onnes.errors import InputError, OnnesError

THIS = Path(sys.executable)


def answered(**changes):
    usual = {"readings": {}, "steps": 100, "time": 10.0, "seconds": 2.0, "late_step": 0.2, "prepare_seconds": 0.1,
             "trouble": ""}
    return Answered(**(usual | changes))


def reading(density, moment, seconds=1.0):
    return {"mean_density": density, "moment": moment, "vortices": 4, "antivortices": 0, "fluxoid_hole": 0,
            "seconds": seconds}


def test_an_environment_is_a_folder_or_a_python_and_knows_the_version():
    import numpy

    for path in (THIS, THIS.parent.parent):
        found = Environment.at(path, "numpy")
        assert found.version == numpy.__version__


@pytest.mark.parametrize("path", [None, Path("/nowhere"), Path(__file__), THIS])
def test_without_the_program_the_cure_is_told(path):
    with pytest.raises(InputError, match="pip install a-program-that-is-not") as trouble:
        Environment.at(path, "a-program-that-is-not")
    assert trouble.value.argument == "environment"


@pytest.mark.parametrize(("code", "told"), [("raise ValueError('no mesh')", "no mesh"), ("print('hello')", "hello"),
                                            ("", "nothing")])
def test_a_program_that_breaks_off_has_its_last_word_repeated(tmp_path, code, told):
    script = tmp_path / "script.py"
    script.write_text(code)
    with pytest.raises(OnnesError, match=told):
        Environment(THIS, "peer", "1").answer(script, {})


def test_what_is_asked_reaches_the_script_and_comes_back(monkeypatch, tmp_path):
    script = tmp_path / "script.py"
    script.write_text("import json, sys; asked = json.load(sys.stdin)\n"
                      "run = asked['runs'][0]; assert run['dt_init'] == 1e-3 and run['gamma'] == 10\n"
                      "print(json.dumps({'version': '1', 'sites': 7, 'mesh_seconds': asked['edge'], 'mean_edge': .3,\n"
                      "  'area': 1.,\n"
                      "  'runs': [{'readings': [{'time': 1.0, 'seconds': .5}], 'steps': 5, 'time': 1.0,\n"
                      "  'seconds': .5, 'late_step': .2, 'prepare_seconds': 0, 'trouble': ''}]}))")
    monkeypatch.setattr("onnes.bench.against.tdgl_film.SCRIPT", script)
    answers = solve(Environment(THIS, "peer", "1"), SquareFilm(side=8.0), [Asked((1.0,), 10.0, Setting(1e-3))])
    assert (answers.sites, answers.mesh_seconds) == (7, pytest.approx(0.054))
    assert answers.runs[0].readings[1.0]["seconds"] == 0.5


def test_the_script_is_where_python_cannot_mistake_us_for_the_peer():
    """Python looks for imports in the folder of the script."""
    assert SCRIPT.exists()
    assert not (SCRIPT.parent / "tdgl.py").exists()
    compile(SCRIPT.read_text(), SCRIPT, "exec")


def test_a_run_that_was_stopped_is_extrapolated_by_its_late_steps():
    assert answered().seconds_to(100.0) == pytest.approx(2.0 + 90.0 / 0.2 * 0.02)
    assert answered(readings={100.0: {"seconds": 7.0}}).seconds_to(100.0) == 7.0


def test_the_best_setting_is_the_fastest_within_the_error_asked():
    true = {"mean_density": 0.5, "moment": -10.0}

    def tried(density, moment, seconds, arrived=True):
        return answered(seconds=seconds, readings={1.0: reading(density, moment)} | ({20.0: {}} if arrived else {}))

    rough, good, slow, broken = Setting(1e-2), Setting(1e-3), Setting(1e-4), Setting(1e-5)
    runs = [(rough, tried(0.5, -9.0, 1.0)), (good, tried(0.505, -10.1, 2.0)), (slow, tried(0.5, -10.0, 3.0)),
            (broken, tried(0.5, -10.0, 0.1, arrived=False))]
    assert tdgl._fastest(runs, true) == good
    assert tdgl._fastest(runs[:1], true) == Setting()


def test_our_grid_is_refined_until_it_is_as_accurate(monkeypatch):
    """With errors of second order it takes one refinement."""
    spacings = []

    def second_order(film, times):
        spacings.append(film.spacing)
        return Evolution(1, 1, 0, 2, 1.0, 0.0, {1.0: reading(0.5 * (1 + film.spacing**2 / 10), -10.0)})

    monkeypatch.setattr(tdgl, "evolve", second_order)
    film, found = tdgl.as_accurate(SquareFilm(spacing=0.3), {"mean_density": 0.5, "moment": -10.0}, 0.004)
    assert found <= 0.004
    assert len(spacings) == 2
    assert film.spacing == spacings[-1] < 0.2
    with pytest.raises(OnnesError, match="no grid"):
        tdgl.as_accurate(SquareFilm(), {"mean_density": 0.1, "moment": -10.0}, 0.004)


@pytest.fixture
def peer(monkeypatch):
    """A peer that answers at once."""
    def at(path, program):
        return Environment(THIS, program, "0.9.0")

    def said(environment, film, runs):
        from onnes.bench.against.tdgl_film import Answers

        return Answers(2000, 1.0, 0.3, 1.69, tuple(
            answered(seconds=50.0, readings={t: reading(0.5, -10.0, 50.0) for t in run.times}) for run in runs))

    def ours(film, times):
        return Evolution(1936, 200, 0, 2000, 2.0, 0.0, {t: reading(0.5, -10.0) for t in times})

    monkeypatch.setattr(Environment, "at", at)
    monkeypatch.setattr(tdgl, "solve", said)
    monkeypatch.setattr(tdgl, "evolve", ours)
    tdgl.refined.cache_clear()
    yield
    tdgl.refined.cache_clear()


def test_ratios_are_of_wall_times_in_one_run(peer):
    outcome = CliRunner().invoke(app, ["bench", "--against", "tdgl", "--environment", "x", "--quick", "--json"])
    rows = json.loads(outcome.stdout)["rows"]
    assert len(rows) == 6
    films = [row for row in rows if row["name"].startswith("film, 2000 points")]
    assert [row["ratio"] for row in films] == [25.0] * 4
    assert {row["limited_by"] for row in rows} == {"pyTDGL 0.9.0"}
    for row in films:
        assert (row["notes"]["its seconds"], row["notes"]["our seconds"]) == (50.0, 2.0)
        assert row["notes"]["our error at t = 1"] <= row["notes"]["its error at t = 1"]


def test_comparisons_are_chosen_by_words(peer):
    rows = tdgl.compare(Path("x"), quick=True, words=["hole"])
    assert [row.name for row in rows] == ["film with a hole, to t = 100, against pyTDGL 0.9.0"]
    with pytest.raises(InputError, match="row"):
        tdgl.compare(Path("x"), quick=True, words=["nothing of the kind"])

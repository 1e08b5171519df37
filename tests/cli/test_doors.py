"""The command line around the commands: help, version, lists, light imports."""

import json
import signal
import subprocess
import sys
import warnings

import pytest
import typer

from onnes.cli.door import Code, door
from onnes.cli.options import names_in
from onnes.errors import InputError

HEAVY = {"jax", "numpy", "scipy", "matplotlib", "pint", "xarray", "h5py", "pandas", "pydantic", "equinox", "shapely",
         "sympy"}


@pytest.mark.parametrize("module", ["onnes", "onnes.cli.main"])
def test_what_help_needs_is_light(module):
    script = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert module in loaded
    assert not HEAVY & set(loaded)


def test_help_names_every_command(onnes):
    outcome = onnes("--help")
    assert outcome.exit_code == 0
    for command in ("list", "run", "trial", "validate", "bench"):
        assert f"  {command} " in outcome.stdout


def test_version(onnes):
    import onnes as package

    assert onnes("--version").stdout.strip() == f"onnes {package.__version__}"


def test_the_package_is_the_command_line():
    said = subprocess.run([sys.executable, "-m", "onnes", "--help"], capture_output=True, text=True, check=True).stdout
    assert "-m onnes [OPTIONS] COMMAND" in said


@pytest.mark.parametrize("words", [["rnu"], ["run"], ["list"], ["list", "nonsense"], ["run", "pendulum", "--nope"], []])
def test_a_mistyped_command_ends_with_2(onnes, words):
    outcome = onnes(*words)
    assert outcome.exit_code == 2
    assert outcome.output.strip()
    assert "Traceback" not in outcome.output


def test_a_mistyped_command_is_told_the_nearest_name(onnes):
    assert "Did you mean 'run'" in onnes("rnu").stderr
    assert "Did you mean materials" in onnes("list", "material").stderr


@pytest.mark.parametrize("what", ["theories", "experiments", "materials", "laws"])
def test_every_list_names_and_describes_its_entries(onnes, what):
    outcome = onnes("list", what, "--json")
    assert outcome.exit_code == 0
    entries = json.loads(outcome.stdout)[what]
    assert entries
    assert all(entry["name"] and entry["summary"] for entry in entries)
    shown = onnes("list", what).stdout
    assert all(entry["name"] in shown for entry in entries)


def test_the_list_of_experiments_shows_their_inputs(onnes):
    (entry,) = json.loads(onnes("list", "experiments", "--json").stdout)["experiments"]
    length = next(row for row in entry["inputs"] if row["name"] == "length")
    assert length == {"name": "length", "unit": "m", "default": "1 m", "meaning": "length of the string", "choices": []}
    assert entry["example"] == {"length": "25 cm"}
    shown = onnes("list", "experiments").stdout
    assert "length of the string" in shown
    assert "onnes run pendulum 'length=25 cm'" in shown


INTERRUPTED = """
import os, signal, typer
from onnes.cli.door import Code, door
app = typer.Typer()
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a job in the background does not inherit

@app.command()
@door
def command() -> Code:
    os.kill(os.getpid(), signal.SIGINT)
    return Code.DONE

app()
"""


def test_ctrl_c_ends_with_130_and_one_line():
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert ended.returncode == 128 + signal.SIGINT
    assert ended.stderr.strip() == "onnes: interrupted"


LOST = """
import os, signal, sys
from onnes.cli.door import Code, door
from onnes.cli.main import app, main
from onnes.cli.progress import progress_shown

@app.command("wait")
@door
def wait() -> Code:
    def in_gc_callback():
        os.kill(os.getpid(), signal.SIGINT)
    with progress_shown("wait") as report:
        in_gc_callback()
        print("went on", flush=True)
        report(0.5, "half")
    return Code.DONE

sys.argv = ["onnes", "wait"]
main()
"""


def test_ctrl_c_in_a_callback_that_swallows_it_comes_at_the_next_report():
    ended = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, check=False)
    assert ended.stdout.strip() == "went on"
    assert ended.returncode == 128 + signal.SIGINT
    assert ended.stderr.strip() == "onnes: interrupted"


def test_names_are_parted_by_commas_outside_brackets():
    assert names_in(None, "materials") is None
    assert names_in("Nb, Pb,", "materials") == ["Nb", "Pb"]
    assert names_in("YBCO (in-plane, current||a),Nb", "materials") == ["YBCO (in-plane, current||a)", "Nb"]
    with pytest.raises(InputError, match="--materials A,B"):
        names_in(" , ", "materials")


@pytest.mark.parametrize("words", [
    ["run", "pendulum", "--out", ""], ["run", "pendulum", "--checkpoint", " "], ["solve", "device.toml", "--out", ""],
    ["bench", ""], ["bench", "--against", ""], ["run", "pendulum", "--material", ""], ["run", ""],
    ["run", "x" * 10_000], ["run", "pendulum", "length=" + "1" * 100_000], ["run", "pendulum", "length=1 m^(9^9^9)"],
    ["run", "pendulum", "self=1"], ["run", "pendulum", "=1"]])
def test_an_empty_or_hostile_word_ends_with_2_and_writes_nothing(onnes, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = onnes(*words)
    assert outcome.exit_code == 2
    assert 0 < len(outcome.stderr) < 2000
    assert not list(tmp_path.iterdir())


def test_a_warning_is_one_line_without_code(capsys):
    @door
    def command():
        warnings.warn("file was repaired", stacklevel=1)
        warnings.warn("overflow", RuntimeWarning, stacklevel=1)
        return Code.DONE

    with pytest.raises(typer.Exit):
        command()
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first == "onnes: file was repaired"
    assert __file__ in second
    assert "RuntimeWarning: overflow" in second

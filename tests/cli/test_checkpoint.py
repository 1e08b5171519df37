"""``--checkpoint``: which experiments have it, and what it is handed to."""

import json
import signal
import subprocess
import sys

import numpy as np
import pytest

import onnes as package
from onnes.errors import InputError
from onnes.experiments import experiment

FEW_STEPS = {"radius": "0.3 um", "spacing": "30 nm", "duration": "100 ps", "law": "tdgl"}


def test_an_experiment_that_cannot_be_resumed_says_so_before_it_runs(onnes, tmp_path):
    outcome = onnes("run", "pendulum", "--checkpoint", tmp_path / "half", "--json")
    assert outcome.exit_code == 2
    assert "pendulum, which cannot be resumed" in outcome.stderr
    assert "swinging" not in outcome.stderr
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="checkpoint"):
        package.run("pendulum", checkpoint=tmp_path / "half")


def test_the_checkpoint_reaches_an_experiment_that_can(onnes, tmp_path, monkeypatch):
    def measure(self, progress, checkpoint=None):
        checkpoint.write_text("half way")
        return swinging(self, progress)

    pendulum = type(experiment("pendulum"))
    swinging = pendulum.measure
    monkeypatch.setattr(pendulum, "measure", measure)
    assert pendulum.resumable()
    assert onnes("run", "pendulum", "--checkpoint", tmp_path / "half", "--json").exit_code == 0
    assert (tmp_path / "half").read_text() == "half way"


@pytest.mark.long
def test_field_cooling_interrupted_and_resumed_ends_as_if_never_stopped(tmp_path):
    def interrupt(fraction, message):
        if fraction > 0.4:
            raise KeyboardInterrupt

    cooling = experiment("field-cooling", **FEW_STEPS)
    whole = cooling.run()
    half = cooling.run(interrupt, tmp_path / "half")
    assert (half.status, whole.status) == ("interrupted", "completed")
    recorded = package.read_running(tmp_path / "half")
    assert 0 < len(recorded["time"]) < len(whole.arrays["time"].values)
    assert np.array_equal(recorded["density"], whole.arrays["density"].values[:len(recorded["time"])])
    resumed = cooling.run(checkpoint=tmp_path / "half")
    assert resumed.readings == whole.readings
    assert all(np.array_equal(array.values, whole.arrays[name].values) for name, array in resumed.arrays.items())


def test_push_has_no_checkpoint(tmp_path):
    with pytest.raises(InputError, match="law=perfect-conductor"):
        package.run("field-cooling", law="perfect-conductor", checkpoint=tmp_path / "half")


@pytest.mark.slow
def test_an_interrupted_run_goes_on_when_the_same_is_asked_again(tmp_path):
    """From the command line, stopped by Ctrl-C."""
    words = [sys.executable, "-c", "from onnes.cli.main import main; main()", "run", "field-cooling", "--json",
             "--checkpoint", tmp_path / "half", *(f"{name}={value}" for name, value in FEW_STEPS.items())]
    run = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stderr is not None
    for line in run.stderr:
        if " 30 %" in line:
            break
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=60)
    assert run.returncode == 130
    assert json.loads(out)["status"] == "interrupted"
    again = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    readings = json.loads(again.stdout)["readings"]
    whole = package.run("field-cooling", **FEW_STEPS)
    assert {name: reading["value"] for name, reading in readings.items()} == {
        name: reading.value for name, reading in whole.readings.items()}

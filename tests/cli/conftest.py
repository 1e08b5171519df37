"""A pendulum instead of a superconductor: the doors are tested without waiting for physics."""

from typing import ClassVar, Literal

import numpy as np
import pytest
from typer.testing import CliRunner

from onnes.cli.main import app
from onnes.experiments import Experiment, Measurement, choice, quantity
from onnes.plots import Panel, figure, render_frames, time_series, write_film
from onnes.results import Array, Reading


class Pendulum(Experiment):
    """theta(t) = theta_0 cos(sqrt(g/L) t)."""

    name = "pendulum"
    summary = "a pendulum that swings"
    dynamic = True
    example: ClassVar = {"length": "25 cm"}

    length: float = quantity("1 m", "m", "length of the string", above=0)
    field: float | None = quantity(None, "T", "magnetic field, which does nothing")
    swing: Literal["freely", "never", "interrupted", "broken"] = choice("freely", "how it swings")

    def measure(self, progress):
        progress(0.5, "swinging")
        if self.swing == "interrupted":
            raise KeyboardInterrupt
        time = np.linspace(0, 1, 5)
        period = 2 * np.pi * np.sqrt(self.length / 9.81)
        readings = {"period": Reading(period, "s", 0.005 * period, "time of one swing"),
                    "noise": Reading(float("nan"), "m"), "swings": Reading(self.swing == "freely")}
        arrays = {"time": Array(time, ("time",), "s"), "angle": Array(np.cos(time), ("time",), "rad", "angle")}
        status = "not_converged" if self.swing == "never" else "completed"
        return Measurement(readings, arrays, status, ("the air was left out",))

    @classmethod
    def picture(cls, result):
        drawn, ax = figure()
        time_series(ax, result.arrays["time"].values, {"angle": result.arrays["angle"].values})
        return drawn

    @classmethod
    def film(cls, result, path):
        if result.inputs["swing"] == "broken":
            raise OSError(28, "No space left on device")
        angle = result.arrays["angle"].values
        shown = Panel(np.tile(angle[:, None, None], (1, 4, 4)), (0, 1, 0, 1), kind="signed")
        write_film(render_frames([shown], result.arrays["time"].values), path)


@pytest.fixture
def onnes(monkeypatch):
    """Calls the command line with the pendulum as its only experiment."""
    monkeypatch.setattr("onnes.experiments.experiments", lambda: {"pendulum": Pendulum})
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])

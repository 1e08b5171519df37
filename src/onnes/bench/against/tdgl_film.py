"""Film solved by pyTDGL: request and answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onnes.bench.against.environment import Environment
from onnes.bench.square_film import SquareFilm

SCRIPT = Path(__file__).parent / "scripts" / "tdgl_script.py"
"""Path of the script that pyTDGL's Python runs.

It is in a folder of its own: Python looks for imports beside a script, and must find pyTDGL there, not Onnes.
"""
_PEARL_UNUSED = 20.0
_EDGE_OVER_SPACING = 1.8
"""Longest edge of pyTDGL's mesh over the spacing of a square grid with as many points."""


@dataclass(frozen=True)
class Setting:
    """Accuracy settings of a run; pyTDGL's own defaults unless given.

    Attributes:
        dt_init: first step, and the largest change of |psi|^2 in a step at any site, in one.
        dt_max: longest step in tau0.
        adaptive: False for steps of dt_init throughout.
    """

    dt_init: float = 1e-6
    dt_max: float = 0.1
    adaptive: bool = True

    def __str__(self) -> str:
        return f"dt_init {self.dt_init:g}, dt_max {self.dt_max:g}" if self.adaptive else f"dt {self.dt_init:g} fixed"


@dataclass(frozen=True)
class Asked:
    """Request of one run.

    Attributes:
        times: of readings, in tau0; the last one ends the run.
        wall: seconds after which the run is stopped.
    """

    times: Sequence[float]
    gamma: float
    setting: Setting = Setting()
    wall: float = 600.0
    self_field: bool = False


@dataclass(frozen=True)
class Answered:
    """Result of one run.

    Attributes:
        readings: by time, as far as the run came.
        steps, time, seconds: extent of the run and its duration, without import, mesh, set-up and compilation.
        late_step: mean step in its second half.
        prepare_seconds: set-up.
        trouble: why it failed, if it did.
    """

    readings: Mapping[float, Mapping[str, float]]
    steps: int
    time: float
    seconds: float
    late_step: float
    prepare_seconds: float
    trouble: str

    def seconds_to(self, until: float) -> float:
        """Return the wall time to a time, extrapolated by the late steps if the run was stopped before."""
        if until in self.readings:
            return self.readings[until]["seconds"]
        return self.seconds + (until - self.time) / self.late_step * self.seconds / self.steps


@dataclass(frozen=True)
class Answers:
    """Results of all runs on one mesh."""

    sites: int
    mesh_seconds: float
    mean_edge: float
    runs: tuple[Answered, ...]


def solve(environment: Environment, film: SquareFilm, runs: Sequence[Asked]) -> Answers:
    """Mesh a film with pyTDGL as finely as the grid of Onnes and solve it by each of the runs."""
    request = {"side": film.side, "hole_radius": film.hole_radius, "edge": _EDGE_OVER_SPACING * film.spacing,
               "induction": film.induction, "u": film.u, "pearl": film.pearl or _PEARL_UNUSED, "smooth": 100,
               "runs": [_flat(run) for run in runs]}
    said = environment.answer(SCRIPT, request)
    return Answers(said["sites"], said["mesh_seconds"], said["mean_edge"], tuple(map(_answered, said["runs"])))


def _flat(run: Asked) -> dict[str, Any]:
    whole = asdict(run)
    return whole | whole.pop("setting")


def _answered(run: dict[str, Any]) -> Answered:
    return Answered(**{**run, "readings": {reading["time"]: reading for reading in run["readings"]}})

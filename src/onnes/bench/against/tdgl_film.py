"""Device solved by pyTDGL: request and answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from onnes.bench.against.environment import Environment
from onnes.bench.square_film import SquareFilm
from onnes.units.constants import FLUX_QUANTUM

SCRIPT = Path(__file__).parent / "scripts" / "tdgl_script.py"
"""Path of the script that pyTDGL's Python runs.

It is in a folder of its own: Python looks for imports beside a script, and must find pyTDGL there, not Onnes.
"""
_XI, _DEPTH = 0.1, 0.2
"""Lengths of a square film in um; only the ratio of the depth to the thickness matters."""
_PEARL_UNUSED = 20.0
_SMOOTH = 100
"""Rounds of smoothing of the mesh, as in pyTDGL's documentation."""
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
        field: applied field in mT.
        current: from the first terminal to the second, in uA.
        weak: box, epsilon in it, width of its rim and time until which it is there; None for epsilon = 1.
        before_field: whether the film is at rest before the field is switched on, psi = epsilon^(1/2), as in
            `onnes.solve`; pyTDGL by itself starts with psi = 1 in the field, in the symmetric gauge.
    """

    times: Sequence[float]
    gamma: float
    setting: Setting = Setting()
    wall: float = 600.0
    self_field: bool = False
    field: float = 0.0
    current: float = 0.0
    weak: Mapping[str, Any] | None = None
    before_field: bool = False


@dataclass(frozen=True)
class Plate:
    """Description of a device for pyTDGL; lengths in um.

    Attributes:
        edge: longest edge of the mesh.
        film: corners of the outline, no further apart than the edges of the mesh.
        holes, terminals: corners by name; the current enters at the first terminal.
        probes: points between which the voltage is read.
    """

    coherence_length: float
    penetration_depth: float
    thickness: float
    u: float
    edge: float
    film: Sequence[Sequence[float]]
    holes: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    terminals: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    probes: Sequence[Sequence[float]] = ()


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
    """Results of all runs on one mesh; its mean edge is in xi, its area in um^2."""

    sites: int
    mesh_seconds: float
    mean_edge: float
    area: float
    runs: tuple[Answered, ...]


def solve(environment: Environment, film: SquareFilm, runs: Sequence[Asked]) -> Answers:
    """Mesh a film with pyTDGL as finely as the grid of Onnes and solve it by each of the runs."""
    bc2 = 1e3 * FLUX_QUANTUM / (2 * math.pi * (1e-6 * _XI)**2)
    return solve_plate(environment, square(film), [replace(run, field=film.induction * bc2) for run in runs])


def solve_plate(environment: Environment, plate: Plate, runs: Sequence[Asked]) -> Answers:
    """Mesh a device with pyTDGL and solve it by each of the runs."""
    said = environment.answer(SCRIPT, asdict(plate) | {"smooth": _SMOOTH, "runs": [_flat(run) for run in runs]})
    return Answers(said["sites"], said["mesh_seconds"], said["mean_edge"], said["area"],
                   tuple(map(_answered, said["runs"])))


def square(film: SquareFilm) -> Plate:
    """Return the square film whose mesh has as many sites as the grid of Onnes has points."""
    side, edge, radius = film.side * _XI, _EDGE_OVER_SPACING * film.spacing * _XI, film.hole_radius * _XI
    half = 0.5 * side
    outline = shapely.box(-half, -half, half, half).segmentize(0.8 * edge)
    around = np.linspace(0.0, 2 * math.pi, round(7.5 * radius / edge), endpoint=False)
    holes = {"hole": (radius * np.stack([np.cos(around), np.sin(around)], axis=1)).tolist()} if radius else {}
    return Plate(_XI, _DEPTH, _DEPTH**2 / ((film.pearl or _PEARL_UNUSED) * _XI), film.u, edge,
                 shapely.get_coordinates(outline.exterior)[:-1].tolist(), holes)


def _flat(run: Asked) -> dict[str, Any]:
    whole = asdict(run)
    return whole | whole.pop("setting")


def _answered(run: dict[str, Any]) -> Answered:
    return Answered(**{**run, "readings": {reading["time"]: reading for reading in run["readings"]}})

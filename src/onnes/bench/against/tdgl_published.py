"""The devices that pyTDGL publishes, in both programs: what they read on two meshes each, and how long they take.

Neither side computes the field of the film's own current, which pyTDGL's documentation leaves out too. Both start at
rest in no field, psi = epsilon^(1/2). A difference is within the meshes if it is no larger than what each program
differs by between its own two meshes, taken together: pyTDGL's published one and another, our default grid and one of
two thirds of its spacing. Wall times are those on the published mesh and on the default grid.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onnes.bench.against.environment import Environment
from onnes.bench.against.tdgl_devices import PublishedRun
from onnes.bench.against.tdgl_film import Answered, Asked, solve_plate
from onnes.bench.benchmarks import Note, Timing
from onnes.errors import OnnesError

if TYPE_CHECKING:
    from onnes.solutions import Solution

_FINER = 2 / 3
_WALL = 400.0
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Measured:
    """One run on one mesh: readings by name, in reduced units; nodes; wall time without mesh and compilation."""

    readings: Mapping[str, float]
    points: int
    steps: int
    seconds: float
    before: float
    """Seconds of what comes first: the mesh of pyTDGL, the first of two calls in Onnes, which compiles."""


def compare(environment: Environment, peer: str, run: PublishedRun) -> Timing:
    """Return wall times and readings of both programs, each on two meshes."""
    theirs = [asked(environment, run, run.device.edge * factor) for factor in (1.0, run.second)]
    ours = [solved(run, factor) for factor in (1.0, _FINER)]
    meshes = {"its": theirs[0], "its second": theirs[1], "our": ours[0], "our finer": ours[1]}
    notes: dict[str, Note] = {}
    for which, measured in meshes.items():
        notes |= {f"{which} seconds": measured.seconds, f"{which} points": measured.points,
                  f"{which} steps": measured.steps}
    notes |= {"its mesh s": theirs[0].before, "our first call s": ours[0].before}
    finest = theirs[run.second < 1]
    for name in ours[0].readings:
        notes |= {f"{name}: {which}": measured.readings[name] for which, measured in meshes.items()}
        differences = [abs(a.readings[name] - b.readings[name]) for a, b in (theirs, ours)]
        gap = abs(ours[1].readings[name] - finest.readings[name])
        notes[f"{name}: within the meshes"] = gap <= sum(differences) + _ROUNDING * abs(finest.readings[name])
    until = list(run.read)[-1]
    return Timing(until / ours[0].seconds, "tau0/s", until / theirs[0].seconds, peer, notes)


def asked(environment: Environment, run: PublishedRun, edge: float) -> Measured:
    """Solve with pyTDGL and its default settings."""
    request = Asked(tuple(run.read), run.device.gamma, wall=_WALL, field=run.field, current=run.current,
                    weak=run.weak and run.weak.asked(), before_field=True)
    answers = solve_plate(environment, run.device.plate(edge), [request])
    (answer,) = answers.runs
    if len(answer.readings) < len(run.read):
        raise OnnesError(f"pyTDGL did not finish {run.name!r} in {_WALL:g} s: {answer.trouble or answer.time}")
    return Measured(named(run, [_theirs(answer, t) for t in run.read]), answers.sites, answer.steps, answer.seconds,
                    answers.mesh_seconds)


def _theirs(answer: Answered, t: float) -> dict[str, float]:
    return dict(answer.readings[t])


def solved(run: PublishedRun, factor: float) -> Measured:
    """Solve with Onnes, twice, so that the second call has nothing left to compile.

    Args:
        factor: of the spacing that a device has by default.
    """
    import onnes

    film = run.device.film(run.weak)
    tau, cells = film.constants.time_unit, film.constants.coherence_length / (factor * film.spacing())
    times = list(run.read)
    current = {"source": f"{run.current} uA"} if run.current else None

    def call() -> tuple[float, Solution]:
        start = time.perf_counter()
        solution = onnes.solve(film, time=times[-1] * tau, field=f"{run.field} mT", self_field=False,
                               current=current, cells_per_xi=cells, frames=round(times[-1] / times[0]))
        return time.perf_counter() - start, solution

    before, _ = call()
    seconds, solution = call()
    if not solution.ok:
        raise OnnesError(f"Onnes did not finish {run.name!r}: {solution.status}")
    points = int((solution.data["inside"] > 0).sum())
    return Measured(named(run, [readings(solution, t * tau) for t in times]), points,
                    solution.outcome.steps, seconds, before)


def readings(solution: Solution, when: float) -> dict[str, float]:
    """Return the numbers of a solution at a time in s, as pyTDGL's script names them, in reduced units."""
    at = round(when / solution.end * (len(solution.data["time"]) - 1))
    data, charge = solution.reduced, solution.vortices_at(at)["charge"].values
    found = {"mean_density": float(data["mean_density"][at]), "moment": float(data["moment"][at]),
             "vortices": int((charge > 0).sum()), "antivortices": int((charge < 0).sum())}
    found |= {f"fluxoid_{name}": round(float(solution.fluxoid(name)[at])) for name in solution.device.hole_names}
    if solution.device.probes:
        potential = data["contact_potential"]
        steps = data["time"].diff("time").values
        voltage = (potential.sel(contact="a") - potential.sel(contact="b")).values[1:]
        found["flux_between_probes"] = float((voltage * steps)[:at].sum())
    return found


def named(run: PublishedRun, found: list[dict[str, float]]) -> dict[str, float]:
    """Return the readings that a run asks for, by name and time."""
    read: dict[str, float] = {}
    before = (0.0, 0.0)
    for (t, names), values in zip(run.read.items(), found, strict=True):
        flux = values.get("flux_between_probes", 0.0)
        for name in names:
            if name == "voltage":
                read[f"voltage, t = {before[0]:g} to {t:g}"] = (flux - before[1]) / (t - before[0])
            elif name == "fluxoid":
                read |= {f"fluxoid {hole}, t = {t:g}": values[f"fluxoid_{hole}"] for hole in run.device.holes}
            else:
                read[f"{name.replace('_', ' ')}, t = {t:g}"] = values[name]
        before = (t, flux)
    return read

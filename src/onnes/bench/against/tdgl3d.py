"""Comparison with tdgl3d: the same solids on the same machine in one run, on the same nodes.

The moat array (`tdgl3d_moats`) is followed by both programs from one start. Their errors are those of the mean density
at t = 10, when superconductivity has grown from the random start, against tdgl3d extrapolated to steps of zero length
(forward Euler is of order 1); the longest step of Onnes is shortened until its error is no larger. Errors at t = 40,
when vortices move between the moats, are those of density and moment against Onnes with steps of 0.1. tdgl3d is stopped
where the next leg would pass a wall time and is extrapolated by its steps, whose length never changes.

The disc (`tdgl3d_disc`) is settled by both in the same box, and by the film of Onnes without one.

Rates are per processor second, of all threads together, so that they are those of one core on a machine that others
use too.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onnes.bench.against.environment import Environment
from onnes.bench.against.tdgl3d_disc import RATIOS, BoxedDisc, Screening, exact_moment, film_disc, screening, settle
from onnes.bench.against.tdgl3d_moats import Leg, MoatArray, evolve, loaded, mean_density, readings, written
from onnes.bench.benchmarks import BenchRow, Note, Progress, Timing, measured
from onnes.errors import InputError, OnnesError

SCRIPT = Path(__file__).parent / "scripts" / "tdgl3d_script.py"
SOURCE = '"tdgl3d @ git+https://github.com/omedeiro/nanowire_tdgl#subdirectory=packages/tdgl3d"'
WALL = 60.0
FULL, SMALL = MoatArray(), MoatArray(count=2, side=3.0, pitch=7.5, margin=3.0)
TIMES = (10.0, 20.0, 40.0, 60.0, 80.0, 100.0, 125.0, 150.0)
DISCS = (BoxedDisc(6.0), BoxedDisc(12.0))
_COURANT = 0.9
_TOLERANCE, _LONGEST = 5e-2, 0.8
_LATE, _SHORT, _ANY = 40.0, 0.1, 10.0
"""Time of the second error, and steps of the reference, which no tolerance shortens."""
_ROUNDS = 6
"""Most times that the longest step is shortened by the root of 2."""
_CELLS = 50
"""Cells of the grid of a film along its radius."""


def compare(environment: Path | None, quick: bool = False, words: Sequence[str] = (),
            progress: Progress | None = None, wall: float | None = None) -> list[BenchRow]:
    """Return a row for each comparison whose name contains one of the words.

    Args:
        environment: a virtual environment, or a Python, that has tdgl3d.
        quick: the small moat array only.
        words: parts of names; all comparisons if empty.
        progress: called with the fraction done and the name.
        wall: seconds after which tdgl3d's run of the moat array is stopped, 60 by default; its first leg and one with
            half the step are made anyhow.

    Raises:
        InputError: no such environment, a word that no name contains, or a time that is not positive.
        OnnesError: a run that failed.
    """
    wall = WALL if wall is None else wall
    if not (math.isfinite(wall) and wall > 0):
        raise InputError("wall", wall, "a positive number of seconds")
    peer = Peer(Environment.at(environment, "tdgl3d", SOURCE), wall)
    cases = peer.cases(quick)
    return measured(cases, words, progress)


class Clocked(NamedTuple):
    """Steps and seconds of a run of tdgl3d, and the file of its state."""

    steps: int
    seconds: float
    processor_seconds: float
    file: str
    time: float = 0.0


class Peer:
    """tdgl3d in its environment."""

    def __init__(self, environment: Environment, wall: float):
        self.environment, self.wall = environment, wall
        self.name = f"tdgl3d {environment.version}"
        self._discs: dict[BoxedDisc, tuple[Clocked, Screening]] = {}

    def cases(self, quick: bool) -> dict[str, Callable[[], Timing]]:
        """Return the comparisons, by name."""
        array = SMALL if quick else FULL
        nodes = math.prod(n - 1 for n in array.cells)
        cases = {f"moat array, {nodes} nodes, to t = {TIMES[-1]:g}, against {self.name}": partial(self.moats, array)}
        if quick:
            return cases
        return cases | {f"disc in a box, kappa {disc.kappa:g}, against {self.name}": partial(self.disc, disc)
                        for disc in DISCS} | {f"thin film disc, Lambda/R from {RATIOS[0]:g} to {RATIOS[-1]:g}, against "
                                              f"the box of {self.name}": self.film}

    def moats(self, array: MoatArray) -> Timing:
        """Return the rate at which the moat array is followed, at equal error of the density at t = 10."""
        with tempfile.TemporaryDirectory() as folder:
            start = str(Path(folder) / "start.npz")
            written(array, array.start(), start)
            said = self.environment.answer(SCRIPT, array.request() | {
                "folder": folder, "start": start, "times": TIMES, "courant": _COURANT, "wall": self.wall})
            if not np.array_equal(np.load(said["metal"]), array.metal_nodes()):
                raise OnnesError(f"the metal of the moat array is on other nodes in {self.name}")
            legs, finer = [_clocked(leg) for leg in said["legs"]], _clocked(said["finer"])
            theirs = [readings(array, loaded(array.lengths, leg.file)) for leg in legs]
            coarse, fine = mean_density(theirs[0]), mean_density(readings(array, loaded(array.lengths, finer.file)))
            true = 2 * fine - coarse
            their_error = abs(coarse / true - 1)
            ours, our_error, longest = as_accurate(array, true, their_error)
            late = readings(array, evolve(array, (_LATE,), _SHORT, _ANY, _LATE)[0].state)
            apart = {leg.time: _apart(loaded(array.lengths, leg.file), mine)
                     for leg, mine in zip(legs, ours, strict=False)}
        last = legs[-1]
        steps = math.ceil(TIMES[-1] / said["step"])
        share = steps / last.steps
        stopped: dict[str, Note] = {} if last.time == TIMES[-1] else {"extrapolated from t": last.time}
        notes: dict[str, Note] = {
            "its seconds": share * last.seconds, "its processor s": share * last.processor_seconds, **stopped,
            "its steps": steps, "our seconds": ours[-1].seconds, "our processor s": ours[-1].processor_seconds,
            "our steps": ours[-1].steps, "our longest step": longest,
            "ratio of wall times": share * last.seconds / ours[-1].seconds,
            "its error at t = 10": their_error, "our error at t = 10": our_error}
        for whose, dated in (("its", {leg.time: found for leg, found in zip(legs, theirs, strict=True)}),
                             ("our", {leg.time: readings(array, leg.state) for leg in ours})):
            if _LATE in dated:
                notes[f"{whose} error at t = {_LATE:g}"] = error(dated[_LATE], late)
        for when in sorted({0, len(legs) - 1}):
            mine = readings(array, ours[when].state)
            for name, value in theirs[when].items():
                notes |= {f"{name}, t = {legs[when].time:g}: its": value, f"{name}, t = {legs[when].time:g}: our":
                          mine[name]}
        notes |= {f"largest difference of |psi|^2, t = {when:g}": value for when, value in apart.items()}
        notes |= {f"{name}, t = {TIMES[-1]:g}: our": value for name, value in
                  (readings(array, ours[-1].state).items() if stopped else ())}
        return Timing(TIMES[-1] / ours[-1].processor_seconds, "tau/core s",
                      TIMES[-1] / (share * last.processor_seconds), self.name, notes)

    def boxed(self, disc: BoxedDisc) -> tuple[Clocked, Screening]:
        """Return the run of a disc in its box, made once, and its screening."""
        if disc not in self._discs:
            with tempfile.TemporaryDirectory() as folder:
                run = _clocked(self.environment.answer(SCRIPT, disc.request() | {"folder": folder}))
                state = loaded((1.0, 1.0, 1.0), run.file)
            self._discs[disc] = run, screening(disc.axes, disc.kappa, disc.field, state)
        return self._discs[disc]

    def disc(self, disc: BoxedDisc) -> Timing:
        """Return the rate at which the disc is settled in its box, and its moment in both programs and by theory."""
        (theirs, its), ours = self.boxed(disc), settle(disc)
        our, film = screening(disc.axes, disc.kappa, disc.field, ours.state), film_disc(its.ratio, _CELLS)
        true = exact_moment(its.ratio)
        return Timing(1 / ours.processor_seconds, "discs/core s", 1 / theirs.processor_seconds, self.name, {
            "its processor s": theirs.processor_seconds, "its steps": theirs.steps,
            "our processor s": ours.processor_seconds, "our steps": ours.steps,
            "Lambda/R: its": its.ratio, "Lambda/R: our": our.ratio, "mu: its": its.mu, "mu: our in its box": our.mu,
            "mu: our film": film.mu, "mu: London": true, "its error": its.mu / true - 1,
            "error of our film": film.mu / true - 1, "processor s of our film": film.processor_seconds})

    def film(self) -> Timing:
        """Return the rate of discs as films over the whole range, beside that of one disc of tdgl3d's range."""
        theirs, _ = self.boxed(DISCS[0])
        films = {ratio: film_disc(ratio, _CELLS) for ratio in RATIOS}
        errors: dict[str, Note] = {f"our error at Lambda/R = {ratio:g}": film.mu / exact_moment(ratio) - 1
                                   for ratio, film in films.items()}
        seconds = sum(film.processor_seconds for film in films.values())
        return Timing(len(films) / seconds, "discs/core s", 1 / theirs.processor_seconds, self.name, errors)


def _clocked(said: Mapping[str, Any]) -> Clocked:
    return Clocked(said["steps"], said["seconds"], said["processor_seconds"], said["file"], said.get("time", 0.0))


def as_accurate(array: MoatArray, true: float, asked: float) -> tuple[list[Leg], float, float]:
    """Return the run of Onnes to all times with an error at t = 10 of at most the one asked; error and longest step.

    Raises:
        OnnesError: a sixth of the longest step was not enough.
    """
    longest = _LONGEST
    for _ in range(_ROUNDS):
        found = abs(mean_density(readings(array, evolve(array, TIMES[:1], longest, _TOLERANCE)[0].state)) / true - 1)
        if found <= asked:
            return evolve(array, TIMES, longest, _TOLERANCE), found, longest
        longest *= 0.5**0.5
    raise OnnesError(f"no step was found with which the moat array's error is within {asked:.2g}")


def error(found: Mapping[str, float], true: Mapping[str, float]) -> float:
    """Return the larger of the relative errors of the mean density of both films and of the moment."""
    return max(abs(mean_density(found) / mean_density(true) - 1), abs(found["moment"] / true["moment"] - 1))


def _apart(theirs: Any, ours: Leg) -> float:
    """Return the largest difference of |psi|^2 on a node."""
    return float(np.max(np.abs(np.abs(np.asarray(theirs.psi)) ** 2 - np.abs(np.asarray(ours.state.psi)) ** 2)))

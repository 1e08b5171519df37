"""Comparison with pyTDGL: the same films on the same machine in one run, at equal accuracy.

Accuracy is that of mean density and moment at t = 1 tau0, before vortices enter: the first one to enter is selected by
an instability that depends on the last bit of a mesh, so that at t = 100 two programs, or two meshes of one, have
different vortices. The error is measured against a film of Onnes refined to zero spacing, and the spacing of Onnes is
refined until its error is no larger than that of pyTDGL. Wall times are those to t = 100, with a rough start in Onnes
(in pyTDGL the mesh provides the roughness), without import, mesh, set-up and compilation in either program.

pyTDGL runs with its default settings and with its best: the fastest of its settings that keeps to 2 % in both readings.

Besides, the devices that pyTDGL publishes, see `onnes.bench.against.tdgl_published`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path

from onnes.bench.against import tdgl_published
from onnes.bench.against.environment import Environment
from onnes.bench.against.tdgl_devices import RUNS
from onnes.bench.against.tdgl_film import Answered, Answers, Asked, Setting, solve
from onnes.bench.benchmarks import BenchRow, Progress, Timing, measured
from onnes.bench.square_film import SIDES, Evolution, SquareFilm, evolve
from onnes.errors import OnnesError
from onnes.numerics.extrapolation import richardson

GAMMAS = (0.0, 10.0)
ACCURATE_AT, UNTIL = 1.0, 100.0
ERROR_ASKED = 0.02
SETTINGS = tuple(Setting(first, longest) for longest in (0.01, 0.1) for first in (1e-5, 1e-4, 1e-3, 1e-2)
                 if first <= longest)
_SEARCH_UNTIL, _SEARCH_WALL = 20.0, 20.0
_WALL = {2_000: 60.0, 9_500: 200.0, 40_000: 45.0}
_REFINED = (0.24, 0.12)
_FIELD_WALL = {2_000: 15.0, 9_500: 45.0}
_PEARL, _ROUGHNESS = 20.0, 1e-2

DEVICE_WITH_HOLE = SquareFilm(side=12.0, hole_radius=2.5, gamma=1.0)

Readings = Mapping[str, float]


def compare(environment: Path | None, quick: bool = False, words: Sequence[str] = (),
            progress: Progress | None = None) -> list[BenchRow]:
    """Return a row for each comparison whose name contains one of the words.

    Args:
        environment: a virtual environment, or a Python, that has tdgl.
        quick: only the film of 2 thousand points, and none of the published devices.
        words: parts of names; all comparisons if empty.
        progress: called with the fraction done and the name.

    Raises:
        InputError: no such environment, or a word that no name contains.
        OnnesError: a run that failed.
    """
    peer = Peer(Environment.at(environment, "tdgl"))
    cases = peer.cases((2_000,) if quick else (9_500, 40_000)) | ({} if quick else peer.published())
    return measured(cases, words, progress)


class Peer:
    """pyTDGL in its environment; runs on one mesh are made together, once."""

    def __init__(self, environment: Environment):
        self.environment = environment
        self.name = f"pyTDGL {environment.version}"
        self._answers: dict[int, Answers] = {}

    def cases(self, sizes: Sequence[int]) -> dict[str, Callable[[], Timing]]:
        """Return the comparisons, by name."""
        films = {f"film, {points} points, gamma {gamma:g}, to t = {UNTIL:g}, against {self.name} {kind}":
                 partial(self.film, points, gamma, best)
                 for points in sizes for gamma in GAMMAS
                 for best, kind in ((False, "with default settings"), (True, "with best settings"))}
        fields = {f"film with self-field, {points} points, per step, against {self.name}":
                  partial(self.self_field, points) for points in sizes if points in _FIELD_WALL}
        return films | fields | {f"film with a hole, to t = {UNTIL:g}, against {self.name}": self.hole}

    def published(self) -> dict[str, Callable[[], Timing]]:
        """Return the comparisons on devices that pyTDGL publishes, by name."""
        return {f"{run.name}, against {self.name}": partial(tdgl_published.compare, self.environment, self.name, run)
                for run in RUNS}

    @cached_property
    def best(self) -> dict[float, Setting]:
        """Fastest setting within the required error on the smallest film, by gamma."""
        film = _film(2_000, 0.0)
        times = (ACCURATE_AT, _SEARCH_UNTIL)
        asked = [Asked(times, gamma, setting, _SEARCH_WALL) for gamma in GAMMAS for setting in (Setting(), *SETTINGS)]
        found = solve(self.environment, film, asked).runs
        return {gamma: _fastest([(one.setting, answer) for one, answer in zip(asked, found, strict=True)
                                 if one.gamma == gamma], refined(replace(film, gamma=gamma))) for gamma in GAMMAS}

    def answers(self, points: int) -> Answers:
        """Return the runs of pyTDGL for both gammas, with default and best settings."""
        if points not in self._answers:
            times, wall = (ACCURATE_AT, UNTIL), _WALL[points]
            asked = [Asked(times, gamma, setting, wall)
                     for gamma in GAMMAS for setting in (Setting(), self.best[gamma])]
            self._answers[points] = solve(self.environment, _film(points, 0.0), asked)
        return self._answers[points]

    def film(self, points: int, gamma: float, best: bool) -> Timing:
        """Return the wall time to t = 100 at equal accuracy."""
        answers = self.answers(points)
        theirs = answers.runs[2 * GAMMAS.index(gamma) + best]
        film = _film(points, gamma)
        true = refined(film)
        their_error = error(theirs.readings[ACCURATE_AT], true)
        film, our_error = as_accurate(film, true, their_error)
        ours = evolve(replace(film, roughness=_ROUGHNESS), (UNTIL,))
        return Timing(UNTIL / ours.seconds, "tau0/s", UNTIL / theirs.seconds_to(UNTIL), self.name, {
            "setting": str(self.best[gamma] if best else Setting()),
            **_walls(theirs, ours, answers, film), "its error at t = 1": their_error, "our error at t = 1": our_error,
            **_beside(theirs.readings.get(UNTIL, {}), ours.readings[UNTIL])})

    def self_field(self, points: int) -> Timing:
        """Return the wall time of a step with the field of the film's own current."""
        film = replace(_film(points, 10.0), pearl=_PEARL)
        answers = solve(self.environment, film, [Asked((10.0,), film.gamma, wall=_FIELD_WALL[points], self_field=True)])
        (theirs,) = answers.runs
        ours = evolve(replace(film, roughness=_ROUGHNESS), (10.0,))
        per_time = (theirs.seconds / theirs.time) / (ours.seconds / 10.0)
        return Timing(ours.steps / ours.seconds, "steps/s", theirs.steps / theirs.seconds, self.name, {
            "its ms per step": 1e3 * theirs.seconds / theirs.steps, "its steps": theirs.steps,
            "its mean step tau0": theirs.time / theirs.steps, "its sites": answers.sites,
            "our ms per step": 1e3 * ours.seconds / ours.steps, "our steps": ours.steps,
            "our mean step tau0": 10.0 / ours.steps, "our points": ours.points,
            "ratio per tau0": per_time})

    def hole(self) -> Timing:
        """Return the wall time of a device with a hole, and the readings of both programs in the steady state."""
        film = DEVICE_WITH_HOLE
        answers = solve(self.environment, film, [Asked((20.0, UNTIL), film.gamma, wall=_WALL[9_500])])
        (theirs,), ours = answers.runs, evolve(film, (20.0, UNTIL))
        return Timing(UNTIL / ours.seconds, "tau0/s", UNTIL / theirs.seconds_to(UNTIL), self.name, {
            **_walls(theirs, ours, answers, film),
            **{f"{key}, t = 20": value for key, value in _beside(theirs.readings[20.0], ours.readings[20.0]).items()},
            **_beside(theirs.readings[UNTIL], ours.readings[UNTIL])})


def _film(points: int, gamma: float) -> SquareFilm:
    return SquareFilm(side=SIDES[points], gamma=gamma)


def error(readings: Readings, true: Readings) -> float:
    """Return the larger of the relative errors of mean density and moment."""
    return max(abs(readings[name] / true[name] - 1) for name in ("mean_density", "moment"))


@cache
def refined(film: SquareFilm) -> Readings:
    """Return mean density and moment at t = 1, extrapolated at second order to zero spacing from two grids."""
    coarse, fine = (evolve(replace(film, spacing=h, tolerance=1e-4), (ACCURATE_AT,)).readings[ACCURATE_AT]
                    for h in _REFINED)
    return {name: richardson(coarse[name], fine[name]) for name in ("mean_density", "moment")}


def as_accurate(film: SquareFilm, true: Readings, asked: float) -> tuple[SquareFilm, float]:
    """Return the film on a grid no coarser than its own whose error is at most the one asked, and that error.

    Raises:
        OnnesError: three refinements were not enough.
    """
    for _ in range(4):
        found = error(evolve(film, (ACCURATE_AT,)).readings[ACCURATE_AT], true)
        if found <= asked:
            return film, found
        film = replace(film, spacing=0.95 * film.spacing * (asked / found) ** 0.5)
    raise OnnesError(f"no grid was found on which the film's error is within {asked:.2g}")


def _fastest(tried: Sequence[tuple[Setting, Answered]], true: Readings) -> Setting:
    """Return the fastest setting within the required error, or the defaults if there is none."""
    good = [(answer.seconds, setting) for setting, answer in tried
            if _SEARCH_UNTIL in answer.readings and error(answer.readings[ACCURATE_AT], true) <= ERROR_ASKED]
    return min(good, key=lambda pair: pair[0])[1] if good else Setting()


def _walls(theirs: Answered, ours: Evolution, answers: Answers, film: SquareFilm) -> dict:
    """Return wall times and their breakdown."""
    stopped = {} if UNTIL in theirs.readings else {"extrapolated from t": theirs.time}
    return {"its seconds": theirs.seconds_to(UNTIL), **stopped, "its steps": theirs.steps, "its sites": answers.sites,
            "its mesh s": answers.mesh_seconds, "our seconds": ours.seconds, "our steps": ours.steps,
            "our points": ours.points, "our spacing xi": film.spacing, "our compilation s": ours.compilation}


def _beside(theirs: Readings, ours: Readings) -> dict:
    """Return the readings of both programs."""
    shown = ("mean_density", "moment", "vortices", "antivortices", "fluxoid_hole")
    return {f"{whose} {name.replace('_', ' ')}": readings[name]
            for name in shown for whose, readings in (("its", theirs), ("our", ours)) if name in readings}

"""Run of a film to t = 100 tau0, with and without the field of its own current."""

from __future__ import annotations

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SIDES, SquareFilm, evolve
from onnes.bench.triad import triad_bandwidth

BYTES_PER_STAGE = 16 + 16 + 2 * 16
"""Bytes moved per node and stage: psi read and written once, its two links read once."""
_PEARL, _ROUGHNESS = 20.0, 1e-2


@benchmark("square film, 9.5k points, gamma 0")
def small_simple() -> Timing:
    """Return the rate for pyTDGL's own film, without delayed relaxation (gamma = 0)."""
    return _of(9_500, 0.0)


@benchmark("square film, 9.5k points, gamma 10")
def small() -> Timing:
    """Return the rate for the same film with generalised TDGL, gamma = 10."""
    return _of(9_500, 10.0)


@benchmark("square film, 40k points, gamma 0")
def large_simple() -> Timing:
    """Return the rate for four times the points."""
    return _of(40_000, 0.0)


@benchmark("square film, 40k points, gamma 10")
def large() -> Timing:
    """Return the rate for four times the points with gamma = 10."""
    return _of(40_000, 10.0)


@benchmark("square film with self-field, 9.5k points, gamma 10")
def small_with_field() -> Timing:
    """Return the rate with the field of the film's own current, Pearl length 20 xi."""
    return _of(9_500, 10.0, _PEARL)


@benchmark("square film with self-field, 40k points, gamma 10")
def large_with_field() -> Timing:
    """Return the rate for a film whose dense self-field matrix would not fit into memory."""
    return _of(40_000, 10.0, _PEARL)


def _of(points: int, gamma: float, pearl: float | None = None, until: float = 100.0) -> Timing:
    """Return tau0 of a film per second of wall time, compared with memory that moves the state once a stage."""
    film = SquareFilm(side=SIDES[points], gamma=gamma, pearl=pearl, roughness=_ROUGHNESS)
    run = evolve(film, (until,))
    moved = BYTES_PER_STAGE * run.points * run.stages
    notes = {"seconds to t = 100": run.seconds, "ms per step": 1e3 * run.seconds / run.steps, "steps": run.steps,
             "stages and iterations": run.stages, "points": run.points, "compilation s": run.compilation}
    return Timing(until / run.seconds, "tau0/s", until * triad_bandwidth() / moved,
                  "memory bandwidth (triad, measured now)", {**notes, **run.readings[until]})

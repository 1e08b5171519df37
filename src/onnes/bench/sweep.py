"""Sweep of 64 films of 2 thousand points in different fields, on threads beside one after another."""

from __future__ import annotations

import time

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SIDES, SquareFilm
from onnes.errors import OnnesError

_FILMS, _UNTIL, _REPEATS = 64, 100.0, 2
_XI = 50e-9


@benchmark("sweep of 64 films of 2k points, gamma 0")
def simple() -> Timing:
    """Return the rate without delayed relaxation."""
    return _of(0.0)


@benchmark("sweep of 64 films of 2k points, gamma 10")
def generalised() -> Timing:
    """Return the rate with generalised TDGL, gamma = 10, where steps have more stages."""
    return _of(10.0)


def _of(gamma: float) -> Timing:
    """Return films per second of `onnes.sweep` with threads, compared with one after another, in turns.

    All are followed to t = 100 tau0 in 0.1 to 0.6 Bc2. Seconds of the processor are those of all threads.
    """
    from onnes import Film, rectangle, steps, sweep

    square = SquareFilm(SIDES[2_000], gamma=gamma)
    film = Film(rectangle(square.side * _XI, square.side * _XI), coherence_length=_XI, penetration_depth="2 um",
                thickness="10 nm", resistivity="1 uohm m", gamma=gamma, u=square.u)
    bc2 = film.upper_critical_field

    def run(workers: str | None, count: int = _FILMS):
        return sweep(film, field=steps(0.1 * bc2, 0.6 * bc2, count), read="moment", follow=False, self_field=False,
                     time=_UNTIL * film.constants.time_unit, cells_per_xi=1 / square.spacing, workers=workers)

    run(None, 2)  # compiles
    found = {workers: [_timed(lambda w=workers: run(w))] for workers in (None, "threads")}
    for _ in range(_REPEATS - 1):
        for workers, rows in found.items():
            rows.append(_timed(lambda w=workers: run(w)))
    alone, threads = (min(rows, key=lambda row: row[0]) for rows in found.values())
    if not alone[2].data.identical(threads[2].data):
        raise OnnesError("the films on threads differ from those one after another")
    notes = {"s one after another": alone[0], "s of the processor": alone[1], "s on threads": threads[0],
             "s of the processor on threads": threads[1]}
    return Timing(_FILMS / threads[0], "films/s", _FILMS / alone[0], "one after another (measured now)", notes)


def _timed(work) -> tuple:
    """Return wall seconds, seconds of the processor, and the result."""
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - wall, time.process_time() - processor, result

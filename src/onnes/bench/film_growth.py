"""Growth of the cost of a step of a film with the number of its points."""

from __future__ import annotations

import math
import time

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SquareFilm, finished

_SIDES = (30.0, 95.0, 300.0)
"""Sides in xi, for 10 thousand, 100 thousand and a million points."""
_STEP = 0.05


@benchmark("cost growth of a film, 10k to 1M points")
def without_field() -> Timing:
    """Return the rate of steps of fixed length at fixed spacing, so that only the size of the film grows."""
    return _growth(None, steps=10)


@benchmark("cost growth of a film with self-field, 10k to 1M points")
def with_field() -> Timing:
    """Return the same rate with the field of the film's own current."""
    return _growth(20.0, steps=3)


def _growth(pearl: float | None, steps: int) -> Timing:
    costs, notes = {}, {}
    for side in _SIDES:
        points, seconds, iterations = _step(SquareFilm(side=side, pearl=pearl, induction=0.1), steps)
        costs[points] = seconds
        notes |= {f"ms per step, {points} points": 1e3 * seconds, f"stages and iterations, {points} points": iterations}
    few, many = min(costs), max(costs)
    return Timing(many / costs[many], "point-steps/s", few / costs[few], "the same with 10k points (now)",
                  {"exponent": exponent(costs), **notes})


def _step(film: SquareFilm, steps: int) -> tuple[int, float, float]:
    """Return points of a film, and seconds, stages and iterations of a step of fixed length."""
    law = film.law(fixed_step=_STEP)
    state, until = film.start(law), steps * _STEP
    finished(law.run(state, _STEP, every=_STEP))  # compiles

    def timed() -> tuple[float, int]:
        began = time.perf_counter()
        run = finished(law.run(state, until, every=until))
        return time.perf_counter() - began, run.iterations

    seconds, iterations = min(timed() for _ in range(1 if film.side > 100 else 3))
    return state.psi.size, seconds / steps, iterations / steps


def exponent(costs: dict[int, float]) -> float:
    """Return p of cost ~ points^p by least squares of the logarithms."""
    x, y = [math.log(points) for points in costs], [math.log(cost) for cost in costs.values()]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return (sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
            / sum((a - mean_x) ** 2 for a in x))

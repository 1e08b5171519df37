"""How the cost of a step of a film grows with its points."""

from __future__ import annotations

import math

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SquareFilm, finished
from onnes.bench.stopwatch import best_seconds

_SIDES = (30.0, 95.0, 300.0)
"""In xi: 10 thousand, 100 thousand and a million points."""
_STEP = 0.05


@benchmark("cost growth of a film, 10k to 1M points")
def without_field() -> Timing:
    """Steps of one length at one spacing, so that all that grows is the film."""
    return _growth(None, steps=10)


@benchmark("cost growth of a film with self-field, 10k to 1M points")
def with_field() -> Timing:
    """The same with the field of its own current."""
    return _growth(20.0, steps=3)


def _growth(pearl: float | None, steps: int) -> Timing:
    costs = {}
    for side in _SIDES:
        points, seconds = _step(SquareFilm(side=side, pearl=pearl, induction=0.1), steps)
        costs[points] = seconds
    few, many = min(costs), max(costs)
    seconds = {f"ms per step, {points} points": 1e3 * cost for points, cost in costs.items()}
    return Timing(many / costs[many], "point-steps/s", few / costs[few], "the same with 10k points (now)",
                  {"exponent": exponent(costs), **seconds})


def _step(film: SquareFilm, steps: int) -> tuple[int, float]:
    """Points of a film and seconds of a step of fixed length."""
    law = film.law(fixed_step=_STEP)
    state, until = film.start(law), steps * _STEP
    seconds = best_seconds(lambda: finished(law.run(state, until, every=until)), repeats=1 if film.side > 100 else 3)
    return state.psi.size, seconds / steps


def exponent(costs: dict[int, float]) -> float:
    """p of cost ~ points^p by least squares of the logarithms."""
    x, y = [math.log(points) for points in costs], [math.log(cost) for cost in costs.values()]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return (sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
            / sum((a - mean_x) ** 2 for a in x))

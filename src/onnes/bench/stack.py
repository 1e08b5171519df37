"""Run of a stack of two films with self-field, beside two runs of a single one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.solutions import Solution

_SIDE, _HOLE, _GAP = "384 nm", "60 nm", "40 nm"
_CELLS_PER_XI = 10 / 3
_REPEATS = 3


@benchmark("stack of two squares of 129 x 129 nodes, beside two single ones")
def of_squares() -> Timing:
    """Return runs per second of a stack of two squares, compared with runs of two single squares."""
    from onnes.geometry import rectangle

    return _of(rectangle(_SIDE, _SIDE))


@benchmark("stack of two squares of 129 x 129 nodes with holes, beside two single ones")
def with_holes() -> Timing:
    """Return runs per second of a stack of two squares with a hole each, compared with runs of two single ones."""
    from onnes.geometry import disc, rectangle

    return _of(rectangle(_SIDE, _SIDE) - disc(_HOLE))


def _of(outline) -> Timing:
    from onnes.devices import Film, Stack

    single = Film(outline, coherence_length="10 nm", penetration_depth="63 nm", thickness="20 nm",
                  resistivity="1 uohm m")
    stack = Stack([single, single], heights=[0, _GAP])
    one, two = (best_seconds(lambda device=device: _run(device), repeats=_REPEATS) for device in (single, stack))
    of_one, of_two = _run(single).outcome, _run(stack).outcome
    notes = {"steps of a single film": of_one.steps, "of the stack": of_two.steps,
             "stages and iterations": of_one.iterations, "of the stack's": of_two.iterations, "seconds": two}
    return Timing(1 / two, "runs/s", 0.5 / one, "runs of two single films (measured now)", notes)


def _run(device: Film) -> Solution:
    from onnes.solutions import solve

    return solve(device, time="1 ps", field="100 mT", cells_per_xi=_CELLS_PER_XI, self_field=True, frames=1)

"""Seconds that JAX spends on programs before they run: tracing, lowering, compiling, loading compiled ones from disk.

JAX tells each duration to listeners (`jax.monitoring`), in the thread that makes the program; of a program that another
thread makes, the time of waiting counts. This module does not import JAX, so that what needs no programs may ask too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PARTS = frozenset({"/jax/core/compile/jaxpr_trace_duration", "/jax/core/compile/jaxpr_to_mlir_module_duration",
                    "/jax/core/compile/backend_compile_duration"})
"""Names of the durations; the last includes loading."""


class _Clock(threading.local):
    seconds = 0.0


_CLOCK = _Clock()


def compile_seconds() -> float:
    """Return the seconds that programs have taken in this thread; the difference of two readings tells of a run."""
    return _CLOCK.seconds


@contextmanager
def waiting() -> Iterator[None]:
    """Count the time in the context, in which this thread waits for a program that another one makes."""
    began = time.perf_counter()
    try:
        yield
    finally:
        _CLOCK.seconds += time.perf_counter() - began


def count_compile_seconds() -> None:
    """Listen to JAX from now on; to be called once."""
    from jax import monitoring

    monitoring.register_event_duration_secs_listener(_add)


def _add(event: str, duration_secs: float, **_: Any) -> None:
    if event in _PARTS:
        _CLOCK.seconds += duration_secs

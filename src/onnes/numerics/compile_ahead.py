"""A program compiled in a thread of its own while this one goes on: XLA needs no Python."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from onnes.numerics.compile_time import waiting


@contextmanager
def compiling(program: Any, *arguments: Any) -> Iterator[None]:
    """Trace and lower a program in this thread, compile it in another within the context, which ends when it is done.

    A call after the context, with arguments of the same types, finds the compiled program.

    Args:
        program: made by `jax.jit`.
        arguments: of the types of the call to come, whatever their values.
    """
    lowered = program.lower(*arguments)
    with ThreadPoolExecutor(1, "compilation") as thread:
        compiled = thread.submit(lowered.compile)
        yield
        with waiting():
            compiled.result()


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collect no garbage in the context: tracing makes many objects that stay, among which Python would search again
    and again through all objects of all modules.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

"""Handling of Ctrl-C so that it is neither lost nor ends in a crash.

Python prints and drops a KeyboardInterrupt that is raised inside a callback of the garbage collector, and JAX has one.
The interruption is therefore remembered, and raised again at the next report of progress. JAX's threads may still be
compiling when it comes: shutting down the interpreter then ends in a segmentation fault, so the process leaves at once,
after everything temporary has been removed.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

_asked = False


def listen() -> None:
    """Remember Ctrl-C from now on."""
    signal.signal(signal.SIGINT, _remember)


def _remember(signum: int, frame: FrameType | None) -> None:
    global _asked
    _asked = True
    if frame is None or not frame.f_code.co_name.endswith("gc_callback"):
        raise KeyboardInterrupt


def heed() -> None:
    """Raise KeyboardInterrupt if one was requested and lost."""
    if _asked:
        raise KeyboardInterrupt


def leave(code: int) -> NoReturn:
    """End the process immediately."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

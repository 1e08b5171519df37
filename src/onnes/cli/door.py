"""Exit codes of the commands, and errors as messages on standard error.

0 done, 1 a check failed, 2 bad input, 3 a run that did not converge, 130 interrupted.
"""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable
from enum import IntEnum
from typing import Any, NoReturn

import typer

from onnes.errors import NotANumberError, OnnesError


class Code(IntEnum):
    """Exit code of a command."""

    DONE = 0
    CHECK_FAILED = 1
    BAD_INPUT = 2
    NOT_CONVERGED = 3
    INTERRUPTED = 130


def door(command: Callable[..., Code]) -> Callable[..., None]:
    """Return a command that reports errors and warnings without lines of code and exits with its return value."""

    @functools.wraps(command)
    def guarded(*arguments: Any, **options: Any) -> None:
        try:
            with warnings.catch_warnings():
                warnings.showwarning = _warn
                code = command(*arguments, **options)
        except NotANumberError as error:
            _leave(error, Code.NOT_CONVERGED)
        except OnnesError as error:
            _leave(error, Code.BAD_INPUT)
        except KeyboardInterrupt:
            _leave("interrupted", Code.INTERRUPTED)
        raise typer.Exit(code)

    return guarded


def code_of(outcome: Any) -> Code:
    """Return the exit code for the status of a result or solution."""
    if outcome.status == "interrupted":
        return Code.INTERRUPTED
    return Code.DONE if outcome.ok else Code.NOT_CONVERGED


def say(message: str) -> None:
    """Print one line on standard error."""
    print(message, file=sys.stderr, flush=True)


def _warn(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: Any) -> None:
    """Print a warning for users as one line; one of a library as Python does, with its place in the code."""
    say(f"onnes: {message}" if issubclass(category, UserWarning)
        else warnings.formatwarning(message, category, filename, lineno).rstrip())


def _leave(message: object, code: Code) -> NoReturn:
    say(f"onnes: {message}")
    raise typer.Exit(code)

"""Words for the end of a run, and those that mean success."""

from __future__ import annotations

from typing import Literal

Status = Literal["completed", "converged", "not_converged", "interrupted", "not_a_number"]
"""completed: a run in time reached the asked time, or the event that it waits for; converged: a state at rest, or a
solution to within the tolerance; not_converged: neither; interrupted: by the user; not_a_number: the last good state
is kept."""

SUCCESSFUL = frozenset({"completed", "converged"})

_FORMER = {"stopped": "completed"}
"""Words in files of earlier versions."""


def status_of(stored: str) -> Status:
    """Return the status that a file holds, in the words of today."""
    return _FORMER.get(stored, stored)  # type: ignore[return-value]

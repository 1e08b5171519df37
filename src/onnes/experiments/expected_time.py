"""Expected time of computing: said before a long run begins, and refused where it is without end."""

from __future__ import annotations

from onnes.errors import InputError

TOLD = 10.0
"""Expected time from which on it is said [s]."""
LONGEST, LONGEST_RESUMABLE = 12 * 3600.0, 100 * 3600.0
"""Longest expected time of a run that must be made in one go, and of one that can go on from a checkpoint [s]."""


def as_duration(seconds: float) -> str:
    """Return a time in the unit that suits it: ``40 s``, ``20 min``, ``3 h``, ``2e+05 years``."""
    for unit, size in (("years", 365.25 * 86400), ("days", 86400.0), ("h", 3600.0), ("min", 60.0)):
        if (amount := seconds / size) >= 1.5:
            return f"{amount:.0f} {unit}" if amount < 1e3 else f"{amount:.1g} {unit}"
    return f"{seconds:.0f} s"


def refuse_endless(argument: str, seconds: float, resumable: bool, cure: str) -> None:
    """Raise InputError for a run that is expected to take longer than anyone waits for.

    Args:
        argument: input that is most likely to be the reason.
        seconds: expected time.
        resumable: whether the run can go on from a checkpoint.
        cure: which inputs make it shorter.
    """
    longest = LONGEST_RESUMABLE if resumable else LONGEST
    if seconds > longest:
        raise InputError(argument, f"a run of about {as_duration(seconds)}",
                         f"one of at most about {as_duration(longest)}", cure)

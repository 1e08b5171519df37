"""Memory of a process, as reported by the system."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak_of_this_process() -> int:
    """Return the largest number of bytes held since the start, or since `forget_peak`.

    Linux passes the maximum of getrusage on to children, so that a small child of a large parent seems large; the
    kernel's status of the process itself starts afresh.
    """
    import resource

    if _STATUS.exists():
        (peak,) = (line.split()[1] for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return 1024 * int(peak)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def forget_peak() -> None:
    """Reset the peak to the memory held now, where the system can (Linux)."""
    if _FORGET.exists():
        _FORGET.write_text("5")

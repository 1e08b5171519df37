"""How much memory a block takes in all, measured from outside the arrays: the growth of a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def bytes_per_cell_of_a_block() -> float:
    """Peak memory of a process that builds and steps a bulk block of 128^3, less that of one of 8^3, per cell."""
    return (_peak(128) - _peak(8)) / (128**3 - 8**3)


def _peak(side: int) -> int:
    """Bytes that a fresh process held at most."""
    command = [sys.executable, "-m", "onnes.bench.memory", str(side)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def peak_of_this_process() -> int:
    """Bytes held at most since its start.

    Linux hands the maximum of getrusage down to children, so that a small child of a large parent seems large; what
    the kernel says of the process itself starts afresh.
    """
    import resource

    if _STATUS.exists():
        (peak,) = (line.split()[1] for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return 1024 * int(peak)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _main(side: int) -> None:
    import jax

    from onnes.bench.right_hand_side import compiled

    made = compiled((side, side, side), 2)
    jax.block_until_ready(made.loop(*made.arguments))
    print(peak_of_this_process())


if __name__ == "__main__":
    _main(int(sys.argv[1]))

"""``onnes bench``: how fast, beside what this machine allows."""

from __future__ import annotations

from onnes.cli.door import Code, door
from onnes.cli.options import Json
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json, show_table


@door
def command(json: Json = False) -> Code:
    """Time the kernels beside a limit measured in the same run."""
    from onnes.bench import run_benchmarks

    with progress_shown("bench") as progress:
        rows = run_benchmarks(progress=progress)
    if json:
        show_json({"rows": [row.as_dict() for row in rows]})
    else:
        show_table("Benchmarks", ["name", "rate", "limit", "ratio", "what limits"], [row.cells() for row in rows])
    return Code.DONE

"""``onnes validate``: computed numbers compared with exact results, limits and published values."""

from __future__ import annotations

from typing import Annotated

import typer

from onnes.cli.door import Code, door
from onnes.cli.options import Json
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json, show_table


@door
def command(
    check: Annotated[str, typer.Argument(help="Rows to compute: a topic such as strip_freezing, or a part of their "
                                              "names; all if left out.")] = "",
    slow: Annotated[bool, typer.Option("--slow", help="Run the checks that take minutes as well.")] = False,
    json: Json = False,
) -> Code:
    """Compare computed numbers with known ones, row by row."""
    from onnes.validation import run_checks

    with progress_shown("validate") as progress:
        rows = run_checks(slow=slow, progress=progress, name=check)
    failed = sum(not row.passed for row in rows)
    if json:
        show_json({"rows": [row.as_dict() for row in rows], "passed": failed == 0, "failed": failed})
    else:
        show_table("Validation", ["name", "computed", "reference", "error", "within", "passed", "s", "source"],
                   [row.cells() for row in rows], prose=["name", "computed", "source"])
        print(f"{len(rows) - failed} of {len(rows)} rows passed.")
    return Code.CHECK_FAILED if failed else Code.DONE

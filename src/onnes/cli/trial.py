"""``onnes trial``: comparison of theories of superconductivity with measured facts."""

from __future__ import annotations

from typing import Annotated

import typer

from onnes.cli.door import Code, door
from onnes.cli.options import Json, Out, names_in
from onnes.cli.progress import progress_shown
from onnes.cli.show import show, show_json


@door
def command(
    materials: Annotated[str | None, typer.Option(metavar="A,B", help="Only these materials.")] = None,
    theories: Annotated[str | None, typer.Option(metavar="X,Y", help="Only these theories.")] = None,
    out: Out = None,
    json: Json = False,
) -> Code:
    """Compare theories with measured facts; with --out write report.html, trial.json, pictures and the film."""
    from onnes.trial import run_trial

    metals, judged = names_in(materials, "materials"), names_in(theories, "theories")
    if out is not None:
        from onnes.results import writable_folder

        writable_folder(out)
    with progress_shown("trial") as progress:
        outcome = run_trial(metals, judged, progress)
    files: list[str] = []
    if out is not None:
        from onnes.report import write

        files = [str(file) for file in write(outcome, out)]
    if json:
        show_json({**outcome.as_dict(), "files": files})
    else:
        show(outcome.table())
        for file in files:
            print(file)
    return Code.DONE if all(result.ok for result in outcome.simulations.values()) else Code.NOT_CONVERGED

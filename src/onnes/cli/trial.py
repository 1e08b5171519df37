"""``onnes trial``: theories of superconductivity against what has been measured."""

from __future__ import annotations

from typing import Annotated

import typer

from onnes.cli.door import Code, door
from onnes.cli.options import Json, Out, names_in
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json


@door
def command(
    materials: Annotated[str | None, typer.Option(metavar="A,B", help="Only these materials.")] = None,
    theories: Annotated[str | None, typer.Option(metavar="X,Y", help="Only these theories.")] = None,
    out: Out = None,
    json: Json = False,
) -> Code:
    """Put theories on trial; with --out write report.html, trial.json, pictures and the film."""
    from onnes.trial import run_trial

    asked = {"materials": names_in(materials, "materials"), "theories": names_in(theories, "theories")}
    with progress_shown("trial") as progress:
        outcome = run_trial(**asked, progress=progress)
    if json:
        show_json(outcome.as_dict())
    return Code.DONE

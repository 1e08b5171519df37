"""``onnes``: the command line, which imports the physics only when it is needed."""

from __future__ import annotations

from typing import Annotated

import typer

from onnes.cli import bench, infer, listing, run, solve, trial, validate
from onnes.cli.door import Code
from onnes.cli.interruption import leave, listen

app = typer.Typer(
    name="onnes",
    help="A laboratory for superconductivity: experiments, theories and measured facts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("list")(listing.command)
app.command("run", cls=run.RunCommand)(run.command)
app.command("solve")(solve.command)
app.command("trial")(trial.command)
app.command("infer")(infer.command)
app.command("validate")(validate.command)
app.command("bench")(bench.command)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"onnes {version('onnes')}")
        raise typer.Exit


@app.callback()
def _onnes(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True,
                                          help="Show the version and exit.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the ``onnes`` script."""
    listen()
    try:
        app()
    except SystemExit as end:
        if end.code == Code.INTERRUPTED:
            leave(Code.INTERRUPTED)
        raise

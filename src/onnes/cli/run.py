"""``onnes run``: one virtual experiment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from onnes.cli.door import Code, code_of, door, say
from onnes.cli.listing import show_inputs
from onnes.cli.options import Json, Out, name_of_path, read_inputs, together
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json, show_readings
from onnes.errors import InputError

if TYPE_CHECKING:
    from onnes.experiments.experiment import Experiment
    from onnes.results import Result


class RunCommand(TyperCommand):
    """``onnes run``, which answers --help with the inputs of the experiment that is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        from onnes.cli.catalogue import experiments

        if {"-h", "--help"} & set(args) and len(args) > 1:
            for row in experiments():
                if row["name"] in args:
                    show_inputs(row)
                    ctx.exit(Code.DONE)
        return super().parse_args(ctx, args)


@door
def command(
    experiment: Annotated[str, typer.Argument(help="Name of the experiment; `onnes list experiments` shows all.")],
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...",
                                                       help='Inputs with units: field="20 mT" radius="1 um".')] = None,
    material: Annotated[str | None, typer.Option(help="Name of the material.")] = None,
    theory: Annotated[str | None, typer.Option(help="Name of the theory whose law of motion is used.")] = None,
    checkpoint: Annotated[Path | None, typer.Option(
        metavar="DIR", parser=name_of_path, help="Folder for the checkpoint of a run in time; if it exists, the run "
                                                 "continues from it.")] = None,
    out: Out = None,
    json: Json = False,
) -> Code:
    """Run one experiment and show its readings; with --out write result, picture, film and page."""
    from onnes import experiments
    from onnes.results import writable_folder

    options = {name: value for name, value in (("material", material), ("theory", theory)) if value is not None}
    for name, value in options.items():
        if not value.strip():
            raise InputError(name, value, f"the name of a {name}", f"Leave out --{name} if none is meant.")
    set_up = experiments.experiment(experiment, **together(read_inputs(inputs or []), options))
    if out is not None:
        writable_folder(out)
    with progress_shown(experiment) as progress:
        result = set_up.run(progress, checkpoint)
    if out is not None:
        result = write_files(set_up, result, out)
    for warning in result.warnings:
        say(f"warning: {warning}")
    if json:
        show_json(result.as_dict())
    else:
        show_readings(f"{result.experiment}: {result.status} in {result.seconds:.1f} s, "
                      f"{result.compile_seconds:.1f} s of it for compilation", result.readings, result.files)
    return code_of(result)


def write_files(experiment: Experiment, result: Result, out: Path) -> Result:
    """Write result, picture, film and page into the folder, all of them or none; the returned result lists them."""
    from onnes.results import save, whole_folder
    from onnes.results.strict_json import dumps

    filmed = experiment.has_film(result)
    names = ["result.h5", "result.json", "picture.png", *(["film.mp4"] if filmed else []),
             *(["page.html"] if experiment.paged else [])]
    result = result.with_files(*(str(out / name) for name in names))
    with whole_folder(out) as folder:
        save(result, folder / "result.h5")
        (folder / "result.json").write_text(dumps(result.as_dict(), indent=2) + "\n", encoding="utf-8")
        experiment.plot(result, folder / "picture.png")
        if filmed:
            experiment.film(result, folder / "film.mp4")
        if experiment.paged:
            (folder / "page.html").write_text(experiment.page(result), encoding="utf-8")
    return result

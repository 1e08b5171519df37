"""``onnes solve``: a device from a file, followed in time."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onnes.cli.door import Code, code_of, door, say
from onnes.cli.options import Json, Out, name_of_path, read_inputs
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json, show_readings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.device_files.task import Task
    from onnes.solutions import Solution

_MOST_COLUMNS = 3
"""Panels of a picture side by side."""


@door
def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Device file: TOML with [film], [run] and [out].")],
    inputs: Annotated[list[str] | None, typer.Argument(
        metavar="[KEY=VALUE]...", help='Values in place of those of the file: field="10 mT" run.frames=50.')] = None,
    checkpoint: Annotated[Path | None, typer.Option(
        metavar="DIR", parser=name_of_path, help="Folder for the checkpoint of the run; if it exists, the run "
                                                 "continues from it.")] = None,
    out: Out = None,
    json: Json = False,
) -> Code:
    """Follow a device in time and show its readings; with --out write solution, picture and film."""
    from onnes.device_files import read
    from onnes.results import writable_folder

    task = read(file, read_inputs(inputs or []))
    names = _file_names(task)
    if out is not None:
        writable_folder(out)
    with progress_shown("solve") as progress:
        progress(0.0, task.size())
        solution = task.solve(progress, checkpoint)
    files = [] if out is None else [str(out / name) for name in names]
    about = summary(task, solution, files)
    if out is not None:
        _write(task, solution, about, out)
    for warning in solution.warnings:
        say(f"warning: {warning}")
    if json:
        show_json(about)
    else:
        show_readings(f"{solution.device.title}: {solution.status} in {solution.seconds:.1f} s, "
                      f"{solution.compile_seconds:.1f} s of it for compilation", solution.readings, files)
    return code_of(solution)


def summary(task: Task, solution: Solution, files: list[str]) -> dict[str, Any]:
    """Return the JSON object of ``onnes solve --json``."""
    model = solution.model
    return {
        "device": task.kind,
        "material": solution.device.constants.material,
        "inputs": task.tables,
        "grid": {"nodes": list(model.grid.shape), "spacing": {"value": model.spacing, "unit": "m"},
                 "self_field": model.self_field},
        "readings": {name: reading.as_dict() for name, reading in solution.readings.items()},
        "status": solution.status,
        "seconds": round(solution.seconds, 4),
        "compile_seconds": round(solution.compile_seconds, 4),
        "warnings": list(solution.warnings),
        "files": files,
    }


def _file_names(task: Task) -> list[str]:
    """Return the names of the files that are written, once it is known that all can be drawn."""
    picture = ["picture.png"] if task.panels else []
    film = ["film.mp4"] if task.filmed != () else []
    return ["solution.h5", "solution.json", *picture, *film]


def _write(task: Task, solution: Solution, about: dict[str, Any], out: Path) -> None:
    """Write solution, picture and film into the folder, all of them or none."""
    from onnes.plots import save_figure
    from onnes.results import whole_folder
    from onnes.results.strict_json import dumps

    with whole_folder(out) as folder:
        solution.save(folder / "solution.h5")
        (folder / "solution.json").write_text(dumps(about, indent=2) + "\n", encoding="utf-8")
        save_figure(_picture(solution, task.panels), folder / "picture.png")
        if task.filmed != ():
            solution.movie(folder / "film.mp4", task.filmed)


def _picture(solution: Solution, names: list[str]) -> Figure:
    from onnes.plots import figure, write_caption
    from onnes.solutions.pictures import conditions

    columns = min(len(names), _MOST_COLUMNS)
    picture, axes = figure(-(-len(names) // columns), columns, squeeze=False)
    for name, ax in zip_longest(names, axes.flat):
        if name:
            solution.plot(name, ax=ax)
        else:
            ax.remove()
    write_caption(picture, conditions(solution, -1))
    return picture

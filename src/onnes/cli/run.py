"""``onnes run``: one virtual experiment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onnes.cli.door import Code, door, say
from onnes.cli.options import Json, Out
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json, show_table
from onnes.errors import InputError

if TYPE_CHECKING:
    from onnes.experiments.experiment import Experiment
    from onnes.results import Reading, Result


@door
def command(
    experiment: Annotated[str, typer.Argument(help="Name of the experiment; `onnes list experiments` shows all.")],
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[KEY=VALUE]...",
                                                       help='Inputs with units: field="20 mT" radius="1 um".')] = None,
    material: Annotated[str | None, typer.Option(help="Name of the material.")] = None,
    theory: Annotated[str | None, typer.Option(help="Name of the theory whose law of motion is used.")] = None,
    checkpoint: Annotated[Path | None, typer.Option(
        metavar="DIR", help="Folder for the checkpoint of a run in time; if it exists, the run continues "
                            "from it.")] = None,
    out: Out = None,
    json: Json = False,
) -> Code:
    """Run one experiment and show its readings; with --out write result, picture and film."""
    from onnes import experiments

    options = {name: value for name, value in (("material", material), ("theory", theory)) if value is not None}
    for name, value in options.items():
        if not value.strip():
            raise InputError(name, value, f"the name of a {name}", f"Leave out --{name} if none is meant.")
    set_up = experiments.experiment(experiment, **_together(read_inputs(inputs or []), options))
    if out is not None:
        _check_writable(out)
    with progress_shown(experiment) as progress:
        result = set_up.run(progress, checkpoint)
    if out is not None:
        result = write_files(set_up, result, out)
    for warning in result.warnings:
        say(f"warning: {warning}")
    show_json(result.as_dict()) if json else _show(result)
    return _code(result)


def read_inputs(words: list[str]) -> dict[str, str]:
    """Return ``["field=20 mT", "radius=1 um"]`` as a mapping.

    Raises:
        InputError: a word without "=", without a name, or a name that comes twice.
    """
    inputs: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise InputError("input", word, "KEY=VALUE", 'Write for example field="20 mT".')
        inputs = _together(inputs, {name.strip(): value.strip()})
    return inputs


def _together(inputs: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    for name in more:
        if name in inputs:
            raise InputError(name, more[name], "one value", f"{name} is already given as {inputs[name]!r}.")
    return inputs | more


def _check_writable(out: Path) -> None:
    """Check the folder before the run rather than after it."""
    from onnes.results import writable_folder

    writable_folder(out)


def write_files(experiment: Experiment, result: Result, out: Path) -> Result:
    """Write result, picture and film into the folder, all of them or none; the returned result lists them."""
    from onnes.plots import save_figure
    from onnes.results import save, whole_folder
    from onnes.results.strict_json import dumps

    names = ["result.h5", "result.json", "picture.png", *(["film.mp4"] if experiment.dynamic else [])]
    result = result.with_files(*(str(out / name) for name in names))
    with whole_folder(out) as folder:
        save(result, folder / "result.h5")
        (folder / "result.json").write_text(dumps(result.as_dict(), indent=2) + "\n", encoding="utf-8")
        save_figure(experiment.picture(result), folder / "picture.png")
        if experiment.dynamic:
            experiment.film(result, folder / "film.mp4")
    return result


def _show(result: Result) -> None:
    show_table(f"{result.experiment}: {result.status} in {result.seconds:.1f} s", ["reading", "value", "meaning"],
               [(name, _in_words(reading), reading.meaning) for name, reading in result.readings.items()])
    for file in result.files:
        print(file)


def _in_words(reading: Reading) -> str:
    from onnes.plots import in_words

    if isinstance(reading.value, bool) or not isinstance(reading.value, (int, float)):
        return "nothing" if reading.value is None else str(reading.value)
    shown = in_words(reading.value, reading.unit)
    return shown if reading.uncertainty is None else f"{shown} ± {in_words(reading.uncertainty, reading.unit)}"


def _code(result: Any) -> Code:
    if result.status == "interrupted":
        return Code.INTERRUPTED
    return Code.DONE if result.ok else Code.NOT_CONVERGED

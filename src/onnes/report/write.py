"""Writing of a report: the page, its numbers, pictures and film, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onnes.report.content import content
from onnes.report.inline import data_uri, png
from onnes.report.names import opening
from onnes.report.typeset import typeset
from onnes.results import whole_folder
from onnes.results.strict_json import dumps
from onnes.trial.field_cooling import SIMULATIONS

if TYPE_CHECKING:
    from onnes.results import Result
    from onnes.trial import Trial

PAGE, NUMBERS = "report.html", "trial.json"


def write(trial: Trial, out: str | Path) -> tuple[Path, ...]:
    """Write ``report.html``, ``trial.json``, and the picture and film of every simulation into a folder.

    The page embeds its pictures and film, so that it can be sent alone. Everything is made in a temporary folder first
    and moved in one step.

    Returns:
        The paths of the files, the page first.

    Raises:
        InputError: the folder cannot be made or written, or the disk is full.
    """
    folder = Path(out)
    with whole_folder(folder, "out") as temporary:
        media = {name: _draw(name, result, temporary) for name, result in trial.simulations.items()}
        addresses = {
            name: {kind: data_uri(path.read_bytes(), _MEDIA_TYPES[path.suffix]) for kind, path in files.items()}
            for name, files in media.items()
        }
        (temporary / NUMBERS).write_text(dumps(trial.as_dict(), indent=1), encoding="utf-8")
        (temporary / PAGE).write_text(page(trial, addresses), encoding="utf-8")
        made = [PAGE, NUMBERS, *(path.name for files in media.values() for path in files.values())]
    return tuple(folder / name for name in made)


def page(trial: Trial, media: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return the page as text; ``media`` gives the addresses of pictures and films by simulation."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onnes.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"typeset": typeset, "opening": opening}
    css = environment.get_template("page.css").render()
    return environment.get_template("page.html").render(css=css, **content(trial, media or {}))


_MEDIA_TYPES = {".png": "image/png", ".mp4": "video/mp4"}


def _draw(name: str, result: Result, temporary: Path) -> dict[str, Path]:
    """Write the picture of a simulation, and its film; none for a result without fields."""
    if not result.arrays:
        return {}
    from onnes.experiments import experiments

    apparatus = experiments()[result.experiment]
    stem = f"{result.experiment}-{name.replace(' ', '-')}"
    made = {"picture": temporary / f"{stem}.png"}
    made["picture"].write_bytes(png(apparatus.plot(result)))
    if SIMULATIONS[name].filmed:
        made["film"] = temporary / f"{stem}.mp4"
        apparatus.film(result, made["film"])
    return made

"""A trial on disk: the page, its numbers, pictures and film; all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onnes.report.content import content
from onnes.report.inline import data_uri, png
from onnes.results import whole_folder
from onnes.results.strict_json import dumps

if TYPE_CHECKING:
    from onnes.results import Result
    from onnes.trial import Trial

PAGE, NUMBERS = "report.html", "trial.json"


def write(trial: Trial, out: str | Path) -> tuple[Path, ...]:
    """Write ``report.html``, ``trial.json``, and the picture and film of every simulation into a folder.

    The page holds its pictures and film: it can be sent around on its own. Everything is made in a
    temporary folder first and moved in one go.

    Returns:
        The paths of the files, the page first.

    Raises:
        InputError: the folder cannot be made or written, or the disk is full.
    """
    folder = Path(out)
    with whole_folder(folder, "out") as workshop:
        media = {name: _draw(name, result, workshop) for name, result in trial.simulations.items()}
        addresses = {
            name: {kind: data_uri(path.read_bytes(), _MEDIA_TYPES[path.suffix]) for kind, path in files.items()}
            for name, files in media.items()
        }
        (workshop / NUMBERS).write_text(dumps(trial.as_dict(), indent=1), encoding="utf-8")
        (workshop / PAGE).write_text(page(trial, addresses), encoding="utf-8")
        made = [PAGE, NUMBERS, *(path.name for files in media.values() for path in files.values())]
    return tuple(folder / name for name in made)


def page(trial: Trial, media: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """The page as text; ``media`` gives the addresses of pictures and films by simulation."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    shelf = Environment(
        loader=PackageLoader("onnes.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = shelf.get_template("page.css").render()
    return shelf.get_template("page.html").render(css=css, **content(trial, media or {}))


_MEDIA_TYPES = {".png": "image/png", ".mp4": "video/mp4"}


def _draw(name: str, result: Result, workshop: Path) -> dict[str, Path]:
    """Picture and film of a simulation; none of a result that carries no fields."""
    if not result.arrays:
        return {}
    from onnes.experiments import experiments

    apparatus = experiments()[result.experiment]
    stem = f"{result.experiment}-{name.replace(' ', '-')}"
    picture, film = workshop / f"{stem}.png", workshop / f"{stem}.mp4"
    picture.write_bytes(png(apparatus.picture(result)))
    apparatus.film(result, film)
    return {"picture": picture, "film": film}

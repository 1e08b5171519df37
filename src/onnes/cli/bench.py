"""``onnes bench``: speed compared with limits of this machine or with another program on the same work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onnes.cli.door import Code, door, say
from onnes.cli.options import Json
from onnes.cli.progress import progress_shown
from onnes.cli.show import show_json, show_lines
from onnes.errors import InputError, check_name

if TYPE_CHECKING:
    from onnes.bench.benchmarks import BenchRow, Progress

PEERS = ("tdgl", "tdgl3d")
ACCELERATOR = "gpu"


@door
def command(
    row: Annotated[list[str] | None, typer.Argument(
        metavar="[gpu] [WORD]...", help="Only rows whose name contains one of these words: film, bulk, growth, ... "
        "After gpu: checks of the device that JAX uses against the CPU, and its rates.")] = None,
    against: Annotated[str | None, typer.Option(
        metavar="PEER", help="Compare with another program on the same work, in one run: tdgl or tdgl3d.")] = None,
    environment: Annotated[Path | None, typer.Option(
        metavar="PATH", help="Virtual environment, or Python, that has the other program.")] = None,
    quick: Annotated[bool, typer.Option(
        "--quick", help="Compare only the film of 2 thousand points, or the small moat array.")] = False,
    wall: Annotated[float | None, typer.Option(
        metavar="SECONDS", help="Longest run of tdgl3d, then extrapolated by its steps; 60 s if left out.")] = None,
    json: Json = False,
) -> Code:
    """Time the kernels and compare with a limit measured in the same run, or with another program."""
    if against is None:
        for name, given in (("environment", environment), ("quick", quick or None), ("wall", wall)):
            if given is not None:
                raise InputError(name, given, "this option together with --against",
                                 f"Add --against {' or --against '.join(PEERS)}.")
    words = row or []
    if against is None and words and words[0].casefold() == ACCELERATOR:
        return _accelerator(words[1:], json)
    with progress_shown("bench") as progress:
        rows = _own(words, progress) if against is None else _compared(
            against, environment, quick, wall, words, progress)
    if json:
        show_json({"rows": [row.as_dict() for row in rows]})
    else:
        show_lines("Benchmarks", ["name", "rate", "limit", "ratio", "limited by", "notes"],
                   [row.cells() for row in rows])
    return Code.DONE


def _accelerator(words: list[str], json: bool) -> Code:
    """Tell each row on standard error as soon as it is known, since a device lent for minutes may be taken away."""
    from onnes.bench.accelerator.report import COLUMNS, measure

    cells: list[tuple[str, ...]] = []

    def told(row: tuple[str, ...]) -> None:
        cells.append(row)
        say("  ".join(filter(None, row)))

    with progress_shown("bench gpu") as progress:
        report = measure(words, progress=progress, told=told)
    if json:
        show_json(report.as_dict())
    else:
        show_lines(f"{report.device}, triad {report.bandwidth / 1e9:.4g} GB/s", COLUMNS, cells)
    return Code.DONE if report.ok else Code.CHECK_FAILED


def _own(words: list[str], progress: Progress | None) -> list[BenchRow]:
    from onnes.bench import run_benchmarks

    return run_benchmarks(words, progress)


def _compared(peer: str, environment: Path | None, quick: bool, wall: float | None, words: list[str],
              progress: Progress | None) -> list[BenchRow]:
    from onnes.bench.against import tdgl, tdgl3d

    check_name("against", peer, PEERS)
    if peer == "tdgl3d":
        return tdgl3d.compare(environment, quick, words, progress, wall)
    if wall is not None:
        raise InputError("wall", wall, "this option together with --against tdgl3d")
    return tdgl.compare(environment, quick, words, progress)

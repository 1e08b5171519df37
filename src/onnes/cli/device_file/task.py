"""What a device file asks for: the film and its run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from onnes.cli.device_file.places import joined, renamed, within
from onnes.cli.device_file.sections import SECTIONS, DeviceFile
from onnes.devices import Film
from onnes.devices.spacing import grid_nodes
from onnes.errors import InputError
from onnes.solutions import Solution, solve
from onnes.units import to_si


@dataclass(frozen=True)
class Task:
    """A device file that was read.

    Attributes:
        file: its contents, checked.
        tables: the same as it was written.
    """

    file: DeviceFile
    tables: dict[str, Any]

    @cached_property
    def film(self) -> Film:
        """The device."""
        with within("film"):
            return Film(**self.file.film.given())

    def size(self) -> str:
        """Return how large the run is, in words."""
        film = self.film
        with within("run"):
            spacing = film.spacing(self.file.run.cells_per_xi)
            time = to_si(self.file.run.time, "s", "time")
        with within("film"):
            taus = time / film.constants.time_unit
        nodes = " x ".join(str(len(along)) for along in grid_nodes(film.outline, spacing))
        return f"{nodes} nodes, {taus:.4g} tau_0"

    def panels(self) -> list[str]:
        """Return the names of the panels of the picture."""
        measured = len(self.film.probes) > 1 or len(self.film.terminals) > 1
        return self.file.out.plot or ["psi", "sheet_current", "voltage" if measured else "moment"]

    def solve(self, progress: Callable[[float, str], None], checkpoint: Path | None = None) -> Solution:
        """Follow the device in time, see `onnes.solve`."""
        film = self.film
        try:
            return solve(film, **self.file.run.given(), progress=progress, checkpoint=checkpoint)
        except InputError as error:
            key = error.argument.partition("[")[0]
            place = next((name for name in ("run", "film") if key in SECTIONS[name].model_fields), "")
            raise renamed(error, joined(place, error.argument)) from error

"""Task of a device file: the device and its run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from onnes.device_files.places import joined, renamed, within
from onnes.device_files.sections import DEVICES, SECTIONS, DeviceFile, Section
from onnes.devices import Bulk, Device, Film, Solid
from onnes.devices.recording import NEEDS_PHASE
from onnes.drives import Heat
from onnes.errors import InputError, unknown_name
from onnes.solutions import Solution, solve
from onnes.solutions.law_of_motion import RIGID
from onnes.solutions.pictures import maps_of, series_of

_KINDS: dict[str, Callable[..., Device]] = {"film": Film, "bulk": Bulk, "solid": Solid}


@dataclass(frozen=True)
class Task:
    """A device file that was read.

    Attributes:
        file: its contents, checked.
        tables: the same as it was written.
    """

    file: DeviceFile
    tables: dict[str, Any]

    @property
    def kind(self) -> str:
        """Name of the table of the device."""
        return next(name for name in DEVICES if getattr(self.file, name) is not None)

    @cached_property
    def device(self) -> Device:
        """The device."""
        section: Section = getattr(self.file, self.kind)
        with within(self.kind):
            return _KINDS[self.kind](**section.given())

    @property
    def heat(self) -> Heat | None:
        """Balance of heat of electrons with a temperature of their own; None without."""
        return self.file.run.heat

    @cached_property
    def panels(self) -> list[str]:
        """Names of the panels of the picture.

        Raises:
            InputError: one that cannot be drawn of the device.
        """
        maps, numbers = maps_of(self.device, self.heat), self._numbers
        default = ["psi", *(name for name in maps if name.endswith(("current", "current_density"))),
                   "voltage" if "voltage" in numbers else "moment", *["electron_temperature"] * (self.heat is not None)]
        return _known(self.file.out.plot, [*maps, *numbers], "plot") or default

    @cached_property
    def filmed(self) -> tuple[str, ...] | None:
        """Names of the maps of the film, None for those that a solution chooses itself; empty for no film.

        Raises:
            InputError: one that cannot be drawn of the device.
        """
        asked = self.file.out.movie
        if isinstance(asked, bool):
            return None if asked else ()
        return tuple(_known(asked, maps_of(self.device, self.heat), "movie"))

    @property
    def _numbers(self) -> list[str]:
        without_phase = self.file.run.law == "perfect-conductor"
        loaded = self.file.run.load is not None or self.file.run.voltage is not None
        return [name for name in series_of(self.device, loaded, self.heat)
                if not (without_phase and name in NEEDS_PHASE)]

    def size(self) -> str:
        """Return the size of the grid, in words."""
        with within("run"):
            spacing = self.device.spacing(self.file.run.cells_per_xi, rigid=self.file.run.law in RIGID)
        return f"{' x '.join(str(count) for count in self.device.grid_shape(spacing))} nodes"

    def solve(self, progress: Callable[[float, str], None], checkpoint: Path | None = None) -> Solution:
        """Follow the device in time, see `onnes.solve`."""
        device = self.device
        try:
            return solve(device, **self.file.run.given(), progress=progress, checkpoint=checkpoint)
        except InputError as error:
            key = error.argument.partition("[")[0]
            place = next((name for name in ("run", self.kind) if key in SECTIONS[name].model_fields), "")
            raise renamed(error, joined(place, error.argument)) from error


def _known(names: list[str], known: list[str], key: str) -> list[str]:
    for index, name in enumerate(names):
        if name not in known:
            raise renamed(unknown_name("field", name, known), f"out.{key}.{index}")
    return names

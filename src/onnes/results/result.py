"""What an instrument read: frozen data, which knows nothing of solvers or plots."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

Status = Literal["converged", "stopped", "not_converged", "interrupted", "not_a_number"]


@dataclass(frozen=True)
class Reading:
    """One number off an instrument.

    Attributes:
        value: the number (or text, or truth value) that was read; None where nothing could be read.
        unit: SI unit, empty for a plain number.
        uncertainty: standard uncertainty in the same unit, None where none is claimed.
        meaning: one sentence saying what was read and how.
    """

    value: float | int | str | bool | None
    unit: str = ""
    uncertainty: float | None = None
    meaning: str = ""

    def as_dict(self) -> dict[str, Any]:
        value = self.value
        if isinstance(value, float) and not math.isfinite(value):
            value = None
        return {"value": value, "unit": self.unit, "uncertainty": self.uncertainty}


@dataclass(frozen=True)
class Array:
    """A field, profile or time series: numbers with named dimensions and a unit.

    Attributes:
        values: the numbers, shape = one length per name in ``dims``.
        dims: names of the dimensions, e.g. ("time", "x", "y"); an Array of that name gives its coordinate.
        unit: SI unit, empty for plain numbers.
        meaning: axis label, e.g. "magnetic field".
    """

    values: np.ndarray
    dims: tuple[str, ...]
    unit: str = ""
    meaning: str = ""

    def __post_init__(self) -> None:
        values = np.asarray(self.values)
        if values.ndim != len(self.dims):
            raise ValueError(f"Array {self.meaning!r}: {values.ndim} dimensions but names {self.dims}")
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class Result:
    """The outcome of one run of one experiment, with everything needed to repeat it.

    Attributes:
        experiment, theory, material: names on the public lists ("" where none applies).
        inputs: the full input, defaults included, as JSON-ready values with units.
        readings: name -> Reading.
        arrays: name -> Array (profiles, time series, frames of a film).
        status: how the run ended; only "converged" and "stopped" (an event or the asked time was
            reached) are good ends.
        seconds: wall time.
        warnings: what the user should know before trusting a reading.
        provenance: versions, seed, device, date.
        files: what was written for it.
    """

    experiment: str
    theory: str
    material: str
    inputs: Mapping[str, Any]
    readings: Mapping[str, Reading]
    arrays: Mapping[str, Array] = field(default_factory=dict)
    status: Status = "converged"
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("inputs", "readings", "arrays", "provenance"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __getitem__(self, reading: str) -> Any:
        """The bare value of one reading: ``result["expelled_fraction"]``."""
        return self.readings[reading].value

    @property
    def ok(self) -> bool:
        return self.status in ("converged", "stopped")

    def with_files(self, *files: str) -> Result:
        return replace(self, files=self.files + files)

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of ``onnes run --json``."""
        return {
            "experiment": self.experiment,
            "theory": self.theory,
            "material": self.material,
            "inputs": dict(self.inputs),
            "readings": {name: reading.as_dict() for name, reading in self.readings.items()},
            "status": self.status,
            "seconds": round(self.seconds, 4),
            "warnings": list(self.warnings),
            "files": list(self.files),
        }

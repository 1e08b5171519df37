"""Results of a run as frozen data, independent of solvers and plots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from onnes.errors import check_name
from onnes.results.status import SUCCESSFUL, Status
from onnes.results.strict_json import json_ready


@dataclass(frozen=True)
class Reading:
    """Number read from a virtual instrument.

    Attributes:
        value: the number (or text, or truth value) that was read; None where nothing could be read (also for NaN).
        unit: SI unit, empty if dimensionless.
        uncertainty: standard uncertainty in the same unit, None where none is claimed (also for NaN).
        meaning: one sentence saying what was read and how.
        absent: why there is no value, in a few words that are shown in its place: "not reached", "no bound pair".
    """

    value: float | int | str | bool | None
    unit: str = ""
    uncertainty: float | None = None
    meaning: str = ""
    absent: str = ""

    def __post_init__(self) -> None:
        for name in ("value", "uncertainty"):  # a scalar array becomes a Python number
            value = getattr(self, name)
            if hasattr(value, "item"):
                object.__setattr__(self, name, value.item())
            if getattr(self, name) != getattr(self, name):
                object.__setattr__(self, name, None)
        if self.value is not None:
            object.__setattr__(self, "absent", "")

    def as_dict(self) -> dict[str, Any]:
        """Return value, unit and uncertainty, JSON-ready."""
        return json_ready({"value": self.value, "unit": self.unit, "uncertainty": self.uncertainty})


@dataclass(frozen=True, eq=False)
class Array:
    """Field, profile or time series with named dimensions and a unit.

    Attributes:
        values: the numbers, with one axis per name in ``dims``.
        dims: names of the dimensions, e.g. ("time", "x", "y"); an Array of that name gives its coordinate.
        unit: SI unit, empty if dimensionless.
        meaning: axis label, e.g. "magnetic field".
        missing: why values are NaN or infinite, where some are by their nature: "not measured".
    """

    values: np.ndarray
    dims: tuple[str, ...]
    unit: str = ""
    meaning: str = ""
    missing: str = ""

    def __post_init__(self) -> None:
        values = np.asarray(self.values)
        if values.ndim != len(self.dims):
            raise ValueError(f"Array {self.meaning!r}: {values.ndim} dimensions but names {self.dims}")
        object.__setattr__(self, "values", values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Array):
            return NotImplemented
        return (
            (self.dims, self.unit, self.meaning, self.missing) == (other.dims, other.unit, other.meaning, other.missing)
            and self.values.dtype == other.values.dtype
            and np.array_equal(self.values, other.values, equal_nan=self.values.dtype.kind in "fc")
        )

    __hash__ = None  # type: ignore[assignment]

    @property
    def unexplained(self) -> int:
        """Number of values that are not finite, where ``missing`` does not say why."""
        if self.missing or self.values.dtype.kind not in "fc":
            return 0
        return int(np.sum(~np.isfinite(self.values)))


@dataclass(frozen=True)
class Result:
    """Outcome of one run of one experiment, with everything needed to repeat it.

    Attributes:
        experiment, theory, material: names on the public lists ("" where none applies).
        inputs: the full input, defaults included, as JSON-ready values with units.
        readings: name -> Reading.
        arrays: name -> Array (profiles, time series, frames of a film).
        status: how the run ended; one of `onnes.results.status`.
        seconds: wall time.
        warnings: what the user should know before trusting a reading.
        provenance: versions, seed, device, date.
        files: files written for it.
        used: names of the inputs that the run read; the others had no part in it. None where that is not known.
        compile_seconds: part of the wall time in which programs were traced, compiled, or loaded from disk.
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
    used: tuple[str, ...] | None = None
    compile_seconds: float = 0.0

    def __post_init__(self) -> None:
        for name in ("inputs", "provenance"):
            object.__setattr__(self, name, MappingProxyType(json_ready(getattr(self, name))))
        for name in ("readings", "arrays"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        _one_length_per_dimension(self.arrays)

    def __reduce__(self):
        """Support pickling: a read-only mapping cannot be pickled, the dict behind it can."""
        values = (getattr(self, part.name) for part in fields(self))
        return type(self), tuple(dict(value) if isinstance(value, MappingProxyType) else value for value in values)

    def __getitem__(self, reading: str) -> Any:
        """Return the value of one reading, ``result["expelled_fraction"]``; raise InputError if there is none."""
        check_name("reading", reading, self.readings)
        return self.readings[reading].value

    @property
    def ok(self) -> bool:
        """True if the run ended successfully."""
        return self.status in SUCCESSFUL

    def save(self, path: str | Path) -> Path:
        """Write everything to an HDF5 file that `onnes.load` reads back; raise InputError if it cannot be written."""
        from onnes.results.storage import save

        return save(self, path)

    def with_files(self, *files: str) -> Result:
        """Return the result with further names of files."""
        return replace(self, files=self.files + files)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of ``onnes run --json``."""
        return {
            "experiment": self.experiment,
            "theory": self.theory,
            "material": self.material,
            "inputs": json_ready(self.inputs),
            "readings": {name: reading.as_dict() for name, reading in self.readings.items()},
            "status": self.status,
            "seconds": round(self.seconds, 4),
            "compile_seconds": round(self.compile_seconds, 4),
            "warnings": list(self.warnings),
            "files": list(self.files),
        }


def _one_length_per_dimension(arrays: Mapping[str, Array]) -> None:
    """Check that all arrays share their axes.

    A dimension has one length, its coordinate one dimension.
    """
    lengths: dict[str, tuple[int, str]] = {}
    for name, array in arrays.items():
        if name in array.dims and array.dims != (name,):
            raise ValueError(f"array {name!r} has the name of a dimension: its dims must be ({name!r},)")
        for dim, length in zip(array.dims, array.values.shape, strict=True):
            known, first = lengths.setdefault(dim, (length, name))
            if known != length:
                raise ValueError(
                    f"arrays {first!r} and {name!r} share dimension {dim!r} but have {known} and {length} points there"
                )

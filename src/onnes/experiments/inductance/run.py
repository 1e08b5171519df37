"""The inductances, and the current that belongs to one of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.inductance.known import known
from onnes.results import Array, Reading
from onnes.solutions import solve

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.experiments.inductance import Inductance

_LOOP, _NONE = "one loop", "no other way"
_CURRENT = 1e-3
"""Current of a strip in the map [A]."""


class Matrix(NamedTuple):
    """Attributes: names of the loops; geometric, kinetic and uncertainty of the total [H], shape (loops, loops)."""

    names: list[str]
    geometric: np.ndarray
    kinetic: np.ndarray
    uncertainty: np.ndarray

    @property
    def total(self) -> np.ndarray:
        return self.geometric + self.kinetic


def measure(experiment: Inductance, progress: Progress) -> Measurement:
    """Return readings, the matrix and the map of the current."""
    film = experiment.film_of()
    progress(0.0, "inductances")
    found = _of_line(experiment) if experiment.device in ("coplanar", "microstrip") else _of_holes(film)
    total, pair = found.total, len(found.names) > 1
    other = known(experiment, film.pearl_length)
    readings = {
        "inductance": Reading(float(total[0, 0]), "H", float(found.uncertainty[0, 0]), "of the first loop, or the line"),
        "geometric": Reading(float(found.geometric[0, 0]), "H", None, "part of the field"),
        "kinetic": Reading(float(found.kinetic[0, 0]), "H", None, "part of the carriers"),
        "kinetic_share": Reading(float(found.kinetic[0, 0] / total[0, 0]), "", None, "kinetic over total"),
        "mutual": Reading(float(total[0, 1]) if pair else None, "H", float(found.uncertainty[0, 1]) if pair else None,
                          "between the first two loops, kinetic part included", _LOOP),
        "coupling": Reading(float(total[0, 1] / math.sqrt(total[0, 0] * total[1, 1])) if pair else None, "", None,
                            "mutual inductance over the root of the product of both", _LOOP),
        "pearl_length": Reading(film.pearl_length, "m", None, "Λ = λ²/d"),
        "loops": Reading(len(found.names), "", None, "holes, or 1 of a line"),
    }
    readings |= {
        "reference": Reading(None if other is None else other.value, "H", None,
                             "the same by another way" if other is None else f"{other.of} by another way: {other.source}",
                             _NONE),
        "over_reference": Reading(None if other is None else float(readings[other.of].value) / other.value,  # type: ignore
                                  "", None, "computed over reference", _NONE),
    }
    progress(0.7, "current")
    loop = np.arange(len(found.names))
    arrays = {"loop": Array(loop, ("loop",), "", "number of the loop"),
              **{name: Array(getattr(found, part), ("loop", "other"), "H", meaning) for name, part, meaning in (
                  ("geometric_matrix", "geometric", "geometric inductance"),
                  ("kinetic_matrix", "kinetic", "kinetic inductance"))}}
    return Measurement(readings, arrays | _map(experiment, film), warnings=film.warnings)


def _of_holes(film: Film) -> Matrix:
    found = film.inductance()
    return Matrix([str(name) for name in found.hole.values],
                  *(found[name].values for name in ("geometric", "kinetic", "uncertainty")))


def _of_line(experiment: Inductance) -> Matrix:
    """Return the inductance of a piece of an endless line."""
    longer, shorter = experiment.lengths()
    parts = []
    for length in (longer, shorter):
        film = experiment.film_of(length)
        found: Any = (film.inductance_between("a", "b") if experiment.device == "microstrip"
                      else film.inductance().isel(hole=0, other=0))
        parts.append([found[name].item() for name in ("geometric", "kinetic", "uncertainty")])
    scale = experiment.length / (longer - shorter)
    geometric, kinetic, _ = (np.subtract(*parts)) * scale
    error = math.hypot(parts[0][2], parts[1][2]) * scale
    return Matrix(["line"], *(np.full((1, 1), value) for value in (geometric, kinetic, error)))


def _map(experiment: Inductance, film: Film) -> dict[str, Array]:
    """Return sheet current and field with one fluxoid in the first hole, or with a current through a strip."""
    driven: dict[str, Any] = ({"current": {"a": _CURRENT}} if film.terminals
                              else {"start": {film.hole_names[0]: 1}})
    run = solve(film, law="london", time=1e-12, frames=1, self_field=True, **driven)
    K, B = run.data.sheet_current.values[-1], run.data.field.values[-1]
    x, y = run.data.x.values, run.data.y.values
    inside = np.asarray(run.model.sample.node_volume) > 0
    around = 0.25 * (B[1:, 1:] + B[:-1, 1:] + B[1:, :-1] + B[:-1, :-1])  # on inner nodes, from the faces around
    field = np.pad(around, 1, mode="edge")
    return {"x": Array(x, ("x",), "m", "x"), "y": Array(y, ("y",), "m", "y"),
            "inside": Array(inside, ("x", "y"), "", "whether the film is there"),
            "sheet_current": Array(np.hypot(*K), ("x", "y"), "A/m", "sheet current"),
            "field": Array(field, ("x", "y"), "T", "field across the film")}

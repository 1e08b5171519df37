"""The film as a device, and its run, from the inputs of the experiment.

Without a material the device has xi = 1 m, Lambda = pearl_over_xi x 1 m and tau_0 = 1 s, so that its numbers in SI
units are those in reduced units.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from onnes import devices
from onnes.devices.constants import Constants, constants
from onnes.devices.spacing import CLOSEST_TO_TC, FEWEST_CELLS_PER_XI
from onnes.devices.terminal import FEWEST_CELLS, Edge
from onnes.errors import InputError
from onnes.experiments.film import COUNTERPARTS, LARGEST_FILM
from onnes.experiments.si_inputs import as_given
from onnes.geometry import Shape, disc, rectangle, shape
from onnes.units.constants import BOLTZMANN, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.film import Film

_REDUCED: dict[str, Any] = {"coherence_length": 1.0, "penetration_depth": 1.0, "resistivity": VACUUM_PERMEABILITY,
                            "temperature": 1.0, "critical_temperature": 2.0}


_END = 1.0
"""Cells from the end of a film that is no rectangle within which its terminals lie."""


def constants_of(material: str, temperature: Any) -> Constants:
    """Return the constants of a material at a temperature, or those of reduced units."""
    return constants(material, temperature) if material else constants(**_REDUCED)


def outline_of(film: Film) -> tuple[Shape, Shape | None]:
    """Return the film with its hole, and the hole, lengths in xi.

    Raises:
        InputError: an unknown outline, or a hole that does not fit.
    """
    outline, size = film.outline.strip(), film.size_over_xi
    if outline == "square":
        _check_size(film, size, size / film.aspect)
        plate = rectangle(size, size / film.aspect)
    elif outline == "disc":
        _check_size(film, size, size)
        plate = disc(0.5 * size)
    elif outline.upper().startswith("POLYGON"):
        xi = constants_of(film.material, film.temperature).coherence_length
        plate = shape(outline, argument="outline").scaled(1 / xi)
        low_x, low_y, high_x, high_y = plate.bounds
        _check_size(film, high_x - low_x, high_y - low_y)
    else:
        raise InputError("outline", film.outline, "square, disc, or a polygon as well-known text",
                         'Write for example outline="POLYGON ((0 0, 20 0, 10 15, 0 0))".')
    if film.hole_over_xi is None:
        return plate, None
    low_x, low_y, high_x, high_y = plate.bounds
    hole = disc(0.5 * film.hole_over_xi, (0.5 * (low_x + high_x), 0.5 * (low_y + high_y)))
    if not plate.region.contains_properly(hole.region):
        raise InputError(*as_given(film, "hole_over_xi", COUNTERPARTS), "a hole that lies inside the film",
                         "Take a smaller hole.")
    return plate - hole, hole


def _check_size(film: Film, *sides: float) -> None:
    widest = 1 / (FEWEST_CELLS_PER_XI * _shrinking(film))
    if film.spacing_over_xi > widest:
        raise InputError("spacing_over_xi", film.spacing_over_xi, f"at most {widest:.3g}",
                         "The coherence length is shorter at this temperature.")
    if min(sides) < 4 * film.spacing_over_xi:
        raise InputError("spacing_over_xi", film.spacing_over_xi, f"at most {min(sides) / 4:.3g}, a quarter of a side",
                         "A film narrower than a few cells has no inside; a wire is the experiment current-voltage.")
    nodes = sides[0] * sides[1] / film.spacing_over_xi**2
    if nodes > LARGEST_FILM:
        raise InputError(*as_given(film, "size_over_xi", COUNTERPARTS), f"at most {LARGEST_FILM:,} nodes, not "
                         f"{nodes:.3g}", "Take a smaller film or a larger spacing_over_xi.")


def _shrinking(film: Film) -> float:
    """Return xi over that at the temperature of the run, of which `onnes.solve` counts cells."""
    epsilon = 1.0 if film.material else 1.0 - film.temperature
    return math.sqrt(max(epsilon, min(-epsilon, 1.0), CLOSEST_TO_TC))


def device_of(film: Film) -> devices.Film:
    """Return the device.

    Raises:
        InputError: an outline that is none, a hole that does not fit, a material without temperature or thickness.
        MissingDataError: a material that lacks a quantity.
    """
    plate, hole = outline_of(film)
    made_of: dict[str, Any] = {"material": film.material, "temperature": film.temperature,
                               "thickness": film.thickness} if film.material else (
        _REDUCED | {"thickness": 1 / (film.pearl_over_xi or 1.0)})
    xi = constants_of(film.material, film.temperature).coherence_length
    return devices.Film(plate.scaled(xi), **made_of, gamma=film.gamma, u=film.u, terminals=_terminals(film, plate, xi),
                        holes={} if hole is None else {"hole": hole.scaled(xi)})


def _terminals(film: Film, plate: Shape, xi: float) -> dict[str, devices.Terminal]:
    """Return the straight sides at both ends; where there is none what lies within a cell of the ends, as probes.

    Without a current they leave psi free, and serve as probes.

    Raises:
        InputError: a current through an outline without straight sides at both ends.
    """
    ends = {side: devices.edge(side, contact=film.terminals if film.current else "free") for side in ("left", "right")}
    lengths = [sum(high - low for low, high in Edge(side).intervals(plate)) for side in ("left", "right")]
    if min(lengths) >= FEWEST_CELLS * film.spacing_over_xi:
        return ends
    if film.current:
        raise InputError("current", film.current, f"an outline with straight ends to feed it in, not {film.outline!r}",
                         'Take outline="square", a polygon with a vertical side at both ends, or onnes.Film with '
                         "terminals of any shape.")
    low_x, low_y, high_x, high_y = plate.bounds
    width = 2 * _END * film.spacing_over_xi
    return {name: devices.terminal(rectangle(width, 2 * (high_y - low_y), (x, low_y)).scaled(xi), "free")
            for name, x in (("left", low_x), ("right", high_x))}


def drive_of(film: Film, device: devices.Film) -> dict[str, Any]:
    """Return the arguments of `onnes.solve` for the film."""
    reduced = not film.material
    noise = film.noise * device.energy_unit / BOLTZMANN if reduced else film.noise
    return {
        "time": film.time, "field": film.induction * device.upper_critical_field,
        "current": {"left": film.current * (device.current_unit if reduced else 1.0)},
        "temperature": 1.0 + film.temperature if reduced else None,
        "start": "normal" if film.start == "normal" else None, "noise": noise if film.noise else False,
        "seed": film.seed, "self_field": film.pearl_over_xi is not None if reduced else None,
        "cells_per_xi": 1 / (film.spacing_over_xi * _shrinking(film)), "frames": film.frames,
        "tolerance": film.tolerance,
    }

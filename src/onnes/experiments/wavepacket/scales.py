"""Inputs in reduced units, and what a grid can hold of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.errors import InputError
from onnes.problems.wave_packet.motion import classical, width_at
from onnes.units.constants import HBAR

if TYPE_CHECKING:
    from onnes.experiments.wavepacket import Wavepacket

RATIOS = (1.6, 1.25, 1.0)
"""Spacings of the grids of a flight, over the finest."""
RECORDS = 60
_AROUND = 6.0
"""Distance of the walls from the path, in widths."""
_MOST_NODES = 1_000_000
_MOST_TURNS = 10
"""Turns that the records of a flight still tell apart."""
_PER_WIDTH = 3.0
"""Least cells per width of a packet on the coarsest grid."""
HALF_LANDAU = 6.5
"""Half the side of the square for Landau levels in magnetic lengths, if not given."""
_LEAST_LANDAU, _MOST_LANDAU = 5.0, 30.0
_NODES_PER_SECOND = 2.5e7
_LEAST_SEPARATION, _MOST_SEPARATION = 2.0, 20.0


@dataclass(frozen=True)
class Reduced:
    """A flight in reduced units.

    Attributes:
        length: unit of length, 1/k of the packet [m].
        time: unit of time, 2 m length^2/hbar [s].
        b: q B length^2/hbar.
        force: along x, q E length over hbar^2/(2 m length^2).
        width: of the packet at the start.
        until: time of the flight.
        start: mean position x + i y, such that the path is around the origin.
        half: half the sides of the plane.
    """

    length: float
    time: float
    b: float
    force: float
    width: float
    until: float
    start: complex
    half: tuple[float, float]


def magnetic_length(made: Wavepacket) -> float:
    """Return (hbar/|q| B)^(1/2), in m; infinite without a field."""
    return math.sqrt(HBAR / abs(made.coulombs() * made.field)) if made.field else math.inf


def reduced(made: Wavepacket) -> Reduced:
    """Return the flight of an experiment in reduced units."""
    m, q = made.kilograms(), made.coulombs()
    length = HBAR / (m * made.velocity())
    time = 2 * m * length**2 / HBAR
    b = q * made.field * length**2 / HBAR
    electric = made.electric_field if made.mode == "ehrenfest" else 0.0
    force = q * electric * length / (HBAR / time)
    width = (made.width or (magnetic_length(made) if b else 4 * math.pi * length)) / length
    until = (made.duration or (math.pi / abs(b) if b else 10 * math.pi) * time) / time
    path, _ = classical(b, force, 0.0, 2.0, np.linspace(0, until, 400))
    along, across = np.real(path), np.imag(path)
    low, high = (complex(f(along), f(across)) for f in (np.min, np.max))
    around = _AROUND * float(np.max(width_at(b, width, np.linspace(0, until, 400))))
    extent = 0.5 * (high - low)
    half = (extent.real + around, extent.imag + around)
    if made.box is not None:
        half = (0.5 * made.box / length, 0.5 * made.box / length)
    return Reduced(length, time, b, force, width, until, -0.5 * (high + low), half)


def check(made: Wavepacket) -> None:
    """Refuse what a grid cannot hold."""
    if made.mode == "landau":
        _check_landau(made)
    elif made.mode == "aharonov-bohm":
        _check_slits(made)
    else:
        _check_flight(made)


def _check_landau(made: Wavepacket) -> None:
    half = half_landau(made)
    if not _LEAST_LANDAU <= half <= _MOST_LANDAU:
        unit = 2 * magnetic_length(made)
        raise InputError("box", f"{half * unit:.3g} m", f"{_LEAST_LANDAU * unit:.3g} to {_MOST_LANDAU * unit:.3g} m, "
                         f"{2 * _LEAST_LANDAU:g} to {2 * _MOST_LANDAU:g} magnetic lengths", "Leave it out.")
    _check_nodes("cells", (2 * half * made.resolution()) ** 2)


def half_landau(made: Wavepacket) -> float:
    """Return half the side of the square for Landau levels, in magnetic lengths."""
    return HALF_LANDAU if made.box is None else 0.5 * made.box / magnetic_length(made)


def separation(made: Wavepacket) -> float:
    """Return the distance of the slits in wavelengths."""
    wavelength = 2 * math.pi * HBAR / (made.kilograms() * made.velocity())
    return 4.0 if made.separation is None else made.separation / wavelength


def _check_slits(made: Wavepacket) -> None:
    if not _LEAST_SEPARATION <= separation(made) <= _MOST_SEPARATION:
        raise InputError("separation", f"{separation(made):.3g} wavelengths",
                         f"{_LEAST_SEPARATION:g} to {_MOST_SEPARATION:g} wavelengths", "Leave it out.")
    _check_nodes("cells", _nodes_of_slits(made))


def _nodes_of_slits(made: Wavepacket) -> float:
    from onnes.problems.wave_packet.slits import WAVELENGTH, geometry

    half = geometry(separation(made) * WAVELENGTH).half
    return 4 * half[0] * half[1] * (made.resolution() / WAVELENGTH) ** 2


def _check_flight(made: Wavepacket) -> None:
    flight = reduced(made)
    turns = flight.until * abs(flight.b) / math.pi
    if turns > _MOST_TURNS * (1 + 1e-9):
        raise InputError("duration", f"{made.duration:g} s, {turns:.3g} turns", f"at most {_MOST_TURNS} turns",
                         "Leave it out for one turn.")
    if made.box is not None:
        wide = reduced(made.model_copy(update={"box": None}))
        needed = 2 * max(wide.half) * flight.length
        if made.box < needed * (1 - 1e-9):
            raise InputError("box", f"{made.box:g} m", f"at least {needed:.3g} m, for the path and {_AROUND:g} widths "
                             "around it", "Leave it out.")
    nodes = _nodes(made, flight)
    if nodes > _MOST_NODES:
        about = f"{nodes:.2g} nodes: {2 * flight.half[0] * flight.length:.3g} m by " \
                f"{2 * flight.half[1] * flight.length:.3g} m at a wavelength of {2 * math.pi * flight.length:.3g} m"
        given = [name for name in ("box", "duration", "electric_field", "width", "wavelength", "speed", "field")
                 if name in made.model_fields_set and getattr(made, name) is not None]
        raise InputError(given[0] if given else "speed", about, f"at most {_MOST_NODES:g} nodes",
                         "Take a slower packet, a stronger field, a shorter time or fewer cells.")


def spacing(made: Wavepacket, flight: Reduced) -> float:
    """Return the spacing of the finest grid, in units of length."""
    narrowest = float(np.min(width_at(flight.b, flight.width, np.linspace(0, flight.until, 400))))
    return min(2 * math.pi / made.resolution(), narrowest / (_PER_WIDTH * RATIOS[0]))


def _nodes(made: Wavepacket, flight: Reduced) -> float:
    return 4 * flight.half[0] * flight.half[1] / spacing(made, flight) ** 2


def _check_nodes(name: str, nodes: float) -> None:
    if nodes > _MOST_NODES:
        raise InputError(name, f"{nodes:.2g} nodes", f"at most {_MOST_NODES:g} nodes", "Take fewer cells.")


def expected_seconds(made: Wavepacket) -> float:
    """Return the expected time of computing, in s."""
    if made.mode == "landau":
        return (2 * half_landau(made) * made.resolution()) ** 3 / 2e5
    if made.mode == "aharonov-bohm":
        h = 2 * math.pi / made.resolution()
        return 14 * _nodes_of_slits(made) * (70 * 4 / h**2 + 2000) / _NODES_PER_SECOND
    flight = reduced(made)
    h = spacing(made, flight)
    return 1.7 * _nodes(made, flight) * (flight.until * 4 / h**2 + 30 * RECORDS) / _NODES_PER_SECOND

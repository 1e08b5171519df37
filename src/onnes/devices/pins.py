"""Pins: small places where a superconductor is weaker, which hold vortices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.errors import InputError, door
from onnes.geometry import Shape, disc
from onnes.geometry.lengths import point, positive_length
from onnes.units import positive_si, to_si

_DEEPEST = 1e3
_FEWEST_PATHS = 1e-3
"""Largest depth of a pin, and smallest ratio of mean free paths."""
_MOST = 1_000_000
_REACH = 6.0
"""Radii beyond which a pin is not felt: exp(-36)."""
_EXAMPLE = 'Write pins=[onnes.pin(at=("100 nm", "0 nm"), radius="10 nm")], or pins=onnes.pins.random(...).'


@dataclass(frozen=True)
class Pin:
    """A weak place, see `pin`; lengths in metres."""

    at: tuple[float, float]
    radius: float
    depth: float
    mean_free_path: float
    hole: bool


@dataclass(frozen=True)
class Random:
    """Pins at random, see `random`; density in 1/m^2."""

    density: float
    one: Pin
    seed: int

    def within(self, outline: Shape) -> tuple[Pin, ...]:
        """Return the pins, with their centres within an outline."""
        number = round(self.density * outline.area)
        if not 1 <= number <= _MOST:
            raise InputError("pins", f"density {self.density:.3g} 1/m^2, {number} pins on the device",
                             f"1 to {_MOST:,} pins", 'Write for example density="100 um^-2".')
        rng, (low_x, low_y, high_x, high_y) = np.random.default_rng(self.seed), outline.bounds
        found = np.zeros((0, 2))
        while len(found) < number:
            drawn = rng.uniform((low_x, low_y), (high_x, high_y), size=(number, 2))
            found = np.concatenate([found, drawn[outline.contains(*drawn.T)]])
        one = self.one
        return tuple(Pin((x, y), one.radius, one.depth, one.mean_free_path, one.hole)
                     for x, y in found[:number].tolist())


@door
def pin(at: Any, radius: Any, depth: Any = 1.0, mean_free_path: Any = 1.0, hole: bool = False) -> Pin:
    """Return a pin: ``epsilon -> epsilon (1 - depth g)``, ``l -> l (1 - (1 - q) g)``, ``g = exp(-r^2/radius^2)``.

    epsilon is the local Tc - T over that of the device; the mean free path l weighs the gradient term and the normal
    conductivity. Where pins overlap the deeper one counts. A `Film` is thinner than xi, so that a pin goes through it;
    a `Bulk` does not change along z, and its pins are columns.

    Args:
        at: (x, y) of its centre [m].
        radius: [m]; 1/e of g, or of the hole.
        depth: by how much Tc - T is lower in the centre: 1 is Tc = T, more is normal metal, below 0 a stronger place.
        mean_free_path: q, that in the centre over that of the device.
        hole: whether a hole is cut instead; depth and mean free path then have no meaning.

    Raises:
        InputError: no point, or a number out of range.

    Source: Blatter et al., Rev. Mod. Phys. 66, 1125 (1994), section II: delta Tc and delta l pinning.
    """
    if not isinstance(hole, (bool, np.bool_)):
        raise InputError("hole", hole, "true or false")
    return Pin(point(at, "at"), *_form(radius, depth, mean_free_path), bool(hole))


@door
def random(density: Any, radius: Any, depth: Any = 1.0, mean_free_path: Any = 1.0, hole: bool = False, *,
           seed: int = 0) -> Random:
    """Return pins at independent random places, evenly spread over a device: density times its area, rounded.

    Args:
        density: number per area [1/m^2], "100 um^-2".
        radius, depth, mean_free_path, hole: of each, see `pin`.
        seed: of the places; the same seed gives the same places.

    Raises:
        InputError: a number out of range; by the device, if there would be none or more than a million.
    """
    if not isinstance(seed, (int, np.integer)) or isinstance(seed, bool) or not 0 <= seed < 2**32:
        raise InputError("seed", seed, "a whole number from 0 to 2^32 - 1")
    return Random(positive_si(density, "1/m^2", "density"), pin((0.0, 0.0), radius, depth, mean_free_path, hole),
                  int(seed))


def pins_on(outline: Shape, given: Any) -> tuple[Pin, ...]:
    """Return the pins of a device.

    Args:
        given: None, a sequence of pins, or random ones.

    Raises:
        InputError: something else; a pin that is larger than the device, or not on it.
    """
    if given is None:
        return ()
    found = given.within(outline) if isinstance(given, Random) else given
    if not isinstance(found, Sequence) or not all(isinstance(each, Pin) for each in found):
        raise InputError("pins", given, "a list of pins", _EXAMPLE)
    low_x, low_y, high_x, high_y = outline.bounds
    size = min(high_x - low_x, high_y - low_y)
    for index, each in enumerate(found):
        if 2 * each.radius > size:
            which = "pins" if isinstance(given, Random) else f"pins[{index}]"
            raise InputError(f"{which}.radius", f"{each.radius:g} m",
                             f"at most half the shorter side of the device, {size / 2:.3g} m",
                             "Take a smaller radius; weak places of any size are disorder=, or normal=.")
    inside = outline.contains(*np.reshape([each.at for each in found], (-1, 2)).T)
    if not np.all(inside):
        worst = int(np.argmin(inside))
        x, y = found[worst].at
        raise InputError(f"pins[{worst}].at", f"({x:g} m, {y:g} m)", "a point on the device", _EXAMPLE)
    return tuple(found)


def holes_of(pins: Iterable[Pin]) -> list[Shape]:
    """Return the holes that pins cut."""
    return [disc(each.radius, each.at) for each in pins if each.hole]


def strength(pins: Iterable[Pin], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return ``1 - depth g`` at points, of the deepest pin at each."""
    return 1 - _largest(pins, lambda each: each.depth, x, y)


def conduction(pins: Iterable[Pin], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the mean free path at points over that of the device, of the pin that changes it most."""
    return 1 - _largest(pins, lambda each: 1 - each.mean_free_path, x, y)


def _largest(pins: Iterable[Pin], size: Any, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return ``size g`` at points, that of the largest magnitude."""
    from scipy.spatial import cKDTree

    alike: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for each in pins:
        if not each.hole and size(each):
            alike.setdefault((each.radius, size(each)), []).append(each.at)
    x, y = np.broadcast_arrays(x, y)
    points, largest = np.stack([x.ravel(), y.ravel()], axis=1), np.zeros(x.size)
    for (radius, amount), places in alike.items():
        distance = cKDTree(places).query(points, distance_upper_bound=_REACH * radius)[0]
        felt = amount * np.exp(-(distance / radius) ** 2)
        largest = np.where(np.abs(felt) > np.abs(largest), felt, largest)
    return largest.reshape(x.shape)


def to_dict(pins: Sequence[Pin]) -> dict[str, Any]:
    """Return pins as arrays by name, see `from_dict`."""
    return {name: np.array([getattr(each, name) for each in pins]) for name in Pin.__dataclass_fields__}


def from_dict(given: Mapping[str, Any]) -> tuple[Pin, ...]:
    """Return the pins that `to_dict` described."""
    columns = [np.asarray(given[name]).tolist() for name in Pin.__dataclass_fields__]
    return tuple(Pin((at[0], at[1]), *rest) for at, *rest in zip(*columns, strict=True))


def _form(radius: Any, depth: Any, mean_free_path: Any) -> tuple[float, float, float]:
    """Return radius, depth and ratio of mean free paths as numbers."""
    deep, path = to_si(depth, "", "depth"), positive_si(mean_free_path, "", "mean_free_path")
    if not abs(deep) <= _DEEPEST:
        raise InputError("depth", depth, f"at most {_DEEPEST:g}", "1 brings Tc of the centre down to T.")
    if not _FEWEST_PATHS <= path <= 1 / _FEWEST_PATHS:
        raise InputError("mean_free_path", mean_free_path, f"{_FEWEST_PATHS:g} to {1 / _FEWEST_PATHS:g} times that of "
                         "the device", "It is a ratio, not a length.")
    return positive_length(radius, "radius"), deep, path

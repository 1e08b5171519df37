"""Pins: small places where a superconductor is weaker, which hold vortices."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from onnes.devices.period import Period
from onnes.errors import InputError, door
from onnes.geometry import Shape, disc
from onnes.geometry.lengths import point, positive_length
from onnes.units import finite_si, positive_si, to_si

_DEEPEST = 1e3
_FEWEST_PATHS = 1e-3
"""Largest depth of a pin, and smallest ratio of mean free paths."""
_MOST = 1_000_000
_MOST_FAILED = 50
"""Times in succession that places are drawn for all pins and none has room."""
_JAMMED = 0.83
"""Spacing times the root of the density at which random discs leave no room for another one: they cover 0.547."""
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
    """Pins at random, see `random`; density in 1/m^2, spacing in m."""

    density: float
    one: Pin
    seed: int
    spacing: float = 0.0

    def within(self, outline: Shape, period: Period) -> tuple[Pin, ...]:
        """Return the pins, with their centres within an outline; images along a period keep their distance, too."""
        from scipy.spatial import cKDTree

        number = round(self.density * outline.area)
        if not 1 <= number <= _MOST:
            raise InputError("pins", f"density {self.density:.3g} 1/m^2, {number} pins on the device",
                             f"1 to {_MOST:,} pins", 'Write for example density="100 um^-2".')
        rng, (low_x, low_y, high_x, high_y) = np.random.default_rng(self.seed), outline.bounds
        found = np.zeros((0, 2))
        box: Any = [length or 0.0 for length in period]  # 0: no images
        before, failed = 0, 0
        while len(found) < number:
            drawn = rng.uniform((low_x, low_y), (high_x, high_y), size=(number, 2))
            found = np.concatenate([found, drawn[outline.contains(*drawn.T)]])
            if self.spacing:
                pairs = cKDTree(found - (low_x, low_y), boxsize=box).query_pairs(self.spacing, output_type="ndarray")
                found = np.delete(found, np.max(pairs, axis=1), axis=0)
                failed = 0 if len(found) > before else failed + 1
                before = len(found)
            if failed > _MOST_FAILED:
                raise InputError("pins.spacing", f"{self.spacing:g} m, at which {before} of {number} pins found room",
                                 f"less than about {_JAMMED / math.sqrt(self.density):.2g} m at their density",
                                 "Take a smaller spacing or density.")
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
           seed: int = 0, spacing: Any = 0.0) -> Random:
    """Return pins at random places, evenly spread over a device: density times its area, rounded.

    Args:
        density: number per area [1/m^2], "100 um^-2".
        radius, depth, mean_free_path, hole: of each, see `pin`.
        seed: of the places; the same seed gives the same places.
        spacing: least distance between centres [m], so that pins do not overlap; 0 for independent places.

    Raises:
        InputError: a number out of range; by the device, if there would be none or more than a million, or if they
            find no room at their spacing, as at more than 0.83/sqrt(density).
    """
    if not isinstance(seed, (int, np.integer)) or isinstance(seed, bool) or not 0 <= seed < 2**32:
        raise InputError("seed", seed, "a whole number from 0 to 2^32 - 1")
    apart = finite_si(spacing, "m", "spacing")
    if apart < 0:
        raise InputError("spacing", spacing, "0 or a positive length", 'Write for example spacing="30 nm".')
    return Random(positive_si(density, "1/m^2", "density"), pin((0.0, 0.0), radius, depth, mean_free_path, hole),
                  int(seed), apart)


def pins_on(outline: Shape, period: Period, given: Any) -> tuple[Pin, ...]:
    """Return the pins of a device.

    Args:
        given: None, a sequence of pins, or random ones.

    Raises:
        InputError: something else; a pin that is larger than the device, or not on it.
    """
    if given is None:
        return ()
    found = given.within(outline, period) if isinstance(given, Random) else given
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


def with_images(pins: Sequence[Pin], period: Period, reach: float = _REACH) -> list[Pin]:
    """Return pins and their images along a period, as many as are felt within the cell.

    Args:
        reach: radii beyond which a pin is not felt.
    """
    largest = reach * max((each.radius for each in pins), default=0.0)
    along_x, along_y = ([0.0] if length is None else
                        [n * length for n in range(-math.ceil(largest / length), math.ceil(largest / length) + 1)]
                        for length in period)
    return [replace(each, at=(each.at[0] + dx, each.at[1] + dy)) for each in pins for dx in along_x for dy in along_y]


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

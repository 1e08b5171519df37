"""The devices on which pyTDGL teaches and demonstrates itself, as plain data: outlines, lengths, fields, currents.

Lengths are in um, fields in mT, currents in uA, times in tau_0. Sources, all of https://github.com/loganbvh/py-tdgl:
the weak link is that of the quick start of its documentation (docs/notebooks/quickstart.ipynb); the
nano-SQUID is docs/scripts/simple_squid.py, in a field that is the same on loop and leads (its lead_angle = 0); its
documentation shows no ring, so that the ring is the one that its author gives for trapping flux (issue 71), whose
fields and times are ours. Corners are kept as drawn but for the SQUID, whose outline is 300 points equally far apart as
in its script, which cut them: pyTDGL finds no mesh for the corners themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from onnes.bench.against.tdgl_film import Plate

if TYPE_CHECKING:
    from onnes.devices import Film

_RESISTIVITY = "100 nohm m"
_DEPTH_OF_TERMINAL = 1e-3
"""Half the depth of the terminals in pyTDGL over the height of the device: they hold the end edges alone."""


@dataclass(frozen=True)
class PublishedDevice:
    """A film with holes that pyTDGL publishes, u = 5.79.

    Attributes:
        outline: shapely polygon with the holes cut out.
        holes: names of the holes, in their order in the outline.
        probes: points between which the voltage is read; a device with probes has terminals at its top and bottom.
        edge: longest edge of pyTDGL's mesh, as published.
        apart: largest distance of points along the outline in pyTDGL.
    """

    name: str
    coherence_length: float
    penetration_depth: float
    thickness: float
    gamma: float
    outline: shapely.Polygon
    holes: tuple[str, ...]
    edge: float
    apart: float
    probes: tuple[tuple[float, float], ...] = ()
    u: float = 5.79

    def film(self, weak: WeakRegion | None = None) -> Film:
        """Return the device in Onnes."""
        import onnes
        from onnes.geometry import shape

        holes = {name: shape(shapely.Polygon(rim), "um")
                 for name, rim in zip(self.holes, self.outline.interiors, strict=True)}
        terminals = {"source": onnes.edge("top"), "drain": onnes.edge("bottom")} if self.probes else {}
        film = onnes.Film(
            shape(self.outline, "um"), holes=holes, terminals=terminals, gamma=self.gamma, u=self.u,
            probes={name: (f"{x} um", f"{y} um") for name, (x, y) in zip("ab", self.probes, strict=False)},
            coherence_length=f"{self.coherence_length} um", penetration_depth=f"{self.penetration_depth} um",
            thickness=f"{self.thickness} um", resistivity=_RESISTIVITY)
        return film if weak is None else film.replace(disorder=weak.epsilon_at(film.constants.time_unit))

    def plate(self, edge: float) -> Plate:
        """Return the device for pyTDGL, meshed with edges no longer than the one given."""
        low_x, low_y, high_x, high_y = self.outline.bounds
        rim, depth = 0.05 * (high_x - low_x), _DEPTH_OF_TERMINAL * (high_y - low_y)
        terminals = {name: corners(shapely.box(low_x - rim, y - depth, high_x + rim, y + depth))
                     for name, y in (("source", high_y), ("drain", low_y))} if self.probes else {}
        divided = self.outline.segmentize(self.apart)
        holes = {name: corners(shapely.Polygon(rim))
                 for name, rim in zip(self.holes, divided.interiors, strict=True)}
        return Plate(self.coherence_length, self.penetration_depth, self.thickness, self.u, edge,
                     corners(shapely.Polygon(divided.exterior)), holes, terminals, self.probes)


@dataclass(frozen=True)
class WeakRegion:
    """A box in which superconductivity is disturbed until some time: epsilon inside, 1 outside and later.

    Attributes:
        box: low x, low y, high x, high y.
        soft: distance across the rim of the box over which epsilon goes to 1 on a straight line; with a sharp rim the
            box would be as wide as the nodes that it happens to hold.
    """

    box: tuple[float, float, float, float]
    epsilon: float
    until: float
    soft: float

    def epsilon_at(self, tau: float):
        """Return epsilon(x, y, t) of metres and seconds, with the unit of time in seconds."""
        low_x, low_y, high_x, high_y = (1e-6 * side for side in self.box)

        def epsilon(x, y, t):
            depth = np.minimum(np.minimum(x - low_x, high_x - x), np.minimum(y - low_y, high_y - y))
            inside = np.clip(0.5 + depth / (1e-6 * self.soft), 0.0, 1.0)
            return np.where(t < self.until * tau, 1.0 + (self.epsilon - 1.0) * inside, 1.0)

        return epsilon

    def asked(self) -> Mapping[str, Any]:
        """Return the region as pyTDGL is told of it."""
        return asdict(self)


@dataclass(frozen=True)
class PublishedRun:
    """A run of a device from rest in no field, when field and current are switched on.

    Attributes:
        read: readings by the time at which they are compared, in tau_0; a voltage is the mean since the time before.
            The last time ends the run.
        second: longest edge of pyTDGL's second mesh over that of the published one: finer where that takes a minute or
            so, else coarser.
    """

    name: str
    device: PublishedDevice
    read: Mapping[float, tuple[str, ...]]
    second: float = 2 / 3
    field: float = 0.0
    current: float = 0.0
    weak: WeakRegion | None = None


def corners(polygon: shapely.Polygon) -> list[list[float]]:
    """Return the corners of an outline without repeating the first."""
    return shapely.get_coordinates(polygon.exterior)[:-1].tolist()


def circle(radius: float, centre: tuple[float, float] = (0.0, 0.0), points: int = 150) -> np.ndarray:
    """Return corners on a circle."""
    angle = np.linspace(0.0, 2 * math.pi, points, endpoint=False)
    return np.array(centre) + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def evenly(polygon: shapely.Geometry, points: int) -> np.ndarray:
    """Return points along the outline of a polygon that are equally far apart."""
    ring = shapely.get_exterior_ring(polygon)
    return shapely.get_coordinates(shapely.line_interpolate_point(ring, np.arange(points) / points, normalized=True))


def diamond(half_width: float, half_height: float, centre: tuple[float, float]) -> np.ndarray:
    """Return corners of a square that stands on its corner, or of one that is squeezed."""
    return np.array(centre) + np.array([(half_width, 0), (0, half_height), (-half_width, 0), (0, -half_height)])


def _squid() -> shapely.Polygon:
    """An annulus of radii 75 and 125 nm on leads of 125 nm, to 375 nm from its middle, with two notches.

    Each notch is a square of 125 nm on its corner, half as high, whose tip is rounded with 10 nm: it leaves a link of
    20 nm beside the hole.
    """
    half = 0.125 / math.sqrt(2)
    notch = shapely.Polygon(diamond(half, 0.5 * half, (0.083 + half, 0.0))).buffer(-0.01).buffer(0.01)
    film = shapely.union(shapely.Polygon(circle(0.125)), shapely.box(-0.0625, -0.375, 0.0625, 0.375))
    film = film - notch - shapely.transform(notch, lambda points: points * (-1, 1))
    return shapely.Polygon(evenly(film, 300), [circle(0.075, points=100)])


WEAK_LINK = PublishedDevice(
    "weak link", 0.5, 2.0, 0.1, 1.0,
    shapely.Polygon(
        [(-2.5, -8.75), (2.5, -8.75), (2.5, -5 / 3), (2.5 / 3, 0.0), (2.5, 5 / 3), (2.5, 8.75), (-2.5, 8.75),
         (-2.5, 5 / 3), (-2.5 / 3, 0.0), (-2.5, -5 / 3)],
        [circle(2.5 / 3, (0.0, 3.5)), diamond(2.5 * math.sqrt(2) / 3, 2.5 * math.sqrt(2) / 3, (0.0, -3.5))]),
    ("round", "square"), 0.25, 0.125, ((0.0, 7.0), (0.0, -7.0)))
"""5 x 17.5 um with two notches, which leave a link of 5/3 um, a round and a square hole."""

RING = PublishedDevice("ring", 0.05, 0.1, 0.01, 10.0, shapely.Polygon(circle(1.0, points=200), [circle(1 / 3)]),
                       ("hole",), 0.025, 0.04)

SQUID = PublishedDevice("nano-SQUID", 0.05, 0.2, 0.02, 10.0, _squid(), ("loop",), 0.01, 0.01,
                        ((0.0, 0.1875), (0.0, -0.1875)))

_EARLY = ("mean_density", "moment")
_LATE = (*_EARLY, "vortices", "fluxoid")
_FLOWING = ("mean_density", "voltage")

RUNS = (
    PublishedRun("weak link in 0.4 mT", WEAK_LINK, {1.0: _EARLY, 50.0: _LATE}, field=0.4),
    PublishedRun("weak link at 12 uA", WEAK_LINK, {50.0: ("mean_density",), 150.0: _FLOWING}, 1.4, current=12.0),
    PublishedRun("ring in 5 mT", RING, {1.0: _EARLY, 20.0: _LATE}, 1.5, field=5.0),
    PublishedRun("ring closed in 2 mT", RING, {1.0: _EARLY, 15.0: _EARLY, 30.0: _LATE}, 1.5, field=2.0,
                 weak=WeakRegion((0.0, -0.2, 1.1, 0.2), -1.0, 15.0, 0.05)),
    PublishedRun("nano-SQUID in 20 mT", SQUID, {1.0: _EARLY, 10.0: _LATE}, 1.5, field=20.0),
    PublishedRun("nano-SQUID at 60 uA", SQUID, {5.0: ("mean_density",), 10.0: _FLOWING}, 1.5, current=60.0),
)

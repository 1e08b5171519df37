"""Terminals of a device: the places where a current is fed in, and what psi does there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import shapely

from onnes.errors import InputError, check_name, door
from onnes.geometry import Shape, shape
from onnes.grids import Grid, Sample
from onnes.units import to_si

Contact = Literal["normal", "held", "free"]
Side = Literal["left", "right", "bottom", "top"]

FEWEST_CELLS = 2.0
"""Cells of the grid along the shortest edge that is taken for straight."""


@dataclass(frozen=True)
class Edge:
    """A straight part of the outline: where it touches one side of its bounding box.

    Attributes:
        side: left, right, bottom or top.
        between: the part of that side, from and to [m], along y for left and right, along x for bottom and top; None
            for all of it.
    """

    side: Side
    between: tuple[float, float] | None = None

    @property
    def axis(self) -> int:
        """The axis across the edge: 0 for left and right, 1 for bottom and top."""
        return 0 if self.side in ("left", "right") else 1

    @property
    def index(self) -> int:
        """The row of nodes on the edge."""
        return 0 if self.side in ("left", "bottom") else -1

    def line(self, outline: Shape) -> shapely.LineString:
        """Return the side of the bounding box, in metres."""
        low_x, low_y, high_x, high_y = outline.bounds
        x, y = (low_x, high_x)[self.index], (low_y, high_y)[self.index]
        return shapely.LineString([(x, low_y), (x, high_y)] if self.axis == 0 else [(low_x, y), (high_x, y)])

    def intervals(self, outline: Shape) -> list[tuple[float, float]]:
        """Return the intervals of the outline on this side of its bounding box, in metres."""
        low_x, low_y, high_x, high_y = outline.bounds
        reach = 1e-9 * max(high_x - low_x, high_y - low_y)
        near = shapely.intersection(outline.region.boundary, self.line(outline).buffer(reach, cap_style="flat"))
        along = 1 - self.axis
        found = [(part.bounds[along], part.bounds[along + 2]) for part in shapely.get_parts(near)]
        low, high = self.between or (-np.inf, np.inf)
        return [(max(a, low), min(b, high)) for a, b in found if min(b, high) > max(a, low)]


@dataclass(frozen=True)
class Terminal:
    """A place where a current may be fed in.

    Attributes:
        region: an `Edge`, or a `Shape` that overlaps the device: a contact pad on top of it.
        contact: "normal": a lead of normal metal, psi = 0; "held": a wide superconducting bank, where psi keeps
            the equilibrium value at the temperature at which a run begins; "free": psi is free, and the current enters
            as a normal current which becomes a supercurrent within the charge-imbalance length.
    """

    region: Edge | Shape
    contact: Contact = "normal"

    def __post_init__(self):
        check_name("contact", self.contact, get_args(Contact))

    def to_dict(self) -> dict[str, Any]:
        """Return the terminal as JSON-ready text and numbers."""
        region = {"side": self.region.side, "between": self.region.between} if isinstance(self.region, Edge) else (
            {"shape": self.region.to_wkt()})
        return region | {"contact": self.contact}

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Terminal:
        """Return the terminal that `to_dict` described."""
        if "shape" in given:
            return cls(shape(given["shape"]), given["contact"])
        between = given["between"]
        return cls(Edge(given["side"], None if between is None else (between[0], between[1])), given["contact"])

    def distance(self, place: tuple[float, float], outline: Shape) -> float:
        """Return the distance of a point from the terminal, in metres."""
        region = self.region.line(outline) if isinstance(self.region, Edge) else self.region.region
        return float(shapely.distance(shapely.Point(place), region))

    def check_on(self, outline: Shape, name: str) -> None:
        """Refuse a terminal that touches a device nowhere.

        Raises:
            InputError: it does not overlap the outline, or is not along it.
        """
        touches = self.region.intervals(outline) if isinstance(self.region, Edge) else (
            outline.region.intersection(self.region.region).area > 0)
        if not touches:
            raise InputError(f"terminals[{name!r}]", str(self.region), "a place on the device",
                             "Move the terminal so that it overlaps the device.")

    def shares(self, outline: Shape, grid: Grid, sample: Sample, unit: float, name: str) -> np.ndarray:
        """Return the share of the terminal's current that enters at every node, shape grid.shape, of sum 1.

        Args:
            outline: of the device, in metres.
            unit: length of one unit of the grid in metres.

        Raises:
            InputError: an edge that is shorter than `FEWEST_CELLS` of the grid.
        """
        shares = self._of_edge(outline, grid, unit, name) if isinstance(self.region, Edge) else (
            self._of_pad(outline, grid, unit))
        shares = np.where(np.asarray(sample.node_volume) > 0, shares, 0.0)
        return shares / np.sum(shares)

    def _of_edge(self, outline: Shape, grid: Grid, unit: float, name: str) -> np.ndarray:
        edge = self.region
        assert isinstance(edge, Edge)
        nodes = np.asarray(grid.nodes[1 - edge.axis]) * unit
        middles = 0.5 * (nodes[1:] + nodes[:-1])
        low, high = np.append(nodes[0], middles), np.append(middles, nodes[-1])
        covered = sum((np.clip(np.minimum(high, b) - np.maximum(low, a), 0, None)
                       for a, b in edge.intervals(outline)), np.zeros(len(nodes)))
        spacing = nodes[1] - nodes[0]
        if np.sum(covered) < FEWEST_CELLS * spacing:
            raise InputError(
                f"terminals[{name!r}]", f'edge("{edge.side}") of length {np.sum(covered):.3g} m',
                f"a straight edge of at least {FEWEST_CELLS:g} grid cells of {spacing:.3g} m",
                "Give the terminal as a shape that overlaps the device: terminals={...: onnes.rectangle(...)}, or "
                "increase cells_per_xi if the edge is straight.")
        shares = np.zeros(grid.shape)
        shares[(edge.index, slice(None)) if edge.axis == 0 else (slice(None), edge.index)] = covered
        return shares

    def _of_pad(self, outline: Shape, grid: Grid, unit: float) -> np.ndarray:
        assert isinstance(self.region, Shape)
        return np.asarray(Sample(grid, (outline & self.region).scaled(1 / unit)).node_volume)


@door
def edge(side: Side, between: tuple[Any, Any] | None = None, contact: Contact = "normal") -> Terminal:
    """Return a terminal along a straight edge of a device.

    Args:
        side: "left", "right", "bottom" or "top" of the device's bounding box.
        between: from and to, along the edge ("-50 nm", "50 nm"); all of it if left out.
        contact: see `Terminal`.

    Raises:
        InputError: an unknown side or contact, or an interval that is none.
    """
    check_name("side", side, get_args(Side))
    if between is not None:
        if isinstance(between, str) or np.shape(between) != (2,):
            raise InputError("between", between, 'two coordinates such as ("-50 nm", "50 nm")')
        low, high = (to_si(end, "m", "between") for end in between)
        if not low < high:
            raise InputError("between", between, "an interval from a lower to a higher coordinate")
        between = (low, high)
    return Terminal(Edge(side, between), contact)


@door
def terminal(region: Any, contact: Contact | None = None, argument: str = "region") -> Terminal:
    """Return a terminal where a shape overlaps a device, a contact pad; or a terminal with another contact.

    Args:
        region: a shape, anything that `onnes.geometry.shape` reads, or a terminal.
        contact: see `Terminal`; if left out, that of a terminal that is given, "normal" of a shape.
        argument: name by which errors call the region.

    Raises:
        InputError: no shape, or an unknown contact.
    """
    if isinstance(region, str) and region in get_args(Side):
        raise InputError(argument, region, "a terminal or a shape", f'Write onnes.edge("{region}").')
    if isinstance(region, Terminal):
        return region if contact is None else Terminal(region.region, contact)
    return Terminal(shape(region, argument=argument), contact or "normal")

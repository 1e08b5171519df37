"""Vortices as objects: where each was at every record, where it came from and where it went."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import shapely
import xarray as xr
from shapely.affinity import translate

from onnes.devices import Device
from onnes.devices.period import Period
from onnes.errors import InputError
from onnes.readouts.vortex_links import Vortices, linked, nearest_image

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.solutions.solution import Solution

_SIDES = ("right", "top", "left", "bottom")
_FAR = 1e3
"""Distance in metres of an edge that is not there."""


@dataclass(frozen=True, eq=False)
class Tracks:
    """Vortices of a run, followed from record to record.

    ``tracks.table.to_dataframe()`` and ``tracks.points.to_dataframe()`` give pandas tables.

    Attributes:
        table: one entry for each ``track``: ``charge``, +1 for flux along z and -1 against it; ``birth`` and ``death``,
            times of its first and last record [s]; ``came`` and ``went``: "start" and "end" of the run, "edge", "hole"
            or "pair"; ``came_by`` and ``went_by``: the side of the edge (left, right, bottom, top, by the way out from
            the last place), the name of the hole, or the number of the other track of the pair; ``length`` of its path
            [m] and mean ``speed`` [m/s], NaN with a single record; ``longest_step`` between two records [m], which
            tells whether the records are dense enough.
        points: one entry for each vortex of each record: ``track``, ``record``, ``time`` [s], ``x``, ``y`` [m],
            ``charge``. A giant vortex counts as several in one place.
        solution: of which the tracks are.
    """

    table: xr.Dataset
    points: xr.Dataset
    solution: Solution

    def __repr__(self) -> str:
        return f"Tracks of {self.table.sizes['track']} vortices\n{self.table.to_dataframe()}"

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the paths, coloured by time, over |psi|^2 at the end: from a circle to a cross."""
        from onnes.solutions.pictures import plot_tracks

        return plot_tracks(self, ax)


def tracks_of(solution: Solution) -> Tracks:
    """Return the tracks of the vortices of a solution, see `Solution.tracks`."""
    if "vortices" not in solution.data:
        raise InputError("law", solution.inputs["law"], "a law with an order parameter",
                         "A perfect conductor has no vortices.")
    way_out = _WaysOut(solution.device)
    records = [_record(solution, frame, way_out) for frame in range(solution.data.sizes["time"])]
    track, came, went = _followed(records, solution.device.period)
    times = solution.data["time"].values
    number = np.concatenate(track).astype(int)
    record = np.repeat(np.arange(len(records)), [len(each.charge) for each in records])
    place, charge = (np.concatenate([getattr(each, name) for each in records]) for name in ("place", "charge"))
    points = xr.Dataset({"track": ("point", number), "record": ("point", record),
                         "time": ("point", times[record], {"units": "s"}),
                         "x": ("point", place[:, 0], {"units": "m"}), "y": ("point", place[:, 1], {"units": "m"}),
                         "charge": ("point", charge)})
    return Tracks(_table(points, came, went, way_out, solution.device.period), points, solution)


def _record(solution: Solution, frame: int, way_out: _WaysOut) -> Vortices:
    found = solution.vortices_at(frame)
    times = np.abs(found["charge"].values)
    place = np.repeat(np.stack([found["x"].values, found["y"].values], axis=-1), times, axis=0)
    return Vortices(place, np.repeat(np.sign(found["charge"].values), times), way_out.distances(place))


def _followed(records: list[Vortices],
              period: Period) -> tuple[list[np.ndarray], dict[int, tuple], dict[int, tuple]]:
    """Return the number of the track of every vortex of each record, and how each track began and ended.

    Beginnings and ends are ("start",), ("end",), ("pair", the other track) or ("out",).
    """
    track = [np.arange(len(records[0].charge))]
    came: dict[int, tuple] = dict.fromkeys(track[0].tolist(), ("start",))
    went: dict[int, tuple] = {}
    for before, after in pairwise(records):
        links, earlier = linked(before, after, period), track[-1]
        now = np.full(len(after.charge), -1)
        moved = links.next >= 0
        now[links.next[moved]] = earlier[moved]
        new = np.flatnonzero(now < 0)
        now[new] = len(came) + np.arange(len(new))
        for index in np.flatnonzero(~moved):
            partner = links.annihilated_with[index]
            went[int(earlier[index])] = ("pair", int(earlier[partner])) if partner >= 0 else ("out",)
        for index in new:
            partner = links.created_with[index]
            came[int(now[index])] = ("pair", int(now[partner])) if partner >= 0 else ("out",)
        track.append(now)
    return track, came, went | dict.fromkeys(track[-1].tolist(), ("end",))


def _table(points: xr.Dataset, came: dict[int, tuple], went: dict[int, tuple], way_out: _WaysOut,
           period: Period) -> xr.Dataset:
    rows = []
    order = np.argsort(points["track"].values, kind="stable")
    starts = np.searchsorted(points["track"].values[order], np.arange(len(came) + 1))
    time, charge = points["time"].values, points["charge"].values
    place = np.stack([points["x"].values, points["y"].values], axis=-1)
    for number in range(len(came)):
        own = order[starts[number]:starts[number + 1]]
        steps = np.hypot(*nearest_image(np.diff(place[own], axis=0), period).T)
        first, last = own[0], own[-1]
        rows.append((charge[first], time[first], time[last], *way_out.named(came[number], place[first]),
                     *way_out.named(went[number], place[last]), np.sum(steps),
                     np.sum(steps) / (time[last] - time[first]) if len(steps) else np.nan, np.max(steps, initial=0.0)))
    columns = list(zip(*rows, strict=True)) or [[]] * 10
    about = {"charge": "", "birth": "s", "death": "s", "came": "", "came_by": "", "went": "", "went_by": "",
             "length": "m", "speed": "m/s", "longest_step": "m"}
    texts = ("came", "came_by", "went", "went_by")
    return xr.Dataset({
        name: ("track", np.array(column, int if name == "charge" else object if name in texts else float),
               {"units": unit} if unit else {})
        for (name, unit), column in zip(about.items(), columns, strict=True)},
        {"track": np.arange(len(came))})


class _WaysOut:
    """The edges and holes of a device, over which vortices enter and leave; none where it repeats."""

    def __init__(self, device: Device):
        shifts = list(product(*((0.0,) if length is None else (-length, 0.0, length) for length in device.period)))
        self.lines = [_rims(device), *(
            shapely.MultiLineString([translate(shapely.get_parts(hole.region)[0].exterior, *shift) for shift in shifts])
            for hole in device.outline.holes)]
        self.holes = device.hole_names
        for line in self.lines:
            shapely.prepare(line)

    def distances(self, place: np.ndarray) -> np.ndarray:
        """Return the distances of places from the nearest edge or hole, in metres."""
        return np.min(self._to_each(place), axis=0)

    def _to_each(self, place: np.ndarray) -> np.ndarray:
        points = shapely.points(place)
        return np.stack([shapely.distance(line, points) if line.length else np.full(len(place), _FAR)
                         for line in self.lines])

    def named(self, how: tuple, place: np.ndarray) -> tuple[str, str]:
        """Return how and by which way a track that began or ended at a place did so."""
        if how[0] != "out":
            return how[0], str(how[1]) if len(how) > 1 else ""
        nearest = int(np.argmin(self._to_each(place[None])[:, 0]))
        if nearest:
            return "hole", self.holes[nearest - 1]
        if not self.lines[0].length:
            return "edge", ""
        here, there = np.array(shapely.shortest_line(shapely.Point(place), self.lines[0]).coords)
        angle = np.arctan2(*(there - here)[::-1])
        return "edge", _SIDES[round(2 * angle / np.pi) % 4]


def _rims(device: Device) -> shapely.MultiLineString:
    """Return the outer edges of a device, without the sides of a cell over which it repeats."""
    if not device.periodic:
        return shapely.MultiLineString([part.exterior for part in shapely.get_parts(device.outline.region)])
    low_x, low_y, high_x, high_y = device.outline.bounds
    sides = {0: [[(x, low_y), (x, high_y)] for x in (low_x, high_x)],
             1: [[(low_x, y), (high_x, y)] for y in (low_y, high_y)]}
    return shapely.MultiLineString([side for axis in sides if axis not in device.periodic for side in sides[axis]])

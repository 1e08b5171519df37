"""A device on a grid, in reduced units: what the laws and the readouts work on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from onnes.devices.composition import Composition
from onnes.energies import FreeEnergy, Term
from onnes.geometry import Shape, resolves
from onnes.geometry.regions import coarsened
from onnes.grids import Grid, Sample
from onnes.readouts.faces_of_holes import FacesOfHoles
from onnes.readouts.plane import Plane

_AROUND = 1.5
"""Cells by which the loop around a hole is wider than the hole, so that its edges lie on the device."""

_TOLERANCE = 0.01
"""Cells by which rims of holes may be moved to have fewer corners."""


@dataclass(frozen=True, eq=False)
class Probes:
    """Points at which node values are read, by bilinear interpolation between the nodes on the device.

    Attributes:
        names: of the points.
        nodes: indices of four nodes each, shape (2, points, 4).
        weights: shape (points, 4); each row sums to one.
    """

    names: tuple[str, ...]
    nodes: np.ndarray
    weights: np.ndarray

    def read(self, values: np.ndarray) -> np.ndarray:
        """Return node values at the points, shape (points,)."""
        return np.sum(self.weights * values[self.nodes[0], self.nodes[1]], axis=1)


NO_PROBES = Probes((), np.zeros((2, 0, 4), int), np.zeros((0, 4)))


@dataclass(frozen=True, eq=False)
class Model:
    """A device on a grid.

    Attributes:
        own_terms: terms of the energy that a user added.
        energy: the free energy, in units of (Bc^2/mu_0) xi^3 (of a film: per xi of thickness).
        unit: xi, the length of one unit of the grid, in metres.
        spacing: of the grid, in metres.
        terminals: names, in the order of the currents of the drive.
        terminal_shares: share of each terminal's current at every node, shape (terminals, *grid.shape).
        held: psi of the nodes at which terminals hold it over its equilibrium value, NaN elsewhere; shape grid.shape.
        probes: points at which potentials are read.
        holes: the faces of each hole and of one cell around it.
        thickness: d over its largest value on the nodes, shape () or grid.shape.
        warnings: about parts of the outline that the grid does not resolve.
        geometry: weights of the outline alone, as if it were of one metal; in space of the recorded section.
        composition: regions of other metals and pins; None where there are none.
    """

    own_terms: tuple[Term, ...]
    energy: FreeEnergy
    unit: float
    spacing: float
    terminals: tuple[str, ...]
    terminal_shares: np.ndarray
    held: np.ndarray
    probes: Probes
    holes: FacesOfHoles
    thickness: np.ndarray
    warnings: tuple[str, ...]
    geometry: Sample
    composition: Composition | None

    @property
    def sample(self) -> Sample:
        """Weights of the device on its grid, of the conductivity and the density of states of each metal."""
        return self.energy.sample

    @property
    def grid(self) -> Grid:
        """The grid, in units of xi."""
        return self.energy.sample.grid

    @property
    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y of the nodes, in units of xi; with an axis of length 1 along z in space."""
        x, y = self.grid.points()
        return x, y

    @property
    def area(self) -> np.ndarray:
        """Area of the device on the nodes."""
        # The weights of the outline count the local thickness over the largest.
        return np.asarray(self.geometry.node_volume) / self.thickness

    @cached_property
    def plane(self) -> Plane:
        """The plane that the records of a run read: `geometry` with holes and terminals."""
        return Plane(self.geometry, self.holes, self.terminal_shares)

    @property
    def pinned(self) -> np.ndarray | None:
        """Nodes at which psi is held, or None if there are none."""
        pinned = np.isfinite(self.held)
        return pinned if np.any(pinned) else None

    @property
    def self_field(self) -> bool:
        """Return whether the field of the device's own current is computed."""
        sheet = self.energy.sheet
        return sheet is None or sheet.kernel is not None


def faces_of_holes(outline: Shape, grid: Grid, unit: float, spacing: float) -> FacesOfHoles:
    """Return `Model.holes`.

    Args:
        unit: length of one unit of the grid in metres.
        spacing: of the grid, in metres.
    """
    points = grid.points((0, 1))
    x, y = points[0][:, 0] * unit, points[1][0] * unit
    holes = coarsened(np.array([hole.region for hole in outline.holes], object), _TOLERANCE * spacing)
    around = shapely.buffer(holes, _AROUND * spacing)
    shapely.prepare(around)
    faces = [np.zeros(0, int)]
    for region in around:
        low_x, low_y, high_x, high_y = region.bounds
        i, j = (slice(*np.searchsorted(along, ends)) for along, ends in ((x, (low_x, high_x)), (y, (low_y, high_y))))
        columns, rows = np.nonzero(shapely.contains_xy(region, x[i, None], y[None, j]))
        faces.append((columns + i.start) * len(y) + rows + j.start)
    hole = np.repeat(np.arange(-1, len(around)), [len(each) for each in faces])
    return FacesOfHoles(np.concatenate(faces), hole, len(around))


def warnings_about(outline: Shape, spacing: float) -> tuple[str, ...]:
    """Return `Model.warnings` of a grid with the given spacing in metres."""
    if resolves(outline, spacing):
        return ()
    return (f"The narrowest part of the outline or of a gap is not resolved by a grid of {spacing:.3g} m; "
            "currents and fluxoids there have no meaning. Increase cells_per_xi.",)

"""Charge expelled from a long body of any cross-section, or one round about an axis, in Hirsch's electrodynamics.

Lengths in lambda, E in E_m, potentials in E_m lambda, charge densities in eps_0 E_m/lambda::

    -lap phi = rho,    rho = rho_0 - (phi - phi_0 - mu) in the body, 0 outside,    -lap phi_0 = rho_0 in the body

phi and its gradient are continuous at the surface, where there is no charge sheet; phi = 0 far away. The constant mu
follows from neutrality. In a sphere this gives the closed form, and no field outside.

rho_0 is the surface over the volume: charge 1 (eps_0 E_m per area) on the mean is expelled whatever the shape. In slab,
cylinder and sphere that is Hirsch's choice; for other bodies it is an assumption, which scales all results alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np
import shapely
from scipy.interpolate import RegularGridInterpolator
from scipy.sparse import coo_array, diags_array
from scipy.sparse.linalg import splu

from onnes.geometry import Shape
from onnes.grids import Grid, Sample
from onnes.numerics.grading import mirrored, stretched

_REACH, _GROWTH, _MARGIN = 100.0, 1.25, 0.35
"""Extent of the grid and of its even part beyond the body, in half extents of the body; growth of gaps further out."""
_AWAY = (2.5, 3.5, 4.5)
"""Distances from the surface, in spacings, from which the field outside is extrapolated to the surface."""
_SURFACE_POINTS = 720


@dataclass(frozen=True)
class ExpelledCharge:
    """Solution on the nodes of a grid.

    Attributes:
        x, y: coordinates of nodes; in a round body distance from the axis and place along it.
        inside: fraction of a node's cell in the body, shape (len(x), len(y)).
        density: rho in the body, 0 outside.
        potential: phi.
        field: E along x and y.
        volume: of the body per length, or whole; surface likewise.
        energy: half of the integral of E^2 over all space, per length or whole.
        energy_balance: the same over half of the integral of rho phi, less 1.
        imbalance: net charge over the negative charge.
        expelled: negative charge over the surface.
        quadrupole: integral of rho (x^2 - y^2), or in a round body of rho (2 z^2 - r^2).
        largest_field: of the nodes in the body.
        outside_field: largest at the surface, outside.
    """

    x: np.ndarray
    y: np.ndarray
    inside: np.ndarray
    density: np.ndarray
    potential: np.ndarray
    field: tuple[np.ndarray, np.ndarray]
    volume: float
    surface: float
    energy: float
    energy_balance: float
    imbalance: float
    expelled: float
    quadrupole: float
    largest_field: float
    outside_field: float


def expelled_charge(shape: Shape, spacing: float, *, round_body: bool) -> ExpelledCharge:
    """Solve for charge and potential of a body; second order in the spacing.

    Args:
        shape: cross-section, or meridian section at r >= 0 of a round body; lengths in lambda, one part.
        spacing: of the grid in and near the body, in lambda.
        round_body: whether x is the distance from an axis.
    """
    grid = _grid(shape, spacing, round_body)
    sample = Sample(grid, shape)
    turn = 2 * pi if round_body else 1.0
    cells, volumes = turn * grid.dual_measure(()), turn * np.asarray(sample.node_volume)
    body = volumes > 0
    surface, volume = _surface(shape, round_body), float(volumes.sum())
    background, stiffness = surface / volume, _stiffness(grid, turn)
    # No flux leaves the grid: the charge of the uniform body is spread thinly over the grid with the opposite sign.
    own = _solve_pinned(stiffness, background * (volumes - cells * volume / cells.sum()))
    matrix = stiffness + diags_array(volumes.ravel())
    factors = splu(matrix.tocsc(), permc_spec="MMD_AT_PLUS_A")
    phi = factors.solve((volumes * (own + background)).ravel())
    # The constant mu that makes phi vanish far away, and a step of refinement: charges then cancel to rounding.
    own, phi = own - phi[-1], phi - phi[-1]
    phi += factors.solve((volumes * (own + background)).ravel() - matrix @ phi)
    phi = phi.reshape(grid.shape)
    density = np.where(body, background - (phi - own), 0.0)
    charge = density * volumes
    x, y = (np.asarray(grid.nodes[d]) for d in grid.resolved)
    field = tuple(-each for each in np.gradient(phi, x, y))
    if round_body:
        field[0][0] = 0.0  # on the axis
    size = np.hypot(*field)
    energy = float(0.5 * phi.ravel() @ (stiffness @ phi.ravel()))
    negative = -float(charge[charge < 0].sum())
    across, along = grid.points()
    moment = 2 * along**2 - across**2 if round_body else across**2 - along**2
    return ExpelledCharge(
        x, y, volumes / cells, density, phi, field, volume, surface, energy,
        energy_balance=2 * energy / float(np.sum(charge * phi)) - 1,
        imbalance=float(charge.sum()) / negative, expelled=negative / surface,
        quadrupole=float(np.sum(charge * moment)), largest_field=float(size[body].max()),
        outside_field=_outside(shape, spacing, x, y, field, round_body))


def _grid(shape: Shape, spacing: float, round_body: bool) -> Grid:
    low_x, low_y, high_x, high_y = shape.bounds
    half = max(high_x - low_x, high_y - low_y) / 2

    def nodes(low: float, high: float) -> np.ndarray:
        near = (high - low) / 2 + _MARGIN * half + 5 * spacing
        return (low + high) / 2 + mirrored(stretched(near, _REACH * half, spacing, _GROWTH))

    if not round_body:
        return Grid([nodes(low_x, high_x), nodes(low_y, high_y)])
    radii = stretched(high_x + _MARGIN * half + 5 * spacing, _REACH * half, spacing, _GROWTH)
    return Grid([radii, None, nodes(low_y, high_y)], "cylindrical")


def _stiffness(grid: Grid, turn: float) -> coo_array:
    """Return -div grad in all space, integrated over the cells of nodes."""
    number = np.arange(np.prod(grid.shape)).reshape(grid.shape)
    rows, columns, values = [], [], []
    for direction in grid.resolved:
        axis = grid.array_axis(direction)
        weight = turn * (grid.dual_measure((direction,)) / grid.measure((direction,))).ravel()
        here, there = (np.take(number, part, axis=axis).ravel()
                       for part in (range(grid.shape[axis] - 1), range(1, grid.shape[axis])))
        rows += [here, there, here, there]
        columns += [there, here, here, there]
        values += [-weight, -weight, weight, weight]
    return coo_array((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))))


def _solve_pinned(stiffness: coo_array, source: np.ndarray) -> np.ndarray:
    """Return a potential of a source of vanishing sum; its constant does not matter."""
    solved = np.zeros(source.size)
    solved[:-1] = splu(stiffness.tocsc()[:-1, :-1], permc_spec="MMD_AT_PLUS_A").solve(source.ravel()[:-1])
    return solved.reshape(source.shape)


def _surface(shape: Shape, round_body: bool) -> float:
    """Return the perimeter, or the area of the surface that the outline makes about the axis x = 0."""
    if not round_body:
        return float(shape.region.length)
    total = 0.0
    for ring in shapely.get_rings(shapely.get_parts(shape.region)):
        corners = shapely.get_coordinates(ring)
        sides = np.hypot(*np.diff(corners, axis=0).T)
        total += float(np.sum(pi * (corners[1:, 0] + corners[:-1, 0]) * sides))
    return total


def _outside(shape: Shape, spacing: float, x: np.ndarray, y: np.ndarray, field: tuple[np.ndarray, ...],
             round_body: bool) -> float:
    """Return the largest field outside at the surface, extrapolated from points beyond the cells cut by it."""
    at = [RegularGridInterpolator((x, y), each, method="linear", bounds_error=False, fill_value=0.0) for each in field]
    sizes = []
    for away in _AWAY:
        ring = shape.region.buffer(away * spacing).exterior
        points = np.array([p.coords[0] for p in ring.interpolate(np.linspace(0, 1, _SURFACE_POINTS), normalized=True)])
        if round_body:
            points = points[points[:, 0] >= 0]
        sizes.append(max(np.hypot(*(each(points) for each in at))))
    near, middle, far = sizes
    d = _AWAY
    return float(near * d[1] * d[2] / ((d[1] - d[0]) * (d[2] - d[0])) - middle * d[0] * d[2] / (
        (d[1] - d[0]) * (d[2] - d[1])) + far * d[0] * d[1] / ((d[2] - d[0]) * (d[2] - d[1])))

"""First states of a cylinder in cross-section: superconducting nuclei in normal metal, fields around an axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from onnes.energies import State
from onnes.grids import Grid
from onnes.numerics.jax_settings import as_array
from onnes.problems.domain_wall import domain_wall

_WALL_CELLS = 400
_RADII = 4000

Place = tuple[float, float]


def circular_field(grid: Grid, circular: Callable[[np.ndarray], np.ndarray], centre: Place = (0.0, 0.0)) -> tuple:
    """Return A = circular(r) along the angle around a centre, on the edges of a plane."""
    components = []
    for direction in (0, 1):
        x, y = (at - middle for at, middle in zip(grid.points((direction,)), centre, strict=False))
        r = np.hypot(x, y)
        components.append(as_array(circular(r) * (-y, x)[direction] / np.where(r > 0, r, 1.0)))
    return components[0], components[1], None


def nuclei_state(grid: Grid, kappa: float, field: float, radius: float, places: Sequence[Place],
                 phases: Sequence[float]) -> State:
    """Return round superconducting nuclei without field, in normal metal in the applied field.

    The surface of a nucleus has the profile of the plane wall in equilibrium between the phases; its radius R is that
    of the flux it has expelled: int (H - B) dA = pi R^2 H. A is the sum of that of the uniform field and of those that
    the missing fluxes make around their nuclei. Within each nucleus the others' parts have no curl, and psi has the
    phase whose gradient they are.

    Args:
        field: applied, in Bc2.
        radius: R of each nucleus, in xi.
        places: centres, at distances of more than 2 R.
        phases: of psi at each centre.
    """
    wall = domain_wall(kappa, _WALL_CELLS)
    edge = wall.position[0] + float(np.trapezoid(wall.field, wall.position)) + radius
    x, y = grid.points()
    r = np.linspace(0.0, 2 * float(np.hypot(x, y).max()), _RADII)
    missing = field * _running_integral((np.interp(edge - r, wall.position, wall.field) - 1) * r, r)
    A = circular_field(grid, lambda s: 0.5 * field * s)[:2]
    psi = np.zeros(grid.shape, complex)
    for centre, phase in zip(places, phases, strict=True):
        own = circular_field(grid, lambda s: np.interp(s, r, missing) / np.where(s > 0, s, 1.0), centre)
        A = [np.asarray(whole) + np.asarray(part) for whole, part in zip(A, own[:2], strict=True)]
        turned = phase + 0.5 * field * (centre[0] * y - centre[1] * x)
        for other in places:
            if other != centre:
                away = complex(centre[0] - other[0], centre[1] - other[1])
                turned = turned + missing[-1] * np.angle(((x - other[0]) + 1j * (y - other[1])) / away)
        density = np.interp(edge - np.hypot(x - centre[0], y - centre[1]), wall.position, wall.modulus)
        psi = psi + density * np.exp(1j * turned)
    return State(as_array(psi), (as_array(A[0]), as_array(A[1]), None))


def _running_integral(values: np.ndarray, places: np.ndarray) -> np.ndarray:
    steps = 0.5 * (values[1:] + values[:-1]) * np.diff(places)
    return np.concatenate([[0.0], np.cumsum(steps)])

"""A computed superconducting body in a field, in reduced units, and extrapolation to its centre and surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from onnes.results import Status


@dataclass(frozen=True)
class Screened:
    """A superconducting body at rest in an applied field; lengths in xi, fields in Bc2.

    Attributes:
        status, message: of the solver.
        position: distance from the centre, shape (n,), increasing.
        induction: B along the applied field at ``position``; for a sphere in the plane of its equator.
        order_parameter: |psi| at ``position``.
        central_field, surface_field: B at the centre, and just at the surface (of a sphere: at its equator).
        moment: mu_0 times the magnetic moment: per area of a slab, per length of a cylinder.
        filling: mean of |psi|^2 over the body.
        metastable: whether the normal state in the same field has less Gibbs energy; False under `london`.
        map: (x, z, |B|) through the axis of a sphere, |B| of shape (z, x); empty for the others.
    """

    status: Status
    position: np.ndarray
    induction: np.ndarray
    order_parameter: np.ndarray
    central_field: float
    surface_field: float
    moment: float
    filling: float
    metastable: bool = False
    message: str = ""
    map: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def normal(self) -> bool:
        """True if the whole body is in the normal state."""
        return self.filling < 1e-6


def at_centre(position: np.ndarray, values: np.ndarray) -> float:
    """Return the value at 0 of an even function from its first two points, to fourth order."""
    (a, b), (f, g) = position[:2] ** 2, values[:2]
    return float((f * b - g * a) / (b - a))


def at_surface(position: np.ndarray, values: np.ndarray, surface: float) -> float:
    """Return the value at ``surface`` by the parabola through the (at most) three first points, nearest first."""
    total, near = 0.0, range(min(3, len(position)))
    for i in near:
        others = [j for j in near if j != i]
        total += values[i] * np.prod([(surface - position[j]) / (position[i] - position[j]) for j in others])
    return float(total)

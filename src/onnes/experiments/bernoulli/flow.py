"""Velocity and density of the condensate across a wire or a slab, in SI units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.integrate import cumulative_trapezoid

from onnes.carriers.london_depth import superfluid_density
from onnes.problems.screening.body import at_centre
from onnes.results import Status
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE

if TYPE_CHECKING:
    from onnes.experiments.bernoulli import Bernoulli

CHARGE, MASS = -2 * ELEMENTARY_CHARGE, 2 * ELECTRON_MASS
"""q and m of a pair."""


@dataclass(frozen=True)
class Flow:
    """The condensate from the middle to the surface.

    Attributes:
        place: shape (n,) [m].
        induction: B [T]: along the field of a slab, round the axis of a wire.
        velocity: v [m/s]: along the wire; in a slab across field and normal.
        density: n_s over its undisturbed value.
        pairs: undisturbed n_s [1/m^3].
        status, message: of the solver.
        normal: whether nothing is superconducting.
    """

    place: np.ndarray
    induction: np.ndarray
    velocity: np.ndarray
    density: np.ndarray
    pairs: float
    status: Status = "converged"
    message: str = ""
    normal: bool = False


def flow(asked: Bernoulli) -> Flow:
    """Solve for the flow by the engine."""
    return _wire(asked) if asked.device == "wire" else _slab(asked)


def _wire(asked: Bernoulli) -> Flow:
    from onnes.problems.screening.wire import london_wire

    pairs = superfluid_density(asked.depth(), MASS, CHARGE)
    solved = london_wire(asked.nodes(), asked.current, asked.depth())
    return Flow(solved.r, solved.field, solved.density / (CHARGE * pairs), np.ones_like(solved.r), pairs)


def _slab(asked: Bernoulli) -> Flow:
    """Solve for B and |psi|; v follows from curl v = -(q/m) B. It is zero in the middle, and in the normal state."""
    from onnes.problems.screening import radial

    scales = asked.scales()
    length, unit = scales.unit("length"), scales.unit("magnetic_field")
    solved = radial.slab(asked.nodes() / length, scales.kappa, asked.field / unit, asked.law)
    place, induction = solved.position * length, solved.induction * unit
    middle = at_centre(place, induction)
    enclosed = cumulative_trapezoid(np.append(middle, induction), np.append(0.0, place))
    velocity = 0 * enclosed if solved.normal else -CHARGE / MASS * enclosed
    return Flow(place, induction, velocity, solved.order_parameter**2,
                superfluid_density(asked.depth(), MASS, CHARGE), solved.status, solved.message, solved.normal)

"""Current and field in a round wire: three laws in closed form, and London's computed.

With Bs = mu_0 I/(2 pi R) at the surface, Jm = I/(pi R^2) and x = R/lambda:

    uniform   J = Jm                                      B = Bs r/R
    london    J = Jm (x/2) I0(r/lambda)/I1(x)             B = Bs I1(r/lambda)/I1(x)
    linear    J = Jm (3/2) r/R                            B = Bs (r/R)^2

Source: Ohm's law at rest; W36-W40 beyond the step profile (London 1935); Z, section 5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ive

from onnes.energies import Drive, TransportCurrent, ginzburg_landau, uniform_state
from onnes.grids import Grid, Sample
from onnes.laws import London
from onnes.problems.screening.body import at_surface
from onnes.readouts.fields import magnetic_induction, supercurrent
from onnes.units.constants import VACUUM_PERMEABILITY


@dataclass(frozen=True)
class WireLaw:
    """Field and current density of a wire under one law, in closed form.

    Attributes:
        field: (r, R, I, lambda) -> B [T] inside the wire.
        density: the same -> J [A/m^2].
        log_field: (r, R, lambda) -> ln B(r)/Bs, also where B underflows.
    """

    field: Callable[..., np.ndarray]
    density: Callable[..., np.ndarray]
    log_field: Callable[[float, float, float], float]


def surface_field(radius: float, current: float) -> float:
    """Return Bs = mu_0 I/(2 pi R) [T]."""
    return VACUUM_PERMEABILITY * current / (2 * np.pi * radius)


def mean_density(radius: float, current: float) -> float:
    """Return Jm = I/(pi R^2) [A/m^2]."""
    return current / (np.pi * radius**2)


def _uniform_field(r, radius, current, depth):
    return surface_field(radius, current) * r / radius


def _uniform_density(r, radius, current, depth):
    return mean_density(radius, current) * np.ones_like(r)


def _london_field(r, radius, current, depth):
    return surface_field(radius, current) * ive(1, r / depth) / ive(1, radius / depth) * np.exp((r - radius) / depth)


def _london_density(r, radius, current, depth):
    x = radius / depth
    return mean_density(radius, current) * x / 2 * ive(0, r / depth) / ive(1, x) * np.exp((r - radius) / depth)


def _london_log(r, radius, depth):
    return float(np.log(ive(1, r / depth) / ive(1, radius / depth)) + (r - radius) / depth)


def _linear_field(r, radius, current, depth):
    return surface_field(radius, current) * (r / radius) ** 2


def _linear_density(r, radius, current, depth):
    return 1.5 * mean_density(radius, current) * r / radius


WIRE_LAWS = {
    "uniform": WireLaw(_uniform_field, _uniform_density, lambda r, radius, depth: float(np.log(r / radius))),
    "london": WireLaw(_london_field, _london_density, _london_log),
    "linear": WireLaw(_linear_field, _linear_density, lambda r, radius, depth: 2 * float(np.log(r / radius))),
}
"""The laws by their names."""


@dataclass(frozen=True)
class CarriedCurrent:
    """The current of a wire computed under London's law, in SI units.

    Attributes:
        r: radii between the nodes, shape (n,) [m].
        field, density: B [T] and J [A/m^2] there.
        surface_field: B at the surface [T].
        current: sum of the computed currents [A].
    """

    r: np.ndarray
    field: np.ndarray
    density: np.ndarray
    surface_field: float
    current: float


def london_wire(nodes: np.ndarray, current: float, depth: float) -> CarriedCurrent:
    """Solve for the static A_z(r) under `london` with the current driven by `TransportCurrent`.

    Args:
        nodes: from the axis to the surface [m].
        current: I [A].
        depth: lambda [m], the unit of length (and kappa = 1) of the computation.
    """
    # The problem is linear in the current: solve for one with B = 1 at the surface.
    grid = Grid([nodes / depth], "cylindrical")
    sample, one = Sample(grid), 2 * np.pi * nodes[-1] / depth
    energy = ginzburg_landau(sample, 1.0, (0.0, 0.0, 0.0), TransportCurrent(one))
    state = London(energy, Drive()).run(uniform_state(grid, 1.0, (2,), real=True)).state
    b, through = (np.asarray(part) for part in (magnetic_induction(sample, state.A)[1], supercurrent(energy, state)[2]))
    r = grid.points((0,))[0] * depth
    unit = surface_field(nodes[-1], current)
    area = np.asarray(sample.edge_weight[2]) * np.asarray(sample.edge_length[2])
    density = through / area * unit / (VACUUM_PERMEABILITY * depth)
    total = float(2 * np.pi * np.sum(through)) / one * current
    return CarriedCurrent(r, b * unit, 0.5 * (density[1:] + density[:-1]),
                          at_surface(r[::-1], b[::-1], nodes[-1]) * unit, total)

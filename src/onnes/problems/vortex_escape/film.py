"""A strip so thin that the field of its currents does not count: nothing but its width in xi matters."""

from __future__ import annotations

import math

from onnes.devices import Film
from onnes.geometry import rectangle
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

XI = 1e-8


def thin_strip(width: float, length: float, endless: bool = False) -> Film:
    """Return a strip with a Pearl length of 10^7 xi and the Ginzburg-Landau dynamics of u = 5.79, gamma = 0.

    Args:
        width: W, along x [xi].
        length: along y [xi].
        endless: whether it repeats along y.
    """
    a, b = width * XI, length * XI
    return Film(rectangle(a, b), coherence_length=XI, penetration_depth=1e-5, thickness=1e-9, resistivity=1e-6, gamma=0,
                critical_temperature=9.0, temperature=8.0, period=(None, b) if endless else None)


def line_energy(film: Film) -> float:
    """Return eps_0 = Phi_0^2/(4 pi mu_0 Lambda) in J."""
    return FLUX_QUANTUM**2 / (4 * math.pi * VACUUM_PERMEABILITY * film.pearl_length)

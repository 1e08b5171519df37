"""Time that eddy currents give to the expulsion of a field: quasi-static laws of a moving boundary.

The normal metal is held at H = Hc (1 - p). Its field diffuses with D = 1/(mu_0 sigma), and the field at the boundary is
Hc. The laws here are the limits of small p; `stefan` has the half space at any p, `onnes.problems.front` the bodies.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from onnes.errors import InputError
from onnes.units.constants import VACUUM_PERMEABILITY


def slab_expulsion_time(thickness: float, conductivity: float, deficit: float) -> float:
    """Return t0 = mu_0 sigma L^2 / (2 p), in s, for a superconductor growing from one face of a slab to the other.

    Args:
        thickness: L, m.
        conductivity: sigma of the normal metal, S/m.
        deficit: p = 1 - H/Hc, between 0 and 1.

    Raises:
        InputError: p outside 0 < p < 1.

    Source: kinetics of Hirsch's reference [36], quasi-static limit p -> 0.
    """
    return VACUUM_PERMEABILITY * conductivity * thickness**2 / (2 * _deficit(deficit))


def cylinder_expulsion_time(radius: float, conductivity: float, deficit: float) -> float:
    """Return t0 = mu_0 sigma R^2 / (4 p), in s, for a superconductor growing from the axis to the surface.

    Args:
        radius: R, m.
        conductivity: sigma, S/m.
        deficit: p, as in `slab_expulsion_time`.

    0.785 s for sigma = 1e10 S/m, R = 5 mm, p = 0.1.

    Source: kinetics of Hirsch's reference [36], quasi-static limit p -> 0.
    """
    return VACUUM_PERMEABILITY * conductivity * radius**2 / (4 * _deficit(deficit))


def slab_time_fraction(front: ArrayLike) -> np.ndarray:
    """Return the time t/t0 = 1 - (1 - s)^2 at which the front is at x0 = s L, with t0 of `slab_expulsion_time`.

    Solves p = mu_0 sigma x0' (L - x0).
    """
    return 1 - (1 - _fraction(front)) ** 2


def cylinder_time_fraction(front: ArrayLike) -> np.ndarray:
    """Return the time t/t0 = s^2 (1 + 2 ln(1/s)) at which the front from the axis is at r0 = s R.

    Solves p = mu_0 sigma r0 r0' ln(R/r0).
    """
    s = _fraction(front)
    return s**2 * (1 - 2 * np.log(np.where(s > 0, s, 1.0)))


def _deficit(deficit: float) -> float:
    if not 0 < deficit < 1:
        raise InputError("deficit", deficit, "p = 1 - H/Hc between 0 and 1", "Apply a field below the critical field.")
    return deficit


def _fraction(fraction: ArrayLike) -> np.ndarray:
    values = np.asarray(fraction, float)
    if not np.all((values >= 0) & (values <= 1)):
        raise InputError("fraction", fraction, "a fraction from 0 to 1")
    return values

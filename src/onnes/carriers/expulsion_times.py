"""Time that eddy currents give to the expulsion of a field: quasi-static laws of a moving boundary.

The normal metal is held at H = Hc (1 - p). Its field diffuses with D = 1/(mu_0 sigma), and the field at the boundary is
Hc. The laws here are the limits of small p; `stefan` has the half space at any p.
"""

from __future__ import annotations

from math import log, sqrt

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


def slab_front(fraction: float) -> float:
    """Return the position x0/L = 1 - sqrt(1 - t/t0) of the front at the fraction t/t0 of `slab_expulsion_time`.

    Solves p = mu_0 sigma x0' (L - x0).
    """
    return 1 - sqrt(1 - _fraction(fraction))


def cylinder_time_fraction(front: float) -> float:
    """Return the time t/t0 = s^2 (1 + 2 ln(1/s)) at which the front from the axis has reached r0 = s R.

    Solves p = mu_0 sigma r0 r0' ln(R/r0).
    """
    s = _fraction(front)
    return s**2 * (1 - 2 * log(s)) if s > 0 else 0.0


def cylinder_front(fraction: float) -> float:
    """Return r0/R at the fraction t/t0 of `cylinder_expulsion_time`, the inverse of `cylinder_time_fraction`."""
    from scipy.optimize import brentq

    target = _fraction(fraction)
    if target in (0.0, 1.0):
        return target
    return float(brentq(lambda s: cylinder_time_fraction(s) - target, 0.0, 1.0, xtol=1e-14))


def pippard_front(time: float, conductivity: float, excess: float) -> float:
    """Return x0 = sqrt(2 p t / (mu_0 sigma)), in m, the depth of the normal layer grown from a surface at Hc (1 + p).

    Args:
        time: t, s.
        conductivity: sigma, S/m.
        excess: p = H/Hc - 1, small.

    Source: Pippard, Phil. Mag. 41, 243 (1950).
    """
    return sqrt(2 * excess * time / (VACUUM_PERMEABILITY * conductivity))


def _deficit(deficit: float) -> float:
    if not 0 < deficit < 1:
        raise InputError("deficit", deficit, "p = 1 - H/Hc between 0 and 1", "Apply a field below the critical field.")
    return deficit


def _fraction(fraction: float) -> float:
    if not 0 <= fraction <= 1:
        raise InputError("fraction", fraction, "a fraction from 0 to 1")
    return fraction

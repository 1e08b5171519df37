"""Field below which a layer at the surface superconducts."""

from __future__ import annotations

from math import sqrt


def surface_field_ratio() -> float:
    """Return Hc3/Hc2 = 1.694610, for a field along a plane surface to vacuum.

    The linear Ginzburg-Landau equation on the half line, -f'' + (x - c)^2 f = f Hc2/H with f'(0) = 0, has its lowest
    field energy c^2 where it is least in c. There D'_nu(-sqrt2 c) = 0 with nu = (c^2 - 1)/2, and H/Hc2 = 1/c^2.

    Source: D. Saint-James, P. G. de Gennes, Phys. Lett. 7, 306 (1963).
    """
    from scipy.optimize import brentq
    from scipy.special import pbdv

    centre = float(brentq(lambda c: pbdv((c**2 - 1) / 2, -sqrt(2) * c)[1], 0.5, 1.0, xtol=1e-14))  # type: ignore[arg-type]
    return 1 / centre**2

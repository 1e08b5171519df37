"""Loss of a round wire in the critical state, in closed form."""

from __future__ import annotations

import numpy as np
from scipy.special import xlogy

from onnes.units.constants import VACUUM_PERMEABILITY


def norris_loss(current: float, share: np.ndarray | float) -> np.ndarray:
    """Return Q = (mu_0 Ic^2/pi) [(1 - F) ln(1 - F) + (2 - F) F/2], the loss per cycle and length of wire [J/m].

    Args:
        current: critical current Ic of the wire [A].
        share: F, amplitude over Ic, 0 to 1, any shape.

    For small F it is mu_0 Ic^2 F^3/(6 pi).

    Source: W. T. Norris, J. Phys. D 3, 489 (1970), for a wire of round or elliptic section.
    """
    f = np.asarray(share, dtype=float)
    exact = xlogy(1 - f, 1 - f) + (2 - f) * f / 2
    # The terms up to F^2 cancel: for small F the series sum F^k/(k (k - 1)) from k = 3.
    series = sum(f**k / (k * (k - 1)) for k in range(3, 12))
    return VACUUM_PERMEABILITY * current**2 / np.pi * np.where(f < 0.02, series, exact)


def front(share: np.ndarray | float) -> np.ndarray:
    """Return the radius of the core without field, over that of the wire, sqrt(1 - F), when F Ic first flows."""
    return np.sqrt(1 - np.asarray(share, dtype=float))

"""Current and field of overlapping orbits of one radius a whose centres fill a disc of radius R.

Each orbit is long in the direction of the field: a sheet of current on a cylinder, with a uniform field inside.
Lengths are in any one unit. The current per length is n_s q v a/2 exactly, for R >= a: B_a/mu_0 for carriers of speed
v_s = e lambda B_a/m with a = 2 lambda.
"""

from __future__ import annotations

from math import pi

import numpy as np

from onnes.carriers.circle_overlap import overlap_area


def layer_current(distance, disc: float, orbit: float) -> np.ndarray:
    """Return j/(n_s q v) = sqrt(1 - c^2)/pi at a distance r from the middle, c = (r^2 + a^2 - R^2)/(2 r a) within +-1.

    An orbit through a point has its centre on a circle of radius a round it; what is not cancelled comes from the arc
    of that circle that lies in the disc.

    Args:
        distance: r > 0, shape (...).
        disc, orbit: R and a.

    Source: Fig. 8 of Hirsch.
    """
    r = np.asarray(distance, dtype=float)
    cosine = np.clip((r**2 + orbit**2 - disc**2) / (2 * r * orbit), -1, 1)
    return np.sqrt(1 - cosine**2) / pi


def edge_current(below, orbit: float) -> np.ndarray:
    """Return j/(n_s q v) = sqrt(1 - (x/a)^2)/pi at x from the edge, the limit of `layer_current` for R -> infinity."""
    return np.sqrt(np.clip(1 - (np.asarray(below) / orbit) ** 2, 0, None)) / pi


def layer_field(distance, disc: float, orbit: float) -> np.ndarray:
    """Return B/B_a = 1 - (area common to the disc and a circle of radius a round the point)/(pi a^2), for v = v_s.

    Only orbits round a point contribute to its field. Arguments as in `layer_current`.
    """
    return 1 - overlap_area(distance, disc, orbit) / (pi * orbit**2)

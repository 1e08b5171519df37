"""Outlines of samples as paths of matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from matplotlib.path import Path


def outline_path(region: Any, scale: float = 1.0) -> Path:
    """Return the outlines of a shapely region, holes included, as one path.

    Args:
        region: Polygon or MultiPolygon.
        scale: factor of its coordinates, such as 1e9 for a picture in nanometres.
    """
    from matplotlib.path import Path

    rings = [ring for part in shapely.get_parts(region) for ring in (part.exterior, *part.interiors)]
    return Path.make_compound_path(*(Path(np.asarray(ring.coords) * scale, closed=True) for ring in rings))

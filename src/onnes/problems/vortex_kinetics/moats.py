"""Planes with moats."""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError
from onnes.geometry import Shape, rectangle

_MOST = 60
"""Moats along a side, of which each needs two sites and two of metal."""


def plane_with_moats(side: float, pitch: float, moat: float, aspect: float = 1.0) -> Shape:
    """Return a square plane with a square array of moats, as many as fit at their pitch, centred.

    Args:
        side: of the plane [m].
        pitch: distance of the centres [m].
        moat: width of a moat along x [m].
        aspect: length of a moat along y over its width.

    Raises:
        InputError: moats that overlap, or that leave no metal between the outermost and the edge.
    """
    if moat * aspect >= pitch:
        raise InputError("moat and pitch", f"moats {moat * aspect:g} m long at a pitch of {pitch:g} m",
                         "a pitch above their length", "Moats overlap: increase the pitch, or make them smaller.")
    count = int(side / pitch + 1e-9)
    if count == 0:
        raise InputError("side and pitch", f"moats at a pitch of {pitch:g} m in a plane of {side:g} m",
                         "a plane with a side of at least the pitch", "The moats would stick out of it.")
    if count > _MOST:
        raise InputError("pitch", f"{pitch:g} m, {count}^2 moats", f"at most {_MOST}^2 moats in the plane",
                         "Increase the pitch, or take a part of the plane.")
    at = (np.arange(count) - 0.5 * (count - 1)) * pitch
    plane = rectangle(side, side)
    for x in at:
        for y in at:
            plane = plane - rectangle(moat, moat * aspect, (float(x), float(y)))
    return plane

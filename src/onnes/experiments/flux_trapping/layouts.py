"""Outlines of strips, planes with moats, and layouts from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.errors import InputError
from onnes.geometry import Shape, from_gds, rectangle

if TYPE_CHECKING:
    from onnes.experiments.flux_trapping import FluxTrapping


def outline_of(inputs: FluxTrapping) -> Shape:
    """Return the outline of the film, with its moats as holes.

    Raises:
        InputError: moats that overlap or stick out; a file that is none, or without metal.
    """
    if inputs.device == "strip":
        return rectangle(inputs.width, inputs.length)
    if inputs.device == "moats":
        return plane_with_moats(inputs.side, inputs.pitch, inputs.moat, inputs.aspect)
    if not inputs.file:
        raise InputError("device", "file", "the name of a GDSII file with device=file", "Add file=layout.gds.")
    return from_gds(inputs.file, inputs.layer)


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
        raise InputError("pitch", f"{pitch:g} m", f"more than the length of a moat, {moat * aspect:g} m",
                         "Moats overlap. Increase the pitch, or make them smaller.")
    count = int(side / pitch + 1e-9)
    if count == 0:
        raise InputError("side", f"{side:g} m", f"at least the pitch of the moats, {pitch:g} m",
                         "The moats stick out of the plane: there is room for none.")
    at = (np.arange(count) - 0.5 * (count - 1)) * pitch
    plane = rectangle(side, side)
    for x in at:
        for y in at:
            plane = plane - rectangle(moat, moat * aspect, (float(x), float(y)))
    return plane

"""Outlines of strips, planes with moats, and layouts from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.errors import InputError
from onnes.geometry import Shape, from_gds, rectangle
from onnes.problems.vortex_kinetics import plane_with_moats

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

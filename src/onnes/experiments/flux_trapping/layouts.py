"""Outlines of strips, planes with moats, and layouts from files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onnes.device_files import drawn, film_in, is_device_file, with_film_of
from onnes.errors import InputError
from onnes.experiments.flux_trapping import METAL
from onnes.geometry import Shape, rectangle
from onnes.problems.vortex_kinetics import plane_with_moats

if TYPE_CHECKING:
    from onnes.experiments.flux_trapping import FluxTrapping

_HELD = ("material", "thickness", "resistivity")
_REFUSED = ("coherence_length", "penetration_depth", "critical_temperature", "residual_resistance_ratio", "disorder",
            "normal", "superconductor", "pins", "ground_plane", "period")
"""Arguments of a film that is not followed through Tc here: its lengths near Tc are those of the material."""
_IGNORED = ("temperature",)
_COLD = 1e-3
"""Temperature [K] at which the film of a file is described, below every Tc: nothing here depends on it."""


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
        raise InputError("file", "", "the name of a GDSII or device file with device=file",
                         "Add file=layout.gds or file=device.toml.")
    if is_device_file(inputs.file):
        return film_in(inputs.file, "file", _besides(inputs.material), _IGNORED)[0].outline
    return drawn(inputs.file, inputs.layer, "file")


def with_the_metal_of_its_file(inputs: dict[str, Any]) -> dict[str, Any]:
    """Return inputs with material, thickness and resistivity of the device file, if there is one.

    Raises:
        InputError: an input that contradicts the file, a layer of it, a film that cannot be followed through Tc.
    """
    name = inputs.get("file", "")
    if not is_device_file(name):
        return inputs
    return with_film_of(name, "file", inputs, _HELD, _REFUSED, _besides(inputs.get("material", METAL)), _IGNORED)


def _besides(metal: str) -> dict[str, Any]:
    """Return what a file need not say of its film."""
    return {"material": metal, "temperature": _COLD}

"""Layers of a solid: slabs on each other, of the superconductor or of an insulator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onnes.errors import InputError, door
from onnes.geometry import Shape, shape
from onnes.units import positive_si

Kind = Literal["superconductor", "insulator"]


@dataclass(frozen=True)
class Layer:
    """A slab of one thickness.

    Attributes:
        thickness: in m.
        outline: of its own; None for that of the solid.
        kind: "superconductor" or "insulator".
    """

    thickness: float
    outline: Shape | None
    kind: Kind

    @property
    def superconducts(self) -> bool:
        """Return whether it is of the superconductor."""
        return self.kind == "superconductor"

    def to_dict(self) -> dict[str, Any]:
        """Return the layer as text and numbers, see `from_dict`."""
        return {"thickness": self.thickness, "outline": None if self.outline is None else self.outline.to_wkt(),
                "kind": self.kind}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Layer:
        """Return the layer that `to_dict` described."""
        return layer(**given)


@door
def layer(thickness: Any, outline: Any = None, *, kind: Kind = "superconductor") -> Layer:
    """Return a layer of an `onnes.Solid`.

    Args:
        thickness: in m.
        outline: shape of the layer, within that of the solid: `outline - onnes.disc(...)` has a hole of its own. That
            of the solid if left out.
        kind: "superconductor", or "insulator", in which no current flows; the field goes through it.

    Raises:
        InputError: a thickness that is not positive, another kind.
    """
    if kind not in get_args(Kind):
        raise InputError("kind", kind, " or ".join(f'"{each}"' for each in get_args(Kind)))
    return Layer(positive_si(thickness, "m", "thickness"), None if outline is None else shape(outline), kind)

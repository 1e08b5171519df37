"""Reference values of inductances: closed forms, and London's equation on rings and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onnes.problems.london_lines import rings_inductance, strips_inductance
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.inductance import Inductance

_JAYCOX_KETCHEN = 1.25
_SHORT, _WIDE = 0.02, 2.0
"""Pearl length over the hole of a washer up to which its 1.25 holds, and width over the hole from which on."""


class Known(NamedTuple):
    """Attributes: the inductance [H]; where it is from; the reading beside which it stands."""

    value: float
    source: str
    of: str


def known(experiment: Inductance, pearl_length: float) -> Known | None:
    """Return what the inductance of a device is known to be; None where it is not."""
    ground = experiment.ground()
    if ground is not None and ground.penetration_depth is not None:
        return None
    plane = None if ground is None else ground.distance
    if experiment.device == "washer":
        hole, width = experiment.hole, experiment.width
        if plane is not None or pearl_length > _SHORT * hole or width < _WIDE * hole:
            return None
        return Known(_JAYCOX_KETCHEN * VACUUM_PERMEABILITY * hole, "1.25 μ₀ times the hole, Jaycox and Ketchen",
                     "geometric")
    if experiment.device in ("ring", "stacked"):
        heights = experiment.heights() if experiment.device == "stacked" else (0.0,)
        inner = 0.5 * experiment.hole
        found = rings_inductance(inner, inner + experiment.width, pearl_length, heights, plane)
        return Known(float(found[0, -1]), "London's equation on rings",
                     "mutual" if experiment.device == "stacked" else "inductance")
    if experiment.device in ("coplanar", "microstrip"):
        gap = experiment.gap if experiment.device == "coplanar" else None
        return Known(strips_inductance(experiment.width, pearl_length, gap, plane) * experiment.length,
                     "London's equation across long strips", "inductance")
    return None

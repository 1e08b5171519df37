"""Conditions of a measurement that theories may ask for, with their defaults."""

from __future__ import annotations

from typing import NamedTuple


class Condition(NamedTuple):
    """SI unit, default and meaning of one condition."""

    unit: str
    default: float
    meaning: str


CONDITIONS: dict[str, Condition] = {
    "field": Condition("T", 1e-3, "applied field; the default is a weak one"),
    "sample_radius": Condition("m", 2.5e-3, "R, radius of a rod"),
    "residual_resistance_ratio": Condition("", 1e4, "resistance at 273 K over that just above Tc; a good crystal"),
    "deficit": Condition("", 0.1, "p = 1 - H/Hc of the applied field"),
    "distance_definition": Condition("", 1.0, "which d of Weisskopf's lattice: 1 for the distance of nearest "
                                     "neighbours, 2 for the cube root of the volume per atom"),
    "inner_radius": Condition("m", 5e-3, "R1, inner hole of Sun's wire"),
    "middle_radius": Condition("m", 7.07e-3, "R2, outer hole of Sun's wire"),
    "wire_radius": Condition("m", 10e-3, "R3, radius of Sun's wire"),
}

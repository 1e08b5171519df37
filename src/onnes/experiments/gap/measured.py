"""Measured values of a material, as readings beside the calculated ones."""

from __future__ import annotations

from onnes.materials import material as material_of
from onnes.results import Reading

_MEASURED = {
    "gap_ratio_measured": ("gap_ratio", "2 Delta(0)/k Tc as measured"),
    "heat_jump_measured": ("heat_jump", "jump of the electronic heat over gamma Tc as measured"),
    "critical_field_0_measured": ("critical_field_0", "Bc at T = 0 as measured"),
    "penetration_depth_0_measured": ("penetration_depth_0", "penetration depth at T = 0 as measured"),
}
"""Reading -> quantity of the tables, meaning."""


def measured(material: str) -> dict[str, Reading]:
    """Return the first measured value in the tables of each of `_MEASURED`; those without one are left out."""
    readings = {}
    for name, (quantity, meaning) in _MEASURED.items():
        row = next((row for row in material_of(material).values(quantity) if row.kind == "measured"), None)
        if row is not None:
            readings[name] = Reading(row.value, row.unit, row.uncertainty, meaning)
    return readings

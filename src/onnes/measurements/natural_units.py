"""Natural units of superconductors: flux quanta, and the London moment of free electrons."""

from __future__ import annotations

from typing import Any

from onnes.units import to_si
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, FLUX_QUANTUM

NATURAL_UNITS = {
    "h/2e": (FLUX_QUANTUM, "Wb"),
    "h/e": (2 * FLUX_QUANTUM, "Wb"),
    "2m_e/e": (2 * ELECTRON_MASS / ELEMENTARY_CHARGE, "T s"),
}


def convert(value: Any, unit: str, to: str, argument: str) -> float:
    """Return ``value`` (in ``unit``) in the unit ``to``; radians are dimensionless.

    Raises:
        InputError: another dimension, or not a number.
    """
    if unit == to:
        return to_si(value, to, argument)
    size, base = NATURAL_UNITS.get(unit, (1.0, unit))
    return to_si(f"{float(value) * size!r} {base}", to, argument)

"""Natural units of superconductors: flux quanta, and the London moment of free electrons."""

from __future__ import annotations

from functools import cache
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
    return float(value) * _size(unit, to, argument)


@cache
def _size(unit: str, to: str, argument: str) -> float:
    """Return one ``unit`` in the unit ``to``."""
    size, base = NATURAL_UNITS.get(unit, (1.0, unit))
    return 1.0 if unit == to else to_si(f"{size!r} {base}", to, argument)

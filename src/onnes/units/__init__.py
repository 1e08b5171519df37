"""Units: constants, numbers with units at the doors, and reduced scales inside."""

from onnes.units.formulas import formula
from onnes.units.quantities import describe, from_si, registry, to_si
from onnes.units.scales import Scales

__all__ = ["Scales", "describe", "formula", "from_si", "registry", "to_si"]

"""Units: constants, numbers with units at the doors, and reduced scales inside."""

from onnes.units.quantities import describe, from_si, registry, to_si

__all__ = ["describe", "from_si", "registry", "to_si"]

"""Units: constants, conversion of input to SI, reduced units of the Ginzburg-Landau equations."""

from onnes.units.formulas import formula
from onnes.units.quantities import from_si, to_si
from onnes.units.registry import describe, registry
from onnes.units.scales import Scales

__all__ = ["Scales", "describe", "formula", "from_si", "registry", "to_si"]

"""Units: constants, conversion of input to SI, reduced units of the Ginzburg-Landau equations."""

from onnes.units.formulas import formula
from onnes.units.quantities import finite_si, from_si, positive_si, to_si
from onnes.units.registry import describe, registry
from onnes.units.scales import Scales

__all__ = ["Scales", "describe", "finite_si", "formula", "from_si", "positive_si", "registry", "to_si"]

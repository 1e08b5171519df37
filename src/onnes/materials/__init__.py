"""Elements and compounds with their measured properties, and models of these at a temperature."""

from onnes.materials.catalogue import material, materials, names
from onnes.materials.given import given_or_recorded
from onnes.materials.material import Material
from onnes.materials.quantities import QUANTITIES
from onnes.materials.superconductor import (
    DEFAULT_LENGTH,
    REDUCED_TEMPERATURE,
    penetration_depth_of,
    scales_of,
    temperature_of,
)
from onnes.materials.value import Value

__all__ = [
    "DEFAULT_LENGTH",
    "QUANTITIES",
    "REDUCED_TEMPERATURE",
    "Material",
    "Value",
    "given_or_recorded",
    "material",
    "materials",
    "names",
    "penetration_depth_of",
    "scales_of",
    "temperature_of",
]

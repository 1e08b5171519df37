"""Elements and compounds with their measured properties, and models of these at a temperature."""

from onnes.materials.catalogue import material, materials, names
from onnes.materials.material import Material
from onnes.materials.quantities import QUANTITIES
from onnes.materials.value import Value

__all__ = ["QUANTITIES", "Material", "Value", "material", "materials", "names"]

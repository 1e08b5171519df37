"""Models of the dependence of a superconductor's properties on T/Tc, one file each, found here by name."""

from onnes.materials.models import bcs, two_fluid

MODELS = {"two_fluid": two_fluid, "bcs": bcs}
"""Name -> module with ``superfluid_density(t)`` and ``critical_field(t)``, t = T/Tc."""

__all__ = ["MODELS", "bcs", "two_fluid"]

"""Models of how a superconductor's properties depend on T/Tc: one file each, found by name here."""

from onnes.materials.models import bcs, two_fluid

MODELS = {"two_fluid": two_fluid, "bcs": bcs}
"""Name -> module with ``superfluid_density(t)`` and ``critical_field(t)``, t = T/Tc."""

__all__ = ["MODELS", "bcs", "two_fluid"]

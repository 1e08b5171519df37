"""Energy of vortices at every place of a film with holes: London's theory, with cores of Ginzburg-Landau theory."""

from onnes.problems.vortex_landscape.landscape import CORE, Configuration, Potential, VortexLandscape
from onnes.problems.vortex_landscape.solve import vortex_landscape

__all__ = ["CORE", "Configuration", "Potential", "VortexLandscape", "vortex_landscape"]

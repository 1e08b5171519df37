"""A vortex in the middle of a narrow strip of a Ginzburg-Landau film: its barrier, its escape in thermal noise."""

from onnes.problems.vortex_escape.barrier import EdgeBarrier, edge_barrier, london_barrier
from onnes.problems.vortex_escape.film import line_energy, thin_strip
from onnes.problems.vortex_escape.noise import Escapes, escapes, mean_time

__all__ = ["EdgeBarrier", "Escapes", "edge_barrier", "escapes", "line_energy", "london_barrier", "mean_time",
           "thin_strip"]

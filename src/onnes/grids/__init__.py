"""Grids: one Cartesian cell complex; everything metric is in its weights."""

from onnes.grids.grid import Grid
from onnes.grids.resolution import resolution_warnings
from onnes.grids.sample import Sample
from onnes.numerics.grading import stretched, uniform

__all__ = ["Grid", "Sample", "resolution_warnings", "stretched", "uniform"]

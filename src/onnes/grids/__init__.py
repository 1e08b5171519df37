"""Grids: one Cartesian cell complex; everything metric sits in its weights."""

from onnes.grids.precision import use_float64
from onnes.grids.wide_vectors import use_wide_vectors

use_float64()
use_wide_vectors()

from onnes.grids.grid import Grid  # noqa: E402
from onnes.grids.resolution import resolution_warnings  # noqa: E402
from onnes.grids.sample import Sample  # noqa: E402
from onnes.numerics.grading import stretched, uniform  # noqa: E402

__all__ = ["Grid", "Sample", "resolution_warnings", "stretched", "uniform", "use_float64"]

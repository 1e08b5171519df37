"""Checks and rates on the device that JAX uses, a graphics card above all: ``onnes bench gpu``."""

from onnes.bench.accelerator.checks import Check
from onnes.bench.accelerator.report import Report, measure
from onnes.bench.accelerator.sizes import SMALLEST, Sizes

__all__ = ["SMALLEST", "Check", "Report", "Sizes", "measure"]

"""Comparison of computed numbers with exact results, limits and published values.

A new topic is one new file here with functions decorated by `check`; no list has to be changed.
"""

from onnes.validation.checks import Check, check
from onnes.validation.row import Row
from onnes.validation.run import all_checks, run_checks

__all__ = ["Check", "Row", "all_checks", "check", "run_checks"]

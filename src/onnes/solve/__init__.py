"""The door of the engine: solve, minimize and sweep a device, and the solution they return."""

from __future__ import annotations

from onnes.solve.solution import Solution
from onnes.solve.tdgl import solve

__all__ = ["Solution", "solve"]

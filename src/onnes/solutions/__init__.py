"""The door of the engine: solve, minimize and sweep a device, and the solution they return."""

from __future__ import annotations

from onnes.solutions.solution import Solution
from onnes.solutions.static_state import minimize
from onnes.solutions.sweeps import Sweep, sweep
from onnes.solutions.tdgl import solve

__all__ = ["Solution", "Sweep", "minimize", "solve", "sweep"]

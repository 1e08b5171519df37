"""The door of the engine: solve, minimize, sweep a device, map it over two drives, and what they return."""

from __future__ import annotations

from onnes.solutions.phase_diagrams import PhaseDiagram, phase_diagram
from onnes.solutions.solution import Solution
from onnes.solutions.static_readings import static_reading
from onnes.solutions.static_state import minimize
from onnes.solutions.sweeps import Sweep, sweep
from onnes.solutions.tdgl import solve
from onnes.solutions.tracks import Tracks

__all__ = ["PhaseDiagram", "Solution", "Sweep", "Tracks", "minimize", "phase_diagram", "solve", "static_reading",
           "sweep"]

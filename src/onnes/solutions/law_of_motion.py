"""The laws of motion of a run, by the names that users give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.devices import Film
from onnes.devices.film_heat import film_heat
from onnes.laws.london_response import LondonResponse
from onnes.laws.noise import Noise
from onnes.laws.perfect_conductor import PerfectConductor
from onnes.laws.schroedinger import Schroedinger
from onnes.laws.tdgl import TDGL
from onnes.solutions.circuit import reduced_circuit
from onnes.solutions.schroedinger import schroedinger

if TYPE_CHECKING:
    from onnes.devices import Device
    from onnes.devices.model import Model
    from onnes.solutions.drive import ReducedDrive

RIGID = ("london", "perfect-conductor")
"""Laws under which |psi| is held."""
SCHROEDINGER = "schroedinger"
LAWS = ("tdgl", *RIGID, SCHROEDINGER)
LINEAR_TOLERANCE = 1e-4
"""Largest tolerance of the solves inside a step; it is at most a tenth of the error allowed, so that what they leave
does not look like an error of the step."""


def law_of_motion(name: str, device: Device, model: Model, drive: ReducedDrive, noise: Noise | None,
                  tolerance: float, precision: str) -> TDGL | LondonResponse | PerfectConductor | Schroedinger:
    """Return a law, whose ``run(start, until, every=, record=, progress=)`` returns an `Outcome`."""
    if name == "london":
        return LondonResponse(model.energy, drive)
    if name == "perfect-conductor":
        return PerfectConductor(model.energy, drive)
    if name == SCHROEDINGER:
        return schroedinger(model, drive, tolerance)
    gamma = device.gamma if model.composition is None else model.composition.gamma
    load = drive.drive.load
    circuit = None if load is None else reduced_circuit(load, device, model, drive.time_unit)
    heat = drive.drive.heat
    equation = None
    if heat is not None:
        assert isinstance(device, Film)
        equation = film_heat(device, model, heat)
    return TDGL(model.energy, drive, conductivity=1.0, relaxation_time=device.u, pair_breaking=gamma,
                pinned=model.pinned, noise=noise, circuit=circuit, heat=equation, tolerance=tolerance,
                linear_tolerance=min(LINEAR_TOLERANCE, 0.1 * tolerance), precision=precision)

"""Warnings about the numbers of a solution."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices.spacing import CLOSEST_TO_TC
from onnes.grids import resolution_warnings
from onnes.plots import in_words
from onnes.readouts.vortices import NORMAL
from onnes.solutions.law_of_motion import RIGID, SCHROEDINGER
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution

_MOVING = 1e-2
"""Change of |psi|^2 in the last tenth of a run that counts as still changing."""
_IMBALANCE_LENGTHS = 3.0
_ON_A_FACE = 0.1
"""Flux quanta on a face of the grid from which on an orbit of the carriers is not resolved."""
_COLD = 2.0
"""epsilon, 1 at the temperature of the device, from which on a run is far colder."""


def warnings_of(solution: Solution) -> tuple[str, ...]:
    """Return sentences about the device, resolution, motion at the end, and probes near the ends."""
    return (*solution.device.warnings, *_resolution(solution), *solution.model.warnings, *_ending(solution),
            *_at_rest(solution), *_normal(solution), *_orbits(solution), *_near_terminals(solution), *_held(solution),
            *_cold(solution))


def _resolution(solution: Solution) -> tuple[str, ...]:
    """Return warnings about the resolution of xi at the lowest temperature (unless |psi| is held) and of lambda."""
    colder = math.sqrt(max(solution.inputs.get("condensation", 1.0), CLOSEST_TO_TC))
    xi = math.inf if solution.inputs["law"] in RIGID else 1 / colder
    depth = solution.device.shielding_depth / solution.model.unit / colder
    return resolution_warnings(solution.model.geometry.grid, xi, depth, solution.model.unit)


def _ending(solution: Solution) -> tuple[str, ...]:
    return () if solution.ok else (f"The run ended at {in_words(solution.end, 's')}: {solution.outcome.message}.",)


def _at_rest(solution: Solution) -> tuple[str, ...]:
    psi = solution.data["psi"].values
    if not solution.drive.steady or len(psi) < 3:
        return ()
    before = max(len(psi) - 1 - max(len(psi) // 10, 1), 0)
    if solution.inputs.get("noise", False):  # nodes fluctuate for ever; their mean comes to rest
        density = solution.data["mean_density"].values
        change = abs(float(density[-1] - density[before]))
    else:
        change = float(np.max(np.abs(np.abs(psi[-1]) ** 2 - np.abs(psi[before]) ** 2)))
    if change < _MOVING:
        return ()
    cure = ("take means: this law dissipates nothing, and its states do not come to rest"
            if solution.inputs["law"] == SCHROEDINGER else "take a longer time, or means")
    return (f"The state is not at rest: in the last tenth of the run |psi|^2 changed by up to {change:.2g}. Readings "
            f"at the end are those of a moment; {cure}.",)


def _normal(solution: Solution) -> tuple[str, ...]:
    """Return a warning if nothing superconducts at the end."""
    if not np.max(np.abs(solution.data["psi"].values[-1])) ** 2 < NORMAL:
        return ()
    field = float(np.max(np.abs(solution.data["field"].values[-1])))
    return (f"Nothing superconducts at the end: |psi|^2 is below {NORMAL:g} everywhere. The field is up to "
            f"{in_words(field, 'T')}; Bc2 of the device is {in_words(solution.device.upper_critical_field, 'T')}.",)


def _orbits(solution: Solution) -> tuple[str, ...]:
    """Return a warning if carriers that nothing slows turn on orbits that the grid does not resolve."""
    if solution.inputs["law"] != SCHROEDINGER:
        return ()
    area = math.prod(float(np.diff(solution.data[axis].values[:2])[0]) for axis in ("x", "y"))
    quanta = float(np.max(np.abs(solution.data["field"].values))) * area / FLUX_QUANTUM
    if quanta < _ON_A_FACE:
        return ()
    return (f"Up to {quanta:.2g} flux quanta go through a face of the grid, which resolves the orbits of the carriers "
            f"below {_ON_A_FACE:g}: increase cells_per_xi, or lower the field.",)


def _near_terminals(solution: Solution) -> tuple[str, ...]:
    """Return warnings about probes within a few charge-imbalance lengths of where normal current is converted."""
    device = solution.device
    if not device.terminals or not np.any(solution.data["current"].values):
        return ()
    reach = _IMBALANCE_LENGTHS * device.charge_imbalance_length
    found = []
    for name, place in device.probes.items():
        for terminal_name, terminal in device.terminals.items():
            if terminal.contact != "held" and terminal.distance(place, device.outline) < reach:
                found.append(f"Probe {name!r} is within {_IMBALANCE_LENGTHS:g} charge-imbalance lengths "
                             f"({in_words(reach, 'm')}) of terminal {terminal_name!r}, where a voltage is read "
                             "even while the film superconducts.")
    return tuple(found)


def _held(solution: Solution) -> tuple[str, ...]:
    """Return a warning if the temperature changes while terminals hold the order parameter."""
    drive, terminals = solution.drive, solution.device.terminals
    held = [name for name, terminal in terminals.items() if terminal.contact == "held"]
    if not held or drive.temperature is None or drive.temperature.steady:
        return ()
    return (f"The temperature changes, but held terminals ({', '.join(map(repr, held))}) keep the |psi| that they had "
            'at the start of the run. Contacts that are "normal" or "free" follow it.',)


def _cold(solution: Solution) -> tuple[str, ...]:
    """Return a warning if the run is far below the temperature to which the constants of the device belong."""
    known, epsilon = solution.device.constants, solution.inputs.get("condensation", 1.0)
    if epsilon < _COLD or known.critical_temperature is None or known.temperature is None:
        return ()
    coldest = known.critical_temperature - epsilon * (known.critical_temperature - known.temperature)
    return (f"The coldest place of the run is at {coldest:.3g} K, the constants of the device are those at "
            f"{known.temperature:.3g} K: they follow the temperature as near Tc = {known.critical_temperature:.3g} K.",)

"""Critical current against flux, of lumped elements or of a film."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar

from onnes.circuits import write_netlist
from onnes.experiments.experiment import Measurement, Progress
from onnes.results import Array, Reading
from onnes.results.whole_file import whole_file
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.squid import Squid
    from onnes.problems.squid import DcSquid

_FINE = 401
_SHARE_OF_FIELD = 0.1
"""Geometric over kinetic inductance of a film from which on it is warned."""


def lumped(experiment: Squid, progress: Progress) -> Measurement:
    """Return the critical current of lumped elements against flux."""
    squid = experiment.dc()
    flux = np.linspace(0.0, experiment.flux_range, experiment.fluxes())
    critical, phases = squid.arms.critical(flux)
    largest, smallest, place = extremes(squid)
    write(experiment, squid)
    readings = elements(squid) | {
        "critical_current": Reading(largest, "A", None, "largest I_c of all fluxes"),
        "smallest_critical_current": Reading(smallest, "A", None, "smallest I_c of all fluxes"),
        "modulation_depth": Reading(1 - smallest / largest, "", None, "(largest - smallest)/largest I_c"),
        "flux_of_maximum": Reading(place, "Phi_0", None, "flux of the largest I_c, between -1/2 and 1/2"),
        "period": Reading(_next_maximum(squid, place) - place, "Phi_0", None, "distance of two maxima of I_c"),
    }
    return Measurement(readings, {
        "flux": Array(flux, ("flux",), "", "applied flux, in flux quanta"),
        "critical_current_at": Array(critical, ("flux",), "A", "critical current"),
        "phases": Array(np.mod(phases + math.pi, 2 * math.pi) - math.pi, ("junction", "flux"), "rad",
                        "phases of the junctions at the critical current"),
    })


def of_film(experiment: Squid, progress: Progress) -> Measurement:
    """Return the critical current of a film against field, beside that of its lumped circuit."""
    from onnes.devices import Film, edge
    from onnes.problems.squid.of_film import FilmSquid, square_washer

    xi, links = experiment.coherence_length, experiment.links()
    film = Film(square_washer(experiment.hole_over_xi * xi, experiment.arm_over_xi * xi, (links[0] * xi, links[1] * xi),
                              experiment.link_length_over_xi * xi, experiment.lead_over_xi * xi),
                coherence_length=xi, penetration_depth=experiment.penetration_depth, thickness=experiment.thickness,
                terminals={name: edge(name, contact="held") for name in ("bottom", "top")})
    device = FilmSquid(film, experiment.cells_per_xi)
    progress(0.0, "inductances")
    quantum = FLUX_QUANTUM / device.area
    squid = device.lumped(experiment.resistance)
    flux = np.linspace(0.0, experiment.flux_range, experiment.fluxes())
    found, states = [], []
    for index, each in enumerate(flux):
        progress(0.1 + 0.9 * index / len(flux), f"{each:.2f} flux quanta")
        current, state = device.critical_current(float(each * quantum))
        found.append(current)
        states.append(state)
    critical, expected = np.array(found), squid.arms.critical(flux)[0]
    geometric, kinetic = device.loop
    largest, smallest, _ = extremes(squid)
    write(experiment, squid)
    fine = np.linspace(0.0, experiment.flux_range, _FINE)
    readings = elements(squid) | _of_curve(flux, critical) | {
        "modulation_depth_lumped": Reading(1 - smallest / largest, "", None,
                                           "that of the lumped circuit, over a whole period"),
        "critical_current_lumped": Reading(largest, "A", None, "that of the lumped circuit"),
        "largest_difference": Reading(float(np.max(np.abs(critical - expected)) / np.max(expected)), "", None,
                                      "between the critical currents of film and circuit, over the largest"),
        "critical_current_left": Reading(squid.currents[0], "A", None, "of the left arm alone"),
        "critical_current_right": Reading(squid.currents[1], "A", None, "of the right arm alone"),
        "effective_area": Reading(device.area, "m^2", None, "flux into the hole over field, by London's theory"),
        "field_period": Reading(quantum, "T", None, "Phi_0 over the effective area"),
        "loop_inductance": Reading(geometric + kinetic, "H", None, "of the loop with its junctions, small currents"),
        "geometric_share": Reading(geometric / (geometric + kinetic), "", None, "part of it that is of the field"),
    }
    data = states[0].data
    inside = np.asarray(states[0].model.sample.node_volume) > 0
    warnings = () if geometric < _SHARE_OF_FIELD * kinetic else (
        f"The field of the film's own current makes {100 * geometric / (geometric + kinetic):.0f} % of the inductance, "
        "and is left out of the states: take a thinner film or a longer penetration depth.",)
    return Measurement(readings, {
        "flux": Array(flux, ("flux",), "", "flux of the field in the effective area, in flux quanta"),
        "field": Array(flux * quantum, ("flux",), "T", "field"),
        "critical_current_at": Array(critical, ("flux",), "A", "critical current"),
        "fine_flux": Array(fine, ("fine_flux",), "", "applied flux, in flux quanta"),
        "lumped_critical_current": Array(squid.arms.critical(fine)[0], ("fine_flux",), "A",
                                         "critical current of the lumped circuit"),
        "x": Array(data.x.values, ("x",), "m", "x"), "y": Array(data.y.values, ("y",), "m", "y"),
        "inside": Array(inside, ("x", "y"), "", "whether the film is there"),
        "density": Array(np.array([np.abs(each.data.psi.values[-1]) ** 2 for each in states], np.float32),
                         ("flux", "x", "y"), "", "|ψ|²"),
    }, warnings=warnings)


def elements(squid: DcSquid) -> dict[str, Reading]:
    """Return readings of the elements of a lumped circuit."""
    return {
        "screening_parameter": Reading(squid.screening_parameter, "", None, "beta_L = 2 L I_0/Phi_0"),
        "arm_inductance": Reading(squid.inductance, "H", None, "L of the two arms, without their junctions"),
    }


def write(experiment: Squid, squid: DcSquid) -> None:
    """Write the circuit at the working point to the file that was asked for."""
    if not experiment.netlist:
        return
    circuit = squid.circuit(experiment.working_bias(squid), experiment.flux * FLUX_QUANTUM)
    with whole_file(experiment.netlist, "netlist") as path:
        path.write_text(write_netlist(circuit))


def extremes(squid: DcSquid) -> tuple[float, float, float]:
    """Return the largest and the smallest critical current [A], and the flux of the largest [Phi_0].

    The largest is that of both junctions at pi/2; the smallest is at a cusp, or where one junction rules.
    """
    first, second = squid.arms.screening
    place = (first - second) / (2 * math.pi)
    place -= round(place)
    coarse = np.linspace(0.0, 1.0, _FINE)
    critical = squid.arms.critical(coarse)[0]
    low = int(np.argmin(critical))
    found = minimize_scalar(lambda each: float(squid.arms.critical(each)[0]), method="bounded",
                            bounds=(coarse[low] - 1 / _FINE, coarse[low] + 1 / _FINE), options={"xatol": 1e-9})
    return sum(squid.currents), min(float(found.fun), float(critical[low])), place


def _next_maximum(squid: DcSquid, place: float) -> float:
    found = minimize_scalar(lambda each: -float(squid.arms.critical(each)[0]), method="bounded",
                            bounds=(place + 0.6, place + 1.4), options={"xatol": 1e-9})
    return float(found.x)


def _of_curve(flux: np.ndarray, critical: np.ndarray) -> dict[str, Reading]:
    """Return what is read off a measured curve: its extremes, and the distance of its first two maxima."""
    top, low = float(critical.max()), float(critical.min())
    inner = [k for k in range(1, len(critical) - 1) if critical[k] >= critical[k - 1] and critical[k] > critical[k + 1]]
    tops = [_vertex(flux, critical, k) for k in inner]
    if critical[0] > critical[1]:
        tops.insert(0, 0.0)  # I_c is the same at -Phi of a film that is even along y
    period = tops[1] - tops[0] if len(tops) > 1 else None
    return {
        "critical_current": Reading(top, "A", None, "largest I_c"),
        "smallest_critical_current": Reading(low, "A", None, "smallest I_c"),
        "modulation_depth": Reading(1 - low / top, "", None, "(largest - smallest)/largest I_c"),
        "period": Reading(period, "Phi_0", None, "distance of two maxima of I_c, in flux through the effective area",
                          "two maxima are not in the range"),
    }


def _vertex(x: np.ndarray, y: np.ndarray, k: int) -> float:
    """Return the top of the parabola through three points around k, evenly spaced."""
    before, here, after = y[k - 1:k + 2]
    return float(x[k] + 0.5 * (x[1] - x[0]) * (before - after) / (before - 2 * here + after))

"""The junction that a film is: supercurrent of a bridge over the phase difference of its banks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices import Film, edge
from onnes.experiments.experiment import Measurement, Progress
from onnes.geometry import rectangle
from onnes.problems.film_junction import current_phase
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.josephson import Josephson

_ACROSS, _FEWEST_PER_XI = 12, 6
"""Cells along and across a bridge, and per xi, at least."""
_LONG, _DEPAIRING = 3.4, 0.6
"""Length in xi from which on a current may be largest beyond a phase of pi, and the phase per xi at which none is left.

Currents of a long bridge end at a gradient of 1/sqrt(3 xi^2).
"""
_BANK = 1.0
"""Length of the banks of a weak bridge in xi."""


def measure(made: Josephson, progress: Progress) -> Measurement:
    """Return the current-phase relation of a bridge, its largest current, and how far it is from a sine."""
    length, width, xi = made.bridge_length, made.bridge_width, made.coherence_length
    weak = made.strength != 1
    whole = length + 2 * _BANK * xi if weak else length  # the weak metal changes the banks beside it

    def strength(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.where(np.abs(x) < 0.5 * length, made.strength, 1.0) + 0 * y

    beyond = _DEPAIRING * whole / xi if whole > _LONG * xi else 0.0
    below = made.points - round(made.points * beyond / (math.pi + beyond))
    later = np.linspace(0, beyond, made.points - below + 1)[1:]
    phases = np.append(np.linspace(0, math.pi, below), math.pi + later)
    film = Film(rectangle(whole, width), coherence_length=xi, penetration_depth=made.penetration_depth,
                thickness=made.thickness, resistivity=made.resistivity, disorder=strength if weak else None,
                terminals={"left": edge("left", contact="held"), "right": edge("right", contact="held")})
    cells = max(_ACROSS * xi / min(length, width), _FEWEST_PER_XI)
    found = current_phase(film, "left", "right", phases=phases.tolist(), cells_per_xi=cells,
                          progress=lambda share: progress(share, "phase difference"))
    largest, where = found.critical_current, found.critical_phase
    short = FLUX_QUANTUM * width / (2 * math.pi * VACUUM_PERMEABILITY * film.pearl_length * length)
    resistance = made.resistivity * length / (width * made.thickness)
    branch = found.branch
    off = float(np.max(np.abs(found.current[branch] / largest - np.sin(found.phase[branch]))))
    readings = {
        "critical_current": Reading(largest, "A", None, "largest supercurrent I_c"),
        "critical_phase": Reading(where, "rad", None, "phase difference at I_c; pi/2 of a sine"),
        "sine_deviation": Reading(off, "", None, "largest |I/I_c - sin(phase)| of the first branch"),
        "over_short": Reading(largest / short, "", None, "I_c over Phi_0 w/(2 pi mu_0 Lambda L), that of a short "
                              "bridge of the metal of the banks"),
        "series_inductance": Reading(found.series_inductance, "H", None, "inductance in series with a sine of this I_c "
                                     "that has the same critical phase"),
        "normal_resistance": Reading(resistance, "ohm", None, "R_n = rho L/(w d)"),
        "icrn": Reading(largest * resistance, "V", None, "I_c R_n"),
        "current_at_pi": Reading(float(found.current[below - 1]) / largest, "", None, "current over I_c at the phase "
                                 "difference pi, reached from below; 0 if there is one current for a phase"),
        "last_phase": Reading(float(found.phase[branch][-1]), "rad", None, "largest phase difference of that branch"),
    }
    x = found.states[0].data["x"].values
    middle = found.states[0].data.sizes["y"] // 2
    psi = np.array([each.data["psi"].values[0] for each in found.states])
    arrays = {
        "phase": Array(found.phase, ("phase",), "rad", "phase difference"),
        "current": Array(found.current, ("phase",), "A", "supercurrent"),
        "energy": Array(found.energy - found.energy[0], ("phase",), "J", "energy over that without a phase difference"),
        "x": Array(x, ("x",), "m", "place along the bridge"),
        "density": Array(np.abs(psi[:, :, middle]) ** 2, ("phase", "x"), "", "density of pairs in the middle"),
        "phase_along": Array(np.unwrap(np.angle(psi[:, :, middle]), axis=1), ("phase", "x"), "rad",
                             "phase of psi in the middle"),
    }
    return Measurement(readings, arrays, "converged" if found.converged.all() else "not_converged")

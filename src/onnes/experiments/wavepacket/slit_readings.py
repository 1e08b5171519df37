"""Readings of fringes behind two slits with a tube of flux between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.wavepacket.scales import separation
from onnes.problems.wave_packet import slits
from onnes.results import Array, Reading
from onnes.units.constants import HBAR

if TYPE_CHECKING:
    from onnes.experiments.wavepacket import Wavepacket

FLUXES = np.linspace(0.0, 2.1, 12)
"""Fluxes in h/|q| at which the intensity is measured."""
_RECORDS = 40


def measured(made: Wavepacket, progress: Progress) -> Measurement:
    """Send the packet through the slits at many fluxes, and read the screen."""
    m, wavelength = made.kilograms(), slits.WAVELENGTH
    length = HBAR / (m * made.velocity())
    unit_of_time = 2 * m * length**2 / HBAR
    where = slits.geometry(separation(made) * wavelength)
    law, psi, wall = slits.slits(where, made.resolution())
    sign = math.copysign(1.0, made.charge)  # of q A, which alone acts
    lines = []
    for index, flux in enumerate(FLUXES):
        progress(index / (len(FLUXES) + 1), f"flux {flux:.2f} h/|q|")
        lines.append(slits.on_screen(slits.through_slits(law, psi, where, sign * flux, _RECORDS), where))
    shown = slits.through_slits(law, psi, where, sign * made.flux, _RECORDS)
    intensity = np.array(lines)[:, len(lines[0]) // 2]
    period, error, fitted = slits.period_of(FLUXES, intensity)
    touched = float(np.max(np.abs(shown.psi[:, wall]) ** 2))
    contrast = float(np.ptp(intensity) / (np.max(intensity) + np.min(intensity)))
    x, y = (np.asarray(nodes) * length for nodes in law.sample.grid.nodes[:2])
    # Fringes of two narrow slits far from the screen lie lambda L/d apart.
    apart = wavelength * where.screen / where.separation * length
    readings = {
        "aharonov_bohm_period": Reading(period, "", error, meaning="period in the flux, over h/|q|, of the intensity "
                                        "in the middle of the screen"),
        "contrast": Reading(contrast, "", meaning="(largest - smallest)/(largest + smallest) intensity in the middle "
                            "of the screen over the flux"),
        "density": Reading(float(np.max(np.abs(shown.psi[-1]) ** 2)) / length**2, "1/m^2",
                           meaning="largest |psi|^2 at the end"),
        "touched": Reading(touched / length**2, "1/m^2", meaning="largest |psi|^2 in the wall with the flux; zero"),
        "continuity_residual": Reading(float(np.max(shown.imbalance)), "", meaning="largest d_t |psi|^2 + div j over "
                                       "the largest flow through the sides of a cell"),
        "fringe_spacing": Reading(apart, "m", meaning="wavelength times distance of the screen over that of the "
                                  "slits: between fringes, if they were narrow and the screen far"),
    }
    flight_time = shown.time * unit_of_time
    arrays = {
        "time": Array(flight_time, ("time",), "s", "time"),
        "x": Array(x, ("x",), "m", "x"), "y": Array(y, ("y",), "m", "y"),
        "density": Array((np.abs(shown.psi) ** 2 / length**2).astype(np.float32), ("time", "x", "y"), "1/m^2",
                         "|psi|^2"),
        "phase": Array(np.angle(shown.psi).astype(np.float32), ("time", "x", "y"), "rad", "phase of psi"),
        "wall": Array(wall, ("x", "y"), "", "wall"),
        "screen": Array(np.array(where.screen * length), (), "m", "position of the screen"),
        "fringes_without_flux": Array(lines[0] * unit_of_time / length**2, ("y",), "s/m^2",
                                      "intensity on the screen without flux"),
        "fringes": Array(slits.on_screen(shown, where) * unit_of_time / length**2, ("y",), "s/m^2",
                         "intensity on the screen"),
        "flux": Array(FLUXES, ("flux",), "", "flux over h/|q|"),
        "intensity": Array(intensity * unit_of_time / length**2, ("flux",), "s/m^2",
                           "intensity in the middle of the screen"),
        "fitted": Array(fitted * unit_of_time / length**2, ("flux",), "s/m^2", "fitted intensity"),
    }
    return Measurement(readings, arrays, shown.status)

"""Readings of Landau levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import equinox as eqx
import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.wavepacket.scales import half_landau, magnetic_length
from onnes.numerics.jax_settings import as_array
from onnes.problems.wave_packet.flight import continuity
from onnes.problems.wave_packet.landau import landau_levels
from onnes.results import Array, Reading
from onnes.units.constants import HBAR

if TYPE_CHECKING:
    from onnes.experiments.wavepacket import Wavepacket

_COUNT = 60
_LIKE = 0.02
"""Distance from the lowest level within which others belong to it."""


def measured(made: Wavepacket, progress: Progress) -> Measurement:
    """Find the lowest levels, and read them."""
    progress(0.0, "finding eigenvalues on three grids")
    length, half = magnetic_length(made), half_landau(made)
    found = landau_levels(half, 1 / made.resolution(), _COUNT)
    quantum = HBAR * abs(made.coulombs() * made.field) / made.kilograms()
    x, y = (np.asarray(nodes) * length for nodes in found.grid.nodes[:2])
    density = np.abs(found.state) ** 2
    residual = float(eqx.filter_jit(continuity)(found.law, as_array(found.state)))
    readings = {
        "landau_level": Reading(found.lowest, "", found.error, meaning="energy of the lowest level over hbar omega_c, "
                                "for vanishing spacing; 1/2"),
        "level_energy": Reading(found.lowest * quantum, "J", found.error * quantum,
                                meaning="energy of the lowest level"),
        "levels": Reading(int(np.sum(found.ladder < found.ladder[0] + _LIKE)), "", meaning="states of the lowest "
                          "level away from the walls"),
        "flux_quanta": Reading(2 * half**2 / np.pi, "", meaning="flux through the square over h/|q|"),
        "density": Reading(float(np.max(density)) / length**2, "1/m^2", meaning="largest |psi|^2 of a state of the "
                           "lowest level"),
        "continuity_residual": Reading(residual, "", meaning="d_t |psi|^2 + div j of that state, over the largest "
                                       "flow through the sides of a cell"),
    }
    arrays = {
        "level": Array(np.arange(1, len(found.ladder) + 1), ("level",), "", "number of the state"),
        "energy": Array(found.ladder, ("level",), "", "energy over hbar omega_c, on the coarsest grid"),
        "spacing": Array(np.array(found.spacings) * length, ("spacing",), "m", "spacing of the grid"),
        "lowest": Array(np.array(found.values), ("spacing",), "", "lowest energy over hbar omega_c"),
        "x": Array(x, ("x",), "m", "x"), "y": Array(y, ("y",), "m", "y"),
        "density": Array(density / length**2, ("x", "y"), "1/m^2", "|psi|^2"),
        "phase": Array(np.angle(found.state), ("x", "y"), "rad", "phase of psi"),
    }
    return Measurement(readings, arrays)

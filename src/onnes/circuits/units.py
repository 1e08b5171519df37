"""Units in which the equations of a circuit are solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.circuits.elements import Junction
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

FLUX = FLUX_QUANTUM / (2 * np.pi)
"""Phi_0/(2 pi) = hbar/2e [Wb], the unit of flux and of phase: a phase of 1 rad is this flux."""
_NO_JUNCTION_CURRENT, _NO_JUNCTION_TIME = 1e-6, 1e-12


@dataclass(frozen=True)
class CircuitUnits:
    """Units of current [A] and time [s]; the others follow with Phi_0/(2 pi) as the unit of flux."""

    current: float
    time: float

    @property
    def voltage(self) -> float:
        """Unit of voltage, Phi_0/(2 pi) over the unit of time [V]."""
        return FLUX / self.time

    @property
    def energy(self) -> float:
        """Unit of energy, of a junction's coupling energy I_c Phi_0/(2 pi) [J]."""
        return self.current * FLUX

    @property
    def inductance(self) -> float:
        """Unit of inductance, Phi_0/(2 pi I_0) [H]."""
        return FLUX / self.current

    @property
    def conductance(self) -> float:
        """Unit of conductance [S]."""
        return self.current / self.voltage

    @property
    def capacitance(self) -> float:
        """Unit of capacitance [F]."""
        return self.conductance * self.time

    def temperature(self, kelvin: float) -> float:
        """Return kT over the unit of energy: the noise parameter 2 pi kT/(I_0 Phi_0)."""
        return BOLTZMANN * kelvin / self.energy


def units_for(elements: Sequence[Any]) -> CircuitUnits:
    """Return I_0 = the largest critical current and a time of that junction.

    The time is Phi_0/(2 pi I_0 R) where the junction is overdamped, else that of its plasma oscillation,
    sqrt(Phi_0 C/(2 pi I_0)). Without a junction: 1 uA, 1 ps.
    """
    junctions = [each for each in elements if isinstance(each, Junction)]
    if not junctions:
        return CircuitUnits(_NO_JUNCTION_CURRENT, _NO_JUNCTION_TIME)
    largest = max(junctions, key=lambda each: each.critical_current)
    current = largest.critical_current
    plasma = np.sqrt(FLUX * largest.capacitance / current)
    damped = 0.0 if largest.resistance is None else FLUX / (current * largest.resistance)
    return CircuitUnits(current, float(max(plasma, damped)))

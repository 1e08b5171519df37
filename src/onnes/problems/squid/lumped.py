"""Lumped dc and rf SQUIDs: their elements in SI units, as circuits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.circuits import Circuit, CurrentSource, FluxSource, Inductor, Junction
from onnes.problems.squid.statics import Arms
from onnes.units.constants import FLUX_QUANTUM


@dataclass(frozen=True)
class DcSquid:
    """Two junctions in parallel, the arms of a loop.

    Attributes:
        currents: critical currents of the junctions [A].
        resistances: of the junctions [ohm].
        capacitances: of the junctions [F]; may be 0.
        inductances: of the arms [H], without mutual inductance; may be 0.
    """

    currents: tuple[float, float]
    resistances: tuple[float, float]
    capacitances: tuple[float, float] = (0.0, 0.0)
    inductances: tuple[float, float] = (0.0, 0.0)

    @property
    def inductance(self) -> float:
        """L of the loop [H]."""
        return sum(self.inductances)

    @property
    def screening_parameter(self) -> float:
        """beta_L = 2 L I_0/Phi_0 with I_0 the mean critical current of a junction."""
        return self.inductance * sum(self.currents) / FLUX_QUANTUM

    @property
    def arms(self) -> Arms:
        """Statics of the loop."""
        first, second = (2 * math.pi * each * current / FLUX_QUANTUM
                         for each, current in zip(self.inductances, self.currents, strict=True))
        return Arms(self.currents, (first, second))

    def circuit(self, bias: Any, flux: Any, temperature: float = 0.0) -> Circuit:
        """Return the circuit: junctions "1" and "2" from the arms to the ground, fed at the node "bias".

        Args:
            bias: current [A] or a waveform.
            flux: applied to the loop [Wb] or a waveform.
            temperature: of the resistances [K].
        """
        first, second = (str(k) if inductance > 0 else "bias"
                         for k, inductance in zip((1, 2), self.inductances, strict=True))
        coils = [Inductor(f"L{node}", "bias", node, inductance=inductance)
                 for node, inductance in zip((first, second), self.inductances, strict=True) if inductance > 0]
        return Circuit([
            CurrentSource("I", "0", "bias", current=bias), *coils, FluxSource("flux", second, "loop", flux=flux),
            *(Junction(name, node, "0", critical_current=current, resistance=resistance, capacitance=capacitance)
              for name, node, current, resistance, capacitance in
              zip(("1", "2"), (first, "loop"), self.currents, self.resistances, self.capacitances, strict=True)),
        ], temperature)


@dataclass(frozen=True)
class RfSquid:
    """One junction in a loop; ``phi + beta_rf sin phi = 2 pi Phi_applied/Phi_0``, phi = 2 pi Phi/Phi_0 of the loop.

    Attributes:
        current: critical current [A].
        resistance, capacitance: of the junction [ohm, F].
        inductance: of the loop [H].
    """

    current: float
    resistance: float
    capacitance: float
    inductance: float

    @property
    def beta(self) -> float:
        """beta_rf = 2 pi L I_c/Phi_0."""
        return 2 * math.pi * self.inductance * self.current / FLUX_QUANTUM

    @property
    def jump_flux(self) -> float | None:
        """Applied flux at which the state without a flux quantum ends [Phi_0]; None of a loop that never jumps.

        ``(arccos(-1/beta) + sqrt(beta^2 - 1))/(2 pi)``; the loop jumps back at one minus this.
        """
        if self.beta <= 1:
            return None
        return (math.acos(-1 / self.beta) + math.sqrt(self.beta**2 - 1)) / (2 * math.pi)

    def states(self, phase: Any) -> np.ndarray:
        """Return the applied flux [Phi_0] of which a phase [rad] is a static state, stable or not."""
        return (np.asarray(phase) + self.beta * np.sin(phase)) / (2 * np.pi)

    def circuit(self, flux: Any, temperature: float = 0.0) -> Circuit:
        """Return the circuit: junction "1" to the ground, closed by an inductor; ``flux`` [Wb] or a waveform."""
        return Circuit([
            Junction("1", "junction", "0", critical_current=self.current, resistance=self.resistance,
                     capacitance=self.capacitance),
            FluxSource("flux", "junction", "coil", flux=flux), Inductor("L", "coil", "0", inductance=self.inductance),
        ], temperature)


def rf_potential(phase: Any, flux: Any, beta: float) -> np.ndarray:
    """Return U of an rf SQUID over I_c Phi_0/(2 pi): ``1 - cos phi + (phi - 2 pi Phi_applied/Phi_0)^2/(2 beta)``."""
    return 1 - np.cos(phase) + (np.asarray(phase) - 2 * np.pi * np.asarray(flux)) ** 2 / (2 * beta)

"""White noise of the voltage of a thermal dc SQUID, and the flux that it stands for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import periodogram

from onnes.circuits.units import FLUX
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.problems.squid.lumped import DcSquid

_RECORDS, _APART, _BEFORE = 250, 1.6, 1
"""Records of a stretch, their distance in units of time of the circuit, and stretches that are left out."""
_BESIDE = 0.02
"""Distance of the fluxes from which the transfer function is taken [Phi_0]."""
_SHOWN = 4
"""Circuits whose phases are kept."""


@dataclass(frozen=True, eq=False)
class Noise:
    """Voltage of an ensemble at one bias and flux.

    Attributes:
        voltage, voltage_error: mean and its standard error [V].
        transfer, transfer_error: dV/dPhi and its standard error [V/Phi_0].
        white: spectral density S_V of the voltage at frequencies far below the Josephson frequency [V^2/Hz], one-sided.
        samples: independent stretches that it comes from; its relative standard error is (2/samples)^(1/2).
        frequency, spectrum: S_V against frequency [Hz, V^2/Hz].
        time, phases, voltages: of some circuits [s, rad, V], shapes (times,), (times, circuits, 2), (times, circuits).
    """

    voltage: float
    voltage_error: float
    transfer: float
    transfer_error: float
    white: float
    samples: int
    frequency: np.ndarray
    spectrum: np.ndarray
    time: np.ndarray
    phases: np.ndarray
    voltages: np.ndarray

    @property
    def flux_noise(self) -> tuple[float | None, float | None]:
        """S_V^(1/2)/|dV/dPhi| and its standard error [Phi_0/Hz^(1/2)]; None if the voltage does not tell the flux."""
        if abs(self.transfer) <= 2 * self.transfer_error:
            return None, None
        value = math.sqrt(self.white) / abs(self.transfer)
        return value, value * math.hypot(math.sqrt(0.5 / self.samples), self.transfer_error / self.transfer)


def noise(squid: DcSquid, bias: float, flux: float, temperature: float, members: int, stretches: int,
          seed: int) -> Noise:
    """Return the noise of an ensemble at a bias [A] and a flux [Phi_0].

    The voltage of a stretch is a mean weighted by sin^2, in which Josephson oscillations cancel. The variance of means
    over stretches of the length t, with weights w, is ``S_V/(2 t) <w^2>/<w>^2 = (3/4) S_V/t``. The same random numbers
    act at the two fluxes beside, so that most of the noise drops out of their difference.

    Args:
        members: number of circuits.
        stretches: followed in time, of 400 units of time of the circuit each.
    """
    beside = []
    for shift in (0.0, -_BESIDE, _BESIDE):
        circuit = squid.circuit(bias, (flux + shift) * FLUX_QUANTUM, temperature)
        length = _RECORDS * _APART * circuit.units.time
        run = circuit.simulate((_BEFORE + stretches) * length, records=(_BEFORE + stretches) * _RECORDS,
                               members=members, seed=seed)
        phases = run.junction_phase.values
        beside.append((run.time.values, phases, np.diff(phases[..., 0], axis=0) * FLUX
                       / np.diff(run.time.values)[:, None]))
    time, phases, here = beside[0]
    weight = np.sin(np.pi * (np.arange(_RECORDS) + 0.5) / _RECORDS) ** 2
    after = slice(_BEFORE * _RECORDS, None)
    means = np.stack([np.einsum("srm,r->sm", each[after].reshape(stretches, _RECORDS, members), weight / weight.sum())
                      for _, _, each in beside])
    slope = (means[2] - means[1]).mean(axis=0) / (2 * _BESIDE)
    ordinary = here[after].reshape(stretches, _RECORDS, members)
    frequency, power = periodogram(ordinary, 1 / (time[1] - time[0]), window="hann", axis=1)
    return Noise(
        float(means[0].mean()), float(means[0].mean(axis=0).std(ddof=1) / math.sqrt(members)),
        float(slope.mean()), float(slope.std(ddof=1) / math.sqrt(members)),
        float(means[0].var(ddof=1) * length * 4 / 3), means[0].size,
        frequency[1:], power.mean(axis=(0, 2))[1:],
        time[1:][after], phases[1:][after][:, :_SHOWN], here[after][:, :_SHOWN])


def tesche_clarke(temperature: float, inductance: float, resistance: float) -> float:
    """Return 9 kT L/R [J/Hz], the least energy resolution of a dc SQUID with beta_L = 1 at small noise.

    Source: C. D. Tesche, J. Clarke, J. Low Temp. Phys. 29, 301 (1977).
    """
    return 9 * BOLTZMANN * temperature * inductance / resistance

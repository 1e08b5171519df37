"""Loss of a round wire with an alternating current under four laws: power per length from frequency and amplitude."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from onnes.chains.dissociation import dissociated_mean_square, dissociated_share
from onnes.materials.models import two_fluid
from onnes.pairing.bcs.surface_impedance import local_impedance
from onnes.problems.critical_state.wire import CELLS, CriticalState, critical_state
from onnes.problems.microwave_sample import Sample
from onnes.problems.screening.wire import WIRE_LAWS, surface_field
from onnes.units.constants import VACUUM_PERMEABILITY

_HALF_CYCLE = 12
"""Steps of half a cycle where Jc depends on B; without, one step is exact in time."""
_RINGS = 2000
"""Rings over which the chains' loss is summed."""
_STEP = 0.03
"""Step of ln f and ln I in the exponents."""


@dataclass(frozen=True)
class Losses:
    """The wire, and what each law needs to know about it.

    Attributes:
        radius: R [m].
        critical_density, kim_field: Jc [A/m^2] and B0 of Jc/(1 + |B|/B0) [T].
        sample: normal conductivity and gap.
        kelvin: T [K].
        depth: lambda(T) of the two-fluid law [m].
        orienting_field: B_th, below which chains are broken [T].
        rejoin_time: tau, for which they stay broken after that [s].
    """

    radius: float
    critical_density: float
    kim_field: float
    sample: Sample
    kelvin: float
    depth: float
    orienting_field: float
    rejoin_time: float

    @property
    def laws(self) -> Mapping[str, Callable[[float, float], float]]:
        """Laws by name: (frequency [Hz], amplitude [A]) -> power per length [W/m]."""
        return {"bean": self.bean, "two_fluid": self.two_fluid, "mattis_bardeen": self.mattis_bardeen,
                "chain": self.chain}

    # ---- hysteresis

    def bean(self, frequency: float, amplitude: float) -> float:
        """Return f Q; Bean's law has no time in it."""
        return frequency * self.hysteresis(amplitude)

    def hysteresis(self, amplitude: float, coarser: int = 1) -> float:
        """Return Q, the heat of a cycle [J/m], twice that of the half cycle from the amplitude to its opposite.

        Args:
            amplitude: I [A].
            coarser: 2 for half as many cells.
        """
        steps = 1 if np.isinf(self.kim_field) else _HALF_CYCLE
        cells = CELLS // coarser
        return 2 * float(np.sum(self.cycle(amplitude, np.linspace(0.0, np.pi, steps + 1), cells).heat[1:]))

    def cycle(self, amplitude: float, phase: np.ndarray, cells: int = CELLS) -> CriticalState:
        """Return the states at I = amplitude cos(phase), after the first rise of the current to its amplitude."""
        return critical_state(self.radius, self.critical_density, amplitude * np.cos(phase), self.kim_field, cells)

    # ---- surface loss

    def two_fluid(self, frequency: float, amplitude: float) -> float:
        """Return the loss of normal carriers, a share (T/Tc)^4, beside those that screen."""
        normal = 1 - two_fluid.superfluid_density(self.kelvin / self.sample.critical_temperature)
        inductive = 1 / (2 * np.pi * frequency * VACUUM_PERMEABILITY * self.depth**2)
        return self._surface(local_impedance(frequency, normal * self.sample.conductivity - 1j * inductive), amplitude)

    def mattis_bardeen(self, frequency: float, amplitude: float) -> float:
        """Return the loss of thermally excited quasiparticles in the dirty limit."""
        return self._surface(self.sample.impedance(frequency, self.kelvin), amplitude)

    def _surface(self, impedance, amplitude: float) -> float:
        """Return R_s H^2/2 over the circumference, H = I/(2 pi R)."""
        field = amplitude / (2 * np.pi * self.radius)
        return float(np.real(impedance)) * field**2 / 2 * 2 * np.pi * self.radius

    # ---- chains

    def chain(self, frequency: float, amplitude: float) -> float:
        """Return int rho_n <J^2 while broken> 2 pi r dr with J = A r, whose field breaks the chains at r."""
        r, area = self._rings(amplitude)
        density = WIRE_LAWS["linear"].density(r, self.radius, amplitude, self.depth)
        broken = dissociated_mean_square(self._ratio(r, amplitude), self._delay(frequency))
        return float(np.sum(area * density**2 * broken)) / self.sample.conductivity

    def share(self, frequency: float, amplitude: float) -> float:
        """Return the share of dissociated carriers, mean over the wire and a cycle."""
        r, area = self._rings(amplitude)
        return float(np.sum(area * self.local_share(r, frequency, amplitude))) / (np.pi * self.radius**2)

    def local_share(self, r: np.ndarray, frequency: float, amplitude: float) -> np.ndarray:
        """Return the share of a cycle in which chains at r [m] are broken."""
        return dissociated_share(self._ratio(r, amplitude), self._delay(frequency))

    def _ratio(self, r: np.ndarray, amplitude: float) -> np.ndarray:
        """Return B_th over the amplitude of the field at r; infinite on the axis."""
        field = WIRE_LAWS["linear"].field(r, self.radius, amplitude, self.depth)
        return np.divide(self.orienting_field, field, out=np.full_like(field, np.inf), where=field > 0)

    def _delay(self, frequency: float) -> float:
        return 2 * np.pi * frequency * self.rejoin_time

    def _rings(self, amplitude: float) -> tuple[np.ndarray, np.ndarray]:
        """Return radii [m], root mean square, and sections [m^2] of the core that is always broken and of rings."""
        core = np.sqrt(min(1.0, self.orienting_field / surface_field(self.radius, amplitude)))
        rings = np.geomspace(core, 1.0, _RINGS) if core < 1 else np.ones(1)
        edges = self.radius * np.append(0.0, rings)
        return np.sqrt(0.5 * (edges[1:] ** 2 + edges[:-1] ** 2)), np.pi * np.diff(edges**2)


def exponents(law: Callable[[float, float], float], frequency: float, amplitude: float) -> tuple[float, float]:
    """Return d ln P/d ln f and d ln P/d ln I of a law at a point; NaN where it has no loss.

    The second one is taken over the last 6 % below the amplitude, to second order, as no current may exceed the
    critical one.
    """
    up, down = (law(frequency * np.exp(sign * _STEP), amplitude) for sign in (1, -1))
    here, once, twice = (law(frequency, amplitude * np.exp(-k * _STEP)) for k in (0, 1, 2))
    if min(up, down, here, once, twice) <= 0:
        return np.nan, np.nan
    by_frequency = np.log(up / down) / (2 * _STEP)
    by_amplitude = (3 * np.log(here) - 4 * np.log(once) + np.log(twice)) / (2 * _STEP)
    return float(by_frequency), float(by_amplitude)

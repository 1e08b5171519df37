"""Jumps of an rf SQUID while the applied flux is raised and lowered, with and without thermal activation."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.integrate import cumulative_trapezoid

from onnes.circuits import PiecewiseLinear
from onnes.circuits.units import FLUX
from onnes.problems.squid.lumped import rf_potential
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.problems.squid.lumped import RfSquid

_FLUXES, _HALVINGS = 4000, 60


@dataclass(frozen=True, eq=False)
class FluxSweep:
    """Course of an ensemble while the flux goes up and down.

    Attributes:
        time: [s], shape (times,).
        applied: flux [Phi_0], shape (times,).
        phases: of the junction [rad], shape (times, members).
        peak: largest applied flux [Phi_0].
    """

    time: np.ndarray
    applied: np.ndarray
    phases: np.ndarray
    peak: float

    def jumps(self, up: bool, quanta: int) -> np.ndarray:
        """Return the applied flux at which each member passes the phase (2 quanta + 1) pi; NaN where it does not.

        Args:
            up: the first time that it does while the flux rises, else the last while it falls.
        """
        half, level = len(self.time) // 2, (2 * quanta + 1) * math.pi
        part = slice(None, half + 1) if up else slice(half, None)
        flux, above = self.applied[part], self.phases[part] - level
        found = np.full(self.phases.shape[1], np.nan)
        for member in range(len(found)):
            line = above[:, member]
            at = np.flatnonzero((line[:-1] < 0) != (line[1:] < 0))
            if len(at):
                k = at[0 if up else -1]
                found[member] = flux[k] + (flux[k + 1] - flux[k]) * line[k] / (line[k] - line[k + 1])
        return found


def sweep_flux(squid: RfSquid, peak: float, time: float, temperature: float, members: int, records: int,
               seed: int) -> FluxSweep:
    """Return the course while the flux goes from 0 to a peak [Phi_0] and back, each in half of a time [s]."""
    top = peak * FLUX_QUANTUM
    circuit = squid.circuit(PiecewiseLinear([0.0, time / 2, time], [0.0, top, 0.0]), temperature)
    noisy: dict[str, Any] = {"members": members, "seed": seed} if temperature > 0 else {}
    run = circuit.simulate(time, records=2 * (records // 2), **noisy)
    times, phases = run.time.values, run.junction_phase.values
    applied = peak * (1 - np.abs(2 * times / time - 1))
    return FluxSweep(times, applied, phases.reshape(len(times), -1), peak)


def escape_rate(squid: RfSquid, flux: np.ndarray, temperature: float) -> np.ndarray:
    """Return the rate [1/s] of thermal escape from the state without a flux quantum into the next one.

        Gamma = (omega_0/2 pi) (sqrt(1 + a^2) - a) exp(-Delta U/kT),    a = 1/(2 R C omega_b)

    with the curvatures of the well and of the barrier, ``omega^2 = |U''|/C (2 pi/Phi_0)^2``; without C the prefactor is
    ``R (U''_0 |U''_b|)^(1/2) (2 pi/Phi_0)^2/(2 pi)``. NaN at fluxes without a barrier, or with a state to both sides.

    Args:
        flux: applied [Phi_0], shape (fluxes,).

    Validity: Delta U above kT; damping not so weak that the energy diffuses.

    Source: H. A. Kramers, Physica 7, 284 (1940).
    """
    end = math.acos(-1 / squid.beta)
    well = _phase_at(squid, flux, -end, end)
    barrier = _phase_at(squid, flux, 2 * math.pi - end, end)
    assert squid.jump_flux is not None
    known = (flux < squid.jump_flux) & (flux > 1 - squid.jump_flux)
    drop = rf_potential(barrier, flux, squid.beta) - rf_potential(well, flux, squid.beta)
    bottom, top = (np.abs(np.cos(phase) + 1 / squid.beta) for phase in (well, barrier))
    energy = squid.current * FLUX
    stiffness = squid.current / FLUX
    if squid.capacitance > 0:
        first, last = (np.sqrt(stiffness * each / squid.capacitance) for each in (bottom, top))
        damping = 1 / (2 * squid.resistance * squid.capacitance)
        attempt = first / last * (np.sqrt(last**2 + damping**2) - damping)
    else:
        attempt = squid.resistance * stiffness * np.sqrt(bottom * top)
    rate = attempt / (2 * math.pi) * np.exp(-drop * energy / (BOLTZMANN * temperature))
    return np.where(known, rate, np.nan)


def expected_jump(squid: RfSquid, temperature: float, rate: float) -> tuple[float, float]:
    """Return mean and standard deviation of the flux of the jump [Phi_0] by `escape_rate`, in a flux that rises from 0.

    Args:
        rate: of the flux [Phi_0/s].
    """
    assert squid.jump_flux is not None
    flux = np.linspace(max(0.0, 1 - squid.jump_flux), squid.jump_flux, _FLUXES + 2)[1:-1]
    kept = np.exp(-cumulative_trapezoid(escape_rate(squid, flux, temperature), flux / rate, initial=0))
    mean = flux[0] + np.trapezoid(kept, flux)
    second = 2 * np.trapezoid((flux - flux[0]) * kept, flux)
    return float(mean), float(math.sqrt(max(second - (mean - flux[0]) ** 2, 0.0)))


def _phase_at(squid: RfSquid, flux: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return the phase of a static state at each flux, by bisection between phases whose flux is below and above."""
    under, over = np.full(flux.shape, low), np.full(flux.shape, high)
    for _ in range(_HALVINGS):
        middle = 0.5 * (under + over)
        below = squid.states(middle) < flux
        under, over = np.where(below, middle, under), np.where(below, over, middle)
    return 0.5 * (under + over)

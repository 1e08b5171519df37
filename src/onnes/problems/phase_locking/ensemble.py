"""Runs of N phases with noise, side by side, by the stochastic Heun scheme.

    d phi_i = [omega_i + K eta f_i(phi)] dt + sqrt(2 D) dW_i

in units of D: rates over D, times in 1/D. f_i is the torque of the network over K, and eta the part of the time in
which units couple, if it is fed back. The scheme is of second order in the step for the phases without noise and for
means with it, and of first order for one path.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onnes.chains.zero_coupling import mean_duty, pair_duty, window_of_order
from onnes.problems.phase_locking.network import Network

_STEP = 0.1
"""Step in 1/(D + gamma + K/2)."""
_RENEWED = 10
"""Steps after which eta is measured; where it is fed back, it is held in between."""

Told = Callable[[float], None]


@dataclass(frozen=True)
class Windows:
    """Windows of the units, w_0 locked and w_1 unlocked, and whether eta multiplies K."""

    locked: float
    unlocked: float
    feedback: bool

    def duty(self, network: Network, phases: np.ndarray) -> np.ndarray:
        """Return eta of each run from its phases, over all pairs that couple, shape (runs,)."""
        window = window_of_order(order(phases), self.locked, self.unlocked)
        if network.kind == "all":
            return mean_duty(phases, window)
        bonds = np.concatenate([each.reshape(len(phases), -1) for each in network.differences(phases)], axis=1)
        return pair_duty(bonds, window[:, None]).mean(axis=1)


@dataclass(frozen=True)
class Course:
    """Records of runs side by side.

    Attributes:
        time: after each step, in 1/D, shape (steps, runs).
        order: r after each step, shape (steps, runs).
        duty: eta every tenth step, shape (steps/10, runs).
        frames: phases at even intervals, the last at the end, shape (frames, runs, N).
    """

    time: np.ndarray
    order: np.ndarray
    duty: np.ndarray
    frames: np.ndarray


def order(phases: np.ndarray) -> np.ndarray:
    """Return r = |<exp(i phi)>| over the last axis."""
    return np.abs(np.mean(np.exp(1j * phases), axis=-1))


def heun_step(phases: np.ndarray, rate: Callable[[np.ndarray], np.ndarray], step: np.ndarray | float,
              kick: np.ndarray) -> np.ndarray:
    """Return the phases after a step, for d phi/dt = rate(phi) and the noise ``kick`` = sqrt(2 D) dW of that step."""
    first = rate(phases)
    return phases + 0.5 * step * (first + rate(phases + step * first + kick)) + kick


def lorentzian(number: int, spread: float, rng: np.random.Generator) -> np.ndarray:
    """Return the N quantiles of a Lorentzian of half-width gamma, in random order."""
    quantiles = (np.arange(number) + 0.5) / number - 0.5
    return rng.permutation(spread * np.tan(np.pi * quantiles))


def follow(network: Network, phases: np.ndarray, coupling: np.ndarray, spread: float, windows: Windows, steps: int,
           rng: np.random.Generator, frames: int = 1, told: Told = lambda share: None) -> Course:
    """Advance runs side by side, each with its own coupling, and record them.

    Args:
        phases: at the start, shape (runs, N).
        coupling: K/D of each run, shape (runs,).
        spread: gamma/D.
        told: called with the share done.
    """
    frequencies = lorentzian(network.number, spread, rng)
    step = (_STEP / (1 + spread + 0.5 * coupling))[:, None]
    size, strength = np.sqrt(2 * step), coupling[:, None]
    orders, duties, kept = np.empty((steps, len(phases))), [], []

    def rate(each: np.ndarray) -> np.ndarray:
        return frequencies + strength * network.torque(each)

    for index in range(steps):
        if index % _RENEWED == 0:
            duties.append(windows.duty(network, phases))
            told(index / steps)
            if windows.feedback:
                strength = (coupling * duties[-1])[:, None]
        phases = heun_step(phases, rate, step, size * rng.standard_normal(phases.shape))
        orders[index] = order(phases)
        if (index + 1) * frames // steps > index * frames // steps:
            kept.append(phases)
    time = step[:, 0] * np.arange(1, steps + 1)[:, None]
    return Course(time, orders, np.array(duties), np.array(kept))

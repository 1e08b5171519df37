"""Zero-coupling windows: the part of a cycle in which the moment of a unit is zero, and what two units then share.

A unit of phase phi(t) has the moment mu cos(phi), which crosses zero twice in a cycle. Around each crossing it is taken
as zero: its window is |phi mod pi - pi/2| < pi w/2, and w = dt_0/T_d its share of the cycle. Two units couple while
both are outside of their windows. With delta the difference of their phases, which changes little in a cycle,

    eta(delta) = 1 - 2 w + o(delta),    o = w^2 + 2 sum_k (sin(pi k w)/pi k)^2 cos(2 k delta)

o being the part of the cycle in which both windows are open at once. Equal phases (shared windows) have eta = 1 - w;
over independent ones (staggered windows) the mean is (1 - w)^2, which is less.

Source: Z8 and section 3.2 of Sun.
"""

from __future__ import annotations

from math import pi

import numpy as np

_TERMS = 512
"""Terms of the sum over k: |Z_2k|^2 has fallen to rounding for x = K r/D up to 1e4."""


def staggered_duty(window: float) -> float:
    """Return eta = (1 - w)^2, the mean over independent phases; `onnes.chains.energies.duty` is that of equal ones."""
    return (1 - window) ** 2


def pair_duty(difference: np.ndarray, window: float | np.ndarray) -> np.ndarray:
    """Return eta(delta) for a difference of phases delta in rad; shapes broadcast."""
    apart = np.abs(np.mod(np.asarray(difference) / pi + 0.5, 1) - 0.5)  # in half cycles, 0 to 1/2
    window = np.asarray(window)
    return 1 - 2 * window + np.maximum(window - apart, 0) + np.maximum(window + apart - 1, 0)


def mean_duty(phases: np.ndarray, window: np.ndarray) -> np.ndarray:
    """Return eta averaged over all pairs of N units, exactly.

    The windows of all units together are a number of closed units c(t) that is constant between the 2 N moments at
    which one opens or shuts; the mean of c^2 over the cycle is the sum of o over all pairs.

    Args:
        phases: rad, shape (..., N).
        window: w, shape (...).
    """
    number, window = phases.shape[-1], np.asarray(window)[..., None]
    begin = np.mod(phases / pi - 0.5 * window, 1)  # windows at phi = 0: all moved by a quarter of a cycle, as one
    end = np.mod(begin + window, 1)
    moment = np.concatenate([begin, end], axis=-1)
    change = np.concatenate([np.ones_like(begin), -np.ones_like(end)], axis=-1)
    order = np.argsort(moment, axis=-1)
    moment = np.take_along_axis(moment, order, -1)
    closed = np.sum(begin > end, axis=-1, keepdims=True) + np.cumsum(np.take_along_axis(change, order, -1), axis=-1)
    length = np.diff(moment, axis=-1, append=moment[..., :1] + 1)
    total = np.sum(closed**2 * length, axis=-1) - number * window[..., 0]
    return 1 - 2 * window[..., 0] + total / (number * (number - 1))


def duty_of_moments(square_moments: np.ndarray, window: np.ndarray) -> np.ndarray:
    """Return (1 - w)^2 + 2 sum_k (sin(pi k w)/pi k)^2 |Z_2k|^2: eta of units whose phases are distributed alike.

    Args:
        square_moments: |Z_2k|^2 = |<exp(2 i k phi)>|^2 from k = 1 on, shape (..., terms).
        window: w, shape (...).
    """
    k = np.arange(1, square_moments.shape[-1] + 1)
    window = np.asarray(window)[..., None]
    share = (np.sin(pi * k * window) / (pi * k)) ** 2
    return (1 - window[..., 0]) ** 2 + 2 * np.sum(share * square_moments, axis=-1)


def even_numbers() -> np.ndarray:
    """Return 2 k of the terms that `duty_of_moments` needs."""
    return 2 * np.arange(1, _TERMS + 1)


def window_of_order(order: np.ndarray | float, locked: float, unlocked: float) -> np.ndarray:
    """Return w = w_0 + (w_1 - w_0)(1 - r^2), from the window of locked units to that of unlocked ones.

    The text says that heat prolongs the window, and gives no law; this one is the simplest that depends on the order.
    """
    return locked + (unlocked - locked) * (1 - np.asarray(order) ** 2)


def coupled_share(phases: np.ndarray, window: float, turns: int) -> np.ndarray:
    """Return the share of units outside of their windows, at ``turns`` moments of a cycle; shape (turns,)."""
    return np.mean(_outside(phases, window, turns), axis=-1)


def moment_product(phases: np.ndarray, window: float, turns: int) -> float:
    """Return the mean of cos(phi_i) cos(phi_j) outside of the windows, over a cycle of ``turns`` moments and all pairs.

    Without windows it is cos(phi_i - phi_j)/2: half for equal phases, and zero, not (1 - w)^2, for independent ones.
    """
    moving = phases + _cycle(turns)
    moment = np.cos(moving) * _outside(phases, window, turns)
    number = phases.shape[-1]
    pairs = np.sum(moment, axis=-1) ** 2 - np.sum(moment**2, axis=-1)
    return float(np.mean(pairs)) / (number * (number - 1))


def shared_product(window: float) -> float:
    """Return `moment_product` of equal phases, (1 - w)/2 + sin(pi w)/2 pi."""
    return 0.5 * (1 - window) + np.sin(pi * window) / (2 * pi)


def _cycle(turns: int) -> np.ndarray:
    return 2 * pi * np.arange(turns)[:, None] / turns


def _outside(phases: np.ndarray, window: float, turns: int) -> np.ndarray:
    """Return whether each unit couples at each moment of a cycle, shape (turns, N)."""
    return np.abs(np.mod(phases + _cycle(turns), pi) - 0.5 * pi) >= 0.5 * pi * window

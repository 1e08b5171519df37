"""Two condensates of definite numbers: detections that make a relative phase, drawn from their exact distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Detections:
    """Runs of the measurement.

    Attributes:
        phases: phi_j of the fringes where each quantum was found, shape (runs, detections) [rad].
        visibility, centre: V and phi_0 of the distribution of the next one, shape (runs, detections + 1); those before
            the first detection first. V of nothing left is that before.
        states: amplitudes of the first run by the number of quanta lost by the first condensate, shape (detections + 1,
            detections + 1), zero beyond what was lost.
    """

    phases: np.ndarray
    visibility: np.ndarray
    centre: np.ndarray
    states: np.ndarray


def detect(atoms: int, detections: int, runs: int, seed: int, given: tuple[np.ndarray, ...] = ()) -> Detections:
    """Simulate runs that begin in |N_a, N_a>.

    After k detections the state is sum_j c_j |N_a - j, N_a - k + j>, and a quantum found at phi makes of it
    (a + exp(i phi) b)|state>. It is found with the probability (1 + V cos(phi - phi_0))/2 pi, with
    V exp(-i phi_0) = 2 <a^+ b>/(number left).

    Args:
        atoms: N_a.
        detections: in each run.
        runs: number of runs.
        seed: of the random numbers.
        given: phases of the first detections, each of shape (runs,) [rad]; the others are drawn.
    """
    random = np.random.default_rng(seed)
    amplitude = np.zeros((runs, detections + 1), complex)
    amplitude[:, 0] = 1.0
    phases = np.zeros((runs, detections))
    contrast = np.zeros((runs, detections + 1), complex)
    states = np.zeros((detections + 1, detections + 1), complex)
    states[0] = amplitude[0]
    for k in range(detections):
        phi = given[k] if k < len(given) else _drawn(random, contrast[:, k])
        lost = np.arange(k + 1)
        by_a = amplitude[:, :k + 1] * np.sqrt(atoms - np.minimum(lost, atoms))
        by_b = amplitude[:, :k + 1] * np.sqrt(np.maximum(atoms - k + lost, 0))
        amplitude = np.zeros_like(amplitude)
        amplitude[:, 1:k + 2] = by_a
        amplitude[:, :k + 1] += np.exp(1j * phi)[:, None] * by_b
        amplitude /= np.linalg.norm(amplitude, axis=1, keepdims=True)
        phases[:, k] = phi
        contrast[:, k + 1] = _contrast(amplitude, atoms, k + 1) if k + 1 < 2 * atoms else contrast[:, k]
        states[k + 1] = amplitude[0]
    return Detections(phases, np.abs(contrast), np.angle(contrast), states)


def _contrast(amplitude: np.ndarray, atoms: int, gone: int) -> np.ndarray:
    """Return V exp(i phi_0) of states from which ``gone`` quanta are gone.

    <b^+ a> = sum_j c*_(j+1) c_j sqrt((N_a - j)(N_a - k + j + 1)).
    """
    lost = np.arange(amplitude.shape[1] - 1)
    weight = np.sqrt(np.maximum(atoms - lost, 0.0) * np.maximum(atoms - gone + lost + 1.0, 0.0))
    transfer = np.sum(np.conj(amplitude[:, 1:]) * amplitude[:, :-1] * weight, axis=1)
    return 2 * transfer / (2 * atoms - gone)


def _drawn(random: np.random.Generator, contrast: np.ndarray) -> np.ndarray:
    """Return phases drawn from (1 + V cos(phi - phi_0))/2 pi, by rejection."""
    phases, open_ = np.zeros(len(contrast)), np.arange(len(contrast))
    while len(open_):
        tried = random.uniform(-np.pi, np.pi, len(open_))
        height = 1 + np.real(contrast[open_] * np.exp(-1j * tried))
        kept = random.uniform(0, 2, len(open_)) < height
        phases[open_[kept]] = tried[kept]
        open_ = open_[~kept]
    return phases


def visibility_after_one(atoms: int) -> float:
    """Return V after one detection, N_a/(2 N_a - 1), exactly."""
    return atoms / (2 * atoms - 1)


def visibility_after_two(atoms: int, points: int = 256) -> float:
    """Return the mean of V after two detections, over their difference with its exact distribution."""
    if atoms == 1:
        return 1.0
    difference = 2 * np.pi * np.arange(points) / points
    found = detect(atoms, 2, points, 0, (np.zeros(points), difference)).visibility[:, 2]
    return float(np.mean((1 + visibility_after_one(atoms) * np.cos(difference)) * found))


def relative_phase(state: np.ndarray, points: int = 512) -> tuple[np.ndarray, np.ndarray]:
    """Return theta in (-pi, pi) and the distribution [1/rad] of the relative phase of a state."""
    transform = np.fft.fftshift(np.fft.fft(np.conj(state), points))
    theta = 2 * np.pi * (np.arange(points) / points - 0.5)
    return theta, np.abs(transform) ** 2 / (2 * np.pi)

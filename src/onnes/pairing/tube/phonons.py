"""Passage of an electron by a quantum oscillator in its ground state, in the basis of number states."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, expm1, sqrt

import numpy as np

from onnes.errors import InputError
from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.kick import resonant_impulse
from onnes.pairing.tube.passage import attraction

LARGEST_BASIS = 400
"""Largest number of states of an oscillator; beyond it the classical treatment is appropriate."""

_REACH, _STEPS_PER_LENGTH = 34.0, 12.0


@dataclass(frozen=True)
class Kicked:
    """State of a quantum oscillator after the passage.

    Attributes:
        amplitude: of its mean position, which oscillates as a classical ion does, in d.
        phonon_probability: probability that it is no longer in its ground state.
        mean_phonons: mean number of quanta.
    """

    amplitude: float
    phonon_probability: float
    mean_phonons: float


def coherent_phonons(crossing: Crossing) -> float:
    """Return |alpha|^2 = p^2/(2 M hbar omega_D), the mean quanta of the coherent state that an impulse p makes.

    p is that of the nearest ion, with the finite time of passing.

    Source: footnote to W5, R. J. Glauber (1963).
    """
    momentum = crossing.strength * float(resonant_impulse(crossing, crossing.impact))
    return momentum**2 * crossing.action / 2


def phonon_probability(phonons: float) -> float:
    """Return 1 - exp(-|alpha|^2), the probability that a coherent state is not in the ground state."""
    return -expm1(-phonons)


def kicked_oscillator(crossing: Crossing) -> Kicked:
    """Solve i d_t psi = [w a^+ a - F(t) x] psi for the nearest ion, across the path, from the ground state.

    F(t) is the screened Coulomb force at the ion's place while the electron passes. Strang splitting: exact phases of
    the number states between kicks exp(i dp x), exact in the basis, which is much larger than the number of quanta
    created.

    Raises:
        InputError: an impulse that makes more quanta than the basis holds.

    Source: footnote to W5: "a quantum mechanical calculation ... gives the same displacement delta".
    """
    size = _basis_size(coherent_phonons(crossing))
    times, kicks = _kicks(crossing)
    ladder = np.diag(np.sqrt(np.arange(1, size)), 1)
    strengths, vectors = np.linalg.eigh(ladder + ladder.T)
    phases = np.exp(-1j * crossing.frequency * (times[1] - times[0]) / 2 * np.arange(size))
    state = np.zeros(size, dtype=complex)
    state[0] = 1.0
    for kick in kicks * sqrt(crossing.action / 2):
        state = phases * state
        state = vectors @ (np.exp(1j * kick * strengths) * (vectors.T @ state))
        state = phases * state
    lowered = ladder @ state
    unit = 1 / sqrt(2 * crossing.action) / crossing.frequency  # zero-point amplitude sqrt(hbar/2 M omega_D), in d
    return Kicked(2 * unit * float(abs(np.vdot(state, lowered))), float(np.sum(np.abs(state[1:]) ** 2)),
                  float(np.vdot(lowered, lowered).real))


def _kicks(crossing: Crossing) -> tuple[np.ndarray, np.ndarray]:
    """Return the middles of the steps (tau) and the momentum across the path that each gives to an ion (M v_e)."""
    reach = crossing.impact + _REACH / crossing.screening
    finest = min(crossing.impact, 1 / np.hypot(crossing.screening, crossing.frequency))
    steps = int(np.ceil(reach / finest * _STEPS_PER_LENGTH))
    step = 2 * reach / steps
    times = -reach + step * (np.arange(steps) + 0.5)
    towards = np.column_stack([times, np.full(steps, crossing.impact)])
    force = attraction(towards, crossing.screening)[:, 1]
    return times, crossing.strength * force * step


def _basis_size(phonons: float) -> int:
    size = ceil(phonons + 12 * sqrt(phonons)) + 16
    if size > LARGEST_BASIS:
        raise InputError("quantum", True, f"an impulse that creates fewer than {phonons:.3g} quanta in one ion",
                         "The motion is then classical: use quantum=false, a heavier ion or a faster electron.")
    return size

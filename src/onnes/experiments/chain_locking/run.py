"""Protocol: a scan of the coupling from equal and random phases, phases below the threshold, and one start to watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Progress
from onnes.problems.phase_locking.ensemble import Course, Windows, follow
from onnes.problems.phase_locking.network import Network
from onnes.problems.phase_locking.theory import CRITICAL_ON_LATTICE, MeanField, mean_field

if TYPE_CHECKING:
    from onnes.experiments.chain_locking import ChainLocking

_SCAN = (0.2, 2.6)
"""First and last coupling of the scan, in the critical one."""
_REACH = 1e3
"""Coupling up to which theory is computed, in D + gamma, where r is 0.999."""
_BELOW, _REPEATS = (0.5, 0.6, 0.7), 8
"""Couplings from whose fluctuations K_c is read, in the expected one; runs of each."""
WATCHED, FRAMES = 300, 75
"""Steps and frames of the start that is watched."""


@dataclass(frozen=True, eq=False)
class Runs:
    """All that was run; couplings in D.

    Attributes:
        network, windows: as asked for.
        mean_field: exact theory of all with all, also drawn beside lattices.
        threshold: K_c/D of theory; None for a chain, and on lattices with a spread or feedback.
        scan: K/D of the scan, shape (couplings,); the coupling asked for is run after them.
        scanned: from random phases, then from equal ones, of scan and the coupling asked for.
        below, disordered: K/D and runs below the threshold; None on a lattice.
        watched: the coupling asked for, from random phases and from equal ones.
        scattered: independent phases, shape (N,).
    """

    network: Network
    windows: Windows
    mean_field: MeanField
    threshold: float | None
    scan: np.ndarray
    scanned: Course
    below: np.ndarray
    disordered: Course | None
    watched: Course
    scattered: np.ndarray


def protocol(asked: ChainLocking, progress: Progress) -> Runs:
    """Run the units."""
    rng, network = np.random.default_rng(asked.seed), asked.units_on()
    unlocked = asked.window if asked.window_unlocked is None else asked.window_unlocked
    windows, spread = Windows(asked.window, unlocked, asked.feedback), asked.spread
    theory = mean_field(spread, windows, max(asked.coupling, _REACH * (1 + spread)))
    threshold = _threshold(asked, theory)
    scan = np.linspace(*_SCAN, asked.couplings) * (threshold or theory.critical)

    def random(runs: int) -> np.ndarray:
        return rng.uniform(-np.pi, np.pi, (runs, network.number))

    def run(phases: np.ndarray, coupling: np.ndarray, steps: int, frames: int, message: str, start: float) -> Course:
        return follow(network, phases, coupling, spread, windows, steps, rng, frames,
                      lambda share: progress(start + 0.5 * share, message))

    couplings = np.append(scan, asked.coupling)
    both = np.concatenate([random(len(couplings)), np.zeros((len(couplings), network.number))])
    scanned = run(both, np.tile(couplings, 2), asked.steps, 1, "scan of the coupling", 0.0)
    below, disordered = np.repeat(_BELOW, _REPEATS) * theory.critical, None
    if asked.network == "all":
        disordered = run(random(len(below)), below, asked.steps, 1, "below the threshold", 0.5)
    start = np.concatenate([random(1), np.zeros((1, network.number))])
    watched = run(start, np.full(2, asked.coupling), WATCHED, FRAMES, "a start", 0.5)
    return Runs(network, windows, theory, threshold, scan, scanned, below, disordered, watched, random(1)[0])


def _threshold(asked: ChainLocking, theory: MeanField) -> float | None:
    """Return K_c/D where it is known."""
    if asked.network == "all":
        return theory.critical
    return None if asked.spread or asked.feedback else CRITICAL_ON_LATTICE.get(asked.network)

"""Voltage probes: what a line of nodes between two contacts tells, voltage and phase slips, each without the other.

In the gauge phi = 0 the electric field is -d_t A, so the mean voltage between two times is a difference of
circulations: exact, whatever happened in between. A phase slip is a zero of psi in the plane of place and time, a
vortex there: the phase of psi turns by 2 pi around it, which is counted from the phases.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.energies.state import State
from onnes.errors import InputError
from onnes.grids import Sample

TURN = 2 * np.pi


@dataclass(frozen=True)
class Probes:
    """Two contacts on one line of nodes along x.

    Attributes:
        first, last: nodes of the contacts along x.
        row: node along y, for a plane.
    """

    first: int
    last: int
    row: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.last:
            raise InputError("last", self.last, f"a node beyond the first one, {self.first}")

    def seen(self, sample: Sample, state: State) -> dict[str, np.ndarray]:
        """psi on the nodes of the line (n,) and circulations along its edges (n - 1,): what to record."""
        psi, along = np.asarray(state.psi), np.asarray(sample.edge_length[0]) * np.asarray(state.A[0])
        if psi.ndim == 2:
            psi, along = psi[:, self.row], along[:, self.row]
        return {"psi": psi[self.first:self.last + 1], "circulations": along[self.first:self.last]}


def mean_voltage(time, circulations) -> np.ndarray:
    """``V = -d/dt int A dl``: the mean in each interval, from the first contact to the last.

    Args:
        time: shape (n,), in tau.
        circulations: along the line, shape (n, edges), in the gauge phi = 0.

    Returns:
        Shape (n - 1,), in Phi_0/(2 pi tau).
    """
    return -np.diff(np.sum(circulations, axis=1)) / np.diff(time)


def phase_slips(psi, circulations) -> np.ndarray:
    """Zeros of psi in each cell of place and time: +1 where the phase difference lost a turn against the current.

    ``(1/2 pi)(sum of gauge-invariant phase steps around the cell, each within (-pi, pi], + flux of E)``, a whole number
    in any gauge that knows no phi. The sum over the line is right as long as the phases at its two ends turn by less
    than half a turn between two times, however many slips there are in between.

    Args:
        psi: shape (n, edges + 1).
        circulations: shape (n, edges).

    Returns:
        Whole numbers, shape (n - 1, edges).
    """
    along = np.angle(np.conj(psi[:, :-1]) * psi[:, 1:] * np.exp(-1j * circulations))
    later = np.angle(np.conj(psi[:-1]) * psi[1:])
    around = along[1:] - along[:-1] - (later[:, 1:] - later[:, :-1])
    return np.round(-(around + np.diff(circulations, axis=0)) / TURN).astype(int)


def slip_times(time, psi, circulations) -> tuple[np.ndarray, np.ndarray]:
    """Return the times of slips between recorded times: zeros of psi, bilinear in each cell of place and time.

    With P and Q the values at both ends of an edge, linear in time, psi vanishes on it where conj(P) Q is real and
    negative: a quadratic equation. Where it has no such root the middle of the interval is taken.

    Returns:
        Times and signed numbers of slips at them.
    """
    slips = phase_slips(psi, circulations)
    when, where = np.nonzero(slips)
    link = np.exp(-1j * circulations)
    begin, end = psi[when, where], psi[when + 1, where]
    there_begin, there_end = psi[when, where + 1] * link[when, where], psi[when + 1, where + 1] * link[when + 1, where]
    start = np.imag(np.conj(begin) * there_begin)
    mixed = np.imag(np.conj(begin) * there_end + np.conj(end) * there_begin)
    finish = np.imag(np.conj(end) * there_end)
    share = _roots(start - mixed + finish, mixed - 2 * start, start)
    here, there = (1 - share) * begin + share * end, (1 - share) * there_begin + share * there_end
    found = (share >= 0) & (share <= 1) & (np.real(np.conj(here) * there) < 0)
    share = np.where(found[0], share[0], np.where(found[1], share[1], 0.5))
    return time[when] + share * (time[when + 1] - time[when]), slips[when, where]


def _roots(a, b, c) -> np.ndarray:
    """Both roots of a x^2 + b x + c, shape (2, n); -1 in place of one that is not finite."""
    q = -0.5 * (b + np.where(b < 0, -1, 1) * np.sqrt(np.maximum(b**2 - 4 * a * c, 0.0)))
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = np.stack([q / a, c / q])
    return np.where(np.isfinite(roots), roots, -1.0)


def current_through(currents, cut: int):
    """Current through the line of edges along x at ``cut``: of currents through the dual faces of edges."""
    return jnp.sum(currents[0][cut])

"""Critical current of a dc SQUID, from the statics of its two phases.

A loop of two arms, each a junction I_k sin(delta_k) in series with an inductance L_k, in units of Phi_0/(2 pi)::

    I = I_1 sin(delta_1) + I_2 sin(delta_2)
    2 pi Phi/Phi_0 = (delta_1 + beta_1 sin delta_1) - (delta_2 + beta_2 sin delta_2),    beta_k = 2 pi L_k I_k/Phi_0

The flux Phi that acts on the loop is that of the field alone. At the largest I of a flux the two have parallel
gradients in the phases, ``I_1 c_1/(1 + beta_1 c_1) = -I_2 c_2/(1 + beta_2 c_2)`` with c = cos(delta), so that c_2
follows from delta_1: the critical current is a curve (Phi, I) over one phase, and its highest branch counts.

Source: A. Th. A. M. de Waele, R. de Bruyn Ouboter, Physica 41, 225 (1969); W.-T. Tsang, T. Van Duzer, J. Appl. Phys.
    46, 4573 (1975).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

_POINTS = 2001
_HALVINGS = 50


@dataclass(frozen=True)
class Arms:
    """Two arms of a dc SQUID; currents in any one unit.

    Attributes:
        currents: critical currents I_1, I_2.
        screening: beta_1, beta_2 = 2 pi L_k I_k/Phi_0.
    """

    currents: tuple[float, float]
    screening: tuple[float, float]

    def flux(self, first: ArrayLike, second: ArrayLike) -> np.ndarray:
        """Return Phi/Phi_0 at two phases [rad]."""
        (a, b), x, y = self.screening, np.asarray(first), np.asarray(second)
        return (x + a * np.sin(x) - y - b * np.sin(y)) / (2 * np.pi)

    def current(self, first: ArrayLike, second: ArrayLike) -> np.ndarray:
        """Return the current through the SQUID at two phases [rad]."""
        return self.currents[0] * np.sin(first) + self.currents[1] * np.sin(second)

    def critical(self, flux: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
        """Return the largest current at each flux [Phi_0], and the two phases [rad] there.

        Returns:
            shapes flux.shape and (2, *flux.shape).
        """
        wanted = np.ravel(np.asarray(flux, float))
        best, phases = np.full(wanted.shape, -np.inf), np.zeros((2, *wanted.shape))
        for sign in (1.0, -1.0):
            for first in self._stretches():
                self._raise(wanted, first, sign, best, phases)
        return best.reshape(np.shape(flux)), phases.reshape(2, *np.shape(flux))

    def _raise(self, wanted: np.ndarray, first: np.ndarray, sign: float, best: np.ndarray, phases: np.ndarray) -> None:
        """Take over, into ``best`` and ``phases``, where a stretch of the curve passes a flux with a larger current."""
        turns = np.floor(self.flux(first, self._second(first, sign)) - wanted[:, None])
        row, at = np.nonzero(turns[:, 1:] != turns[:, :-1])
        rising = turns[row, at + 1] > turns[row, at]
        passed = wanted[row] + np.maximum(turns[row, at], turns[row, at + 1])
        found = self._halved(first[at], first[at + 1], rising, passed, sign)
        second = self._second(found, sign)
        current = self.current(found, second)
        order = np.argsort(current)  # of several in one place the last, largest one is kept
        top = np.full(wanted.shape, -np.inf)
        place = np.zeros((2, *wanted.shape))
        top[row[order]], place[:, row[order]] = current[order], np.stack([found, second])[:, order]
        better = top > best
        best[better], phases[:, better] = top[better], place[:, better]

    def _halved(self, low: np.ndarray, high: np.ndarray, rising: np.ndarray, flux: np.ndarray,
                sign: float) -> np.ndarray:
        """Return where the curve passes a flux between phases, by bisection."""
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            before = (self.flux(middle, self._second(middle, sign)) < flux) == rising
            low, high = np.where(before, middle, low), np.where(before, high, middle)
        return 0.5 * (low + high)

    def _cosine(self, first: np.ndarray) -> np.ndarray:
        """Return c_2 of the curve at delta_1."""
        (one, two), (a, b) = self.currents, self.screening
        c = np.cos(first)
        below = two + (a * two + b * one) * c
        return -one * c / np.where(below == 0, np.finfo(float).tiny, below)

    def _second(self, first: np.ndarray, sign: float) -> np.ndarray:
        return sign * np.arccos(np.clip(self._cosine(first), -1.0, 1.0))

    def _stretches(self) -> list[np.ndarray]:
        """Return delta_1 along each stretch of the curve, its ends (where c_2 is 1 or -1) included."""
        (one, two), (a, b) = self.currents, self.screening
        ends = [0.0, np.pi]
        for c2 in (1.0, -1.0):
            below = one + c2 * (a * two + b * one)
            if below != 0 and abs(c2 * two) <= abs(below):
                ends.append(float(np.arccos(-c2 * two / below)))
        edges = np.unique(np.concatenate([ends, np.negative(ends)]))
        found = []
        for low, high in pairwise(edges):
            if high - low > 1e-12 and abs(self._cosine(np.array(0.5 * (low + high)))) <= 1:
                share = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, _POINTS))  # dense at the ends, where c_2 turns
                found.append(low + (high - low) * share)
        return found

"""Exact theory of phases that lock: mean field with windows, N equally coupled units, and a chain of neighbours.

Mean field, N -> infinity: with x = K r/D each moment Z_n of the phases follows from x alone
(`onnes.carriers.kuramoto`), and so do r = Z_1, eta and the coupling itself, K = x D/r; where eta is fed back, K_0 = x
D/(r eta). A curve over x so has all branches, also those on which r jumps: where K_0 falls with x, the phases are not
stable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.carriers.kuramoto import moments
from onnes.chains.zero_coupling import duty_of_moments, even_numbers, staggered_duty, window_of_order
from onnes.problems.phase_locking.ensemble import Windows

CRITICAL_ON_LATTICE = {"cubic": 6 / 2.20184, "square": 4 / 0.8929}
"""K_c/D: planar spins with the coupling K/2d order (in the plane, quasi-order) at k T = 2.20184 and 0.8929 of it.

Source: M. Hasenbusch, T. Torok, J. Phys. A 32, 6361 (1999); M. Hasenbusch, J. Phys. A 38, 5869 (2005).
"""
_POINTS, _FIRST = 600, 1e-2
"""Points of the curve over x; the first x."""


@dataclass(frozen=True)
class MeanField:
    """Branch r > 0 of the mean field.

    Attributes:
        critical: K/D beyond which phases without order are not stable.
        coupling, order, duty: K/D, r, eta along the branch, shape (points,), from r = 0 on.
    """

    critical: float
    coupling: np.ndarray
    order: np.ndarray
    duty: np.ndarray

    @property
    def fold(self) -> int | None:
        """Index at which the branch turns, if r jumps there; None where r rises from zero at ``critical``."""
        lowest = int(np.argmin(self.coupling))
        return lowest if lowest > 0 and self.coupling[lowest] < self.critical * (1 - 1e-6) else None

    def at(self, coupling: float, locked: bool) -> tuple[float, float]:
        """Return r and eta that phases reach from the locked state, or from none."""
        rising = slice(self.fold or 0, None)
        if coupling <= (self.coupling[rising][0] if locked else self.critical):
            return 0.0, float(self.duty[0])
        along = self.coupling[rising]
        return (float(np.interp(coupling, along, self.order[rising])),
                float(np.interp(coupling, along, self.duty[rising])))


def mean_field(spread: float, windows: Windows, largest: float) -> MeanField:
    """Return the mean field up to the coupling K/D = ``largest``."""
    x = np.geomspace(_FIRST, max(4.0, 1.5 * largest), _POINTS)
    order = moments(x, spread, np.array([1]))[:, 0]
    duty = duty_of_moments(moments(x, spread, even_numbers()) ** 2,
                           window_of_order(order, windows.locked, windows.unlocked))
    nothing = staggered_duty(windows.unlocked)
    critical = 2 * (1 + spread) / (nothing if windows.feedback else 1.0)
    coupling = x / order / (duty if windows.feedback else 1.0)
    return MeanField(critical, np.append(critical, coupling), np.append(0.0, order), np.append(nothing, duty))


def window_of_jump(locked: float, spread: float) -> float:
    """Return the window of unlocked units beyond which r jumps at the critical coupling, if eta is fed back.

    Near r = 0, x D/r grows as 1 + c r^2, c = (1 + nu)/(2 + nu), and eta as 1 + 2 r^2 (w_1 - w_0)/(1 - w_1): w_1 =
    (2 w_0 + c)/(2 + c). Coherence at a fixed window adds to eta from r^4 on only, and never makes r jump.
    """
    slope = (1 + spread) / (2 + spread)
    return (2 * locked + slope) / (2 + slope)


def order_of_equally_coupled(coupling: float, number: int) -> float:
    """Return sqrt(<r^2>) of N equal units that are all coupled to each other, in equilibrium, for any N.

    exp(N K r^2/2 D) is a Gaussian integral over a field s, in which the phases are independent:
    <r^2> = <s^2>/x^2 - 2/(N x), x = K/D, over the weight s exp(-N (s^2/2 x - ln I_0(s))).
    """
    from scipy.special import ive

    field = np.linspace(0, coupling * (1 + 8 / np.sqrt(number)) + 8 * np.sqrt(coupling / number), 20001)[1:]
    logarithm = np.log(field) - number * (field**2 / (2 * coupling) - np.log(ive(0, field)) - field)
    weight = np.exp(logarithm - logarithm.max())
    square = np.sum(weight * field**2) / np.sum(weight)
    return float(np.sqrt(square / coupling**2 - 2 / (number * coupling)))


def chain_correlation(coupling: float, number: int) -> np.ndarray:
    """Return <cos(phi_i - phi_(i+n))> for n = 0 to N - 1 of a closed chain of equal units, in equilibrium.

    With the bond K/2D its transfer matrix has the eigenvalues I_k(K/2D): sum_k I_k^(N-n) I_(k+1)^n/sum_k I_k^N. In a
    long chain it is (I_1/I_0)^n: order ends within a length at every temperature.
    """
    from scipy.special import ive

    eigenvalue = ive(np.arange(_highest(coupling, number) + 1), 0.5 * coupling)
    ratio = np.log(np.concatenate([eigenvalue[:0:-1], eigenvalue]) / eigenvalue[0])  # of k = -K to K
    n = np.arange(number)[:, None]
    return np.sum(np.exp((number - n) * ratio[:-1] + n * ratio[1:]), axis=1) / np.sum(np.exp(number * ratio))


def chain_order(coupling: float, number: int) -> float:
    """Return sqrt(<r^2>) of a closed chain of N equal units."""
    return float(np.sqrt(chain_correlation(coupling, number).mean()))


def chain_duty(coupling: float, windows: Windows, number: int) -> float:
    """Return eta of neighbours in a long chain, whose difference of phases has the moments I_n(K/2D)/I_0(K/2D)."""
    window = window_of_order(chain_order(coupling, number), windows.locked, windows.unlocked)
    return float(duty_of_moments(moments(np.array(0.5 * coupling), 0.0, even_numbers()), window))


def _highest(coupling: float, number: int) -> int:
    """Return the largest k of which (I_k/I_0)^N counts: about exp(-k^2 N/K)."""
    return int(np.ceil(6 * np.sqrt(max(coupling, 1.0) / number))) + 8

"""The critical state of a round wire that carries a current of any history, solved on a radial grid.

Where the density is below the critical one nothing moves, and E = 0; where E is not zero, |J| = Jc along E:

    |J| <= Jc(B),   E = 0 where |J| < Jc,   E J >= 0;      dE/dr = dB/dt,   B = mu_0 I(r)/(2 pi r)

with I(r) the current inside r. In one step of the current these are complementarity conditions on e = int E dt. They
are solved by a semismooth Newton method (primal-dual active set): guess the critical cells and their signs, solve the
linear (with Kim's Jc(B): linearised) equations, correct the guess, until it repeats. The front follows from that.

Without Jc(B) a step in which the current moves in one direction is exact in time, however large: e is the flux that
has crossed r, and the heat Jc |e|.

Source: C. P. Bean, Rev. Mod. Phys. 36, 31 (1964); the conditions: A. Bossavit, IEEE Trans. Magn. 30, 3363 (1994),
L. Prigozhin, J. Comput. Phys. 129, 190 (1996); Jc(B): Y. B. Kim, C. F. Hempstead, A. R. Strnad, Phys. Rev. Lett. 9, 306
(1962).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg import solve_banded

from onnes.errors import InputError
from onnes.results import Status
from onnes.units.constants import VACUUM_PERMEABILITY

CELLS = 200
"""Cells from the axis to the surface unless told otherwise."""

LEAST_SHARE = 1e-7
"""Smallest current over the critical one: the nodes of a thinner layer at the surface would differ by rounding only."""

_MARGIN = 1.1
"""Section of the layer that the grid resolves, over the least that can carry the largest current."""

_ITERATIONS, _HALVINGS = 20, 6
"""Corrections of the active set beyond one per cell, and halvings of a step for which they do not suffice."""

_ROUNDING = 1e-12
"""Part of Jc, and of the largest e, by which rounding may break a condition."""


@dataclass(frozen=True)
class CriticalState:
    """A wire through a history of k currents, starting from the virgin state, in SI units.

    Attributes:
        status: not_converged if the critical cells of a step were not found; it and later steps are NaN.
        nodes: distance from the axis, from 0 to the radius, shape (n + 1,) [m].
        current: I, shape (k,) [A].
        field: B round the axis at the nodes, shape (k, n + 1) [T].
        density: J between the nodes, shape (k, n) [A/m^2].
        transported: e = int E dt of the step that led to each current, between the nodes, shape (k, n) [V s/m].
        heat: int J E dt of that step per length of wire, shape (k,) [J/m].
    """

    status: Status
    nodes: np.ndarray
    current: np.ndarray
    field: np.ndarray
    density: np.ndarray
    transported: np.ndarray
    heat: np.ndarray

    @cached_property
    def r(self) -> np.ndarray:
        """Middles of the cells, shape (n,) [m]."""
        return 0.5 * (self.nodes[1:] + self.nodes[:-1])

    @cached_property
    def magnetic_energy(self) -> np.ndarray:
        """Energy int B^2/(2 mu_0) inside the wire per length, shape (k,) [J/m]."""
        width = np.diff(self.r, prepend=0.0, append=self.nodes[-1])
        return self.field**2 @ (2 * np.pi * self.nodes * width) / (2 * VACUUM_PERMEABILITY)

    @cached_property
    def inflow(self) -> np.ndarray:
        """Energy through the surface in each step per length, shape (k,) [J/m]: I int E dt by the trapezoidal rule."""
        previous = np.insert(self.current[:-1], 0, 0.0)
        half = 0.5 * (self.nodes[-1] - self.nodes[-2])
        change = np.diff(self.field[:, -1], prepend=0.0)
        return 0.5 * (self.current + previous) * (self.transported[:, -1] + half * change)


def critical_state(radius: float, critical_density: float, currents: Sequence[float] | np.ndarray,
                   kim_field: float = np.inf, cells: int = CELLS) -> CriticalState:
    """Return the state of a wire after each of the currents in turn, which moves in one direction between two of them.

    Args:
        radius: R [m].
        critical_density: Jc without field [A/m^2].
        currents: I [A], shape (k,), the first one reached from 0.
        kim_field: B0 of Jc(B) = Jc/(1 + |B|/B0) [T]; infinite for a Jc that does not depend on B.
        cells: from the axis to the surface, or across the layer that the largest current can reach.

    Raises:
        InputError: a current above the critical one of the wire, see `critical_current`; a largest one, not zero, that
            is below `LEAST_SHARE` of it.
    """
    currents = np.asarray(currents, dtype=float)
    largest = critical_current(radius, critical_density, kim_field)
    if not np.all(np.abs(currents) <= largest * (1 + 1e-9)):
        worst = float(currents[np.argmax(np.abs(currents))])
        raise InputError("currents", f"{worst:g} A", f"at most the critical current of the wire, {largest:g} A",
                         "Above it there is no critical state: the whole wire resists.")
    reached = float(np.max(np.abs(currents), initial=0.0))
    if 0 < reached < LEAST_SHARE * largest:
        raise InputError("currents", f"{reached:g} A", f"at least {LEAST_SHARE:g} of the critical current of the wire, "
                         f"{largest:g} A", "A smaller current flows in a layer too thin to be resolved.")
    # Lengths in R, densities in Jc, fields in mu_0 Jc R, e in mu_0 Jc R^2, y = I(r)/(2 pi Jc R^2).
    unit_field = VACUUM_PERMEABILITY * critical_density * radius
    step = _Step(_nodes(cells, reached, radius, critical_density, kim_field), unit_field / kim_field)
    enclosed, critical = np.zeros(cells + 1), np.zeros(cells, dtype=int)
    field, density, e, heat = (np.full((len(currents), n), np.nan) for n in (cells + 1, cells, cells, 1))
    status: Status = "converged"
    for k, total in enumerate(currents / (2 * np.pi * critical_density * radius**2)):
        moved = step.advance(enclosed, float(total), critical)
        if moved is None:
            status = "not_converged"
            break
        enclosed, e[k], critical, heat[k] = moved
        field[k], density[k] = step.field(enclosed), step.density(enclosed)
    x = step.nodes * radius
    return CriticalState(status, x, currents, field * unit_field, density * critical_density, e * unit_field * radius,
                         2 * np.pi * radius**2 * critical_density * unit_field * radius * heat[:, 0])


def critical_current(radius: float, critical_density: float, kim_field: float = np.inf) -> float:
    """Return the largest current of the wire [A], int Jc(B) 2 pi r dr with the field of that current itself.

    Source: d(r B)/dr = mu_0 r Jc(B) from the axis outwards.
    """
    if np.isinf(kim_field):
        return float(np.pi * radius**2 * critical_density)
    strength = VACUUM_PERMEABILITY * critical_density * radius / kim_field
    # y = int_0^x Jc x dx; near the axis y = x^2/2, so that y/x has no pole.
    found = solve_ivp(lambda x, y: x / (1 + strength * y / max(x, 1e-12)), (0.0, 1.0), [0.0], rtol=1e-10, atol=1e-14)
    return float(2 * np.pi * radius**2 * critical_density * found.y[0, -1])


def _nodes(cells: int, largest: float, radius: float, critical_density: float, kim_field: float) -> np.ndarray:
    """Return nodes over R, finer towards the surface; one cell for a core that no current up to the largest reaches.

    Shells of |J| = Jc(B) carry it, and Jc(B) is nowhere less than at the field of the whole current at the surface.
    """
    surface = VACUUM_PERMEABILITY * largest / (2 * np.pi * radius)
    share = largest * (1 + surface / kim_field) / (np.pi * radius**2 * critical_density)
    s = np.linspace(0.0, 1.0, cells + 1)
    if share == 0 or _MARGIN * share >= 1:
        return s * (2 - s)
    depth = 1 - np.sqrt(1 - _MARGIN * share)
    return np.append(0.0, 1 - depth * (1 - s[1:]) ** 2)


class _Step:
    """Complementarity conditions of one step, in units of R, Jc and mu_0 Jc R.

    Unknowns: e_1, y_1, e_2, y_2, ... e_n, with y_i at the inner nodes. Every equation couples neighbours only.
    """

    def __init__(self, nodes: np.ndarray, strength: float):
        self.nodes = nodes
        self.middle = 0.5 * (self.nodes[1:] + self.nodes[:-1])
        self.section = self.middle * np.diff(self.nodes)
        # Share of the section of a cell inside its middle: y between the nodes is linear in r^2 for a uniform J.
        self.inside = (self.middle**2 - self.nodes[:-1] ** 2) / (2 * self.section)
        self.strength = strength

    def field(self, y: np.ndarray) -> np.ndarray:
        return np.concatenate([[0.0], y[1:] / self.nodes[1:]])

    def density(self, y: np.ndarray) -> np.ndarray:
        return np.diff(y) / self.section

    def _between(self, y: np.ndarray) -> np.ndarray:
        return (self.inside * y[1:] + (1 - self.inside) * y[:-1]) / self.middle

    def limit(self, y: np.ndarray) -> np.ndarray:
        """Return Jc(B) in the cells."""
        return 1 / (1 + self.strength * np.abs(self._between(y)))

    def _slope(self, y: np.ndarray) -> np.ndarray:
        """Return the derivative of `limit` with respect to the field in the cell."""
        return -self.limit(y) ** 2 * self.strength * np.sign(self._between(y))

    def advance(self, before: np.ndarray, total: float, critical: np.ndarray, halvings: int = _HALVINGS):
        """Return y, e, the signs of the critical cells and the heat at a new total; None if they are not found.

        Where the active set does not settle the step is taken in two halves.
        """
        solved = self.solve(before, total, np.where(critical == np.sign(total - before[-1]), critical, 0))
        if solved is not None:
            y, e, critical = solved
            limit = 0.5 * (self.limit(before) + self.limit(y))
            return y, e, critical, float(np.sum(self.section * limit * np.abs(e)))
        if halvings == 0:
            return None
        half = self.advance(before, 0.5 * (before[-1] + total), critical, halvings - 1)
        rest = half and self.advance(half[0], total, half[2], halvings - 1)
        return rest and (rest[0], half[1] + rest[1], rest[2], half[3] + rest[3])

    def solve(self, before: np.ndarray, total: float, critical: np.ndarray):
        """Return y, e and the signs of the critical cells at a new total; None if the iteration does not end."""
        y = before.copy()
        y[-1] = total
        for _ in range(_ITERATIONS + len(critical)):
            y_new, e = self._newton(before, y, critical)
            moved, y = float(np.max(np.abs(y_new - y))), y_new
            corrected = self._corrected(y, e, critical)
            if np.array_equal(corrected, critical) and moved <= _ROUNDING * max(1.0, self.strength):
                return y, e, critical
            critical = corrected
        return None

    def _newton(self, before: np.ndarray, y: np.ndarray, critical: np.ndarray):
        """Return y and e that fulfil the equations with these critical cells, Jc(B) linearised about y."""
        n, active = len(critical), critical != 0
        slope = self._slope(y)
        lower, diagonal, upper, right = (np.zeros(2 * n - 1) for _ in range(4))
        # Rows of cells: e = 0, or y_out - y_in = sign x dx Jc(y_in, y_out).
        reach = critical * self.section
        per_y = reach * slope / self.middle
        outer, inner = 1 - per_y * self.inside, -1 - per_y * (1 - self.inside)
        constant = reach * (self.limit(y) - slope * self._between(y))
        diagonal[::2] = ~active
        right[::2] = np.where(active, constant, 0.0)
        upper[:-1:2] = np.where(active, outer, 0.0)[:-1]
        lower[2::2] = np.where(active, inner, 0.0)[1:]
        right[-1] -= outer[-1] * y[-1] if active[-1] else 0.0
        # Rows of inner nodes: e_out - e_in = dx (y - y_before)/x, with dx between the middles of the cells.
        apart = np.diff(self.middle) / self.nodes[1:-1]
        diagonal[1::2] = -apart
        lower[1::2], upper[1::2] = -1.0, 1.0
        right[1::2] = -apart * before[1:-1]
        bands = np.stack([np.insert(upper[:-1], 0, 0.0), diagonal, np.append(lower[1:], 0.0)])
        found = solve_banded((1, 1), bands, right)
        return np.concatenate([[0.0], found[1::2], y[-1:]]), found[::2]

    def _corrected(self, y: np.ndarray, e: np.ndarray, critical: np.ndarray) -> np.ndarray:
        density, limit = self.density(y), self.limit(y)
        kept = critical * e >= -_ROUNDING * float(np.max(np.abs(e)))
        over = np.where(np.abs(density) > limit * (1 + 1e-10), np.sign(density), 0).astype(int)
        self._pass_inwards(over, density, limit)
        out = np.where(critical != 0, np.where(kept, critical, 0), over)
        # The innermost cell takes what the others leave, also where all are critical and their sum fixes the current.
        out[0] = 0
        return out

    def _pass_inwards(self, over: np.ndarray, density: np.ndarray, limit: np.ndarray) -> None:
        """Add to the cells above the limit those farther in that what exceeds it fills at least."""
        first = int(np.argmax(over != 0))
        if first == 0:
            return
        # A cell takes at most 2 Jc, if it was critical with the other sign.
        room = np.cumsum((2 * limit * self.section)[first - 1::-1])
        filled = int(np.searchsorted(room, (abs(density[first]) - limit[first]) * self.section[first]))
        over[first - filled:first] = over[first]

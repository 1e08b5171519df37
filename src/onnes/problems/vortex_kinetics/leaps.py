"""Kinetic Monte Carlo: many transfers at once, in parts of the film that are apart."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array

from onnes.problems.vortex_kinetics.network import Network
from onnes.problems.vortex_kinetics.rates import Rates, Transfers

_TILE, _GAP = 3, 2
"""Sides of the squares of sites in which transfers happen at once, and the sites between them."""
_BEHIND = 0.5
"""Work of a bond in kT by which g that follows vortices by the carriers alone may be wrong."""
_LONGEST = 32
"""Most leaps in which it does."""
_COSTLY = 40.0
"""Work in kT for which vortices appear far more rarely than the next number says."""
_KEPT = 0.9
"""Part of the rate of the busiest square by which it counts in the next leap at least: its sites may lie between the
squares of that leap, which must not be longer for it."""
_RARE = 1e-6
"""Vortices expected to appear over a bond within a run at one temperature below which none does."""


@dataclass(eq=False)
class Replicas:
    """Configurations of one film that are run side by side.

    Attributes:
        quanta: q of the sites and N of the holes, shape (replicas, places).
        per_area: B/Phi_0 [1/m^2], shape (replicas,).
        stream: g at the last temperature, shape (replicas, places).
        together: leaps from one solve of London's equation to the next, of networks that need them.
        behind: largest work of a bond [kT] by which g differed from such a solve.
    """

    quanta: np.ndarray
    per_area: np.ndarray
    stream: np.ndarray | None = None
    together: int = 1
    behind: float = 0.0

    def in_film(self, network: Network) -> np.ndarray:
        """Return vortices less antivortices in the film, shape (replicas,)."""
        return np.sum(self.quanta[:, :network.sites], axis=1)

    def in_holes(self, network: Network) -> np.ndarray:
        """Return fluxoids of the holes, shape (replicas, holes)."""
        return self.quanta[:, network.sites:-1]


def field_cooled(network: Network, per_area: np.ndarray, random: np.random.Generator) -> Replicas:
    """Return configurations in which every cell and hole holds the flux of the field, rounded at random."""
    flux = per_area[:, None] * network.area
    quanta = np.floor(flux + random.random(flux.shape)).astype(int)
    quanta[:, :network.sites] = np.clip(quanta[:, :network.sites], -1, 1)
    quanta[:, -1] = 0
    return Replicas(quanta, per_area)


def run(replicas: Replicas, rates: Rates, duration: float, random: np.random.Generator, expected: float = 0.5,
        opposed: bool = True) -> int:
    """Change configurations by transfers for a time; return how many there were.

    Every leap lets at most one transfer happen in each of the squares of sites that lie apart, laid anew each time:
    the first that comes, exactly, in the field of all others as they were. Where g is found by solves one follows every
    few leaps, so many that it changes the work of no bond by more than about 0.5 kT.

    Args:
        duration: in a/D.
        expected: transfers per leap in the busiest square.
        opposed: whether there are vortices against the field; all have its sign if not.
    """
    bounds = _bounds(replicas.per_area, opposed)
    network, happened, left = rates.network, 0, duration
    stream = rates.stream(replicas.quanta, replicas.per_area, replicas.stream)
    sources, busiest = _sources(replicas, rates, stream, bounds)
    appears = sources * duration > _RARE
    follower = _Follower(replicas, rates, stream)
    active, every = (_TILE / (_TILE + _GAP)) ** 2, np.arange(len(network.first))
    while left > 0:
        square = _squares(network, len(replicas.quanta), random)
        some = _possible(replicas.quanta, network, every, bounds, appears, square)
        speed = rates.of(replicas.quanta, follower.stream, some)
        where = some.replica * (square.max() + 1) + square[some.replica, network.first[some.bond]]
        busiest = max(float(np.max(np.bincount(where, speed), initial=0.0)), _KEPT * busiest)
        leap = min(expected / max(busiest, 1e-300), left / active)
        left -= active * leap
        after = random.standard_exponential(len(speed))
        chosen = np.flatnonzero(after < speed * leap)
        chosen = chosen[np.argsort(after[chosen] / speed[chosen])]
        chosen = _one_each(chosen, where[chosen])
        chosen = _one_each_hole(chosen, some, network)
        happened += len(chosen)
        follower.move(Transfers(*(each[chosen] for each in some)))
    follower.catch_up()
    replicas.stream = follower.stream
    return happened


@dataclass(eq=False)
class _Follower:
    """g of configurations that change, kept up to date.

    Attributes:
        stream: g, shape (replicas, places).
        leaps: with transfers, since the last solve.
        moved: replicas with transfers since then, shape (replicas,).
    """

    replicas: Replicas
    rates: Rates
    stream: np.ndarray
    leaps: int = 0
    moved: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.moved = np.zeros(len(self.stream), bool)

    def move(self, some: Transfers) -> None:
        """Carry transfers out, and let g follow."""
        if not len(some.bond):
            return
        self.stream += _moved(self.replicas, self.rates, some)
        self.moved[some.replica] = True
        self.leaps += 1
        heavy = self.rates.coupling * self.rates.interactions.lag > _BEHIND  # of a single hop
        if self.leaps >= (1 if heavy else self.replicas.together):
            self.catch_up()

    def catch_up(self) -> None:
        """Solve for g where it follows by the carriers alone, and choose after how many leaps the next solve is due."""
        replicas, rates, rows = self.replicas, self.rates, np.flatnonzero(self.moved)
        if rates.interactions.lag == 0 or not len(rows):
            return
        found = rates.stream(replicas.quanta[rows], replicas.per_area[rows], self.stream[rows])
        behind = rates.coupling * rates.network.largest_step(found - self.stream[rows])
        if self.leaps > 1:  # g of the last leap was seen by none
            replicas.behind = max(replicas.behind, behind)
        if behind > _BEHIND:
            replicas.together = max(replicas.together // 2, 1)
        elif behind < 0.75 * _BEHIND:
            replicas.together = min(2 * replicas.together, _LONGEST)
        self.stream[rows] = found
        self.leaps, self.moved[:] = 0, False


def _squares(network: Network, replicas: int, random: np.random.Generator) -> np.ndarray:
    """Return the number of the square in which each site lies, -1 between them, shape (replicas, sites).

    Each replica has its own: with the same ones for all they would not be independent of each other.
    """
    period = _TILE + _GAP
    column, row = network.landscape.cells[:, None] + random.integers(period, size=(2, replicas, 1))
    inside = (column % period < _TILE) & (row % period < _TILE)
    return np.where(inside, column // period * (int(row.max()) // period + 1) + row // period, -1)


def _bounds(per_area: np.ndarray, opposed: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the largest quanta of a site, shapes (replicas, 1)."""
    against = int(opposed)
    return np.where(per_area < 0, -1, -against)[:, None], np.where(per_area < 0, against, 1)[:, None]


def _possible(quanta: np.ndarray, network: Network, bonds: np.ndarray, bounds: tuple[np.ndarray, np.ndarray],
              appears: np.ndarray, square: np.ndarray | None = None) -> Transfers:
    """Return the transfers after which no site holds more than it can, and new vortices only where they appear.

    Args:
        bounds: see `_bounds`.
        appears: whether vortices come in over a bond, or pairs are created on it, shape (2, bonds) for the two signs.
        square: of every site, see `_squares`; of all sites if left out.
    """
    before, after = quanta[:, network.first[bonds]], quanta[:, network.second[bonds]]
    rim, (lowest, highest) = network.rim[bonds], bounds
    met = (before != 0) | ((after != 0) & ~rim)
    inside = True if square is None else square[:, network.first[bonds]] >= 0
    parts = []
    for sign, new in zip((1, -1), appears, strict=True):
        left, reached = before - sign, after + sign
        held = (left >= lowest) & (left <= highest) & (rim | ((reached >= lowest) & (reached <= highest)))
        replica, number = np.nonzero((met | new[bonds]) & held & inside)
        parts.append((replica, bonds[number], np.full(len(replica), sign)))
    return Transfers(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _sources(replicas: Replicas, rates: Rates, stream: np.ndarray, bounds: tuple[np.ndarray, np.ndarray]
             ) -> tuple[np.ndarray, float]:
    """Return the rates at which vortices appear over bonds, shape (2, bonds), and the largest rate from a site.

    Those of all replicas together, for the two signs; infinite next to vortices, as these may leave.
    """
    network, bonds = rates.network, len(rates.network.first)
    held = np.any(replicas.quanta[:, :network.sites] != 0, axis=0)
    near = held[network.first] | (held[np.minimum(network.second, network.sites - 1)] & ~network.rim)
    steps = stream[:, network.second] - stream[:, network.first]
    both = rates.free[network.first] + rates.free[network.second] - rates.pinned[network.first] - rates.pinned[
        network.second]
    least = rates.coupling * (rates.dipole + np.array([steps.min(0), -steps.max(0)])) + both
    some = np.flatnonzero(near | np.any(least < _COSTLY, axis=0))
    every = _possible(replicas.quanta, network, some, bounds, np.ones((2, bonds), bool))
    speed = rates.of(replicas.quanta, stream, every)
    found = np.zeros((2, bonds))
    np.add.at(found, ((1 - every.sign) // 2, every.bond), speed)
    site = every.replica * network.sites + network.first[every.bond]
    return np.where(near, np.inf, found), float(np.max(np.bincount(site, speed), initial=0.0))


def _one_each(chosen: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Return the first of those with the same label."""
    return chosen[np.unique(label, return_index=True)[1]]


def _one_each_hole(chosen: np.ndarray, some: Transfers, network: Network) -> np.ndarray:
    """Return transfers of which at most one per replica is into or out of the same hole."""
    second = network.second[some.bond[chosen]]
    into = (second >= network.sites) & (second < network.sites + network.holes)
    label = some.replica[chosen[into]] * len(network.area) + second[into]
    return np.concatenate([chosen[~into], _one_each(chosen[into], label)])


def _moved(replicas: Replicas, rates: Rates, some: Transfers) -> np.ndarray:
    """Carry transfers out; return the change of g."""
    network, shape = rates.network, replicas.quanta.shape
    places = np.concatenate([network.first[some.bond], network.second[some.bond]])
    changes = np.concatenate([-some.sign, some.sign])
    change = coo_array((changes, (np.tile(some.replica, 2), places)), shape=shape).tocsr()
    np.add.at(replicas.quanta, (np.tile(some.replica, 2), places), changes)
    replicas.quanta[:, -1] = 0
    return rates.interactions.step(change)

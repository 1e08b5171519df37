"""Field in a round wire under five laws of its current.

With Bs = mu_0 I/(2 pi R) at the surface, x = r/R:

    chain           J = A r                       B = Bs x^2
    uniform         J = I/(pi R^2)                B = Bs x
    london          J within lambda               computed: `onnes.problems.screening.wire.london_wire`
    critical_state  |J| = Jc from the surface     computed: `onnes.problems.critical_state.wire`, I raised from zero;
                                                  uniform from pi R^2 Jc on
    intermediate    B = Bc in a core              computed: `onnes.problems.critical_state.intermediate` above Silsbee's
                                                  2 pi R Bc/mu_0; London's below it

A current that is reversed after it has reached I mirrors the field of each of them, also that of the critical state:
from I to -I all that lies outside of the front is turned over.

Source: Z, section 5; W38-W40; C. P. Bean, Rev. Mod. Phys. 36, 31 (1964); F. London, Superfluids I (1950), section 16.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onnes.numerics.grading import graded_to_surface
from onnes.problems.critical_state.intermediate import intermediate_wire, silsbee_current
from onnes.problems.critical_state.wire import critical_current, critical_state
from onnes.problems.screening.wire import WIRE_LAWS, london_wire, surface_field

LAWS = ("chain", "uniform", "london", "critical_state", "intermediate")
"""Names of the laws."""

_CELLS = 400
"""Cells of the computed states from the axis to the surface."""
_PER_DEPTH = 40
"""Cells per penetration depth at the surface."""


@dataclass(frozen=True)
class RoundWire:
    """A wire and what its laws need, in SI units.

    Attributes:
        radius: R [m].
        depth: London's lambda [m].
        critical_density: Jc of the critical state [A/m^2].
        critical_field: Bc of a metal of type I [T].
    """

    radius: float
    depth: float
    critical_density: float
    critical_field: float

    @property
    def critical_current(self) -> float:
        """Return pi R^2 Jc, with which the critical state reaches the axis [A]."""
        return critical_current(self.radius, self.critical_density)

    @property
    def silsbee_current(self) -> float:
        """Return 2 pi R Bc/mu_0 [A]."""
        return float(silsbee_current(self.radius, self.critical_field))


@dataclass(frozen=True)
class Profile:
    """B(r) of one law at k currents.

    Attributes:
        radius: R [m].
        surface: Bs at each current, shape (k,) [T].
        inside: r [m] of any shape -> B [T] of shape (k, ...), for r <= R.
    """

    radius: float
    surface: np.ndarray
    inside: Callable[[np.ndarray], np.ndarray]

    def __call__(self, r: np.ndarray) -> np.ndarray:
        """Return B [T], shape (k, ...), at distances r [m]; outside the wire Bs R/r."""
        r = np.asarray(r, dtype=float)
        outside = np.multiply.outer(self.surface, self.radius / np.maximum(r, self.radius))
        return np.where(r < self.radius, self.inside(np.minimum(r, self.radius)), outside)


def profiles(wire: RoundWire, currents: np.ndarray) -> Mapping[str, Profile]:
    """Return B(r) of each of `LAWS` at each of the currents, above 0, shape (k,) [A]."""
    surface = np.array([surface_field(wire.radius, current) for current in currents])
    inside = {"chain": _in_proportion(wire, currents, "linear"), "uniform": _in_proportion(wire, currents, "uniform"),
              "london": _london(wire, surface), "critical_state": _critical_state(wire, currents),
              "intermediate": _intermediate(wire, currents, surface)}
    return {name: Profile(wire.radius, surface, inside[name]) for name in LAWS}


def _in_proportion(wire: RoundWire, currents: np.ndarray, law: str):
    return lambda r: np.multiply.outer(currents, WIRE_LAWS[law].field(r, wire.radius, 1.0, wire.depth))


def _london(wire: RoundWire, surface: np.ndarray):
    nodes, share = _london_shares(wire.radius, wire.depth)
    return lambda r: np.multiply.outer(surface, np.interp(r, nodes, share))


@lru_cache(maxsize=8)
def _london_shares(radius: float, depth: float) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes from the axis to the surface, and B/Bs there; the law is linear in the current."""
    solved = london_wire(graded_to_surface(radius, depth, depth / _PER_DEPTH), 1.0, depth)
    share = solved.field / surface_field(radius, 1.0)
    return np.concatenate([[0.0], solved.r, [radius]]), np.concatenate([[0.0], share, [1.0]])


def _critical_state(wire: RoundWire, currents: np.ndarray):
    """Return the interpolation of the critical states, computed while the current rises through all of them."""
    order = np.argsort(currents)
    reached = np.minimum(currents[order], wire.critical_current)
    solved = critical_state(wire.radius, wire.critical_density, reached, cells=_CELLS)
    field = np.empty_like(solved.field)
    field[order] = solved.field * (currents[order] / reached)[:, None]
    return lambda r: np.stack([np.interp(r, solved.nodes, one) for one in field])


def _intermediate(wire: RoundWire, currents: np.ndarray, surface: np.ndarray):
    below = currents <= wire.silsbee_current
    solved = [None if meissner else intermediate_wire(wire.radius, wire.critical_field, float(current), _CELLS)
              for current, meissner in zip(currents, below, strict=True)]
    london = _london(wire, surface)

    def field(r: np.ndarray) -> np.ndarray:
        expelled = london(r)
        return np.stack([expelled[k] if one is None else np.interp(r, one.nodes, one.field)
                         for k, one in enumerate(solved)])

    return field

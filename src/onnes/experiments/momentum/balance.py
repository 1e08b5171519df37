"""Momentum balance of the supercurrent in a growing domain, term by term, from the records of a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import pi

import numpy as np

from onnes.problems.front.tdgl import TDGLFront


@dataclass(frozen=True)
class Balance:
    """Momentum densities of the electrons along the currents, in units of (m/e) Bc/(mu_0 lambda).

    With n = |psi|^2 and Q = -A in units of Bc lambda the electrons of the supercurrent have the density of momentum
    ``g = -n Q``, and between two records of one place

        Delta g = mean(n) Delta A + mean(A) Delta n.

    The first term is the impulse of the electric field -d_t A on the pairs, the second that of condensation. Both are
    exact in their sum, and of second order in the spacing of the records each.

    Attributes:
        front: the run; lengths in lambda, times in lambda^2/D.
        cylinder: whether moments about the axis are taken; else momenta.
        applied: h = 1 - p, the applied field in Bc.
    """

    front: TDGLFront
    cylinder: bool
    applied: float

    @property
    def middle(self) -> np.ndarray:
        """Times half-way between records, shape (K - 1,)."""
        return (self.front.time[1:] + self.front.time[:-1]) / 2

    @property
    def step(self) -> np.ndarray:
        """Time from one record to the next, shape (K - 1, 1)."""
        return np.diff(self.front.time)[:, None]

    @cached_property
    def density(self) -> np.ndarray:
        """n of the records, shape (K, N + 1)."""
        return self.front.order_parameter**2

    @cached_property
    def supercurrent(self) -> np.ndarray:
        """g of the electrons of the supercurrent at the records, shape (K, N + 1)."""
        return self.density * self.front.potential

    @cached_property
    def electric(self) -> np.ndarray:
        """Force of the electric field on the pairs between records, n d_t A, shape (K - 1, N + 1)."""
        return _mean(self.density) * np.diff(self.front.potential, axis=0) / self.step

    @cached_property
    def condensation(self) -> np.ndarray:
        """Momentum of the pairs that form in the moving state, A d_t n, shape (K - 1, N + 1)."""
        return _mean(self.front.potential) * np.diff(self.density, axis=0) / self.step

    @cached_property
    def normal_current(self) -> np.ndarray:
        """Momentum of the electrons of the normal current sigma E, d_t A, shape (K - 1, N + 1)."""
        return np.diff(self.front.potential, axis=0) / self.step

    @cached_property
    def front_speed(self) -> np.ndarray:
        """Speed of the front between records, shape (K - 1, 1)."""
        return np.diff(self.front.position)[:, None] / self.step

    @cached_property
    def outflow(self) -> np.ndarray:
        """Magnetic force on pairs if they moved outward with the front, n s' B, shape (K - 1, N + 1).

        The force of the text (H21, H22) on the pairs of this run; in the run no pair moves that way.
        """
        return _mean(self.density) * self.front_speed * _mean(self.field)

    @cached_property
    def field(self) -> np.ndarray:
        """B at the nodes, in Bc, shape (K, N + 1)."""
        return np.array([np.interp(self.front.node, self.front.place, each) for each in self.front.field])

    def total(self, density: np.ndarray) -> np.ndarray:
        """Return the integral of a density over the body (one half of a slab), over a cylinder of r times the density.

        In units of (m/e) Bc/mu_0, times lambda^2 for a cylinder; shape (K,) or (K - 1,).
        """
        return density @ (2 * pi * self.front.node * self.front.volume if self.cylinder else self.front.volume)

    def impulse(self, density: np.ndarray) -> np.ndarray:
        """Return the integral of `total` over time since the start at the records, shape (K,)."""
        return np.concatenate([[0.0], np.cumsum(self.total(density) * self.step[:, 0])])

    @cached_property
    def of_field(self) -> np.ndarray:
        """`total` of all electrons by Ampere's law, from the field alone, at the records, shape (K,).

        Slab: h - B(0). Cylinder: ``int r (d_r B) 2 pi r dr = 2 pi [R^2 h - 2 int B r dr]``.
        """
        node, field = self.front.node, self.front.field
        if not self.cylinder:
            return self.applied - field[:, 0]
        return 2 * pi * (node[-1] ** 2 * self.applied - field @ np.diff(node**2))


def _mean(records: np.ndarray) -> np.ndarray:
    """Return the mean of each two records that follow one another."""
    return (records[1:] + records[:-1]) / 2

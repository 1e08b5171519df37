"""A ring between two circles in Ginzburg-Landau theory: psi = f(r) exp(i n theta) in the field that acts on it.

Lengths are in xi, fields in Bc2 = Phi_0/(2 pi xi^2), so that pi r^2 B is B r^2/2 flux quanta. Linear operators are
written out on the grid as the energy `onnes.energies.CovariantGradient` counts them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import jax.numpy as jnp
import numpy as np
from scipy.linalg import eig_banded, eigh_tridiagonal

from onnes.energies import Drive, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws.static import Static

_FEWEST, _PER_LENGTH, _MOST = 24, 8, 4000
"""Cells across a ring: fewest, per coherence or magnetic length, and most."""
_GONE = 1e-3
"""Largest |psi| of a state that is normal."""


@dataclass(frozen=True, eq=False)
class RingState:
    """A static state with n flux quanta.

    Attributes:
        quanta: n.
        field: B that acts on the ring, the current's own included.
        modulus: f on the nodes, shape (nodes,).
        current: around the ring, in Phi_0/(2 pi mu_0 Lambda); ``-dF/dPhi``.
        energy: F less that of the normal state, in (Bc^2/mu_0) xi^2 d.
        converged: whether the force vanished.
    """

    quanta: int
    field: float
    modulus: np.ndarray
    current: float
    energy: float
    converged: bool

    @property
    def normal(self) -> bool:
        """Return whether nothing is left of superconductivity."""
        return float(np.max(self.modulus)) < _GONE


@dataclass(frozen=True)
class Annulus:
    """A ring of a film on a radial grid.

    Attributes:
        inner, outer: radii in xi.
        field: largest field that it will be in, which sets the grid together with xi.
    """

    inner: float
    outer: float
    field: float = 0.0

    @cached_property
    def radius(self) -> np.ndarray:
        """Nodes r, shape (nodes,)."""
        cells = _PER_LENGTH * (self.outer - self.inner) * max(1.0, math.sqrt(abs(self.field)))
        return np.linspace(self.inner, self.outer, int(np.clip(cells, _FEWEST, _MOST)) + 1)

    @cached_property
    def sample(self) -> Sample:
        return Sample(Grid((self.radius,), "cylindrical"))

    def state(self, quanta: int, field: float, start: RingState | None = None) -> RingState:
        """Return the state with n flux quanta that minimises F at a field; |psi| begins at that of ``start``, or 1."""
        r = self.radius
        energy = ginzburg_landau(self.sample, 1.0, (0.0, float(quanta), 0.0))
        first = np.ones(len(r)) if start is None else np.maximum(start.modulus, _GONE)
        nodes = State(jnp.zeros(len(r), bool), (None, jnp.ones(len(r), bool), None))
        found = Static(energy, Drive(applied_field=(0.0, 0.0, field)), nodes, residual_tolerance=1e-10).run(
            State(jnp.asarray(first), (None, jnp.asarray(0.5 * field * r), None)))
        f = np.abs(np.asarray(found.state.psi))
        flow = quanta - 0.5 * field * r**2
        weight = self._around
        matter = float(energy.matter(found.state, Drive()))
        return RingState(quanta, field, f, float(np.sum(weight * f**2 * flow)), 2 * math.pi * matter,
                         found.status == "converged")

    def level(self, quanta: float, field: float) -> float:
        """Return the lowest eigenvalue of -(grad - iA)^2 among psi ~ exp(i n theta): (1 - Tc(B)/Tc(0)) per xi^2/xi_0^2.

        n may be any number here, so that a best one can be searched for.
        """
        root = 1 / np.sqrt(self._volume)
        diagonal, off = self._gradient(quanta, field)
        return float(eigh_tridiagonal(diagonal * root**2, off * root[1:] * root[:-1], eigvals_only=True, select="i",
                                      select_range=(0, 0))[0])

    def softest(self, state: RingState, most: int | None = None) -> tuple[float, int]:
        """Return the lowest e of ``d2F v = 2 e M v`` and its angular number m; e <= 0 is where the state slips.

        Disturbances are ``u(r) exp(i (n + m) theta) + v(r) exp(i (n - m) theta)``: m = 0 changes |psi| alone, m >= 1
        are waves around the ring, the phase slips among them. The turn of the whole phase, e = 0, is left out.

        Args:
            most: largest m that is tried; the outer radius in xi, above which bending costs more than anything gains,
                if left out.
        """
        f2, root = state.modulus**2, 1 / np.sqrt(self._volume)
        found = []
        for m in range((math.ceil(self.outer) + 1 if most is None else most) + 1):
            if m == 0:
                diagonal, off = self._gradient(state.quanta, state.field)
                found.append(eigh_tridiagonal(diagonal * root**2 + 3 * f2 - 1, off * root[1:] * root[:-1],
                                              eigvals_only=True, select="i", select_range=(0, 0))[0])
                continue
            band = np.zeros((3, 2 * len(f2)))  # u and v of a node side by side
            for side, number in enumerate((state.quanta + m, state.quanta - m)):
                diagonal, off = self._gradient(number, state.field)
                band[0, side::2] = diagonal * root**2 + 2 * f2 - 1
                band[2, side:-2:2] = off * root[1:] * root[:-1]
            band[1, 0::2] = f2
            found.append(eig_banded(band, lower=True, eigvals_only=True, select="i", select_range=(0, 0))[0])
        m = int(np.argmin(found))
        return float(found[m]), m

    @cached_property
    def _volume(self) -> np.ndarray:
        return np.asarray(self.sample.node_volume)

    @cached_property
    def _around(self) -> np.ndarray:
        """Weights of ``|(n - r A) psi|^2``: int dr/r of the dual cell of each node."""
        return np.broadcast_to(np.asarray(self.sample.edge_weight[1]), self.radius.shape)

    def _gradient(self, quanta: float, field: float) -> tuple[np.ndarray, np.ndarray]:
        """Return diagonal and off-diagonal of the matrix of ``int |(grad - iA) psi|^2 r dr``."""
        along = np.broadcast_to(np.asarray(self.sample.edge_weight[0]), (len(self.radius) - 1,))
        diagonal = np.append(along, 0.0) + np.append(0.0, along)
        return diagonal + self._around * (quanta - 0.5 * field * self.radius**2) ** 2, -along

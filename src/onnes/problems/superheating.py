"""Superheating field of the Meissner state of a half space, against uniform and periodic disturbances."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from scipy.optimize import brentq

from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws.stability.lowest_eigenvalues import lowest_eigenvalues
from onnes.laws.stability.transverse_waves import waves_along
from onnes.laws.static import Static
from onnes.numerics.grading import graded
from onnes.problems.two_grids import REACH

_FIRST, _STEP, _LARGEST = 0.5, 1.4, 1e3
_BACK = 1e-3
_ZERO = 1e-7
_ALONG = 1


@dataclass(frozen=True)
class Superheating:
    """The Meissner state of a half space x > 0 at the superheating field.

    Attributes:
        field: Hsh/Hc on the surface; None where it was not found.
        fold: Hsh/Hc if nothing varies along the surface, where the branch of states turns; None where it was not found.
        wave_number: q xi of the disturbance that ends the state, along the surface and across the field.
        position: x/xi of the nodes.
        density: |psi| on the nodes.
    """

    field: float | None
    fold: float | None
    wave_number: float
    position: np.ndarray
    density: np.ndarray


@dataclass(frozen=True)
class Screening:
    """A Meissner state with given vector potential on the surface.

    Attributes:
        converged: whether the energy is at its minimum.
        state: order parameter and vector potential.
        field: H/Hc on the surface.
        eigenvalue: lowest of the second variation at given H; the state is stable where it is positive.
    """

    converged: bool
    state: State
    field: float
    eigenvalue: float


class HalfSpace:
    """Meissner states of one superconductor along their branch, each computed from the one before."""

    def __init__(self, kappa: float, cells: int):
        self.kappa = kappa
        self.position = graded(min(1.0, kappa), REACH * max(1.0, kappa), cells)
        self.energy: FreeEnergy = ginzburg_landau(Sample(Grid((self.position,))), kappa)
        nowhere = jnp.zeros(cells + 1, bool)
        inside = jnp.asarray(self.position == self.position[-1])
        self.held_inside = State(nowhere, (None, inside, None))
        self.held_at_surface = State(nowhere, (None, inside.at[0].set(True), None))
        decay = np.exp(-self.position / kappa)
        self.last = State(jnp.ones(cells + 1), (None, jnp.where(inside, 0.0, decay), None))

    def screening(self, potential: float) -> Screening:
        """Return the state with A = ``potential`` on the surface and the lowest eigenvalue in the field it screens."""
        A = _along_surface(self.last)
        start = State(self.last.psi, (None, A * (potential / A[0]), None))
        found = Static(self.energy, Drive(), self.held_at_surface, tolerance=1e-8).run(start)
        self.last = found.state
        field = float(_force_at_surface(self.energy, found.state)) / (math.sqrt(2) * self.kappa)
        lowest = lowest_eigenvalues(self.energy, Drive(), found.state, self.held_inside)[0]
        return Screening(found.status == "converged", found.state, field, float(lowest))

    def softest_wave(self, potential: float) -> tuple[float, float]:
        """Return the wave number along the surface with the lowest eigenvalue, and that eigenvalue."""
        state = self.screening(potential).state
        return waves_along(self.energy, Drive(), state, _ALONG, self.held_inside).most_unstable()

    def last_state(self, last: Screening, fold: Screening, wave_number: float = 0.0) -> Superheating:
        if not (last.converged and fold.converged):
            return self.not_found()
        return Superheating(last.field, fold.field, wave_number, self.position, np.asarray(last.state.psi))

    def not_found(self) -> Superheating:
        return Superheating(None, None, math.nan, self.position, np.asarray(self.last.psi))


@eqx.filter_jit
def _force_at_surface(energy: FreeEnergy, state: State):
    """Return dF/da for the vector potential a on the surface."""
    return _along_surface(energy.gradient(state, Drive()))[0]


def _along_surface(state: State) -> jax.Array:
    A = state.A[1]
    assert A is not None
    return A


def superheating(kappa: float, cells: int) -> Superheating:
    """Return the fold of the Meissner branch: where the lowest eigenvalue of the second variation is zero.

    Along the branch the field H on the surface rises, turns and falls, so it cannot parametrise the branch at the fold;
    the vector potential a on the surface can. At each a the energy is minimised; H(a) = (1/2 kappa^2) dF/da is the
    field in equilibrium with it, and the second variation with a free has a zero eigenvalue exactly where dH/da = 0.

    Valid against disturbances that do not vary along the surface; above kappa = 1.15 others end the state earlier, see
    `superheating_by_waves`.

    Args:
        kappa: Ginzburg-Landau parameter lambda/xi.
        cells: of the grid.

    Source: V. L. Ginzburg, Sov. Phys. JETP 7, 78 (1958); J. Matricon and D. Saint-James, Phys. Lett. A 24, 241 (1967).
    """
    half_space = HalfSpace(kappa, cells)
    edge = _fold(half_space)
    if edge is None:
        return half_space.not_found()
    fold = half_space.screening(edge)
    return half_space.last_state(fold, fold)


def superheating_by_waves(kappa: float, cells: int) -> Superheating:
    """Return the state where the Meissner branch loses stability against any disturbance, waves along it included.

    At each a the lowest eigenvalue over all wave numbers is found; the first a at which it is zero ends the state. Up
    to kappa = 1.15 that is the fold, with wave number 0. Waves along the field raise the energy, the more the shorter
    they are, and are left out.

    Source: L. Kramer, Phys. Rev. 170, 475 (1968); H. J. Fink and A. G. Presson, Phys. Rev. 182, 498 (1969);
    M. K. Transtrum, G. Catelani, J. P. Sethna, Phys. Rev. B 83, 094505 (2011).
    """
    half_space = HalfSpace(kappa, cells)
    edge = _fold(half_space)
    if edge is None:
        return half_space.not_found()
    fold = half_space.screening(edge)
    softest = cache(half_space.softest_wave)
    wave_number, lowest = softest(edge)
    if wave_number == 0.0 or lowest > -_ZERO:
        return half_space.last_state(fold, fold)
    high, back = edge, _BACK
    while softest(low := edge * (1 - back))[1] <= 0:
        high, back = low, 4 * back
    first = float(brentq(lambda a: softest(a)[1], low, high, xtol=1e-7))  # type: ignore[arg-type]
    return half_space.last_state(half_space.screening(first), fold, softest(first)[0])


def _fold(half_space: HalfSpace) -> float | None:
    """Return the vector potential on the surface at the fold; None where it was not found."""
    bracket = _bracket(half_space.screening)
    if bracket is None:
        return None
    return float(brentq(lambda a: half_space.screening(a).eigenvalue, *bracket, xtol=1e-8))  # type: ignore[arg-type]


def _bracket(screening: Callable[[float], Screening]) -> tuple[float, float] | None:
    """Raise the potential until the state is unstable; None if it never is, or where a state does not converge.

    Steps shrink as the eigenvalue approaches zero: far beyond the fold there is another branch, a growing normal layer,
    whose lowest eigenvalue is almost zero.
    """
    low, high = _FIRST, _STEP * _FIRST
    before = screening(low)
    while high < _LARGEST:
        state = screening(high)
        if not (before.converged and state.converged and before.eigenvalue > 0):
            return None
        if state.eigenvalue < 0:
            return low, high
        slope = (state.eigenvalue - before.eigenvalue) / (high - low)
        to_zero = -state.eigenvalue / slope if slope < 0 else math.inf
        low, high, before = high, high + min((_STEP - 1) * high, 1.5 * to_zero), state
    return None

"""The lowest pass between two static states: the barrier that agitation must lift the condensate over.

First a string of states is let down from the straight line between the two, kept evenly spaced; it hangs over the
pass. From its highest state the pass itself is found by following the softest direction uphill and all others downhill,
with Newton's steps, until dF = 0: a state with exactly one direction in which F falls.

Source: W. E, W. Ren, E. Vanden-Eijnden, J. Chem. Phys. 126, 164103 (2007), the string; C. J. Cerjan, W. H. Miller,
J. Chem. Phys. 75, 2800 (1981), the ascent; A. Benfenati et al., Phys. Rev. B 101, 220505 (2020), for vortices.
"""

from __future__ import annotations

from dataclasses import dataclass

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy, dot, scaled, times
from onnes.laws.moving import freedom
from onnes.laws.outcome import Ending
from onnes.laws.residual import residual
from onnes.laws.stability.lowest_eigenmodes import Modes, Variation, softest
from onnes.laws.stability.minimum_energy_path import let_down

_LARGEST_STEP = 1.0
_EXACT = 1e-2
_ROUNDING = 1e-6


@dataclass(frozen=True)
class SaddlePoint:
    """A pass between two valleys.

    Attributes:
        status: converged (dF = 0 with exactly one direction downhill), not_converged or not_a_number.
        state: the pass, or the best found.
        energy: its free energy in (Bc^2/mu_0) xi^3.
        barrier: that above the first state.
        barrier_back: that above the other state.
        eigenvalue: of the direction downhill, in Bc^2/mu_0; negative.
        next_eigenvalue: the one after; not negative (zero where a turn of the phase costs nothing).
        direction: downhill to either side, normalised to 2 v . M v = 1; zero where the ascent did not begin.
        path: energies of the string's states, from the first state to the other, shape (states,).
        residual: as in `onnes.laws.residual`.
        iterations: Newton steps of the ascent.
        message: why it ended.
    """

    status: Ending
    state: State
    energy: float
    barrier: float
    barrier_back: float
    eigenvalue: float
    next_eigenvalue: float
    direction: State
    path: np.ndarray
    residual: float
    iterations: int
    message: str


@dataclass(frozen=True)
class Saddle:
    """Find the pass between two static states of a free energy at fixed drive.

    The two states must be in like gauges: a gauge transformation between them would be climbed, too.

    Attributes:
        energy: the free energy.
        drive: temperature and applied field.
        pinned: state of truth values: where True the unknown keeps its value, the same in both states; None pins
            nothing.
        residual_tolerance: of the rms force per volume at the pass.
        states: on the string, ends included.
        string_rounds: of letting it down; more make it follow a winding valley better.
        max_iterations: Newton steps of the ascent.
    """

    energy: FreeEnergy
    drive: Drive
    pinned: State | None = None
    residual_tolerance: float = 1e-8
    states: int = 15
    string_rounds: int = 40
    max_iterations: int = 60

    def run(self, one: State, other: State) -> SaddlePoint:
        """The pass between ``one`` and ``other``.

        Raises:
            InputError: the states differ in what is pinned, or not at all.
        """
        _check(one, other, self.pinned)
        string = let_down(Variation(self.energy, self.drive, one, self.pinned), one, other, self.states,
                          self.string_rounds)
        path = np.asarray(string.energies)
        ends = float(path[0]), float(path[-1])
        top = int(np.argmax(path))
        if not np.all(np.isfinite(path)) or top in (0, self.states - 1):
            stands = _Stands(string.state(top), ends, path)
            if not np.all(np.isfinite(path)):
                return stands.ended("not_a_number", "a value that is not finite appeared")
            return stands.ended("not_converged", "no state of the string lies above both ends")
        return self._ascend(string.state(top), string.tangent(top), ends, path)

    def _ascend(self, at: Variation, tangent: State, ends: tuple[float, float], path: np.ndarray) -> SaddlePoint:
        modes, reach, left = None, _LARGEST_STEP, float("inf")
        for iteration in range(self.max_iterations):
            before, gradient = left, at.force()[1]
            left = float(residual(gradient, at.volume))
            modes = softest(at, 2, (tangent,) if modes is None else modes.modes, max(1e-6, min(_EXACT, left)))
            stands = _Stands(at, ends, path, modes, left, iteration)
            if not np.isfinite(left) or not np.all(np.isfinite(modes.eigenvalues)):
                return stands.ended("not_a_number", "a value that is not finite appeared")
            if left <= self.residual_tolerance:
                return stands.judged()
            reach = min(_LARGEST_STEP, 1.5 * reach) if left < before else 0.5 * reach
            at = at.moved(_step(at, gradient, modes.modes[0], jnp.asarray(modes.eigenvalues[0]), jnp.asarray(reach),
                                jnp.asarray(min(0.1, left))))
        return _Stands(at, ends, path, modes, left, self.max_iterations).ended("not_converged", "too many Newton steps")


@dataclass(frozen=True)
class _Stands:
    """Where the ascent stands."""

    at: Variation
    ends: tuple[float, float]
    path: np.ndarray
    modes: Modes | None = None
    left: float = float("nan")
    iteration: int = 0

    def judged(self) -> SaddlePoint:
        """dF = 0: is it a pass?"""
        assert self.modes is not None
        first, second = self.modes.eigenvalues
        if first < -_ROUNDING and second > -_ROUNDING:
            return self.ended("converged", "the force vanished")
        return self.ended("not_converged", f"the force vanished, but the lowest eigenvalues are {first:.2g} and "
                                           f"{second:.2g}: no pass")

    def ended(self, status: Ending, message: str) -> SaddlePoint:
        value = float(self.at.force()[0])
        first, second = (float("nan"),) * 2 if self.modes is None else map(float, self.modes.eigenvalues)
        return SaddlePoint(status, self.at.state, value, value - self.ends[0], value - self.ends[1], first, second,
                           self._direction(), self.path, self.left, self.iteration, message)

    def _direction(self) -> State:
        still = jax.tree.map(jnp.zeros_like, self.at.state)
        return still if self.modes is None else eqx.combine(times(self.at.scale, self.modes.modes[0]), still)


@eqx.filter_jit
def _step(at: Variation, gradient: State, mode: State, eigenvalue, reach, forcing) -> State:
    """Uphill along the mode, downhill along all others: Newton's step where F bends down along the mode."""
    product, precondition = at.product(), jacobi(at.diagonal)
    force = times(at.scale, gradient)

    def across(v):
        return axpy(-dot(mode, v), mode, v)

    def precondition_across(r):
        return across(precondition(across(r)))

    downhill = scaled(-1.0, across(force))
    solved = conjugate_gradient(lambda v: across(product(across(v))), downhill, precondition_across, tolerance=forcing)
    stuck = dot(solved.x, solved.x) == 0
    sideways = jax.tree.map(lambda a, b: jnp.where(stuck, a, b), precondition_across(downhill), solved.x)
    push = dot(mode, force)
    along = jnp.where(eigenvalue < 0, -push / jnp.where(eigenvalue < 0, eigenvalue, 1.0), jnp.sign(push) * reach)
    step = axpy(jnp.clip(along, -reach, reach), mode, sideways)
    length = jnp.sqrt(dot(step, step))
    return scaled(jnp.minimum(1.0, reach / jnp.where(length > 0, length, 1.0)), step)


def _check(one: State, other: State, pinned: State | None) -> None:
    if jax.tree.structure(one) != jax.tree.structure(other):
        raise InputError("other", "other fields than the first state", "two states of the same sample")
    held = jax.tree.map(jnp.zeros_like, freedom(one, None)) if pinned is None else pinned
    apart = jax.tree.map(lambda a, b, p: bool(jnp.any((a != b) & jnp.asarray(p, bool))), one, other, held)
    if any(jax.tree.leaves(apart)):
        raise InputError("other", "a state that differs where it is pinned", "the same values wherever pinned is true")
    if all(bool(jnp.all(a == b)) for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)):
        raise InputError("other", "the same state twice", "two static states with a pass between them")

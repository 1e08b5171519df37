"""Saddle point between two static states: the free-energy barrier of a thermally activated transition.

First the minimum-energy path between the two is found by the string method. From its highest state the saddle point
follows by Newton steps that climb along the lowest eigenmode and descend along all others until dF = 0, with exactly
one negative eigenvalue.

Source: W. E, W. Ren, E. Vanden-Eijnden, J. Chem. Phys. 126, 164103 (2007), the string method; C. J. Cerjan,
W. H. Miller, J. Chem. Phys. 75, 2800 (1981), eigenvector following; A. Benfenati et al., Phys. Rev. B 101, 220505
(2020), for vortices.
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
from onnes.laws.residual import residual
from onnes.laws.stability.lowest_eigenmodes import Modes, Variation, lowest_modes
from onnes.laws.stability.minimum_energy_path import minimum_energy_path
from onnes.numerics.safe_division import safe_divide
from onnes.results import Status

_LARGEST_STEP = 1.0
_EXACT = 1e-2
_ROUNDING = 1e-6


@dataclass(frozen=True)
class SaddlePoint:
    """Saddle point between two static states.

    Attributes:
        status: converged (dF = 0 with exactly one negative eigenvalue), not_converged or not_a_number.
        state: the saddle point, or the best state found.
        energy: its free energy in (Bc^2/mu_0) xi^3.
        barrier: energy above the first state.
        barrier_back: energy above the other state.
        eigenvalue: the negative one, in Bc^2/mu_0.
        next_eigenvalue: the second lowest, not negative (0 for a uniform change of the phase).
        direction: the unstable mode, normalised to 2 v . M v = 1; zero if the search from the path did not begin.
        path: energies along the minimum-energy path, from the first state to the other, shape (states,).
        residual: as in `onnes.laws.residual`.
        iterations: Newton steps.
        message: how the search ended.
    """

    status: Status
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
    """Find the saddle point between two static states of a free energy at fixed drive.

    The two states must be in the same gauge, since the path would otherwise contain the gauge transformation.

    Attributes:
        energy: the free energy.
        drive: temperature and applied field.
        pinned: state of truth values: where True the unknown keeps its value, the same in both states; None pins
            nothing.
        residual_tolerance: of the rms force per volume at the saddle point.
        states: on the path, ends included.
        string_rounds: relaxation steps of the path; a strongly curved one needs more.
        max_iterations: Newton steps.
    """

    energy: FreeEnergy
    drive: Drive
    pinned: State | None = None
    residual_tolerance: float = 1e-8
    states: int = 15
    string_rounds: int = 40
    max_iterations: int = 60

    def run(self, one: State, other: State) -> SaddlePoint:
        """Return the saddle point between ``one`` and ``other``.

        Raises:
            InputError: the states differ in what is pinned, or not at all.
        """
        _check(one, other, self.pinned)
        string = minimum_energy_path(Variation(self.energy, self.drive, one, self.pinned), one, other, self.states,
                          self.string_rounds)
        path = np.asarray(string.energies)
        ends = float(path[0]), float(path[-1])
        top = int(np.argmax(path))
        if not np.all(np.isfinite(path)) or top in (0, self.states - 1):
            stands = _Stands(string.state(top), ends, path)
            if not np.all(np.isfinite(path)):
                return stands.ended("not_a_number", "a value that is not finite appeared")
            return stands.ended("not_converged", "no state of the path lies above both ends")
        return self._climb(string.state(top), string.tangent(top), ends, path)

    def _climb(self, at: Variation, tangent: State, ends: tuple[float, float], path: np.ndarray) -> SaddlePoint:
        modes, reach, left = None, _LARGEST_STEP, float("inf")
        for iteration in range(self.max_iterations):
            before, gradient = left, at.force()[1]
            left = float(residual(gradient, at.volume))
            modes = lowest_modes(at, 2, (tangent,) if modes is None else modes.modes, max(1e-6, min(_EXACT, left)))
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
    """Progress of the search: state, modes, residual, iteration."""

    at: Variation
    ends: tuple[float, float]
    path: np.ndarray
    modes: Modes | None = None
    left: float = float("nan")
    iteration: int = 0

    def judged(self) -> SaddlePoint:
        """Return the outcome where dF = 0: converged if exactly one eigenvalue is negative."""
        assert self.modes is not None
        first, second = self.modes.eigenvalues
        if first < -_ROUNDING and second > -_ROUNDING:
            return self.ended("converged", "the force vanished")
        return self.ended("not_converged", f"the force vanished, but the lowest eigenvalues are {first:.2g} and "
                                           f"{second:.2g}: no saddle point")

    def ended(self, status: Status, message: str) -> SaddlePoint:
        value = float(self.at.force()[0])
        first, second = (float("nan"),) * 2 if self.modes is None else map(float, self.modes.eigenvalues)
        return SaddlePoint(status, self.at.state, value, value - self.ends[0], value - self.ends[1], first, second,
                           self._direction(), self.path, self.left, self.iteration, message)

    def _direction(self) -> State:
        still = jax.tree.map(jnp.zeros_like, self.at.state)
        return still if self.modes is None else eqx.combine(times(self.at.scale, self.modes.modes[0]), still)


@eqx.filter_jit
def _step(at: Variation, gradient: State, mode: State, eigenvalue, reach, forcing) -> State:
    """Return the step that climbs along the mode and descends along all others, Newton's where the mode is unstable."""
    product, precondition = at.product(), jacobi(at.diagonal)
    force = times(at.scale, gradient)

    def across(v):
        return axpy(-dot(mode, v), mode, v)

    def precondition_across(r):
        return across(precondition(across(r)))

    downhill = scaled(-1.0, across(force))
    solved = conjugate_gradient(lambda v: across(product(across(v))), downhill, precondition_across, tolerance=forcing)
    failed = dot(solved.x, solved.x) == 0
    sideways = jax.tree.map(lambda a, b: jnp.where(failed, a, b), precondition_across(downhill), solved.x)
    push = dot(mode, force)
    along = jnp.where(eigenvalue < 0, safe_divide(push, -eigenvalue), jnp.sign(push) * reach)
    step = axpy(jnp.clip(along, -reach, reach), mode, sideways)
    length = jnp.sqrt(dot(step, step))
    return scaled(jnp.where(length > reach, safe_divide(reach, length), 1.0), step)


def _check(one: State, other: State, pinned: State | None) -> None:
    if jax.tree.structure(one) != jax.tree.structure(other):
        raise InputError("other", "other fields than the first state", "two states of the same sample")
    held = jax.tree.map(jnp.zeros_like, freedom(one, None)) if pinned is None else pinned
    apart = jax.tree.map(lambda a, b, p: bool(jnp.any((a != b) & jnp.asarray(p, bool))), one, other, held)
    if any(jax.tree.leaves(apart)):
        raise InputError("other", "a state that differs where it is pinned", "the same values wherever pinned is true")
    if all(bool(jnp.all(a == b)) for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)):
        raise InputError("other", "the same state twice", "two different static states")

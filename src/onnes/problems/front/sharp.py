"""Sharp boundary of a superconductor that grows into normal metal against a diffusing field.

The normal metal lies at s(t) < r < 1, the superconductor behind s holds no field. With lengths in the size of the body,
times in size^2/D, fields in Hc::

    d_t u = r^-n d_r (r^n d_r u)                  field diffusion, D = 1/(mu_0 sigma); n = 0 plane, 1 cylinder
    u(s) = 1 - (delta/2) n/s - beta s'            wall energy and kinetics at the boundary
    u(s) s' = -d_r u(s)                           Faraday's law: eddy currents carry off what s' expels
    u(1) = h = 1 - p                              applied field

The normal region is mapped to 0 < y < 1 by r = s + w y with its width w (1 - s, or in a half space a multiple of s, so
that a similarity solution stands still), and u is a polynomial on Chebyshev points. The variable of integration is
tau, dt = w^2 dtau: it resolves the start and the moment at which the normal region closes alike.

An exact result for the tests: with delta = beta = 0 and a uniform field at the start, the moment int (1 - x) u dx of a
slab, or int r ln(1/r) u dr of a cylinder, falls at the rate p, so that all is expelled after (1 - p)/(2 p) or
(1 - p)/(4 p): the quasi-static times 1/(2 p) and 1/(4 p) are too long by 1/(1 - p).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.integrate import solve_ivp

from onnes.carriers.stefan import similarity_field, similarity_root
from onnes.problems.front.chebyshev import derivative, points, weights

Geometry = Literal["half-space", "slab", "cylinder"]

_CLOSED = 1e-5
"""Width of the normal region at which it counts as closed; the time that is left is of the order of its square."""
_SCREENED = 25.0
"""Exponent of the decay ahead of the front, 2 l z + z^2 at 2 z sqrt(D t), beyond which the field is undisturbed."""
_FIRST = 1e-3
"""Position of the first record in a half space."""
_SIMILAR = 24
"""Records of the similarity solution."""
_TOLERANCE, _SMALLEST = 1e-9, 1e-12
_KINETIC = 100.0
"""Times the tolerances with kinetics: rounding of the slope at the front is then in the field there as well."""
_COMPLEX_STEP = 1e-30j
_LONGEST = 1e30
"""Bound on tau; a front that has not arrived by then stands still."""


@dataclass(frozen=True)
class SharpFront:
    """Course of a front: arrays over K records, and over K records and N places.

    Energies are in mu_0 Hc^2 times volume, where the volume of a layer dr is r^n dr.

    Attributes:
        time: t, in size^2/D.
        position, speed: s and s'.
        boundary_field: u(s).
        place, field: r and u in the normal region, shape (K, N); beyond the last place u = h.
        joule_heat: int dt int (d_r u)^2 r^n dr, heat of the eddy currents since the first record.
        boundary_energy: int (1 - u(s)^2)/2 s^n ds, taken by the boundary as wall energy and heat.
        field_energy: int (u - h)^2/2 r^n dr + int_0^s (h^2 - 1)/2 r^n dr, energy of field and condensate in the applied
            field, against the uniform normal state. Its sum with the two others does not change.
        closed: whether the superconductor fills the body at the end; a nucleus that is too small shrinks.
    """

    time: np.ndarray
    position: np.ndarray
    speed: np.ndarray
    boundary_field: np.ndarray
    place: np.ndarray
    field: np.ndarray
    joule_heat: np.ndarray
    boundary_energy: np.ndarray
    field_energy: np.ndarray
    closed: bool


def sharp_front(geometry: Geometry, deficit: float, wall_energy: float = 0.0, kinetics: float = 0.0,
                nucleus: float | None = None) -> SharpFront:
    """Return the course of a front from the middle of a body, or the face of a half space, to r = 1.

    Args:
        geometry: what the front grows in.
        deficit: p = 1 - H/Hc, between 0 and 1.
        wall_energy: delta, in the size of the body.
        kinetics: beta, in size/D.
        nucleus: position of the front at the start, in a slab or cylinder, with the field of a front at rest there;
            required with wall energy or kinetics. If left out, the field is uniform at the start, as in a metal that
            was cooled in it, and the front starts from the middle: it follows a similarity solution until it feels the
            surface.

    Raises:
        InputError: p outside 0 < p < 1.
    """
    dimension = 1 if geometry == "cylinder" else 0
    root = similarity_root(deficit, dimension)
    reach = 2 * _SCREENED / (root + math.sqrt(root**2 + _SCREENED))  # in sqrt(D t)
    unfelt = _Problem(dimension, 1 - deficit, wall_energy, kinetics, reach / (2 * root))
    problem = unfelt if geometry == "half-space" else replace(unfelt, endless=None)
    if nucleus is not None:
        return problem.course([problem.at_rest(nucleus)], problem)
    diffused = _FIRST / (2 * root) if geometry == "half-space" else 1 / (2 * root + reach)
    shares = np.linspace(0, 1, _SIMILAR + 1)[1:]
    return problem.course([unfelt.similar(root, share * diffused) for share in shares], unfelt)


@dataclass(frozen=True)
class _Problem:
    """The equations on N + 1 Chebyshev points.

    A state is ((u - h)/p between the ends, s, t, Joule heat, boundary energy): u itself would lose digits at small p.

    Attributes:
        dimension: n.
        applied: h.
        wall_energy, kinetics: delta and beta.
        endless: w/s of a half space; None for a body with a surface at 1.
    """

    dimension: int
    applied: float
    wall_energy: float
    kinetics: float
    endless: float | None

    def similar(self, root: float, diffused: float) -> np.ndarray:
        """Return the similarity solution at the time at which sqrt(D t) is ``diffused``.

        The heat of its eddy currents since t = 0 is 2 t/(n + 1) times the rate of the moment.
        """
        position = 2 * root * diffused
        place = self.places(position)
        field = similarity_field(place / (2 * diffused), 1 - self.applied, self.dimension)
        state = np.array([*(field[1:-1] - self.applied) / (1 - self.applied), position, diffused**2, 0.0, 0.0])
        *_, time_rate, heat_rate, _ = self.rate(0.0, state)
        state[-2] = 2 * diffused**2 / (self.dimension + 1) * heat_rate / time_rate
        return state

    def at_rest(self, position: float) -> np.ndarray:
        """Return the state whose field solves Laplace's equation between a front at rest and the surface."""
        place = self.places(position)
        share = np.log(place) / math.log(position) if self.dimension else (1 - place) / (1 - position)
        excess = (1 - self.wall_energy / 2 * self.dimension / position - self.applied) * share
        return np.array([*excess[1:-1] / (1 - self.applied), position, 0.0, 0.0, 0.0])

    def width(self, position: float) -> float:
        """Return w."""
        return 1 - position if self.endless is None else self.endless * position

    def places(self, position: float) -> np.ndarray:
        """Return r of the points."""
        return position + self.width(position) * points()

    def boundary(self, inside: np.ndarray, position: float) -> tuple[np.ndarray, float]:
        """Return e = u - h on all points and s', from e(s) = c - beta s' and u(s) s' = -d_r u(s) = -(a + b e(s))."""
        width, excess = self.width(position), (1 - self.applied) * inside
        b, *others = derivative()[0] / width
        a = np.dot(others[:-1], excess)
        c = 1 - self.applied - self.wall_energy / 2 * self.dimension / position
        # beta s'^2 - (h + c - beta b) s' - (a + b c) = 0; of its roots the one that is finite at beta = 0.
        half = (self.applied + c - self.kinetics * b) / 2
        speed = -(a + b * c) / (half + np.sqrt(half**2 + self.kinetics * (a + b * c)))
        return np.array([c - self.kinetics * speed, *excess, 0.0]), speed

    def rate(self, _: float, state: np.ndarray) -> np.ndarray:
        """Return d state/d tau."""
        *inside, position, _, _, _ = state
        excess, speed = self.boundary(np.asarray(inside), position)
        width, place = self.width(position), self.places(position)
        widening = -speed if self.endless is None else self.endless * speed
        slope = derivative() @ excess
        moving = width * (self.dimension / place + speed + points() * widening)
        heat = weights() @ (slope**2 * place**self.dimension) * width
        taken = (1 - (self.applied + excess[0]) ** 2) / 2 * position**self.dimension * speed * width**2
        change = (derivative() @ slope + moving * slope)[1:-1] / (1 - self.applied)
        return np.array([*change, speed * width**2, width**2, heat, taken])

    def jacobian(self, tau: float, state: np.ndarray) -> np.ndarray:
        """Return d rate/d state by complex steps; SciPy's differences overflow in t, on which nothing depends."""
        columns = [np.imag(self.rate(tau, state + _COMPLEX_STEP * unit)) for unit in np.eye(state.size)]
        return np.stack(columns, 1) / _COMPLEX_STEP.imag

    def field_energy(self, field: np.ndarray, position: float) -> float:
        """Return the energy of field and condensate."""
        layer = self.places(position) ** self.dimension * self.width(position)
        expelled = position ** (self.dimension + 1) / (self.dimension + 1)
        return float(weights() @ ((field - self.applied) ** 2 / 2 * layer) + (self.applied**2 - 1) / 2 * expelled)

    def course(self, before: list[np.ndarray], unfelt: _Problem) -> SharpFront:
        """Return the course from the last of the states on, until the front has arrived or a nucleus has vanished.

        The states before it do not feel the surface yet: their points end where the field is undisturbed.
        """
        def closes(_: float, state: np.ndarray) -> float:
            return 1 - _CLOSED - state[-4]

        def vanishes(_: float, state: np.ndarray) -> float:
            return state[-4] - before[-1][-4] / 2

        closes.terminal = vanishes.terminal = True  # type: ignore[attr-defined]
        loose = _KINETIC if self.kinetics else 1.0
        run = solve_ivp(self.rate, (0.0, _LONGEST), before[-1], method="BDF", rtol=loose * _TOLERANCE,
                        atol=loose * _SMALLEST, jac=self.jacobian, events=[closes, vanishes])
        states = np.array([*before[:-1], *run.y.T])
        problems = [unfelt] * (len(before) - 1) + [self] * len(run.y.T)
        excesses, speeds = zip(*(problem.boundary(state[:-4], state[-4])
                                 for problem, state in zip(problems, states, strict=True)), strict=True)
        position, time, joule, boundary = states.T[-4:]
        field = self.applied + np.array(excesses)
        return SharpFront(
            time, position, np.array(speeds), field[:, 0],
            np.array([problem.places(s) for problem, s in zip(problems, position, strict=True)]), field, joule,
            boundary,
            np.array([problem.field_energy(*pair) for problem, *pair in zip(problems, field, position, strict=True)]),
            closed=bool(position[-1] > 1 - 2 * _CLOSED))

"""The field of sources outside the sample, as a function of place and time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from onnes.drives.door import signal
from onnes.drives.images import Images
from onnes.drives.signals import ONE, Constant, Product, Signal
from onnes.drives.sources import FieldMap, Pair, Source, Uniform
from onnes.errors import InputError


class Patterns(NamedTuple):
    """An applied field whose time dependence separates from that of place: ``sum_k amplitudes(t)[k] (x[k], y[k])``.

    Attributes:
        x, y: circulations along the edges, in T m^2; shapes (m, nx - 1, ny) and (m, nx, ny - 1).
        amplitudes: of t in s, shape (m,).
    """

    x: np.ndarray
    y: np.ndarray
    amplitudes: Callable[[float], np.ndarray]


@dataclass(frozen=True, eq=False)
class AppliedField:
    """The field of sources outside the sample, in SI units.

    Attributes:
        terms: sources, each with its strength as a function of time.
    """

    terms: tuple[tuple[Signal, Source], ...]

    __array_ufunc__ = None  # so that NumPy leaves number * field to __rmul__

    @property
    def uniform(self) -> bool:
        """Return whether it is the same everywhere; `vector` is then all of it."""
        return all(isinstance(source, Uniform) for _, source in self.terms)

    @property
    def steady(self) -> bool:
        """Return whether it is the same at all times."""
        return all(strength.steady and source.steady for strength, source in self.terms)

    @property
    def settles(self) -> float:
        """Time from which it is the same, in s: -inf if it always is, inf if that is not known."""
        return max((each for strength, source in self.terms for each in (strength.settles, source.settles)),
                   default=-math.inf)

    def breaks(self, t0: float, t1: float) -> np.ndarray:
        """Return the times of kinks and jumps strictly between t0 and t1, ascending, in s."""
        times = [time for strength, source in self.terms for time in (*strength.corners, *source.corners)]
        return np.unique([time for time in times if t0 < time < t1])

    def vector(self, t: float = 0.0) -> np.ndarray:
        """Return the uniform part (B_x, B_y, B_z) at time t, in T."""
        B = np.zeros(3)
        for strength, source in self.terms:
            if isinstance(source, Uniform):
                B[source.axis] += strength.at(t)
        return B

    def induction(self, x: Any, y: Any, t: float = 0.0) -> np.ndarray:
        """Return B_z at points of the plane (arrays of one shape, in m) and time t, in T."""
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        return _finite(sum((strength.at(t) * source.induction(x, y, t) for strength, source in self.terms),
                           np.zeros(x.shape)))

    def seen_from(self, z: float) -> AppliedField:
        """Return the field whose values in the plane z = 0 are those of this one at a height z in m.

        Raises:
            InputError: a map of B_z, which is known in the plane alone.
        """
        return AppliedField(tuple((strength, source.seen_from(z)) for strength, source in self.terms))

    def induction_vector(self, x: Any, y: Any, t: float = 0.0) -> np.ndarray:
        """Return B_x, B_y and B_z at points of the plane and time t, in T; the first axis has length 3.

        Raises:
            InputError: as `seen_from`.
        """
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        none = np.zeros(x.shape)
        in_plane = self._added(lambda source: source.in_plane_induction(x, y), (none, none), t)
        return np.stack([*in_plane, self.induction(x, y, t)])

    def vector_potential(self, x: Any, y: Any, t: float = 0.0) -> Pair:
        """Return A_x and A_y at points of the plane and time t, in T m.

        Raises:
            InputError: one of the terms is a map of B_z, which has a vector potential on a grid only.
        """
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        return self._added(lambda source: source.vector_potential(x, y), (np.zeros(x.shape), np.zeros(x.shape)), t)

    def circulations(self, x_nodes: np.ndarray, y_nodes: np.ndarray, t: float = 0.0) -> Pair:
        """Return int A . dl along the edges of a rectangular grid at time t, in T m^2.

        The circulation around every face is the flux of B_z through it: exactly for maps and uniform fields, for the
        other sources to the sixth order of the spacing over the distance of the source.

        Args:
            x_nodes, y_nodes: ascending, in m, shapes (nx,) and (ny,).

        Returns:
            Along x and along y, shapes (nx - 1, ny) and (nx, ny - 1).
        """
        nx, ny = len(x_nodes), len(y_nodes)
        return self._added(lambda source: source.circulations(x_nodes, y_nodes, t),
                           (np.zeros((nx - 1, ny)), np.zeros((nx, ny - 1))), t)

    def patterns(self, x_nodes: np.ndarray, y_nodes: np.ndarray) -> Patterns | None:
        """Return `circulations` as steady patterns with amplitudes; None where a map changes its form with time.

        The first pattern is that of all steady terms (zero if there are none), each other term has its own.
        """
        if not all(source.steady for _, source in self.terms):
            return None
        steady = [term for term in self.terms if term[0].steady]
        moving = [term for term in self.terms if not term[0].steady]
        parts = [replace(self, terms=tuple(steady)), *(replace(self, terms=((ONE, source),)) for _, source in moving)]
        found = [part.circulations(x_nodes, y_nodes) for part in parts]

        def amplitudes(t: float) -> np.ndarray:
            return np.array([1.0, *(strength.at(t) for strength, _ in moving)])

        return Patterns(np.stack([x for x, _ in found]), np.stack([y for _, y in found]), amplitudes)

    def over_planes(self, planes: tuple[tuple[float, float], ...]) -> AppliedField:
        """Return the field over a superconducting plane: with the images of its sources.

        A map of B_z is taken for what is in the film, images included.

        Args:
            planes: weights and depths below z = 0 [m] of perfect planes, as whose weighted sum the plane acts.

        Raises:
            InputError: a uniform field along z, which the plane does not let through; a source below the plane.
        """
        terms = [term for term in self.terms if not (isinstance(term[0], Constant) and term[0].number == 0)]
        images = [(strength, image) for strength, source in terms
                  if (image := Images.of(source, planes)) is not None]
        return AppliedField((*terms, *images))

    def describe(self) -> str:
        """Return text for the record of a run, a line for each term."""
        return "\n".join(f"{strength.describe()} * {source.describe()}" for strength, source in self.terms)

    def _added(self, pair: Callable[[Source], Pair], total: Pair, t: float) -> Pair:
        for strength, source in self.terms:
            size, (x, y) = strength.at(t), pair(source)
            total = total[0] + size * x, total[1] + size * y
        return _finite(total[0]), _finite(total[1])

    def __add__(self, other: Any) -> AppliedField:
        return AppliedField(self.terms + applied_field(other).terms)

    __radd__ = __add__

    def __sub__(self, other: Any) -> AppliedField:
        return self + -applied_field(other)

    def __rsub__(self, other: Any) -> AppliedField:
        return -self + other

    def __neg__(self) -> AppliedField:
        return -1.0 * self

    def __mul__(self, factor: Any) -> AppliedField:
        strength = signal(factor, "", "factor", uniform=True)
        return AppliedField(tuple((Product(strength, own), source) for own, source in self.terms))

    __rmul__ = __mul__


def applied_field(value: Any, argument: str = "field") -> AppliedField:
    """Return the applied field that a user means.

    Args:
        value: a field of this module; three numbers or functions of time (B_x, B_y, B_z); or anything that
            `onnes.drives.signal` accepts for B_z, in T.
        argument: the name of the user's argument, for messages.

    Raises:
        InputError: another dimension, NaN, or more or fewer than three components.
    """
    if isinstance(value, AppliedField):
        return value
    if is_vector(value):
        return of_vector(value, "T", argument, Uniform)
    return AppliedField(tuple((strength, Uniform() if place.uniform else FieldMap(place))
                              for strength, place in signal(value, "T", argument).separated()))


def is_vector(value: Any) -> bool:
    """Return whether it is a tuple, a list, or an array or quantity of three numbers, and no table over x, y or t."""
    return isinstance(value, (tuple, list)) or (getattr(value, "shape", None) == (3,) and not hasattr(value, "dims"))


def of_vector(vector: Sequence[Any], unit: str, argument: str, source: Callable[[int], Source]) -> AppliedField:
    """Return the field of a vector by its components, without those that vanish."""
    if len(vector) != 3:
        raise InputError(argument, vector, "one number or three components")
    strengths = [signal(value, unit, f"{argument}[{axis}]", uniform=True) for axis, value in enumerate(vector)]
    return AppliedField(tuple((strength, source(axis)) for axis, strength in enumerate(strengths)
                              if not (isinstance(strength, Constant) and strength.number == 0)))


def _finite(values: np.ndarray) -> np.ndarray:
    if not np.all(np.isfinite(values)):
        raise InputError("field", "an infinite field in the film", "a finite one", "Move the source out of the film.")
    return values

"""Closed forms of the screening current of a half-space, a slab and a wire, and the step that approximates them.

With x = size/lambda, s the distance from the middle plane or axis (of a half-space: from the plane where it is cut
off, many lambda below the surface), j0 = B0/(mu_0 lambda):

    half-space  B/B0 = exp(-below/lambda)      j/j0 = exp(-below/lambda)
    slab        B/B0 = cosh(s/lambda)/cosh(x)  j/j0 = sinh(s/lambda)/cosh(x)
    wire        B/B0 = I1(s/lambda)/I1(x)      j/j0 = I0(s/lambda)/I1(x)

The step of Weisskopf's text: j = j0 down to the depth lambda, 0 below. Source: W35-W40, Figs 9-11; the wire beyond W38.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from scipy.special import ive

from onnes.problems.screening.london import slab_field
from onnes.problems.screening.wire import WIRE_LAWS


class CurrentProfile(ABC):
    """Closed forms of one geometry, per metre of surface (half-space, one face of a slab) or of length (wire).

    Attributes:
        extent_unit: area or length by which the integrals are divided, in words.
    """

    extent_unit: ClassVar[str]

    @abstractmethod
    def field(self, s: np.ndarray, size: float, depth: float) -> np.ndarray:
        """Return B/B0 at the distance s from the centre."""

    @abstractmethod
    def density(self, s: np.ndarray, size: float, depth: float) -> np.ndarray:
        """Return j mu_0 lambda/B0 at the distance s from the centre."""

    @abstractmethod
    def measure(self, s: np.ndarray) -> np.ndarray:
        """Return the cross-section of current per depth at the distance s: 1, or 2 pi s of a wire [m]."""

    @abstractmethod
    def total(self, size: float, depth: float) -> float:
        """Return the total current over B0/mu_0: per width 1 or less; of a wire its circumference [m]."""

    @abstractmethod
    def kinetic(self, size: float, depth: float) -> float:
        """Return the kinetic energy over B0^2/(2 mu_0): a length, or an area for a wire."""

    @abstractmethod
    def step_section(self, size: float, depth: float) -> float:
        """Return the cross-section within lambda of the surface: per width [m], of a wire [m^2]."""

    def step_total(self, size: float, depth: float) -> float:
        """Return the total current of the step over B0/mu_0. Source: W39."""
        return self.step_section(size, depth) / depth

    def step_misplaced(self, size: float, depth: float) -> float:
        """Return int |j_step - j| over int j, the share of current that the step misplaces: 2/e for a half-space."""
        nodes, weights = np.polynomial.legendre.leggauss(200)
        edge, deepest = min(depth, size), min(size, 40 * depth)
        wrong = 0.0
        for top, bottom, step in ((0.0, edge, 1.0), (edge, deepest, 0.0)):
            s = size - (top + (bottom - top) * (nodes + 1) / 2)
            missed = np.abs(step - self.density(s, size, depth)) * self.measure(s)
            wrong += (bottom - top) / 2 * float(np.sum(weights * missed))
        return wrong / (depth * self.total(size, depth))


class HalfSpace(CurrentProfile):
    """The half-space below a plane with B0 on it."""

    extent_unit = "per area of the surface"

    def field(self, s, size, depth):
        return np.exp((s - size) / depth)

    def density(self, s, size, depth):
        return np.exp((s - size) / depth)

    def measure(self, s):
        return np.ones_like(s)

    def total(self, size, depth):
        return 1.0

    def kinetic(self, size, depth):
        return depth / 2

    def step_section(self, size, depth):
        return depth


class Slab(HalfSpace):
    """One half of a slab with B0 on both faces; its integrals are those under one face."""

    extent_unit = "per area of a face"

    def field(self, s, size, depth):
        return slab_field(s, size, depth)

    def density(self, s, size, depth):
        return self.field(s, size, depth) * np.tanh(s / depth)

    def total(self, size, depth):
        return float(1 - self.field(np.zeros(()), size, depth))

    def kinetic(self, size, depth):
        """Return lambda [tanh(x) - x/cosh(x)^2]/2."""
        x, centre = size / depth, float(self.field(np.zeros(()), size, depth))
        return depth * (np.tanh(x) - x * centre**2) / 2

    def step_section(self, size, depth):
        return min(size, depth)


class RoundWire(CurrentProfile):
    """A round wire with B0 around it."""

    extent_unit = "per length of the wire"

    def field(self, s, size, depth):
        # The law of the wire is written for a current: normalise it to B = 1 at the surface.
        return WIRE_LAWS["london"].field(s, size, 1.0, depth) / WIRE_LAWS["london"].field(size, size, 1.0, depth)

    def density(self, s, size, depth):
        x = size / depth
        return ive(0, s / depth) / ive(1, x) * np.exp((s - size) / depth)

    def measure(self, s):
        return 2 * np.pi * s

    def total(self, size, depth):
        return 2 * np.pi * size

    def kinetic(self, size, depth):
        """Return pi R^2 [(I0/I1)^2 - 1], as pi R^2 (I0 + I1)(I0 - I1)/I1^2."""
        x = size / depth
        outer, inner = ive(0, x), ive(1, x)
        return float(np.pi * size**2 * (outer + inner) * (outer - inner) / inner**2)

    def step_section(self, size, depth):
        thickness = min(size, depth)
        return np.pi * thickness * (2 * size - thickness)


CURRENT_PROFILES: dict[str, CurrentProfile] = {"half-space": HalfSpace(), "slab": Slab(), "wire": RoundWire()}
"""The closed forms by the name of the geometry."""

"""Hall probe in two holes of a wire and on its surface: what it reads under a law, and how errors change that.

The active area, w_r along the radius by w_t along the circumference, has its normal along the circumference where it
stands; it reads the mean of B(r) x/r over itself, r^2 = x^2 + y^2. In a hole it stands on the bottom, w_r/2 below its
middle, and reads the field of the current that the hole diverts (`onnes.problems.hall_probe.blind_hole`), with the mean
density over one radius of the hole below it. The third place is the surface: the area reaches from R to R + w_r, where
B = mu_0 I/(2 pi r) under every law.

A reading is, with the polarity s = 1 or -1, at the current I in the place j:

    s (1 + g) [f_j(I) + d_j f_j'(I) + h H_j(I) + c C_j(I)] + o_j + noise

g gain error, d_j error of the position, o_j offset, h error of the correction H for the hole (over H), c error of Jc or
Bc, by which the field changes as C = f - I df/dI since B is homogeneous in I and Jc (or Bc). They stay as they are over
all readings. Noise is that of the probe and of the current, (I df/dI) sigma_I.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from onnes.problems.hall_probe.blind_hole import probe_in_hole
from onnes.problems.hall_probe.laws import Profile, RoundWire, profiles
from onnes.units.constants import VACUUM_PERMEABILITY

PLACES = 3
"""Two holes and the surface."""
ERRORS = 3 + 2 * PLACES
"""Gain, correction for the hole and critical value; position and offset in each place."""
_ALONG, _ACROSS = 8, 4
"""Points of Gauss's quadrature over the probe."""
_STEP = 1e-3
"""Relative step of the current in df/dI."""


@dataclass(frozen=True)
class Probe:
    """A Hall probe, its holes, and standard deviations of all errors, in SI units.

    Attributes:
        length, width: w_r, w_t [m].
        hole: diameter of the holes [m]; 0 for none.
        noise: of one reading [T].
        current_noise: of the current, over the current.
        gain: of g.
        position: of d_j [m].
        offset: of o_j [T].
        hole_error: of h.
        critical_error: of c.
        reversed: whether each current flows in both directions.
    """

    length: float
    width: float
    hole: float
    noise: float
    current_noise: float
    gain: float
    position: float
    offset: float
    hole_error: float
    critical_error: float
    reversed: bool

    @property
    def polarities(self) -> tuple[int, ...]:
        """Return the directions of the current, in the order of the readings."""
        return (1, -1) if self.reversed else (1,)

    @property
    def spreads(self) -> np.ndarray:
        """Return standard deviations of the lasting errors, shape (ERRORS,): g, h, c, d_j, o_j."""
        return np.array([self.gain, self.hole_error, self.critical_error, *[self.position] * PLACES,
                         *[self.offset] * PLACES])


@dataclass(frozen=True)
class Expected:
    """One round of readings under one law: k currents, each in both polarities, each in three places.

    Attributes:
        law: its name.
        field: f, shape (k, PLACES) [T], positive.
        mean: the same as one reads it, in the order of the readings, shape (m,) [T].
        errors: change of the readings with each lasting error, shape (m, ERRORS).
        variance: of the noise of one reading, shape (m,) [T^2].
    """

    law: str
    field: np.ndarray
    mean: np.ndarray
    errors: np.ndarray
    variance: np.ndarray


def read(profile: Profile, places: np.ndarray, probe: Probe, hole_factor: float = 1.0) -> np.ndarray:
    """Return f, shape (k, PLACES) [T], without errors.

    Args:
        profile: B(r) at k currents.
        places: distance of the middle of the probe from the axis, shape (PLACES,) [m]. The last is outside of the wire.
        probe: its size and holes.
        hole_factor: 1 + h.
    """
    in_holes = _mean(profile, places[:-1], probe) + hole_factor * diverted(profile, places[:-1], probe)
    above = np.multiply.outer(profile.surface, profile.radius / _across(places[-1:], probe)[0])
    return np.concatenate([in_holes, _average(above, places[-1:], probe)], axis=1)


def diverted(profile: Profile, places: np.ndarray, probe: Probe) -> np.ndarray:
    """Return H = mu_0 J a c, shape (k, n) [T]: the field that the diverted current adds at the middle of the probe."""
    a = 0.5 * probe.hole
    if a == 0:
        return np.zeros((len(profile.surface), len(places)))
    bottom = places - 0.5 * probe.length
    inner = bottom - a
    density = (bottom * profile(bottom) - inner * profile(inner)) / (0.5 * (bottom**2 - inner**2) * VACUUM_PERMEABILITY)
    return VACUUM_PERMEABILITY * density * a * probe_in_hole(probe.length, probe.hole)


def on_surface(radius: float, probe: Probe) -> float:
    """Return the distance of the middle of a probe that lies on the wire from the axis [m]."""
    return radius + 0.5 * probe.length


def _mean(profile: Profile, places: np.ndarray, probe: Probe) -> np.ndarray:
    return _average(profile(_across(places, probe)[0]), places, probe)


def _across(places: np.ndarray, probe: Probe) -> tuple[np.ndarray, np.ndarray]:
    """Return r and x/r at the points of the active area, shape (n, points)."""
    along, across, _ = _quadrature()
    x = (places[:, None, None] + 0.5 * probe.length * along[:, None]) * np.ones(_ACROSS)
    r = np.hypot(x, 0.5 * probe.width * across)
    return r.reshape(len(places), -1), (x / r).reshape(len(places), -1)


def _average(field: np.ndarray, places: np.ndarray, probe: Probe) -> np.ndarray:
    return (field * _across(places, probe)[1]) @ _quadrature()[2]


@cache
def _quadrature() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return points along and across the area in (-1, 1), and weights of all of them, of sum 1."""
    along, weight = np.polynomial.legendre.leggauss(_ALONG)
    across, other = np.polynomial.legendre.leggauss(_ACROSS)
    return along, across, np.outer(weight, other).ravel() / 4


@dataclass(frozen=True)
class Response:
    """Readings of a probe in n places at k currents, and how they change, each of shape (k, n).

    Attributes:
        field: f [T].
        slope: df/dr [T/m], over the error of the position to either side.
        with_current: I df/dI [T].
        hole: H [T].
    """

    field: np.ndarray
    slope: np.ndarray
    with_current: np.ndarray
    hole: np.ndarray

    def at(self, columns: list[int]) -> Response:
        """Return the response in some of the places."""
        return Response(*(part[:, columns] for part in (self.field, self.slope, self.with_current, self.hole)))


def around(currents: np.ndarray) -> np.ndarray:
    """Return the currents [A], then those a step above and below them: what `response` needs profiles at."""
    return np.concatenate([currents, currents * (1 + _STEP), currents * (1 - _STEP)])


def response(profile: Profile, places: np.ndarray, probe: Probe) -> Response:
    """Return what the probe reads in n places [m], the last of them on the surface.

    Args:
        profile: B(r) at the currents that `around` returns.
    """
    k = len(profile.surface) // 3
    shift = probe.position or 1e-6 * profile.radius
    field = read(profile, places, probe)
    slope = (read(profile, places + shift, probe) - read(profile, places - shift, probe))[:k] / (2 * shift)
    hole = np.zeros((k, len(places)))
    hole[:, :-1] = diverted(profile, places[:-1], probe)[:k]
    return Response(field[:k], slope, (field[k:2 * k] - field[2 * k:]) / (2 * _STEP), hole)


def expected(wire: RoundWire, currents: np.ndarray, places: np.ndarray, probe: Probe) -> dict[str, Expected]:
    """Return one round of readings under each law.

    Args:
        currents: I, above 0, shape (k,) [A].
        places: as in `read`, shape (PLACES,) [m].
    """
    return {law: one_round(law, response(profile, places, probe), probe)
            for law, profile in profiles(wire, around(currents)).items()}


def one_round(law: str, to: Response, probe: Probe) -> Expected:
    """Return one round of readings in `PLACES` places from the response in them."""
    sign = np.array(probe.polarities)[:, None]
    shape = (len(to.field), len(sign), PLACES)

    def as_read(values: np.ndarray) -> np.ndarray:
        return (sign * values[:, None, :]).reshape(-1)

    changes = (to.field, to.hole, to.field - to.with_current)
    here = [np.broadcast_to(np.arange(PLACES) == j, shape).reshape(-1) for j in range(PLACES)]
    errors = [*map(as_read, changes), *(each * as_read(to.slope) for each in here), *here]
    variance = np.broadcast_to((probe.noise**2 + (probe.current_noise * to.with_current) ** 2)[:, None, :], shape)
    return Expected(law, to.field, as_read(to.field), np.stack(errors, axis=1).astype(float), variance.reshape(-1))


def at_current(law: Expected, index: int) -> Expected:
    """Return the part of a round that is made at one of the currents."""
    size = len(law.mean) // len(law.field)
    part = slice(index * size, (index + 1) * size)
    return Expected(law.law, law.field[index:index + 1], law.mean[part], law.errors[part], law.variance[part])


@dataclass(frozen=True)
class Simulated:
    """Readings of one simulated experiment, and the errors that it had.

    Attributes:
        readings: shape (repeats, m) [T], in the order in which they were made in every repeat.
        errors: lasting errors that were drawn, shape (ERRORS,).
    """

    readings: np.ndarray
    errors: np.ndarray


def simulate(truth: str, wire: RoundWire, currents: np.ndarray, places: np.ndarray, probe: Probe, repeats: int,
             random: np.random.Generator) -> Simulated:
    """Return readings under a law with errors drawn from their normal distributions; no step is linearised.

    Args:
        truth: one of `laws.LAWS`.
        currents, places: as in `expected`.
        repeats: rounds.
    """
    gain, hole, critical, *rest = drawn = random.normal(size=ERRORS) * probe.spreads
    shifts, offsets = np.array(rest[:PLACES]), np.array(rest[PLACES:])
    actual = RoundWire(wire.radius, wire.depth, wire.critical_density * (1 + critical),
                       wire.critical_field * (1 + critical))
    k, sign = len(currents), np.array(probe.polarities)[:, None]
    field = read(profiles(actual, around(currents))[truth], places + shifts, probe, 1 + hole)
    with_current = (field[k:2 * k] - field[2 * k:]) / (2 * _STEP)
    shape = (repeats, k, len(sign), PLACES)
    current = random.normal(size=shape) * probe.current_noise
    flowing = sign * (field[:k, None, :] + with_current[:, None, :] * current)
    readings = (1 + gain) * flowing + offsets + random.normal(size=shape) * probe.noise
    return Simulated(readings.reshape(repeats, -1), drawn)

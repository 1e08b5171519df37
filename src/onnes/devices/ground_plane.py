"""A superconducting plane below a film, which carries images of the currents above it."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from onnes.devices.describe import Fact
from onnes.errors import InputError, door
from onnes.plots import in_words
from onnes.units import positive_si

_FARTHEST, _PER_DECADE = 20.0, 5
"""Depth of the last image in screening lengths, and images per decade: R(q) is met to 1e-5."""
_NEAREST, _OF_CLEARANCE = 0.02, 0.25
"""Depth of the nearest in screening lengths, or in clearances if that is less."""
_WAVES = 300
_ROUNDING = 1e-7
_OPAQUE = 300.0
_EXAMPLE = 'Write onnes.ground_plane("300 nm", penetration_depth="90 nm", thickness="200 nm").'


@dataclass(frozen=True)
class GroundPlane:
    """A superconducting plane, see `ground_plane`; lengths in metres.

    Attributes:
        distance: of its upper surface below z = 0.
        penetration_depth: None for one that lets no field in.
        thickness: None for one that is thick beside its penetration depth.
    """

    distance: float
    penetration_depth: float | None = None
    thickness: float | None = None

    @property
    def screening_length(self) -> float:
        """lambda coth(d/lambda), by which a plane seems lower to a long wave; lambda^2/d where it is thin."""
        if self.penetration_depth is None:
            return 0.0
        return self.penetration_depth / math.tanh(self._layers)

    @property
    def _layers(self) -> float:
        """d/lambda, at most so many that nothing comes through."""
        if self.penetration_depth is None or self.thickness is None:
            return _OPAQUE
        return min(self.thickness / self.penetration_depth, _OPAQUE)

    def reflection(self, q: np.ndarray) -> np.ndarray:
        """Return the part R of a field of wave number q [1/m] that comes back from the plane, by London's theory.

            R = 1/(k^2 + p^2 + 2 k p coth(p d/lambda)),    k = lambda q,    p = (1 + k^2)^(1/2)

        1/(1 + 2 q lambda^2/d) of a thin plane, ((1 + k^2)^(1/2) - k)^2, near exp(-2 q lambda), of a thick one.
        """
        if self.penetration_depth is None:
            return np.ones(np.shape(q))
        k = self.penetration_depth * np.asarray(q)
        p = np.sqrt(1 + k**2)
        return 1 / (k**2 + p**2 + 2 * k * p / np.tanh(np.minimum(p * self._layers, _OPAQUE)))

    def perfect_planes(self, clearance: float) -> tuple[tuple[float, float], ...]:
        """Return weights w_i and depths h_i [m] of perfect planes that together mirror what this one does.

            R(q) exp(-2 q h) = sum_i w_i exp(-2 q h_i)

        to 1e-5 exp(q clearance), by least squares; a perfect plane is one of weight 1.

        Args:
            clearance: the least distance of a current from the plane in m.
        """
        length = self.screening_length
        if not length:
            return ((1.0, self.distance),)
        near, far = min(_NEAREST * length, _OF_CLEARANCE * clearance), _FARTHEST * length
        count = math.ceil(_PER_DECADE * math.log10(far / near)) + 1
        beyond = np.concatenate([[0.0], np.geomspace(near, far, count)])
        q = np.concatenate([[0.0], np.geomspace(1e-3 / length, 40 / clearance, _WAVES)])
        seen = np.exp(-q * clearance)
        weights = np.linalg.lstsq(seen[:, None] * np.exp(-np.outer(q, beyond)), seen * self.reflection(q),
                                  rcond=_ROUNDING)[0]
        return tuple(zip(weights.tolist(), (self.distance + 0.5 * beyond).tolist(), strict=True))

    def check_below(self, underside: float, given: Any) -> None:
        """Refuse a plane that reaches into a film whose lower surface is at z = ``underside`` [m]."""
        if self.distance <= -underside:
            got = f"a distance of {in_words(self.distance, 'm')}" if isinstance(given, GroundPlane) else given
            raise InputError("ground_plane", got, f"a plane more than {in_words(-underside, 'm')} below z = 0, where "
                             "the lower surface of the film is", "Count the distance from the middle of the film.")

    @property
    def facts(self) -> list[Fact]:
        """Lengths for the description of a device."""
        inside = [Fact(f"its {name}", value, "m") for name, value in
                  (("penetration depth", self.penetration_depth), ("thickness", self.thickness)) if value]
        return [Fact("superconducting ground plane below", self.distance, "m"), *inside]

    def to_dict(self) -> dict[str, Any]:
        """Return the plane as numbers."""
        return asdict(self)


@door
def ground_plane(distance: Any, *, penetration_depth: Any = None, thickness: Any = None) -> GroundPlane:
    """Return a superconducting plane without end below a film, which currents above it see as their images.

        A_image(q, z) = -(mu_0 K/2q) R(q) exp(-q (z + 2 distance)) of a sheet current K(q) at z = 0,
        R = 1/(k^2 + p^2 + 2 k p coth(p d/lambda)),    k = lambda q,    p = (1 + k^2)^(1/2)

    The plane responds by London's theory at all wavelengths: 1/(1 + 2 q Lambda) with Lambda = lambda^2/d where it is
    thin; where lambda is small beside the distance, as a perfect plane lower by lambda coth(d/lambda).

    Args:
        distance: of its upper surface below z = 0 [m]; more than half the thickness of the film.
        penetration_depth: lambda of the plane [m]; a perfect plane if left out.
        thickness: d of the plane [m]; thick beside lambda if left out.

    Raises:
        InputError: lengths that are not positive; a thickness of a perfect plane.

    Source: Chang, J. Appl. Phys. 50, 8129 (1979), of the inductance of a strip over a plane.
    """
    depth = None if penetration_depth is None else positive_si(penetration_depth, "m", "penetration_depth")
    thick = None if thickness is None else positive_si(thickness, "m", "thickness")
    if depth is None and thick is not None:
        raise InputError("thickness", thickness, "no thickness of a perfect plane, into which no field goes",
                         f"Give its penetration_depth too. {_EXAMPLE}")
    return GroundPlane(positive_si(distance, "m", "distance"), depth, thick)


def plane_of(given: Any) -> GroundPlane | None:
    """Return the plane of a `GroundPlane`, its distance, a dict of the arguments of `ground_plane`, or None.

    Raises:
        InputError: none of these, a distance that is not positive.
    """
    if given is None or isinstance(given, GroundPlane):
        return given
    if isinstance(given, dict) and all(isinstance(name, str) for name in given):
        return ground_plane(**given)
    try:
        return GroundPlane(positive_si(given, "m", "ground_plane"))
    except InputError as error:
        raise InputError("ground_plane", given, "a positive distance below the film",
                         'Write ground_plane="1 um", or leave it out for a film without one.') from error

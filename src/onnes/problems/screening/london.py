"""London's closed forms: the field in a slab, a cylinder and a sphere, and their moments.

With x = size/lambda and i_n the modified spherical Bessel functions:

    slab      B/H = cosh(s/lambda)/cosh(x)                     mu_0 m/H = -2 d [1 - tanh(x)/x]
    cylinder  B/H = I0(s/lambda)/I0(x)                         mu_0 m/H = -pi R^2 I2(x)/I0(x)
    sphere    B/H = [i0(s/lambda) + i2(s/lambda)/2]/i0(x)      mu_0 m/H = -2 pi R^3 i2(x)/i0(x)

s is the distance from the middle plane, the axis, or (in the equator's plane, where B is parallel to H) the
centre. The sphere's i2/i0 is 1 - 3 (lambda/R) coth(R/lambda) + 3 (lambda/R)^2 without its cancellation.
Functions are scaled by their exponentials, so that a rod of 1 cm with a depth of 50 nm does not overflow.

Source: London 1935, 1950; W33, W35-W40.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ive


@dataclass(frozen=True)
class London:
    """The closed forms of one shape.

    Attributes:
        field: (distance s [m], size [m], lambda [m]) -> B/H; s of any array shape, 0 <= s <= size.
        moment: (size [m], lambda [m]) -> mu_0 m/H: per area [m] of a slab, per length [m^2] of a cylinder, of a
            sphere [m^3].
        moment_unit: of m itself, in SI.
    """

    field: Callable[[np.ndarray, float, float], np.ndarray]
    moment: Callable[[float, float], float]
    moment_unit: str


def slab_field(s: np.ndarray, half_thickness: float, depth: float) -> np.ndarray:
    """Return B/H = cosh(s/lambda)/cosh(d/lambda) in a slab of half thickness d."""
    decay = np.exp((np.abs(s) - half_thickness) / depth)
    return decay * (1 + np.exp(-2 * np.abs(s) / depth)) / (1 + np.exp(-2 * half_thickness / depth))


def slab_moment(half_thickness: float, depth: float) -> float:
    """Return mu_0 m/H = -2 d [1 - tanh(x)/x] per area of face, as -2 d I_{3/2}(x)/I_{-1/2}(x)."""
    x = half_thickness / depth
    return -2 * half_thickness * float(ive(1.5, x) / ive(-0.5, x))


def cylinder_field(s: np.ndarray, radius: float, depth: float) -> np.ndarray:
    """Return B/H = I0(s/lambda)/I0(R/lambda) in a long cylinder along the field."""
    return ive(0, s / depth) / ive(0, radius / depth) * np.exp((s - radius) / depth)


def cylinder_moment(radius: float, depth: float) -> float:
    """Return mu_0 m/H = -pi R^2 [1 - 2 I1(x)/(x I0(x))] = -pi R^2 I2(x)/I0(x) per length."""
    x = radius / depth
    return -np.pi * radius**2 * float(ive(2, x) / ive(0, x))


def sphere_field(s: np.ndarray, radius: float, depth: float) -> np.ndarray:
    """Return B/H = [i0(s/lambda) + i2(s/lambda)/2]/i0(R/lambda) in the plane of the equator of a sphere."""
    rho, x = np.maximum(np.asarray(s, dtype=float) / depth, 1e-12), radius / depth
    return (_scaled(0, rho) + 0.5 * _scaled(2, rho)) / _scaled(0, x) * np.exp(rho - x)


def sphere_moment(radius: float, depth: float) -> float:
    """Return mu_0 m/H = -2 pi R^3 [1 - 3 coth(x)/x + 3/x^2] = -2 pi R^3 i2(x)/i0(x)."""
    x = radius / depth
    return -2 * np.pi * radius**3 * float(_scaled(2, x) / _scaled(0, x))


def _scaled(n: int, x):
    """Return i_n(x) exp(-x)."""
    return np.sqrt(np.pi / (2 * x)) * ive(n + 0.5, x)


LONDON = {
    "slab": London(slab_field, slab_moment, "A"),
    "cylinder": London(cylinder_field, cylinder_moment, "A m"),
    "sphere": London(sphere_field, sphere_moment, "A m^2"),
}
"""The closed forms by the name of the shape."""


def fitted_depth(field: Callable[[np.ndarray, float, float], np.ndarray], s: np.ndarray, profile: np.ndarray,
                 size: float, guess: float) -> tuple[float, float]:
    """Fit lambda in a closed form to a computed profile; return it and the root mean square misfit.

    Points are weighted by the length they represent, so that a graded grid does not bias the fit.

    Args:
        field: closed form B/H of the shape.
        s: distances from the centre, shape (n,), increasing.
        profile: B/H there, shape (n,).
        size: half thickness or radius.
        guess: a depth within a factor of 1000 of the answer.
    """
    from scipy.optimize import least_squares

    weight = np.sqrt(np.gradient(s) / size)

    def misfit(log_depth):
        return weight * (field(s, size, guess * float(np.exp(log_depth[0]))) - profile)

    best = least_squares(misfit, [0.0], bounds=([-np.log(1e3)], [np.log(1e3)]), xtol=1e-14, ftol=1e-15, gtol=1e-15)
    return guess * float(np.exp(best.x[0])), float(np.sqrt(2 * best.cost))

"""Angular momentum of a screening current, and the rotation of a body on a fibre that takes the opposite one."""

from __future__ import annotations

from math import atan, exp, pi, sqrt

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE


def current_angular_momentum(
    moment: float, factor: float = 1.0, charge: float = -ELEMENTARY_CHARGE, mass: float = ELECTRON_MASS
) -> float:
    """Return L = 2 m M / (g q), in J s, of carriers with the magnetic moment M (A m^2); per length where M is (A m).

    A long cylinder that expels B0 has M = -pi R^2 B0/mu_0, so that electrons have 2 (m/e) pi R^2 B0/mu_0 along B0:
    2.13e-11 J s/m for 5 mm and 30 mT. A sphere has M = -2 pi R^3 B0/mu_0.

    Args:
        moment: M, signed.
        factor: g: 1 for currents, 2 for spins.
        charge, mass: q (C, signed) and m (kg); a pair gives the same as an electron.

    Source: H34; in Gaussian units L = 2 m c M / (g q).
    """
    return 2 * mass / (factor * charge) * moment


def moment_of_inertia(shape: str, radius: float, density: float) -> float:
    """Return the moment of inertia about the axis, in kg m^2: 8 pi rho R^5/15 of a sphere, pi rho R^4/2 per length.

    Args:
        shape: "sphere", or "cylinder" for one of unit length (kg m).
        radius: R, m.
        density: mass density rho, kg/m^3.
    """
    return 8 * pi / 15 * density * radius**5 if shape == "sphere" else pi / 2 * density * radius**4


def resonance_amplitude(kick: float, period: float, quality: float) -> float:
    """Return the steady amplitude, in rad, of a torsion pendulum that is kicked at every passage through zero.

    A kick changes the angular velocity by ``kick`` (rad/s), in the direction of motion, every half period pi/omega_d;
    omega_d^2 = omega_0^2 - gamma^2 with gamma = omega_0/(2 Q). The velocity after a kick is
    V = kick/(1 - exp(-pi gamma/omega_d)), and the amplitude (V/omega_0) exp(-(gamma/omega_d) atan(omega_d/gamma)).
    For large Q it is (2 Q/pi) kick/omega_0.

    Args:
        kick: change of angular velocity, rad/s.
        period: 2 pi/omega_d, s.
        quality: Q, above 1/2.

    Source: the method of I. K. Kikoin and S. W. Gubar, J. Phys. USSR 3, 333 (1940).
    """
    damped = 2 * pi / period
    ratio = 1 / sqrt(4 * quality**2 - 1)  # gamma/omega_d
    velocity = kick / (1 - exp(-pi * ratio))
    return velocity / (damped * sqrt(1 + ratio**2)) * exp(-ratio * atan(1 / ratio))

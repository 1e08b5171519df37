"""Charge expelled from bodies of one radial coordinate in Hirsch's electrodynamics, and what conventional theory has.

    lap(E - E_0) = (E - E_0)/lambda^2,    rho - rho_0 likewise inside the body,    div E = rho/eps_0,

with E_0 the field of the uniform density rho_0 in the body. E is continuous at the surface, and the body neutral. In
d = 1, 2, 3 dimensions (slab, cylinder, sphere) lengths x, R are in lambda, and

    E/E_m = x/R - f_1(x)/f_1(R),    rho/rho_0 = 1 - (R/d) f_0(x)/f_1(R),    rho_0 = d eps_0 E_m/(R lambda),

f_0 = x^(1 - d/2) I_(d/2 - 1)(x), f_1 = f_0', of modified Bessel functions: cosh and sinh, I_0 and I_1, sinh(x)/x and
its derivative. E vanishes at the surface and outside.

Source: section XIII of Hirsch, his references [45, 46].
"""

from __future__ import annotations

from math import gamma, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import ive

from onnes.carriers.spin_current import spin_orbit_field
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, SPEED_OF_LIGHT, VACUUM_PERMITTIVITY


def charge_expulsion_field(depth: float) -> float:
    """Return E_m = c B_sigma = hbar c / (4 e lambda_L^2), in V/m, the scale of the field; 3.24e7 V/m for 39 nm.

    Source: section XIII of Hirsch, his references [45, 46].
    """
    return SPEED_OF_LIGHT * spin_orbit_field(depth)


def electric_field(x: np.ndarray, size: float, dimension: int) -> np.ndarray:
    """Return E/E_m, outward, at the distances x from the middle; x and size R in lambda."""
    return x / size - _over_f1(x, size, dimension, dimension / 2)


def charge_density(x: np.ndarray, size: float, dimension: int) -> np.ndarray:
    """Return rho lambda/(eps_0 E_m) at the distances x from the middle; x and size R in lambda."""
    return dimension / size - _over_f1(x, size, dimension, dimension / 2 - 1)


def potential(x: np.ndarray, size: float, dimension: int) -> np.ndarray:
    """Return phi/(E_m lambda), zero at the surface and outside; x and size R in lambda."""
    order = dimension / 2 - 1
    screened = _over_f1(np.array([size]), size, dimension, order) - _over_f1(x, size, dimension, order)
    return (size**2 - x**2) / (2 * size) - screened


def largest_field(size: float, dimension: int) -> float:
    """Return the largest E/E_m in the body; the size R in lambda."""

    def slope(x: float) -> float:
        place = np.array([x])
        return float((charge_density(place, size, dimension)
                      - (dimension - 1) * electric_field(place, size, dimension) / x)[0])

    place = brentq(slope, 1e-6 * size, size, xtol=1e-12 * size)
    return float(electric_field(np.array([place]), size, dimension)[0])


def expelled_charge(size: float, dimension: int) -> float:
    """Return the negative charge over the surface, over eps_0 E_m: E (x/R)^(d - 1) where rho changes its sign."""
    place = brentq(lambda x: float(charge_density(np.array([x]), size, dimension)[0]), 0.0, size, xtol=1e-12 * size)
    return float(electric_field(np.array([place]), size, dimension)[0] * (place / size) ** (dimension - 1))


def mean_square_field(size: float, dimension: int) -> float:
    """Return the mean of (E/E_m)^2 over the body: d/(d + 2) for a large one.

    From int x I_nu^2 dx = (R^2/2)(I_nu^2 - I_(nu-1) I_(nu+1)) and int x^(nu+1) I_nu dx = R^(nu+1) I_(nu+1), nu = d/2.
    """
    order = dimension / 2
    above, below = (ive(order + step, size) / ive(order, size) for step in (1, -1))
    return float(dimension * (1 / (dimension + 2) - 2 * above / size + (1 - above * below) / 2))


def _over_f1(x: np.ndarray, size: float, dimension: int, order: float) -> np.ndarray:
    """Return x^(1 - d/2) I_order(x) over f_1(R); order d/2 - 1 or d/2."""
    power = 1 - dimension / 2
    at_zero = 2**power / gamma(dimension / 2) if order < dimension / 2 else 0.0
    safe = np.where(x > 0, x, 1.0)
    values = np.where(x > 0, safe**power * ive(order, safe) * np.exp(safe - size), at_zero * np.exp(-size))
    return values / (size**power * ive(dimension / 2, size))


def thomas_fermi_length(density: float, fermi_energy: float) -> float:
    """Return sqrt(2 eps_0 e_F/(3 n e^2)), in m, within which free electrons screen a charge.

    Args:
        density: n, 1/m^3.
        fermi_energy: e_F, J.

    Source: C. Kittel, Introduction to Solid State Physics, 8th ed. (2005), ch. 14.
    """
    return sqrt(2 * VACUUM_PERMITTIVITY * fermi_energy / (3 * density * ELEMENTARY_CHARGE**2))


def bernoulli_potential(speed: float) -> float:
    """Return m_e v_s^2/(2 e), in V: by conventional theory the fall of the potential to where carriers have v_s (m/s).

    Valid at T = 0, without the corrections of pairing and of the surface dipole.

    Source: F. London, Superfluids I (1950).
    """
    return ELECTRON_MASS * speed**2 / (2 * ELEMENTARY_CHARGE)

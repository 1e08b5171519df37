"""Fields of the macroscopic quantum model as general functions of x, y, z, t, and operators that differentiate them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import sympy as sp

Expression = Any
"""A SymPy expression; a vector is a column of three."""

X, Y, Z, T = sp.symbols("x y z t", real=True)
PLACE = (X, Y, Z)
HBAR, MASS, PERMEABILITY, DENSITY = sp.symbols("hbar m mu_0 Psi_0", positive=True)
CHARGE, COUPLING, SMALL = sp.symbols("q K epsilon", real=True)
WINDING = sp.Symbol("n", integer=True)
ANGLE = sp.Symbol("alpha", real=True)


def _field(name: str) -> Expression:
    return sp.Function(name, real=True)(X, Y, Z, T)


def _vector(name: str) -> Expression:
    return sp.Matrix([_field(f"{name}_{axis}") for axis in "xyz"])


def gradient(scalar: Expression) -> Expression:
    """Return the gradient of a scalar."""
    return sp.Matrix([sp.diff(scalar, axis) for axis in PLACE])


def divergence(vector: Expression) -> Expression:
    """Return the divergence of a vector."""
    return sum(sp.diff(part, axis) for part, axis in zip(vector, PLACE, strict=True))


def curl(vector: Expression) -> Expression:
    """Return the curl of a vector."""
    (a, b, c) = vector
    return sp.Matrix([sp.diff(c, Y) - sp.diff(b, Z), sp.diff(a, Z) - sp.diff(c, X), sp.diff(b, X) - sp.diff(a, Y)])


def _cartesian(number: Expression) -> Expression:
    """Return a + i b as a sum, its phase factors as cosines and sines of real angles."""
    return sp.expand(sp.expand(number, power_exp=False).rewrite(sp.cos))


@dataclass(frozen=True)
class Components:
    """The fields and the operators on them, each as SymPy evaluates it.

    Psi_0, theta, phi and the components of A are functions of x, y, z, t without further properties, but for:

    Attributes:
        gauge: "coulomb" for A = curl C, so that div A = 0; "any" for three functions.
        density: "rigid" for Psi_0 that depends on neither place nor time; "any" for a function.
        first_order: whether theta, A and phi are small: of each identity the part linear in them is compared.
        at_rest: whether A = (hbar/q) grad theta, so that v = 0.
    """

    gauge: Literal["any", "coulomb"] = "any"
    density: Literal["any", "rigid"] = "any"
    first_order: bool = False
    at_rest: bool = False

    hbar, m, q, mu_0, K, i, n, pi = HBAR, MASS, CHARGE, PERMEABILITY, COUPLING, sp.I, WINDING, sp.pi

    @property
    def _size(self) -> Expression:
        return SMALL if self.first_order else 1

    @cached_property
    def Psi_0(self) -> Expression:
        return DENSITY if self.density == "rigid" else _field("Psi_0")

    @cached_property
    def theta(self) -> Expression:
        return self._size * _field("theta")

    @cached_property
    def phi(self) -> Expression:
        return self._size * _field("phi")

    @cached_property
    def chi(self) -> Expression:
        return _field("chi")

    @cached_property
    def A(self) -> Expression:
        if self.at_rest:
            return self.hbar / self.q * gradient(self.theta)
        return self._size * (curl(_vector("C")) if self.gauge == "coulomb" else _vector("A"))

    @cached_property
    def Psi(self) -> Expression:
        return self.Psi_0 * self.wave(self.theta)

    @cached_property
    def n_s(self) -> Expression:
        return self.Psi_0**2

    @cached_property
    def B(self) -> Expression:
        return curl(self.A)

    @cached_property
    def E(self) -> Expression:
        return -gradient(self.phi) - sp.diff(self.A, T)

    @cached_property
    def v(self) -> Expression:
        return self.velocity(self.theta, self.A)

    @cached_property
    def J(self) -> Expression:
        return self.q * self.n_s * self.v

    @cached_property
    def Q(self) -> Expression:
        """(hbar^2/2m) lap Psi_0/Psi_0, minus the quantum pressure's energy."""
        return self.hbar**2 / (2 * self.m) * self.lap(self.Psi_0) / self.Psi_0

    @cached_property
    def D(self) -> Expression:
        """Left side of M1 less its right side."""
        return self.i * self.hbar * self.dt(self.Psi) - self.kinetic(self.Psi) - self.q * self.phi * self.Psi

    @cached_property
    def R(self) -> Expression:
        """Right side of M7 less its left side."""
        return self.bernoulli(self.theta, self.A, self.phi)

    @cached_property
    def depth_squared(self) -> Expression:
        return self.m / (self.mu_0 * self.n_s * self.q**2)

    def velocity(self, theta: Expression, A: Expression) -> Expression:
        return self.hbar / self.m * gradient(theta) - self.q / self.m * A

    def bernoulli(self, theta: Expression, A: Expression, phi: Expression) -> Expression:
        v = self.velocity(theta, A)
        return self.hbar * self.dt(theta) + self.m / 2 * self.dot(v, v) + self.q * phi - self.Q

    def kinetic(self, wave: Expression) -> Expression:
        """(1/2m) (-i hbar grad - q A)^2 acting on a wave function, one factor after the other."""
        once = -self.i * self.hbar * gradient(wave) - self.q * self.A * wave
        return (-self.i * self.hbar * divergence(once) - self.q * self.dot(self.A, once)) / (2 * self.m)

    # Two electrodes, each one function of time.

    @cached_property
    def electrodes(self) -> Expression:
        """(Psi_1, theta_1, Psi_2, theta_2)."""
        return tuple(sp.Function(name, real=True)(T) for name in ("Psi_1", "theta_1", "Psi_2", "theta_2"))

    @cached_property
    def D_1(self) -> Expression:
        """i hbar d_t psi_1 - E_1 psi_1 - K psi_2 of the first electrode."""
        size, phase, other, its_phase = self.electrodes
        one, two = size * self.wave(phase), other * self.wave(its_phase)
        return self.i * self.hbar * self.dt(one) - sp.Symbol("E_1", real=True) * one - self.K * two

    @cached_property
    def theta_on_circle(self) -> Expression:
        """A phase with which Psi has one value on a circle: n turns, and any function of the place."""
        return self.n * ANGLE + sp.Function("g", real=True)(sp.cos(ANGLE), sp.sin(ANGLE))

    # Operators.

    grad, div, curl = staticmethod(gradient), staticmethod(divergence), staticmethod(curl)

    @staticmethod
    def total(*terms: Expression) -> Expression:
        return sum(terms[1:], terms[0])

    @staticmethod
    def dt(quantity: Expression) -> Expression:
        return sp.diff(quantity, T)

    @staticmethod
    def dot(a: Expression, b: Expression) -> Expression:
        return sum(x * y for x, y in zip(a, b, strict=True))

    @staticmethod
    def cross(a: Expression, b: Expression) -> Expression:
        return a.cross(b)

    @staticmethod
    def lap(quantity: Expression) -> Expression:
        if isinstance(quantity, sp.MatrixBase):
            return quantity.applyfunc(lambda part: divergence(gradient(part)))
        return divergence(gradient(quantity))

    @staticmethod
    def wave(phase: Expression) -> Expression:
        return sp.exp(sp.I * phase)

    @staticmethod
    def sin(angle: Expression) -> Expression:
        return sp.sin(angle)

    @staticmethod
    def square_modulus(number: Expression) -> Expression:
        return number * sp.conjugate(number)

    @staticmethod
    def real(number: Expression) -> Expression:
        return _cartesian(number).coeff(sp.I, 0)

    @staticmethod
    def imaginary(number: Expression) -> Expression:
        return _cartesian(number).coeff(sp.I, 1)

    def round(self, phase: Expression) -> Expression:
        """Return the integral of the gradient of a phase round the circle: its value after less that before."""
        return phase.subs(ANGLE, 2 * sp.pi) - phase.subs(ANGLE, 0)

    def residual(self, left: Expression, right: Expression) -> tuple[Expression, ...]:
        """Return left - right in its lowest terms, one entry for a scalar and three for a vector."""
        difference = left - right
        parts = tuple(difference.flat()) if isinstance(difference, sp.MatrixBase) else (difference,)
        if self.first_order:
            parts = tuple(sp.diff(sp.expand(part), SMALL).subs(SMALL, 0) for part in parts)
        return tuple(sp.expand(sp.expand_trig(sp.expand(sp.sympify(part).doit()))) for part in parts)

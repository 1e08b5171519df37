"""Identities of the derivation, each written once and read twice: in components to check it, in symbols to print it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Formula = Callable[[Any], Any]
Kind = Literal["step", "printed", "unassumed"]
"""step: of the derivation; printed: as the text prints it; unassumed: without an assumption that it needs."""


@dataclass(frozen=True)
class Identity:
    """A claim left = right about the fields.

    Attributes:
        name: on the list.
        code: equation of the text to which it belongs.
        says: in words.
        left, right: of the fields and operators of `Components` or `Written`.
        kind: step, printed or unassumed.
        assumes: what it assumes, in words; empty for general fields.
        fields: arguments of `Components` that carry out the assumption.
        remainder: left - right where they differ, as a formula that is checked as well.
    """

    name: str
    code: str
    says: str
    left: Formula
    right: Formula
    kind: Kind = "step"
    assumes: str = ""
    fields: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    remainder: Formula | None = None


RIGID = {"density": "rigid"}


def _space_part(f: Any) -> tuple[Any, ...]:
    """Return the terms of the right side of M5, times 2 m, without q phi Psi_0 and the term that the text drops."""
    square = f.dot(f.grad(f.theta), f.grad(f.theta))
    return (
        -f.hbar**2 * f.lap(f.Psi_0), -2 * f.i * f.hbar**2 * f.dot(f.grad(f.theta), f.grad(f.Psi_0)),
        -f.i * f.hbar**2 * f.Psi_0 * f.lap(f.theta), f.hbar**2 * f.Psi_0 * square,
        2 * f.i * f.hbar * f.q * f.dot(f.A, f.grad(f.Psi_0)),
        -2 * f.hbar * f.q * f.Psi_0 * f.dot(f.A, f.grad(f.theta)), f.q**2 * f.dot(f.A, f.A) * f.Psi_0)


def _dropped(f: Any) -> Any:
    return f.i * f.hbar * f.q * f.Psi_0 * f.div(f.A)


def _imaginary_part(f: Any) -> Any:
    """Left side of the text's M6 less its right side."""
    of_potential = f.total(2 * f.dot(f.A, f.grad(f.Psi_0)), f.Psi_0 * f.div(f.A))
    bracket = f.total(f.Psi_0 * f.lap(f.theta), 2 * f.dot(f.grad(f.theta), f.grad(f.Psi_0)),
                      -f.q / f.hbar * of_potential)
    return f.total(f.hbar * f.dt(f.Psi_0), f.hbar**2 / (2 * f.m) * bracket)


def _in_its_frame(f: Any) -> Any:
    return f.wave(-f.theta) * f.D


def _first_london(f: Any) -> Any:
    return f.total(f.n_s * f.q**2 / f.m * f.E, f.n_s * f.q / f.m * f.grad(f.R))


def _second_london(f: Any) -> Any:
    return -f.n_s * f.q**2 / f.m * f.B


IDENTITIES: tuple[Identity, ...] = (
    Identity("no_magnetic_charge", "M2", "The field of a vector potential has no sources.",
             lambda f: f.div(f.B), lambda f: 0 * f.m),
    Identity("faraday", "M3", "Potentials obey Faraday's law.",
             lambda f: f.curl(f.E), lambda f: -f.dt(f.B)),
    Identity("square", "M1", "The square of the kinetic momentum, multiplied out.",
             lambda f: f.kinetic(f.Psi),
             lambda f: 1 / (2 * f.m) * f.total(
                 -f.hbar**2 * f.lap(f.Psi), 2 * f.i * f.hbar * f.q * f.dot(f.A, f.grad(f.Psi)),
                 f.i * f.hbar * f.q * f.div(f.A) * f.Psi, f.q**2 * f.dot(f.A, f.A) * f.Psi)),
    Identity("density_printed", "M4", "The text's modulus as the density of carriers: Ψ₀ = n_s.",
             lambda f: f.square_modulus(f.Psi), lambda f: f.Psi_0, "printed",
             remainder=lambda f: f.total(f.Psi_0**2, -f.Psi_0)),
    Identity("density", "M4", "The modulus is the root of the density: Ψ₀² = n_s.",
             lambda f: f.square_modulus(f.Psi), lambda f: f.Psi_0**2),
    Identity("time_part", "M5", "M4 put into the left side of M1.",
             lambda f: f.i * f.hbar * f.wave(-f.theta) * f.dt(f.Psi),
             lambda f: f.total(f.i * f.hbar * f.dt(f.Psi_0), -f.hbar * f.Psi_0 * f.dt(f.theta))),
    Identity("space_part_printed", "M5", "M4 put into the right side of M1, as the text prints it.",
             lambda f: f.wave(-f.theta) * f.kinetic(f.Psi), lambda f: 1 / (2 * f.m) * f.total(*_space_part(f)),
             "printed", remainder=lambda f: _dropped(f) / (2 * f.m)),
    Identity("space_part", "M5", "The same with the term that the text drops.",
             lambda f: f.wave(-f.theta) * f.kinetic(f.Psi),
             lambda f: 1 / (2 * f.m) * f.total(*_space_part(f), _dropped(f))),
    Identity("imaginary_part", "M6", "Imaginary part of M1: the text's M6.",
             lambda f: f.imaginary(_in_its_frame(f)), _imaginary_part),
    Identity("imaginary_part_printed", "M6", "The text's M6 does not follow from the M5 that it prints.",
             lambda f: f.imaginary(f.total(_in_its_frame(f), _dropped(f) / (2 * f.m))), _imaginary_part, "printed",
             remainder=lambda f: f.hbar * f.q * f.Psi_0 * f.div(f.A) / (2 * f.m)),
    Identity("continuity", "M6", "M6 is conservation of carriers.",
             lambda f: 2 * f.Psi_0 / f.hbar * f.imaginary(_in_its_frame(f)),
             lambda f: f.total(f.dt(f.n_s), f.div(f.n_s * f.v))),
    Identity("continuity_printed", "M6", "With the text's Ψ₀ for the density nothing is conserved.",
             lambda f: f.total(f.dt(f.Psi_0), f.div(f.Psi_0 * f.v)),
             lambda f: f.imaginary(_in_its_frame(f)) / f.hbar, "printed",
             remainder=lambda f: f.Psi_0 * f.div(f.v) / 2),
    Identity("real_part", "M7", "Real part of M1: the motion of the phase.",
             lambda f: f.real(_in_its_frame(f)), lambda f: -f.Psi_0 * f.R),
    Identity("bernoulli", "M7", "The energy of a carrier: of its motion, of its charge, of the curvature of Ψ₀.",
             lambda f: f.R, lambda f: f.total(f.hbar * f.dt(f.theta), f.m * f.dot(f.v, f.v) / 2, f.q * f.phi, -f.Q)),
    Identity("velocity_of_gauge", "M7", "The velocity is the same in every gauge.",
             lambda f: f.velocity(f.total(f.theta, f.q * f.chi / f.hbar), f.total(f.A, f.grad(f.chi))),
             lambda f: f.velocity(f.theta, f.A)),
    Identity("phase_of_gauge", "M7", "So is the equation of the phase.",
             lambda f: f.bernoulli(f.total(f.theta, f.q * f.chi / f.hbar), f.total(f.A, f.grad(f.chi)),
                                   f.total(f.phi, -f.dt(f.chi))),
             lambda f: f.bernoulli(f.theta, f.A, f.phi)),
    Identity("supercurrent", "M7", "Supercurrent of the phase gradient and the vector potential.",
             lambda f: f.J, lambda f: f.q * f.n_s * f.total(f.hbar / f.m * f.grad(f.theta), -f.q / f.m * f.A)),
    Identity("newton", "M7", "The gradient of M7: carriers obey Newton's law in the fields and under quantum pressure.",
             lambda f: f.m * f.dt(f.v),
             lambda f: f.total(f.q * f.E, -f.grad(f.m * f.dot(f.v, f.v) / 2), f.grad(f.Q), f.grad(f.R))),
    Identity("curl_of_velocity", "M7", "London's second equation for the velocity: no assumption is needed.",
             lambda f: f.curl(f.v), lambda f: -f.q / f.m * f.B),
    Identity("first_london_general", "M7", "London's first equation for any density and speed.",
             lambda f: f.dt(f.J), _first_london, "unassumed",
             remainder=lambda f: f.total(
                 f.q * f.dt(f.n_s) * f.v, f.n_s * f.q / f.m * f.grad(f.total(f.Q, -f.m * f.dot(f.v, f.v) / 2)))),
    Identity("first_london_rigid", "M7", "The same with rigid n_s: what is left is of second order in the speed.",
             lambda f: f.dt(f.J), _first_london, "unassumed", "rigid n_s", RIGID,
             lambda f: -f.n_s * f.q * f.grad(f.dot(f.v, f.v)) / 2),
    Identity("first_london", "M7", "London's first equation.",
             lambda f: f.dt(f.J), _first_london, "step", "rigid n_s, first order in v", RIGID | {"first_order": True}),
    Identity("second_london_general", "M7", "London's second equation for the current of any density.",
             lambda f: f.curl(f.J), _second_london, "unassumed",
             remainder=lambda f: f.q * f.cross(f.grad(f.n_s), f.v)),
    Identity("second_london", "M7", "London's second equation.",
             lambda f: f.curl(f.J), _second_london, "step", "rigid n_s", RIGID),
    Identity("screening", "M7", "With Ampère's law, ∇ × B = μ₀J: the field decays over λ.",
             lambda f: f.curl(f.total(f.curl(f.B), -f.mu_0 * f.J)),
             lambda f: f.total(f.B / f.depth_squared, -f.lap(f.B)), "step", "rigid n_s", RIGID),
    Identity("canonical_momentum", "M7", "Momentum and vector potential together are the gradient of the phase.",
             lambda f: f.total(f.m * f.v, f.q * f.A), lambda f: f.hbar * f.grad(f.theta)),
    Identity("fluxoid", "M7", "Ψ has one value: round a hole the fluxoid is n h, the flux quantum h/|q|.",
             lambda f: f.hbar * f.round(f.theta_on_circle),
             lambda f: 2 * f.pi * f.hbar * f.n),
    Identity("first_josephson", "M7", "Two electrodes, coupled by K: the current is the sine of the phase difference.",
             lambda f: 2 * f.electrodes[0] / f.hbar * f.imaginary(f.wave(-f.electrodes[1]) * f.D_1),
             lambda f: f.total(f.dt(f.electrodes[0] ** 2), -2 * f.K / f.hbar * f.electrodes[0] * f.electrodes[2]
                               * f.sin(f.total(f.electrodes[3], -f.electrodes[1])))),
    Identity("second_josephson", "M7", "The phase of an electrode at rest turns at −qφ/ħ: two turn apart at |q|V/h.",
             lambda f: f.R, lambda f: f.total(f.hbar * f.dt(f.theta), f.q * f.phi), "step",
             "an electrode at rest, rigid n_s", RIGID | {"at_rest": True}),
    Identity("second_josephson_moving", "M7", "The same in an electrode with a current: Bernoulli's potential is left.",
             lambda f: f.R, lambda f: f.total(f.hbar * f.dt(f.theta), f.q * f.phi), "unassumed", "rigid n_s", RIGID,
             lambda f: f.m * f.dot(f.v, f.v) / 2),
)
"""All identities, in the order of the derivation."""

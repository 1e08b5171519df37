"""Slips of the source texts: the printed equation, the correct one, and the size of the difference.

Theories are judged by the corrected equations; each correction is shown with a number, so that a reader can check that
it corrects a slip and does not change the theory.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from onnes.units.constants import (
    ATOMIC_MASS,
    BOHR_MAGNETON,
    CLASSICAL_ELECTRON_RADIUS,
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    VACUUM_PERMEABILITY,
)

_NANOMETRE = 1e-9


@dataclass(frozen=True)
class Slip:
    """Slip of a text: equation, printed form, correct form, and a number that distinguishes them."""

    equation: str
    printed: str
    right: str
    number: str


def slips() -> tuple[Slip, ...]:
    """Return the slips, in the order of the texts, with numbers computed from the constants of nature."""
    return tuple(Slip(equation, printed, right, number()) for equation, printed, right, number in _SLIPS)


def _h20() -> str:
    return f"as printed an electron is accelerated {1 / ELECTRON_MASS:.2g} times too fast, in m/(s² kg)"


def _w20() -> str:
    coupling = 0.25
    right = 1 / (math.exp(1 / coupling) - 1)
    printed = 1 / (math.exp(-1 / coupling) - 1)
    return f"for B = {coupling}: Δ = {right:.3g} ħω_D with the sign of an attraction, {printed:.3g} ħω_D as printed"


def _w25() -> str:
    beta = math.sqrt(26.9815 * ATOMIC_MASS / ELECTRON_MASS)
    return f"the two differ by β² = {beta**2:.3g} in aluminium (β = {beta:.4g})"


def _w28() -> str:
    fermi_energy, gap = 11.7, 0.17e-3
    return f"aluminium, ρ/d = ε_F/Δ = {fermi_energy / gap:.2g}: D = {(fermi_energy / gap) ** (1 / 3):.0f} d, " + (
        "the text's own 30 to 40 d"
    )


def _w33() -> str:
    spacing = 0.3 * _NANOMETRE
    printed = spacing * math.sqrt(spacing / CLASSICAL_ELECTRON_RADIUS)
    right = printed / math.sqrt(4 * math.pi)
    return f"for d = 0.3 nm: {printed / _NANOMETRE:.1f} nm as printed, {right / _NANOMETRE:.1f} nm right"


def _m4() -> str:
    density = 1e28
    return f"for n_s = {density:.0e} m⁻³ the printed density |Ψ|² is {density:.0e} times too large, and in m⁻⁶"


def _m5() -> str:
    return "zero only where div A = 0; without it d_t n_s + div(n_s v_s) comes out as −n_s (q/m) div A"


def _z7() -> str:
    spacing = 0.286 * _NANOMETRE
    energy = VACUUM_PERMEABILITY / (4 * math.pi) * BOHR_MAGNETON**2 / spacing**3
    return (
        f"for μ_B at 0.286 nm: {-energy / ELEMENTARY_CHARGE * 1e6:.2f} µeV, "
        f"not {energy / ELEMENTARY_CHARGE * 1e6:+.2f} µeV"
    )


_SLIPS: tuple[tuple[str, str, str, Callable[[], str]], ...] = (
    ("H20", "m dv/dt = (q/m)E + (q/mc) v×B", "dv/dt = (q/m)(E + v×B): the mass stands once", _h20),
    ("W20", "α(ε)(ε+Δ) = −B∫α(ε′)dε′, and so in the line after W22", "α(ε)(ε+Δ) = +B∫α(ε′)dε′: an attraction", _w20),
    ("W25", "Δ = βγ e_A", "Δ = γ e_A/β, as the next sentence of the text needs", _w25),
    ("W28", "D = d(ρ/Δ)^⅓, a length over an energy", "D = d(ρ/d)^⅓", _w28),
    ("W33", "λ = d√(d/r_e), with e² Gaussian in a Heaviside–Lorentz formula", "λ = d√(d/(4π r_e))", _w33),
    ("M4", "Ψ₀ = n_s", "Ψ₀ = √n_s: only then is |Ψ|² a density", _m4),
    ("M5", "the substituted equation without iħqΨ₀ div A", "with iħqΨ₀ div A, which the text's M6 has again", _m5),
    ("Z7", "U_m = +(μ₀/4π) μ₁μ₂/a³, called negative", "U_m = −(μ₀/4π) μ₁μ₂/a³ for moments in line", _z7),
)

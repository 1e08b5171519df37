"""Binding energy of a pair above a filled Fermi sea: exact for the step potential, weak limit and estimate."""

from __future__ import annotations

from math import exp, expm1, log, pi

from onnes.pairing.atomic_scales import (
    DEBYE_CONSTANT,
    FERMI_CONSTANT,
    atomic_energy,
    fermi_energy,
    mass_ratio_root,
)


def coupling(spacing: float, fermi_energy: float, xi: float = 1.0) -> float:
    """Return B = e_A / (2 pi xi e_F), dimensionless, the strength of the attraction in W20.

    Args:
        spacing: d, m.
        fermi_energy: e_F, J.
        xi: the text's constant of order one, `exponent_constant`.

    Source: W21, W24.
    """
    return atomic_energy(spacing) / (2 * pi * xi * fermi_energy)


def exponent_constant(
    s: float, kappa: float, a: float = FERMI_CONSTANT, b: float = DEBYE_CONSTANT
) -> float:
    """Return xi = 2 b / (s kappa a^2), dimensionless, "of the order unity". Source: W23."""
    return 2 * b / (s * kappa * a**2)


def binding_energy(phonon_energy: float, coupling: float) -> float:
    """Return Delta = hbar omega_D / (exp(1/B) - 1), in J, the solution of 1 = B ln(1 + hbar omega_D / Delta).

    Args:
        phonon_energy: hbar omega_D, J: width of the shell above the Fermi surface in which the attraction acts.
        coupling: B, above 0; any strength binds.

    The text's W20, and its consequence in W22, carry the sign of a repulsion (1 = -B ln ...), which has no solution;
    the sign here is that of the attraction it describes.

    Source: W20-W22, corrected.
    """
    return phonon_energy / expm1(1 / coupling)


def weak_binding_energy(phonon_energy: float, coupling: float) -> float:
    """Return Delta = hbar omega_D exp(-1/B), in J, the limit of `binding_energy` for B << 1. Source: W23."""
    return phonon_energy * exp(-1 / coupling)


def binding_reduction(spacing: float, fermi_energy: float, xi: float = 1.0) -> float:
    """Return gamma = exp(-2 pi xi e_F / e_A) = exp(-1/B), dimensionless, of order 1e-2 to 1e-3. Source: W24."""
    return exp(-1 / coupling(spacing, fermi_energy, xi))


def estimated_binding(spacing: float, ion_mass: float, xi: float = 1.0, a: float = FERMI_CONSTANT) -> float:
    """Return Delta = gamma e_A / beta, in J, the binding of a pair from lattice distance and ion mass alone.

    Args:
        spacing: d, m.
        ion_mass: M, kg.
        xi, a: constants of order one; e_F is that of W2.

    The text prints beta gamma e_A, in contradiction to its own next sentence ("1e-4 to 1e-5 smaller than atomic
    energies") and to W3, by which hbar omega_D is about e_A / beta. It is corrected here.

    Source: W24-W25, corrected.
    """
    reduction = binding_reduction(spacing, fermi_energy(spacing, a), xi)
    return reduction * atomic_energy(spacing) / mass_ratio_root(ion_mass)


def exponent_for_binding(binding: float, spacing: float, ion_mass: float, a: float = FERMI_CONSTANT) -> float:
    """Return xi = ln(e_A / (beta Delta)) e_A / (2 pi e_F), dimensionless, for which W25 gives ``binding`` (J).

    Source: W24-W25, solved for xi.
    """
    energy = atomic_energy(spacing)
    return log(energy / (mass_ratio_root(ion_mass) * binding)) * energy / (2 * pi * fermi_energy(spacing, a))


def binding_slope_with_spacing(spacing: float, fermi_energy: float, xi: float = 1.0) -> float:
    """Return d ln Delta / d ln d = 1/B - 1, dimensionless, from W25 at fixed ion mass.

    e_A goes as 1/d and, with the e_F of W2, 1/B = 2 pi xi e_F / e_A as 1/d.

    Source: W24-W25, differentiated.
    """
    return 1 / coupling(spacing, fermi_energy, xi) - 1

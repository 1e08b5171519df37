"""Weisskopf's estimates for one metal, from lattice distance and ion mass to Tc and critical field."""

from __future__ import annotations

from dataclasses import dataclass

from onnes.pairing import atomic_scales as scales
from onnes.pairing import bcs_ratios, pair_binding, pair_size, penetration, potential_tube
from onnes.pairing.breakdown_field import breakdown_field
from onnes.units.constants import HBAR


@dataclass(frozen=True)
class Constants:
    """The text's constants of order one that the estimates need; the defaults are those of the text.

    Attributes:
        a: of p_F = a hbar/d (W2).
        b: of omega_D = b hbar/(sqrt(m M) d^2) (W3a).
        s: of l = s v_e/omega_D (W6).
        kappa: of U = -(kappa/beta) e_A (W7).
        xi: in the exponent of gamma (W24).
    """

    a: float = scales.FERMI_CONSTANT
    b: float = scales.DEBYE_CONSTANT
    s: float = 1.0
    kappa: float = 1.0
    xi: float = 1.0


@dataclass(frozen=True)
class Estimates:
    """Quantities estimated for one metal, in SI units, in the order of the text.

    Attributes:
        f, beta: d/a_B, sqrt(M/m) (W1a, W3b).
        a, b: the constants that went in.
        b_of_springs: b by the footnote to W3.
        atomic_energy: e_A (W1).
        fermi_momentum, fermi_energy: p_F, e_F (W2).
        debye_frequency: omega_D, rad/s (W3a).
        sound_speed: d omega_D ("the sound velocity obviously is v_s ~ d omega_D").
        tube_length, tube_depth: l, -U (W6, W7).
        coupling, reduction: B, gamma = exp(-1/B) (W21, W24).
        gap: Delta = gamma e_A/beta (W25, corrected).
        critical_temperature: Delta/(1.764 k), the BCS ratio.
        pair_size, pair_density, pair_distance: rho, n', D (W27, W28 corrected).
        penetration_depth, penetration_depth_as_printed: lambda (W33), right and with the slip of units.
        breakdown_field: B_cr (W41-W43).
    """

    f: float
    a: float
    b: float
    b_of_springs: float
    beta: float
    atomic_energy: float
    fermi_momentum: float
    fermi_energy: float
    debye_frequency: float
    sound_speed: float
    tube_length: float
    tube_depth: float
    coupling: float
    reduction: float
    gap: float
    critical_temperature: float
    pair_size: float
    pair_density: float
    pair_distance: float
    penetration_depth: float
    penetration_depth_as_printed: float
    breakdown_field: float


def estimates(spacing: float, ion_mass: float, constants: Constants | None = None) -> Estimates:
    """Return the estimates W1 to W43 for one metal: ions of charge 1 and one free electron per d^3.

    Args:
        spacing: d, m.
        ion_mass: M, kg.
        constants: those of the text if omitted.

    The text's slips are corrected: Delta = gamma e_A/beta (the text prints beta gamma e_A, larger by beta^2, about 1e5,
    in contradiction to its own next sentence), D = d (rho/d)^(1/3) (printed (rho/Delta)^(1/3)), lambda = d
    sqrt(d/(4 pi r_e)) (printed without 4 pi: 97.9 nm instead of 27.6 nm for d = 3 A).

    Source: W1-W7, W21-W28, W33, W41-W43.
    """
    one = constants or Constants()
    momentum, energy = scales.fermi_momentum(spacing, one.a), scales.fermi_energy(spacing, one.a)
    frequency = scales.debye_frequency(spacing, ion_mass, one.b)
    gap = pair_binding.estimated_binding(spacing, ion_mass, one.xi, one.a)
    size, density = pair_size.pair_size(gap, momentum), spacing**-3
    return Estimates(
        f=scales.bohr_ratio(spacing),
        a=one.a,
        b=one.b,
        b_of_springs=scales.debye_constant_of_springs(spacing),
        beta=scales.mass_ratio_root(ion_mass),
        atomic_energy=scales.atomic_energy(spacing),
        fermi_momentum=momentum,
        fermi_energy=energy,
        debye_frequency=frequency,
        sound_speed=spacing * frequency,
        tube_length=potential_tube.tube_length(spacing, ion_mass, one.a, one.b, one.s),
        tube_depth=-potential_tube.tube_potential(spacing, ion_mass, one.kappa),
        coupling=pair_binding.coupling(spacing, energy, one.xi),
        reduction=pair_binding.binding_reduction(spacing, energy, one.xi),
        gap=gap,
        critical_temperature=bcs_ratios.critical_temperature_of_gap(gap),
        pair_size=size,
        pair_density=pair_size.pair_density(density, gap, energy),
        pair_distance=pair_size.pair_distance(spacing, size),
        penetration_depth=penetration.penetration_depth(spacing),
        penetration_depth_as_printed=penetration.penetration_depth_as_printed(spacing),
        breakdown_field=breakdown_field(density, gap, energy),
    )


def fermi_constant(spacing: float, fermi_momentum: float) -> float:
    """Return a = p_F d/hbar, dimensionless, for a known Fermi momentum (kg m/s). Source: W2."""
    return fermi_momentum * spacing / HBAR


def debye_constant(spacing: float, ion_mass: float, debye_frequency: float) -> float:
    """Return b = omega_D sqrt(m M) d^2/hbar, dimensionless, for a known omega_D (rad/s). Source: W3a."""
    return debye_frequency / scales.debye_frequency(spacing, ion_mass, 1.0)

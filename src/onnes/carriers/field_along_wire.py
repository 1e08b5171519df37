"""Rise of the conductance of normal wires and films in a field along them, by conventional theory."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np

from onnes.units.constants import ELEMENTARY_CHARGE, HBAR

_DEPTHS, _POLAR, _TURNS = 32, 32, 48
"""Points of the quadrature below the surface, over theta and over the direction in the section."""


def boundary_field(density: float, diameter: float) -> float:
    """Return B = 2 hbar k_F/(e d), k_F = (3 pi^2 n)^(1/3), in T, in which the largest orbit just fits into a wire.

    Args:
        density: n, 1/m^3, of free electrons.
        diameter: d, m.

    Source: R. G. Chambers, Proc. R. Soc. A 202, 378 (1950), who found it in sodium.
    """
    return 2 * HBAR * (3 * pi**2 * density) ** (1 / 3) / (ELEMENTARY_CHARGE * diameter)


def wire_conductivity(field: float, density: float, diameter: float, mean_free_path: float) -> float:
    """Return the conductivity of a round wire with a diffuse surface in a field along it, over that of the bulk.

    An electron carries what it has gained since it last left the surface, so

        sigma/sigma_bulk = 1 - <(3/4 pi) int cos^2(theta) exp(-s/l) dOmega>

    with the path s back to the surface along a helix of radius hbar k_F sin(theta)/(e B), averaged over the section. At
    zero field it is 1 - 3 l/(4 d) for l << d. In strong fields it is 1 - 3 pi r/(4 d), where r = hbar k_F/(e B), far
    below l and d, is the radius of the largest orbit. Half of the loss is gone where r is 0.15 to 0.25 of the shorter
    of l and d.

    Args:
        field: B, T, at least 0.
        density: n, 1/m^3, of free electrons.
        diameter: d, m.
        mean_free_path: l, m, of the bulk.

    Validity: one spherical Fermi surface, whose bulk has no longitudinal magnetoresistance; quadrature good to 1e-3.

    Source: R. G. Chambers, Proc. R. Soc. A 202, 378 (1950); R. B. Dingle, Proc. R. Soc. A 201, 545 (1950).
    """
    radius, path = diameter / 2, mean_free_path
    depth, of_depth = _gauss(_DEPTHS)
    place = radius * (1 - depth**3)  # most points near the surface
    of_place = of_depth * 3 * depth**2 * 2 * place / radius
    theta, of_theta = (pi / 2 * each for each in _gauss(_POLAR))
    turn = 2 * pi * (np.arange(_TURNS) + 0.5) / _TURNS
    place, theta, turn = np.meshgrid(place, theta, turn, indexing="ij")
    sine = np.sin(theta)
    if field == 0:
        way = place * np.cos(turn) + np.sqrt(radius**2 - (place * np.sin(turn)) ** 2)
    else:
        way = way_to_surface(place, turn, radius, boundary_field(density, diameter) / field * radius * sine)
    kept = (np.cos(theta) ** 2 * sine * -np.expm1(-way / (sine * path))).mean(axis=2) @ of_theta @ of_place
    return float(3 * kept)


def way_to_surface(place: np.ndarray, turn: np.ndarray, radius: float, orbit: np.ndarray) -> np.ndarray:
    """Return the length of the projected orbit back to the surface; infinite where it does not touch it.

    Args:
        place: distance from the axis.
        turn: angle between the outward direction and that along the orbit, which turns to the left.
        radius, orbit: of the wire and of the projected orbit.
    """
    # |position|^2 = R^2 at the angle delta along the orbit is a u^2 + b u - c = 0 with u = tan(delta/2).
    a = place**2 - radius**2 - 4 * place * orbit * np.sin(turn) + 4 * orbit**2
    b, c = 4 * place * orbit * np.cos(turn), radius**2 - place**2
    discriminant = b**2 + 4 * a * c
    root = np.sqrt(np.maximum(discriminant, 0.0))
    half = np.where(b >= 0, np.arctan2(2 * c, b + root), np.arctan2(root - b, 2 * a))
    return np.where(discriminant < 0, np.inf, 2 * half * orbit)


def _gauss(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes and weights from 0 to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(number)
    return (nodes + 1) / 2, weights / 2


def localization_field(thickness: float, phase_length: float) -> float:
    """Return B = sqrt3 hbar/(e d L_phi), in T, in which a field along a film dephases closed paths, as d << L_phi."""
    return sqrt(3) * HBAR / (ELEMENTARY_CHARGE * thickness * phase_length)


def localization_gain(field: np.ndarray | float, thickness: float, phase_length: float, sheet_resistance: float,
                      spin_orbit: bool = False) -> np.ndarray:
    """Return R (e^2/(2 pi^2 hbar)) ln(1 + (B/B_phi)^2), relative change of a film's conductance in a field along it.

    With strong spin-orbit scattering, as in heavy metals, it is -1/2 times that: weak antilocalization, which a field
    takes away.

    Args:
        field: B, T.
        thickness: d, m, below L_phi and above the mean free path.
        phase_length: L_phi, m.
        sheet_resistance: R, ohm, far below 25 kohm.
        spin_orbit: whether L_phi is far above the spin-orbit length.

    Source: B. L. Altshuler, A. G. Aronov, JETP Lett. 33, 499 (1981); S. Hikami, A. I. Larkin, Y. Nagaoka, Prog. Theor.
    Phys. 63, 707 (1980).
    """
    quantum = ELEMENTARY_CHARGE**2 / (2 * pi**2 * HBAR) * sheet_resistance
    grown = np.log1p((np.asarray(field, dtype=float) / localization_field(thickness, phase_length)) ** 2)
    return (-0.5 if spin_orbit else 1.0) * quantum * grown

"""Readings of the solved problems: ratios of fields, fields in tesla, profiles."""

from __future__ import annotations

import math

import numpy as np

from onnes.experiments.critical_fields.solution import Solved
from onnes.materials import Value
from onnes.numerics.uncertainty import Estimate
from onnes.results import Array, Reading


def ratios(solved: Solved, kappa: float, spread: float | None) -> dict[str, Reading]:
    """Return kappa, the type, and the dimensionless readings.

    Args:
        solved: the problems, solved for ``kappa``.
        kappa: Ginzburg-Landau parameter.
        spread: standard uncertainty of kappa; None if it is exact.
    """
    root2 = math.sqrt(2)
    return {
        "kappa": Reading(kappa, "", spread, "Ginzburg-Landau parameter lambda/xi"),
        "type": Reading("II" if kappa > 1 / root2 else "I", "", None, "I below kappa = 1/sqrt2, II above"),
        "wall_energy": _reading(solved.wall_energy, "", "delta/lambda of a wall at Hc, sigma = delta Bc^2/(2 mu_0); "
                                                        "negative in type II"),
        "hc1_over_hc": _reading(solved.lower, "", "field above which one vortex lowers the energy; in type I it is "
                                                  "above Hc and so never reached"),
        "hsh_over_hc": _reading(solved.superheating, "", "field on a flat surface up to which the Meissner state lasts "
                                "if nothing varies along it; above kappa = 1.15 see hsh_transverse_over_hc"),
        "hsh_transverse_over_hc": _reading(solved.transverse, "", "field on a flat surface up to which the Meissner "
                                           "state lasts against everything, waves along the surface included"),
        "hsh_wave_number": _reading(solved.wave_number, "", "q xi of the wave along the surface, across the field, "
                                    "that ends the Meissner state; 0 up to kappa = 1.15"),
        "hc2_over_hc": _reading(solved.bulk * Estimate(root2 * kappa, root2 * (spread or 0.0)), "",
                                "field below which the normal state is unstable in the bulk"),
        "hc3_over_hc2": _reading(solved.surface / solved.bulk, "",
                                 "field below which the normal state is unstable at a flat insulating surface"),
    }


def in_tesla(solved: Solved, critical: Value, upper: Value) -> dict[str, Reading]:
    """Return mu_0 H of each field; the uncertainties of Bc, Bc2 and kappa are taken as independent.

    Args:
        solved: the problems, solved for the material's kappa.
        critical: Bc of the material [T].
        upper: Phi_0/(2 pi xi^2) of the material [T].
    """
    bc, bc2 = (Estimate(one.value, one.uncertainty) for one in (critical, upper))
    fields = {
        "hc": (bc, "thermodynamic critical field, mu_0 Hc"),
        "hc1": (solved.lower * bc, "lower critical field, mu_0 Hc1"),
        "hsh": (solved.superheating * bc, "superheating field (one-dimensional), mu_0 Hsh"),
        "hsh_transverse": (solved.transverse * bc, "superheating field with waves along the surface"),
        "hc2": (solved.bulk * bc2, "upper critical field, mu_0 Hc2; the supercooling field in type I"),
        "hc3": (solved.surface * bc2, "surface critical field, mu_0 Hc3"),
    }
    return {name: _reading(estimate, "T", meaning) for name, (estimate, meaning) in fields.items()}


def profiles(solved: Solved) -> dict[str, Array]:
    """Return |psi| and B/Hc through the wall and through the vortex."""
    wall, vortex = solved.wall, solved.vortex
    named: dict[str, tuple[np.ndarray, str, str]] = {
        "wall_position": (wall.position, "wall_position", "position in xi, superconductor to the right"),
        "wall_modulus": (wall.modulus, "wall_position", "|psi| through the wall"),
        "wall_field": (wall.field, "wall_position", "B/Hc through the wall"),
        "vortex_radius": (vortex.radius, "vortex_radius", "distance from the axis in xi"),
        "vortex_modulus": (vortex.modulus, "vortex_radius", "|psi| of a vortex"),
        "vortex_field": (vortex.field, "vortex_radius", "B/Hc of a vortex"),
    }
    return {name: Array(values, (dim,), "", meaning) for name, (values, dim, meaning) in named.items()}


def _reading(estimate: Estimate, unit: str, meaning: str) -> Reading:
    return Reading(estimate.value, unit, estimate.uncertainty, meaning)

"""Readings and arrays of the solved lattices."""

from __future__ import annotations

import math

import numpy as np

from onnes.carriers.abrikosov_parameter import abrikosov_parameter, energy_near_bc2
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.experiments.vortex_lattice.shapes import Shapes
from onnes.materials import Value
from onnes.numerics.uncertainty import Estimate
from onnes.problems.vortex_lattice import TRIANGULAR
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM


def ratios(shapes: Shapes, kappa: float, spread: float | None, induction: float) -> dict[str, Reading]:
    """Return the dimensionless readings.

    Args:
        shapes: the lattices.
        kappa: Ginzburg-Landau parameter.
        spread: standard uncertainty of kappa; None if it is exact.
        induction: B/Bc2.
    """
    best, triangular, square = shapes.winner, shapes.triangular, shapes.square
    over_hc = Estimate(math.sqrt(2) * kappa, math.sqrt(2) * (spread or 0.0))
    # In units of xi: B_c1/B_c2 = 2 pi B_c1/Phi_0.
    lower = lower_critical_field(kappa, 1.0) * 2 * math.pi / FLUX_QUANTUM
    spacing = math.sqrt(4 * math.pi / (math.sqrt(3) * induction))
    two = Estimate(2.0)
    return {
        "kappa": Reading(kappa, "", spread, "Ginzburg-Landau parameter lambda/xi"),
        "lattice": Reading(_name(shapes), "", None, "which of the two symmetric lattices has the smaller energy"),
        "angle_degrees": _reading(shapes.angle, "angle of the rhombic lattice of the smallest energy: 60 of the "
                                                "triangular, 90 of the square one"),
        "beta_a": _reading(best.beta_a, "<|psi|^4>/<|psi|^2>^2 of the lattice of the smallest energy"),
        "beta_a_triangular": _reading(triangular.beta_a, "the same of the triangular lattice; 1.1595953 at Bc2"),
        "beta_a_square": _reading(square.beta_a, "the same of the square lattice; 1.1803406 at Bc2"),
        "energy": _reading(best.energy * two, "F per volume less that of the normal metal at the same B, over "
                                              "Bc^2/(2 mu_0): -1 of a uniform superconductor without field"),
        "energy_near_bc2": Reading(energy_near_bc2(kappa, induction, abrikosov_parameter(TRIANGULAR)), "", None,
                                   "the same by Abrikosov's formula, exact to first order as B approaches Bc2"),
        "square_less_triangular": _reading(shapes.excess * two, "energy of the square lattice less that of the "
                                                                "triangular one, over Bc^2/(2 mu_0)"),
        "h_over_hc2": _reading(best.field_strength, "field H with which the lattice is in equilibrium over Hc2, by the "
                                                    "virial theorem"),
        "h_over_hc": _reading(best.field_strength * over_hc, "the same over Hc"),
        "hc1_over_hc2": Reading(lower, "", 1e-3 * lower, "Hc1/Hc2, to which H falls as B falls to 0, by Brandt's fit"),
        "m_over_hc2": _reading(_magnetisation(best.field_strength, induction),
                               "magnetisation over Hc2, mu_0 M = B - mu_0 H"),
        "mean_density": _reading(best.mean_density, "<|psi|^2>"),
        "largest_field": Reading(float(best.fine.field.max()) / induction, "", None,
                                 "largest B over the mean, at the axes of the vortices, on the finer grid"),
        "smallest_field": Reading(float(best.fine.field.min()) / induction, "", None,
                                  "smallest B over the mean, likewise"),
        "spacing_over_xi": Reading(spacing, "", None, "distance of nearest vortices in the triangular lattice, "
                                                      "(2 Phi_0/(sqrt3 B))^(1/2), over xi"),
    }


def in_tesla(shapes: Shapes, upper: Value, induction: float) -> dict[str, Reading]:
    """Return B, mu_0 H and mu_0 M.

    Args:
        upper: Bc2 of the material [T].
    """
    bc2 = Estimate(upper.value, upper.uncertainty)
    H = shapes.winner.field_strength
    return {"bc2": _reading(bc2, "upper critical field", "T"),
            "b": _reading(bc2 * Estimate(induction), "mean field B", "T"),
            "h": _reading(bc2 * H, "field with which the lattice is in equilibrium, mu_0 H", "T"),
            "m": _reading(bc2 * _magnetisation(H, induction), "magnetisation, mu_0 M", "T")}


def arrays(shapes: Shapes) -> dict[str, Array]:
    """Return |psi|^2 and B in the cell of the lattice of the smallest energy, and the energy of all angles."""
    best = shapes.winner.fine
    middles = [0.5 * (nodes[1:] + nodes[:-1]) for nodes in (best.x, best.y)]

    def each(value) -> np.ndarray:
        return np.array([math.nan if value(one) is None else value(one) for one in shapes.lattices.values()], float)

    return {
        "x": Array(best.x, ("x",), "", "x in xi"), "y": Array(best.y, ("y",), "", "y in xi"),
        "x_face": Array(middles[0], ("x_face",), "", "x in xi"),
        "y_face": Array(middles[1], ("y_face",), "", "y in xi"),
        "density": Array(best.density, ("x", "y"), "", "density of pairs |psi|^2"),
        "field": Array(best.field, ("x_face", "y_face"), "", "B/Bc2"),
        "angle": Array(np.array(list(shapes.lattices)), ("angle",), "", "angle of the rhombic lattice in degrees"),
        "energy_of_angle": Array(each(lambda one: None if one.energy.value is None else 2 * one.energy.value),
                                 ("angle",), "", "energy over Bc^2/(2 mu_0)", "not converged"),
        "beta_of_angle": Array(each(lambda one: one.beta_a.value), ("angle",), "", "beta_A", "not converged"),
    }


def _magnetisation(H: Estimate, induction: float) -> Estimate:
    """Return B - H, with H the uncertain one."""
    return H if H.value is None else Estimate(induction - H.value, H.uncertainty)


def _name(shapes: Shapes) -> str | None:
    excess = shapes.excess.value
    return None if excess is None else "triangular" if excess > 0 else "square"


def _reading(estimate: Estimate, meaning: str, unit: str = "") -> Reading:
    return Reading(estimate.value, unit, estimate.uncertainty, meaning, "not converged")

"""Readings and profiles of a solved vortex."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from onnes.materials import Value
from onnes.numerics.uncertainty import UNKNOWN, Estimate
from onnes.problems.extrapolated_vortex import SolvedVortex
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

_DEPAIRING = 2 / (3 * math.sqrt(3))


def ratios(solved: SolvedVortex, entries: Sequence[Estimate], kappa: float, spread: float | None) -> dict[str, Reading]:
    """Return the dimensionless readings.

    Args:
        solved: the vortex.
        kappa: Ginzburg-Landau parameter.
        entries: H/Hc at which a vortex with 1, 2, ... quanta lowers the energy.
        spread: standard uncertainty of kappa; None if it is exact.
    """
    root2 = math.sqrt(2)
    over_bc2 = solved.core_field / Estimate(root2 * kappa, root2 * (spread or 0.0))
    line = solved.entry * Estimate(root2 * kappa * solved.quanta)
    turns = 2.0 * solved.quanta
    magnetic = None if over_bc2.value is None else math.sqrt(turns / over_bc2.value)
    return {
        "kappa": Reading(kappa, "", spread, "Ginzburg-Landau parameter lambda/xi"),
        "hc1_over_hc": _reading(entries[0], "", "field above which a vortex with one quantum lowers the energy; in "
                                                "type I it is above Hc and so never reached"),
        "core_field_over_bc2": _reading(over_bc2, "", "B on the axis over Bc2 = sqrt2 kappa Bc"),
        "core_field_over_hc": _reading(solved.core_field, "", "B on the axis over Bc = mu_0 Hc"),
        "core_field_over_hc1": _reading(solved.core_field / entries[0], "", "B on the axis over mu_0 Hc1"),
        "entry_field_over_hc": _reading(solved.entry, "", "energy per flux quantum of this vortex, as the field H/Hc "
                                                          "above which it lowers the energy; Hc1/Hc for one quantum"),
        "line_energy": _reading(line, "", "energy per length over Phi_0^2/(4 pi mu_0 lambda^2): ln kappa + 0.497 for "
                                          "one quantum and large kappa"),
        "two_quanta_over_one": _reading(entries[1] / entries[0], "", "energy per quantum with two quanta over "
                                        "that with one: below 1 vortices attract (type I), above they repel"),
        "core_radius_over_xi": _reading(solved.core_radius, "", "1/(d|psi|/dr) on the axis",
                                        "none for several quanta, where |psi| starts as r^n"),
        "half_density_radius_over_xi": _reading(solved.half_radius, "", "distance from the axis where |psi|^2 = 1/2"),
        "magnetic_radius_over_xi": Reading(magnetic, "", None, "radius of the tube that would hold the flux at the "
                                                               "field of the axis, (n Phi_0/(pi B))^(1/2)",
                                           "not converged"),
        "tail_amplitude": _reading(solved.tail, "", "B far out over n K0(r/lambda) Phi_0/(2 pi lambda^2), London's "
                                                    "vortex", "too small to be read"),
    }


def in_si(solved: SolvedVortex, single: Estimate, critical: Value) -> dict[str, Reading]:
    """Return fields in T and energy in J/m; the uncertainties of Bc and kappa are taken as independent.

    Args:
        solved: the vortex.
        single: Hc1/Hc.
        critical: Bc of the material [T].
    """
    bc = Estimate(critical.value, critical.uncertainty)
    energy = solved.entry * bc * Estimate(solved.quanta * FLUX_QUANTUM / VACUUM_PERMEABILITY)
    return {
        "hc": _reading(bc, "T", "thermodynamic critical field, mu_0 Hc"),
        "hc1": _reading(single * bc, "T", "lower critical field, mu_0 Hc1"),
        "core_induction": _reading(solved.core_field * bc, "T", "B on the axis"),
        "energy_per_length": _reading(energy, "J/m", "energy of the vortex per length"),
    }


def arrays(solved: SolvedVortex, entries: Sequence[Estimate], kappa: float) -> dict[str, Array]:
    """Return the profiles, and the energy per quantum over the number of quanta."""
    vortex = solved.profile
    per_quantum = np.array([math.nan if one.value is None else one.value for one in entries])
    along: dict[str, tuple[np.ndarray, str]] = {
        "radius": (vortex.radius, "distance from the axis in xi"),
        "modulus": (vortex.modulus, "|psi|"),
        "field": (vortex.field / (math.sqrt(2) * kappa), "B/Bc2"),
        "current": (vortex.current / _DEPAIRING, "current density over the depairing current's"),
    }
    made = {name: Array(values, ("radius",), "", meaning) for name, (values, meaning) in along.items()}
    made["quanta"] = Array(np.arange(1, len(entries) + 1), ("quanta",), "", "flux quanta in one vortex")
    made["energy_per_quantum"] = Array(per_quantum, ("quanta",), "", "energy per quantum, as a field over Hc")
    return made


def _reading(estimate: Estimate | None, unit: str, meaning: str, absent: str = "not converged") -> Reading:
    known = estimate or UNKNOWN
    return Reading(known.value, unit, known.uncertainty, meaning, absent)

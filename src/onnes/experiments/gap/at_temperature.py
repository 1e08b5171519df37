"""Readings at one temperature."""

from __future__ import annotations

import math

import numpy as np

from onnes.materials.models import bcs
from onnes.pairing.bcs.coherence_factors import NODES as RELAXATION_NODES
from onnes.pairing.bcs.coherence_factors import nuclear_relaxation, sound_attenuation
from onnes.pairing.bcs.thermodynamics import NODES, entropy, free_energy, heat
from onnes.problems.bcs_metal import Electrodynamics
from onnes.results import Reading

_ROUNDING = 4e-16


def at_temperature(t: float, broadening: float) -> dict[str, Reading]:
    """Return the universal functions at one T/Tc; the uncertainty of an integral is the change at half the nodes.

    Args:
        t: T/Tc, not negative. Above 1 the metal is normal: no gap, no critical field, ratios to the normal metal 1.
        broadening: Gamma/Delta(0).
    """
    return {
        "reduced_temperature": Reading(t, "", None, "T/Tc of the readings at one temperature"),
        "gap_fraction": Reading(float(bcs.gap(t)), "", _ROUNDING, "Delta(T)/Delta(0)"),
        "free_energy_difference": Reading(float(free_energy(t)), "", _ROUNDING, "(Fs - Fn)/(gamma Tc^2)"),
        "entropy": _halved(lambda n: float(entropy(t, n)), NODES, "entropy of the electrons over gamma Tc"),
        "heat": _halved(lambda n: float(heat(t, n)), NODES, "heat of the electrons over gamma Tc"),
        "critical_field_fraction": Reading(float(bcs.critical_field(t)), "", _ROUNDING, "Bc(T)/Bc(0)"),
        "nmr_rate": _halved(lambda n: float(nuclear_relaxation(t, broadening, n)), RELAXATION_NODES,
                            "nuclear relaxation rate 1/T1 over that of the normal metal"),
        "ultrasound": Reading(float(sound_attenuation(t)), "", _ROUNDING,
                              "damping of longitudinal sound over that of the normal metal, 2 f(Delta)"),
    }


def _halved(integral, nodes: int, meaning: str) -> Reading:
    value = integral(nodes)
    return Reading(value, "", max(abs(value - integral(nodes // 2)), _ROUNDING * value), meaning)


def of_screening(t: float, screening: Electrodynamics) -> dict[str, Reading]:
    """Return lambda at T = 0 and at T from the nonlocal kernel, with the lengths that were put in."""
    fine, coarse = (screening.depth(np.array([0.0, t]), coarse=coarse) for coarse in (False, True))
    kind = f"{screening.surface} surface"
    readings = {
        f"penetration_depth{name}": Reading(float(depth) if math.isfinite(depth) else None, "m",
                                            abs(float(depth - rough)) if math.isfinite(depth) else None,
                                            f"lambda{where} of the BCS kernel, {kind}", "none in the normal metal")
        for name, where, depth, rough in zip(("_0", ""), (" at T = 0", ""), fine, coarse, strict=True)}
    for name, length in (("london_depth", screening.london_depth), ("coherence_length", screening.coherence_length)):
        readings[name] = Reading(length.value, "m", None, f"{name.replace('_', ' ')} that was put in ({length.source})")
    return readings

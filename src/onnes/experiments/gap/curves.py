"""Curves over temperature, and the density of states over energy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onnes.materials.models import bcs
from onnes.pairing.bcs.coherence_factors import nuclear_relaxation, sound_attenuation
from onnes.pairing.bcs.cutoff import CutOffPairing
from onnes.pairing.bcs.density_of_states import density_of_states
from onnes.pairing.bcs.nonlocal_kernel import anomalous_coefficient, bcs_kernel
from onnes.pairing.bcs.surface_depth import anomalous_depth
from onnes.pairing.bcs.thermodynamics import entropy, free_energy, heat
from onnes.problems.bcs_metal import Electrodynamics
from onnes.results import Array

Floats = NDArray[np.float64]

HOTTEST = 1.2
"""Largest T/Tc of the curves; above 1 they show the normal metal."""

_SHARE_BELOW = 0.85
_DOS_AT = np.array([0.0, 0.5, 0.9, 1.0])
_DOS_POINTS = 401


def temperatures(points: int) -> Floats:
    """Return T/Tc from 0 to `HOTTEST`, with one point just below Tc and one at Tc, so that a jump is vertical."""
    below = int(_SHARE_BELOW * points)
    return np.concatenate([np.linspace(0, 1 - 1e-9, below), np.linspace(1, HOTTEST, points - below)])


def over_temperature(t: Floats, broadening: float) -> dict[str, Array]:
    """Return the universal functions of T/Tc.

    Args:
        t: T/Tc, one axis.
        broadening: Gamma/Delta(0), for nuclear relaxation.
    """
    field = bcs.critical_field(t)
    named = {
        "gap": (bcs.GAP_AT_ZERO * bcs.gap(t), "Delta over k Tc"),
        "free_energy": (free_energy(t), "(Fs - Fn) over gamma Tc^2"),
        "entropy": (entropy(t), "entropy over gamma Tc"),
        "heat": (heat(t), "electronic heat over gamma Tc"),
        "critical_field": (field, "Bc over Bc(0)"),
        "critical_field_deviation": (np.where(t < 1, field - (1 - t**2), 0.0), "Bc/Bc(0) - (1 - (T/Tc)^2)"),
        "superfluid_density": (bcs_kernel(t, 0.0), "lambda(0)^2/lambda(T)^2, clean and local"),
        "nuclear_relaxation": (nuclear_relaxation(t, broadening), "1/T1 over that of the normal metal"),
        "sound_attenuation": (sound_attenuation(t), "damping of sound over that of the normal metal"),
    }
    return {"t": Array(t, ("t",), "", "T/Tc")} | {name: Array(values, ("t",), "", meaning)
                                                  for name, (values, meaning) in named.items()}


def gap_with_cutoff(t: Floats, pairing: CutOffPairing) -> dict[str, Array]:
    """Return Delta(T)/k Tc of the gap equation with its cutoff."""
    gap = pairing.gap_ratio / 2 * pairing.gap(t)
    return {"gap_with_cutoff": Array(gap, ("t",), "", "Delta over k Tc, with cutoff")}


def depths(t: Floats, screening: Electrodynamics) -> dict[str, Array]:
    """Return lambda(T) of the nonlocal kernel, and its local and anomalous limits."""
    depth, length = screening.london_depth.value, screening.coherence_length.value
    with np.errstate(divide="ignore"):
        local = depth / np.sqrt(bcs_kernel(t, 0.0, screening.scattering))
        anomalous = anomalous_depth(anomalous_coefficient(t) / (depth**2 * length), screening.surface)
    named = {
        "penetration_depth": (screening.depth(t), "penetration depth, BCS kernel"),
        "penetration_depth_local": (local, "penetration depth, local limit"),
        "penetration_depth_anomalous": (anomalous, "penetration depth, anomalous limit"),
    }
    return {name: Array(values, ("t",), "m", meaning, "none in the normal metal")
            for name, (values, meaning) in named.items()}


def spectrum(broadening: float) -> dict[str, Array]:
    """Return N(E)/N(0) at four temperatures, over E/Delta(0)."""
    energy = np.linspace(-2.5, 2.5, _DOS_POINTS)
    states = density_of_states(energy, bcs.gap(_DOS_AT)[:, None], broadening)
    return {"energy": Array(energy, ("energy",), "", "E over Delta(0)"),
            "dos_t": Array(_DOS_AT, ("dos_t",), "", "T/Tc"),
            "density_of_states": Array(states, ("dos_t", "energy"), "", "density of states over the normal metal's")}

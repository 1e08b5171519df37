"""Universal numbers of weak-coupling BCS theory, each computed with an estimate of its error."""

from __future__ import annotations

import numpy as np

from onnes.materials.models import bcs
from onnes.numerics.extrapolation import extrapolate_to_zero
from onnes.pairing.bcs.coherence_factors import NODES, nuclear_relaxation
from onnes.pairing.bcs.matsubara import gauss_legendre
from onnes.pairing.bcs.nonlocal_kernel import bcs_kernel
from onnes.pairing.bcs.reduced_gap import reduced_gap
from onnes.pairing.bcs.thermodynamics import entropy, gap_mismatch, heat
from onnes.pairing.bcs_ratios import CONDENSATION_RATIO
from onnes.results import Reading

_COLD = 0.01
"""T/Tc at which the gap equals that at T = 0 to one part in 1e76."""

_ROUNDING = 4e-16

_BELOW_TC = 0.01 * 0.5 ** np.arange(5)
"""1 - T/Tc from which limits at Tc are extrapolated."""


def universal(broadening: float) -> dict[str, Reading]:
    """Return the ratios that are the same for every superconductor.

    Args:
        broadening: Gamma/Delta(0), for the peak of nuclear relaxation.
    """
    cold, half = (_gap_over_tc(t) for t in (_COLD, 0.5))
    t = 1 - _BELOW_TC
    jump = extrapolate_to_zero(_BELOW_TC, heat(t) / t - 1)
    slope = extrapolate_to_zero(_BELOW_TC, bcs_kernel(t, 0.0) / (1 - t))
    return {
        "gap_ratio": Reading(2 * cold[0], "", 2 * cold[1], "2 Delta(0)/k Tc of the gap equation in weak coupling"),
        "gap_half_tc": Reading(half[0], "", half[1], "Delta(Tc/2)/k Tc"),
        "heat_jump": Reading(*_with("", jump), "(Cs - Cn)/Cn at Tc, from the heat of the quasiparticles just below it"),
        **_deviation(),
        "lambda_slope": Reading(*_with("", slope), "lim lambda(0)^2/lambda(T)^2/(1 - T/Tc) at Tc, clean and local"),
        **_relaxation_peak(broadening),
    }


def _with(unit: str, estimate: tuple[float, float]) -> tuple[float, str, float]:
    return estimate[0], unit, estimate[1]


def _gap_over_tc(t: float) -> tuple[float, float]:
    """Return Delta(T)/k Tc from the sum over frequencies, and its difference to the integral over energies."""
    gap = float(reduced_gap(t).over_temperature) * t
    return gap, gap * max(abs(float(gap_mismatch(t))), _ROUNDING)


def _deviation() -> dict[str, Reading]:
    """Return the largest departure of Bc(T)/Bc(0) from 1 - (T/Tc)^2."""
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(lambda t: float(bcs.critical_field(t)) - (1 - t**2), bounds=(0.3, 0.95), method="bounded",
                            options={"xatol": 1e-9})
    error = abs(float(bcs.critical_field(found.x)) - _field_from_entropy(found.x))
    return {"hc_deviation": Reading(found.fun, "", max(error, _ROUNDING),
                                    "largest departure of Bc(T)/Bc(0) from 1 - (T/Tc)^2"),
            "hc_deviation_at": Reading(found.x, "", None, "T/Tc of the largest departure")}


def _field_from_entropy(t: float) -> float:
    """Return Bc(T)/Bc(0) from int_t^1 (S_n - S_s) dt, which is the condensation energy."""
    share, weight = gauss_legendre(32)
    later = t + (1 - t) * share
    return float(np.sqrt((1 - t) * np.sum(weight * (later - entropy(later))) / CONDENSATION_RATIO))


def _relaxation_peak(broadening: float) -> dict[str, Reading]:
    from scipy.optimize import minimize_scalar

    t = np.linspace(0.05, 1, 96)
    near = float(t[np.argmax(nuclear_relaxation(t, broadening))])
    found = minimize_scalar(lambda x: -float(nuclear_relaxation(x, broadening)), method="bounded",
                            bounds=(near - 0.01, min(near + 0.01, 1.0)))
    error = abs(float(nuclear_relaxation(found.x, broadening, NODES // 2)) + found.fun)
    return {"nmr_peak": Reading(-found.fun, "", max(error, _ROUNDING), "largest nuclear relaxation rate 1/T1 over that "
                                "of the normal metal; the broadening sets it"),
            "nmr_peak_at": Reading(found.x, "", None, "T/Tc of that peak")}

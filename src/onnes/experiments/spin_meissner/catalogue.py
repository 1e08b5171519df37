"""The field that stops a branch beside the critical fields of every material with a penetration depth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.carriers.spin_current import spin_current_speed, stopping_field
from onnes.materials import Material, materials
from onnes.results import Array, Reading

DEPTHS = {"london": "london_depth_0", "measured": "penetration_depth_0"}
"""Choice of depth -> quantity of the tables."""

_DUAL = np.sqrt(0.5)


class Fields(NamedTuple):
    """Critical fields at T = 0 [T], NaN where the tables lack them.

    Attributes:
        critical_field: Bc; ``measured`` says whether it was, or follows from lengths.
        lower_critical_field: Bc1 as measured.
        vortex_field: Bc1 of conventional theory for the Ginzburg-Landau lengths, of type II.
        kappa: of these lengths.
    """

    critical_field: float
    measured: bool
    lower_critical_field: float
    vortex_field: float
    kappa: float


def fields(one: Material) -> Fields:
    """Return the critical fields of a material."""
    critical = one.value("critical_field_0") if one.has("critical_field_0") else None
    kappa = _value(one, "ginzburg_landau_parameter_0")
    vortex = np.nan
    if kappa > _DUAL:
        vortex = lower_critical_field(_value(one, "ginzburg_landau_depth_0"), _value(one, "ginzburg_landau_length_0"))
    return Fields(np.nan if critical is None else critical.value, critical is not None and critical.kind == "measured",
                  _value(one, "lower_critical_field_0"), vortex, kappa)


def _value(one: Material, quantity: str) -> float:
    return one.value(quantity).value if one.has(quantity) else np.nan


def comparison(depth: str) -> dict[str, Array]:
    """Return depth, v_0, B_s and critical fields of every material that has this depth.

    Args:
        depth: "london" or "measured".
    """
    known = [one for one in materials() if one.has(DEPTHS[depth])]
    lengths = np.array([one.value(DEPTHS[depth]).value for one in known])
    stops = np.array([stopping_field(length) for length in lengths])
    critical, measured, lower, vortex, kappa = (np.array(column, float) for column in zip(*map(fields, known),
                                                                                           strict=True))

    def column(values: np.ndarray, unit: str, meaning: str) -> Array:
        return Array(values, ("metal",), unit, meaning, "" if np.all(values == values) else "not in the tables")

    return {
        "metal": column(np.array([one.name for one in known]), "", "material"),
        "metal_depth": column(lengths, "m", "lambda_L" if depth == "london" else "penetration depth as measured"),
        "metal_speed": column(np.array([spin_current_speed(length) for length in lengths]), "m/s", "v_0"),
        "metal_stopping_field": column(stops, "T", "B_s"),
        "critical_field": column(critical, "T", "Bc at T = 0"),
        "critical_field_measured": column(measured, "", "1 where Bc was measured, 0 where it follows from lengths"),
        "lower_critical_field": column(lower, "T", "Bc1 as measured"),
        "vortex_field": column(vortex, "T", "Bc1 of conventional theory, of the Ginzburg-Landau lengths"),
        "kappa": column(kappa, "", "kappa of the Ginzburg-Landau lengths"),
        "stopping_over_critical": column(stops / critical, "", "B_s over Bc"),
        "stopping_over_lower": column(stops / lower, "", "B_s over Bc1 as measured"),
        "stopping_over_vortex": column(stops / vortex, "", "B_s over Bc1 of conventional theory"),
    }


def summary(table: dict[str, Array]) -> dict[str, Reading]:
    """Return mean, scatter and median of log B_s over measured Bc, and over Bc1 of conventional theory."""
    measured = table["critical_field_measured"].values == 1
    readings = {}
    for name, ratios, words in (
            ("critical", table["stopping_over_critical"].values[measured], "Bc as measured"),
            ("vortex", table["stopping_over_vortex"].values, "Bc1 of conventional theory, type II")):
        logarithm = np.log10(ratios[np.isfinite(ratios)])
        readings |= {
            f"{name}_metals": Reading(len(logarithm), "", None, f"materials with a depth and {words}"),
            f"{name}_mean_ratio": Reading(float(10 ** np.mean(logarithm)), "", None,
                                          f"geometric mean of B_s over {words}"),
            f"{name}_scatter": Reading(float(10 ** np.std(logarithm)), "", None,
                                       f"factor of one standard deviation of B_s over {words}"),
            f"{name}_median_factor": Reading(float(10 ** np.median(np.abs(logarithm))), "", None,
                                             f"factor from 1 that half of B_s over {words} exceed; onnes trial's"),
        }
    return readings

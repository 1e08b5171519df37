"""Slopes of Tc with pressure by chains and as measured."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onnes.chains.energies import mean_dipole_energy
from onnes.chains.thresholds import (
    critical_temperature,
    moment_for_temperature,
    temperature_slope_with_spacing,
    volume_slope,
)
from onnes.experiments.experiment import Measurement
from onnes.materials import material
from onnes.measurements import facts
from onnes.results import Array, Reading
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.pressure import Pressure

NO_TRANSITION = "no transition with this moment"
NOT_MEASURED = "no measured slope in the tables"
_POINTS = 101
_SPREAD = 0.5
"""Relative uncertainty of a slope at zero pressure taken from the mean one."""


class Slope(NamedTuple):
    """Measured slope with its uncertainty [K/Pa]."""

    value: float
    uncertainty: float

    @property
    def sign(self) -> int:
        """Sign, 0 where the uncertainty leaves it open."""
        return 0 if abs(self.value) <= self.uncertainty else 1 if self.value > 0 else -1


def measured(asked: Pressure) -> Measurement:
    """Return the slope at zero pressure, the course of Tc, and the elements of the tables."""
    slopes = _measured_slopes()
    own = slopes.get(material(asked.material).name) if asked.material else None
    return Measurement({**_predicted(asked), **_compared(asked, own), **_elements(slopes)},
                       {**_course(asked, own), **_of_elements(asked, slopes)})


def _measured_slopes() -> dict[str, Slope]:
    """Return measured slopes of the elements, and where there is none the mean one down to Tc = 0, -Tc/P.

    P is extrapolated; the slope at zero pressure is the larger of the two, by a half in aluminium, which has both.
    """
    mean = {fact.material: material(fact.material).critical_temperature / fact.number("Pa")[0]
            for fact in facts("pressure_of_vanishing_Tc")}
    slopes = {name: Slope(-size, _SPREAD * size) for name, size in mean.items()}
    return slopes | {fact.material: Slope(*fact.number("K/Pa")) for fact in facts("pressure_sign", kind="measured")}


def _moment(asked: Pressure) -> float:
    if asked.moment is not None:
        return asked.moment
    return moment_for_temperature(asked.of_metal("critical_temperature"), asked.of_metal("spacing"), asked.eta)


def _dipoles(asked: Pressure) -> tuple[float, float, float]:
    return _moment(asked), asked.of_metal("spacing"), asked.eta


def _slope(dipoles: tuple[float, float, float], modulus: float) -> float:
    """Return dTc/dP = -(a/3K) dTc/da [K/Pa]."""
    return -dipoles[1] / (3 * modulus) * temperature_slope_with_spacing(*dipoles)


def _tc(asked: Pressure, pressure: float) -> float:
    """Return Tc at a pressure [K]; negative without a transition."""
    moment, spacing, eta = _dipoles(asked)
    return critical_temperature(moment, spacing * exp(-pressure / (3 * asked.of_metal("bulk_modulus"))), eta)


def _predicted(asked: Pressure) -> dict[str, Reading]:
    dipoles, modulus = _dipoles(asked), asked.of_metal("bulk_modulus")
    tc = critical_temperature(*dipoles)
    slope = strain = precision = None
    if tc > 0:
        slope, strain = _slope(dipoles, modulus), volume_slope(*dipoles)
        precision = BOLTZMANN * tc / (-2 * mean_dipole_energy(*dipoles))
    note = "" if tc > 0 else "; negative: no transition at any temperature"
    return {
        "tc": Reading(tc, "K", None, f"critical temperature without pressure{note}"),
        "tc_at_pressure": Reading(_tc(asked, asked.pressure), "K", None, "that at the largest pressure"),
        "dtc_dp": Reading(slope, "K/Pa", None, "slope of Tc at zero pressure, by chains", NO_TRANSITION),
        "volume_slope": Reading(strain, "", None, "d ln Tc/d ln V, by chains", NO_TRANSITION),
        "moment_over_mu_b": Reading(dipoles[0] / BOHR_MAGNETON, "", None, "moment over Bohr's magneton"),
        "moment_precision": Reading(precision, "", None, "relative change of the moment that changes Tc by Tc",
                                    NO_TRANSITION),
    }


def _compared(asked: Pressure, own: Slope | None) -> dict[str, Reading]:
    value = strain = agrees = ratio = None
    tc = asked.of_metal("critical_temperature")
    if own is not None:
        value, strain = own.value, -asked.of_metal("bulk_modulus") / tc * own.value
        agrees = None if own.sign == 0 else own.sign > 0  # the sign of Z16, and of the text where it gives no Tc
        predicted = _predicted(asked)["dtc_dp"].value
        ratio = abs(float(predicted) / value) if predicted is not None and value else None
    return {
        "dtc_dp_measured": Reading(value, "K/Pa", own and own.uncertainty, "slope of Tc as measured", NOT_MEASURED),
        "volume_slope_measured": Reading(strain, "", None, "that of the measured slope, -(K/Tc) dTc/dP", NOT_MEASURED),
        "sign_agrees": Reading(agrees, "", None, "whether Tc was measured to rise with pressure, as chains have it",
                               "not measured, or of no certain sign"),
        "size_ratio": Reading(ratio, "", None, "slope by chains over the measured one, without signs",
                              NOT_MEASURED if own is None else NO_TRANSITION),
    }


def _elements(slopes: dict[str, Slope]) -> dict[str, Reading]:
    signs = [each.sign for each in slopes.values() if each.sign]
    return {"elements_compared": Reading(len(signs), "", None, "elements with a measured slope of certain sign"),
            "elements_right_sign": Reading(signs.count(1), "", None, "elements of those whose Tc rises, as chains have "
                                           "it")}


def _course(asked: Pressure, own: Slope | None) -> dict[str, Array]:
    pressure = np.linspace(0.0, asked.pressure, _POINTS)
    tc = np.array([_tc(asked, each) for each in pressure])
    arrays = {"pressure": Array(pressure, ("pressure",), "Pa", "pressure"),
              "tc": Array(tc, ("pressure",), "K", "critical temperature by chains")}
    if own is not None:
        line = asked.of_metal("critical_temperature") + own.value * pressure
        arrays["tc_measured"] = Array(line, ("pressure",), "K", "measured slope, continued as a line")
    return arrays


def _of_elements(asked: Pressure, slopes: dict[str, Slope]) -> dict[str, Array]:
    """Return measured slopes, and those by chains with the moment of each element's Tc."""
    metals = [material(name) for name in slopes]
    tuned = [(moment_for_temperature(one.critical_temperature, one.nearest_neighbour_distance, asked.eta),
              one.nearest_neighbour_distance, asked.eta) for one in metals]
    predicted = [_slope(dipoles, one.value("bulk_modulus").value) for dipoles, one in zip(tuned, metals, strict=True)]
    return {
        "element": Array(np.array(list(slopes)), ("element",), "", "element"),
        "slope_measured": Array(np.array([each.value for each in slopes.values()]), ("element",), "K/Pa", "measured"),
        "slope_uncertainty": Array(np.array([each.uncertainty for each in slopes.values()]), ("element",), "K/Pa",
                                   "its uncertainty"),
        "slope_predicted": Array(np.array(predicted), ("element",), "K/Pa", "by chains"),
    }

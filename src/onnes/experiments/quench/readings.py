"""Readings of pseudospins after a quench, and of Ginzburg-Landau theory beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onnes.pairing.gap_relaxation import relative_gap, relaxation_time, time_between
from onnes.pairing.pseudospins import Band, Course
from onnes.pairing.quench_regimes import NAMES, THRESHOLD, dephasing_rate, isolated_roots, oscillation_period
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN, HBAR

SETTLED = 0.01
"""Distance from Delta_f, over |Delta_i - Delta_f|, from which on a gap counts as relaxed."""
LATE = 0.3
"""Share of the run after which the asymptotic motion is read."""
SHOWN = 5.0
"""Levels shown, in the larger gap."""
_FEWEST_TURNS = 6
_UNREACHED, _TOO_FEW = "not reached", "too few oscillations to read it"
"""Why a reading has no value."""
_WINDOW = (0.02, 0.0015)
"""Delta/Delta_i between which the rate of regime I is read: above what the edges of the band leave."""
_COLD = 3.0
"""kT/Delta_f below which Ginzburg-Landau theory is beyond its range."""


@dataclass(frozen=True)
class Instruments:
    """Readings and arrays of a quench.

    Attributes:
        band: levels, in Delta_f.
        run, relaxing: motion without relaxation, and with it.
        ratio: Delta_i/Delta_f.
        gap: Delta_f [J].
        tau: tau_in in hbar/Delta_f.
        law: how Ginzburg-Landau theory is solved.
    """

    band: Band
    run: Course
    relaxing: Course | None
    ratio: float
    gap: float
    tau: float | None
    law: str

    @property
    def _time_unit(self) -> float:
        return HBAR / self.gap

    @cached_property
    def _coupling(self) -> float:
        return self.band.inverse_coupling(1.0)

    @cached_property
    def _critical(self) -> float:
        return self.band.critical_temperature(self._coupling)

    @property
    def _ginzburg_landau_time(self) -> float:
        return relaxation_time(self.band.temperature, self._critical)

    @property
    def _gamma(self) -> float:
        return 2 * (self.tau or 0.0)

    @property
    def _last(self) -> Course:
        return self.relaxing or self.run

    @cached_property
    def _ginzburg_landau(self) -> np.ndarray:
        """Delta/Delta_f by Ginzburg-Landau theory at the times of the last run."""
        time = self._last.time / self._ginzburg_landau_time
        if self.law == "exact":
            return relative_gap(time, self.ratio, self._gamma)
        from onnes.problems.uniform_relaxation import uniform_relaxation

        return uniform_relaxation(self.ratio, self._gamma, float(time[-1]), len(time) - 1).records["gap"]

    @cached_property
    def _roots(self) -> tuple[float, ...]:
        return self.band.isolated_roots(self.ratio, self._coupling)

    def readings(self) -> dict[str, Reading]:
        """Return all readings."""
        energy, time = self.gap, self._time_unit
        read = {
            "regime": Reading(NAMES[len(self._roots)], "", None, "by the isolated roots of L^2 of these levels"),
            "ratio": Reading(self.ratio, "", None, "Delta_i/Delta_f"),
            "initial_gap": Reading(self.ratio * energy, "J", None, "Delta_i, equilibrium before the change"),
            "final_gap": Reading(energy, "J", None, "Delta_f, equilibrium after the change"),
            "critical_temperature": Reading(self._critical * energy / BOLTZMANN, "K", None,
                                            "Tc of the coupling after the change"),
            "time_of_gap": Reading(time, "s", None, "hbar/Delta_f"),
            "recurrence_time": Reading(self.band.recurrence_time * time, "s", None, "pi hbar/spacing of the levels"),
        }
        asymptotics = (self._vanishing, self._constant, self._oscillating)[len(self._roots)]
        return read | asymptotics() | self._ledger() | self._relaxation()

    def _vanishing(self) -> dict[str, Reading]:
        """Regime I."""
        read = {"late_gap": self._late_gap(),
                "dephasing_rate": Reading(_rate(self.run, self.ratio) / self._time_unit, "1/s", None,
                                          "decay of |Delta| t^(3/2), measured", "falls too fast to be read")}
        if not self.band.temperature and self.ratio > THRESHOLD:  # levels in a band may vanish a little before
            read["dephasing_rate_exact"] = Reading(dephasing_rate(self.ratio) / self._time_unit, "1/s", None,
                                                   "2 |v|/hbar of the root on the second sheet, weak coupling")
        return read

    def _constant(self) -> dict[str, Reading]:
        """Regime II."""
        root, (place, amplitude) = self._roots[0], _swings(self.run)
        read = {
            "late_gap": self._late_gap(),
            "gap_infinity": Reading(root * self.gap, "J", None, "Delta_inf: isolated root of L^2 of these levels"),
            "gap_infinity_over_final": Reading(root, "", None, "Delta_inf/Delta_f"),
            "frequency": Reading(_frequency(self.run) / self._time_unit, "Hz", None, "of the oscillation, measured",
                                 absent=_TOO_FEW),
            "frequency_exact": Reading(root / math.pi / self._time_unit, "Hz", None, "2 Delta_inf/h"),
        }
        exponent, uncertainty = _slope(place, amplitude)
        read["decay_exponent"] = Reading(exponent, "", uncertainty, "amplitude ~ t^exponent; Volkov and Kogan: -1/2",
                                         absent=_TOO_FEW)
        return read | self._weak(("gap_infinity_weak", "Delta_inf in weak coupling: p tan(p/2) = ln(ratio)"))

    def _oscillating(self) -> dict[str, Reading]:
        """Regime III."""
        (first, second), highest, lowest = self._roots, *_extent(self.run)
        late = self.run.time > LATE * self.run.time[-1]
        mean = float(np.mean(self.run.gap[late]))
        period = oscillation_period(first + second, first - second)
        return {
            "late_gap": Reading(mean * self.gap, "J", None, "gap in the mean over the late part of the run"),
            "highest_gap": Reading(highest * self.gap, "J", None, "late in the run"),
            "lowest_gap": Reading(lowest * self.gap, "J", None, "late in the run"),
            "highest_gap_exact": Reading((first + second) * self.gap, "J", None, "v1 + v2 of the roots of L^2"),
            "lowest_gap_exact": Reading((first - second) * self.gap, "J", None, "v1 - v2 of the roots of L^2"),
            "frequency": Reading(_frequency(self.run) / self._time_unit, "Hz", None, "of the oscillation, measured",
                                 absent=_TOO_FEW),
            "frequency_exact": Reading(1 / period / self._time_unit, "Hz", None, "of the elliptic function dn"),
        } | self._weak(("first_root_weak", "v1 in weak coupling"), ("second_root_weak", "v2 in weak coupling"))

    def _late_gap(self) -> Reading:
        late = self.run.time > LATE * self.run.time[-1]
        gaps = self.run.gap[late]
        return Reading(float(np.mean(gaps)) * self.gap, "J", float(np.std(gaps)) * self.gap,
                       "gap in the mean over the late part of the run, with its oscillation")

    def _weak(self, *names: tuple[str, str]) -> dict[str, Reading]:
        """Return roots of weak coupling at T = 0, where that theory has as many."""
        roots = isolated_roots(self.ratio)
        if self.band.temperature or len(roots) != len(names):
            return {}
        return {name: Reading(root * self.gap, "J", None, meaning)
                for (name, meaning), root in zip(names, roots, strict=True)}

    def _ledger(self) -> dict[str, Reading]:
        condensation = 0.5 / self.band.spacing
        lengths = np.linalg.norm(self.run.frames, axis=1)
        read = {
            "energy_drift": Reading(_drift(self.run) / condensation, "", None,
                                    "largest change of the energy, over N(0) Delta_f^2/2"),
            "integrals_drift": Reading(float(np.max(np.abs(self.run.integrals / self.run.integrals[0] - 1))), "", None,
                                       "largest relative change of L^2(u) at u = i Delta_f"),
            "spin_length_drift": Reading(float(np.max(np.abs(lengths / lengths[0] - 1))), "", None,
                                         "largest relative change of the length of a pseudospin"),
        }
        if self.relaxing is not None:
            read["bath_heat"] = Reading(self.relaxing.heat[-1] / condensation, "", None,
                                        "heat that the bath took, over N(0) Delta_f^2/2")
            read["bath_energy_balance"] = Reading(_drift(self.relaxing) / condensation, "", None,
                                                  "largest open term of energy and heat, over N(0) Delta_f^2/2")
        return read

    def _relaxation(self) -> dict[str, Reading]:
        time = self._time_unit
        exact = time_between(self.ratio, 1 + SETTLED * (self.ratio - 1), self._gamma)
        words = f"time until the gap stays within {SETTLED:g} |Delta_i - Delta_f| of Delta_f"
        read = {
            "tdgl_time": Reading(self._ginzburg_landau_time * time, "s", None, "tau_GL = pi hbar/(8 k (Tc - T))"),
            "tdgl_gamma": Reading(self._gamma, "", None, "gamma = 2 tau_in Delta_f/hbar; 0 is gapless"),
            "tdgl_in_range": Reading(self.band.temperature >= _COLD, "", None, f"kT >= {_COLD:g} Delta_f: near Tc"),
            "tdgl_settling_time": Reading(_settling(self._last.time, self._ginzburg_landau, self.ratio, time), "s",
                                          None, f"{words}, by Ginzburg-Landau theory", absent=_UNREACHED),
            "tdgl_settling_time_exact": Reading(float(exact) * self._ginzburg_landau_time * time, "s", None,
                                                f"{words}, of the exact solution"),
            "collisionless_settling_time": Reading(_settling(self.run.time, self.run.gap, self.ratio, time), "s", None,
                                                   f"{words}, without relaxation", absent=_UNREACHED),
        }
        if self.relaxing is not None:
            read["settling_time"] = Reading(_settling(self.relaxing.time, self.relaxing.gap, self.ratio, time), "s",
                                            None, f"{words}, with relaxation", absent=_UNREACHED)
            read["tdgl_difference"] = Reading(float(np.max(np.abs(self.relaxing.gap - self._ginzburg_landau))), "",
                                              None, "largest difference from Ginzburg-Landau theory, over Delta_f")
            read["inelastic_time_over_gap_time"] = Reading(self.tau, "", None, "tau_in Delta_f/hbar")
        return read

    def arrays(self) -> dict[str, Array]:
        """Return the gaps, and pseudospins of the levels near the Fermi energy at the frames."""
        run, last, unit = self.run, self._last, self._time_unit
        near = self.band.energy <= SHOWN * max(self.ratio, 1.0)
        condensation = 0.5 / self.band.spacing
        arrays = {
            "time": Array(run.time * unit, ("time",), "s", "time"),
            "gap": Array(run.gap * self.gap, ("time",), "J", "gap without relaxation"),
            "energy_error": Array((run.energy - run.energy[0]) / condensation, ("time",), "",
                                  "change of the energy over N(0) Delta_f^2/2"),
            "bath_time": Array(last.time * unit, ("bath_time",), "s", "time"),
            "tdgl_gap": Array(self._ginzburg_landau * self.gap, ("bath_time",), "J", "gap by Ginzburg-Landau theory"),
            "level": Array(self.band.energy[near] * self.gap, ("level",), "J", "energy of the level"),
            "frame_time": Array(run.frame_time * unit, ("frame",), "s", "time of a frame"),
            "spins": Array(run.frames[:, :, near], ("frame", "axis", "level"), "", "pseudospins x, y, z"),
        }
        if self.relaxing is not None:
            arrays["bath_gap"] = Array(self.relaxing.gap * self.gap, ("bath_time",), "J", "gap with relaxation")
            arrays["bath_heat"] = Array(self.relaxing.heat / condensation, ("bath_time",), "",
                                        "heat of the bath over N(0) Delta_f^2/2")
            arrays["bath_frame_time"] = Array(self.relaxing.frame_time * unit, ("bath_frame",), "s", "time of a frame")
            arrays["bath_spins"] = Array(self.relaxing.frames[:, :, near], ("bath_frame", "axis", "level"), "",
                                         "pseudospins x, y, z with relaxation")
        return arrays

    def warnings(self) -> tuple[str, ...]:
        """Return what a reader of the comparison must know."""
        said = []
        if self.band.temperature < _COLD:
            said.append(f"Ginzburg-Landau theory is shown at kT = {self.band.temperature:.2g} Delta_f; it holds near "
                        f"Tc, from about kT = {_COLD:g} Delta_f on.")
        if self.tau is not None and 0 < self.tau * self.band.temperature < 1:
            said.append(f"tau_in = {self.tau * self.band.temperature:.2g} hbar/kT: Ginzburg-Landau theory asks for a "
                        "longer one; levels are broader than kT.")
        return tuple(said)


def _drift(course: Course) -> float:
    return float(np.max(np.abs(course.energy + course.heat - course.energy[0])))


def _turns(course: Course) -> tuple[np.ndarray, np.ndarray]:
    """Return times and values of the extremes of the gap in the late part, by parabolas."""
    t, f = course.time, course.gap
    step = np.diff(f)
    at = np.nonzero(step[:-1] * step[1:] < 0)[0] + 1
    at = at[t[at] > LATE * t[-1]]
    slope, bend = 0.5 * (f[at + 1] - f[at - 1]), f[at + 1] - 2 * f[at] + f[at - 1]
    return t[at] - slope / bend * t[1], f[at] - 0.5 * slope**2 / bend


def _frequency(course: Course) -> float:
    """Return the frequency of the late oscillation; NaN with too few of them."""
    t, _ = _turns(course)
    return float((len(t) - 1) / 2 / (t[-1] - t[0])) if len(t) >= _FEWEST_TURNS else math.nan


def _swings(course: Course) -> tuple[np.ndarray, np.ndarray]:
    """Return the times between extremes and half their distances."""
    t, f = _turns(course)
    return 0.5 * (t[1:] + t[:-1]), 0.5 * np.abs(np.diff(f))


def _extent(course: Course) -> tuple[float, float]:
    """Return the mean of the late highest, and of the late lowest values; the very ones with too few extremes."""
    _, f = _turns(course)
    if len(f) < 2:
        return float(np.max(course.gap)), float(np.min(course.gap))
    ups = f > np.mean(f)
    return float(np.mean(f[ups])), float(np.mean(f[~ups]))


def _slope(t: np.ndarray, amplitude: np.ndarray) -> tuple[float, float | None]:
    """Return exponent and standard error of a power law; NaN with too few points."""
    if len(t) < _FEWEST_TURNS:
        return math.nan, None
    (slope, _), covariance = np.polyfit(np.log(t), np.log(amplitude), 1, cov=True)
    return float(slope), float(math.sqrt(covariance[0, 0]))


def _rate(course: Course, ratio: float) -> float:
    """Return the rate at which |Delta| t^(3/2) falls; NaN if too little of it was recorded."""
    size = np.abs(course.gap) / ratio
    first, last = (int(np.argmax(size < share)) for share in _WINDOW)
    if last < first + _FEWEST_TURNS:
        return math.nan
    t = course.time[first:last]
    return -float(np.polyfit(t, np.log(size[first:last] * t**1.5), 1)[0])


def _settling(time: np.ndarray, gap: np.ndarray, ratio: float, unit: float) -> float | None:
    """Return the time in s from which on the gap stays near that of equilibrium; None if it does not."""
    away = np.nonzero(np.abs(gap - 1) > SETTLED * abs(ratio - 1))[0]
    return None if away[-1] == len(time) - 1 else float(time[away[-1] + 1]) * unit

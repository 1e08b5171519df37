"""Readings of a simulated experiment, what they say of the laws, and how it would be done best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import norm

from onnes.experiments.experiment import Measurement, Progress
from onnes.problems.hall_probe.blind_hole import probe_in_hole
from onnes.problems.hall_probe.evidence import (
    DISCOVERY,
    accumulated,
    information,
    pairs,
    posterior,
    rounds_to_reject,
    separation,
)
from onnes.problems.hall_probe.instrument import (
    PLACES,
    Expected,
    Probe,
    at_current,
    expected,
    on_surface,
    simulate,
)
from onnes.problems.hall_probe.laws import LAWS, RoundWire, profiles
from onnes.problems.hall_probe.places import Places, best_places, least_separation
from onnes.problems.hall_probe.ratios import Ratios, ratios
from onnes.results import Array, Reading
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.hall_probe import HallProbe

_RADII = 201
"""Points of a profile."""
_SCAN, _NEAR_PENETRATION = 41, 24
"""Currents over which the laws are compared; more of them where the critical state fills the wire."""
_FARTHEST = 100.0
"""Largest current of the comparison over the largest that flows."""
_ASKED = ("chain", "uniform")
"""Laws that section 5 of the text compares."""
_COARSE = 16
"""Depths on a side of the map of all pairs, of which only the maximum is kept."""
_EQUAL = 1e-6
"""Difference of ln p of two laws that is rounding."""
_NEAR = 3.0
"""Distance from Silsbee's current in standard deviations of Bc, within which the jump of the field is not linear."""
_SAME = 1e-3
"""Standard deviations below which two laws read the same."""


@dataclass(frozen=True)
class _Setting:
    """Measurement asked for: wire, probe, currents, places of the three readings, rounds."""

    wire: RoundWire
    probe: Probe
    currents: np.ndarray
    places: np.ndarray
    rounds: int


def measured(asked: HallProbe, progress: Progress) -> Measurement:
    """Simulate the readings and weigh the laws by them."""
    wire, probe = asked.wire(), asked.probe()
    setting = _Setting(wire, probe, asked.flowing(), np.array([*asked.holes(), on_surface(wire.radius, probe)]),
                       asked.repeats)
    progress(0.0, "fields under each law")
    laws = expected(wire, setting.currents, setting.places, probe)
    found = simulate(asked.truth, wire, setting.currents, setting.places, probe, asked.repeats,
                     np.random.default_rng(asked.seed))
    progress(0.3, "evidence of the readings")
    evidence = _evidence(found.readings, laws, setting)
    progress(0.4, "comparison of the laws at all currents")
    scan = _scan(setting)
    progress(0.7, "depths of the holes")
    design = _design(laws, setting)
    of = ratios(found.readings, setting.currents, setting.places, probe)
    readings = (_of_ratios(asked, of, laws[asked.truth], setting) | _of_evidence(asked, evidence)
                | _of_wire(setting) | _of_comparison(asked, laws, scan, setting) | _of_places(design))
    arrays = (_profiles(setting, of) | evidence | scan.arrays() | _pairs(laws, scan, setting) | _map(design[0])
              | _plane(laws, scan, setting, of)
              | {"reading": Array(_in_order(found.readings, setting), ("reading_number",), "T", "reading")})
    return Measurement(readings, arrays, warnings=_warnings(asked, setting))


def _in_order(readings: np.ndarray, setting: _Setting) -> np.ndarray:
    """Return the readings in the order in which they are made: all rounds at one current, then the next one."""
    return readings.reshape(setting.rounds, len(setting.currents), -1).transpose(1, 0, 2).reshape(-1)


def _evidence(readings: np.ndarray, laws: dict[str, Expected], setting: _Setting) -> dict[str, Array]:
    per_current = readings.shape[1] // len(setting.currents)
    order = _in_order(np.broadcast_to(np.arange(readings.shape[1]), readings.shape), setting)
    in_order = _in_order(readings, setting)
    likelihood = np.stack([accumulated(in_order, order, laws[law], setting.probe.spreads) for law in LAWS])
    directions = np.array(setting.probe.polarities)
    which = {"place_of_reading": order % PLACES + 1, "current_of_reading": setting.currents[order // per_current],
             "direction_of_reading": directions[order // PLACES % len(directions)]}
    units = {"current_of_reading": "A"}
    return {"log_likelihood": Array(likelihood, ("law", "reading_number"), "", "ln of the likelihood, fields in T"),
            "posterior": Array(posterior(likelihood), ("law", "reading_number"), "", "probability of the law"),
            "reading_number": Array(np.arange(1, len(in_order) + 1), ("reading_number",), "", "number of readings"),
            **{name: Array(values, ("reading_number",), units.get(name, ""), name.replace("_", " "))
               for name, values in which.items()}}


@dataclass(frozen=True)
class _Scan:
    """Laws at currents one by one.

    Attributes:
        currents: shape (n,) [A].
        over_surface: f_1/f_3 and f_2/f_3 of each law, shape (laws, n, 2).
        separation: D of each ordered pair after the rounds of the experiment, shape (n, laws, laws).
        readings: number of readings for 5 sigma, shape (n, laws, laws); infinite where there are never enough.
    """

    currents: np.ndarray
    over_surface: np.ndarray
    separation: np.ndarray
    readings: np.ndarray

    def arrays(self) -> dict[str, Array]:
        dims = ("scan_current", "true_law", "rejected_law")
        counts = np.where(np.isfinite(self.readings), self.readings, np.nan)
        return {"scan_current": Array(self.currents, ("scan_current",), "A", "current"),
                "separation_at_current": Array(self.separation, dims, "", "separation over its standard deviation"),
                "readings_for_5_sigma": Array(counts, dims, "", "number of readings for 5 sigma at one current",
                                              "not with any number: equal fields, or lasting errors")}


def _scan(setting: _Setting) -> _Scan:
    wire, probe = setting.wire, setting.probe
    full, largest = wire.critical_current, setting.currents[-1]
    end = min(1.1 * max(full, largest), _FARTHEST * largest)
    currents = np.geomspace(setting.currents[0], end, _SCAN)
    if full < end:
        currents = np.unique(np.concatenate([currents, np.linspace(0.3, 1.05, _NEAR_PENETRATION) * full]))
        currents = currents[(currents >= setting.currents[0]) & (currents <= end)]
    laws = expected(wire, currents, setting.places, probe)
    n, m = len(currents), len(LAWS)
    apart, needed = np.zeros((n, m, m)), np.full((n, m, m), np.inf)
    for k in range(n):
        here = {law: at_current(each, k) for law, each in laws.items()}
        for true, rejected in pairs(here):
            at = k, LAWS.index(true), LAWS.index(rejected)
            apart[at] = separation(here[true], here[rejected], probe.spreads, setting.rounds)
            if apart[at] > _SAME:
                rounds = rounds_to_reject(here[true], here[rejected], probe.spreads)
                needed[at] = np.ceil(max(rounds, 1.0) * len(here[true].mean))
    field = np.stack([laws[law].field for law in LAWS])
    return _Scan(currents, field[:, :, :-1] / field[:, :, -1:], apart, needed)


def _design(laws: dict[str, Expected], setting: _Setting) -> tuple[Places, float, Places, float]:
    """Return best places and D at the places chosen: of the text's pair, then of the nearest of all pairs."""
    wire, probe, current = setting.wire, setting.probe, float(setting.currents[-1])
    here = {law: at_current(each, len(setting.currents) - 1) for law, each in laws.items()}
    asked = [_ASKED, _ASKED[::-1]]
    every = [pair for pair in pairs(here) if _can_differ(pair, setting)]
    return (best_places(wire, current, probe, setting.rounds, asked),
            least_separation(here, probe, setting.rounds, asked),
            best_places(wire, current, probe, setting.rounds, every, _COARSE),
            least_separation(here, probe, setting.rounds, every))


def _can_differ(pair: tuple[str, str], setting: _Setting) -> bool:
    """Return whether two laws have different fields at the largest current somewhere inside the wire."""
    current = setting.currents[-1]
    if set(pair) == {"london", "intermediate"}:
        return bool(current > setting.wire.silsbee_current)
    return not (set(pair) == {"uniform", "critical_state"} and current >= setting.wire.critical_current)


def _of_ratios(asked: HallProbe, of: Ratios, truth: Expected, setting: _Setting) -> dict[str, Reading]:
    plain = ratios(truth.mean[None, :], setting.currents, setting.places, setting.probe)
    zero = "the field in the first hole is zero within 3 standard deviations"
    readings = {}
    for number in (2, 3):
        value = None if of.over_deepest is None else float(of.over_deepest[number - 2])
        spread = None if of.over_deepest_error is None else float(of.over_deepest_error[number - 2])
        without = None if plain.over_deepest is None else float(plain.over_deepest[number - 2])
        readings[f"ratio_{number}1"] = Reading(value, "", spread, f"B{number}/B1 over all currents, as read", zero)
        readings[f"ratio_{number}1_expected"] = Reading(without, "", None, "the same without errors, of the law that "
                                                        "nature follows, with the size of probe and holes", zero)
    errors = np.sqrt(np.diag(of.over_surface_covariance))
    largest = setting.currents[-1]
    for j in (0, 1):
        readings[f"ratio_{j + 1}3"] = Reading(float(of.over_surface[j]), "", float(errors[j]),
                                              f"B{j + 1}/B3 over all currents, defined also where B{j + 1} is zero")
    for j in range(PLACES):
        readings[f"field_{j + 1}"] = Reading(float(of.slope[j] * largest), "T", float(of.slope_error[j] * largest),
                                             f"slope of B{j + 1} over all currents, times the largest current: "
                                             f"B{j + 1} there if it is proportional to the current")
    for j in (0, 1):
        readings[f"probability_positive_{j + 1}"] = Reading(float(norm.cdf(of.slope[j] / of.slope_error[j])), "", None,
                                                            f"probability that B{j + 1} has the direction of the "
                                                            "current's own field")
    return readings


def _of_evidence(asked: HallProbe, evidence: dict[str, Array]) -> dict[str, Reading]:
    likelihood, probability = evidence["log_likelihood"].values[:, -1], evidence["posterior"].values[:, -1]
    best = [law for law, each in zip(LAWS, likelihood, strict=True) if likelihood.max() - each < _EQUAL]
    rivals = likelihood[[i for i, law in enumerate(LAWS) if law != asked.truth]]
    odds = (likelihood[LAWS.index(asked.truth)] - np.max(rivals)) / np.log(10)
    out = {"most_probable_law": Reading(" or ".join(best), "", None, "law of the highest probability; several where "
                                        "they read the same"),
           "log10_odds": Reading(float(odds), "", None, "decimal logarithm of the odds for the law that nature follows "
                                 "against the best of the others"),
           "readings": Reading(len(evidence["reading_number"].values), "", None, "number of readings that were made")}
    for i, law in enumerate(LAWS):
        out[f"posterior_{law}"] = Reading(float(probability[i]), "", None, f"probability of the law {law}")
        out[f"log_likelihood_{law}"] = Reading(float(likelihood[i]), "", None, "ln of the likelihood, fields in T")
    return out


def _of_wire(setting: _Setting) -> dict[str, Reading]:
    wire, probe, currents = setting.wire, setting.probe, setting.currents
    coefficient = probe_in_hole(probe.length, probe.hole) if probe.hole else 0.0
    lift = 0.5 * probe.hole * coefficient / setting.places[0]
    return {
        "critical_current": Reading(wire.critical_current, "A", None, "pi R^2 Jc, from which on the critical state is "
                                    "uniform"),
        "silsbee_current": Reading(wire.silsbee_current, "A", None, "2 pi R Bc/mu_0 of a metal of type I"),
        "currents_above_silsbee": Reading(int(np.sum(currents > wire.silsbee_current)), "", None, "number of currents "
                                          "above Silsbee's"),
        "surface_field": Reading(float(VACUUM_PERMEABILITY * currents[-1] / (2 * np.pi * wire.radius)), "T", None,
                                 "mu_0 I/(2 pi R) at the largest current"),
        "hole_effect_uniform": Reading(float(2 * lift), "", None, "change of B1 by the diverted current over B1, "
                                       "uniform density"),
        "hole_effect_chain": Reading(float(3 * lift), "", None, "the same, density growing as r"),
    }


def _of_comparison(asked: HallProbe, laws: dict[str, Expected], scan: _Scan, setting: _Setting) -> dict[str, Reading]:
    apart = {rival: separation(laws[asked.truth], laws[rival], setting.probe.spreads, setting.rounds)
             for rival in LAWS if rival != asked.truth}
    nearest = min(apart, key=lambda rival: apart[rival])
    first, uniform, critical = scan.readings[0], LAWS.index("uniform"), LAWS.index("critical_state")
    out = {"nearest_rival": Reading(nearest, "", None, "law that is hardest to reject with all readings"),
           "separation_from_nearest": Reading(apart[nearest], "", None, "expected standard deviations by which all "
                                              "readings reject it"),
           "expected_log10_odds": Reading(
               information(laws[asked.truth], laws[nearest], setting.probe.spreads, setting.rounds) / np.log(10), "",
               None, "expected decimal logarithm of the odds against it: the information of all readings")}
    for true, rejected in (_ASKED, _ASKED[::-1]):
        count = first[LAWS.index(true), LAWS.index(rejected)]
        out[f"readings_for_5_sigma_{true}_{rejected}"] = Reading(
            int(count) if np.isfinite(count) else None, "", None, f"readings at the smallest current with which "
            f"{rejected} is rejected where {true} is true", "not with any number")
    both = np.minimum(scan.separation[:, uniform, critical], scan.separation[:, critical, uniform])
    tells = scan.currents[both >= DISCOVERY]
    best = int(np.argmax(both))
    never = "at no current: not in the range that was scanned"
    out["best_current_critical_state"] = Reading(float(scan.currents[best]) if both[best] > _SAME else None, "A", None,
                                                 "at which the critical state differs most from a uniform current",
                                                 never)
    for name, value in (("lowest", tells.min(initial=np.inf)), ("highest", tells.max(initial=-np.inf))):
        out[f"{name}_current_critical_state"] = Reading(float(value) if np.isfinite(value) else None, "A", None,
                                                        f"{name} current of the scan at which these differ by 5 sigma",
                                                        never)
    return out


def _of_places(design: tuple[Places, float, Places, float]) -> dict[str, Reading]:
    out = {}
    for places, chosen, name, of in ((*design[:2], "", "chain and uniform"), (*design[2:], "_all", "the nearest pair")):
        for number, place in enumerate(places.best, 1):
            out[f"best_r{number}{name}"] = Reading(place, "m", None, "distance from the axis at which the largest "
                                                   f"current tells {of} apart best")
        out[f"separation_at_best{name}"] = Reading(places.largest, "", None, "expected standard deviations between "
                                                   f"{of} there")
        out[f"separation_at_places{name}"] = Reading(chosen, "", None, "the same in the places that were chosen")
    return out


def _profiles(setting: _Setting, of: Ratios) -> dict[str, Array]:
    r = np.linspace(0, 1.2 * setting.wire.radius, _RADII)
    every = profiles(setting.wire, setting.currents)
    surface = every["chain"].surface
    values = np.stack([each(r) for each in every.values()]) / surface[:, None]
    return {
        "r": Array(r, ("r",), "m", "distance from the axis"),
        "law": Array(np.array(LAWS), ("law",), "", "law of the current"),
        "current": Array(setting.currents, ("current",), "A", "current"),
        "profile": Array(values, ("law", "current", "r"), "", "field over that at the surface"),
        "place": Array(setting.places, ("place",), "m", "distance of the probe from the axis"),
        "field": Array(of.field, ("current", "place"), "T", "measured field"),
        "field_uncertainty": Array(of.field_error, ("current", "place"), "T", "its standard deviation by noise"),
        "surface_field_at_current": Array(surface, ("current",), "T", "mu_0 I/(2 pi R)"),
    }


def _pairs(laws: dict[str, Expected], scan: _Scan, setting: _Setting) -> dict[str, Array]:
    m = len(LAWS)
    apart, least = np.zeros((m, m)), np.full((m, m), np.nan)
    for true, rejected in pairs(laws):
        at = LAWS.index(true), LAWS.index(rejected)
        apart[at] = separation(laws[true], laws[rejected], setting.probe.spreads, setting.rounds)
        tells = scan.currents[scan.separation[:, at[0], at[1]] >= DISCOVERY]
        least[at] = tells.min(initial=np.inf)
    never = "the law itself, or at no current"
    return {"true_law": Array(np.array(LAWS), ("true_law",), "", "law that nature follows"),
            "rejected_law": Array(np.array(LAWS), ("rejected_law",), "", "law that is rejected"),
            "separation": Array(apart, ("true_law", "rejected_law"), "", "separation by all readings over its standard "
                                "deviation"),
            "least_current": Array(np.where(np.isfinite(least), least, np.nan), ("true_law", "rejected_law"), "A",
                                   "least current that rejects the law by 5 sigma", never)}


def _map(places: Places) -> dict[str, Array]:
    return {"first_depth": Array(places.depth, ("first_depth",), "m", "first hole from the axis"),
            "second_depth": Array(places.depth, ("second_depth",), "m", "second hole from the axis"),
            "separation_of_places": Array(places.separation, ("first_depth", "second_depth"), "", "separation of chain "
                                          "and uniform over its standard deviation", "the first hole is deeper")}


def _plane(laws: dict[str, Expected], scan: _Scan, setting: _Setting, of: Ratios) -> dict[str, Array]:
    without_errors = [ratios(laws[law].mean[None, :], setting.currents, setting.places, setting.probe).over_surface
                      for law in LAWS]
    return {"law_ratio_of_all": Array(np.stack(without_errors), ("law", "hole"), "", "slope of B in a hole over that "
                                      "at the surface, over the currents of the readings, without errors"),
            "law_ratio": Array(scan.over_surface, ("law", "scan_current", "hole"), "", "B in a hole over that at the "
                               "surface"),
            "measured_ratio": Array(of.over_surface, ("hole",), "", "measured B in a hole over that at the surface"),
            "measured_ratio_covariance": Array(of.over_surface_covariance, ("hole", "other_hole"), "",
                                               "its covariance")}


def _warnings(asked: HallProbe, setting: _Setting) -> tuple[str, ...]:
    silsbee = setting.wire.silsbee_current
    above = int(np.sum(setting.currents > silsbee))
    near = np.sum(np.abs(setting.currents / silsbee - 1) < _NEAR * asked.critical_uncertainty)
    if near:
        return (f"{near} of {len(setting.currents)} currents lie within {_NEAR:g} standard deviations of Silsbee's, "
                f"{silsbee:.4g} A, where the field of the intermediate state jumps: do not trust its evidence.",)
    if asked.truth == "london" and above:
        return (f"{above} of {len(setting.currents)} currents exceed Silsbee's, {silsbee:.4g} A: "
                "a metal of type I with this Bc would be in the intermediate state.",)
    if asked.truth == "intermediate" and not above:
        return (f"No current exceeds Silsbee's, {silsbee:.4g} A: below it a metal of type I is in "
                "the Meissner state, and intermediate and london are the same law.",)
    return ()

"""Hall probes in the holes of a wire: section 5 of Sun's text."""

from __future__ import annotations

import math

import numpy as np

from onnes.numerics.extrapolation import observed_order
from onnes.problems.hall_probe.blind_hole import bottom_field
from onnes.problems.hall_probe.evidence import information, log_likelihood, separation
from onnes.problems.hall_probe.instrument import Probe, expected, on_surface, simulate
from onnes.problems.hall_probe.laws import RoundWire
from onnes.problems.hall_probe.ratios import ratios
from onnes.validation.checks import check

_WIRE = RoundWire(radius=10e-3, depth=50e-9, critical_density=1e7, critical_field=30e-3)
_PROBE = Probe(length=1e-4, width=1e-4, hole=3e-4, noise=1e-5, current_noise=1e-4, gain=0.01, position=5e-5,
               offset=1e-4, hole_error=0.3, critical_error=0.02, reversed=True)
_IDEAL = Probe(length=0.0, width=0.0, hole=0.0, noise=1e-9, current_noise=0.0, gain=0.0, position=0.0, offset=0.0,
               hole_error=0.0, critical_error=0.0, reversed=True)
_CURRENT = np.array([5.0])
_RUNS = 400


def _places(probe: Probe) -> np.ndarray:
    return np.array([5e-3, math.sqrt(50) * 1e-3, on_surface(_WIRE.radius, probe)])


@check("hall-probe: B{number}/B1 without errors, law {law}", tolerance=1e-6, source="Z, section 5", cases=[
    {"law": "chain", "number": 2, "reference": 2.0}, {"law": "chain", "number": 3, "reference": 4.0},
    {"law": "uniform", "number": 2, "reference": math.sqrt(2)}, {"law": "uniform", "number": 3, "reference": 2.0}])
def ratio_without_errors(law: str, number: int) -> float:
    places = _places(_IDEAL)
    current = np.array([2000.0])
    readings = simulate(law, _WIRE, current, places, _IDEAL, 1, np.random.default_rng(0)).readings
    found = ratios(readings, current, places, _IDEAL).over_deepest
    assert found is not None, "the field in the first hole is clear without noise"
    return float(found[number - 2])


@check("hall-probe: ratios in {runs} experiments, standard deviation over the one that is stated", tolerance=0.15,
       reference=1.0, source="statistics; 3 sigma of so many", cases=[{"runs": 200}])
def spread_of_ratios(runs: int) -> float:
    random, places, currents = np.random.default_rng(1), _places(_PROBE), np.array([20.0, 200.0])
    plain = ratios(expected(_WIRE, currents, places, _PROBE)["chain"].mean[None, :], currents, places, _PROBE)
    pulls = []
    for _ in range(runs):
        found = ratios(simulate("chain", _WIRE, currents, places, _PROBE, 2, random).readings, currents, places, _PROBE)
        off = np.subtract(found.over_deepest, plain.over_deepest)  # type: ignore[arg-type]
        pulls.append(off / found.over_deepest_error)
    return float(np.std(pulls))


@check("hall-probe: order of convergence of the field at the bottom of a hole", tolerance=0.1, reference=2.0,
       source="finite volumes with cells graded to the edge")
def order_of_the_hole() -> float:
    coarse, middle, fine = (bottom_field(np.zeros(1), cells)[0] for cells in (10, 20, 40))
    return observed_order(coarse - middle, middle - fine)


@check("hall-probe: field at h = 1000 a above the bottom of a hole over mu_0 J a^2/(2 h)", tolerance=2e-3,
       reference=1.0, source="flow round an endless cylinder, u = 2 a on the wall")
def endless_hole() -> float:
    return float(2e3 * bottom_field(np.array([1e3]))[0])


@check("hall-probe: mean ln of the odds, chain against uniform at 5 A, in {runs} experiments", tolerance=0.1,
       source="divergence of Kullback and Leibler, closed form; 3 sigma of so many", cases=[{"runs": _RUNS}])
def mean_odds(runs: int) -> tuple[float, float]:
    random, places = np.random.default_rng(2), _places(_PROBE)
    laws = expected(_WIRE, _CURRENT, places, _PROBE)
    one, other = laws["chain"], laws["uniform"]
    odds = [log_likelihood(readings, one, _PROBE.spreads) - log_likelihood(readings, other, _PROBE.spreads)
            for readings in (simulate("chain", _WIRE, _CURRENT, places, _PROBE, 2, random).readings
                             for _ in range(runs))]
    return float(np.mean(odds)), information(one, other, _PROBE.spreads, 2)


@check("hall-probe: separation of {one} and {other} at 1 kA", tolerance=1e-12, reference=0.0,
       source="currents below Silsbee's, and a front outside of both holes: exact",
       cases=[{"one": "london", "other": "critical_state"}, {"one": "london", "other": "intermediate"}])
def same_laws(one: str, other: str) -> float:
    laws = expected(_WIRE, np.array([1000.0]), _places(_PROBE), _PROBE)
    return separation(laws[one], laws[other], _PROBE.spreads, 100)

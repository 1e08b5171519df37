"""Sun's units: far field of an 8 of current, energy of two, phases that lock with noise, windows without coupling."""

from __future__ import annotations

import math

import numpy as np

from onnes.chains.energies import dipole_energy
from onnes.chains.figure_eight import FigureEight
from onnes.chains.zero_coupling import mean_duty, pair_duty, staggered_duty
from onnes.drives.sources import Loop
from onnes.experiments import experiment
from onnes.problems.phase_locking.ensemble import Windows, follow
from onnes.problems.phase_locking.network import Kind, Network
from onnes.problems.phase_locking.theory import chain_order, mean_field, order_of_equally_coupled
from onnes.validation.checks import check

_RADIUS = 1e-11
_PLAIN = Windows(0.2, 0.2, False)


@check("8 of current, {shape}, lobes of R (1 +- {asymmetry:g}): exponent of the far field, 500 R to 1000 R",
       tolerance=1e-4, source="quadrupole r^-4; with unequal lobes dipole and quadrupole",
       cases=[{"shape": shape, "asymmetry": asymmetry} for shape in ("circles", "lemniscate")
              for asymmetry in (0.0, 0.1)])
def far_field(shape, asymmetry: float) -> tuple[float, float]:
    eight = FigureEight(shape, _RADIUS, asymmetry)
    near, far = eight.field(np.array([[500.0, 0, 0], [1000.0, 0, 0]]) * _RADIUS)[:, 2]
    exact = [eight.dipole / r**3 + 3 * eight.quadrupole / r**4 for r in (500 * _RADIUS, 1000 * _RADIUS)]
    return math.log2(far / near), math.log2(exact[1] / exact[0])


@check("8 of two circles: B_z over the middle of a lobe, z = R/2, by quadrature", tolerance=1e-10,
       source="complete elliptic integrals (Jackson, section 5.5)")
def near_field() -> tuple[float, float]:
    point = np.array([_RADIUS, 0.0, 0.5 * _RADIUS])
    loops = [sign * float(Loop(_RADIUS, (sign * _RADIUS, 0.0), -point[2]).induction(point[0], point[1], 0.0))
             for sign in (1, -1)]
    return float(FigureEight("circles", _RADIUS).field(point)[2]), sum(loops)


@check("two 8s in a row, a = {apart:g} R: energy over the text's dipoles", tolerance=2e-3,
       source="four circles in one plane, (1 + 9 R^2/4 d^2)/d^3 each",
       cases=[{"apart": 28.6, "tolerance": 5e-4}, {"apart": 300.0, "tolerance": 1e-4}])
def pair(apart: float) -> tuple[float, float]:
    area = math.pi * _RADIUS**2
    energy = FigureEight("circles", _RADIUS).pair_energy(np.array([apart * _RADIUS, 0.0, 0.0]))
    lobes = [weight * (1 + 2.25 / d**2) * (apart / d) ** 3
             for weight, d in ((-2, apart), (1, apart - 2), (1, apart + 2))]
    return energy / dipole_energy(area, area, apart * _RADIUS), sum(lobes)


def _run(kind: Kind, across: int, coupling: float, runs: int, steps: int, spread: float = 0.0) -> tuple[float, float]:
    """Return sqrt(<r^2>) and mean eta of runs side by side, over their last three quarters."""
    network, rng = Network(kind, across), np.random.default_rng(0)
    course = follow(network, np.zeros((runs, network.number)), np.full(runs, coupling), spread, _PLAIN, steps, rng)
    settled = course.order[steps // 4:]
    return float(np.sqrt(np.mean(settled**2))), float(np.mean(course.duty[len(course.duty) // 4:]))


@check("400 units with noise, all with all, K = {coupling:g} D: order parameter", tolerance=0.005,
       source="exact for N = 400 (Gaussian integral over the field); N -> infinity: I_1/I_0",
       cases=[{"coupling": 1.0, "tolerance": 0.05}, {"coupling": 3.0}, {"coupling": 6.0}])
def order(coupling: float) -> tuple[float, float]:
    return _run("all", 400, coupling, 16, 1500)[0], order_of_equally_coupled(coupling, 400)


@check("2000 units with noise and a spread gamma = D, K = {coupling:g} D: order parameter", tolerance=0.01, slow=True,
       source="I_(1+nu)(x)/I_nu(x), nu = gamma/D", cases=[{"coupling": 6.0}, {"coupling": 10.0}])
def order_with_spread(coupling: float) -> tuple[float, float]:
    return _run("all", 2000, coupling, 8, 3000, spread=1.0)[0], mean_field(1.0, _PLAIN, 20.0).at(coupling, True)[0]


@check("closed chain of 30 units with noise, K = {coupling:g} D: order parameter, that a longer chain lacks",
       tolerance=0.04, source="transfer matrix, I_k(K/2D)", cases=[{"coupling": 2.0}, {"coupling": 6.0}])
def chain(coupling: float) -> tuple[float, float]:
    return _run("chain", 30, coupling, 200, 2500)[0], chain_order(coupling, 30)


@check("K_c/D, gamma = {spread:g} D, from fluctuations below it, N = 1000", tolerance=0.02, slow=True,
       source="2 (D + gamma)", cases=[{"spread": 0.0}, {"spread": 1.0}])
def threshold(spread: float) -> tuple[float, float]:
    result = experiment("chain-locking", units=1000, steps=12000, couplings=6, spread=spread).run()
    return float(result["critical_coupling"]), 2 * (1 + spread)


@check("K_c/D, gamma = {spread:g} D, from r(K/K_c) above it, N = 1000", tolerance=0.005, slow=True,
       source="2 (D + gamma)", cases=[{"spread": 0.0}, {"spread": 1.0, "tolerance": 0.01}])
def threshold_from_order(spread: float) -> tuple[float, float]:
    result = experiment("chain-locking", units=1000, steps=3000, couplings=12, spread=spread).run()
    return float(result["critical_coupling_from_order"]), 2 * (1 + spread)


@check("windows w = {window:g}: part of the time in which independent units couple, 2000 units", tolerance=3e-3,
       source="(1 - w)^2", cases=[{"window": 0.05}, {"window": 0.2}, {"window": 0.5}])
def staggered(window: float) -> tuple[float, float]:
    phases = np.random.default_rng(0).uniform(-np.pi, np.pi, (8, 2000))
    return float(mean_duty(phases, np.full(8, window)).mean()), staggered_duty(window)


@check("windows w = 0.2: part of the time in which units of equal phases couple", tolerance=1e-12, reference=0.8,
       source="1 - w")
def shared() -> float:
    return float(pair_duty(np.array(0.0), 0.2))


@check("windows w = 0.2, K = {coupling:g} D, 400 units: part of the time in which they couple", tolerance=0.002,
       source="sum over the moments of I_1/I_0's distribution", cases=[{"coupling": 3.0}, {"coupling": 12.0}])
def partly_shared(coupling: float) -> tuple[float, float]:
    return _run("all", 400, coupling, 8, 1500)[1], mean_field(0.0, _PLAIN, 50.0).at(coupling, True)[1]

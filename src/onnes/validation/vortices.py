"""Isolated vortex, superheating limited by modes along the surface, and barriers between states."""

from __future__ import annotations

import math

import jax.numpy as jnp
import numpy as np

from onnes.energies import Condensation, CovariantGradient, Drive, FreeEnergy, State
from onnes.grids import Grid, Sample
from onnes.laws.stability.saddle import Saddle, SaddlePoint
from onnes.laws.static import Static
from onnes.numerics.extrapolation import richardson
from onnes.problems.extrapolated_vortex import SolvedVortex, entry_field, solve_vortex
from onnes.problems.superheating import superheating, superheating_by_waves
from onnes.problems.two_grids import refined
from onnes.validation.checks import check

_TYPE_LIMIT = 1 / math.sqrt(2)


def _solved(kappa: float, quanta: int = 1) -> SolvedVortex:
    return solve_vortex(kappa, quanta, None)


def _number(value: float | None) -> float:
    if value is None:
        raise ArithmeticError("the solver did not converge")
    return value


@check("vortex at kappa = 1/sqrt2, energy per quantum over Phi_0 Hc, n = {quanta}", tolerance=1e-6, reference=1.0,
       source="Bogomolny 1976, exact", cases=[{"quanta": 1}, {"quanta": 2}, {"quanta": 7}])
def energy_per_quantum(quanta: int) -> float:
    return _number(_solved(_TYPE_LIMIT, quanta).entry.value)


@check("vortex at kappa = 1/sqrt2, B on the axis over Bc2, n = {quanta}", tolerance=1e-6, reference=1.0,
       source="Bogomolny 1976, B = Bc2 (1 - |psi|^2)", cases=[{"quanta": 1}, {"quanta": 3}])
def core_field(quanta: int) -> float:
    return _number(_solved(_TYPE_LIMIT, quanta).core_field.value)


@check("vortex at kappa = 1/sqrt2, field far out over London's", tolerance=1e-3, reference=1.7079,
       source="de Vega, Schaposnik 1976, series of the first-order equations")
def tail() -> float:
    return _number(_solved(_TYPE_LIMIT).tail.value)


@check("vortex line energy over Phi_0^2/(4 pi mu_0 lambda^2), large kappa = {kappa:g}", tolerance=1e-4,
       source="Hu 1972, ln kappa + 0.49693, to order ln kappa/kappa^2", cases=[{"kappa": 200.0}, {"kappa": 300.0}])
def line_energy(kappa: float) -> tuple[float, float]:
    return math.sqrt(2) * kappa * _number(_solved(kappa).entry.value), math.log(kappa) + 0.49693


@check("|psi| of a vortex on the axis, slope times xi, kappa to infinity", tolerance=1e-3, reference=0.5831894959,
       source="f'' + f'/r - f/r^2 + f - f^3 = 0, shooting; Ginzburg, Pitaevskii 1958")
def core_slope() -> float:
    return 1 / _number(_solved(300.0).core_radius.value)


@check("vortex with many quanta, energy per quantum at kappa = {kappa:g}: (E(100) - 1) / (E(25) - 1)",
       tolerance=0.05, reference=0.5, source="a wide core is normal metal at Hc; its wall costs as n^(1/2)",
       cases=[{"kappa": 0.3}])
def giant(kappa: float) -> float:
    large, small = (_number(entry_field(kappa, quanta, None).value) for quanta in (100, 25))
    return (large - 1) / (small - 1)


def _transverse(kappa: float) -> float:
    return _number(refined(lambda cells: superheating_by_waves(kappa, cells).field).value)


@check("superheating Hsh/Hc with waves along the surface, large kappa = {kappa:g}", tolerance=2e-3,
       source="Transtrum, Catelani, Sethna 2011, sqrt2 (sqrt10/6 + 0.3852 kappa^(-1/2))",
       cases=[{"kappa": 50.0, "slow": True}, {"kappa": 200.0, "slow": True}])
def superheated_by_waves(kappa: float) -> tuple[float, float]:
    return _transverse(kappa), math.sqrt(2) * (math.sqrt(10) / 6 + 0.3852 / math.sqrt(kappa))


@check("wave number that ends the Meissner state, q lambda kappa^(-3/4), kappa to infinity", tolerance=2e-2, slow=True,
       reference=0.9558, source="Transtrum, Catelani, Sethna 2011; Kramer 1968")
def wave_number_large_kappa() -> float:
    return superheating_by_waves(300.0, 256).wave_number * 300.0**0.25


@check("superheating with waves over one-dimensional, small kappa = {kappa:g}", tolerance=1e-9, reference=1.0,
       source="Transtrum, Catelani, Sethna 2011: no waves below kappa = 1.1495", cases=[{"kappa": 0.5}, {"kappa": 1.1}])
def no_waves(kappa: float) -> float:
    return _transverse(kappa) / _number(refined(lambda cells: superheating(kappa, cells).field).value)


@check("kappa at which waves along the surface end the Meissner state before the fold", tolerance=2e-3, slow=True,
       reference=1.1495, source="Transtrum, Catelani, Sethna 2011")
def where_waves_begin() -> float:
    """Return kappa extrapolated from q^2, which grows linearly there."""
    near, far = (superheating_by_waves(kappa, 256).wave_number ** 2 for kappa in (1.17, 1.18))
    return 1.17 - 0.01 * near / (far - near)


def _phase_slip(cells: int, length: float = 16.0) -> SaddlePoint:
    """Return the saddle point between the two twists by half a turn of a wire whose ends are held at -i and +i."""
    x = np.linspace(-length / 2, length / 2, cells + 1)
    energy = FreeEnergy((Condensation(), CovariantGradient()), Sample(Grid((x,))))
    held = State(jnp.asarray((x == x[0]) | (x == x[-1])), (None, None, None))
    ends = []
    for twist in (1, -1):
        psi = twist * np.exp(1j * np.pi * x * twist / length)
        psi[0], psi[-1] = -1j, 1j
        start = State(jnp.asarray(psi), (None, None, None))
        ends.append(Static(energy, Drive(), held, residual_tolerance=1e-10).run(start).state)
    return Saddle(energy, Drive(), held).run(*ends)


@check("phase slip at zero current, top of the barrier over (Bc^2/2 mu_0) xi per area", tolerance=1e-3,
       reference=8 * math.sqrt(2) / 3, source="Langer, Ambegaokar 1967, exact for a long wire")
def phase_slip_barrier() -> float:
    return 2 * richardson(*(_phase_slip(cells).energy + 8.0 for cells in (64, 128)))


@check("phase slip at zero current, negative eigenvalue at the saddle point", tolerance=1e-3, reference=-0.5,
       source="-psi'' - sech^2(x/sqrt2) psi, exact")
def phase_slip_eigenvalue() -> float:
    return richardson(*(_phase_slip(cells).eigenvalue for cells in (64, 128)))

"""Regions of other metals and pins: proximity, weak links, two penetration depths, the critical state."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.optimize import brentq

from onnes.devices import Bulk, Film, edge, normal, superconductor
from onnes.devices.pins import Random, random
from onnes.drives import sine
from onnes.geometry import rectangle
from onnes.solutions import minimize, solve
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY
from onnes.validation.checks import check

_XI, _DEPTH, _RHO = 20e-9, 300e-9, 250e-9
_METAL = {"coherence_length": _XI, "penetration_depth": _DEPTH, "thickness": 15e-9, "resistivity": _RHO, "gamma": 0}
_DE_GENNES = "first integrals of the Ginzburg-Landau equation in both metals, de Gennes 1964"


def boundary_value(s: float, length: float) -> float:
    """Return psi at the plane boundary of a normal metal: ``s (a p^2 + p^4/2) = (1 - p^2)^2/2``, a = s/length^2.

    Args:
        s: conductivity over that of the superconductor.
        length: xi_N/xi.
    """
    a = s / length**2
    return brentq(lambda p: s * (a * p**2 + p**4 / 2) - (1 - p**2) ** 2 / 2, 0.0, 1.0)


def tail(s: float, length: float) -> float:
    """Return C of ``psi -> C exp(-x/xi_N)`` far from the boundary: psi = sqrt(2 a)/sinh((x + x_1)/xi_N)."""
    a = s / length**2
    return 2 * math.sqrt(2 * a) * math.exp(-math.asinh(math.sqrt(2 * a) / boundary_value(s, length)))


@check("psi at the boundary of a normal metal, sigma_N/sigma = {s:g}, xi_N/xi = {length:g}", tolerance=1e-3, slow=True,
       source=_DE_GENNES, cases=[{"s": 3.0, "length": 1.5}, {"s": 0.25, "length": 0.75}])
def psi_at_boundary(s: float, length: float) -> tuple[float, float]:
    """Return psi on the node at the boundary, extrapolated from two grids."""
    coarse, fine = (_profile(s, length, cells)[1] for cells in (6, 12))
    return float((4 * fine[len(fine) // 2] - coarse[len(coarse) // 2]) / 3), boundary_value(s, length)


@check("decay length of psi over xi_N, sigma_N/sigma = {s:g}, xi_N/xi = {length:g}", tolerance=1e-3, reference=1.0,
       slow=True, source=_DE_GENNES, cases=[{"s": 3.0, "length": 1.5}, {"s": 0.25, "length": 0.75}])
def decay_length(s: float, length: float) -> float:
    """Return that from 4 to 6 xi_N from the boundary, at the rate of two grids extrapolated."""
    rates = []
    for cells in (6, 12):
        x, psi = _profile(s, length, cells)
        far = (x > 4 * length) & (x < 6 * length)
        # The ribbon ends 10 xi_N from the boundary, where psi' = 0.
        ends = np.cosh(10 - x[far] / length) * np.exp(x[far] / length - 10) * 2
        rates.append(-np.polyfit(x[far] / length, np.log(psi[far] / ends), 1)[0])
    return 3 / (4 * rates[1] - rates[0])


def _profile(s: float, length: float, cells: float) -> tuple[np.ndarray, np.ndarray]:
    """Return x from the boundary in xi, and |psi|, of a ribbon with 10 xi_N of superconductor and of normal metal."""
    whole, width = 20 * length * _XI, 0.5 * _XI
    region = normal(rectangle(whole / 2, width, (whole / 4, 0)), resistivity=_RHO / s, coherence_length=length * _XI)
    run = minimize(Film(rectangle(whole, width), **_METAL, normal={"N": region}), cells_per_xi=cells, tolerance=1e-10)
    middle = run.data["psi"].isel(time=-1).sel(y=0, method="nearest")
    return middle["x"].values / _XI, np.abs(middle.values)


@check("psi at the boundary of two superconductors, sigma_2/sigma = {s:g}", tolerance=1e-3, slow=True,
       source=_DE_GENNES, cases=[{"s": 2.5, "states": 0.7, "epsilon": 0.5}])
def two_superconductors(s: float, states: float, epsilon: float) -> tuple[float, float]:
    """Return psi on the boundary; ``p^2 = (1 + r epsilon)/(1 + r)``, r = (s nu)^(1/2)."""
    half = rectangle(12 * _XI, 0.5 * _XI, (6 * _XI, 0))
    region = superconductor(half, resistivity=_RHO / s, coherence_length=_XI * math.sqrt(s / states / epsilon),
                            penetration_depth=_DEPTH / math.sqrt(s * epsilon))
    film = Film(rectangle(24 * _XI, 0.5 * _XI), **_METAL, superconductor={"S": region})
    run, r = minimize(film, cells_per_xi=12), math.sqrt(s * states)
    psi = run.data["psi"].isel(time=-1).sel(x=0, y=0, method="nearest")
    return abs(complex(psi)), math.sqrt((1 + r * epsilon) / (1 + r))


def _link(length: float, s: float, xi_n: float, bank: float) -> Film:
    """Return a link of normal metal between held contacts; lengths in xi."""
    width = 1.5 * _XI
    bridge = normal(rectangle(length * _XI, width), resistivity=_RHO / s, coherence_length=xi_n * _XI)
    ends = {"source": edge("left", contact="held"), "drain": edge("right", contact="held")}
    return Film(rectangle((length + 2 * bank) * _XI, width), **_METAL, normal={"bridge": bridge}, terminals=ends)


def _critical_current(length: float, s: float, xi_n: float, cells: float) -> tuple[float, float]:
    """Return the critical current of a link, and that of two tails that meet, ``2 s C^2/xi_N exp(-L/xi_N)``.

    The first from the phase difference at half the second; both in units of the depairing current times 3 sqrt3/2.
    """
    film = _link(length, s, xi_n, 5.0)
    expected = 2 * s * tail(s, xi_n) ** 2 / xi_n * math.exp(-length / xi_n)
    run = minimize(film, current={"source": 0.5 * expected * 1.5 * film.current_unit}, self_field=False,
                   cells_per_xi=cells)
    psi = run.data["psi"].isel(time=-1).sel(y=0, method="nearest").values
    # The banks carry the current too, over 10 xi.
    phase = float(np.angle(psi[-1] * np.conj(psi[0]))) - 10 * 0.5 * expected
    return 0.5 * expected / math.sin(phase), expected


@check("critical current of a link of normal metal, {length:g} xi_N long, in Phi_0/(2 pi mu_0 xi lambda^2)",
       tolerance=0.03, slow=True, cases=[{"length": 5.0}, {"length": 7.0}],
       source="two tails of psi that meet, exp(-L/xi_N): de Gennes 1964, Likharev 1979")
def critical_current(length: float) -> tuple[float, float]:
    """Return that of a link with sigma_N = sigma/2 and xi_N = 0.9 xi."""
    return _critical_current(0.9 * length, 0.5, 0.9, 4)


@check("Shapiro step {n} of a link of normal metal, voltage over h f/2e", tolerance=1e-3, slow=True,
       source="ac Josephson effect: one quantum of phase a period, Shapiro 1963",
       cases=[{"n": 1, "reference": 1.0}, {"n": 2, "reference": 2.0}])
def shapiro_step(n: int) -> float:
    """Return that of a link of 3 xi_N at hf/2e = 0.9 I_c R in the middle of the step."""
    s, xi_n = 0.6, 0.9
    film = _link(3 * xi_n, s, xi_n, 4.0)
    critical = 2 * s * tail(s, xi_n) ** 2 / xi_n * math.exp(-3) * 1.5 * film.current_unit
    assert film.sheet_resistance is not None
    resistance = film.sheet_resistance * 3 * xi_n / s / 1.5
    frequency = 0.9 * critical * resistance / FLUX_QUANTUM
    direct = math.hypot(1, 0.9 * n) * critical
    run = solve(film, time=16 / frequency, frames=16, self_field=False, cells_per_xi=3,
                current={"source": direct + sine(1.5 * n * critical, frequency)})
    return float(run.voltage("source", "drain")[-4:].mean()) / (FLUX_QUANTUM * frequency)


@check("field in a layer with lambda_2 = {ratio:g} lambda beside another, over the applied one", tolerance=2e-3,
       source="London's equation, B and lambda^2 dB/dx continuous", cases=[{"ratio": 1.6}, {"ratio": 0.7}])
def two_layers(ratio: float) -> tuple[float, float]:
    """Return B in the middle of the second of two layers, each 2 lambda thick, of a slab in a parallel field."""
    depth, xi = 50e-9, 10e-9
    right = superconductor(rectangle(2 * depth, 20 * depth, (depth, 0)), coherence_length=ratio * xi,
                           penetration_depth=ratio * depth)
    slab = Bulk(rectangle(4 * depth, 20 * depth), coherence_length=xi, penetration_depth=depth, resistivity=1e-7,
                superconductor={"right": right})
    run = solve(slab, time=1e-12, field=1e-4, law="london", cells_per_xi=4, frames=1)
    B = float(run.data["field"].isel(time=-1).interp(x_face=depth, y_face=0.0)) / 1e-4
    one, other = 2.0, 2.0 / ratio
    between = (1 / math.sinh(one) + ratio / math.sinh(other)) / (1 / math.tanh(one) + ratio / math.tanh(other))
    return B, (between + 1) * math.sinh(other / 2) / math.sinh(other)


_SLAB, _ROWS = 60 * _XI, 30 * _XI
"""Width of the slab of the critical state, and the length over which it repeats."""
_AWAY = 4 * _XI
"""Its penetration depth, below which the profile is read."""


@dataclass(frozen=True)
class CriticalState:
    """A pinned slab held in one field until most motion has died out, on the way up and on the way down.

    Attributes:
        slope: dB/dx into the slab, behind lambda [T/m].
        correlation: of the mean B over the length of the slab with the depth.
        magnetisation: mu_0 M [T].
        field: mean of B where the slope is read [T].
    """

    slope: float
    correlation: float
    magnetisation: float
    field: float


@cache
def critical_states(seed: int = 1, pinned: bool = True) -> tuple[CriticalState, CriticalState]:
    """Return the states in 0.15 Bc2 of a slab with kappa = 4, in a field raised from 0, and lowered from 0.4 Bc2."""
    metal = {"coherence_length": _XI, "penetration_depth": 4 * _XI, "resistivity": 1e-7, "gamma": 0}
    slab = Bulk(rectangle(_SLAB, _ROWS), period=(None, _ROWS), **metal, pins=columns(seed) if pinned else None)
    tau, top = slab.constants.time_unit, slab.upper_critical_field
    turns = np.cumsum([0, 100, 200, 150, 150, 200]) * tau
    heights = np.array([0, 0.15, 0.15, 0.4, 0.15, 0.15]) * top
    run = solve(slab, time=turns[-1], field=lambda t: np.interp(t, turns, heights), cells_per_xi=2, frames=80)
    depth = 0.5 * _SLAB - np.abs(run.data["x_face"].values)
    deep = depth > _AWAY
    found = []
    for time in (turns[2], turns[5]):
        then = run.data.sel(time=time, method="nearest")
        B = then["field"].mean("y_face").values[deep]
        found.append(CriticalState(float(np.polyfit(depth[deep], B, 1)[0]),
                                   float(np.corrcoef(depth[deep], B)[0, 1]),
                                   VACUUM_PERMEABILITY * float(then["magnetisation"]), float(B.mean())))
    return found[0], found[1]


def columns(seed: int) -> Random:
    """Return columns that are normal in their middle and do not overlap, one on (7 xi)^2."""
    return random(0.02 / _XI**2, 1.7 * _XI, 2.0, seed=seed, spacing=5.5 * _XI)


_BEAN = "critical state of constant current density: Bean, Phys. Rev. Lett. 8, 250 (1962)"


@check("Bean profile of a pinned slab: correlation of B with the depth, field raised", tolerance=0.02, slow=True,
       reference=-1.0, source=_BEAN)
def bean_profile() -> float:
    """Return that behind the London layer. Without pins the field there does not fall."""
    return critical_states()[0].correlation


@check("dB/dx in a pinned slab over mu_0 J_c of its loop, pins {seed:d}", tolerance=0.15, reference=1.0,
       slow=True, source="width of the loop J_c w/2: " + _BEAN, cases=[{"seed": 1}, {"seed": 2}])
def bean_slope(seed: int) -> float:
    """Return that in one field; the difference leaves out the reversible magnetisation."""
    up, down = critical_states(seed)
    critical = 2 * (down.magnetisation - up.magnetisation) / _SLAB  # mu_0 J_c
    return (down.slope - up.slope) / (2 * critical)

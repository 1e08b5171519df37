"""Hot spots: electrons that warm by their own dissipation, against Skocpol, Beasley and Tinkham."""

from __future__ import annotations

import math

import numpy as np

from onnes.devices import Film, edge
from onnes.drives import heat
from onnes.geometry import rectangle
from onnes.solutions import Solution, solve
from onnes.validation.checks import check

_XI, _WIDTH, _LENGTH = 10e-9, 30e-9, 3e-6
_COLD, _TC = 2.0, 10.0
_HEALING = 30 * _XI
"""eta = (kappa d/h)^(1/2), over which the temperature falls beside a hot spot."""
_SOURCE = "Skocpol, Beasley and Tinkham, J. Appl. Phys. 45, 4054 (1974), one conductivity, bridge of many eta"


def bridge() -> Film:
    """Return a narrow bridge of 10 eta; of a sheet resistance of 125 ohm."""
    return Film(rectangle(_LENGTH, _WIDTH), coherence_length=_XI, penetration_depth=300e-9, thickness=8e-9, gamma=0.0,
                resistivity=1e-6, temperature=_COLD, critical_temperature=_TC,
                terminals={"source": edge("left", contact="free"), "drain": edge("right", contact="held")})


def plateau_current(sheet_resistance: float, escape: float) -> float:
    """Return ``W (2 h (Tc - T_b)/R)^(1/2)`` [A], at which a long hot spot neither grows nor shrinks.

    Far inside a hot spot ``h (T - T_b) = R (I/W)^2``; of equal slopes at its boundary, where T = Tc, this is
    2 h (Tc - T_b).
    """
    return _WIDTH * math.sqrt(2 * escape * (_TC - _COLD) / sheet_resistance)


def half_normal(escape: float, share: float) -> Solution:
    """Return a run of 600 tau_0 at a share of the plateau current, begun with the left half above Tc.

    Args:
        escape: h [W/(m^2 K)].
    """
    film = bridge()
    assert film.sheet_resistance is not None
    given = {"noise": False, "current": {
        "source": share * plateau_current(film.sheet_resistance, escape)}, "heat": heat(
            escape, capacity=60.0, conductivity=escape * _HEALING**2 / film.thickness, capacity_exponent=0)}

    def profile(x, y):
        fall = np.exp(-np.abs(x) / _HEALING)
        return _COLD + (_TC - _COLD) * np.where(x > 0, fall, 2 - fall)

    tau = film.constants.time_unit
    start = solve(film, time=2 * tau, temperature=profile, frames=2, cells_per_xi=2, **given)
    return solve(film, time=600 * tau, frames=60, start=start, **given)


@check("current at which a hot spot stands, h = {escape:g} W/(m2 K), over its plateau", tolerance=0.05, reference=1.0,
       slow=True, source=f"{_SOURCE}; the boundary is a little below Tc, where the current breaks the pairs",
       cases=[{"escape": 1e4}, {"escape": 4e3}])
def plateau(escape: float) -> float:
    """Return where the speed of the boundary, from the growth of the voltage, passes zero."""
    shares, speeds = (0.9, 1.1), []
    for share in shares:
        volts = half_normal(escape, share).voltage().values[30:]
        speeds.append((volts[-1] - volts[0]) / volts[0])
    return float(np.interp(0.0, speeds, shares))


@check("fall of the temperature over one eta beside a hot spot", tolerance=0.01, reference=math.exp(-1), slow=True,
       source=_SOURCE)
def fall_beside() -> float:
    run = half_normal(8e3, 0.98)
    kelvin = run.data["electron_temperature"].values[-1].mean(axis=1)
    x = run.data["x"].values
    warm = np.interp([0.7 * _HEALING, 1.7 * _HEALING], x, kelvin) - _COLD
    return float(warm[1] / warm[0])


@check("temperature of a normal strip with escape as T^{exponent:g}, over the exact one", tolerance=2e-5, reference=1.0,
       slow=True, source="h (T^n - T_b^n) = R (I/W)^2", cases=[{"exponent": 1}, {"exponent": 5}])
def steady(exponent: int) -> float:
    film = Film(rectangle(0.2e-6, 0.1e-6), coherence_length=10e-9, penetration_depth=200e-9, thickness=10e-9, gamma=0.0,
                resistivity=1e-7, temperature=6.0, critical_temperature=8.0,
                terminals={"in": edge("left", contact="free"), "out": edge("right", contact="free")})
    escape = 1e7 / 10.0 ** (exponent - 1)
    run = solve(film, time=500e-12, temperature=10.0, start="normal", noise=False, frames=5, cells_per_xi=2,
                current={"in": 400e-6}, heat=heat(escape, escape_exponent=exponent))
    assert film.sheet_resistance is not None
    exact = (10.0**exponent + film.sheet_resistance * (400e-6 / 0.1e-6) ** 2 / escape) ** (1 / exponent)
    return float(run.data["hottest"].values[-1]) / exact

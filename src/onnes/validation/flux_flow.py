"""Flux flow: the resistivity of moving vortices."""

from __future__ import annotations

import math

import numpy as np

from onnes.devices import Film, edge
from onnes.geometry import rectangle
from onnes.solutions import solve
from onnes.validation.checks import check

_XI = 10e-9
_LENGTH, _WIDTH = 40 * _XI, 30 * _XI
_INDUCTION = 0.2
_DENSITIES = (0.05, 0.1)
"""Mean supercurrent densities, over Phi_0/(2 pi mu_0 xi lambda^2)."""
_OUTER = 60.0


def viscosity(u: float) -> float:
    """Return alpha of a slow vortex at gamma = 0: ``rho_f = rho_n B/(alpha Bc2)`` at low induction."""
    return sum(shares_of_viscosity(u))


def shares_of_viscosity(u: float) -> tuple[float, float]:
    """Return the shares of the normal current and of the relaxation of psi in alpha.

    In units of xi, f(r) exp(i theta) moves at the velocity v along x; the potential is v p(r) sin(theta), with

        f'' + f'/r - f/r^2 + f - f^3 = 0,          p'' + p'/r - p/r^2 = u f^2 (p + 1/r),
        2 alpha = int_0^inf (p'^2 + p^2/r^2 + u f'^2 + u f^2 (p + 1/r)^2) r dr,

    the heat of the normal current and of the relaxation of psi. Bardeen and Stephen's estimate is alpha = 1.
    Source: L. P. Gor'kov, N. B. Kopnin, Sov. Phys. JETP 33, 1251 (1971); alpha = 1.45 at u = 5.79.
    """
    from scipy.integrate import solve_bvp

    def rates(r, y):
        f, df, p, dp = y
        return np.vstack([df, -df / r + f / r**2 - f + f**3, dp, -dp / r + p / r**2 + u * f**2 * (p + 1 / r)])

    first = 1e-3

    def ends(inner, outer):
        return np.array([inner[0] - first * inner[1], outer[0] - math.sqrt(1 - _OUTER**-2),
                         inner[2] - first * inner[3], outer[2] + 1 / _OUTER])

    r = np.geomspace(first, _OUTER, 400)
    guess = np.vstack([np.tanh(0.58 * r), 0.58 * (1 - np.tanh(0.58 * r) ** 2), -r / (1 + r**2), -1 / (1 + r**2)])
    solved = solve_bvp(rates, ends, r, guess, tol=1e-6, max_nodes=100_000)
    r, (f, df, p, dp) = solved.x, solved.y
    heats = dp**2 + (p / r) ** 2, u * df**2 + u * f**2 * (p + 1 / r) ** 2
    return 0.5 * float(np.trapezoid(r * heats[0], r)), 0.5 * float(np.trapezoid(r * heats[1], r))


@check("flux-flow resistivity at 0.2 Bc2, u = {u:g}, over normal resistivity times B/Bc2", tolerance=0.1, slow=True,
       source="viscosity of a slow vortex by quadrature, Gor'kov and Kopnin 1971; Bardeen and Stephen 1965 have 1",
       cases=[{"u": 5.79}, {"u": 12.0}])
def flux_flow(u: float) -> tuple[float, float]:
    """Return dV/dI of a strip with sides of normal metal; its edges hold the vortices up to some current."""
    terminals = {"source": edge("left"), "drain": edge("right"), "above": edge("top"),
                 "below": edge("bottom")}
    film = Film(
        rectangle(_LENGTH, _WIDTH), coherence_length=_XI, penetration_depth=400e-9, thickness=5e-9,
        resistivity=1e-6, gamma=0, u=u, terminals=terminals,
        probes={"V+": (-_LENGTH / 4, 0), "V-": (_LENGTH / 4, 0)})
    tau, field = film.constants.time_unit, _INDUCTION * film.upper_critical_field
    common = {"field": field, "self_field": False, "cells_per_xi": 2.0}
    run = solve(film, time=300 * tau, start="normal", noise="1 mK", **common)
    unit = film.depairing_sheet_current * 1.5 * math.sqrt(3) * _WIDTH
    volts = []
    for density in _DENSITIES:
        current = {"source": density * unit, "drain": -density * unit}
        run = solve(film, time=600 * tau, start=run, current=current, frames=300, noise=False, **common)
        volts.append(run.mean_voltage("V+", "V-")[0])
    assert film.sheet_resistance is not None
    normal = film.sheet_resistance * 0.5 * _LENGTH / _WIDTH
    slope = (volts[1] - volts[0]) / ((_DENSITIES[1] - _DENSITIES[0]) * unit)
    return slope / normal / _INDUCTION, 1 / viscosity(u)

"""Energies, currents and critical temperature against the applied flux."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import CubicSpline

from onnes.problems.ring import Annulus, nucleus
from onnes.results import Array
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.experiments.ring import Ring

_AROUND, _POINTS = 1.75, 141
"""Applied flux to either side of that of the field, in quanta; points of the curves."""
_SECTORS, _STATES = 2, 7
"""Flux quanta to either side of n; states of each that are solved, between which is interpolated."""
_BRANCH = 1.6
"""Flux to either side of n to which a sector is drawn, if it is stable there."""


def sectors(experiment: Ring, film: Film, L: float, geometric: float, area: float, n: int, narrow: bool
            ) -> dict[str, Array]:
    """Return the energies and currents of some sectors against the applied flux; NaN where a sector is not stable."""
    centre = experiment.field * area / FLUX_QUANTUM
    flux = np.linspace(centre - _AROUND, centre + _AROUND, _POINTS)
    quanta = np.arange(n - _SECTORS, n + _SECTORS + 1)
    away = (quanta[:, None] - flux) * FLUX_QUANTUM
    linear = away / L, 0.5 * away**2 / L
    if not narrow:
        current, energy = (np.where(np.abs(away) <= _BRANCH * FLUX_QUANTUM, each, np.nan) for each in linear)
    else:
        rows = [_sector(experiment, film, geometric, area, int(each), flux) for each in quanta]
        current, energy = (np.array(each) for each in zip(*rows, strict=True))
        energy = energy - np.nanmin(energy) if np.any(np.isfinite(energy)) else energy
    lowest = np.nanargmin(np.where(np.isnan(energy), np.inf, energy), axis=0)
    missing = "not stable"
    return {
        "applied_flux": Array(flux, ("applied_flux",), "", "applied flux over h/2e"),
        "quanta": Array(quanta, ("quanta",), "", "flux quanta"),
        "energy": Array(energy, ("quanta", "applied_flux"), "J", "energy above the lowest", missing),
        "sector_current": Array(current, ("quanta", "applied_flux"), "A", "persistent current", missing),
        "linear_current": Array(linear[0], ("quanta", "applied_flux"), "A", "current, London's theory"),
        "linear_energy": Array(linear[1], ("quanta", "applied_flux"), "J", "energy, London's theory"),
        "equilibrium_quanta": Array(quanta[lowest], ("applied_flux",), "", "flux quanta of lowest energy"),
        "equilibrium_current": Array(np.take_along_axis(current, lowest[None], 0)[0], ("applied_flux",), "A",
                                     "current of lowest energy", missing),
    }


def _sector(experiment: Ring, film: Film, geometric: float, area: float, n: int, flux: np.ndarray
            ) -> tuple[np.ndarray, np.ndarray]:
    """Return current and energy of a sector at applied fluxes, by Ginzburg-Landau theory with the flux of the current.

    ``Phi = Phi_acting - L_g I,  E = F(Phi_acting) + L_g I^2/2``
    """
    bc2, unit = film.upper_critical_field, film.current_unit
    ring = experiment.annulus(0.0)
    per_quantum = FLUX_QUANTUM / area / bc2
    states = [ring.state(n, (n + offset) * per_quantum) for offset in np.linspace(-_BRANCH, _BRANCH, _STATES)]
    good = [each for each in states if each.converged and not each.normal and ring.softest(each, most=2)[0] > 0]
    if len(good) < 4:
        return np.full(len(flux), np.nan), np.full(len(flux), np.nan)
    current = np.array([each.current for each in good]) * unit
    energy = np.array([each.energy for each in good]) * film.energy_unit + 0.5 * geometric * current**2
    applied = np.array([each.field for each in good]) * bc2 * area / FLUX_QUANTUM - geometric * current / FLUX_QUANTUM
    out = (flux < applied[0]) | (flux > applied[-1])
    return tuple(np.where(out, np.nan, CubicSpline(applied, each)(np.clip(flux, applied[0], applied[-1])))  # type: ignore
                 for each in (current, energy))


def critical_temperatures(ring: Annulus, fields: np.ndarray, per_level: float) -> dict[str, Array]:
    """Return the shift of Tc against the applied field (in Bc2), and the n that is first to appear."""
    found = [nucleus(ring, float(field)) for field in fields]
    return {"critical_temperature_shift": Array(np.array([-each.level for each in found]) * per_level,
                                                ("applied_flux",), "K", "shift of Tc"),
            "nucleus_quanta": Array(np.array([each.quanta for each in found]), ("applied_flux",), "",
                                    "flux quanta at Tc")}

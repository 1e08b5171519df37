"""The protocol: cool in the field, read fluxoid and current, follow n to where it slips, sweep the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.ring.flux_curves import critical_temperatures, sectors
from onnes.experiments.ring.sweep import swept
from onnes.problems.ring import (
    fluxoid_of_contour,
    nucleus,
    slip_distance,
    stable_range,
    thin_film_area,
    thin_ring_level,
)
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.experiments.ring import Ring
    from onnes.problems.ring import Annulus, FluxoidOfContour

_WIDE = "wider than Λ"
"""Why a wide ring has no slips."""


def measure(experiment: Ring, progress: Progress) -> Measurement:
    """Return readings and arrays."""
    film, field = experiment.film_of(), experiment.field
    xi, bc2 = film.constants.coherence_length, film.upper_critical_field
    progress(0.0, "inductance")
    found, seen = film.inductance().isel(hole=0, other=0), film.flux_from(1.0)
    L, geometric, area = found.total.item(), found.geometric.item(), float(seen.values[0])
    ring = experiment.annulus(field)
    per_level = experiment.kelvin_per_level() / xi**2
    first = nucleus(ring, field / bc2)
    n, applied = first.quanta, field * area / FLUX_QUANTUM
    progress(0.2, "fluxoid")
    contour = fluxoid_of_contour(film, field, n)
    linear = (n - applied) * FLUX_QUANTUM / L
    period = FLUX_QUANTUM / thin_film_area(experiment.inner_radius, experiment.outer_radius())
    narrow = film.pearl_length >= experiment.width
    half = nucleus(ring, 0.5 * period / bc2).level * per_level
    readings = {
        "flux_quanta": Reading(n, "", None, "n with which the ring becomes superconducting, and which it keeps"),
        "fluxoid": Reading(contour.fluxoid, "Wb", None, "∮(μ₀ΛK + A)·dl half-way across the ring"),
        "fluxoid_deviation": Reading(contour.fluxoid / FLUX_QUANTUM - n, "", None, "fluxoid over h/2e, less n"),
        "flux_inside": Reading(contour.flux, "Wb", None, "flux within the same contour"),
        "applied_flux": Reading(applied, "", None, "flux Φ of the applied field over h/2e"),
        "effective_area": Reading(area, "m^2", float(seen.uncertainty.values[0]), "Φ per applied field"),
        "inductance": Reading(L, "H", found.uncertainty.item(), "fluxoid over current without an applied field"),
        "geometric_inductance": Reading(geometric, "H", None, "part of the field"),
        "kinetic_inductance": Reading(found.kinetic.item(), "H", None, "part of the carriers"),
        "linear_current": Reading(linear, "A", None, "(n Φ₀ - Φ)/L, London's theory"),
        "field_period": Reading(period, "T", None, "h/2e over the area of a ring narrower than Λ"),
        "tc_shift": Reading(-first.level * per_level, "K", None, "Tc in the field less Tc without"),
        "tc_amplitude": _fall(film, half, "fall of Tc at half a flux quantum, where it is lowest"),
        "thin_tc_amplitude": _fall(film, thin_ring_level(ring.inner, ring.outer, 0, 0.5 * period / bc2) * per_level,
                                   "the same if |ψ| does not vary across the ring"),
    }
    progress(0.4, "currents")
    curves = sectors(experiment, film, L, geometric, area, n, narrow)
    readings |= _of_current(experiment, film, L, geometric, area, n, linear, narrow)
    flux = curves["applied_flux"].values
    arrays = curves | critical_temperatures(ring, flux * FLUX_QUANTUM / area / bc2, per_level) | _map(film, contour)
    progress(0.7, "sweep")
    warnings: tuple[str, ...] = film.warnings
    status = "converged"
    if experiment.end_field is not None:
        more, frames, status, said = swept(experiment, film, n)
        readings, arrays, warnings = readings | more, arrays | frames, (*warnings, *said)
    return Measurement(readings, arrays, status, warnings)  # type: ignore[arg-type]


def _fall(film: Film, kelvin: float, meaning: str) -> Reading:
    """Return a fall of Tc [K]; none if it is all of Tc, where the law near Tc says no more than that."""
    whole = film.constants.critical_temperature
    return Reading(kelvin if whole is None or kelvin < whole else None, "K", None, meaning, "Tc falls to zero")


def _of_current(experiment: Ring, film: Film, L: float, geometric: float, area: float, n: int, linear: float,
                narrow: bool) -> dict[str, Reading]:
    """Return the persistent current, and the fluxes between which n stays."""
    names = {"slip_field": ("T", "applied field, rising, at which n slips"),
             "lower_slip_field": ("T", "applied field, falling, at which n slips"),
             "slip_flux": ("", "applied flux less n at the first, over h/2e"),
             "thin_slip_flux": ("", "(R²/(3ξ²) + 1/6)^(1/2) of a thin ring, without its own flux"),
             "slip_mode": ("", "waves around the ring that become unstable there")}
    if not narrow:
        return {"current": Reading(linear, "A", None, "persistent current by London's theory"),
                **{name: Reading(None, unit, None, meaning, _WIDE) for name, (unit, meaning) in names.items()},
                "trapped_current": Reading(n * FLUX_QUANTUM / L, "A", None,
                                           "current after the field is switched off, by London's theory")}
    ring, bc2, unit = experiment.annulus(0.0), film.upper_critical_field, film.current_unit
    within = stable_range(ring, n)
    own = geometric * unit / area / bc2  # field of a unit of current
    low, high = ((end.field - own * end.current) * bc2 for end in (within.lower, within.upper))
    stable = low <= experiment.field <= high
    values = {"slip_field": high, "lower_slip_field": low, "slip_flux": high * area / FLUX_QUANTUM - n,
              "thin_slip_flux": slip_distance(0.5 * (ring.inner + ring.outer)), "slip_mode": within.modes[1]}
    acting = [_current(ring, n, field / bc2, own) * unit if low <= field <= high else None
              for field in (experiment.field, 0.0)]
    return {
        "current": Reading(acting[0], "A", None, "persistent current by Ginzburg-Landau theory, with its own flux",
                           "" if stable else "n slips on cooling"),
        "current_over_linear": Reading(
            acting[0] / linear if acting[0] is not None and abs(linear) > 1e-9 * unit else None, "", None,
            "over that of London's theory", "no current"),
        **{name: Reading(values[name], unit_, None, meaning) for name, (unit_, meaning) in names.items()},
        "trapped_current": Reading(acting[1], "A", None, "current after the field is switched off", "n slips"),
    }


def _current(ring: Annulus, n: int, applied: float, own: float) -> float:
    """Return the current in a field that is applied, where ``own`` is the field of a unit of current."""
    def excess(acting: float) -> float:
        return acting - own * ring.state(n, acting).current - applied

    # The field that acts lies between the applied one and the one in which no current flows.
    still = 4 * n / (ring.inner**2 + ring.outer**2)
    span = abs(still - applied) + 1e-9
    acting = brentq(excess, min(applied, still) - 0.2 * span, max(applied, still) + 0.2 * span, xtol=1e-13)
    return ring.state(n, float(acting)).current


def _map(film: Film, contour: FluxoidOfContour) -> dict[str, Array]:
    size = np.hypot(*contour.sheet_current)
    inside = np.array(film.outline.contains(*np.meshgrid(contour.x, contour.y, indexing="ij")))
    return {"map_x": Array(contour.x, ("map_x",), "m", "x"), "map_y": Array(contour.y, ("map_y",), "m", "y"),
            "sheet_current": Array(np.where(inside, size, 0.0), ("map_x", "map_y"), "A/m", "sheet current")}

"""Largest current of a junction over the flux of a field in its plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.circuits.long_junction import critical_currents
from onnes.circuits.thermal import bias_of_barrier
from onnes.experiments.experiment import Measurement, Progress
from onnes.numerics.jax_settings import prepare_jax
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.josephson import Josephson

_LEAST_CELLS, _CELLS_PER_LAMBDA = 48, 10
LONG = 4.0
"""Width over lambda_J from which on a junction is called long."""


def measure(made: Josephson, progress: Progress) -> Measurement:
    """Return I_c over flux, beside that of a short junction, and the first zero."""
    prepare_jax()
    width = made.width()
    cells = max(_LEAST_CELLS, round(_CELLS_PER_LAMBDA * width))
    flux = np.linspace(0.0, made.flux_quanta, made.points)
    field = 2 * np.pi * flux / width  # phi_x of a field that nothing screens: its phase rises by 2 pi Phi/Phi_0
    share, shapes = critical_currents(width, field, cells, phases=72 if width > 2 else 48)
    zero = _first_zero(flux, share) if width < LONG else None
    place = (np.arange(cells) + 0.5) / cells
    current = made.critical_current
    readings = {
        "critical_current_at_zero_field": Reading(float(share[0]) * current, "A", None,
                                                  "largest current without field"),
        "fraunhofer_zero": Reading(None if zero is None else zero, "", None, "flux of the first zero of the computed "
                                   "pattern, in Phi_0", absent="no zero up to the largest flux"),
        "fraunhofer_zero_flux": Reading(None if zero is None else zero * FLUX_QUANTUM, "Wb", None, "the same flux",
                                        absent="no zero up to the largest flux"),
        "second_lobe_over_ic": Reading(_lobe(flux, share) if width < LONG else None, "", None,
                                       "largest current between one and two Phi_0 over I_c; of a short junction 0.217",
                                       absent="beyond the largest flux, or a long junction"),
        "width_over_lambda": Reading(width, "", None, "width over lambda_J"),
    }
    # An edge lets a fluxon in where h^2/2 is the barrier of the washboard, as far as the other edge is away.
    screened = np.array([bias_of_barrier(each**2 / 2) if each < 2 else 0.0 for each in field])
    arrays = {
        "flux": Array(flux * FLUX_QUANTUM, ("flux",), "Wb", "flux of the field through the junction"),
        "field": Array(field, ("flux",), "", "field over J_c lambda_J"),
        "critical_current": Array(share * current, ("flux",), "A", "largest current"),
        "short_junction": Array(np.abs(np.sinc(flux)) * current, ("flux",), "A", "that of a short junction"),
        "meissner": Array(screened * current, ("flux",), "A", "that at which a fluxon enters a long junction"),
        "place": Array(place, ("place",), "", "place over width"),
        "density": Array(np.sin(shapes), ("flux", "place"), "", "current density over J_c at the largest current"),
    }
    return Measurement(readings, arrays)


def _first_zero(flux: np.ndarray, share: np.ndarray) -> float | None:
    """Return the flux of the first zero of F, of which I_c = |F|; None without one.

    F is smooth and changes its sign there: with the sign turned back on the far side, a cubic goes through two points
    on each side.
    """
    inside = np.flatnonzero((share[1:-1] < share[:-2]) & (share[1:-1] <= share[2:])) + 1
    if not len(inside) or share[inside[0]] > 0.1 or inside[0] + 3 > len(flux):
        return None
    at = int(inside[0])
    found = []
    for first in (at, at + 1):  # the sign changes before or after the lowest point
        rows = slice(first - 2, first + 2)
        if first - 2 < 0 or first + 2 > len(flux):
            continue
        signed = share[rows] * np.array([1, 1, -1, -1])
        cubic = np.polynomial.Polynomial.fit(flux[rows], signed, 3)
        roots = [each.real for each in cubic.roots() if abs(each.imag) < 1e-9
                 and flux[first - 1] <= each.real <= flux[first]]
        if roots:
            found.append((abs(cubic.convert().coef[-1]), roots[0]))
    return float(min(found)[1]) if found else None  # the smoother of both


def _lobe(flux: np.ndarray, share: np.ndarray) -> float | None:
    between = (flux > 1) & (flux < 2)
    return float(share[between].max()) if flux[-1] >= 2 and between.any() else None

"""Fluxoid of a contour around the hole of a film, from current and field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from onnes.devices.inductance import angle_around, face_of_each_hole, finest_spacing, without_phase
from onnes.energies import Drive, State, uniform_state
from onnes.errors import InputError
from onnes.laws.london import London, carriers_of_film
from onnes.numerics.jax_settings import as_array
from onnes.readouts.condensate_frame import current_density
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.devices.model import Model


class FluxoidOfContour(NamedTuple):
    """London's state of a film in a field, read along a contour half-way between hole and rim.

    Attributes:
        fluxoid: ``oint (mu_0 Lambda K/n + A) . dl`` [Wb].
        flux: ``oint A . dl``, the field's own and that of the current [Wb].
        current: around the hole [A].
        x, y: of the nodes [m].
        sheet_current: on the nodes [A/m], shape (2, nx, ny).
    """

    fluxoid: float
    flux: float
    current: float
    x: np.ndarray
    y: np.ndarray
    sheet_current: np.ndarray


def fluxoid_of_contour(film: Film, field: float, quanta: int) -> FluxoidOfContour:
    """Return the fluxoid of a ring with n flux quanta in a field, by current and field alone.

    The current is found with the phase of psi, its field by Biot and Savart's integral; neither knows n along the
    contour, which runs along edges of the grid.

    Args:
        film: with a single hole.
        field: applied, perpendicular to the film [T].

    Raises:
        InputError: a linear solve that does not converge.
    """
    model = film.model(finest_spacing(film), self_field=True)
    sheet, sample, energy = model.energy.sheet, model.sample, model.energy
    assert sheet is not None
    (face,) = face_of_each_hole(film, model)
    at_rest = without_phase(film, model)
    still = State(as_array(at_rest), uniform_state(model.grid).A)
    start = State(as_array(at_rest * np.exp(1j * quanta * angle_around(model, face))), still.A)
    drive = Drive(applied_field=(0.0, 0.0, field / film.upper_critical_field))
    found = London(energy, drive).response(start)
    if not found.converged:
        raise InputError("film", "a linear solve that does not converge", "a film whose currents can be found")
    weight = [np.asarray(each) for each in carriers_of_film(energy, drive, still)[1][:2]]
    induced, applied = sheet.induced(found.current), sheet.applied(drive, sample)
    inside = _faces_within(film, model)
    flux = _around(inside, [np.asarray(a) + np.broadcast_to(np.asarray(b), np.shape(a))
                            for a, b in zip(induced[:2], applied[:2], strict=True)])
    carried = _around(inside, [np.asarray(i) / np.where(w > 0, w, np.inf)
                               for i, w in zip(found.current[:2], weight, strict=True)])
    i, j = face
    unit = film.current_unit / model.unit
    x, y = (np.asarray(axis) * model.unit for axis in model.grid.nodes[:2])
    return FluxoidOfContour((flux + carried) * FLUX_QUANTUM / (2 * np.pi), flux * FLUX_QUANTUM / (2 * np.pi),
                            float(np.sum(np.asarray(found.current[0])[i, :j + 1])) * film.current_unit, x, y,
                            unit * np.asarray(current_density(model.geometry, found.current)))


def _faces_within(film: Film, model: Model) -> np.ndarray:
    """Return the faces inside a line half-way between the hole and the rim, shape (nx - 1, ny - 1)."""
    (hole,) = film.outline.holes
    rim = shapely.Polygon(film.outline.region.exterior)
    low, high = (float(np.sqrt(shapely.area(each) / np.pi)) for each in (hole.region, rim))
    line = shapely.buffer(hole.region, 0.5 * (high - low))
    x, y = (points * model.unit for points in model.grid.points((0, 1)))
    return shapely.contains_xy(line, x, y)


def _around(inside: np.ndarray, edges: list[np.ndarray]) -> float:
    """Return the sum of edges around a set of faces, counter-clockwise."""
    within = np.pad(inside.astype(int), 1)
    along_x, along_y = within[1:-1, 1:] - within[1:-1, :-1], within[:-1, 1:-1] - within[1:, 1:-1]
    return float(np.sum(edges[0] * along_x) + np.sum(edges[1] * along_y))

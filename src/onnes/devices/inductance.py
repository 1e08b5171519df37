"""Inductances of a film from the states of London's theory: the energies of its fluxoids and of a fed current."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import xarray as xr

from onnes.drives import AppliedField
from onnes.energies import Drive, SheetField, State, uniform_state
from onnes.errors import InputError, check_name
from onnes.geometry import resolves
from onnes.grids.solvers.vectors import dot
from onnes.laws.london import London, Response
from onnes.numerics.jax_settings import as_array
from onnes.plots import in_words
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.devices.device import Device
    from onnes.devices.film import Film
    from onnes.devices.model import Model

_FINER, _CHOICES = 0.75, 200
"""Part of a spacing down to which others are tried, and how many."""
_CELLS_ACROSS, _MOST_HALVINGS = 8, 3
"""Cells across the narrowest part of a film, and how often the spacing is halved for that."""


def inductance(film: Film, cells_per_xi: float | None, extrapolate: bool) -> xr.Dataset:
    """Return the inductances between the holes, see `Film.inductance`."""
    names = _holes(film)
    parts = _over_grids(film, cells_per_xi, extrapolate, lambda states: states.inductances())
    return _dataset(parts, ("hole", "other"), {"hole": names, "other": names})


def inductance_between(film: Film, plus: str, minus: str, cells_per_xi: float | None, extrapolate: bool) -> xr.Dataset:
    """Return the inductance between two terminals, see `Film.inductance_between`."""
    for name in (plus, minus):
        check_name("terminal", name, film.terminals)
    if plus == minus:
        raise InputError("minus", minus, "another terminal than plus")
    current = np.array([(name == plus) - float(name == minus) for name in film.terminals])
    return _dataset(_over_grids(film, cells_per_xi, extrapolate, lambda states: states.inductance_of(current)), (), {})


def flux_from(film: Film, field: AppliedField, cells_per_xi: float | None, extrapolate: bool) -> xr.DataArray:
    """Return the flux that a field puts into each hole, see `Film.flux_from`."""
    names, field = _holes(film), film.checked_field(field)
    values, error = _over_grids(film, cells_per_xi, extrapolate, lambda states: states.fluxes(field)[None])
    return xr.DataArray(values[0], {"hole": names, "uncertainty": ("hole", error[0])}, ("hole",), "flux",
                        {"units": "Wb", "long_name": "flux of the field in each hole"})


@dataclass(frozen=True, eq=False)
class FluxoidStates:
    """States of London's theory of a film on one grid: in state m the hole m has one fluxoid, the others have none.

    The current around a hole is what crosses a line from the hole to the outside, so that the currents around the holes
    in state m are ``I_n = (L^-1)_nm Phi_0``. A current distribution is a sum of such states; the one with one ampere
    around hole n alone is K_n, and ``L_mn = int K_m . (Q K_n + mu_0 Lambda K_n)``: its first part, the field's, is the
    geometric inductance, the second, of the carriers, the kinetic.
    """

    film: Film
    spacing: float

    def inductances(self) -> np.ndarray:
        """Return geometric and kinetic inductances in H, shape (2, holes, holes)."""
        total = np.linalg.inv(self._around)
        stored = np.asarray(_in_the_field(self._sheet, [state.current for state in self._states]))
        geometric = total.T @ stored @ total / (2 * np.pi)
        return np.stack([geometric, total - geometric]) * self._unit

    def inductance_of(self, current: np.ndarray) -> np.ndarray:
        """Return geometric and kinetic inductance in H for the currents of the terminals, no fluxoid in any hole."""
        fed, still = (self._response(self._at_rest, Drive(current=i)) for i in (current, 0 * current))
        geometric = float(_in_the_field(self._sheet, [fed.current])[0, 0])
        return np.array([geometric, float(fed.energy - still.energy) - geometric]) * self._unit / (2 * np.pi)

    def fluxes(self, field: AppliedField) -> np.ndarray:
        """Return the flux of a field into each hole in Wb: minus L times the currents around holes without fluxoid."""
        if field.uniform:
            drive = Drive(applied_field=field.vector() / self.film.upper_critical_field, current=self._fed)
        else:
            x_nodes, y_nodes = (np.asarray(axis) * self._model.unit for axis in self._model.grid.nodes[:2])
            x, y = self.film.field_on_grid(field).circulations(x_nodes, y_nodes)
            unit = FLUX_QUANTUM / (2 * np.pi)
            drive = Drive(current=self._fed, applied_circulation=(x / unit, y / unit))
        screened = self._response(self._at_rest, drive)
        return -FLUX_QUANTUM * np.linalg.solve(self._around, self._currents_around(screened))

    # ---- the states

    @cached_property
    def _model(self) -> Model:
        return self.film.model(self.spacing, self_field=True)

    @property
    def _sheet(self) -> SheetField:
        sheet = self._model.energy.sheet
        assert sheet is not None
        return sheet

    @property
    def _unit(self) -> float:
        """Phi_0 over the unit of current, in H."""
        return FLUX_QUANTUM / self.film.current_unit

    @property
    def _fed(self) -> np.ndarray:
        return np.zeros(len(self.film.terminals) or ())

    @cached_property
    def _at_rest(self) -> np.ndarray:
        return without_phase(self.film, self._model)

    def _response(self, psi: np.ndarray, drive: Drive, tools: Any = None) -> Response:
        start = State(as_array(psi), uniform_state(self._model.grid).A)
        found = London(self._model.energy, drive).response(start, tools)
        if not found.converged:
            raise InputError("film", "a linear solve that does not converge", "a film whose currents can be found",
                             "Take another cells_per_xi.")
        return found

    @cached_property
    def _faces(self) -> list[tuple[int, int]]:
        return face_of_each_hole(self.film, self._model)

    @cached_property
    def _states(self) -> list[Response]:
        """The response to one fluxoid in each hole: the phase turns once around the middle of a face."""
        states: list[Response] = []
        for face in self._faces:
            states.append(self._response(self._at_rest * np.exp(1j * angle_around(self._model, face)),
                                         Drive(current=self._fed), states[-1].tools if states else None))
        return states

    def _currents_around(self, state: Response) -> np.ndarray:
        along_x = np.asarray(state.current[0])
        return np.array([np.sum(along_x[i, :j + 1]) for i, j in self._faces])

    @cached_property
    def _around(self) -> np.ndarray:
        """Currents around the holes in each state, shape (holes, states)."""
        found = np.stack([self._currents_around(state) for state in self._states], axis=1)
        weakest = int(np.argmin(np.diag(found)))
        if not found[weakest, weakest] > 0:
            raise InputError("hole", self.film.hole_names[weakest], "a hole with a superconductor all around it",
                             "Disorder, a region or a pin of the film interrupts every loop around it.")
        return found


def without_phase(film: Film, model: Model) -> np.ndarray:
    """Return a psi without phase on the nodes: |psi|^2 is the local strength, of disorder, regions and pins."""
    x, y = (points * model.unit for points in model.grid.points())
    strength = np.ones(x.shape) if film.disorder is None else film.disorder.on(x, y, 0.0)
    if model.composition is not None:
        strength = np.asarray(model.composition.mixture.epsilon(strength, np.zeros(x.shape), 0.0))
    inside = np.asarray(model.sample.node_volume) > 0
    return np.where(inside, np.sqrt(np.clip(strength, 0.0, None)), 0.0).astype(complex)


def face_of_each_hole(film: Device, model: Model) -> list[tuple[int, int]]:
    """Return a face of the grid within each hole."""
    axes = [np.asarray(axis) * model.unit for axis in model.geometry.grid.nodes[:2]]
    places = [hole.region.representative_point() for hole in film.outline.holes]
    return [(int(np.searchsorted(axes[0], p.x)) - 1, int(np.searchsorted(axes[1], p.y)) - 1) for p in places]


def angle_around(model: Model, face: tuple[int, int]) -> np.ndarray:
    """Return the angle of the nodes as seen from the middle of a face, of the shape of `Model.places`."""
    (across, along), (x, y) = (np.asarray(axis) for axis in model.geometry.grid.nodes[:2]), model.places
    i, j = face
    return np.arctan2(y - 0.5 * (along[j] + along[j + 1]), x - 0.5 * (across[i] + across[i + 1]))


@eqx.filter_jit
def _in_the_field(sheet: SheetField, currents: list[Any]) -> jax.Array:
    """Return ``K_m . Q K_n``."""
    fields = [sheet.induced(current) for current in currents]
    return jnp.stack([jnp.stack([dot(current, field) for field in fields]) for current in currents])


def _holes(film: Film) -> list[str]:
    if film.periodic:
        raise InputError("period", "a film that repeats", "a film that ends on all sides",
                         "The inductance of a hole in a pattern without end is not computed: draw some cells of it.")
    if not film.outline.holes:
        raise InputError("film", "a film without holes", "a film with at least one hole",
                         "Cut a hole out of the outline, outline - onnes.disc(...); or give it two terminals and ask "
                         "for inductance_between(...).")
    return film.hole_names


def _over_grids(film: Film, cells_per_xi: float | None, extrapolate: bool,
                compute: Callable[[FluxoidStates], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return numbers extrapolated to a spacing of zero from two grids, and their uncertainties; NaN from one grid.

    The error is of first order where a current crowds at an edge within less than a spacing, as it does if the Pearl
    length is shorter; else it lies between first order, with all of the correction, and second, with a third of it.
    """
    finest = finest_spacing(film, cells_per_xi)
    fine = compute(FluxoidStates(film, finest))
    if not (extrapolate and resolves(film.outline, 2 * finest)):
        return fine, np.full(fine.shape, np.nan)
    correction = fine - compute(FluxoidStates(film, 2 * finest))
    return fine + (1 if film.pearl_length < finest else 2 / 3) * correction, np.abs(correction) / 3


def finest_spacing(film: Film, cells_per_xi: float | None = None) -> float:
    """Return the spacing of the finest grid in metres, with eight cells across the narrowest part unless it is given.

    Raises:
        InputError: one that does not resolve the outline.
    """
    spacing = film.spacing(cells_per_xi, rigid=True)
    if cells_per_xi is None:
        for _ in range(_MOST_HALVINGS):
            if resolves(film.outline, 0.5 * _CELLS_ACROSS * spacing):
                break
            spacing /= 2
        spacing = min(np.linspace(spacing, _FINER * spacing, _CHOICES), key=lambda each: _aside(film, each))
    if not resolves(film.outline, spacing):
        raise InputError("cells_per_xi", cells_per_xi, "a grid that resolves the narrowest part of the outline",
                         f"A cell is now {in_words(spacing, 'm')}: increase cells_per_xi.")
    return film.spacing(film.constants.coherence_length / spacing, rigid=True)  # refuses one that nobody can afford


def _aside(film: Film, spacing: float) -> float:
    """Return how far the sides of the holes are from nodes, in cells, on both grids: then their errors are alike."""
    bounds = np.reshape([hole.bounds for hole in film.outline.holes], (-1, 2, 2))
    farthest = 0.0
    for each in (spacing, 2 * spacing):
        for axis, nodes in enumerate(film.grid_nodes(each)):
            cells = (bounds[:, :, axis] - nodes[0]) / (nodes[1] - nodes[0])
            farthest = max(farthest, float(np.max(np.abs(cells - np.round(cells)), initial=0.0)))
    return round(farthest, 3)


def _dataset(parts: tuple[np.ndarray, np.ndarray], dims: tuple[str, ...], coordinates: dict[str, Any]) -> xr.Dataset:
    (geometric, kinetic), (error_of_geometric, error_of_kinetic) = parts
    named = {"total": (geometric + kinetic, "inductance"), "geometric": (geometric, "of the field"),
             "kinetic": (kinetic, "of the carriers"),
             "uncertainty": (error_of_geometric + error_of_kinetic, "of the total, by the spacing of the grid")}
    return xr.Dataset({name: (dims, values, {"units": "H", "long_name": meaning})
                       for name, (values, meaning) in named.items()}, coordinates)

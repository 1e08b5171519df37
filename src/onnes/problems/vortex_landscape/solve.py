"""The landscape of a film from London's theory on its grid."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from onnes.devices import Film
from onnes.devices.inductance import face_of_each_hole, without_phase
from onnes.energies import Drive, State, uniform_state
from onnes.errors import InputError, door
from onnes.geometry import check_apart, resolves
from onnes.laws.london import carriers_of_film
from onnes.laws.stream_function import stream_function
from onnes.numerics.jax_settings import as_array
from onnes.problems.vortex_landscape.landscape import CORE, VortexLandscape, responses
from onnes.units import positive_si

_SITES = 10_000
_MOST_HALVINGS = 3
_MOST_SITES = 4e5
_COARSEST = 2.0
"""Spacing over Pearl length up to which the energy of a vortex on the grid is known to 0.001 eps_0 far from edges."""


@door
def vortex_landscape(film: Film, *, spacing: Any = None, core: float = CORE, samples: int = 200,
                     at: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None) -> VortexLandscape:
    """Return the energies of vortices at every place of a film, in any field and with any fluxoids of its holes.

    London's theory: cores are points, whose energies Ginzburg-Landau theory adds. The field of the currents counts
    where `onnes.Film.needs_self_field` says so. With h the spacing, energies of single vortices are within 0.05 eps_0
    half a cell from an edge, 0.02 eps_0 one cell from it, and converge as h^2 at a given place; where the field of the
    currents counts, interpolation adds 0.002 eps_0 in the mean and up to 0.02 eps_0.

    Args:
        spacing: of the sites [m]; if left out, one that gives about 10^4 of them and resolves film and Pearl length.
        core: energy of a core of radius xi, in eps_0.
        samples: at about how many places the effect of the currents' own field is computed; interpolated at others.
        at: x and y [m] -> whether there is a site; all cells of the grid on the film if left out.

    Raises:
        InputError: a grid that does not resolve the film or its Pearl length; regions, pins or normal metal in the
            film; a stack, a film with a period; a hole that no superconductor surrounds; no site.

    Source: Pearl, Appl. Phys. Lett. 5, 65 (1964); V. G. Kogan, Phys. Rev. B 49, 15874 (1994).
    """
    if film.periodic or type(film) is not Film:
        raise InputError("film", "a stack of films, or a film with a period", "a single film that ends on all sides")
    if film.metals or any(not pin.hole for pin in film.pins):
        raise InputError("film", "a film with regions or pins", "one superconductor",
                         "Leave out superconductor=, normal= and pins= that are no holes: a pin adds its own well.")
    model = film.model(_spacing(film, None if spacing is None else positive_si(spacing, "m", "spacing")))
    rest = State(as_array(without_phase(film, model)), uniform_state(model.grid).A)
    weight = carriers_of_film(model.energy, Drive(current=np.zeros(len(film.terminals) or ())), rest)[1]
    stream = stream_function(model.energy, weight[:2], face_of_each_hole(film, model))
    axes = [np.asarray(axis) * model.unit for axis in model.grid.nodes[:2]]
    cells = np.argwhere(stream.film).T
    x, y = (0.5 * (axis[cell] + axis[cell + 1]) for axis, cell in zip(axes, cells, strict=True))
    if at is not None:
        chosen = np.broadcast_to(at(x, y), x.shape)
        if not np.any(chosen):
            raise InputError("at", "no place on the film", "a function of x and y that is true somewhere on it")
        x, y, cells = x[chosen], y[chosen], cells[:, chosen]
    condensed = np.ones(len(x)) if film.disorder is None else np.clip(film.disorder.on(x, y, 0.0), 0.0, None)
    strength = condensed * film.thickness_profile.on(x, y, 0.0) / film.thickness
    sides = float(axes[0][1] - axes[0][0]), float(axes[1][1] - axes[1][0])
    return VortexLandscape(film.pearl_length, film.constants.coherence_length, core, x, y, cells, sides, strength,
                           np.sqrt(condensed), tuple(film.hole_names), stream=stream, samples=samples,
                           **responses(stream, cells, sides, samples))


def _spacing(film: Film, given: float | None) -> float:
    """Return the spacing of the sites in metres.

    Raises:
        InputError: holes that touch; a spacing that does not resolve the film or its Pearl length, or needs more memory
            than there is.
    """
    check_apart(film.outline, "outline")
    coarsest = _COARSEST * film.pearl_length if film.needs_self_field() else math.inf
    spacing = given
    if spacing is None:
        spacing = min(math.sqrt(film.outline.area / _SITES), coarsest)
        for _ in range(_MOST_HALVINGS):
            if resolves(film.outline, spacing):
                break
            spacing /= 2
    if given is None and film.outline.area / spacing**2 > _MOST_SITES:
        raise InputError("film", f"a film of {film.outline.area / film.pearl_length**2:.2g} Pearl lengths squared",
                         f"at most {_MOST_SITES:.0f} sites of {_COARSEST:g} Pearl lengths", "Take a part of the film.")
    if not spacing <= coarsest:
        raise InputError("spacing", f"{spacing:.3g} m", f"at most {_COARSEST:g} Pearl lengths, {coarsest:.3g} m",
                         "The current around a vortex varies over the Pearl length.")
    if not resolves(film.outline, spacing):
        raise InputError("spacing", f"{spacing:.3g} m", "a grid that resolves the narrowest part of the outline",
                         "Decrease spacing.")
    return film.spacing(film.constants.coherence_length / spacing, rigid=True)  # refuses one that nobody can afford

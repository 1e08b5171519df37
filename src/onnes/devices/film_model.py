"""A thin film on its grid."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import equinox as eqx
import numpy as np

from onnes.devices.composition import composed, unresolved
from onnes.devices.model import Model, Probes, faces_of_holes, warnings_about
from onnes.energies import FreeEnergy, Term, thin_film
from onnes.errors import InputError
from onnes.grids import Grid, Sample
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

if TYPE_CHECKING:
    from onnes.devices.film import Film

_ON_TERMINAL = 0.5
_OVERLAP = 0.25
"""Part of the current of two terminals that enters at common nodes, from which on they are one; corners are less."""


def film_model(film: Film, spacing: float, self_field: bool, terms: tuple[Term, ...]) -> Model:
    """Return the film on a grid of the given spacing in metres."""
    xi = film.constants.coherence_length
    grid = Grid([nodes / xi for nodes in film.grid_nodes(spacing)], periodic=film.periodic)
    whole = Sample(grid, film.outline.scaled(1 / xi))
    geometry = whole if film.thickness_profile.uniform else _of_thickness(film, whole)
    sample, composition = composed(film, geometry)
    thickness = np.ones(()) if film.thickness_profile.uniform else _relative_thickness(film, grid, ())
    shares = np.stack([each.shares(film.outline, grid, whole, xi, name) for name, each in film.terminals.items()]
                      or [np.zeros(grid.shape)])
    for (one, first), (other, second) in combinations(zip(film.terminals, shares, strict=False), 2):
        if np.sum(np.minimum(first, second)) > _OVERLAP:
            raise InputError("terminals", f"{one!r} and {other!r} in the same place", "terminals apart from each other")
    held = np.full(grid.shape, np.nan)
    for each, share in zip(film.terminals.values(), shares, strict=False):
        if each.contact != "free":
            held[touched(share, whole)] = 0.0 if each.contact == "normal" else 1.0
    energy = thin_film(sample, film.pearl_length / xi if self_field else None, shares if film.terminals else None,
                       film.kernel_on(grid) if self_field else None)
    energy = FreeEnergy((*energy.terms, *terms), sample)
    return Model(terms, energy, xi, spacing, tuple(film.terminals), shares, held, _probes(film, grid, whole),
                 faces_of_holes(film.outline, grid, xi, spacing), thickness,
                 (*warnings_about(film.outline, spacing), *unresolved(film, spacing)), geometry, composition)


def _of_thickness(film: Film, sample: Sample) -> Sample:
    """Weigh a sample with the local thickness over the largest."""
    edges = tuple(as_array(np.asarray(weight) * _relative_thickness(film, sample.grid, (d,) if d < 2 else ()))
                  for d, weight in enumerate(sample.edge_weight))
    volume = np.asarray(sample.node_volume) * _relative_thickness(film, sample.grid, ())
    return eqx.tree_at(lambda s: (s.node_volume, s.thin_edge_weight), sample, (as_array(volume), edges))


def _relative_thickness(film: Film, grid: Grid, spanned: tuple[int, ...]) -> np.ndarray:
    """Return the local thickness over the largest on the nodes, or on the edges of a direction."""
    x, y = (points * film.constants.coherence_length for points in grid.points(spanned))
    return film.thickness_profile.on(x, y, 0.0) / film.thickness


def touched(share: np.ndarray, sample: Sample) -> np.ndarray:
    """Return the nodes of a terminal: those that take at least half of the largest share per area of the film."""
    volume = np.asarray(sample.node_volume)
    density = safe_divide(share, volume)
    return density >= _ON_TERMINAL * np.max(density)


def _probes(film: Film, grid: Grid, sample: Sample) -> Probes:
    xi = film.constants.coherence_length
    axes = [np.asarray(grid.nodes[d]) for d in (0, 1)]
    volume = np.asarray(sample.node_volume)
    nodes, weights = [], []
    for place in film.probes.values():
        low = [int(np.clip(np.searchsorted(axis, p / xi) - 1, 0, len(axis) - 2)) for axis, p in
               zip(axes, place, strict=True)]
        part = [(p / xi - axis[i]) / (axis[i + 1] - axis[i]) for axis, p, i in zip(axes, place, low, strict=True)]
        four = np.array([(low[0] + i, low[1] + j) for i in (0, 1) for j in (0, 1)]).T
        weight = np.array([(part[0] if i else 1 - part[0]) * (part[1] if j else 1 - part[1])
                           for i in (0, 1) for j in (0, 1)]) * (volume[four[0], four[1]] > 0)
        nodes.append(four)
        weights.append(weight / np.sum(weight))
    shape = (len(film.probes), 4)
    return Probes(tuple(film.probes), np.reshape(np.stack(nodes, axis=1), (2, *shape)) if nodes else
                  np.zeros((2, *shape), int), np.reshape(weights, shape))


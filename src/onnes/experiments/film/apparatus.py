"""The film on its grid, its terminals, and the initial state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, SheetField, State, thin_film
from onnes.errors import InputError
from onnes.geometry import Shape, disc, rectangle, shape
from onnes.grids import Grid, Sample

if TYPE_CHECKING:
    from onnes.experiments.film import Film


@dataclass(frozen=True)
class Extent:
    """The box around a film: x and y from low to high, in xi."""

    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def centre(self) -> tuple[float, float]:
        return 0.5 * (self.low[0] + self.high[0]), 0.5 * (self.low[1] + self.high[1])


@dataclass(frozen=True)
class Apparatus:
    """A film ready to run.

    Attributes:
        energy, drive, start: free energy, applied field and current, initial state.
        pinned: nodes with psi = 0, if any.
        injection: current fed into each node, for a current of 1.
    """

    energy: FreeEnergy
    drive: Drive
    start: State
    pinned: np.ndarray | None
    injection: np.ndarray


def sheet_of(energy: FreeEnergy) -> SheetField:
    """Return the term of the film's own field."""
    (sheet,) = (term for term in energy.terms if isinstance(term, SheetField))
    return sheet


def shape_of(film: Film) -> tuple[Shape, Extent]:
    """Return the outline with its hole, and the box around it.

    Raises:
        InputError: an unknown outline, or a hole that does not fit.
    """
    outline, size = film.outline.strip(), film.size_over_xi
    if outline == "square":
        _check_size(film, size, size / film.aspect)
        plate = rectangle(size, size / film.aspect)
    elif outline == "disc":
        _check_size(film, size, size)
        plate = disc(0.5 * size)
    elif outline.upper().startswith("POLYGON"):
        plate = shape(outline, argument="outline")
        low_x, low_y, high_x, high_y = plate.bounds
        _check_size(film, high_x - low_x, high_y - low_y)
    else:
        raise InputError("outline", film.outline, "square, disc, or a polygon as well-known text",
                         'Write for example outline="POLYGON ((0 0, 20 0, 10 15, 0 0))".')
    extent = Extent(plate.bounds[:2], plate.bounds[2:])
    if film.hole_over_xi is not None:
        hole = disc(0.5 * film.hole_over_xi, extent.centre)
        if not plate.region.contains_properly(hole.region):
            raise InputError("hole_over_xi", film.hole_over_xi, "a hole that lies inside the film",
                             "Take a smaller hole.")
        plate = plate - hole
    return plate, extent


def _check_size(film: Film, *sides: float) -> None:
    from onnes.experiments.film import LARGEST_FILM

    if min(sides) < 4 * film.spacing_over_xi:
        raise InputError("spacing_over_xi", film.spacing_over_xi, f"at most {min(sides) / 4:.3g}, a quarter of a side",
                         "A film narrower than a few cells has no inside; a wire is the experiment current-voltage.")
    nodes = sides[0] * sides[1] / film.spacing_over_xi**2
    if nodes > LARGEST_FILM:
        raise InputError("size_over_xi", film.size_over_xi, f"at most {LARGEST_FILM:,} nodes, not {nodes:.3g}",
                         "Take a smaller film or a larger spacing_over_xi.")


def build(film: Film) -> Apparatus:
    """Return the film, ready to run."""
    plate, extent = shape_of(film)
    axes = []
    for low, high in zip(extent.low, extent.high, strict=True):
        axes.append(np.linspace(low, high, round((high - low) / film.spacing_over_xi) + 1))
    sample = Sample(Grid(axes), plate)
    injection = _terminals(sample)
    energy = thin_film(sample, film.pearl_over_xi, injection)
    drive = Drive(1.0 - film.temperature, (0.0, 0.0, film.induction), current=film.current)
    pinned = (injection != 0) if film.current and film.terminals == "normal" else None
    return Apparatus(energy, drive, _start(film, energy, drive, pinned), pinned, injection)


@eqx.filter_jit
def _start(film: Film, energy: FreeEnergy, drive: Drive, pinned) -> State:
    sample = energy.sample
    applied = sheet_of(energy).applied(drive, sample)
    A = tuple(None if c is None else c / length for c, length in zip(applied, sample.edge_length, strict=True))
    return State(_first_psi(film, sample, pinned), A)


def _terminals(sample: Sample) -> np.ndarray:
    """Return the current into each node, 1 in total at the left end of the film and -1 at the right end.

    The ends are the first and last columns of nodes with edges along x; a node takes a share proportional to its width.
    """
    along = np.asarray(sample.edge_weight[0])
    columns = np.nonzero(along.sum(axis=1) > 0)[0]
    fed = np.zeros(sample.grid.shape)
    first, last = columns[0], columns[-1] + 1
    fed[first] = along[first] / along[first].sum()
    fed[last] = -along[last - 1] / along[last - 1].sum()
    return fed


def _first_psi(film: Film, sample: Sample, pinned) -> jax.Array:
    if film.start == "superconducting":
        psi = jnp.full(sample.grid.shape, np.sqrt(max(1.0 - film.temperature, 0.0)), complex)
    else:
        pair = jax.random.normal(jax.random.key(film.seed), (2, *sample.grid.shape))
        volume = sample.node_volume
        stiffness = abs(1.0 - film.temperature) + 4 / film.spacing_over_xi**2
        size = jnp.sqrt(film.noise / (2 * stiffness * jnp.where(volume > 0, volume, jnp.inf)))
        psi = size * (pair[0] + 1j * pair[1])
    psi = jnp.where(sample.node_volume > 0, psi, 0.0)
    return psi if pinned is None else jnp.where(pinned, 0.0, psi)

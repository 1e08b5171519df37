"""Record of a body in space at one time: numbers, and maps of horizontal sections."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.grids import Sample
from onnes.laws.outcome import Instant
from onnes.numerics.safe_division import safe_divide
from onnes.readouts.condensate_frame import condensate_frame, on_nodes, with_vortices
from onnes.readouts.faces_of_holes import FacesOfHoles
from onnes.readouts.film import mean_density
from onnes.readouts.plane import Plane
from onnes.readouts.vortices import charges, turns_of_faces

_NAMES = ("moment_x", "moment_y", "moment")


class Section(eqx.Module):
    """A horizontal plane through a body, over its bounding box.

    Attributes:
        sample: of the body in this plane.
        holes: faces of the plane in each hole and around it.
        first: numbers along x and y of the first node of the plane among those of space.
        level: number along z of its nodes.
    """

    sample: Sample
    holes: FacesOfHoles
    first: tuple[int, int] = eqx.field(static=True)
    level: int = eqx.field(static=True)

    def cut(self, values: jax.Array, across: int | None = None) -> jax.Array:
        """Return values of space on the plane.

        Args:
            across: direction of the edges on which they stand; None for nodes.
        """
        (i, j), (nx, ny) = self.first, self.sample.grid.shape
        return values[i:i + nx - (across == 0), j:j + ny - (across == 1), self.level]

    def state(self, state: State) -> State:
        """Return psi and the components of A in the plane."""
        along_x, along_y = state.A[:2]
        assert along_x is not None
        assert along_y is not None
        return State(self.cut(state.psi), (self.cut(along_x, 0), self.cut(along_y, 1), None))


def moment_in_space(sample: Sample, current: Any) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Return the components of ``(1/2) int r x J dV`` from the currents through the dual faces of edges.

    Of the body alone: what a solve leaves of a current in vacuum has a long lever.
    """
    moments = []
    weights, lengths, nodes = sample.edge_weight, sample.edge_length, sample.grid.nodes

    def lever(along: int, arm: int) -> jax.Array:
        """Sum of J along one direction times the coordinate along another."""
        shape = [-1 if d == arm else 1 for d in range(3)]
        flow = jnp.where(weights[along] > 0, current[along], 0.0) * lengths[along]
        return jnp.sum(jnp.asarray(nodes[arm]).reshape(shape) * flow)

    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        moments.append(0.5 * (lever(j, i) - lever(i, j)))
    return moments[0], moments[1], moments[2]


def solid_frame(sample: Sample, sections: tuple[Section, ...], recorded: int,
                now: Instant) -> dict[str, jax.Array | np.ndarray]:
    """Return the maps of one section and the numbers of a body at one moment, in reduced units.

    Args:
        sample: of the body in space.
        sections: half-way up each superconducting layer.
        recorded: number of the one whose maps are kept.
    """
    planes = [Plane(each.sample, each.holes) for each in sections]
    found = [_of_plane(each, now.state) for each in sections]
    vortices = [np.sum(np.abs(charges(plane.faces, each["turns"], each["psi"])))
                for plane, each in zip(planes, found, strict=True)]
    kept = with_vortices(planes[recorded], _of_section(sections[recorded], sample, now))
    return kept | _numbers(sample, now) | {
        "vortices_of_layers": np.array(vortices),
        "fluxoid_of_layers": np.stack([plane.holes.sums(np.asarray(each["turns"]))
                                       for plane, each in zip(planes, found, strict=True)]),
    }


@eqx.filter_jit
def _of_plane(section: Section, state: State) -> dict[str, jax.Array]:
    return {"psi": section.cut(state.psi), "turns": turns_of_faces(section.sample, section.state(state))}


@eqx.filter_jit
def _of_section(section: Section, sample: Sample, now: Instant) -> dict[str, jax.Array]:
    weights = [section.cut(sample.edge_weight[d], d) for d in (0, 1)]
    through = [section.cut(now.current[d], d) for d in (0, 1)]
    density = [safe_divide(c, w * length) for c, w, length in
               zip(through, weights, section.sample.edge_length, strict=False)]
    covered = [jnp.float32(w > 0) for w in weights]
    return condensate_frame(section.sample, section.state(now.state)) | {
        "current_density": jnp.float32(on_nodes(density, covered))}


@eqx.filter_jit
def _numbers(sample: Sample, now: Instant) -> dict[str, jax.Array]:
    return {"mean_density": mean_density(sample, now.state),
            **dict(zip(_NAMES, moment_in_space(sample, now.current), strict=True))}

"""Record of the order parameter and the field in a plane at one time."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.grids import Sample
from onnes.grids.operators import curl
from onnes.numerics.safe_division import safe_divide
from onnes.readouts.film import mean_density
from onnes.readouts.plane import Plane
from onnes.readouts.vortices import charges, turns_of_faces


def condensate_frame(sample: Sample, state: State) -> dict[str, jax.Array]:
    """Return psi, vector potential, field and turns of faces of a state in a plane, in reduced units."""
    flux = curl(sample.grid, sample.circulation(state.A))[2]
    assert flux is not None, "A lies in the plane"
    return {
        "psi": jnp.complex64(state.psi),
        "vector_potential": jnp.float32(on_nodes(state.A, periodic=sample.grid.periodic)),
        "field": jnp.float32(flux / sample.face_area[2]),
        "mean_density": mean_density(sample, state),
        "turns": turns_of_faces(sample, state),
    }


def with_vortices(plane: Plane, frame: dict[str, jax.Array]) -> dict[str, jax.Array | np.ndarray]:
    """Return a frame with fluxoids and the numbers of vortices in place of the turns of faces.

    In NumPy, since the number of faces in holes differs from outline to outline.
    """
    turns = np.asarray(frame.pop("turns"))
    found = charges(plane.faces, turns, frame["psi"])
    return frame | {"fluxoid": plane.holes.sums(turns), "vorticity": np.sum(found), "vortices": np.sum(np.abs(found))}


def without_moment(sample: Sample, frame: dict) -> dict:
    """Return a frame without moment and magnetisation if it is that of a cell in a plane without end, which has none
    of its own: how the pattern ends decides it.
    """
    endless = len(sample.grid.periodic) == 2
    return {name: value for name, value in frame.items() if not (endless and name in ("moment", "magnetisation"))}


def current_density(sample: Sample, current) -> jax.Array:
    """Return the current density on the nodes, shape (2, nx, ny), from the currents through the dual faces of edges."""
    density = tuple(safe_divide(c, w * length)
                    for c, w, length in zip(current[:2], sample.edge_weight, sample.edge_length, strict=False))
    covered = tuple(jnp.float32(w > 0) for w in sample.edge_weight[:2])
    return on_nodes(density, covered, sample.grid.periodic)


def on_nodes(edges, covered=None, periodic: tuple[int, ...] = ()) -> jax.Array:
    """Return the mean of the two edges of every node along x and along y, shape (2, nx, ny).

    Args:
        covered: 1 on the edges that count, 0 on others; all count if left out.
        periodic: axes along which the edges repeat.
    """
    covered = covered or tuple(jnp.ones_like(values) for values in edges[:2])

    def both(values, axis):
        """Sum of the edges before and after each node."""
        if axis in periodic:
            around = jnp.pad(values, [(1, 1) if a == axis else (0, 0) for a in range(2)], mode="wrap")
            return sum(jax.lax.slice_in_dim(around, by, by + values.shape[axis] + 1, axis=axis) for by in (0, 1))
        return sum(jnp.pad(values, [side if a == axis else (0, 0) for a in range(2)]) for side in ((1, 0), (0, 1)))

    return jnp.stack([both(values * count, axis) / jnp.maximum(both(count, axis), 1)
                      for axis, (values, count) in enumerate(zip(edges[:2], covered, strict=True))])

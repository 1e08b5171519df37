"""What is kept of a thin film at each recorded time."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.grids import Sample
from onnes.grids.operators import circulation, curl, grad
from onnes.laws.outcome import Instant
from onnes.numerics.safe_division import safe_divide
from onnes.readouts.film import magnetic_moment, mean_density, vortices, winding_around


@eqx.filter_jit
def film_frame(sample: Sample, now: Instant, holes, shares) -> dict[str, jax.Array]:
    """Return fields and numbers of a film at one moment, in reduced units.

    psi and A are given in the gauge in which A is that of the applied field and of the currents: psi exp(-i chi) and
    A - grad chi, where d_t chi is the electric potential.

    Args:
        holes: the faces in each hole and around it, truth values, shape (holes, nx - 1, ny - 1).
        shares: of the current of each terminal at every node, shape (terminals, nx, ny).
    """
    lengths = sample.edge_length[:2]
    circulations = circulation(sample.edge_length, now.state.A)[:2]
    slope = grad(sample.grid, now.potential)[:2]
    A = tuple((c - g) / length for c, g, length in zip(circulations, slope, lengths, strict=True))
    psi = now.state.psi * jnp.exp(-1j * now.potential)
    flux = curl(sample.grid, (*circulations, None))[2]
    turns = vortices(sample, now.state)
    return {
        "psi": jnp.complex64(psi),
        "vector_potential": jnp.float32(on_nodes(A)),
        "field": jnp.float32(flux / sample.face_area[2]),
        "sheet_current": jnp.float32(sheet_current(sample, now.current)),
        "potential": now.potential,
        "terminal_potential": jnp.sum(shares * now.potential, axis=(1, 2)),
        "mean_density": mean_density(sample, now.state),
        "moment": magnetic_moment(sample, now.current),
        "vorticity": jnp.sum(turns), "vortices": jnp.sum(jnp.abs(turns)),
        "fluxoid": jnp.stack([winding_around(sample, now.state, hole) for hole in holes])
        if len(holes) else jnp.zeros(0),
    }


def sheet_current(sample: Sample, current) -> jax.Array:
    """Return K on the nodes, shape (2, nx, ny), from the currents through the dual faces of the edges."""
    density = tuple(safe_divide(c, w * length)
                    for c, w, length in zip(current[:2], sample.edge_weight, sample.edge_length, strict=False))
    covered = tuple(jnp.float32(w > 0) for w in sample.edge_weight[:2])
    return on_nodes(density, covered)


def on_nodes(edges, covered=None) -> jax.Array:
    """Return the mean of the two edges of every node along x and along y, shape (2, nx, ny).

    Args:
        covered: 1 on the edges that count, 0 on others; all count if left out.
    """
    covered = covered or tuple(jnp.ones_like(values) for values in edges[:2])

    def both(values, axis):
        """Sum of the edges before and after each node."""
        return sum(jnp.pad(values, [side if a == axis else (0, 0) for a in range(2)]) for side in ((1, 0), (0, 1)))

    return jnp.stack([both(values * count, axis) / jnp.maximum(both(count, axis), 1)
                      for axis, (values, count) in enumerate(zip(edges[:2], covered, strict=True))])

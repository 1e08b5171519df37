"""Record of a thin film at one time."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.grids import Sample
from onnes.grids.operators import grad
from onnes.laws.outcome import Instant
from onnes.numerics.jax_settings import compiled_fast
from onnes.readouts.condensate_frame import condensate_frame, current_density, with_vortices, without_moment
from onnes.readouts.film import magnetic_moment


def film_frame(sample: Sample, now: Instant, holes, shares) -> dict[str, jax.Array | np.ndarray]:
    """Return fields and numbers of a film at one moment, in reduced units.

    psi and A are given in the gauge in which A is that of the applied field and of the currents: psi exp(-i chi) and
    A - grad chi, where d_t chi is the electric potential.

    Args:
        holes: the faces in each hole and around it.
        shares: of the current of each terminal at every node, shape (terminals, nx, ny).
    """
    return without_moment(sample, with_vortices(sample, _in_plane(sample, now, shares), holes))


@compiled_fast
def _in_plane(sample: Sample, now: Instant, shares) -> dict[str, jax.Array]:
    lengths = sample.edge_length[:2]
    slope = grad(sample.grid, now.potential)[:2]
    x, y = (a - g / length for a, g, length in zip(now.state.A[:2], slope, lengths, strict=True))
    state = State(now.state.psi * jnp.exp(-1j * now.potential), (x, y, None))
    return condensate_frame(sample, state) | {
        "sheet_current": jnp.float32(current_density(sample, now.current)),
        "potential": now.potential,
        "terminal_potential": jnp.sum(shares * now.potential, axis=(1, 2)),
        "moment": magnetic_moment(sample, now.current),
    }

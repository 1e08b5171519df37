"""Record of a thin film at one time."""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.grids.operators import grad
from onnes.grids.unit_phase import unit_phase
from onnes.laws.outcome import Instant
from onnes.numerics.held import Held
from onnes.numerics.jax_settings import COMPILED_FAST
from onnes.readouts.condensate_frame import condensate_frame, current_density, with_vortices, without_moment
from onnes.readouts.film import magnetic_moment
from onnes.readouts.plane import Plane


def film_frame(plane: Plane, now: Instant) -> dict[str, jax.Array | np.ndarray]:
    """Return fields and numbers of a film at one moment, in reduced units.

    psi and A are given in the gauge in which A is that of the applied field and of the currents: psi exp(-i chi) and
    A - grad chi, where d_t chi is the electric potential.
    """
    found = _in_plane(plane.held, now.state.psi, now.state.A, now.current, now.potential)
    return without_moment(plane.sample, with_vortices(plane, found))


@partial(jax.jit, compiler_options=COMPILED_FAST)
def _in_plane(held: Held, psi, A, current, potential) -> dict[str, Any]:
    sample, shares = held.things
    lengths = sample.edge_length[:2]
    slope = grad(sample.grid, potential)[:2]
    x, y = (a - g / length for a, g, length in zip(A[:2], slope, lengths, strict=True))
    state = State(psi * unit_phase(-potential), (x, y, None))
    return condensate_frame(sample, state) | {
        "sheet_current": jnp.float32(current_density(sample, current)),
        "potential": potential,
        "terminal_potential": jnp.sum(shares * potential, axis=(1, 2)),
        "moment": magnetic_moment(sample, current),
    }

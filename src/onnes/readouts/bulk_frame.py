"""Record of a body infinite along z at one time."""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.laws.outcome import Instant
from onnes.numerics.held import Held
from onnes.numerics.jax_settings import COMPILED_FAST
from onnes.readouts.condensate_frame import condensate_frame, current_density, with_vortices, without_moment
from onnes.readouts.film import magnetic_moment
from onnes.readouts.plane import Plane


def bulk_frame(plane: Plane, now: Instant) -> dict[str, jax.Array | np.ndarray]:
    """Return fields and numbers of a body at one moment, in reduced units.

    The moment per length is ``(1/2) int r x J dA``, which is ``kappa^2 int (B - H) dA`` over body and holes.
    """
    return without_moment(plane.sample, with_vortices(plane, _in_plane(plane.held, now.state, now.current)))


@partial(jax.jit, compiler_options=COMPILED_FAST)
def _in_plane(held: Held, state: State, current) -> dict[str, Any]:
    sample, _ = held.things
    moment = magnetic_moment(sample, current)
    return condensate_frame(sample, state) | {
        "moment": moment, "magnetisation": moment / jnp.sum(sample.node_volume),
        "current_density": jnp.float32(current_density(sample, current)),
    }

"""Record of a body infinite along z at one time."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids import Sample
from onnes.laws.outcome import Instant
from onnes.numerics.jax_settings import compiled_fast
from onnes.readouts.condensate_frame import condensate_frame, current_density, with_vortices, without_moment
from onnes.readouts.film import magnetic_moment


def bulk_frame(sample: Sample, now: Instant, holes) -> dict[str, jax.Array | np.ndarray]:
    """Return fields and numbers of a body at one moment, in reduced units.

    The moment per length is ``(1/2) int r x J dA``, which is ``kappa^2 int (B - H) dA`` over body and holes.

    Args:
        holes: the faces in each hole and around it.
    """
    return without_moment(sample, with_vortices(sample, _in_plane(sample, now), holes))


@compiled_fast
def _in_plane(sample: Sample, now: Instant) -> dict[str, jax.Array]:
    moment = magnetic_moment(sample, now.current)
    return condensate_frame(sample, now.state) | {
        "moment": moment, "magnetisation": moment / jnp.sum(sample.node_volume),
        "current_density": jnp.float32(current_density(sample, now.current)),
    }

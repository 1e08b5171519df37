"""The drive of a law at one time."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive


def drive_at(protocol: Any, t: float) -> Drive:
    """Return the drive at a time; where it jumps, the one before, and at the start of a run the one after.

    Args:
        protocol: t -> Drive, or an object with ``before(t)``, see `TDGL`.
    """
    return _drive(protocol.before(float(t)) if hasattr(protocol, "before") else protocol, jnp.asarray(np.float64(t)))


@eqx.filter_jit
def _drive(protocol: Any, t) -> Drive:
    return protocol(t)

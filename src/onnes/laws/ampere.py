"""The current of a body, by Ampere's law."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids.solvers.vectors import scaled

_NO_PSI: Any = np.zeros(())
"""Terms of the field alone do not look at psi."""


def current_by_ampere(field: FreeEnergy, A, drive: Drive):
    """Return kappa^2 curl* (curl A - H) through the dual face of every edge; 0 where an edge has no length.

    Args:
        field: the terms of the field alone.
    """
    force = jax.grad(lambda a: field(State(_NO_PSI, a), drive))(A)
    return field.sample.per_length(scaled(0.5, force))

"""Positions of the vortices of a recorded frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from onnes.energies import State
from onnes.numerics.jax_settings import as_array
from onnes.readouts.vortices import vortices
from onnes.readouts.zeros import zeros

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution


def vortices_of(solution: Solution, frame: int) -> xr.Dataset:
    """Return x, y [m] and charge of the vortices in one frame, each at its zero of psi, see `zeros`."""
    model, data, unit = solution.model, solution.data, solution.device.constants.coherence_length
    psi = data["psi"].values[frame].astype(complex)
    A = data["vector_potential"].values[frame] / (solution.device.upper_critical_field * unit)
    on_edges = tuple(as_array(0.5 * (np.take(a, range(1, a.shape[d]), d) + np.take(a, range(a.shape[d] - 1), d)))
                     for d, a in enumerate(A))
    state = State(as_array(psi), (*on_edges, None))
    turns = vortices(model.geometry, state)
    i, j = np.nonzero(turns)
    x, y = zeros(model.geometry, state, i, j)
    attributes = {"units": "m"}
    return xr.Dataset({"x": ("vortex", x * unit, attributes), "y": ("vortex", y * unit, attributes),
                       "charge": ("vortex", turns[i, j])})

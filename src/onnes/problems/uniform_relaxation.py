"""Relaxation of a uniform order parameter by a run of time-dependent Ginzburg-Landau theory."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from onnes.drives.protocols import Steady
from onnes.energies import Drive, ginzburg_landau, uniform_state
from onnes.grids import Grid, Sample
from onnes.laws import TDGL
from onnes.laws.outcome import Outcome

_TOLERANCE, _LARGEST_STEP = 1e-5, 0.02


def uniform_relaxation(start: float, gamma: float, duration: float, records: int,
                       progress: Callable[[float, str], None] | None = None) -> Outcome:
    """Run |psi| from ``start`` times its equilibrium value; the record ``gap`` is |psi| over it.

    Args:
        gamma: 2 tau_in Delta_eq/hbar of the generalised equation.
        duration: in tau_GL, the time of relaxation of psi at psi = 0.
    """
    axis = np.arange(4.0)
    sample = Sample(Grid([axis, axis]))
    law = TDGL(ginzburg_landau(sample, 1.0), Steady(Drive(1.0)), conductivity=1.0, pair_breaking=gamma,
               tolerance=_TOLERANCE, largest_step=_LARGEST_STEP)
    return law.run(uniform_state(sample.grid, start), duration, every=duration / records, progress=progress,
                   record=lambda now: {"gap": np.mean(np.abs(np.asarray(now.state.psi)))})

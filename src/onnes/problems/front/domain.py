"""Superconducting domain that grows in the square cross-section of a long body, by Ginzburg-Landau theory."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from onnes.carriers.expulsion_times import cylinder_time_fraction
from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau
from onnes.grids import Grid, Sample, uniform
from onnes.laws import TDGL
from onnes.laws.outcome import Ledger
from onnes.problems.expulsion.nuclei import nuclei_state
from onnes.readouts.fields import magnetic_induction
from onnes.results import Status

SPACING = 0.4
"""Spacing of the grid, in xi."""
_RECORDS, _PATIENCE = 400, 4.0
"""Records, and longest time, in the quasi-static time of the cylinder that the square holds."""
_ARRIVED = 0.1
"""Density of pairs at the surface at which the run ends."""


@dataclass(frozen=True)
class Domain:
    """Course of a domain over K records; lengths in lambda, times in lambda^2/D, fields in Bc.

    Attributes:
        time: shape (K,).
        node: x and y of the nodes, shape (N,).
        order_parameter: psi over its bulk value, shape (K, N, N).
        along_x, along_y: vector potential on the edges, in Bc lambda, shapes (K, N - 1, N) and (K, N, N - 1).
        field: B on the cells, shape (K, N - 1, N - 1).
        ledger: balance of energy, in the units of the law.
        status, message: how the run ended.
    """

    time: np.ndarray
    node: np.ndarray
    order_parameter: np.ndarray
    along_x: np.ndarray
    along_y: np.ndarray
    field: np.ndarray
    ledger: Ledger
    status: Status
    message: str

    def thinned(self, keep: int) -> Domain:
        """Return the course with one of ``keep`` records."""
        names = ("time", "order_parameter", "along_x", "along_y", "field")
        return replace(self, **{name: getattr(self, name)[::keep] for name in names})


def growing_domain(deficit: float, kappa: float, half: float, offset: float, nucleus: float, diffusivity: float = 1.0,
                   progress: Callable[[float, str], None] | None = None) -> Domain:
    """Return the course of a domain that starts as a round nucleus in a uniform field, until it reaches the surface.

    Args:
        deficit: p = 1 - H/Hc.
        kappa: lambda/xi, below 1/sqrt(2).
        half: half the side of the square.
        offset: distance of the nucleus from the middle, along x.
        nucleus: its radius.
        diffusivity: D tau/lambda^2; tau is the relaxation time of psi.
    """
    applied, to_critical = (1 - deficit) / (math.sqrt(2) * kappa), math.sqrt(2) * kappa
    x = uniform(-half * kappa, half * kappa, SPACING)
    sample = Sample(Grid([x, x]))
    law = TDGL(ginzburg_landau(sample, kappa), Steady(Drive(1.0, (0.0, 0.0, applied))), conductivity=1 / diffusivity)
    share = 1 - cylinder_time_fraction(nucleus / half)
    longest = _PATIENCE * float(share) * half**2 / (4 * deficit) / diffusivity

    def record(now):
        return {"psi": np.asarray(now.state.psi), "x": np.asarray(now.state.A[0]), "y": np.asarray(now.state.A[1]),
                "field": np.asarray(magnetic_induction(sample, now.state.A)[2]) * to_critical}

    def arrived(state: State, _: float) -> bool:
        psi = np.abs(np.asarray(state.psi))
        return float(max(np.max(psi[[0, -1]]), np.max(psi[:, [0, -1]]))) ** 2 > _ARRIVED

    start = nuclei_state(sample.grid, kappa, applied, nucleus * kappa, [(offset * kappa, 0.0)], [0.0])
    run = law.run(start, longest, every=longest / _RECORDS,
                  record=record, stop=arrived, progress=progress)
    records = run.records
    return Domain(records["time"] * diffusivity, x / kappa, records["psi"], records["x"] * math.sqrt(2),
                  records["y"] * math.sqrt(2), records["field"], run.ledger, run.status, run.message)

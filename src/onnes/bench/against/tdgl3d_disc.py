"""A thin disc in a weak field across it, from weak to complete screening, in both programs.

``mu = m/m_London`` is the moment over that of a disc whose own field does not count, ``m_London = -pi H R^4/(8
Lambda)``, Lambda = lambda^2/d. It tends to 1 where Lambda >> R, and to ``(64/(3 pi)) Lambda/R``, complete screening,
where Lambda << R. Between them `exact_moment` solves London's equation.

tdgl3d has a disc of finite thickness in a box whose walls hold the applied field, and pairs that must end at its
surface. Its R and Lambda are those of its pairs: with S_0 and S_2 the integrals of |psi|^2 and |psi|^2 r^2,
``R^2 = 2 S_2/S_0``, ``Lambda = kappa^2 pi R^2/S_0`` and ``m_London = -(1/4) B S_2``, as in its own comparison, from
which the disc is taken too (packages/tdgl3d/benchmarks of https://github.com/omedeiro/nanowire_tdgl).
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.linalg import solve

from onnes.bench.against.tdgl3d_moats import ABSORBING, moment, whole_cells
from onnes.errors import OnnesError
from onnes.units.constants import VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.energies import State

RATIOS = (1e3, 1e2, 30.0, 10.0, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01, 3e-3)
"""Lambda/R."""
_MODES = 400
_TOLERANCE, _LINEAR_TOLERANCE = 1e-5, 1e-8
"""In a weak field A is small, about 0.01."""


def exact_moment(ratio: float, modes: int = _MODES) -> float:
    """Return mu of a thin disc with Lambda/R = ``ratio``.

    ``mu_0 Lambda K(r) + A_K(r) = -B r/2``, A_K the azimuthal vector potential of the sheet current K, whose Hankel
    transform is ``mu_0 K(k)/(2 k)``. K is a sum of Zernike's radial polynomials R^1_(2n+1), whose transforms are
    ``(-1)^n J_(2n+2)(k)/k``, so that all integrals are closed (Weber and Schafheitlin):

        <R_n|R_m> = delta_nm/(4 n + 4),   <R_n|A_m> = 1/(8 pi (1/4 - (n - m)^2)(n + m + 3/2)(n + m + 5/2)).

    Source: Abramowitz and Stegun 11.4.33; Pearl, Appl. Phys. Lett. 5, 65 (1964).
    """
    n = np.arange(modes)
    apart, together = np.subtract.outer(n, n), np.add.outer(n, n)
    induced = 1 / (8 * math.pi * (0.25 - apart**2) * (together + 1.5) * (together + 2.5))
    drive = np.zeros(modes)
    drive[0] = -1 / 8
    first = solve(np.diag(ratio / (4 * n + 4)) + induced, drive, assume_a="pos")[0]
    return float(-2 * ratio * first)


class FilmDisc(NamedTuple):
    """mu of the film of Onnes, and how long it took, without the first call, which compiles."""

    mu: float
    seconds: float
    processor_seconds: float


def film_disc(ratio: float, cells: int) -> FilmDisc:
    """Return the moment of a disc by `onnes.solve` with London's law.

    Args:
        cells: of the grid along the radius.
    """
    import onnes
    from onnes.geometry import disc

    radius, thickness, field = 1e-6, 1e-9, 1e-6
    film = onnes.Film(disc(radius), coherence_length=radius / 10, thickness=thickness,
                      penetration_depth=math.sqrt(ratio * radius * thickness))

    def call() -> float:
        solution = onnes.solve(film, law="london", time=1e-9, field=field, self_field=True, cells_per_xi=cells / 10,
                               frames=1)
        return float(solution.data["moment"][-1])

    call()
    wall, spent = time.perf_counter(), time.process_time()
    found = call()
    seconds, processor = time.perf_counter() - wall, time.process_time() - spent
    weak = -math.pi * field / VACUUM_PERMEABILITY * radius**3 / (8 * ratio)
    return FilmDisc(found / weak, seconds, processor)


@dataclass(frozen=True)
class BoxedDisc:
    """The disc of tdgl3d; lengths in xi, which is also the spacing of its nodes, fields in Bc2.

    Attributes:
        cells: of the box along x, y and z.
        thickness: of the disc, in cells.
        relaxing: time for psi without field.
        diffusion_times: how often the field may diffuse through the box in the time of the run.
    """

    kappa: float
    radius: float = 6.0
    thickness: int = 4
    cells: tuple[int, int, int] = (28, 28, 20)
    field: float = 0.005
    relaxing: float = 15.0
    diffusion_times: float = 2.5

    @property
    def axes(self) -> list[np.ndarray]:
        """Coordinates of the nodes."""
        return [np.arange(1.0, n) for n in self.cells]

    @property
    def duration(self) -> float:
        """Time of the run in the field, as in tdgl3d's own comparison."""
        return max(self.diffusion_times * self.cells[0] ** 2 / self.kappa**2, 12.0)

    def metal_nodes(self) -> np.ndarray:
        """Return truth values of the nodes in the metal."""
        x, y, z = np.meshgrid(*self.axes, indexing="ij")
        low = (self.cells[2] - self.thickness) // 2
        round_ = (x - 0.5 * self.cells[0]) ** 2 + (y - 0.5 * self.cells[1]) ** 2 <= self.radius**2
        return round_ & (z >= low) & (z <= low + self.thickness)

    def request(self) -> dict[str, Any]:
        """Return the disc in the words of the script."""
        return {"case": "disc", "cells": self.cells, "spacing": 1.0, "kappa": self.kappa, "radius": self.radius,
                "thickness": self.thickness, "field": self.field, "relaxing": self.relaxing,
                "diffusion_times": self.diffusion_times}


class Settled(NamedTuple):
    """Disc at rest: the seconds it took, without compilation, and its state."""

    state: State
    steps: int
    seconds: float
    processor_seconds: float


def settle(disc: BoxedDisc) -> Settled:
    """Relax the same disc on the same nodes in Onnes for the same time.

    Raises:
        OnnesError: a run that failed.
    """
    from onnes.drives.protocols import Steady
    from onnes.energies import Drive, State, ginzburg_landau
    from onnes.laws import TDGL
    from onnes.numerics.jax_settings import as_array

    metal, sample = disc.metal_nodes(), whole_cells(disc.axes, (1.0, 1.0, 1.0))
    drive = Drive(np.where(metal, 1.0, ABSORBING), (0.0, 0.0, disc.field))
    law = TDGL(ginzburg_landau(sample, disc.kappa), Steady(drive), 1.0, tolerance=_TOLERANCE,
               linear_tolerance=_LINEAR_TOLERANCE)
    start = State(as_array(metal.astype(complex)),
                  tuple(as_array(np.zeros(sample.grid.cell_shape((d,)))) for d in range(3)))
    law.run(start, 1e-3, every=1e-3)
    wall, spent = time.perf_counter(), time.process_time()
    run = law.run(start, disc.relaxing + disc.duration, every=disc.relaxing + disc.duration)
    if run.status != "completed":
        raise OnnesError(f"the disc of Onnes with kappa = {disc.kappa:g} did not settle: {run.message}")
    return Settled(run.state, run.steps, time.perf_counter() - wall, time.process_time() - spent)


class Screening(NamedTuple):
    """mu of a disc in a box, and the Lambda/R of its pairs."""

    mu: float
    ratio: float


def screening(axes: Sequence[np.ndarray], kappa: float, field: float, state: State) -> Screening:
    """Return the moment of a state on nodes that are xi apart, over that of its pairs without a field of their own."""
    psi = np.abs(np.asarray(state.psi))
    x, y = (nodes - nodes.mean() for nodes in axes[:2])
    on_x, on_y = psi[1:] * psi[:-1], psi[:, 1:] * psi[:, :-1]
    second = float(np.sum(on_y * x[:, None, None] ** 2) + np.sum(on_x * y[:, None] ** 2))
    radius_squared = 2 * second / (0.5 * float(np.sum(on_x) + np.sum(on_y)))
    pairs = 0.5 * float(np.sum(on_x) + np.sum(on_y)) / (math.pi * radius_squared)
    return Screening(moment(axes, (1.0, 1.0, 1.0), state) / (-0.25 * field * second),
                     kappa**2 / pairs / math.sqrt(radius_squared))

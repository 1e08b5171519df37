"""A lattice of vortices in a long body: one cell with two of them, periodic in both directions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau
from onnes.energies.covariant_gradient import CovariantGradient
from onnes.energies.landau_level import abrikosov_lattice
from onnes.energies.periodic import repeated, uniform_potential
from onnes.grids import Grid, Sample
from onnes.grids.complex_parts import squared_modulus
from onnes.grids.operators import curl
from onnes.laws.static import Static
from onnes.numerics.extrapolation import refined_estimate
from onnes.numerics.uncertainty import Estimate

QUANTA = 2
SQUARE, TRIANGULAR = 90.0, 60.0
"""Angles of a rhombic lattice in degrees."""
CELLS = (36, 24)
"""Cells along and across the longer side of the coarser grid. All lattices share them, and so compiled programs."""
_RESIDUAL, _ROUNDING = 1e-9, 2e-13
"""Residual force at which a state is minimal, over 1 - B/Bc2, to which the force falls near Bc2; and the rounding error
of kappa^2 curl B, below which no force is resolved."""


@dataclass(frozen=True)
class Lattice:
    """A rhombic lattice on one grid.

    Attributes:
        converged: whether the energy is at its minimum.
        energy: per volume less that of the normal metal in the same mean field, in Bc^2/mu_0; -1/2 of a uniform
            superconductor without field.
        beta_a: <|psi|^4>/<|psi|^2>^2.
        mean_density: <|psi|^2>.
        field_strength: H/Bc2 with which the lattice is in equilibrium, by the virial theorem.
        x, y: of the nodes, in xi.
        density: |psi|^2 on the nodes, shape (nx, ny).
        field: B/Bc2 on the faces, shape (nx - 1, ny - 1).
        state: psi, and circulations in the place of A, from which a lattice of another shape may start.
    """

    converged: bool
    energy: float
    beta_a: float
    mean_density: float
    field_strength: float
    x: np.ndarray
    y: np.ndarray
    density: np.ndarray
    field: np.ndarray
    state: State


class _Sums(NamedTuple):
    """Integrals over the cell: of the energy, of its kinetic part, of B^2, |psi|^2, |psi|^4; and |psi|^2, fluxes."""

    energy: Any
    kinetic: Any
    field_squared: Any
    first: Any
    second: Any
    density: Any
    flux: Any


def rhombic_lattice(kappa: float, induction: float, angle: float, refinement: int = 1,
                    start: State | None = None) -> Lattice:
    """Minimise F over psi and A in a cell a x b with two flux quanta, the rhombic lattice at the middle and corners.

    The angle of the rhombus is ``2 atan(b/a)`` and its area Phi_0/B. Edges weigh so much more that the lowest Landau
    level of the grid lies at B exactly, as without a grid, to the order of the scheme in the spacing: Bc2 is that of
    the continuum, and near it, where all energies are differences from the normal state's, no error is left over.

    The virial theorem: ``2 kappa^2 H B = <|(grad - iA) psi|^2> + 2 kappa^2 <B^2>``, from F at fixed flux as the cell
    scales. It holds on the grid as in the continuum.

    Args:
        kappa: Ginzburg-Landau parameter lambda/xi.
        induction: B/Bc2, between 0 and 1.
        angle: of the rhombus, in degrees.
        refinement: factor by which there are more cells than `CELLS` along each direction.
        start: `Lattice.state` of a lattice near this one on the same grid; Abrikosov's function if left out.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); M. M. Doria, J. E. Gubernatis, D. Rainer, Phys. Rev. B 39,
    9573 (1989).
    """
    area, aspect = 2 * math.pi * QUANTA / induction, 1 / math.tan(math.radians(angle) / 2)
    sides = math.sqrt(area * aspect), math.sqrt(area / aspect)
    grid = Grid([np.linspace(0.0, side, refinement * n + 1) for side, n in zip(sides, CELLS, strict=True)],
                periodic=(0, 1))
    drive = Drive(1.0, (0.0, 0.0, induction))
    first = abrikosov_lattice(grid, induction, QUANTA)
    whole = Sample(grid)
    uniform = _in_uniform_field(whole, first, drive)
    factor = induction * area / float(_kinetic(whole, uniform, drive))
    sample = eqx.tree_at(lambda s: s.thin_edge_weight, whole, tuple(factor * w for w in whole.thin_edge_weight))
    energy = ginzburg_landau(sample, kappa)
    if start is None:
        state = eqx.tree_at(lambda s: s.psi, uniform, math.sqrt(1 - induction) * uniform.psi)
    else:
        state = State(start.psi, sample.per_length(start.A))
    found = Static(energy, drive, residual_tolerance=max(_RESIDUAL * (1 - induction), _ROUNDING * kappa**2)).run(state)
    sums = _sums(energy, found.state, drive)
    mean, square = float(sums.first) / area, float(sums.second) / area
    in_field = float(sums.kinetic) + 2 * kappa**2 * float(sums.field_squared)
    x, y = grid.points()
    return Lattice(found.status == "converged", float(sums.energy) / area, square / mean**2, mean,
                   in_field / (2 * kappa**2 * induction * area), x[:, 0], y[0], np.asarray(sums.density),
                   np.asarray(sums.flux) / np.asarray(sample.face_area[2]),
                   State(found.state.psi, sample.circulation(found.state.A)))


@dataclass(frozen=True)
class SolvedLattice:
    """A rhombic lattice extrapolated to vanishing spacing.

    Attributes:
        energy, beta_a, mean_density, field_strength: see `Lattice`.
        coarse, fine: the lattice on the grids.
    """

    energy: Estimate
    beta_a: Estimate
    mean_density: Estimate
    field_strength: Estimate
    coarse: Lattice
    fine: Lattice


def solve_lattice(kappa: float, induction: float, angle: float, near: SolvedLattice | None = None) -> SolvedLattice:
    """Solve on two grids and extrapolate.

    Args:
        kappa, induction, angle: see `rhombic_lattice`.
        near: a lattice from which to start.
    """
    starts = (None, None) if near is None else (near.coarse.state, near.fine.state)
    grids = [rhombic_lattice(kappa, induction, angle, n, start) for n, start in zip((1, 2), starts, strict=True)]

    def limit(name: str) -> Estimate:
        return refined_estimate(*(getattr(each, name) if each.converged else None for each in grids))

    coarse, fine = grids
    return SolvedLattice(limit("energy"), limit("beta_a"), limit("mean_density"), limit("field_strength"), coarse, fine)


@eqx.filter_jit
def _in_uniform_field(sample: Sample, psi, drive: Drive) -> State:
    along = uniform_potential(sample.grid, drive.applied_field[2])
    A = tuple(jnp.broadcast_to(a, sample.grid.cell_shape((d,))) for d, a in enumerate(along))
    return repeated(sample.grid, State(jnp.asarray(psi), (*A, None)), drive)


@eqx.filter_jit
def _kinetic(sample: Sample, state: State, drive: Drive):
    return CovariantGradient()(state, drive, sample)


@eqx.filter_jit
def _sums(energy: FreeEnergy, state: State, drive: Drive) -> _Sums:
    sample, parts = energy.sample, energy.by_term(state, drive)
    density = squared_modulus(state.psi)
    flux = curl(sample.grid, sample.circulation(state.A))[2]
    volume = sample.node_volume
    return _Sums(sum(parts.values(), jnp.zeros(())), parts["CovariantGradient"],
                 jnp.sum(sample.face_weight[2] * flux**2), jnp.sum(volume * density), jnp.sum(volume * density**2),
                 density, flux)

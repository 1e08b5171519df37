"""Landau levels: eigenvalues of -(grad - iA)^2 in a uniform field, between walls far from the middle."""

from __future__ import annotations

from typing import NamedTuple

import equinox as eqx
import numpy as np

from onnes.grids import Grid
from onnes.laws.schroedinger import Schroedinger
from onnes.numerics.extrapolation import extrapolate_to_zero
from onnes.numerics.jax_settings import as_array
from onnes.problems.wave_packet.plane import Static, plane, uniform_field, walled

RATIOS = (2.0, 1.5, 1.0)
"""Spacings of the grids, over the finest."""


class Levels(NamedTuple):
    """Energies over hbar omega_c.

    Attributes:
        lowest: limit for vanishing spacing, from three grids.
        error: what the finest grid changed of it.
        spacings, values: of the three grids, the finest last.
        ladder: lowest eigenvalues on the coarsest grid, ascending.
        grid, state: the finest grid and the lowest state on it, normalised.
        law: the law on that grid.
    """

    lowest: float
    error: float
    spacings: tuple[float, ...]
    values: tuple[float, ...]
    ladder: np.ndarray
    grid: Grid
    state: np.ndarray
    law: Schroedinger


def landau_levels(half: float, spacing: float, count: int) -> Levels:
    """Return Landau levels in a square of side 2 half, in magnetic lengths (b = 1).

    Args:
        spacing: of the finest of three grids.
        count: how many levels of the ladder.
    """
    spacings = tuple(ratio * spacing for ratio in RATIOS)
    ladder, _ = _lowest(_law(half, spacings[0]), count)
    values, law, states = [ladder[0]], _law(half, spacing), np.zeros(0)
    for each in spacings[1:]:
        law = _law(half, each)
        found, states = _lowest(law, 1)
        values.append(found[0])
    lowest, error = extrapolate_to_zero([h**2 for h in spacings], values)
    return Levels(lowest, error, spacings, tuple(values), ladder, law.sample.grid, states[0], law)


def _law(half: float, spacing: float) -> Schroedinger:
    grid = plane(half, half, spacing)
    return Schroedinger(walled(grid), Static(uniform_field(grid, 1.0), 0.0))


@eqx.filter_jit
def _applied(law: Schroedinger, psi):
    fields = law.fields(0.0)
    return law.hamiltonian(fields.circulation, fields.potential)(psi)


def _lowest(law: Schroedinger, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest eigenvalues over hbar omega_c = 2 b, and their states."""
    from scipy.sparse.linalg import LinearOperator, eigsh

    inside = np.asarray(law.sample.node_volume) > 0

    def product(vector):
        psi = np.zeros(inside.shape, complex)
        psi[inside] = np.ravel(vector)
        return np.asarray(_applied(law, as_array(psi)))[inside]

    size, chance = int(np.sum(inside)), np.random.default_rng(0)
    operator = LinearOperator((size, size), matvec=product, dtype=complex)
    start = chance.normal(size=size) + 1j * chance.normal(size=size)
    found, vectors = eigsh(operator, count, which="SA", v0=start, tol=1e-10, ncv=max(3 * count, 40))
    order = np.argsort(found)
    states = np.zeros((count, *inside.shape), complex)
    states[:, inside] = vectors[:, order].T
    volume = np.asarray(law.sample.node_volume)
    norms = np.sqrt(np.sum(volume * np.abs(states) ** 2, axis=(1, 2), keepdims=True))
    return 0.5 * found[order], states / norms

"""Is a static state stable? The lowest eigenvalues of the second variation of the free energy."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids import Sample
from onnes.laws.settle import hessian_matrix


def lowest_eigenvalues(energy: FreeEnergy, drive: Drive, state: State, pinned: State | None = None,
                       count: int = 1) -> np.ndarray:
    """Lowest e of ``d2F v = 2 e M v`` on a one-dimensional grid, in ascending order.

    M holds the volume of each node (for psi) and of each edge (for A). So at psi = 0 the e are those of
    ``[-(grad - iA)^2 - epsilon] psi = e psi``, and under `relax` a small deviation v of psi grows as
    exp(-e t/tau). All e > 0: the state is metastable or stable; the lowest one passing zero ends it (a fold if the
    state carries a current, nucleation if it is normal).

    Args:
        state: where dF = 0 for all that is not pinned.
        pinned: state of truth values: where True the unknown takes no part.
        count: how many.

    Returns:
        The eigenvalues, shape (count,), in units of Bc^2/mu_0.

    Raises:
        InputError: the grid has more than one resolved direction.

    Source: Kramer, Phys. Rev. 170, 475 (1968); Fink and Presson, Phys. Rev. 182, 498 (1969).
    """
    matrix = hessian_matrix(energy, drive, state, pinned)
    return matrix.lowest_eigenvalues(_twice_volumes(energy.sample, state, pinned), count)


def _twice_volumes(sample: Sample, state: State, pinned: State | None) -> State:
    """2 M, zero on what is pinned."""
    x, y, z = (None if a is None else v for a, v in zip(state.A, sample.edge_volume, strict=True))
    doubled = jax.tree.map(_on_every_part, State(sample.node_volume, (x, y, z)), state)
    return doubled if pinned is None else jax.tree.map(lambda w, p: jnp.where(p, 0.0, w), doubled, pinned)


def _on_every_part(volume, field):
    """The weight of a field; a complex one has two real parts that weigh the same."""
    weight = 2 * volume * jnp.ones(field.shape)
    return weight * (1 + 1j) if jnp.iscomplexobj(field) else weight

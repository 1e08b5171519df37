"""Linear stability of a static state: lowest eigenvalues of the second variation of the free energy."""

from __future__ import annotations

import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.laws.moving import freedom
from onnes.laws.residual import doubled, volumes
from onnes.laws.static import hessian_matrix


def lowest_eigenvalues(energy: FreeEnergy, drive: Drive, state: State, pinned: State | None = None,
                       count: int = 1, tolerance: float = 1e-3) -> np.ndarray:
    """Return the lowest e of ``d2F v = 2 e M v``, in ascending order.

    M holds the volume of each node (for psi) and of each edge (for A). So at psi = 0 the e are those of
    ``[-(grad - iA)^2 - epsilon] psi = e psi``, and under `tdgl` with sigma = tau a small deviation v grows as
    exp(-e t/tau). If all e > 0 the state is stable or metastable; it becomes unstable when the lowest one passes zero
    (a fold if the state carries a current, nucleation if it is normal).

    In one dimension they are found directly, elsewhere by `lowest_eigenmodes`, without changes of gauge. A uniform
    change of the phase has e = 0 and is included where psi is complex and A is held. For waves along a direction that a
    one-dimensional state ignores see `onnes.laws.stability.transverse_waves`.

    Args:
        state: where dF = 0 for all that is not pinned.
        pinned: state of truth values: where True the unknown does not vary.
        count: number of eigenvalues.
        tolerance: of the iteration for a plane or a block, see `lowest_eigenmodes`.

    Returns:
        The eigenvalues, shape (count,), in units of Bc^2/mu_0.

    Raises:
        ArithmeticError: the iteration for a plane or a block did not converge.

    Source: Kramer, Phys. Rev. 170, 475 (1968); Fink and Presson, Phys. Rev. 182, 498 (1969).
    """
    if state.psi.ndim > 1:
        from onnes.laws.stability.lowest_eigenmodes import lowest_eigenmodes

        modes = lowest_eigenmodes(energy, drive, state, pinned, count, tolerance=tolerance)
        if not modes.converged:
            raise ArithmeticError(f"lowest eigenvalues: {modes.message}")
        return modes.eigenvalues
    matrix = hessian_matrix(energy, drive, state, pinned)
    return matrix.lowest_eigenvalues(doubled(volumes(energy, freedom(state, pinned)), state), count)

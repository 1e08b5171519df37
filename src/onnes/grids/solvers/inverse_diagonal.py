"""The diagonal of the inverse of a five-point operator, row of the grid after row: no column of the inverse is made."""

from __future__ import annotations

import numpy as np


def inverse_diagonal(diagonal: np.ndarray, along_x: np.ndarray, along_y: np.ndarray) -> np.ndarray:
    """Return the diagonal of ``A^-1`` of a symmetric positive five-point operator A on nx x ny cells.

    The rows across the shorter side are blocks, tied to the next by diagonal matrices C_i. With the inverses of the
    blocks as the rows before leave them, ``L_i = (A_ii - C_i-1 L_i-1 C_i-1)^-1``, the blocks of ``A^-1`` follow from
    the last row back: ``G_i = L_i + L_i C_i G_i+1 C_i L_i``. Work: (longer side) x (shorter side)^3.

    Args:
        diagonal: of A, shape (nx, ny), positive.
        along_x, along_y: minus the elements of A between neighbours, shapes (nx - 1, ny) and (nx, ny - 1).

    Source: S. Li, S. Ahmed, G. Klimeck, E. Darve, J. Comput. Phys. 227, 9408 (2008).
    """
    if diagonal.shape[0] < diagonal.shape[1]:
        return inverse_diagonal(diagonal.T, along_y.T, along_x.T).T
    count, size = diagonal.shape
    left: list[np.ndarray] = []
    for i in range(count):
        block = np.diag(diagonal[i])
        next_to = np.arange(size - 1)
        block[next_to, next_to + 1] = block[next_to + 1, next_to] = -along_y[i]
        if i:
            block -= along_x[i - 1][:, None] * left[-1] * along_x[i - 1]
        left.append(np.linalg.inv(block))
    found = np.empty_like(diagonal)
    inverse = left[-1]
    found[-1] = np.diag(inverse)
    for i in range(count - 2, -1, -1):
        step = left[i] * along_x[i]
        inverse = left[i] + step @ inverse @ step.T
        found[i] = np.diag(inverse)
    return found

"""The inverse of a five-point operator by its rows: solutions for many right-hand sides at once, and its diagonal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class FivePointInverse:
    """Inverse of a symmetric positive five-point operator A on nx x ny cells.

    The rows across the shorter side are blocks, each tied to the next by a diagonal matrix C_i. With the inverses of
    the blocks as the rows before leave them, ``L_i = (A_ii - C_i-1 L_i-1 C_i-1)^-1``, solutions follow by one sweep
    forth and one back, and the blocks of A^-1 from the last row back: ``G_i = L_i + L_i C_i G_i+1 C_i L_i``.
    Work: (longer side) x (shorter side)^3 once, (longer side) x (shorter side)^2 for each right-hand side, in products
    of matrices.

    Attributes:
        blocks: L_i, shape (rows, columns, columns) with the longer side first.
        ties: C_i, shape (rows - 1, columns).
        turned: whether the longer side is y.

    Source: S. Li, S. Ahmed, G. Klimeck, E. Darve, J. Comput. Phys. 227, 9408 (2008).
    """

    blocks: np.ndarray
    ties: np.ndarray
    turned: bool

    def solve(self, rhs: np.ndarray) -> np.ndarray:
        """Return the solutions for right-hand sides of shape (many, nx, ny)."""
        rows = np.ascontiguousarray(rhs.transpose((2, 1, 0) if self.turned else (1, 2, 0)))
        found = np.empty_like(rows)
        carried = np.zeros_like(rows[0])
        for i, block in enumerate(self.blocks):
            found[i] = block @ (rows[i] + carried)
            if i < len(self.ties):
                carried = self.ties[i][:, None] * found[i]
        for i in range(len(self.ties) - 1, -1, -1):
            found[i] += self.blocks[i] @ (self.ties[i][:, None] * found[i + 1])
        return found.transpose((2, 1, 0) if self.turned else (2, 0, 1))

    def near_diagonal(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return elements of A^-1 of every cell with itself and with the next along x and along y.

        Shapes (nx, ny), (nx - 1, ny) and (nx, ny - 1).
        """
        rows, columns = self.blocks.shape[:2]
        own, across, within = np.empty((rows, columns)), np.empty((rows - 1, columns)), np.empty((rows, columns - 1))
        inverse = self.blocks[-1]
        for i in range(rows - 1, -1, -1):
            if i < rows - 1:
                step = self.blocks[i] * self.ties[i]
                to_next = step @ inverse
                across[i] = np.diag(to_next)
                inverse = self.blocks[i] + to_next @ step.T
            own[i], within[i] = np.diag(inverse), np.diag(inverse, 1)
        return (own.T, within.T, across.T) if self.turned else (own, across, within)


def five_point_inverse(diagonal: np.ndarray, along_x: np.ndarray, along_y: np.ndarray) -> FivePointInverse:
    """Return the inverse of an operator.

    Args:
        diagonal: of A, shape (nx, ny).
        along_x, along_y: minus the elements of A between neighbours, shapes (nx - 1, ny) and (nx, ny - 1).
    """
    turned = diagonal.shape[0] < diagonal.shape[1]
    if turned:
        diagonal, along_x, along_y = diagonal.T, along_y.T, along_x.T
    count, size = diagonal.shape
    blocks = np.empty((count, size, size))
    first, next_to = np.arange(size - 1), np.arange(1, size)
    for i in range(count):
        block = np.diag(diagonal[i])
        block[first, next_to] = block[next_to, first] = -along_y[i]
        if i:
            block -= along_x[i - 1][:, None] * blocks[i - 1] * along_x[i - 1]
        blocks[i] = np.linalg.inv(block)
    return FivePointInverse(blocks, along_x, turned)

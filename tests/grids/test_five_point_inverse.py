"""Inverse of a five-point operator by rows."""

import numpy as np
import pytest

from onnes.grids.solvers.five_point_inverse import five_point_inverse


@pytest.mark.parametrize("shape", [(7, 9), (9, 6), (1, 5)])
def test_it_is_the_inverse(shape):
    nx, ny = shape
    rng = np.random.default_rng(0)
    along_x, along_y = rng.random((nx - 1, ny)), rng.random((nx, ny - 1))
    diagonal = 4 + rng.random(shape)
    index = np.arange(nx * ny).reshape(shape)
    matrix = np.diag(diagonal.ravel())
    for low, high, tie in ((index[:-1], index[1:], along_x), (index[:, :-1], index[:, 1:], along_y)):
        matrix[low.ravel(), high.ravel()] = matrix[high.ravel(), low.ravel()] = -tie.ravel()
    inverse, rhs = five_point_inverse(diagonal, along_x, along_y), rng.random((3, *shape))
    assert np.allclose(inverse.solve(rhs).reshape(3, -1), np.linalg.solve(matrix, rhs.reshape(3, -1).T).T, rtol=1e-12)
    own, next_x, next_y = inverse.near_diagonal()
    exact = np.linalg.inv(matrix)
    assert np.allclose(own, exact[index, index], rtol=1e-12)
    assert np.allclose(next_x, exact[index[:-1], index[1:]], rtol=1e-12)
    assert np.allclose(next_y, exact[index[:, :-1], index[:, 1:]], rtol=1e-12)

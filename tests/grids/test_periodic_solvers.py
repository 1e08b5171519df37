"""Solvers of periodic cells: exact inverses by sines and cosines, and the sheet's own field."""

import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import sheet_field
from onnes.errors import InputError
from onnes.grids import Grid, Sample
from onnes.grids.operators import curl, grad, grad_adjoint
from onnes.grids.sheet_kernel import sheet_kernel
from onnes.grids.solvers import separable
from onnes.grids.solvers.axis_modes import axis_modes
from onnes.grids.solvers.curl_curl import curl_adjoint
from onnes.grids.solvers.node_equation import node_solver

NX, NY, A_SIDE, B_SIDE = 9, 6, 3.0, 2.5
GRID = Grid([np.linspace(0, A_SIDE, NX + 1), np.linspace(0, B_SIDE, NY + 1)], periodic=(0, 1))
SAMPLE = Sample(GRID)


def closed(values, axes):
    """Values of one period with the first once more at the end."""
    for axis in axes:
        values = np.concatenate([values, np.take(values, [0], axis)], axis)
    return values


def random(*shape):
    return np.random.default_rng(1).normal(size=shape)


@pytest.mark.parametrize("count", [7, 8])
def test_waves_are_orthonormal(count):
    modes = axis_modes(np.linspace(0, 2, count + 1), periodic=True)
    np.testing.assert_allclose(modes.nodes @ modes.nodes.T, np.eye(count), atol=1e-13)
    np.testing.assert_allclose(modes.edges @ modes.edges.T, np.eye(count), atol=1e-13)


def test_field_inverse_is_exact():
    A = (closed(random(NX, NY), [1]), closed(random(NX, NY), [0]), None)

    def operator(A):
        c = SAMPLE.circulation(A)
        faces = tuple(None if f is None else w * f for f, w in zip(curl(GRID, c), SAMPLE.face_weight, strict=True))
        stiff = curl_adjoint(GRID, faces)
        # On the rim the two halves of a dual face act as one.
        along = [0.7 * v * a + 2.3 * length * s for v, a, length, s in
                 zip(SAMPLE.edge_volume[:2], A[:2], SAMPLE.edge_length[:2], stiff[:2], strict=True)]
        for axis, one in ((1, 0), (0, 1)):
            ends = np.take(along[one], [0, -1], axis).sum(axis)
            along[one] = np.array(along[one])
            index = [slice(None)] * 2
            for end in (0, -1):
                index[axis] = end
                along[one][tuple(index)] = 0.5 * ends
        return (*along, None)

    back = separable.inverse(separable.bases(GRID), GRID.resolved, 0.7, 2.3)(operator(A))
    for one, other in zip(back[:2], A[:2], strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)


def test_node_solver_leaves_no_divergence_and_no_net_current():
    field = tuple(jnp.asarray(f) for f in (closed(random(NX, NY) + 1, [1]), closed(random(NX, NY) - 2, [0])))
    weight = SAMPLE.edge_weight[:2]
    current = tuple(w * f for w, f in zip(weight, field, strict=True))
    solution = node_solver(SAMPLE).solve(grad_adjoint(GRID, (*current, None)))
    left = [w * (f - g) for w, f, g in zip(weight, field, grad(GRID, solution.x)[:2], strict=True)]
    divergence = np.array(grad_adjoint(GRID, (*left, None)))
    divergence[0] += divergence[-1]
    divergence[:, 0] += divergence[:, -1]
    np.testing.assert_allclose(divergence[:-1, :-1], 0, atol=1e-12)
    assert abs(float(jnp.sum(left[0]))) < 1e-12
    assert abs(float(jnp.sum(left[1]))) < 1e-12
    np.testing.assert_allclose(grad(GRID, solution.x)[1][-1], grad(GRID, solution.x)[1][0], atol=1e-12)


def test_kernel_of_a_wave():
    """a = K/2k for a sheet current K_y = cos k x, to second order in the spacing."""
    errors = []
    for n in (16, 32):
        grid = Grid([np.linspace(0, A_SIDE, n + 1), np.linspace(0, B_SIDE, 5)], periodic=(0, 1))
        sample, k = Sample(grid), 2 * np.pi / A_SIDE
        wave = np.cos(k * grid.points((1,))[0])
        width = np.asarray(sample.edge_weight[1] * sample.edge_length[1])
        _, along_y = sheet_kernel(grid).circulations(jnp.zeros(grid.cell_shape((0,))), jnp.asarray(wave * width))
        errors.append(np.max(np.abs(along_y / sample.edge_length[1] - wave / (2 * k))))
    assert errors[1] < errors[0] / 3.8
    assert errors[1] < 2e-3 / (2 * k)


def test_no_kernel_of_a_strip():
    strip = Sample(Grid(GRID.nodes, periodic=(0,)))
    with pytest.raises(InputError, match="one in both, or in none"):
        sheet_field(strip, 3.0)

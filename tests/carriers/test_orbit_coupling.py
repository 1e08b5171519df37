"""Mutual inductances of orbits: Maxwell's for coaxial loops; rows that sum to one."""

import numpy as np
import pytest
from scipy.special import ellipe, ellipk

from onnes.carriers.orbit_coupling import long_orbits, plane_loops


@pytest.mark.parametrize("height", [1.0, 1.5, 2.0])
def test_coaxial_loops_have_maxwells_inductance(height):
    """The images of a cube of side L add a term in 1/L^3, which is extrapolated away."""
    centres = np.array([[0, 0, 0], [0, 0, height]])
    near, far = (plane_loops(centres, 1.0, cell, 0.2)[0, 1] * 2 * np.pi**2 / cell**3 for cell in (8.0, 16.0))
    k2 = 4 / (4 + height**2)
    k = np.sqrt(k2)
    exact = (2 / k - k) * ellipk(k2) - 2 / k * ellipe(k2)
    assert far + (far - near) / 7 == pytest.approx(exact, rel=5e-3)


def test_a_dense_row_sums_to_one():
    """Over all places: a lattice of centres sums the common area or the loops' field exactly enough."""
    places = (np.arange(24) + 0.5) / 24
    plane = 5 * np.stack(np.meshgrid(places, places), axis=-1).reshape(-1, 2)
    assert long_orbits(plane, 1.0, 25.0, 5.0).sum(axis=1) == pytest.approx(1, abs=1e-3)
    sparse = (np.arange(8) + 0.5) / 8
    block = 5 * np.stack(np.meshgrid(sparse, sparse, sparse), axis=-1).reshape(-1, 3)
    sums = plane_loops(block, 1.0, 5.0, 0.4).sum(axis=1)
    assert sums == pytest.approx(sums[0], rel=1e-9)
    assert sums[0] == pytest.approx(1, abs=2e-2)


def test_coupling_is_mutual_and_repeats_with_the_cell():
    draw = np.random.default_rng(2)
    plane, block = draw.random((30, 2)) * 5, draw.random((30, 3)) * 5
    across, along = np.array([5, -10]), np.array([5, -10, 5])
    for coupling, moved in ((long_orbits(plane, 1.0, 25.0, 5.0), long_orbits(plane + across, 1.0, 25.0, 5.0)),
                            (plane_loops(block, 1.0, 5.0, 0.4), plane_loops(block + along, 1.0, 5.0, 0.4))):
        np.testing.assert_allclose(coupling, coupling.T, atol=1e-14)
        np.testing.assert_allclose(coupling, moved, atol=1e-12)
        assert np.linalg.eigvalsh(coupling).min() > -1e-12


def test_orbits_apart_in_the_plane_do_not_see_each_other():
    coupling = long_orbits(np.array([[0.0, 0.0], [2.5, 0.0], [0.0, 1.0]]), 1.0, 10.0)
    assert coupling[0, 1] == 0
    assert coupling[0, 2] > 0
    np.testing.assert_allclose(np.diag(coupling), 10 / (3 * np.pi))

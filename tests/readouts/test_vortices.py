"""Charges of vortices: of single ones, giant ones, noise, and of metal that does not superconduct."""

import numpy as np
import pytest

from onnes.energies import State, uniform_state
from onnes.energies.state import gauge_transformed
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.readouts.vortices import CoveredFaces, charges, turns_of_faces, vortices

GRID = Grid([uniform(-6.0, 6.0, 0.3), uniform(-6.0, 6.0, 0.3)])
DISC = Sample(GRID, disc(5.5))
X, Y = GRID.points()


def psi_of(charge, x0=0.04, y0=-0.07):
    """Return a core at a place, its density growing as that of a vortex of this charge."""
    z = (X - x0) + 1j * np.sign(charge) * (Y - y0)
    return (z / np.sqrt(np.abs(z) ** 2 + 6.0)) ** abs(charge)


def of(psi):
    return vortices(DISC, State(psi, uniform_state(GRID).A))


@pytest.mark.parametrize("charge", [1, -1, 2, 3, -4, 6])
@pytest.mark.parametrize("place", [(0.04, -0.07), (0.0, 0.0), (0.15, 0.15)], ids=["anywhere", "node", "face"])
def test_a_vortex_of_any_charge_stands_at_its_core(charge, place):
    found = of(psi_of(charge, *place))
    assert np.sum(found) == charge
    i, j = np.nonzero(found)
    if abs(charge) > 2:  # its core is a weak region; of two turns each of the next faces may have one
        assert len(i) == 1
    assert np.hypot(X[i, j] + 0.15 - place[0], Y[i, j] + 0.15 - place[1]) == pytest.approx(0, abs=0.5)


def test_turns_are_whole_numbers_in_any_gauge():
    chance = np.random.default_rng(5)
    psi = chance.normal(size=X.shape) + 1j * chance.normal(size=X.shape)
    A = tuple(chance.normal(scale=3.0, size=GRID.cell_shape((d,))) for d in (0, 1))
    state = State(psi, (*A, None))
    turns = np.asarray(turns_of_faces(DISC, state))
    assert np.array_equal(turns, np.rint(turns))
    assert np.ptp(turns) > 1
    other = gauge_transformed(GRID, DISC.edge_length, state, chance.normal(scale=5.0, size=X.shape))
    assert np.array_equal(turns_of_faces(DISC, other), turns)
    # (1/2 pi)(sum of gauge-invariant phase steps, each within (-pi, pi], + flux), around one face
    corners = [(7, 9), (8, 9), (8, 10), (7, 10), (7, 9)]
    c = [0.3 * a for a in (A[0][7, 9], A[1][8, 9], -A[0][7, 10], -A[1][7, 9])]
    steps = [np.angle(np.conj(psi[i]) * psi[j] * np.exp(-1j * edge))
             for i, j, edge in zip(corners, corners[1:], c, strict=False)]
    assert (sum(steps) + sum(c)) / (2 * np.pi) == pytest.approx(turns[7, 9], abs=1e-12)


def test_noise_in_a_weak_spot_counts_as_what_is_around_it():
    chance = np.random.default_rng(3)
    noise = 1e-3 * (chance.normal(size=X.shape) + 1j * chance.normal(size=X.shape))
    spot = np.hypot(X - 1, Y) < 2
    around = psi_of(1, 1.04, 0.03)
    spotted = State(np.where(spot, noise, around), uniform_state(GRID).A)
    assert np.count_nonzero(np.rint(turns_of_faces(DISC, spotted))) > 5
    found = vortices(DISC, spotted)
    assert np.sum(np.abs(found)) == np.sum(found) == 1
    assert np.count_nonzero(of(np.where(spot, noise, 1.0))) == 0


def test_a_weak_region_at_the_rim_holds_no_vortex():
    chance = np.random.default_rng(4)
    noise = 1e-3 * (chance.normal(size=X.shape) + 1j * chance.normal(size=X.shape))
    assert np.count_nonzero(of(np.where(X > 2, noise, 1.0))) == 0


def test_normal_metal_has_no_vortices():
    psi = 1e-4 * psi_of(1)
    assert np.count_nonzero(of(psi)) == 0
    turns = turns_of_faces(DISC, State(psi, uniform_state(GRID).A))
    assert np.sum(charges(CoveredFaces.of(DISC), turns, 1e3 * psi)) == 1

"""Charges of vortices: of single ones, giant ones, noise, and of metal that does not superconduct."""

import numpy as np
import pytest

from onnes.energies import State, uniform_state
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

"""Holes in a periodic cell: a lattice of antidots."""

import numpy as np
import pytest

import onnes

METAL = {"coherence_length": "50 nm", "penetration_depth": "100 nm", "resistivity": "150 nohm m"}
A, B, H = 600e-9, 400e-9, 20e-9
"""Sides of the cell, and of the cells of the grid, in m."""


def cell(kind, holes, width=A):
    outline = onnes.rectangle(width, B) - [onnes.disc("70 nm", centre) for centre in holes]
    more = {"thickness": "20 nm"} if kind is onnes.Film else {}
    return kind(outline, period=(width, B), **METAL, **more)


def static(device, quanta):
    found = onnes.minimize(device, field=device.field_of(quanta), cells_per_xi=2.5)
    assert found.status == "converged"
    return found


@pytest.mark.long
@pytest.mark.parametrize("kind", [onnes.Bulk, onnes.Film])
def test_nothing_changes_if_the_hole_is_moved_in_its_cell(kind):
    energies = []
    for centre in ((0, 0), (3 * H, -2 * H)):
        found = static(cell(kind, [centre]), 1)
        assert found.fluxoid(hole=0).values[-1] == pytest.approx(1, abs=1e-9)
        assert found.vortices.charge.size == 0
        energies.append(found.outcome.energy)
    assert energies[0] == pytest.approx(energies[1], rel=1e-8)


@pytest.mark.long
def test_the_hole_of_a_film_that_does_not_screen_may_be_anywhere():
    """A mean of A moves the vortex into the hole, wherever that is."""
    energies = []
    for centre in ((0, 0), (3 * H, -2 * H)):
        device = cell(onnes.Film, [centre])
        found = onnes.minimize(device, field=device.field_of(1), cells_per_xi=2.5, self_field=False)
        assert found.status == "converged"
        assert found.fluxoid(hole=0).values[-1] == pytest.approx(1, abs=1e-9)
        energies.append(found.outcome.energy)
    assert energies[0] == pytest.approx(energies[1], rel=1e-7)


@pytest.mark.long
def test_two_cells_are_twice_one():
    one = static(cell(onnes.Bulk, [(0, 0)]), 1)
    two = static(cell(onnes.Bulk, [(-A / 2, 0), (A / 2, 0)], 2 * A), 2)
    assert two.outcome.energy == pytest.approx(2 * one.outcome.energy, rel=1e-6)


@pytest.mark.long
@pytest.mark.parametrize("kind", [onnes.Bulk, onnes.Film])
def test_the_energy_balance_closes_beside_a_hole(kind):
    device = cell(kind, [(0, 0)])
    run = onnes.solve(device, time=200 * device.constants.time_unit, field=device.field_of(1), noise=False,
                      cells_per_xi=2.5)
    assert abs(run.readings["ledger_closure"].value) < 2e-3
    assert run.data.relaxation_heat[-1] > 0.1 * abs(run.data.energy[-1])


@pytest.mark.long
def test_a_cell_without_field_is_in_equilibrium():
    """F = -(1/2) (Bc^2/mu_0) xi^2 d times the area that superconducts."""
    device = cell(onnes.Film, [(0, 0)])
    found = onnes.minimize(device, cells_per_xi=2.5, self_field=False)
    known = -0.5 * device.energy_unit * np.sum(found.model.area)
    assert found.data.energy.values[-1] == pytest.approx(known, rel=1e-9)

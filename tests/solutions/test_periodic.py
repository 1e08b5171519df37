"""Runs of periodic devices: lattices, strips, storage."""

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest

import onnes
from onnes.energies import Drive, State
from onnes.errors import InputError
from onnes.solutions.static_state import in_applied_field

XI = 50e-9
A_SIDE, B_SIDE = 9 * XI, 9 * XI / 3**0.5
METAL = {"coherence_length": XI, "resistivity": 1e-7, "gamma": 0}


@pytest.fixture(scope="module")
def cell():
    return onnes.Bulk(onnes.rectangle(A_SIDE, B_SIDE), penetration_depth=2 * XI, period=(A_SIDE, B_SIDE), **METAL)


@pytest.fixture(scope="module")
def lattice(cell):
    return onnes.minimize(cell, field=cell.field_of(2), cells_per_xi=2.5)


def mean(solution, values):
    volume = np.asarray(solution.model.sample.node_volume)
    return np.sum(volume * values) / np.sum(volume)


def test_a_lattice_of_two(cell, lattice):
    assert lattice.status == "converged"
    assert lattice.readings["vorticity"].value == 2
    assert list(lattice.vortices.charge) == [1, 1]
    apart = np.abs(np.diff([lattice.vortices.x, lattice.vortices.y], axis=1)).ravel()
    np.testing.assert_allclose(apart, [A_SIDE / 2, B_SIDE / 2], atol=0.5 * lattice.model.spacing)
    assert float(lattice.data["field"][-1].mean()) == pytest.approx(cell.field_of(2), rel=1e-6)
    assert "moment" not in lattice.data


def test_what_a_cell_without_ends_does_not_have(lattice):
    with pytest.raises(InputError, match="no moment of its own"):
        lattice.moment  # noqa: B018
    film = onnes.Film(onnes.rectangle(A_SIDE, B_SIDE) - onnes.disc(XI), thickness="1 nm", penetration_depth=2 * XI,
                      period=(A_SIDE, B_SIDE), **METAL)
    for ask in (film.inductance, lambda: film.flux_from("1 mT"), lambda: onnes.static_reading(film)):
        with pytest.raises(InputError, match="period: got 'a film that repeats'"):
            ask()
    with pytest.raises(InputError, match="which repeats"):
        dataclasses.replace(lattice, device=film).field_at(z="10 nm")


@pytest.mark.long
def test_relaxation_comes_to_the_same_lattice(tmp_path, cell, lattice):
    """And closes its ledger; a run goes on from a file as if it had not stopped."""
    run = onnes.solve(cell, field=cell.field_of(2), time="20 ps", frames=4, cells_per_xi=2.5, noise="1 uK")
    assert float(run.energy[-1]) == pytest.approx(float(lattice.energy[-1]), rel=2e-4)
    assert run.readings["ledger_closure"].value < 1e-2
    psi = np.asarray(run.outcome.state.psi)
    np.testing.assert_allclose(np.abs(psi[0]), np.abs(psi[-1]), atol=1e-12)
    np.testing.assert_allclose(np.abs(psi[:, 0]), np.abs(psi[:, -1]), atol=1e-12)
    jump = 0.5 * 2 * np.pi * 2 / (B_SIDE / XI)  # H a/2, H a b = 2 pi n
    A = np.asarray(run.outcome.state.A[1])
    np.testing.assert_allclose(A[-1] - A[0], jump, rtol=1e-10)
    again = onnes.load(run.save(tmp_path / "run.h5"))
    ends = [each.resume("2 ps", frames=2).outcome.state.psi for each in (run, again)]
    np.testing.assert_array_equal(*ends)


def test_start_with_another_flux_is_refused(cell, lattice):
    with pytest.raises(InputError, match="another flux"):
        onnes.minimize(cell, field=cell.field_of(3), start=lattice)


@pytest.mark.long
def test_a_film_screens_within_the_cell():
    """The field has the same flux, denser at the vortices, and the current no mean."""
    film = onnes.Film(onnes.rectangle(A_SIDE, B_SIDE), penetration_depth=2 * XI, thickness="20 nm",
                      period=(A_SIDE, B_SIDE), **METAL)
    B = film.field_of(2)
    screening = onnes.solve(film, field=B, time="20 ps", frames=2, cells_per_xi=2.5, self_field=True)
    assert float(screening.data["field"][-1].mean()) == pytest.approx(B, rel=1e-6)
    assert screening.readings["vorticity"].value == 2
    assert screening.readings["ledger_closure"].value < 1e-2
    field = screening.data["field"].values[-1]
    i, j = (int(np.argmin(np.abs(screening.data[f"{name}_face"].values - float(screening.vortices[name][0]))))
            for name in ("x", "y"))
    assert field[i, j] == pytest.approx(field.max(), rel=5e-2)
    current = screening.data["sheet_current"].values[-1]
    assert all(abs(mean(screening, one)) < 1e-5 * np.abs(current).max() for one in current)


@pytest.mark.long
def test_a_strip_is_the_middle_of_a_long_one():
    """Periodic along x: as far from the ends of a long strip; moment and energy per length."""
    arguments = {"penetration_depth": "2 um", "thickness": "20 nm", **METAL}
    height = 4 * XI
    strip = onnes.Film(onnes.rectangle(4 * XI, height), period=(4 * XI, None), **arguments)
    long, longer = (onnes.Film(onnes.rectangle(n * XI, height), **arguments) for n in (20, 24))
    found = [onnes.minimize(each, field="30 mT", cells_per_xi=2, self_field=False) for each in (strip, long, longer)]
    density = [np.abs(each.data["psi"].values[-1]) ** 2 for each in found]
    middle = density[2][density[2].shape[0] // 2]
    np.testing.assert_allclose(density[0], np.broadcast_to(middle, density[0].shape), atol=2e-4)
    for name in ("energy", "moment"):
        ends = [float(each.data[name].values[-1]) for each in found]
        assert ends[0] == pytest.approx(ends[2] - ends[1], rel=2e-3)


def test_a_uniform_potential_along_a_period_stays(lab):
    """It is no gauge: the strip holds a current along x, and psi keeps its phase."""
    model = onnes.Film(onnes.rectangle("120 nm", "60 nm"), period=("120 nm", None), **lab.metal).model(5e-9)
    grid = model.grid
    A = jnp.full(grid.cell_shape((0,)), 0.1), jnp.zeros(grid.cell_shape((1,))), None
    found = in_applied_field(model, Drive(1.0), State(jnp.ones(grid.shape, complex), A))
    np.testing.assert_allclose(found.A[0], 0.1, atol=1e-8)
    np.testing.assert_allclose(found.psi / found.psi[0, 0], 1.0, atol=1e-6)

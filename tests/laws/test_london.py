"""`London` against London's exact solutions: disc, ring with and without a fluxoid, sphere in vacuum."""

import jax.numpy as jnp
import numpy as np
import pytest
from scipy.special import i0, i1, k0, k1

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.errors import InputError
from onnes.geometry import disc, rectangle, ring
from onnes.grids import Grid, Sample, uniform
from onnes.laws import London
from onnes.problems.screening.london import LONDON
from onnes.problems.screening.sphere import sphere
from onnes.readouts.fields import magnetic_induction

FIELD = 0.1


def plane(shape, spacing, reach=5.0, fluxoid=0, field=FIELD, kappa=1.0):
    """B/H on the faces of a cross-section, and the radii of the faces."""
    nodes = uniform(-reach, reach, spacing)
    grid = Grid([nodes, nodes])
    sample = Sample(grid, shape)
    x, y = grid.points()
    state = State(jnp.asarray(np.exp(1j * fluxoid * np.arctan2(y, x))), uniform_state(grid, 1.0).A)
    law = London(ginzburg_landau(sample, kappa), Drive(1.0, (0.0, 0.0, field)))
    found = law.run(state)
    if fluxoid:
        # The phase winds along edges with A, so the links are linearised anew about the first answer.
        found = law.run(found.state)
    assert found.status == "converged"
    return np.asarray(magnetic_induction(sample, found.state.A)[2]), np.hypot(*grid.points((0, 1)))


@pytest.mark.long
def test_disc_is_bessel_to_second_order():
    errors = []
    for spacing in (0.4, 0.2):
        b, r = plane(disc(4.5), spacing)
        inside = r < 4.5
        errors.append(np.sqrt(np.mean((b / FIELD - i0(r) / i0(4.5))[inside] ** 2)))
    assert errors[1] < 1e-3
    assert errors[0] / errors[1] > 3.3


@pytest.mark.parametrize(("fluxoid", "field"), [(0, FIELD), (1, 0.0)])
def test_ring_is_bessel_to_second_order(fluxoid, field):
    """B = alpha I0 + beta K0 with B(b) = H and -B'(a) = n/a - a B(a)/2: current and flux make n fluxoids."""
    a, b = 2.0, 4.5
    conditions = np.array([[i0(b), k0(b)], [i1(a) - a / 2 * i0(a), -k1(a) - a / 2 * k0(a)]])
    alpha, beta = np.linalg.solve(conditions, [field, -fluxoid / a])
    errors, hole = [], []
    for spacing in (0.4, 0.2):
        found, r = plane(ring(b, a), spacing, fluxoid=fluxoid, field=field)
        exact = alpha * i0(np.maximum(r, a)) + beta * k0(np.maximum(r, a))
        errors.append(np.sqrt(np.mean((found - exact)[r < b] ** 2)) / np.max(np.abs(exact[r < b])))
        hole.append(np.mean(found[r < 1]) / exact[r < 1][0] - 1)
    assert errors[1] < 1e-3
    assert errors[0] / errors[1] > 3.3
    assert abs(hole[1]) < 3e-3


def test_turning_a_square_changes_nothing():
    """The same square hole and frame at an angle to the grid screen alike."""
    frame = rectangle(6.0, 6.0) - rectangle(2.0, 2.0)
    straight, r = plane(frame, 0.2)
    turned, _ = plane(frame.rotated("30 deg"), 0.2)
    centre = r < 0.5
    assert np.mean(turned[centre]) == pytest.approx(np.mean(straight[centre]), rel=5e-3)
    assert np.mean(straight[centre]) < 0.6 * FIELD


def test_sphere_in_vacuum_is_londons():
    """Moment of order 2 in (r, z), where the vacuum is on the grid to ten radii."""
    errors = []
    for cells in (6, 12):
        body = sphere(2.0, cells, 10.0, 1.0, FIELD, "london")
        errors.append(abs(body.moment / FIELD / LONDON["sphere"].moment(2.0, 1.0) - 1))
    assert errors[0] / errors[1] > 3.3
    assert errors[1] < 0.2 / 6**2  # at six cells to lambda


def test_settled_once_is_settled_for_ever():
    """The second solve corrects the links about the first answer; a third finds only rounding, and leaves it."""
    nodes = uniform(-5, 5, 0.4)
    grid = Grid([nodes, nodes])
    sample = Sample(grid, disc(4.5))
    law = London(ginzburg_landau(sample, 1.0), Drive(1.0, (0, 0, FIELD)))
    twice = law.run(law.run(uniform_state(grid, 1.0)).state)
    thrice = law.run(twice.state)
    assert thrice.status == "converged"
    second, third = (np.asarray(magnetic_induction(sample, found.state.A)[2]) for found in (twice, thrice))
    assert third == pytest.approx(second, abs=1e-10 * FIELD)


def test_response_is_linear():
    one, _ = plane(disc(4.5), 0.4, field=1e-3)
    thousand, _ = plane(disc(4.5), 0.4, field=1.0)
    assert thousand == pytest.approx(1000 * one, rel=1e-9, abs=1e-9)


def test_nothing_to_settle():
    grid = Grid([uniform(-1, 1, 0.5)])
    with pytest.raises(InputError, match="A"):
        London(ginzburg_landau(Sample(grid), 1.0), Drive()).run(uniform_state(grid, 1.0, ()))


def test_not_a_number_is_named():
    grid = Grid([uniform(-1, 1, 0.5)])
    state = uniform_state(grid, 1.0, (1,), real=True)
    bad = State(state.psi.at[2].set(jnp.nan), state.A)
    assert London(ginzburg_landau(Sample(grid), 1.0), Drive(1.0, (0, 0, FIELD))).run(bad).status == "not_a_number"


@pytest.mark.parametrize("shape", [pytest.param(disc(4.5), marks=pytest.mark.long), ring(4.5, 2.0)],
                         ids=["disc", "ring"])
def test_multigrid_gives_the_same_field_in_few_iterations(monkeypatch, shape):
    nodes = uniform(-5, 5, 0.2)
    grid = Grid([nodes, nodes])
    sample = Sample(grid, shape)
    law = London(ginzburg_landau(sample, 1.0), Drive(1.0, (0, 0, FIELD)))
    by_diagonal = law.run(uniform_state(grid, 1.0))
    monkeypatch.setattr("onnes.laws.london._MANY", 0)
    by_multigrid = law.run(uniform_state(grid, 1.0))
    assert by_multigrid.status == by_diagonal.status == "converged"
    assert by_multigrid.iterations <= 15 < by_diagonal.iterations
    one, other = (np.asarray(magnetic_induction(sample, found.state.A)[2]) for found in (by_diagonal, by_multigrid))
    assert other == pytest.approx(one, abs=1e-9 * FIELD)

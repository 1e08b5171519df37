"""The field energy of a film against dense linear algebra, gauge and the derivatives of all orders."""


import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import Drive, State, gauge_transformed, sheet_field
from onnes.errors import InputError
from onnes.geometry import disc
from onnes.grids import Grid, Sample
from onnes.grids.conserved_currents import ConservedCurrents
from onnes.grids.sheet_kernel import SheetKernel

GRID = Grid((np.linspace(-2, 2, 9), np.linspace(-1.5, 1.5, 8)))
SAMPLE = Sample(GRID, disc(1.3))
PEARL, FIELD, CURRENT = 3.0, 0.3, 0.7
SHAPES = [GRID.cell_shape((d,)) for d in (0, 1)]


def random_edges(seed):
    chance = np.random.default_rng(seed)
    return (*(jnp.asarray(chance.normal(size=shape)) for shape in SHAPES), None)


def random_injection():
    live = np.asarray(SAMPLE.node_volume) > 0
    fed = np.where(live, np.random.default_rng(7).normal(size=GRID.shape), 0.0)
    return fed - live * fed.sum() / live.sum()


SHEET = sheet_field(SAMPLE, PEARL, random_injection())
DRIVE = Drive(1.0, (0.0, 0.0, FIELD), current=CURRENT)


@jax.jit
def energy(A):
    return SHEET(State(jnp.ones(GRID.shape), A), DRIVE, SAMPLE)


def flat(edges):
    return np.concatenate([np.ravel(e) for e in edges[:2]])


def dense(linear, shapes):
    """The matrix of a linear map of edge fields."""
    size = sum(int(np.prod(shape)) for shape in shapes)
    columns = []
    for k in range(size):
        unit = np.zeros(size)
        unit[k] = 1
        parts = np.split(unit, [int(np.prod(shapes[0]))])
        columns.append(flat(linear(tuple(jnp.asarray(p.reshape(s)) for p, s in zip(parts, shapes, strict=True)))))
    return np.array(columns).T


def gradient_matrix():
    rows = []
    for k in range(GRID.shape[0] * GRID.shape[1]):
        unit = np.zeros(GRID.shape)
        unit.flat[k] = 1
        rows.append(flat((np.diff(unit, axis=0), np.diff(unit, axis=1))))
    return np.array(rows).T


def current_by_dense_algebra(A):
    """[Q G; G^T 0] [I; chi] = [a - a_applied; -fed] on the edges inside the film."""
    inside = flat(SAMPLE.edge_weight) > 0
    Q = dense(lambda e: SHEET.induced((*e, None)), SHAPES)[np.ix_(inside, inside)]
    G = gradient_matrix()[inside]
    n, m = G.shape
    excess = flat(tuple(length * a for length, a in zip(SAMPLE.edge_length, A[:2], strict=False)))
    excess = (excess - flat(SHEET.applied(DRIVE, SAMPLE)))[inside]
    system = np.block([[Q, G], [G.T, np.zeros((m, m))]])
    solution = np.linalg.lstsq(system, np.concatenate([excess, -CURRENT * np.ravel(SHEET.injection)]), rcond=1e-12)[0]
    current = np.zeros(len(inside))
    current[inside] = solution[:n]
    return current, Q, solution[n:], inside


@pytest.mark.long
def test_force_is_twice_the_current():
    A = random_edges(0)
    current, Q, chi, inside = current_by_dense_algebra(A)
    force = flat(jax.grad(energy)(A)) / np.concatenate([
        np.full(np.prod(shape), float(np.ravel(length)[0])) for shape, length in
        zip(SHAPES, SAMPLE.edge_length, strict=False)])
    assert force == pytest.approx(2 * current, abs=1e-8 * np.abs(current).max())
    value = current[inside] @ Q @ current[inside] - 2 * CURRENT * np.ravel(SHEET.injection) @ chi
    assert float(energy(A)) == pytest.approx(value, rel=1e-9)


def test_hessian_is_the_slope_of_the_force():
    A, v, w = (random_edges(seed) for seed in (1, 2, 3))

    def product(u):
        return flat(jax.jvp(jax.grad(energy), (A,), (u,))[1])

    ahead = flat(jax.grad(energy)(jax.tree.map(jnp.add, A, v)))
    behind = flat(jax.grad(energy)(jax.tree.map(jnp.subtract, A, v)))
    assert product(v) == pytest.approx((ahead - behind) / 2, rel=1e-7, abs=1e-7 * np.abs(ahead).max())
    assert flat(w) @ product(v) == pytest.approx(flat(v) @ product(w), rel=1e-8)


def test_gauge_moves_the_energy_by_what_the_current_source_gives():
    A = random_edges(4)
    chi = np.random.default_rng(5).uniform(-3, 3, GRID.shape)
    turned = gauge_transformed(GRID, SAMPLE.edge_length, State(jnp.ones(GRID.shape), A), chi).A
    given = -2 * CURRENT * np.sum(np.asarray(SHEET.injection) * chi)
    assert float(energy(turned) - energy(A)) == pytest.approx(given, rel=1e-7)


@pytest.mark.parametrize("spacings", [(0.5, 0.4), (0.2, 0.7)])
def test_kernel_is_a_convolution_with_the_inverse_distance(spacings):
    """A far current acts as a point; the sum over all cells around a point is that of the exact integral of 1/r."""
    hx, hy = spacings
    grid = Grid((np.arange(40) * hx, np.arange(30) * hy))
    kernel = SheetKernel(grid)
    x = np.zeros(grid.cell_shape((0,)))
    x[5, 4] = 1.0
    a, _ = kernel.circulations(jnp.asarray(x), jnp.zeros(grid.cell_shape((1,))))
    distance = np.hypot(25 * hx, 20 * hy)
    assert float(a[30, 24]) == pytest.approx(hx**2 / (4 * np.pi * distance), rel=3e-3)
    everywhere, _ = kernel.circulations(jnp.ones(x.shape), jnp.zeros(grid.cell_shape((1,))))
    corners = [(s * (k + 0.5) * hx, t * (m + 0.5) * hy) for s, k in ((1, 38 - 17), (-1, 17))
               for t, m in ((1, 29 - 13), (-1, 13))]
    exact = sum(abs(u) * np.arcsinh(abs(v / u)) + abs(v) * np.arcsinh(abs(u / v)) for u, v in corners)
    assert float(everywhere[17, 13]) == pytest.approx(hx / hy * exact / (4 * np.pi), rel=1e-12)


def test_a_ground_plane_is_an_image_far_and_near():
    """1/r - 1/(r^2 + 4h^2)^(1/2) of a far current; h times a uniform current far from edges: the field is mu_0 K."""
    grid = Grid((np.arange(40) * 0.5, np.arange(30) * 0.4))
    x, y = np.zeros(grid.cell_shape((0,))), jnp.zeros(grid.cell_shape((1,)))
    x[5, 4] = 1.0
    far, _ = SheetKernel(grid, [(1.0, 3.0)]).circulations(jnp.asarray(x), y)
    r2 = 12.5**2 + 8.0**2
    assert float(far[30, 24]) == pytest.approx(0.25 / (4 * np.pi) * (r2**-0.5 - (r2 + 36) ** -0.5), rel=5e-3)
    everywhere, _ = SheetKernel(grid, [(1.0, 0.01)]).circulations(jnp.ones(x.shape), y)
    assert float(everywhere[17, 13]) * 0.4 / 0.5 == pytest.approx(0.01, rel=2e-3)


def test_what_cannot_be_a_film_is_refused():
    with pytest.raises(InputError, match="uniform"):
        sheet_field(Sample(Grid((np.array([0.0, 1.0, 3.0]), np.arange(3.0)))), 2.0)
    with pytest.raises(InputError, match="pearl_length"):
        sheet_field(SAMPLE, -1.0)
    with pytest.raises(InputError, match="injection"):
        sheet_field(SAMPLE, None, np.ones(GRID.shape))


def flow_iterations(side, pearl=1.0, beta=20.0):
    """Of the current that a random field drives through a square film that screens strongly."""
    nodes = np.linspace(-side / 2, side / 2, round(2 * side) + 1)
    sample = Sample(Grid((nodes, nodes)))
    sheet, chance = sheet_field(sample, pearl), np.random.default_rng(0)
    push = (*(jnp.asarray(chance.normal(size=sample.grid.cell_shape((d,)))) for d in (0, 1)), None)
    flow = sheet.flow(sample, push, beta, None, None, None, 1e-8)
    assert flow.converged
    left = jax.tree.map(lambda p, w, i, a: p - i / w - beta * a, push, (*sample.edge_weight[:2], None),
                        flow.current, sheet.induced(flow.current))
    assert flat(left) == pytest.approx(flat(tuple(jnp.diff(flow.potential, axis=d) for d in (0, 1))), abs=1e-6)
    return int(flow.iterations)


@pytest.mark.long
def test_iterations_grow_as_a_logarithm_of_the_film(monkeypatch):
    """With induction left out of the preconditioner as the root of its size."""
    small, large = (flow_iterations(side) for side in (10.0, 40.0))
    whole = ConservedCurrents.near_inverse
    monkeypatch.setattr(ConservedCurrents, "near_inverse",
                        lambda self, resistance, strength: whole(self, resistance, 0.0 * strength))
    plain = [flow_iterations(side) for side in (10.0, 40.0)]
    assert large <= small + 4
    assert plain[1] >= 1.8 * plain[0]
    assert large < 0.5 * plain[1]

"""Conserved currents of a sheet and their near inverse."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.geometry import disc, rectangle
from onnes.grids import Grid, Sample
from onnes.grids.conserved_currents import conserved_currents
from onnes.grids.operators import grad_adjoint
from onnes.grids.sheet_kernel import sheet_kernel

SPACING = (0.4, 0.5)
NODES = (12, 15)


def currents(shape=None, planes=()):
    grid = Grid(tuple(h * np.arange(n) for h, n in zip(SPACING, NODES, strict=True)))
    sample = Sample(grid, shape)
    return sample, conserved_currents(sample, sheet_kernel(grid, planes))


def circulations(seed=0):
    chance = np.random.default_rng(seed)
    nx, ny = NODES
    return tuple(jnp.asarray(chance.normal(size=shape)) for shape in ((nx - 1, ny), (nx, ny - 1)))


def curl(x, y):
    return np.diff(y, axis=0) - np.diff(x, axis=1)


def perforated():
    centre = (0.5 * SPACING[0] * (NODES[0] - 1), 0.5 * SPACING[1] * (NODES[1] - 1))
    plate = rectangle(3.6, 5.8, centre)
    return plate - disc(0.7, centre) - rectangle(1.0, 1.2, (centre[0] - 0.4, centre[1] + 2.0))


def resistances(sample, resistance):
    return tuple(np.divide(resistance, w, out=np.zeros(w.shape), where=w > 0)
                 for w in map(np.asarray, sample.edge_weight[:2]))


def test_without_induction_it_inverts_ohms_law_of_a_full_grid():
    """curl (R I/w) = curl r, at unequal spacings."""
    sample, conserved = currents()
    r = circulations()
    g = conserved.near_inverse(0.7, 0.0)(conserved.around((*r, None)))
    driven = [0.7 * np.asarray(i) / np.asarray(w) for i, w in zip(conserved.current(g), sample.edge_weight[:2],
                                                                  strict=False)]
    assert curl(*driven) == pytest.approx(curl(*r), abs=1e-12)


def test_what_drives_a_current_is_ohms_law_and_its_field():
    """C^T (R/w + s Q) C g, by circulations of the field on the edges; over a perfect plane."""
    planes = ((1.0, 0.8),)
    sample, conserved = currents(perforated(), planes)
    g = conserved.near_inverse(1.0, 0.0)(conserved.around((*circulations(), None)))
    x, y, _ = conserved.current(g)
    field = sheet_kernel(sample.grid, planes).circulations(x, y)
    whole = [r * np.asarray(i) + 0.4 * np.asarray(a)
             for r, i, a in zip(resistances(sample, 0.7), (x, y), field, strict=True)]
    found = np.asarray(conserved.driving(g, resistances(sample, 0.7), 0.4))
    assert found == pytest.approx(np.asarray(conserved.around((*whole, None))), abs=1e-12)


def test_a_wave_in_an_infinite_sheet_has_the_field_of_its_kernel():
    """a_k = K_k (1 - exp(-2 k h))/2k over a perfect plane at a depth h, and K_k/2k without one."""
    k, grid = np.array([0.3, 2.0]), currents()[0].grid
    assert sheet_kernel(grid).of_wave_number(k) == pytest.approx(0.5 / k)
    assert sheet_kernel(grid, ((1.0, 0.8),)).of_wave_number(k) == pytest.approx((1 - np.exp(-1.6 * k)) / (2 * k))


def test_without_resistance_it_inverts_the_field_of_long_waves():
    """Q I = r for smooth currents, but for the ends of the sheet: within a fifth, and no factor of 2 off."""
    nodes, strength = 0.5 * np.arange(61), 0.7
    sample = Sample(Grid((nodes, nodes)))
    conserved = conserved_currents(sample, sheet_kernel(sample.grid))
    wave = np.sin(np.pi * (nodes[1:] + nodes[:-1]) / nodes[-1])
    g = jnp.asarray(np.outer(wave, wave))
    found = conserved.near_inverse(0.0, strength)(conserved.driving(g, resistances(sample, 0.0), strength))
    assert float(jnp.vdot(found, g) / jnp.vdot(g, g)) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("shape", [None, perforated()], ids=["full", "with holes"])
def test_currents_are_conserved_and_stay_in_the_film(shape):
    sample, conserved = currents(shape)
    x, y, _ = conserved.current(conserved.near_inverse(1.0, 0.3)(conserved.around((*circulations(), None))))
    scale = float(jnp.max(jnp.abs(x)))
    assert np.asarray(grad_adjoint(sample.grid, (x, y, None))) == pytest.approx(0.0, abs=1e-13 * scale)
    for current, weight in zip((x, y), sample.edge_weight, strict=False):
        outside = np.asarray(weight) == 0
        assert outside.any() == (shape is not None)
        assert np.max(np.abs(np.asarray(current)[outside]), initial=0.0) < 1e-14 * scale


def test_current_flows_around_each_hole():
    """A circulation around a hole alone drives a current around it."""
    _, conserved = currents(perforated())
    assert len(np.unique(np.asarray(conserved.joined.hole))) == 2
    x, y = (np.zeros(np.shape(each)) for each in circulations())
    x[NODES[0] // 2, : NODES[1] // 2] = 1.0  # a cut from the rim to the hole in the middle
    around = conserved.around((jnp.asarray(x), jnp.asarray(y), None))
    found = np.asarray(conserved.current(conserved.near_inverse(1.0, 0.0)(around))[0])
    below = found[NODES[0] // 2, : NODES[1] // 2].sum()
    above = found[NODES[0] // 2, NODES[1] // 2:].sum()
    assert below > 0
    assert below == pytest.approx(-above, rel=1e-12)


@pytest.mark.long
def test_it_is_symmetric_positive_and_near_the_inverse():
    """Eigenvalues of the inverse times the operator, with cut cells, two holes and an outside, for any induction."""
    nodes = (26, 23)
    grid = Grid(tuple(h * np.arange(n) for h, n in zip(SPACING, nodes, strict=True)))
    x, y = (0.5 * h * (n - 1) for h, n in zip(SPACING, nodes, strict=True))
    plate = rectangle(1.8 * x, 1.7 * y, (x, y)) - disc(0.3 * x, (x, y)) - rectangle(1.0, 1.3, (x - 0.4, 1.6 * y))
    sample = Sample(grid, plate)
    conserved = conserved_currents(sample, sheet_kernel(grid))
    assert len(conserved.waves.levels) == 1
    joined, shape = conserved.joined, conserved.joined.free.shape
    alone = np.eye(joined.free.size)[np.ravel(joined.free) > 0]
    in_hole, hole = np.asarray(joined.in_hole), np.asarray(joined.hole)
    holes = [np.isin(np.arange(joined.free.size), in_hole[hole == k]) for k in (0, 1)]
    units = np.vstack([alone, *(np.sqrt(1 / each.sum()) * each for each in holes)])
    units = units.reshape(-1, *shape)
    weights = resistances(sample, 1.0)

    @jax.jit
    def both(R, strength):
        resisting = tuple(R * w for w in weights)
        return (jax.vmap(lambda g: conserved.driving(g, resisting, strength))(units),
                jax.vmap(conserved.near_inverse(R, strength))(units))

    for R, strength, least, most in ((1.0, 0.0, 0.8, 1.2), (1.0, 2.0, 0.7, 1.1), (0.0, 1.0, 0.25, 1.1)):
        operator, inverse = (np.tensordot(each, units, ((1, 2), (1, 2))) for each in map(np.asarray, both(R, strength)))
        assert inverse == pytest.approx(inverse.T, abs=1e-5 * np.abs(inverse).max())
        sizes = np.linalg.eigvals(inverse @ operator).real
        assert least < sizes.min()
        assert sizes.max() < most

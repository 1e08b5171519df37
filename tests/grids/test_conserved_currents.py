"""Conserved currents of a sheet and their near inverse."""

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


def test_without_induction_it_inverts_ohms_law_of_a_full_grid():
    """curl (R I/w) = curl r, at unequal spacings."""
    sample, conserved = currents()
    r = circulations()
    found = conserved.near_inverse(r, 0.7, 0.0)
    driven = [0.7 * np.asarray(i) / np.asarray(w) for i, w in zip(found, sample.edge_weight, strict=False)]
    assert curl(*driven) == pytest.approx(curl(*r), abs=1e-12)


def test_a_wave_in_an_infinite_sheet_has_the_field_of_its_kernel():
    """a_k = K_k (1 - exp(-2 k h))/2k over a perfect plane at a depth h, and K_k/2k without one."""
    k = np.array([0.3, 2.0])
    assert np.asarray(currents()[1].kernel.of_wave_number(k)) == pytest.approx(0.5 / k)
    over_plane = currents(planes=((1.0, 0.8),))[1].kernel
    assert np.asarray(over_plane.of_wave_number(k)) == pytest.approx((1 - np.exp(-1.6 * k)) / (2 * k))


def test_without_resistance_it_inverts_the_field_of_long_waves():
    """curl Q I = curl r for smooth currents, but for the ends of the sheet: within a fifth, and no factor of 2 off."""
    nodes, strength = 0.5 * np.arange(61), 0.7
    sample = Sample(Grid((nodes, nodes)))
    kernel = sheet_kernel(sample.grid)
    middles = (nodes[1:] + nodes[:-1]) / 2 / nodes[-1]
    g = np.pad(np.outer(np.sin(2 * np.pi * middles), np.sin(2 * np.pi * middles)), 1)
    wave = np.diff(g[1:-1], axis=1), -np.diff(g[:, 1:-1], axis=0)
    field = [strength * np.asarray(a) for a in kernel.circulations(*map(jnp.asarray, wave))]
    found = conserved_currents(sample, kernel).near_inverse(tuple(map(jnp.asarray, field)), 0.0, strength)
    ratio = sum(np.vdot(i, k) for i, k in zip(found, wave, strict=True)) / sum(np.vdot(k, k) for k in wave)
    assert ratio == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("shape", [None, perforated()], ids=["full", "with holes"])
def test_currents_are_conserved_and_stay_in_the_film(shape):
    sample, conserved = currents(shape)
    x, y = conserved.near_inverse(circulations(), 1.0, 0.3)
    scale = float(jnp.max(jnp.abs(x)))
    assert np.asarray(grad_adjoint(sample.grid, (x, y, None))) == pytest.approx(0.0, abs=1e-13 * scale)
    for current, weight in zip((x, y), sample.edge_weight, strict=False):
        outside = np.asarray(weight) == 0
        assert outside.any() == (shape is not None)
        assert np.max(np.abs(np.asarray(current)[outside]), initial=0.0) < 1e-14 * scale


def test_current_flows_around_each_hole():
    """A circulation around a hole alone drives a current around it."""
    _, conserved = currents(perforated())
    assert len(np.unique(np.asarray(conserved.hole))) == 2
    x, y = (np.zeros(np.shape(each)) for each in circulations())
    x[NODES[0] // 2, : NODES[1] // 2] = 1.0  # a cut from the rim to the hole in the middle
    found = np.asarray(conserved.near_inverse((jnp.asarray(x), jnp.asarray(y)), 1.0, 0.0)[0])
    below = found[NODES[0] // 2, : NODES[1] // 2].sum()
    above = found[NODES[0] // 2, NODES[1] // 2:].sum()
    assert below > 0
    assert below == pytest.approx(-above, rel=1e-12)


def test_it_is_symmetric_and_positive():
    _, conserved = currents(perforated())
    a, b = circulations(1), circulations(2)

    def pair(r, s):
        return sum(float(jnp.vdot(u, v)) for u, v in zip(r, conserved.near_inverse(s, 1.0, 0.4), strict=True))

    assert pair(a, b) == pytest.approx(pair(b, a), rel=1e-12)
    assert pair(a, a) > 0

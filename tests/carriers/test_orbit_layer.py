"""Overlapping orbits: areas, the layer of current at the edge of a disc, and the field that belongs to it."""

import numpy as np
import pytest

from onnes.carriers.circle_overlap import overlap_area
from onnes.carriers.orbit_layer import edge_current, layer_current, layer_field


def test_overlap_of_circles():
    assert overlap_area(0.0, 1.0, 1.0) == pytest.approx(np.pi)
    assert overlap_area(0.3, 1.0, 0.5) == pytest.approx(np.pi / 4)
    assert overlap_area(2.5, 1.0, 1.5) == 0
    assert overlap_area(1.0, 1.0, 1.0) == pytest.approx(2 * np.pi / 3 - np.sqrt(3) / 2)
    draw = np.random.default_rng(1).uniform(-2, 2, (200_000, 2))
    shared = (np.hypot(*draw.T) < 1.3) & (np.hypot(draw[:, 0] - 0.9, draw[:, 1]) < 0.8)
    assert overlap_area(0.9, 1.3, 0.8) == pytest.approx(16 * shared.mean(), rel=2e-2)


def test_the_overlap_summed_over_all_places_is_the_product_of_the_areas():
    d = np.linspace(0, 2.1, 20_001)
    assert np.trapezoid(2 * np.pi * d * overlap_area(d, 1.3, 0.8), d) == pytest.approx(
        (np.pi * 1.3**2) * (np.pi * 0.8**2), rel=1e-6)


@pytest.mark.parametrize("disc", [2.0, 10.0, 500.0])
def test_the_current_makes_the_field_and_is_complete(disc):
    r = disc + np.linspace(-1.2, 1.2, 24_001)
    field, current = layer_field(r, disc, 1.0), layer_current(r, disc, 1.0)
    assert field[0] == pytest.approx(0, abs=1e-12)
    assert field[-1] == 1
    # mu_0 j = dB/dr, with B_a = mu_0 n_s q v a/2
    np.testing.assert_allclose(np.gradient(field, r)[1::50], 2 * current[1::50], atol=4e-3)
    assert np.trapezoid(current, r) == pytest.approx(0.5, rel=1e-5)
    assert current.max() == pytest.approx(1 / np.pi, rel=1e-6)


def test_a_large_disc_has_a_flat_edge():
    x = np.linspace(-0.95, 0.95, 39)
    miss = [np.max(np.abs(layer_current(disc + x, disc, 1.0) - edge_current(x, 1.0))) for disc in (50.0, 100.0)]
    assert miss[0] / miss[1] == pytest.approx(2, rel=3e-2)

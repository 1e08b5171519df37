"""Places of vortices below the spacing of the grid, in any gauge."""

import numpy as np
import pytest

from onnes.energies import State, uniform_state
from onnes.energies.state import gauge_transformed
from onnes.geometry import disc
from onnes.grids import Grid, Sample
from onnes.readouts.vortices import vortices
from onnes.readouts.zeros import zeros


def errors(spacing, places, sign=1, gauge=0.3, flow=0.7):
    """Return the errors over the spacing of vortices in a superflow, in an arbitrary gauge."""
    grid = Grid([np.linspace(-6, 6, round(12 / spacing) + 1)] * 2)
    sample, (x, y) = Sample(grid, disc(5.5)), grid.points()
    found = []
    for x0, y0 in places:
        z = (x - x0) + 1j * sign * (y - y0)
        flowing = State(z / np.sqrt(np.abs(z) ** 2 + 2) * np.exp(1j * flow * x), uniform_state(grid).A)
        state = gauge_transformed(grid, sample.edge_length, flowing, gauge * x * y + 0.2 * y**2)
        i, j = np.nonzero(vortices(sample, state))
        (at_x,), (at_y,) = zeros(sample, state, i, j)
        found.append(np.hypot(at_x - x0, at_y - y0) / spacing)
    return np.array(found)


SCATTERED = np.random.default_rng(0).uniform(-1, 1, (12, 2))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_displaced_vortex_is_found_to_a_hundredth_of_the_spacing(sign):
    """At the default of three cells for each xi; with two, to 0.02."""
    assert np.max(errors(1 / 3, SCATTERED, sign)) < 0.01
    assert np.max(errors(1 / 2, SCATTERED, sign)) < 0.02


def test_the_place_does_not_depend_on_the_gauge():
    np.testing.assert_allclose(errors(1 / 3, SCATTERED, gauge=0), errors(1 / 3, SCATTERED, gauge=1.0), atol=1e-2)


def test_next_to_the_rim_four_corners_have_to_do():
    at_the_rim = [(4.6 * np.cos(angle), 4.6 * np.sin(angle)) for angle in np.linspace(0.1, 6, 8)]
    assert np.max(errors(1 / 3, at_the_rim, flow=0)) < 0.1


def test_the_middle_of_the_face_stands_for_a_giant_vortex():
    grid = Grid([np.linspace(-6, 6, 37)] * 2)
    sample, (x, y) = Sample(grid), grid.points()
    z = (x - 0.1) + 1j * (y - 0.12)
    state = State((z / np.sqrt(np.abs(z) ** 2 + 6)) ** 4, uniform_state(grid).A)
    i, j = np.nonzero(vortices(sample, state))
    at_x, at_y = zeros(sample, state, i, j)
    assert len(at_x) == 1
    assert np.hypot(at_x[0] - 0.1, at_y[0] - 0.12) < 0.5

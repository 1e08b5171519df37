"""The sine-Gordon line: shape, energy, speed and width of a fluxon, patterns of short and long junctions."""

import jax.numpy as jnp
import numpy as np
import pytest

from onnes.circuits.long_junction import (
    COURANT,
    critical_currents,
    curvature,
    entry_field,
    fluxon,
    line_steps,
    mclaughlin_scott_speed,
)
from onnes.circuits.thermal import bias_of_barrier
from onnes.numerics.jax_settings import prepare_jax

prepare_jax()


def ring(spacing, length=16.0):
    nodes = round(length / spacing)
    return (np.arange(nodes) - nodes / 2) * spacing


@pytest.mark.parametrize("speed", [0.0, 0.6])
def test_a_free_fluxon_keeps_shape_and_speed(speed):
    """Without damping and bias phi = 4 arctan exp((x - v t)/sqrt(1 - v^2)); the error falls as spacing^2."""
    errors = []
    for spacing in (0.1, 0.05):
        place, step = ring(spacing, 24.0), COURANT * spacing
        count = round(4 / step)
        now = line_steps(jnp.asarray(fluxon(place, speed)), jnp.asarray(fluxon(place + speed * step, speed)), 0.0, 0.0,
                         0.0, spacing, count, ring=True)[0]
        errors.append(np.abs(np.asarray(now) - fluxon(place - speed * count * step, speed))[abs(place) < 8].max())
    assert errors[1] < 2e-3
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.3)


@pytest.mark.parametrize(("bias", "damping"), [(0.1, 0.1), (0.05, 0.02)])
def test_bias_and_damping_balance_at_the_speed_of_mclaughlin_and_scott(bias, damping):
    spacing, place = 0.1, ring(0.1)
    step = COURANT * spacing
    still = jnp.asarray(fluxon(place))
    first = line_steps(still, still, bias, 0.0, damping, spacing, round(15 / damping / step), ring=True)
    count = round(100 / step)
    later = line_steps(*first, bias, 0.0, damping, spacing, count, ring=True)
    speed = float(jnp.mean(later[0] - first[0])) * 16 / (2 * np.pi) / (count * step)
    assert speed == pytest.approx(mclaughlin_scott_speed(bias, damping), rel=3e-3)
    slope = np.diff(np.asarray(later[0]), append=float(later[0][0]) + 2 * np.pi) / spacing
    assert 8 / (np.sum(slope**2) * spacing) == pytest.approx(np.sqrt(1 - speed**2), rel=5e-3)


def test_the_first_fluxon_enters_at_twice_the_field():
    """The screened field phi_x = -2 sech(x + a) is 2 at most at the edge: entry at h = 2, above 4/pi."""
    assert entry_field(12.0, 0.1) == pytest.approx(2.0, abs=4e-3)


def test_a_curvature_of_a_parabola_is_exact():
    x = jnp.linspace(0, 1, 11)
    np.testing.assert_allclose(curvature((x - 0.5) ** 2, jnp.nan, 0.1, ring=False)[1:-1], 2)
    np.testing.assert_allclose(curvature(3.0 * x, 3.0, 0.1, ring=False), 0, atol=1e-12)


def test_a_short_junction_has_fraunhofers_pattern():
    flux = np.linspace(0, 2.5, 26)
    share, shapes = critical_currents(0.05, 2 * np.pi * flux / 0.05, 40)
    np.testing.assert_allclose(share, np.abs(np.sinc(flux)), atol=2e-3)
    assert shapes.shape == (26, 40)


def test_a_field_of_its_own_raises_the_current_between_zeros():
    """A junction as wide as lambda_J: against one twice as finely divided."""
    fields = np.linspace(0, 9, 10)
    coarse, fine = (critical_currents(1.0, fields, cells)[0] for cells in (20, 40))
    np.testing.assert_allclose(coarse, fine, atol=4e-3)
    short = np.abs(np.sinc(fields / (2 * np.pi)))
    assert coarse[5] > short[5] + 0.002


@pytest.mark.long
def test_a_long_junction_holds_until_an_edge_lets_a_fluxon_in():
    """The first integral of phi'' = sin(phi) - gamma at an edge: h^2/2 = barrier of the washboard at gamma."""
    fields = np.linspace(0, 1.7, 18)
    share = critical_currents(10.0, fields, 100, phases=144)[0]
    expected = [bias_of_barrier(each**2 / 2) for each in fields]
    np.testing.assert_allclose(share, expected, atol=0.01)

"""The flat moving boundary: Maxwell, London, forces, work and the momentum that is missing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.carriers.boundary import MovingBoundary
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

boundaries = st.builds(
    MovingBoundary,
    field=st.floats(1e-3, 1.0),
    speed=st.floats(1e-3, 100.0),
    density=st.floats(1e26, 1e30),
    charge=st.sampled_from([-ELEMENTARY_CHARGE, ELEMENTARY_CHARGE, -2 * ELEMENTARY_CHARGE]),
    mass=st.sampled_from([ELECTRON_MASS, 2 * ELECTRON_MASS]),
)
inside = st.floats(-4.0, -0.5)


def slope(function, x, step):
    """Five-point derivative; exact to (step/lambda)^4 / 30 on the exponentials here."""
    f = [float(function(x + k * step)) for k in (-2, -1, 1, 2)]
    return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * step)


@settings(deadline=None, max_examples=40)
@given(boundaries, inside)
def test_h19_maxwell_and_london_hold_behind_the_boundary(front, depths_behind):
    x, h = depths_behind * front.depth, 1e-3 * front.depth
    dt = h / front.speed
    field, velocity = float(front.magnetic_field(x, 0.0)), float(front.carrier_velocity(x, 0.0))
    ampere = -VACUUM_PERMEABILITY * front.density * front.charge * velocity
    assert slope(lambda s: front.magnetic_field(s, 0.0), x, h) == pytest.approx(ampere, rel=1e-9)
    faraday = -slope(lambda t: front.magnetic_field(x, t), 0.0, dt)
    assert slope(lambda s: front.electric_field(s, 0.0), x, h) == pytest.approx(faraday, rel=1e-9)
    london = -front.charge / front.mass * field
    assert slope(lambda s: front.carrier_velocity(s, 0.0), x, h) == pytest.approx(london, rel=1e-9)


@settings(deadline=None, max_examples=40)
@given(boundaries, inside)
def test_h23_forces_on_a_superfluid_that_moves_along_cancel_and_so_does_its_acceleration(front, depths_behind):
    x, h = depths_behind * front.depth, 1e-3 * front.depth
    dt = h / front.speed
    electric = float(front.transverse_acceleration(x, 0.0, forward=0.0))
    total = float(front.transverse_acceleration(x, 0.0, forward=front.speed))
    assert total == pytest.approx(0.0, abs=1e-12 * abs(electric))
    in_time = slope(lambda t: front.carrier_velocity(x, t), 0.0, dt)
    along = front.speed * slope(lambda s: front.carrier_velocity(s, 0.0), x, h)
    assert in_time + along == pytest.approx(0.0, abs=1e-8 * abs(in_time))


@settings(deadline=None, max_examples=20)
@given(boundaries)
def test_h25_the_work_against_the_magnetic_force_is_the_magnetic_energy(front):
    def power(depths_behind):
        force = float(front.forward_force(depths_behind * front.depth, 0.0))
        return -front.density * force * front.speed * front.depth

    work, _ = quad(power, -40.0, 0.0, epsrel=1e-11)
    assert work == pytest.approx(front.power_per_area(), rel=1e-9)
    assert front.power_per_area() == pytest.approx(front.field**2 / (2 * VACUUM_PERMEABILITY) * front.speed, rel=1e-14)


@settings(deadline=None, max_examples=40)
@given(boundaries, inside)
def test_h26_carriers_at_rest_are_slowed_by_the_faraday_field_just_as_h17_needs(front, depths_behind):
    """The text calls the right side uncompensated; at a fixed place behind the boundary it is not."""
    x = depths_behind * front.depth
    dt = 1e-3 * front.depth / front.speed
    in_time = slope(lambda t: front.carrier_velocity(x, t), 0.0, dt)
    assert in_time == pytest.approx(float(front.transverse_acceleration(x, 0.0, forward=0.0)), rel=1e-9)


@settings(deadline=None, max_examples=20)
@given(boundaries)
def test_h26_the_momentum_of_the_carriers_that_join_is_what_is_open(front):
    given_by_field, _ = quad(
        lambda s: front.density * front.charge * float(front.electric_field(s * front.depth, 0.0)) * front.depth, -40, 0
    )
    assert given_by_field == pytest.approx(front.electric_momentum_rate(), rel=1e-9)
    assert front.open_momentum_rate() == pytest.approx(-front.electric_momentum_rate(), rel=1e-12)
    magnetic = -front.density * front.charge * front.speed * front.field * front.depth
    assert front.open_momentum_rate() == pytest.approx(magnetic, rel=1e-12)


def test_normal_side_is_uniform_and_the_current_is_diamagnetic():
    front = MovingBoundary(field=0.05, speed=0.1, density=1.8e28)
    ahead = np.array([0.5, 3.0]) * front.depth
    np.testing.assert_array_equal(front.magnetic_field(ahead, 0.0), 0.05)
    np.testing.assert_allclose(front.electric_field(ahead, 0.0), 0.005)
    np.testing.assert_array_equal(front.carrier_velocity(ahead, 0.0), 0.0)
    current = front.density * front.charge * front.carrier_velocity(-front.depth, 0.0)
    assert current < 0
    assert front.carrier_velocity(-front.depth, 0.0) > 0

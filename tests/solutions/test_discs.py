"""A thin disc in a weak field against London's theory: without self-field in closed form, with it ring by ring."""

import numpy as np
import pytest
from scipy.special import ellipe, ellipk

import onnes
from onnes.units.constants import VACUUM_PERMEABILITY

RADIUS = 60e-9


def disc(lab, **arguments):
    return onnes.Film(onnes.disc(RADIUS), **{**lab.metal, **arguments})


def london_moment(pearl, field, rings=400):
    """Moment of a disc from K(r) on rings: mu_0 Lambda K + A_of_K + B r/2 = 0, A_of_K of circular loops.

    On its own ring the mean of A over its width: mu_0 K dr/(2 pi) (ln(16 r/dr) - 1/2).
    """
    r = (np.arange(rings) + 0.5) * RADIUS / rings
    width = RADIUS / rings
    a, rho = r[None, :], r[:, None]
    m = np.where(a == rho, 0.5, 4 * a * rho / (a + rho) ** 2)
    loop = np.sqrt(a / rho) / (np.pi * np.sqrt(m)) * ((1 - m / 2) * ellipk(m) - ellipe(m))
    own = (np.log(16 * r / width) - 0.5) / (2 * np.pi)
    kernel = VACUUM_PERMEABILITY * width * np.where(np.eye(rings) > 0, own[:, None], loop)
    current = np.linalg.solve(VACUUM_PERMEABILITY * pearl * np.eye(rings) + kernel, -0.5 * field * r)
    return np.pi * np.sum(current * r**2) * width


def test_rings_have_both_limits():
    """-pi R^4 B/(8 mu_0 Lambda) for a long Pearl length, -8 R^3 B/(3 mu_0) for a short one."""
    weak = -np.pi * RADIUS**4 / (8 * VACUUM_PERMEABILITY * 1e-3)
    assert london_moment(1e-3, 1.0) == pytest.approx(weak, rel=1e-3)
    assert london_moment(RADIUS * 1e-3, 1.0) == pytest.approx(-8 * RADIUS**3 / (3 * VACUUM_PERMEABILITY), rel=0.02)


@pytest.mark.parametrize(("depth", "thickness", "allowed"),
                         [("40 nm", "20 nm", 0.002), ("15 nm", "25 nm", 0.005), ("1 nm", "25 nm", 0.035)],
                         ids=["Lambda = 80 nm", "9 nm", "0.04 nm"])
def test_london_moment(lab, depth, thickness, allowed):
    """From R/Lambda = 0.75 to 1500, where the moment is 0.99 of -8 R^3 B/(3 mu_0), on a grid of 2.5 nm."""
    film = disc(lab, penetration_depth=depth, thickness=thickness)
    run = onnes.solve(film, law="london", time="1 ps", field="1 mT", self_field=True, cells_per_xi=4, frames=1)
    assert run.moment.values == pytest.approx(london_moment(film.pearl_length, 1e-3), rel=allowed)


@pytest.mark.long
def test_moment_without_self_field(lab):
    """m = -pi R^4 B/(8 mu_0 Lambda), to 1 % at two cells for each xi."""
    run = lab.solve(disc(lab), time="20 ps", field="1 mT", self_field=False)
    expected = -np.pi * RADIUS**4 * 1e-3 / (8 * lab.inductance)
    assert run.moment.values[-1] == pytest.approx(expected, rel=0.01)


@pytest.mark.long
@pytest.mark.parametrize(("depth", "thickness"), [("200 nm", "10 nm"), ("40 nm", "20 nm"), ("15 nm", "25 nm")],
                         ids=["4 um", "80 nm", "9 nm"])
def test_moment_with_self_field(lab, depth, thickness):
    """From no screening to nearly all of it: R/Lambda = 0.015, 0.75, 6.7."""
    film = disc(lab, penetration_depth=depth, thickness=thickness, gamma=0.0)
    field = 1e-3 * film.upper_critical_field
    ramp = onnes.ramp(0, field, 20 * film.scales.time)
    run = lab.solve(film, time=60 * film.scales.time, field=ramp, self_field=True)
    assert run.moment.values[-1] == pytest.approx(london_moment(film.pearl_length, field), rel=0.02)
    assert run.model.self_field
    assert "with self-field" in repr(run)


@pytest.mark.long
def test_self_field_is_on_where_it_matters(lab):
    """On above a twentieth of the Pearl length, and the field in the middle is then the smaller for it."""
    assert not disc(lab).needs_self_field()
    film = disc(lab, penetration_depth="15 nm", thickness="25 nm", gamma=0.0)
    assert film.needs_self_field()
    field = 1e-3 * film.upper_critical_field
    run = lab.solve(film, time=60 * film.scales.time, field=onnes.ramp(0, field, 20 * film.scales.time))
    inside = run.data["field"].values[-1]
    assert inside[12, 12] < 0.5 * field
    assert np.max(inside) > 1.1 * field

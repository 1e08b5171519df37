"""Wires and films in a field along them: limits, and paths by tracing them."""

import numpy as np
import pytest

from onnes.carriers.field_along_wire import (
    boundary_field,
    localization_field,
    localization_gain,
    way_to_surface,
    wire_conductivity,
)
from onnes.units.constants import ELEMENTARY_CHARGE, HBAR

DENSITY, DIAMETER = 1.81e29, 1e-4


def conductivity(field, path):
    """Of a field over `boundary_field` and a mean free path over the diameter."""
    return wire_conductivity(field * boundary_field(DENSITY, DIAMETER), DENSITY, DIAMETER, path * DIAMETER)


@pytest.mark.parametrize("path", [0.003, 0.01, 0.03])
def test_a_thick_wire_loses_three_quarters_of_the_free_path_over_its_diameter(path):
    assert 1 - conductivity(0, path) == pytest.approx(0.75 * path, rel=2e-3)


@pytest.mark.parametrize("path", [30, 100, 300])
def test_in_a_thin_wire_the_diameter_is_the_free_path(path):
    # Dingle's expansion for thin wires
    thin = 1 / path
    assert conductivity(0, path) == pytest.approx(thin - 0.375 * thin**2 * (np.log(path) + 1.059), rel=2e-3)


def test_a_field_raises_the_conductivity_to_that_of_the_bulk():
    course = [conductivity(field, 1.0) for field in (0, 1e-6, 0.1, 0.3, 1, 3, 10, 100, 1e4)]
    assert course[1] == pytest.approx(course[0], rel=1e-6)
    assert all(np.diff(course[1:]) > 0)
    assert course[-1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("field", [30, 100])
def test_in_a_strong_field_only_orbits_within_their_radius_of_the_surface_are_lost(field):
    # an orbit of radius r sin(theta) meets a flat surface from a mean depth of r sin(theta):
    # loss = (4/d) 3 int cos^2 sin^2 r dtheta from 0 to pi/2, and r = d/(2 field)
    assert 1 - conductivity(field, 1000.0) == pytest.approx(3 * np.pi / (8 * field), rel=2e-2)


def test_conductivity_in_a_field_is_that_of_random_orbits():
    rng = np.random.default_rng(3)
    place, turn, cosine = np.sqrt(rng.random(200_000)), 2 * np.pi * rng.random(200_000), rng.random(200_000)
    sine, field, path = np.sqrt(1 - cosine**2), 1.3, 0.5
    orbit = sine / field  # radius of the wire 1: that of the largest orbit at the boundary field
    # centre of the orbit, and the angle at which the circle about it leaves the wire
    along, across = place - orbit * np.sin(turn), orbit * np.cos(turn)
    distance = np.hypot(along, across)
    leaves = np.arccos(np.clip((1 - distance**2 - orbit**2) / (2 * distance * orbit), -1, 1))
    angle = (np.arctan2(across, along) - leaves - np.arctan2(-across, place - along)) % (2 * np.pi)
    way = np.where(distance + orbit > 1, angle * orbit / sine, np.inf)
    kept = -3 * cosine**2 * np.expm1(-way / (2 * path))
    error = kept.std() / np.sqrt(len(kept))
    assert conductivity(field, path) == pytest.approx(kept.mean(), abs=3 * error)


def test_orbit_of_the_boundary_field_is_as_wide_as_the_wire():
    momentum = HBAR * (3 * np.pi**2 * DENSITY) ** (1 / 3)
    radius = momentum / (ELEMENTARY_CHARGE * boundary_field(DENSITY, DIAMETER))
    assert 2 * radius == pytest.approx(DIAMETER, rel=1e-12)


def test_way_to_the_surface_is_that_of_a_traced_orbit():
    rng = np.random.default_rng(0)
    place, turn = np.sqrt(rng.random(40)), 2 * np.pi * rng.random(40)
    orbit = rng.choice([0.2, 0.45, 0.8, 3.0, 50.0], 40)
    found = way_to_surface(place, turn, 1.0, orbit)
    for start, angle, radius, way in zip(place, turn, orbit, found, strict=True):
        along = np.linspace(0, min(2 * np.pi * radius, 2.5), 200001)
        heading = angle + along / radius  # to the left
        x = start + radius * (np.sin(heading) - np.sin(angle))
        y = radius * (np.cos(angle) - np.cos(heading))
        outside = np.flatnonzero(np.hypot(x, y) > 1)
        if len(outside):
            assert way == pytest.approx(along[outside[0]], abs=3e-5)
        else:
            assert way == np.inf


def test_weak_localization_in_weak_and_strong_fields():
    scale = localization_field(20e-9, 1e-6)
    quantum = 1.2334e-5 * 10
    assert scale == pytest.approx(0.0570, rel=1e-3)
    assert float(localization_gain(1e-3 * scale, 20e-9, 1e-6, 10)) == pytest.approx(1e-6 * quantum, rel=1e-3)
    assert float(localization_gain(1e3 * scale, 20e-9, 1e-6, 10)) == pytest.approx(quantum * np.log(1e6), rel=1e-3)
    heavy = localization_gain(scale, 20e-9, 1e-6, 10, spin_orbit=True)
    assert float(heavy) == pytest.approx(-0.5 * quantum * np.log(2), rel=1e-3)

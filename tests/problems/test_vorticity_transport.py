"""Transport of vorticity: exact along the paths, H15 and H16, and the field that belongs to it."""

import numpy as np
import pytest
from scipy.special import ive

from onnes.carriers.radial_flow import PowerFlow, SourceFlow, carried_vorticity
from onnes.problems.vorticity_transport import field_of, transport

FLOWS = (PowerFlow(), PowerFlow(4.0), SourceFlow(0.3))


@pytest.mark.parametrize("flow", FLOWS)
def test_paths_follow_the_flow_and_carry_all_vorticity_out(flow):
    r, step = np.array([0.2, 0.6, 1.0]), 1e-4
    slope = (flow.origin(r, 0.3 + step) - flow.origin(r, 0.3 - step)) / (2 * step)
    np.testing.assert_allclose(slope, -flow.speed(flow.origin(r, 0.3)), rtol=1e-6)
    np.testing.assert_allclose(flow.origin(r, 0.0), r)
    # Inside of r there is what began inside of its origin: int_0^r w r dr = r_0^2/2.
    places = np.linspace(1e-6, 1, 4001)
    inside = np.trapezoid(carried_vorticity(flow, places, 0.3) * places, places)
    assert inside == pytest.approx(flow.origin(np.array(1.0), 0.3) ** 2 / 2, rel=1e-5)


@pytest.mark.parametrize("flow", FLOWS)
def test_second_order_against_the_paths_and_for_h16(flow):
    def errors(cells):
        moved = transport(flow, lambda time: 0.3 * (1 - np.cos(2 * np.pi * time)), cells)
        wrong = moved.mean(np.abs(moved.vorticity[-1] - carried_vorticity(flow, moved.places, 0.3)))
        strength = 0.3 * (1 - np.cos(2 * np.pi * moved.time))
        integral = 2 * np.trapezoid(moved.surface * strength, moved.time)
        return wrong, abs(integral - (1 - moved.mean(moved.vorticity[-1])))

    coarse, fine = errors(40), errors(80)
    assert fine[0] < 2e-3
    for one, other in zip(coarse, fine, strict=True):
        assert np.log2(one / other) == pytest.approx(2, abs=0.3)


def test_what_leaves_is_what_is_missing_to_round_off():
    moved = transport(SourceFlow(0.2), lambda time: 0.4, 40)
    missing = 1 - moved.mean(moved.vorticity)
    np.testing.assert_allclose(2 * moved.carried, missing, atol=1e-14)


def test_without_flow_w_and_the_field_stay_to_round_off():
    moved = transport(PowerFlow(), lambda time: 0.0, 30)
    np.testing.assert_array_equal(moved.vorticity, 1.0)
    field, velocity = field_of(moved.vorticity[-1], moved.faces, 0.1)
    np.testing.assert_allclose(field, 1.0, atol=1e-13)
    np.testing.assert_allclose(velocity, 0.0, atol=1e-13)


def test_the_field_without_vorticity_is_londons_in_second_order():
    def wrong(cells):
        faces = np.linspace(0, 1, cells + 1)
        field, velocity = field_of(np.zeros(cells), faces, 0.2)
        r = (faces[1:] + faces[:-1]) / 2
        exact = ive(0, r / 0.2) / ive(0, 5.0) * np.exp((r - 1) / 0.2)
        surface = -0.2 * ive(1, 5.0) / ive(0, 5.0)
        return np.max(np.abs(field - exact)), abs(velocity[-1] - surface)

    coarse, fine = wrong(40), wrong(80)
    for one, other in zip(coarse, fine, strict=True):
        assert np.log2(one / other) == pytest.approx(2, abs=0.2)


def test_circulation_and_flux_add_to_the_vorticity_inside_each_radius():
    rng = np.random.default_rng(3)
    faces, w = np.linspace(0, 1, 21), rng.random(20)
    field, velocity = field_of(w, faces, 0.15, density=rng.random(20) + 0.1)
    areas = np.diff(faces**2) / 2
    np.testing.assert_allclose(faces[1:] * velocity[1:] + np.cumsum(areas * field), np.cumsum(areas * w), atol=1e-14)

"""The peer's readings of films with a hole: extrapolated as errors of second order are, and near their own limit."""

import pytest

from onnes.validation.pytdgl import DEVICES, Device, Reading


def test_errors_of_second_order_are_extrapolated_away():
    meshes = tuple(Reading(0, h, 0.5 + 0.3 * h**2, -7.0 - 2.0 * h**2) for h in (0.4, 0.3, 0.2))
    device = Device(12.0, 2.0, 0.4, 1.0, 100.0, 1e-5, 0, 4, meshes)
    assert device.extrapolated("mean_density") == pytest.approx(0.5, abs=1e-14)
    assert device.extrapolated("moment") == pytest.approx(-7.0, abs=1e-13)


@pytest.mark.parametrize("device", DEVICES.values(), ids=DEVICES)
def test_its_meshes_are_ever_finer_and_near_what_they_converge_to(device):
    edges = [one.edge for one in device.meshes]
    assert edges == sorted(edges, reverse=True)
    for mesh in device.meshes:
        # Sites times the area of each, that of a lattice of equilateral triangles, is the area of the film.
        area = device.side**2 - 3.14159 * device.hole_radius**2
        assert mesh.sites * mesh.edge**2 * 0.866 == pytest.approx(area, rel=0.1)
        assert mesh.mean_density == pytest.approx(device.extrapolated("mean_density"), rel=5e-3)
        assert mesh.moment == pytest.approx(device.extrapolated("moment"), rel=2e-2)

"""A ground plane that a field enters: what it reflects, its images, and the limits of a perfect plane and of none."""

import numpy as np
import pytest
from scipy.integrate import quad

import onnes
from onnes.errors import InputError
from onnes.grids import Grid
from onnes.grids.sheet_kernel import SheetKernel
from onnes.units.constants import VACUUM_PERMEABILITY

NM = 1e-9
THIN = onnes.ground_plane("300 nm", penetration_depth="100 nm", thickness="1 nm")  # Lambda = 10 um
THICK = onnes.ground_plane("300 nm", penetration_depth="100 nm")
MIDDLE = onnes.ground_plane("20 nm", penetration_depth="80 nm", thickness="100 nm")
NEAR = onnes.ground_plane("5 nm", penetration_depth="200 nm", thickness="20 nm")
PLANES = pytest.mark.parametrize("plane", [THIN, THICK, MIDDLE, NEAR], ids=["thin", "thick", "middle", "near"])


def test_reflection_of_thin_and_of_thick_planes():
    q = np.geomspace(1e3, 1e9, 50)
    thin = q[q < 1e6]  # beyond it a wave is short beside lambda
    assert THIN.reflection(thin) == pytest.approx(1 / (1 + 2 * thin * 10e-6), rel=0.03)
    k = 100e-9 * q
    assert THICK.reflection(q) == pytest.approx(((1 + k**2) ** 0.5 - k) ** 2, rel=1e-6)
    long = q[q < 1e5]
    assert THICK.reflection(long) == pytest.approx(np.exp(-2 * long * 100e-9), rel=1e-6)
    assert np.all(onnes.ground_plane("1 um").reflection(q) == 1)


@PLANES
def test_reflection_by_the_fields_on_both_sides(plane):
    """A of a wave from above, within the plane and below: it and its slope are continuous at both surfaces."""
    depth, thickness = plane.penetration_depth, plane.thickness or 40 * plane.penetration_depth
    for q in np.array([1e5, 3e6, 4e7]):
        p = np.hypot(q, 1 / depth)
        grown = np.exp(-p * thickness)
        # exp(q z) - R exp(-q z) above z = 0; a exp(p z) + b exp(-p (z + d)) within; c exp(q (z + d)) below
        rows = [[1, 1, grown, 0], [-q, p, -p * grown, 0], [0, grown, 1, -1], [0, p * grown, -p, -q]]
        R = np.linalg.solve(rows, [1, q, 0, 0])[0]
        assert plane.reflection(q) == pytest.approx(R, rel=1e-6, abs=1e-12)


@PLANES
def test_perfect_planes_together_reflect_what_the_plane_does(plane):
    weights, depths = np.array(plane.perfect_planes(plane.distance)).T
    q = np.geomspace(1e-3, 1e3, 500) / plane.distance
    found, wanted = np.exp(-2 * np.outer(q, depths)) @ weights, plane.reflection(q) * np.exp(-2 * q * plane.distance)
    assert np.max(np.abs(found - wanted)) < 1e-5
    assert np.sum(weights) == pytest.approx(1, abs=1e-5)  # no uniform field goes through a plane without end


def test_a_uniform_current_stores_its_field_down_to_the_screening_length():
    """A = mu_0 K (h + lambda coth(d/lambda)) far from the edges."""
    grid = Grid((np.arange(40) * 0.5, np.arange(30) * 0.4))
    plane = onnes.ground_plane(0.005, penetration_depth=0.004, thickness=0.004)
    along, _ = SheetKernel(grid, plane.perfect_planes(0.005)).circulations(
        np.ones(grid.cell_shape((0,))), np.zeros(grid.cell_shape((1,))))
    assert float(along[17, 13]) * 0.4 / 0.5 == pytest.approx(0.005 + 0.004 / np.tanh(1.0), rel=2e-3)


@PLANES
def test_the_image_of_a_dipole_is_an_integral_over_its_waves(plane):
    """B = -(mu_0 m/4 pi) int R(q) q^2 exp(-q Z) dq on its axis, Z by way of the surface."""
    source, at = 250 * NM, 40 * NM
    path = (source + plane.distance + at + plane.distance) / NM
    dipole = onnes.fields.dipole((0, 0, 1e-15), (0, 0, source))
    over = dipole.over_planes(plane.perfect_planes(plane.distance)).seen_from(at)
    image = (over.induction(0.0, 0.0) - dipole.seen_from(at).induction(0.0, 0.0)).item()
    waves = quad(lambda q: plane.reflection(q / NM) * q**2 * np.exp(-q * path), 0, 60 / path, epsabs=0, epsrel=1e-9)[0]
    assert image == pytest.approx(-VACUUM_PERMEABILITY * 1e-15 / (4 * np.pi) * waves / NM**3, rel=2e-4)


def test_limits_of_a_perfect_plane_and_of_none(film):
    """The kernel of the film, which each law takes."""
    def kernel(plane):
        device = film(onnes.rectangle("200 nm", "100 nm"), ground_plane=plane)
        return np.asarray(device.model(10 * NM, self_field=True).energy.sheet.kernel.spectrum)

    alone, perfect = kernel(None), kernel("50 nm")
    hardly = kernel(onnes.ground_plane("50 nm", penetration_depth="1 mm", thickness="1 nm"))
    nearly = kernel(onnes.ground_plane("50 nm", penetration_depth="0.01 nm"))
    size = np.max(np.abs(perfect - alone))
    assert np.max(np.abs(hardly - alone)) < 1e-5 * size
    assert np.max(np.abs(nearly - perfect)) < 1e-3 * size


def test_a_plane_is_kept_and_described(film):
    device = film(onnes.rectangle("200 nm", "100 nm"), ground_plane=MIDDLE)
    assert type(device).from_dict(device.to_dict()).ground_plane == MIDDLE
    assert "its penetration depth" in str(device)
    stack = onnes.Stack([film(onnes.disc("50 nm"))] * 2, [0, "50 nm"], ground_plane=THICK)
    assert onnes.Stack.from_dict(stack.to_dict()).ground_plane == THICK


def test_what_is_no_plane_is_refused(film):
    for given, says in (({"penetration_depth": "-1 nm"}, "penetration_depth: .* positive"),
                        ({"penetration_depth": "90 nm", "thickness": 0}, "thickness: .* positive"),
                        ({"thickness": "90 nm"}, "thickness: .* perfect plane")):
        with pytest.raises(InputError, match=says):
            onnes.ground_plane("1 um", **given)
    for distance, says in (("up", "positive distance"), ("2 nm", "more than 5 nm below z = 0")):
        with pytest.raises(InputError, match=f"ground_plane: [\\s\\S]*{says}"):
            film(onnes.disc("50 nm"), thickness="10 nm", ground_plane=distance)

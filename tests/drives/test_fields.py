"""Sources of an applied field: B = curl A for each, known values, and fluxes through the faces of a grid."""

import json
import math

import numpy as np
import pytest
import xarray as xr

from onnes.drives import applied_field, fields, from_csv, ramp, sine
from onnes.errors import InputError
from onnes.geometry import rectangle
from onnes.units import registry
from onnes.units.constants import VACUUM_PERMEABILITY as MU_0

UM = 1e-6
GRID = np.linspace(-2.1 * UM, 1.9 * UM, 41), np.linspace(-1.3 * UM, 1.5 * UM, 29)
UNEVEN = np.cumsum(np.linspace(0.05, 0.15, 31)) * UM, np.cumsum(np.linspace(0.1, 0.03, 24)) * UM

SOURCES = {
    "uniform": fields.uniform("20 mT"),
    "loop": fields.loop("1 um", current="1 mA", height="0.7 um", centre=("0.3 um", "-0.2 um")),
    "dipole along z": fields.dipole("1 fA m^2", ("0.1 um", "0.2 um", "0.8 um")),
    "dipole along x": fields.dipole(("1 fA m^2", 0, 0), ("0.1 um", "0.2 um", "0.8 um")),
    "dipole below": fields.dipole((0, "1 fA m^2", "-2 fA m^2"), ("0.1 um", "0.2 um", "-0.8 um")),
    "magnet": fields.magnet("800 kA/m", rectangle("0.6 um", "0.4 um", ("0.2 um", 0)) - rectangle("0.2 um", "0.1 um"),
                            thickness="0.3 um", height="0.5 um"),
    "magnet below": fields.magnet("800 kA/m", rectangle("1 um", "0.6 um"), thickness="0.3 um", height="-0.6 um"),
    "wire": fields.wire("1 mA", position=("0.1 um", "0.3 um"), height="0.6 um", direction=(3, 4)),
    "all": 2 * fields.wire("1 mA", (0, 0), "1 um") - fields.loop("1 um", "2 mA", "1 um") + "1 mT",
}


def derivative(f, step=1e-3 * UM):
    """Central difference of order six."""
    return sum(c * (f(k * step) - f(-k * step)) for k, c in ((1, 45), (2, -9), (3, 1))) / (60 * step)


@pytest.mark.parametrize("name", SOURCES)
def test_the_curl_of_the_vector_potential_is_the_field_and_its_divergence_nothing(name):
    field = SOURCES[name]
    x, y = (rim.ravel() for rim in np.meshgrid(GRID[0][::8], GRID[1][::7]))
    ax_x = derivative(lambda d: field.vector_potential(x + d, y)[0])
    ay_x = derivative(lambda d: field.vector_potential(x + d, y)[1])
    ax_y = derivative(lambda d: field.vector_potential(x, y + d)[0])
    ay_y = derivative(lambda d: field.vector_potential(x, y + d)[1])
    B = field.induction(x, y)
    np.testing.assert_allclose(ay_x - ax_y, B, atol=1e-9 * np.max(np.abs(B)))
    np.testing.assert_allclose(ax_x + ay_y, 0, atol=1e-9 * np.max(np.abs(B)))


@pytest.mark.parametrize("name", SOURCES)
def test_the_field_in_space_has_neither_divergence_nor_curl(name):
    field = SOURCES[name]
    x, y = (rim.ravel() for rim in np.meshgrid(GRID[0][::8], GRID[1][::7]))
    B = field.induction_vector(x, y)
    np.testing.assert_array_equal(B[2], field.induction(x, y))
    d_x = derivative(lambda d: field.induction_vector(x + d, y))
    d_y = derivative(lambda d: field.induction_vector(x, y + d))
    d_z = derivative(lambda d: field.seen_from(d).induction_vector(x, y))
    close = {"atol": 1e-9 * np.max(np.abs(B)) / (1e-1 * UM)}
    np.testing.assert_allclose(d_x[0] + d_y[1] + d_z[2], 0, **close)
    np.testing.assert_allclose(d_x[2], d_z[0], **close)
    np.testing.assert_allclose(d_y[2], d_z[1], **close)
    np.testing.assert_allclose(d_x[1], d_y[0], **close)


@pytest.mark.parametrize("name", ["loop", "dipole along z", "dipole along x", "wire", "magnet"])
def test_no_field_crosses_a_superconducting_plane(name):
    field = SOURCES[name].over_planes(((1.0, 0.4 * UM),))
    x, y = (rim.ravel() for rim in np.meshgrid(GRID[0][::8], GRID[1][::7]))
    B = field.seen_from(-0.4 * UM).induction_vector(x, y)
    assert np.max(np.abs(B[2])) < 1e-12 * np.max(np.abs(B))
    assert np.max(np.abs(B[:2])) > 0


def fluxes(circulations):
    along_x, along_y = circulations
    return np.diff(along_y, axis=0) - np.diff(along_x, axis=1)


def flux_error(field, count):
    """Largest error of the flux through the faces of a square, over the largest flux; 12 x 12 Gauss points as truth."""
    nodes = np.linspace(-0.8 * UM, 0.8 * UM, count)
    points, weights = np.polynomial.legendre.leggauss(12)
    h = np.diff(nodes)[0]
    at = (0.5 * (nodes[1:] + nodes[:-1])[:, None] + 0.5 * h * points).ravel()
    B = field.induction(at[:, None], at[None, :]).reshape(count - 1, 12, count - 1, 12)
    exact = np.einsum("iajb,a,b->ij", B, weights, weights) * h**2 / 4
    return np.max(np.abs(fluxes(field.circulations(nodes, nodes)) - exact)) / np.max(np.abs(exact))


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in ("uniform", "all")])
def test_the_flux_through_faces_is_right_to_the_sixth_order(name):
    coarse, fine = flux_error(SOURCES[name], 9), flux_error(SOURCES[name], 17)
    assert coarse < 1e-3
    assert math.log2(coarse / fine) > 5.5


@pytest.mark.parametrize("grid", [GRID, UNEVEN])
def test_the_flux_of_a_uniform_field_is_exact(grid):
    x, y = grid
    flux = fluxes(SOURCES["uniform"].circulations(x, y))
    area = np.diff(x)[:, None] * np.diff(y)
    np.testing.assert_allclose(flux, 0.02 * area, rtol=1e-11)


def test_the_field_on_the_axis_of_a_loop():
    heights = np.array([0.1, 1.0, 5.0]) * UM
    for h in heights:
        found = fields.loop("2 um", "3 mA", h, ("1 um", "1 um")).induction(1 * UM, 1 * UM)
        assert found == pytest.approx(MU_0 * 3e-3 * (2 * UM) ** 2 / (2 * ((2 * UM) ** 2 + h**2) ** 1.5), rel=1e-12)


def test_the_field_of_a_loop_against_biot_and_savart():
    a, h = 1.5 * UM, 0.4 * UM
    x, y = np.array([0.0, 0.7, 1.4, 3.0])[:, None] * UM, 0.3 * UM
    phi = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    r = np.sqrt((x - a * np.cos(phi)) ** 2 + (y - a * np.sin(phi)) ** 2 + h**2)
    # (dl x r)_z of dl = a (-sin, cos, 0) d phi; A = mu_0/(4 pi) int dl/r
    kernel = (-a * np.sin(phi)) * (y - a * np.sin(phi)) - a * np.cos(phi) * (x - a * np.cos(phi))
    loop = fields.loop(a, 1.0, h)
    np.testing.assert_allclose(loop.induction(x[:, 0], y), MU_0 / 2 * np.mean(kernel / r**3, axis=1), rtol=1e-12)
    a_x, a_y = loop.vector_potential(x[:, 0], y)
    np.testing.assert_allclose(a_x, MU_0 / 2 * np.mean(-a * np.sin(phi) / r, axis=1), rtol=1e-12)
    np.testing.assert_allclose(a_y, MU_0 / 2 * np.mean(a * np.cos(phi) / r, axis=1), rtol=1e-11, atol=1e-21)


def test_the_far_field_of_a_loop_is_that_of_a_dipole():
    """To the square of size over distance, as both have the same symmetries."""
    x, y, h = 30 * UM, 20 * UM, 40 * UM
    moment = math.pi * (1 * UM) ** 2 * 1e-3
    dipole = fields.dipole(moment, (0, 0, h))

    def errors(size):
        loop = fields.loop(size, moment / (math.pi * size**2), h)
        return [abs(loop.induction(x, y) / dipole.induction(x, y) - 1),
                *np.abs(np.divide(loop.vector_potential(x, y), dipole.vector_potential(x, y)) - 1)]

    for large, small in zip(errors(1 * UM), errors(0.5 * UM), strict=True):
        assert large < 1e-2
        assert large / small == pytest.approx(4, rel=0.02)


def test_a_tilted_dipole_is_the_limit_of_two_poles():
    """The field of two opposite monopoles q at a small distance d along the moment q d."""
    position, moment = np.array([0.2, -0.1, 0.9]) * UM, np.array([1.0, -2.0, 0.5]) * 1e-15
    x, y, d = 0.6 * UM, 0.5 * UM, 1e-4 * UM

    def pole(at):
        r = np.array([x, y, 0]) - at
        return r[2] / np.linalg.norm(r) ** 3

    unit = moment / np.linalg.norm(moment)
    expected = MU_0 / (4 * np.pi) * np.linalg.norm(moment) / d * (
        pole(position + d / 2 * unit) - pole(position - d / 2 * unit))
    assert fields.dipole(tuple(moment), tuple(position)).induction(x, y) == pytest.approx(expected, rel=1e-6)


def test_the_field_below_a_wire():
    """Current along x above: B_z > 0 to its left, mu_0 I/(2 pi d) times sin of the angle."""
    field = fields.wire("1 mA", position=(0, "1 um"), height="3 um", direction=(1, 0))
    assert field.induction(7 * UM, 5 * UM) == pytest.approx(MU_0 * 1e-3 / (2 * np.pi * 5 * UM) * 4 / 5, rel=1e-12)
    assert field.induction(0, -3 * UM) == pytest.approx(-MU_0 * 1e-3 / (2 * np.pi * 5 * UM) * 4 / 5, rel=1e-12)


def wavy(x, y):
    return 0.01 * np.sin(3e6 * x) * np.exp(1e6 * y) + 0.02


MAPS = {
    "function": wavy,
    "noise on nodes": np.random.default_rng(1).normal(size=(41, 29)),
    "table": xr.DataArray(np.random.default_rng(2).normal(size=(5, 4)),
                          coords={"x": np.linspace(-3, 3, 5) * UM, "y": np.linspace(-3, 3, 4) * UM}),
    "one value": lambda x, y: 0.02,
}


@pytest.mark.parametrize("name", MAPS)
def test_the_flux_of_any_map_is_exact_to_rounding(name):
    field = fields.from_function(MAPS[name])
    ((_, source),) = field.terms
    x, y = GRID
    along_x, along_y = field.circulations(x, y)
    wanted = source.fluxes(x, y, 0.0)
    largest = max(np.max(np.abs(along_x)), np.max(np.abs(along_y)))
    np.testing.assert_allclose(fluxes((along_x, along_y)), wanted, atol=8 * np.finfo(float).eps * largest, rtol=0)


def test_face_fluxes_of_a_function_are_its_integrals():
    x, y = UNEVEN
    flux = fluxes(fields.from_function(wavy).circulations(x, y))
    integral = 0.01 * np.multiply.outer(-np.diff(np.cos(3e6 * x)) / 3e6, np.diff(np.exp(1e6 * y)) / 1e6)
    integral = integral + 0.02 * np.diff(x)[:, None] * np.diff(y)
    np.testing.assert_allclose(flux, integral, atol=1e-7 * np.max(integral), rtol=0)


def test_an_array_on_nodes_has_the_mean_of_its_corners_in_each_face():
    x, y = GRID
    B = MAPS["noise on nodes"]
    flux = fluxes(applied_field(B).circulations(x, y))
    mean = (B[1:, 1:] + B[:-1, 1:] + B[1:, :-1] + B[:-1, :-1]) / 4
    np.testing.assert_allclose(flux / (np.diff(x)[:, None] * np.diff(y)), mean, atol=1e-12)


@pytest.mark.parametrize("grid", [GRID, UNEVEN, (np.linspace(0, 4, 141) * UM, np.linspace(0, 1, 12) * UM)])
def test_the_vector_potential_of_a_map_has_no_sources_on_any_node(grid):
    x, y = grid
    along_x, along_y = fields.from_function(wavy).circulations(x, y)
    dual_x, dual_y = (0.5 * (np.append(np.diff(n), 0) + np.append(0, np.diff(n))) for n in (x, y))
    out_x = np.pad(along_x / np.diff(x)[:, None], ((1, 1), (0, 0))) * dual_y
    out_y = np.pad(along_y / np.diff(y), ((0, 0), (1, 1))) * dual_x[:, None]
    sources = np.diff(out_x, axis=0) + np.diff(out_y, axis=1)
    assert np.max(np.abs(sources)) < 1e-11 * np.max(np.abs(out_x))


def test_applied_fields_of_every_kind():
    x, y = np.array([0.1, 0.4]) * UM, np.array([0.2, 0.3]) * UM
    cases = {
        "quantity": ("20 mT", 0.02 + 0 * x),
        "time": (ramp("0 mT", "20 mT", 1.0), 0.01 + 0 * x),
        "function of time": (lambda t: t**2, 0.25 + 0 * x),
        "function of place": (lambda x, y: 1e6 * x, 1e6 * x),
        "both": (lambda x, y, t: 1e6 * x * t, 0.5e6 * x),
        "product": (ramp("0 mT", "20 mT", 1.0) * (lambda x, y: 1e6 * x), 0.01e6 * x),
        "vector": (("1 mT", 0, lambda t: t), 0.5 + 0 * x),
        "array of three": (np.array([1.0, 0, 0.02]), 0.02 + 0 * x),
        "quantity of three": (registry().Quantity([1.0, 0, 20], "mT"), 0.02 + 0 * x),
        "table of three": (xr.DataArray([0.0, 1, 2], coords={"time": [0.0, 1, 2]}), 0.5 + 0 * x),
        "source": (2 * fields.uniform("1 mT") + ramp(0, 1, 1.0), 0.502 + 0 * x),
        "difference": ("3 mT" - fields.uniform("1 mT"), 0.002 + 0 * x),
        "moving source": (ramp(0, 1, 1.0) * fields.uniform("1 mT"), 0.0005 + 0 * x),
        "function times source": ((lambda t: t) * fields.uniform("1 mT"), 0.0005 + 0 * x),
        "pint": (registry().Quantity(200, "G"), 0.02 + 0 * x),
    }
    for name, (value, expected) in cases.items():
        np.testing.assert_allclose(applied_field(value).induction(x, y, 0.5), expected, rtol=1e-13, err_msg=name)


def test_uniform_fields_are_vectors():
    field = applied_field((ramp(0, 1, 1.0), "2 mT", 0)) + fields.uniform("3 mT")
    assert field.uniform
    assert not field.steady
    np.testing.assert_allclose(field.vector(0.5), [0.5, 0.002, 0.003])
    assert np.all(field.circulations(*GRID, 0.5)[0] == fields.uniform("3 mT").circulations(*GRID)[0])
    mixed = field + fields.dipole("1 fA m^2", (0, 0, "1 um"))
    assert not mixed.uniform
    np.testing.assert_allclose(mixed.vector(0.5), [0.5, 0.002, 0.003])


def test_patterns_with_their_amplitudes_are_the_circulations():
    rising = ramp("0 mT", "20 mT", 1.0)
    field = (SOURCES["all"] + rising + rising * wavy * (lambda t: t) + wavy
             + fields.loop("1 um", sine("1 mA", 0.3), "1 um"))
    patterns = field.patterns(*GRID)
    assert patterns is not None
    assert patterns.x.shape == (4, 40, 29)  # what is steady, and three that are not
    for t in (0.0, 0.7, 2.0):
        for pattern, whole in zip(patterns[:2], field.circulations(*GRID, t), strict=True):
            together = np.tensordot(patterns.amplitudes(t), pattern, axes=1)
            np.testing.assert_allclose(together, whole, atol=1e-13 * np.max(np.abs(whole)))


def test_no_patterns_for_a_map_that_changes_its_form():
    field = applied_field(lambda x, y, t: 1e6 * (x - t * y))
    assert field.patterns(*GRID) is None
    np.testing.assert_allclose(field.circulations(*GRID, 2.0)[0],
                               applied_field(lambda x, y: 1e6 * (x - 2 * y)).circulations(*GRID)[0], rtol=1e-12)


def test_no_field_has_no_patterns_but_their_shapes():
    patterns = applied_field((0, 0, 0)).patterns(*GRID)
    assert patterns is not None
    assert not np.any(patterns.x)
    assert patterns.y.shape == (1, 41, 28)


def test_breaks_of_strengths_and_of_maps(tmp_path):
    path = tmp_path / "map.csv"
    path.write_text("0,0\n5,1\n7,3\n")
    moving = applied_field((lambda x, y: x) * from_csv(path) + (lambda x, y, t: x))
    field = ramp(0, 1, 1.0, delay=2.0) * fields.uniform("1 mT") + moving
    assert field.breaks(0.0, 9.0).tolist() == [2.0, 3.0, 5.0, 7.0]
    assert field.breaks(2.0, 5.0).tolist() == [3.0]
    assert fields.uniform(1.0).breaks(0.0, 9.0).size == 0


@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (lambda: fields.uniform("20 K"), "B"),
        (lambda: fields.uniform(lambda x, y: x), "B"),
        (lambda: fields.uniform((0, 1)), "B"),
        (lambda: applied_field((0, 0, lambda x, y: x)), "field[2]"),
        (lambda: applied_field("20 K"), "field"),
        (lambda: applied_field(lambda x, y, z, t: x), "field"),
        (lambda: applied_field(math.nan), "field"),
        (lambda: fields.loop("1 K", 1, 1), "radius"),
        (lambda: fields.loop(0, 1, 1), "radius"),
        (lambda: fields.loop(1, "1 T", 1), "current"),
        (lambda: fields.loop(1, lambda x, y: x, 1), "current"),
        (lambda: fields.loop(1, 1, 1, centre=(1, 2, 3)), "centre"),
        (lambda: fields.loop(1, 1, 1, centre="1 m"), "centre"),
        (lambda: fields.dipole("1 A", (0, 0, 1)), "moment"),
        (lambda: fields.dipole(1, (0, 0, 0)), "position"),
        (lambda: fields.dipole(1, (0, 0)), "position"),
        (lambda: fields.wire(1, (0, 0), 0), "height"),
        (lambda: fields.wire(1, (0, 0), 1, direction=(0, 0)), "direction"),
        (lambda: fields.wire("1 V", (0, 0), 1), "current"),
        (lambda: fields.from_function(lambda x, y, z, t: x), "f"),
        (lambda: ramp("0 T", "1 T", 1.0) * fields.uniform(1), "factor"),
        (lambda: (lambda x, y: x) * fields.uniform(1), "factor"),
        (lambda: fields.from_function(lambda x, y: np.log(x * 0 - 1)).circulations(*GRID), "f"),
        (lambda: fields.from_function(wavy).vector_potential(0, 0), "field"),
        (lambda: fields.loop(1.0, 1.0, 0.0).induction(1.0, 0.0), "field"),
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_what_is_no_field_is_refused_by_name(make, argument):
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.argument == argument


def test_every_field_describes_itself_for_a_record():
    for field in [*SOURCES.values(), applied_field(wavy), applied_field(sine(1, 1))]:
        assert json.loads(json.dumps(field.describe())) == field.describe()
        assert len(field.describe().splitlines()) >= len(field.terms)

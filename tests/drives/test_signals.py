"""What a drive may be: quantities, functions of time and place, arrays, tables, and their sums and products."""

import json
import math

import numpy as np
import pytest
import xarray as xr

from onnes.drives import cold_front, from_csv, pulse, ramp, signal, sine, steps
from onnes.errors import InputError
from onnes.units import registry

X, Y = np.meshgrid(np.linspace(-1e-6, 1e-6, 5), np.linspace(0, 1e-6, 4), indexing="ij")


def tesla(value):
    return signal(value, "T", "field")


@pytest.mark.parametrize("value", ["20 mT", "200 G", 0.02, np.float64(0.02), registry().Quantity(20, "mT")])
def test_a_quantity_is_the_same_everywhere_and_always(value):
    found = tesla(value)
    assert found.uniform
    assert found.steady
    assert found.at(3.0) == pytest.approx(0.02, rel=1e-15)
    np.testing.assert_allclose(found.on(X, Y, 1.0), np.full(X.shape, 0.02), rtol=1e-15)
    assert found.breaks(0.0, 1.0).size == 0


def test_ramp_is_linear_between_its_corners_and_constant_beyond():
    found = tesla(ramp("10 mT", "200 G", "1 ns", delay="2 ns"))
    times = np.array([0.0, 2e-9, 2.25e-9, 3e-9, 1.0])
    np.testing.assert_allclose(found.at(times), [0.01, 0.01, 0.0125, 0.02, 0.02], rtol=1e-12)
    np.testing.assert_allclose(found.breaks(0.0, 1.0), [2e-9, 3e-9])
    assert found.uniform
    assert not found.steady


@pytest.mark.parametrize(("value", "expected"), [
    ("20 mT", -math.inf), (ramp(0, 1, 2.0, delay=1.0), 3.0), (pulse("1 mT", 1.0, 2.0, 0.5), 4.0),
    (ramp("0 mT", "1 mT", 2.0) + "3 mT", 2.0), (ramp("0 mT", "1 mT", 2.0) * pulse(1, 1.0, 4.0), 5.0),
    (sine("1 mT", 3.0), math.inf), (lambda t: 1e-3, math.inf), (lambda x, y: 1e-3 + 0 * x, -math.inf),
    (xr.DataArray([0.0, 1.0, 1.0], coords={"t": [0.0, 1.0, 7.0]}, dims="t"), 7.0)])
def test_when_a_signal_settles(value, expected):
    """From then on it is the same, as far as is known without asking at every time."""
    found = tesla(value)
    assert found.settles == expected
    if math.isfinite(expected):
        assert found.at(expected) == found.at(expected + 1e3)
        assert found.at(expected - 1e-3) != found.at(expected) or isinstance(value, xr.DataArray)


def test_breaks_lie_strictly_inside():
    found = tesla(ramp(0, 1, 2.0, delay=1.0))
    assert found.breaks(1.0, 3.0).size == 0
    assert found.breaks(0.0, 3.0).tolist() == [1.0]


def test_ramp_of_no_duration_is_a_jump():
    found = tesla(ramp(0, 1, 0, delay=1.0))
    assert (found.at(np.nextafter(1.0, 0.0)), found.at(1.0)) == (0.0, 1.0)
    assert found.breaks(0, 2).tolist() == [1.0]


def test_sine_has_its_amplitude_period_phase_and_offset():
    found = signal(sine("2 mA", "1 GHz", phase="90 deg", offset="1 mA"), "A", "current")
    assert found.at(0.0) == pytest.approx(3e-3, rel=1e-12)
    assert found.at(0.25e-9) == pytest.approx(1e-3, rel=1e-9)
    assert found.at(0.5e-9) == pytest.approx(-1e-3, rel=1e-9)
    assert found.breaks(0.0, 1.0).size == 0


def test_pulse_rises_holds_and_falls():
    found = tesla(pulse("1 T", start=1.0, duration=2.0, rise=0.5))
    np.testing.assert_allclose(found.at(np.array([0.5, 1.25, 1.5, 3.5, 3.75, 4.5])), [0, 0.5, 1, 1, 0.5, 0])
    assert found.breaks(0.0, 9.0).tolist() == [1.0, 1.5, 3.5, 4.0]
    square = tesla(pulse("1 T", start=1.0, duration=2.0))
    assert square.at(np.array([0.999, 1.0, 2.999, 3.0])).tolist() == [0, 1, 1, 0]
    assert square.breaks(0.0, 9.0).tolist() == [1.0, 3.0]


@pytest.mark.parametrize(
    ("function", "variables", "expected"),
    [
        (lambda t: 2 * t, "t", 6.0 + 0 * X),
        (lambda time: 2 * time, "t", 6.0 + 0 * X),
        (lambda x, y: x + 2 * y, "xy", X + 2 * Y),
        (lambda a, b: a + 2 * b, "xy", X + 2 * Y),
        (lambda y: 2 * y, "y", 2 * Y),
        (lambda y, x: x + 2 * y, "xy", X + 2 * Y),
        (lambda x, y, t: x + 2 * y + t, "xyt", X + 2 * Y + 3),
        (lambda x, y, time: x + 2 * y + time, "xyt", X + 2 * Y + 3),
        (lambda t, x, y: x + 2 * y + t, "xyt", X + 2 * Y + 3),
        (lambda x, y, *, t: x + t, "xyt", X + 3),
        (lambda x, y, size=4: size * x, "xy", 4 * X),
        (lambda t: registry().Quantity(t, "mT"), "t", 3e-3 + 0 * X),
        (lambda x, y: registry().Quantity(x, "mT"), "xy", 1e-3 * X),
        (lambda x, y: 1.0, "xy", 1 + 0 * X),
    ],
)
def test_functions_are_called_with_what_their_parameters_say(function, variables, expected):
    found = tesla(function)
    assert (found.uniform, found.steady) == (not {"x", "y"} & set(variables), "t" not in variables)
    np.testing.assert_allclose(found.on(X, Y, 3.0), expected, rtol=1e-14)


def test_a_function_of_time_need_not_take_arrays():
    assert tesla(lambda t: math.exp(-t)).at(np.array([0.0, 1.0])) == pytest.approx([1.0, math.exp(-1)])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("20 K", "magnetic field"),
        (ramp("0 mT", "20 K", "1 ns"), "magnetic field"),
        (sine("1 A", "1 GHz"), "magnetic field"),
        (pulse("1 s", 0, 1), "magnetic field"),
        (math.nan, "finite"),
        (None, "magnetic field"),
        ([0.0, 1.0], "magnetic field"),
        (np.array([[1.0, np.nan]]), "1 of 2 that are NaN"),
        (np.array([[1j, 2]]), "real numbers"),
        (registry().Quantity(np.ones((2, 2)), "K"), "magnetic field"),
        (lambda: 1.0, r"f\(t\), f\(x, y\) or f\(x, y, t\)"),
        (lambda x, y, z, t: 1.0, r"f\(t\), f\(x, y\) or f\(x, y, t\)"),
        (lambda x, y, z: 1.0, "z = 0"),
        (lambda t, r: 1.0, r"f\(t\), f\(x, y\) or f\(x, y, t\)"),
        (lambda *places: 1.0, r"f\(t\), f\(x, y\) or f\(x, y, t\)"),
        (steps(0, 1, 2), "magnetic field"),
        (xr.DataArray(np.ones((2, 3)), dims=("x", "y")), "coordinates"),
        (xr.DataArray([1.0, 2.0], coords={"frequency": [0.0, 1.0]}), "coordinates"),
        (xr.DataArray([1.0, 2.0], coords={"time": [1.0, 0.0]}), "ascending"),
        (xr.DataArray([1.0, 2.0], coords={"time": [1.0, 2.0]}, attrs={"units": "K"}), "magnetic field"),
        (ramp("0 mT", "1 mT", "1 ns") * ramp("0 mT", "1 mT", "1 ns"), "plain number"),
    ],
)
def test_what_is_no_drive_is_refused_at_the_door(value, words):
    with pytest.raises(InputError, match=words) as caught:
        tesla(value)
    assert caught.value.argument == "field"


@pytest.mark.parametrize(
    "make",
    [
        lambda: ramp(0, 1, "1 mT"),
        lambda: ramp(0, 1, -1.0),
        lambda: ramp(0, 1, 1.0, delay="1 K"),
        lambda: sine(1, "1 rad/s"),
        lambda: sine(1, "1 GHz", phase="1 s"),
        lambda: pulse(1, 0, -1),
        lambda: pulse(1, 0, 1, rise=-1),
        lambda: pulse(1, "0 m", 1),
        lambda: steps(0, 1, 1),
        lambda: steps(0, 1, 2.5),
        lambda: steps("0 A", "1 T", 3).values("A", "current"),
    ],
)
def test_constructors_refuse_impossible_times_and_counts(make):
    with pytest.raises(InputError):
        make()


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda t: math.nan, "NaN"),
        (lambda t: [1.0, 2.0], "one number"),
        (lambda t: "20 mT", "real numbers"),
        (lambda t: None, "real numbers"),
        (lambda t: registry().Quantity(1, "K"), "magnetic field"),
        (lambda x, y: np.where(x > 0, np.nan, 1.0), "NaN"),
        (lambda x, y: np.ones(3), "one number per point"),
        (lambda x, y: math.sin(x), r"numpy.vectorize"),
        (lambda x, y: 1.0 if x > 0 else 0.0, r"numpy.vectorize"),
    ],
)
def test_results_of_a_function_are_checked_when_it_is_called(function, words):
    found = tesla(function)
    with pytest.raises(InputError, match=words) as caught:
        found.on(X, Y, 0.0)
    assert caught.value.argument == "field"


def test_place_dependence_is_refused_where_there_is_no_place():
    with pytest.raises(InputError, match="same everywhere") as caught:
        signal(lambda x, y: x, "A", "current", uniform=True)
    assert caught.value.argument == "current"
    with pytest.raises(InputError, match="same everywhere"):
        tesla(lambda x, y: x).at(0.0)


def test_sums_differences_and_products_are_those_of_the_values():
    rising, wave = ramp("0 mT", "20 mT", 1.0), sine("1 mT", 0.25)

    def bump(x, y):
        return 1 + 1e6 * x

    def spot(x, y):
        return 1e6 * y

    cases = {
        "rising + wave": (rising + wave, lambda t: 0.01 + 1e-3 * math.sin(math.pi / 4) + 0 * X),
        "5 mT + rising": ("5 mT" + rising, lambda t: 0.015 + 0 * X),
        "rising - 5 mT": (rising - "5 mT", lambda t: 0.005 + 0 * X),
        "5 mT - rising": ("5 mT" - rising, lambda t: -0.005 + 0 * X),
        "-function": (-signal(lambda x, y: registry().Quantity(x, "T"), "T", "field"), lambda t: -X),
        "-rising": (-rising, lambda t: -0.01 + 0 * X),
        "rising * 3": (rising * 3, lambda t: 0.03 + 0 * X),
        "3 * rising": (np.float64(3) * rising, lambda t: 0.03 + 0 * X),
        "5 mT * ramp": ("5 mT" * ramp(0, 1, 1.0), lambda t: 0.0025 + 0 * X),
        "pint * ramp": (registry().Quantity(5, "mT") * ramp(0, 1, 1.0), lambda t: 0.0025 + 0 * X),
        "ramp * pint": (ramp(0, 1, 1.0) * registry().Quantity(5, "mT"), lambda t: 0.0025 + 0 * X),
        "rising * bump": (rising * bump, lambda t: 0.01 * bump(X, Y)),
        "bump * rising": (bump * rising, lambda t: 0.01 * bump(X, Y)),
        "array * rising": (X * rising, lambda t: 0.01 * X),
        "of sums": ((rising + "1 mT") * (1.0 + sine(1, 0.25) * spot),
                    lambda t: 0.011 * (1 + math.sin(math.pi / 4) * spot(X, Y))),
    }
    for name, (combined, expected) in cases.items():
        np.testing.assert_allclose(tesla(combined).on(X, Y, 0.5), expected(0.5), rtol=1e-13, err_msg=name)


def test_combinations_keep_the_corners_of_their_parts():
    found = tesla(ramp("0 T", "1 T", 1.0) * pulse(1, 3.0, 1.0) + ramp("0 T", "1 T", 2.0))
    assert found.breaks(-1.0, 9.0).tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_time_separates_from_place_where_it_can():
    rising, falling = ramp(0, 1, 1.0), ramp(1, 0, 1.0)
    found = tesla((rising + lambda_x) * (falling + lambda_y))
    pairs = found.separated()
    assert all(f.uniform and g.steady for f, g in pairs)
    together = sum(f.at(0.3) * g.on(X, Y) for f, g in pairs)
    np.testing.assert_allclose(together, found.on(X, Y, 0.3), rtol=1e-14)
    ((one, moving),) = tesla(lambda x, y, t: x * t).separated()
    assert one.at(0.0) == 1.0
    assert not moving.steady


def lambda_x(x, y):
    return x


def lambda_y(x, y):
    return y


def test_an_array_is_on_the_nodes_of_the_grid():
    found = tesla(registry().Quantity(X, "mT"))
    np.testing.assert_allclose(found.on(X, Y, 0.0), 1e-3 * X)
    assert (found.uniform, found.steady, found.on_nodes) == (False, True, True)
    assert (found + "1 T").on_nodes
    with pytest.raises(InputError, match="one number for each of") as caught:
        found.on(X[1:], Y[1:])
    assert caught.value.argument == "field"


def test_a_data_array_is_interpolated_in_its_own_units():
    x, y, time = np.array([-2.0, 0.0, 2.0]), np.array([-2.0, 2.0]), np.array([0.0, 1.0, 3.0])
    values = np.add.outer(np.add.outer(time, 2 * x), 3 * y)
    table = xr.DataArray(values, coords={"time": time, "x": x, "y": y}, attrs={"units": "mT"})
    for name, unit in (("x", "um"), ("y", "um"), ("time", "ns")):
        table[name].attrs["units"] = unit
    found = tesla(table)
    np.testing.assert_allclose(found.on(X, Y, 2e-9), 1e-3 * (2 + 2e6 * X + 3e6 * Y), rtol=1e-12)
    np.testing.assert_allclose(found.on(X, Y, 9e-9), 1e-3 * (3 + 2e6 * X + 3e6 * Y), rtol=1e-12)
    np.testing.assert_allclose(found.breaks(0.0, 3e-9), [1e-9])
    steady = tesla(table.isel(time=0, drop=True))
    assert steady.steady
    with pytest.raises(InputError, match="Extend the table"):
        found.on(np.array([1e-3]), np.array([0.0]), 0.0)


def test_csv_of_time(tmp_path):
    path = tmp_path / "field.csv"
    path.write_text("# measured\ntime, field\n0, 0\n1, 10\n\n3, 0\n")
    found = tesla(from_csv(path, unit="mT", time_unit="ns"))
    np.testing.assert_allclose(found.at(np.array([-1.0, 0.5e-9, 2e-9, 5e-9])), [0, 5e-3, 5e-3, 0])
    np.testing.assert_allclose(found.breaks(0, 5e-9), [1e-9, 3e-9])
    assert tesla(from_csv(path)).at(1.0) == 10.0
    with pytest.raises(InputError, match="magnetic field"):
        tesla(from_csv(path, unit="K"))


def test_csv_of_place_in_any_order(tmp_path):
    path = tmp_path / "map.csv"
    rows = [(x, y, x + 10 * y) for x in (-2, 0, 2) for y in (0, 1)]
    path.write_text("x,y,T\n" + "\n".join(",".join(map(str, row)) for row in rows[::-1]))
    found = signal(from_csv(path, unit="K", length_unit="um"), "K", "temperature")
    np.testing.assert_allclose(found.on(X, Y), 1e6 * (X + 10 * Y), rtol=1e-12, atol=1e-12)
    assert found.steady


@pytest.mark.parametrize("text", ["", "a,b\n", "1,2,3,4\n5,6,7,8\n", "0,1\n1,x\n", "0,1\n1\n", "1,1\n0,1\n", "0,1\n",
                                  "0,0,1\n0,1,2\n1,0,3\n", "0,nan\n1,1\n"])
def test_csv_that_is_no_table_is_refused(tmp_path, text):
    path = tmp_path / "bad.csv"
    path.write_text(text)
    with pytest.raises(InputError):
        tesla(from_csv(path))


def test_csv_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        from_csv(tmp_path / "nowhere.csv")


def test_steps_go_up_and_down():
    up = steps("0 uA", "100 uA", 5)
    np.testing.assert_allclose(up.values("A", "current"), [0, 25e-6, 50e-6, 75e-6, 100e-6])
    np.testing.assert_allclose((up + steps("50 uA", 0, 2)).values("A", "current")[-3:], [100e-6, 50e-6, 0])


def test_steps_that_turn_hold_the_turning_point_once():
    there_and_back = steps("0 uA", "100 uA", 3) + steps("0.1 mA", "-0.1 mA", 5) + steps("-100 uA", 0, 2)
    np.testing.assert_allclose(there_and_back.values("A", "current"),
                               [0, 50e-6, 100e-6, 50e-6, 0, -50e-6, -100e-6, 0])


@pytest.mark.parametrize("value", ["20 mT", ramp(0, 1, 1), sine(1, 1), pulse(1, 0, 1), lambda t: t, np.sin, X,
                                   xr.DataArray([1.0, 2.0], coords={"time": [0.0, 1.0]}),
                                   ramp(0, 1, 1) * (lambda x, y: x) - "3 mT"])
def test_every_signal_describes_itself_for_a_record(value):
    text = tesla(value).describe()
    assert json.loads(json.dumps(text)) == text
    assert text.strip()


def test_records_tell_drives_apart():
    assert tesla(X).describe() != tesla(2 * X).describe()
    assert tesla(ramp(0, 1, 1)).describe() != tesla(ramp(0, 2, 1)).describe()
    assert "2 * t" in tesla(lambda t: 2 * t).describe()


@pytest.mark.parametrize(("angle", "along"), [(0, X), ("90 deg", Y), ("30 deg", 0.75**0.5 * X + 0.5 * Y)])
def test_cold_front_moves_and_is_linear_in_between(angle, along):
    """Of 2 um in width: corners are rounded over a fortieth of it, and by exp(-8) ten times 50 nm away from them."""
    front = signal(cold_front("10 K", "8 K", gradient="1 K/um", speed="1 km/s", start="-1 um", angle=angle), "K", "T")
    for t in (0.0, 0.4e-9, 1.1e-9):
        s = along + 1e-6 - 1e3 * t
        sharp = 8 + np.clip(1e6 * s, 0, 2)
        corner = np.minimum(np.abs(s), np.abs(s - 2e-6))
        np.testing.assert_allclose(front.on(X, Y, t), sharp, atol=0.05 * math.log(2) * 1.001)
        far = corner > 0.4e-6
        np.testing.assert_allclose(front.on(X, Y, t)[far], sharp[far], atol=0.05 * math.exp(-8))
    np.testing.assert_allclose(front.on(X + 1e-6, Y, 1e-9) if angle == 0 else front.on(X, Y, 0.0),
                               front.on(X, Y, 0.0), rtol=1e-12)
    assert front.variables == ("x", "y", "t")


@pytest.mark.parametrize(("arguments", "message"), [
    ({"hot": "8 K"}, "hot before the front"), ({"gradient": "-1 K/um"}, "gradient"), ({"speed": "0 m/s"}, "speed"),
    ({"start": "1 K"}, "start"), ({"cold": "8 T"}, "temperature")])
def test_a_front_that_is_none_is_refused(arguments, message):
    given = {"hot": "10 K", "cold": "8 K", "gradient": "1 K/um", "speed": "1 km/s", "start": "-1 um"} | arguments
    with pytest.raises(InputError, match=message):
        signal(cold_front(**given), "K", "temperature")

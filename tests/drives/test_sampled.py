"""Windows of time: what the compiled loop gets of a drive follows the functions it was made of."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.drives import from_csv, pulse, ramp, signal, sine
from onnes.drives.sampled import changes, window

MAP = np.random.default_rng(3).normal(size=(6, 4))


def chain(signals, t, goal, **options):
    """All windows from t to the goal."""
    found = []
    while t < goal:
        drive, end = window(signals, t, goal, **options)
        assert t < end <= goal
        assert (float(drive.t0), float(drive.t1)) == (t, end)
        found.append(drive)
        t = end
    return found


@eqx.filter_jit
def values(drive, times):
    return jax.vmap(drive)(times)


def largest_error(drives, function):
    """Of "f", inside all windows."""
    worst = 0.0
    for drive in drives:
        times = np.linspace(float(drive.t0), float(drive.t1), 101)[1:-1]
        exact = np.stack([function(float(t)) for t in times])
        worst = max(worst, np.max(np.abs(values(drive, times)["f"] - exact)))
    return worst


@pytest.mark.parametrize("degree", range(5))
def test_polynomials_up_to_degree_four_need_one_window_and_are_exact(degree):
    coefficients = np.random.default_rng(degree).normal(size=degree + 1)
    (drive,) = chain({"f": lambda t: np.polyval(coefficients, t)}, 1.0, 3.0)
    for t in (1.0, 1.3, 2.9, 3.0):
        assert float(drive(t)["f"]) == pytest.approx(np.polyval(coefficients, t), abs=1e-12)


def test_the_derivative_is_that_of_the_function():
    (drive,) = chain({"f": lambda t: t**4 * MAP, "g": lambda t: 3.0 * t}, 1.0, 3.0)
    for t in (1.0, 2.0, 2.7):  # the middle too, where a power of zero is differentiated
        _, rate = jax.jit(lambda t, drive=drive: jax.jvp(drive, (t,), (1.0,)))(t)
        np.testing.assert_allclose(rate["f"], 4 * t**3 * MAP, rtol=1e-11)
        assert float(rate["g"]) == pytest.approx(3.0, rel=1e-12)


@pytest.mark.parametrize("before", [1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-15])
@pytest.mark.parametrize("goal", [1.0, 4e-11, 7e5])
def test_windows_arrive_where_all_happens_in_the_last_moment(before, goal):
    """However short against rounding of the times: no window stands still."""
    start = goal * (1 - before)
    rise = {"f": lambda t: min(max((t - start) / (goal - start), 0.0), 1.0)}
    drives = chain(rise, goal / 4, goal, breaks=[start], scale={"f": 1.0})
    assert len(drives) < 120
    if before > 1e-11:
        assert float(drives[-1](goal)["f"]) == pytest.approx(1.0, abs=1e-3)


def test_the_derivative_of_a_constant_is_exactly_zero():
    (drive,) = chain({"f": lambda t: 0.1 * MAP, "g": np.sin}, 0.0, 0.1)
    value, rate = jax.jvp(drive, (0.0123,), (1.0,))
    assert np.all(np.asarray(value["f"]) == 0.1 * MAP)
    assert not np.any(rate["f"])


@pytest.mark.parametrize("tolerance", [1e-5, 1e-7, 1e-9])
def test_a_sine_is_followed_within_the_tolerance(tolerance):
    wave = signal(sine(2.0, 1.0), "T", "field")
    drives = chain({"f": wave.at}, 0.0, 10.0, tolerance=tolerance)
    assert largest_error(drives, wave.at) < 1.5 * 4 * tolerance
    assert len(drives) < 10 * 8 * (1e-5 / tolerance) ** 0.2 * 2


def test_tolerance_is_one_of_the_change_not_of_the_value():
    drives = chain({"f": lambda t: 1000 + 0.5 * np.sin(t)}, 0.0, 20.0)
    assert largest_error(drives, lambda t: 1000 + 0.5 * np.sin(t)) < 2e-7


def test_the_change_over_a_whole_run_spares_windows_where_little_happens():
    def flash(t):
        return np.exp(-(((t - 0.5) / 0.05) ** 2))

    scale = changes({"f": flash, "map": MAP}, 0.0, 1.0)
    assert scale == {"f": pytest.approx(1.0, abs=1e-10)}
    with_scale, without = chain({"f": flash}, 0.0, 1.0, scale=scale), chain({"f": flash}, 0.0, 1.0)
    assert largest_error(with_scale, flash) < 3e-7
    assert len(with_scale) < 0.2 * len(without)


def test_rounding_is_not_followed():
    noise = np.random.default_rng(5)
    assert len(chain({"f": lambda t: 1 + 1e-14 * noise.normal()}, 0.0, 1.0)) == 1


def test_windows_end_on_the_corners_of_a_ramp():
    rising = signal(ramp("0 mT", "20 mT", 0.3, delay=0.1), "T", "field")
    drives = chain({"f": rising.at}, 0.0, 1.0, breaks=rising.breaks(0.0, 1.0))
    np.testing.assert_array_equal([float(drive.t1) for drive in drives], [0.1, 0.1 + 0.3, 1.0])
    assert largest_error(drives, rising.at) < 1e-15


def test_jumps_of_a_pulse_are_seen_from_both_sides():
    square = signal(pulse(1.0, 0.3, 0.2), "", "number")
    drives = chain({"f": square.at}, 0.0, 1.0, breaks=square.breaks(0.0, 1.0))
    assert [float(drive(drive.t0)["f"]) for drive in drives] == [0.0, 1.0, 0.0]
    assert [float(drive(drive.t1)["f"]) for drive in drives] == [0.0, 1.0, 0.0]


def test_a_table_is_followed_from_point_to_point(tmp_path):
    path = tmp_path / "table.csv"
    np.savetxt(path, np.column_stack([np.arange(9.0), np.random.default_rng(4).normal(size=9)]), delimiter=",")
    table = signal(from_csv(path), "A", "current")
    drives = chain({"f": table.at}, 0.5, 7.5, breaks=table.breaks(0.0, 8.0))
    assert len(drives) == 8
    assert largest_error(drives, table.at) < 1e-14


@pytest.mark.parametrize("kink", [lambda t: float(t > 0.337), lambda t: min(t, 0.337), lambda t: abs(t - 0.337) * MAP])
def test_jumps_and_kinks_that_are_not_listed_cost_few_windows(kink):
    calls = []

    def watched(t):
        calls.append(t)
        return kink(t)

    drives = chain({"f": watched}, 0.0, 1.0)
    assert len(drives) < 8
    assert len(calls) < 2000
    spanning = [drive for drive in drives if float(drive.t0) <= 0.337 <= float(drive.t1)]
    assert all(float(drive.t1 - drive.t0) < 1e-2 for drive in spanning)
    away = [drive for drive in drives if drive not in spanning]
    assert largest_error(away, kink) < 3e-7 * 3
    np.testing.assert_allclose(drives[-1](1.0)["f"], kink(1.0), rtol=1e-12)


def test_across_a_jump_that_is_not_listed_the_value_goes_straight():
    drives = chain({"f": lambda t: float(t >= 0.3)}, 0.0, 1.0)
    (steep,) = [drive for drive in drives if float(drive(drive.t0)["f"]) < 0.5 < float(drive(drive.t1)["f"])]
    assert float(steep.t1 - steep.t0) < 2e-6
    assert float(steep(0.5 * (steep.t0 + steep.t1))["f"]) == pytest.approx(0.5, abs=1e-6)


def test_what_is_no_function_is_held_once():
    drive, _ = window({"map": MAP, "f": np.sin, "vector": lambda t: np.array([0.0, 0.0, t])}, 0.0, 0.1)
    assert set(drive.held) == {"map"}
    assert drive.held["map"].shape == MAP.shape
    assert {name: values.shape for name, values in drive.polynomials.items()} == {"f": (5,), "vector": (5, 3)}
    assert set(drive(0.05)) == {"map", "f", "vector"}


def test_without_anything_that_changes_one_window_reaches_the_goal():
    drive, end = window({"map": MAP}, 0.0, 50.0, breaks=[1.0, 2.0])
    assert end == 50.0
    np.testing.assert_array_equal(drive(3.0)["map"], MAP)


def test_other_numbers_do_not_compile_anew():
    compiled = []

    @eqx.filter_jit
    def read(drive, t):
        compiled.append(1)
        return drive(t)

    first, _ = window({"map": MAP, "f": np.sin, "g": lambda t: 2.0, "h": 2.0}, 0.0, 0.1)
    second, _ = window({"map": 2 * MAP, "f": np.cos, "g": lambda t: t, "h": np.float64(3)}, np.float64(3.0), 4.0)
    for drive in (first, second):
        assert all(isinstance(leaf, jax.Array) for leaf in jax.tree.leaves(drive))
        read(drive, jnp.asarray(0.05))
    assert len(compiled) == 1


def test_breaks_at_the_ends_do_not_make_slivers():
    drive, end = window({"f": np.sin}, 1.0, 1.01, breaks=[1.0, np.nextafter(1.0, 2.0), np.nextafter(1.01, 0.0), 1.01])
    assert end == 1.01
    assert float(drive.t0) == 1.0


def test_a_later_clock_shows_the_same_values():
    """Of a window from 2 to 5, on a clock that begins at 3.5."""
    drive, _ = window({"f": lambda t: np.sin(0.3 * t), "g": 2.0}, 2.0, 5.0)
    later = drive.later(3.5)
    for t in (3.5, 4.0, 4.9):
        assert float(later(t - 3.5)["f"]) == pytest.approx(float(drive(t)["f"]), abs=1e-14)
        assert float(later(t - 3.5)["g"]) == 2.0

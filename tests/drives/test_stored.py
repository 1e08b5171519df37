"""Signals and applied fields as plain data: what is read back has the same values everywhere and always."""

import json

import numpy as np
import pytest
import xarray as xr

from onnes.drives import applied_field, cold_front, fields, pulse, ramp, signal, sine, stored
from onnes.errors import InputError
from onnes.results.strict_json import json_ready

X, Y = np.meshgrid(np.linspace(-1e-6, 1e-6, 5), np.linspace(0, 1e-6, 4), indexing="ij")
TIMES = (0.0, 0.7e-9, 2.5e-9, 1.0)
IN_TIME = xr.DataArray([1.0, 3.0], coords={"time": [0.0, 2.0]}, dims="time", attrs={"units": "mT"})
IN_TIME["time"].attrs["units"] = "ns"
IN_PLACE = xr.DataArray([[1.0, 2.0], [0.3, 4.0]], coords={"x": [-2e-6, 2e-6], "y": [-1e-6, 1e-6]}, dims=("x", "y"))


def through_text(thing):
    """Return what is read back from text, arrays as arrays."""
    data = stored.to_dict(thing)

    def compare(before, after):
        if isinstance(before, np.ndarray):
            return np.array(after)
        if isinstance(before, dict):
            return {name: compare(before[name], after[name]) for name in before}
        return [compare(*pair) for pair in zip(before, after, strict=True)] if isinstance(before, list) else after

    return stored.from_dict(compare(data, json.loads(json.dumps(json_ready(data)))))


@pytest.mark.parametrize("value", [
    "20 mT", ramp("0 mT", "20 mT", "1 ns", delay="0.5 ns"), sine("1 mT", "1 GHz", "30 deg", "2 mT"),
    pulse("3 mT", "1 ns", "1 ns", "0.2 ns"), IN_TIME, IN_PLACE, np.arange(20.0).reshape(5, 4),
    ramp("0 mT", "1 mT", "1 ns") - "2 mT", sine(0.1, "1 GHz", offset=1) * IN_TIME,
    ramp(0, 1, "1 ns") * "3 mT" + signal(IN_PLACE, "T", "field"),
    cold_front("3 mT", 0, gradient="1 K/um", speed="1 km/s", start="-1 um", angle="30 deg")], ids=str)
def test_a_signal_is_read_back(value):
    before = signal(value, "T", "field")
    after = through_text(before)
    for t in TIMES:
        np.testing.assert_array_equal(after.on(X, Y, t), before.on(X, Y, t))
    assert after.variables == before.variables
    assert after.corners == before.corners
    assert after.settles == before.settles
    assert after.describe() == before.describe()
    assert stored.is_whole(after)


@pytest.mark.parametrize("field", [
    fields.uniform(("1 mT", 0, ramp("0 mT", "5 mT", "1 ns"))),
    3 * fields.loop("2 um", ramp("0 mA", "1 mA", "1 ns"), "500 nm", ("1 um", 0)),
    fields.dipole(("1e-15 A m^2", 0, sine("1e-15 A m^2", "1 GHz")), (0, 0, "1 um")),
    fields.wire("1 mA", (0, "100 nm"), "-300 nm", (1, 2)) - "1 mT",
    applied_field(ramp(0, 1, "1 ns") * signal(IN_PLACE, "T", "field"))], ids=lambda field: field.describe())
def test_an_applied_field_is_read_back(field):
    after = through_text(field)
    for t in TIMES:
        np.testing.assert_array_equal(after.induction(X, Y, t), field.induction(X, Y, t))
        np.testing.assert_array_equal(after.vector(t), field.vector(t))
    assert after.uniform == field.uniform
    assert list(after.breaks(0, 1)) == list(field.breaks(0, 1))


def test_of_a_function_the_text_is_kept():
    before = signal(ramp("1 mT", "2 mT", "1 ns") + (lambda t: 1e-3 * t), "T", "field")
    after = through_text(before)
    assert stored.is_whole(before)
    assert not stored.is_whole(after)
    assert not stored.is_whole(through_text(applied_field(after)))
    assert "1e-3 * t" in after.describe()
    assert not after.steady
    with pytest.raises(InputError, match=r"field: .*the file does not hold"):
        after.at(0.0)


def test_a_function_of_place_becomes_a_table():
    """Exact at its points; so is its product with what depends on time."""
    before = signal((lambda x, y: 1e-3 + x * y) * ramp("1 mT", "2 mT", "1 ns") + "1 mT", "T", "field")
    after = through_text(before.sampled(X[:, 0], Y[0]))
    assert stored.is_whole(after)
    for t in TIMES:
        np.testing.assert_array_equal(after.on(X, Y, t), before.on(X, Y, t))

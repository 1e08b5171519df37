"""What is saved comes back equal; what cannot be saved leaves nothing behind."""

import pickle
import resource
import subprocess
import sys

import h5py
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from onnes.errors import InputError
from onnes.results import Array, Reading, Result, from_xarray, load, save, to_xarray, whole_folder


def a_result(**changes):
    parts = {
        "experiment": "field-cooling",
        "theory": "tdgl",
        "material": "Nb",
        "inputs": {"field": {"value": 0.02, "unit": "T"}, "cooling": "front", "corners": [[0.0, 1e-6]], "seed": 3},
        "readings": {
            "expelled_fraction": Reading(0.97, "", 0.01, "flux outside the penetration layer that left"),
            "moment": Reading(-1.5e-12, "A m^2"),
            "vortices": Reading(4, ""),
            "expelled": Reading(True),
            "verdict": Reading("expels, ξ > λ"),
            "time_to_90_percent": Reading(None, "s", meaning="until 90 % have left", absent="not reached"),
        },
        "arrays": {
            "time": Array(np.linspace(0, 1e-9, 3), ("time",), "s", "time"),
            "psi": Array(np.exp(1j * np.arange(12.0)).reshape(3, 4), ("time", "x"), "", "order parameter"),
            "inside": Array(np.array([True, False, True, True]), ("x",)),
            "frames": Array(np.arange(12, dtype=np.uint8).reshape(3, 4), ("time", "x")),
        },
        "status": "completed",
        "seconds": 1.25,
        "compile_seconds": 0.75,
        "warnings": ("3 cells per xi",),
        "provenance": {"versions": {"jax": "0.10.2"}, "seed": 3, "device": "cpu"},
        "files": ("result.h5",),
    }
    return Result(**(parts | changes))


def test_a_saved_result_comes_back_equal(tmp_path):
    result = a_result()
    assert load(save(result, tmp_path / "deep" / "result.h5")) == result


@settings(deadline=None, max_examples=30, derandomize=True)
@given(
    value=st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False),
                    st.text(st.characters(exclude_categories=["Cs", "Cc"]))),
    array=hnp.arrays(st.sampled_from(["f8", "f4", "c16", "c8", "i8", "u1", "?"]), hnp.array_shapes(max_dims=3)),
)
def test_every_kind_of_number_survives(tmp_path_factory, value, array):
    dims = ("time", "y", "x")[: array.ndim]
    result = a_result(readings={"q": Reading(value, "m", 0.5)}, arrays={"field": Array(array, dims, "T", "B")})
    back = load(save(result, tmp_path_factory.mktemp("kinds") / "r.h5"))
    assert back == result
    assert type(back["q"]) is type(value)
    assert back.arrays["field"].values.dtype == array.dtype


def test_a_changed_reading_is_not_equal(tmp_path):
    result = a_result()
    other = a_result(readings={**result.readings, "vortices": Reading(5, "")})
    assert load(save(other, tmp_path / "r.h5")) != result


def test_units_are_attributes_that_other_programs_find(tmp_path):
    with h5py.File(save(a_result(), tmp_path / "r.h5")) as file:
        assert file["readings/moment"].attrs["units"] == "A m^2"
        assert file["readings/moment"][()] == -1.5e-12
        assert file["arrays/psi"].dtype.kind in "cV"


def test_xarray_tree_keeps_everything():
    result = a_result()
    tree = to_xarray(result)
    assert from_xarray(tree) == result
    np.testing.assert_array_equal(tree["arrays/psi"].coords["time"], result.arrays["time"].values)


def test_a_result_can_be_sent_to_another_process():
    result = a_result()
    assert pickle.loads(pickle.dumps(result)) == result


def test_numbers_of_numpy_become_plain_numbers():
    reading = Reading(np.float64(2.5), "K", np.float32(0.5))
    assert type(reading.value) is float
    assert type(reading.uncertainty) is float


def test_a_dimension_has_one_length():
    with pytest.raises(ValueError, match="share dimension 'x'"):
        a_result(arrays={"a": Array(np.zeros(3), ("x",)), "b": Array(np.zeros(4), ("x",))})


@pytest.mark.parametrize("content", [None, b"not a result"])
def test_loading_what_is_no_result_is_refused(tmp_path, content):
    path = tmp_path / "r.h5"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="path"):
        load(path)


def test_another_programs_hdf5_is_refused(tmp_path):
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = 1.0
    with pytest.raises(InputError, match="written by Onnes"):
        load(tmp_path / "other.h5")


def test_a_folder_that_is_a_file_is_refused_by_name(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(InputError) as caught:
        save(a_result(), tmp_path / "taken" / "r.h5")
    assert caught.value.argument == "out"


def test_a_file_that_is_a_folder_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match="A folder has that name") as caught:
        save(a_result(), tmp_path)
    assert caught.value.got == str(tmp_path)
    (tmp_path / "out" / "second").mkdir(parents=True)
    with pytest.raises(InputError):
        _write_two(tmp_path / "out")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["second"]


def _write_two(place):
    with whole_folder(place) as folder:
        (folder / "first").touch()
        (folder / "second").touch()


FULL_DISK = """
import resource, sys
import numpy as np
from onnes.errors import InputError
from onnes.results import Array, Result, save
import xarray, h5netcdf
big = Result("e", "", "", {}, {}, {"b": Array(np.random.default_rng(0).random(200_000), ("x",))})
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    save(big, sys.argv[1])
except InputError as error:
    print(error.argument)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="file size limits are a POSIX feature")
def test_a_full_disk_is_reported_and_leaves_nothing(tmp_path):
    script = [sys.executable, "-c", FULL_DISK, str(tmp_path / "sub" / "r.h5")]
    run = subprocess.run(script, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "out", run.stderr
    assert list(tmp_path.iterdir()) == []


def test_saving_again_replaces_the_old_file_in_one_step(tmp_path):
    path = save(a_result(), tmp_path / "r.h5")
    newer = a_result(seconds=2.5)
    assert load(save(newer, path)) == newer
    assert [file.name for file in tmp_path.iterdir()] == ["r.h5"]

"""VTKHDF files against the specification of the format: attributes, order of axes, time steps, and the values."""

from dataclasses import replace

import h5py
import numpy as np
import pytest

import onnes


@pytest.fixture(scope="module")
def run(lab):
    return lab.solve(lab.strip(), time="1 ps", frames=3, current={"source": "1 uA"}, field="10 mT")


@pytest.fixture
def image(run, tmp_path):
    with h5py.File(run.to_vtkhdf(tmp_path / "run.vtkhdf")) as file:
        yield file["VTKHDF"]


def test_the_image_has_the_attributes_of_the_format(run, image):
    x, y = run.data["x"].values, run.data["y"].values
    assert image.attrs["Version"].tolist() == [2, 0]
    assert image.attrs["Type"] == b"ImageData"
    assert image.attrs.get_id("Type").get_type().get_cset() == h5py.h5t.CSET_ASCII
    assert image.attrs["WholeExtent"].tolist() == [0, len(x) - 1, 0, len(y) - 1, 0, 0]
    assert image.attrs["WholeExtent"].dtype.kind == "i"
    assert image.attrs["Origin"] == pytest.approx([x[0], y[0], 0])
    assert image.attrs["Direction"].tolist() == [1, 0, 0, 0, 1, 0, 0, 0, 1]
    far = image.attrs["Origin"] + image.attrs["Spacing"] * image.attrs["WholeExtent"][1::2]
    assert far == pytest.approx([x[-1], y[-1], 0])
    assert image.attrs["Spacing"][2] > 0


def test_every_array_has_a_value_for_each_point_or_cell_at_each_step(run, image):
    times, nx, ny = (run.data.sizes[name] for name in ("time", "x", "y"))
    steps = image["Steps"]
    assert steps.attrs["NSteps"] == times
    assert steps["Values"][()] == pytest.approx(run.data["time"].values)
    for group, shape in (("PointData", (ny, nx)), ("CellData", (ny - 1, nx - 1))):
        assert set(image[group]) == set(steps[f"{group}Offsets"])
        for name, values in image[group].items():
            offsets = steps[f"{group}Offsets/{name}"][()]
            assert values.shape[1:3] == shape
            assert values.ndim == 3 or values.shape[3] in (2, 3)
            assert offsets.dtype.kind == "i"
            assert offsets.shape == (times,)
            assert 0 <= offsets.min() <= offsets.max() < len(values)


def test_maps_are_those_of_the_data_with_x_fastest(run, image):
    data, points = run.data, image["PointData"]
    assert {*points} == {"psi", "density", "phase", "inside", "sheet_current", "vector_potential", "electric_potential"}
    psi = points["psi"][..., 0] + 1j * points["psi"][..., 1]
    np.testing.assert_array_equal(psi, data["psi"].transpose("time", "y", "x"))
    np.testing.assert_allclose(points["density"], np.abs(psi) ** 2, rtol=1e-6)
    np.testing.assert_allclose(points["phase"], np.angle(psi), rtol=1e-6)
    K = points["sheet_current"]
    np.testing.assert_array_equal(K[..., :2], data["sheet_current"].transpose("time", "y", "x", "component"))
    assert not np.any(K[..., 2])
    np.testing.assert_array_equal(image["CellData/field"][..., 2], data["field"].transpose("time", "y_face", "x_face"))


def test_one_record_has_no_axis_of_time(run, tmp_path):
    path = replace(run, data=run.data.isel(time=[1])).to_vtkhdf(tmp_path / "one.vtkhdf")
    with h5py.File(path) as file:
        assert "Steps" not in file["VTKHDF"]
        np.testing.assert_array_equal(file["VTKHDF/PointData/sheet_current"][..., 0],
                                      run.data["sheet_current"].isel(time=1, component=0).T)


def test_a_body_has_its_current_density(tmp_path):
    body = onnes.Bulk(onnes.rectangle("60 nm", "60 nm"), coherence_length="10 nm", penetration_depth="20 nm",
                      resistivity="150 nohm m")
    run = onnes.solve(body, time="0.1 ps", frames=1, field="100 mT", law="london")
    with h5py.File(run.to_vtkhdf(tmp_path / "body.vtkhdf")) as file:
        assert file["VTKHDF/PointData/current_density"].shape == (2, *run.model.grid.shape[1::-1], 3)

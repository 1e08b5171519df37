"""Fields from files: text, netCDF and HDF5, and what is told of one that lacks something."""

import h5py
import numpy as np
import pytest
import xarray as xr

from onnes.drives import fields, stored
from onnes.errors import InputError

UM = 1e-6
POINTS = np.linspace(-1, 1, 5), np.linspace(-1, 1, 4), np.array([0.0, 0.5, 1.0])
X, Y, Z = np.meshgrid(*POINTS, indexing="ij")
B_Z = 1 + 2 * X + 3 * Y + 4 * Z
"""In mT, x, y, z in um: linear, which interpolation keeps."""
AT = 0.1 * UM, 0.2 * UM
KNOWN = 1e-3 * (1 + 0.2 + 0.6 + 4 * 0.25)
"""B_z there at z = 0.25 um."""


def text(folder, header, *columns, rows=slice(None)):
    path = folder / "map.csv"
    numbers = np.stack([np.ravel(each) for each in columns], axis=1)[rows]
    path.write_text("\n".join([header, *(",".join(map(repr, row)) for row in numbers.tolist())]))
    return path


def netcdf(folder):
    def over(values):
        return ("z", "y", "x"), values.transpose(2, 1, 0), {"units": "mT"}

    places = {name: (name, along, {"units": "um"}) for name, along in zip("xyz", POINTS, strict=True)}
    path = folder / "map.nc"
    fields = {"B_x": over(2 * B_Z), "B_y": over(3 * B_Z), "B_z": over(B_Z)}
    xr.Dataset(fields, places).to_netcdf(path, engine="h5netcdf")
    return path


def hdf5(folder, B=B_Z):
    path = folder / "map.h5"
    with h5py.File(path, "w") as file:
        for name, values, unit in (*zip("xyz", POINTS, ("um",) * 3, strict=True), ("Bz", B, "mT")):
            file[name] = values
            file[name].attrs["units"] = unit
    return path


@pytest.mark.parametrize("make", [
    lambda folder: text(folder, "x (um), y [um], z/um, B_z (mT)", X, Y, Z, B_Z),
    lambda folder: text(folder, "# x (um), y (um), z (um), bz (mT)", X, Y, Z, B_Z, rows=slice(None, None, -1)),
    netcdf, hdf5])
def test_the_field_of_a_file_at_the_height_of_the_film(tmp_path, make):
    field = fields.from_file(make(tmp_path), height="0.25 um")
    assert field.induction(*AT) == pytest.approx(KNOWN)
    assert field.seen_from(0.25 * UM).induction(*AT) == pytest.approx(KNOWN + 1e-3)
    again = stored.from_dict(stored.to_dict(field))
    assert again.seen_from(0.25 * UM).induction(*AT) == pytest.approx(KNOWN + 1e-3)


def test_all_three_components(tmp_path):
    field = fields.from_file(netcdf(tmp_path), height="0.25 um")
    np.testing.assert_allclose(field.induction_vector(*AT), KNOWN * np.array([2, 3, 1]))
    with pytest.raises(InputError, match="with Bx, By and Bz"):
        fields.from_file(hdf5(tmp_path)).induction_vector(*AT)


def test_one_plane_with_units_by_argument(tmp_path):
    plane = text(tmp_path, "x, y, Bz", X[..., 0], Y[..., 0], B_Z[..., 0])
    field = 2 * fields.from_file(plane, length_unit="um", field_unit="G")
    nodes = np.linspace(-0.9, 0.9, 10) * UM
    along_x, along_y = field.circulations(nodes, nodes)
    flux = np.diff(along_y, axis=0) - np.diff(along_x, axis=1)
    middle = 0.5 * (nodes[1:] + nodes[:-1]) / UM
    known = 2e-4 * (1 + 2 * middle[:, None] + 3 * middle) * (0.2 * UM) ** 2
    np.testing.assert_allclose(flux, known, rtol=1e-9, atol=1e-12 * np.max(known))
    with pytest.raises(InputError, match="planes below and above"):
        field.seen_from(0.1 * UM)


@pytest.mark.parametrize(("make", "told"), [
    (lambda f: text(f, "x, y, Bz (mT)", X, Y, B_Z), r'Write length_unit="um", or "x \(um\)" in the first line'),
    (lambda f: text(f, "x (um), y (um), Bz", X, Y, B_Z), 'Write field_unit="mT"'),
    (lambda f: text(f, "x (um), y (um), B (mT)", X, Y, B_Z), "a file that has Bz"),
    (lambda f: text(f, "x (um), y (um), Bx (mT), Bz (mT)", X, Y, B_Z, B_Z), "a file that has By"),
    (lambda f: text(f, "1, 2, 3", X, Y, B_Z), "the names of its columns"),
    (lambda f: text(f, "x (um), y (um), Bz (K)", X, Y, B_Z), "This is a temperature"),
    (lambda f: text(f, "x (um), y (um), Bz (mT)", X, Y, B_Z), "60 points with 5 x and 4 y"),
    (lambda f: text(f, "x (um), y (um), Bz (mT)", X, Y), "3 columns"),
    (lambda f: text(f, "x (um), y (um), z (um), Bz (mT)", X, Y, 2 + Z, B_Z), "a z of the file, from 2e-06 to 3e-06 m"),
    (lambda f: hdf5(f, B_Z[1:]), "5 x 4 x 3 numbers"),
    (lambda f: f / "none.csv", "a file that can be read"),
    (lambda f: f / "none.nc", "a netCDF-4 or HDF5 file that can be read"),
])
def test_what_a_file_lacks_is_told(tmp_path, make, told):
    with pytest.raises(InputError, match=told):
        fields.from_file(make(tmp_path))


def test_a_film_larger_than_the_map_is_refused(tmp_path):
    plane = text(tmp_path, "x (um), y (um), Bz (mT)", X[..., 0], Y[..., 0], B_Z[..., 0])
    with pytest.raises(InputError, match="Extend the table"):
        fields.from_file(plane).induction(3 * UM, 0)

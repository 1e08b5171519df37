"""Applied magnetic fields: uniform, of loops, dipoles, wires and magnets, from a file, or any function.

    field = onnes.ramp("0 mT", "20 mT", "1 ns") + onnes.fields.loop("2 um", current="1 mA", height="500 nm")

Fields are added to one another and to whatever B_z may be (a quantity, a function, ...), and multiplied by numbers and
functions of time. The film lies in the plane z = 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onnes.drives.applied_field import AppliedField, applied_field, is_vector, of_vector
from onnes.drives.door import signal
from onnes.drives.field_files import read
from onnes.drives.magnets import magnet_of, pattern_of_place
from onnes.drives.signals import ONE
from onnes.drives.sources import Dipole, Loop, Wire
from onnes.errors import InputError, door
from onnes.geometry import shape as shape_of
from onnes.units import positive_si, to_si


@door
def uniform(B: Any) -> AppliedField:
    """Return a field that is the same everywhere.

    Args:
        B: B_z, or (B_x, B_y, B_z), in T; each a quantity or a function of time.

    Raises:
        InputError: another dimension, a function of place.
    """
    return applied_field(B if is_vector(B) else signal(B, "T", "B", uniform=True), "B")


@door
def loop(radius: Any, current: Any, height: Any, centre: Sequence[Any] = (0.0, 0.0)) -> AppliedField:
    """Return the field of a circular loop parallel to the film.

    Args:
        radius: in m.
        current: in A, anticlockwise as seen from above; a quantity or a function of time.
        height: z of the loop, in m.
        centre: (x, y) in m.

    Raises:
        InputError: a value of another dimension, or a radius that is not positive.
    """
    length = to_si(radius, "m", "radius")
    if length <= 0:
        raise InputError("radius", radius, "a positive length")
    source = Loop(length, _point(centre, "centre", ("x", "y")), to_si(height, "m", "height"))
    return AppliedField(((signal(current, "A", "current", uniform=True), source),))


@door
def dipole(moment: Any, position: Sequence[Any]) -> AppliedField:
    """Return the field of a magnetic moment, such as that of a magnetic tip or a dot.

    Args:
        moment: m_z, or (m_x, m_y, m_z), in A m^2; each a quantity or a function of time.
        position: (x, y, z) in m, z not 0.

    Raises:
        InputError: a value of another dimension, or a position in the plane of the film.
    """
    place = _point(position, "position", ("x", "y", "z"))
    _outside(place[2], "position", position)
    if is_vector(moment):
        return of_vector(moment, "A m^2", "moment", lambda axis: Dipole(axis, place))
    return AppliedField(((signal(moment, "A m^2", "moment", uniform=True), Dipole(2, place)),))


@door
def wire(current: Any, position: Sequence[Any], height: Any, direction: Sequence[float] = (1.0, 0.0)) -> AppliedField:
    """Return the field of a straight, infinite wire parallel to the film.

    Args:
        current: in A, a quantity or a function of time.
        position: (x, y) of a point above or below which the wire passes, in m.
        height: z of the wire, in m, not 0.
        direction: of the current, (d_x, d_y) of any length.

    Raises:
        InputError: a value of another dimension, a wire in the plane of the film, or no direction.
    """
    z = to_si(height, "m", "height")
    _outside(z, "height", height)
    d_x, d_y = _numbers(direction, "direction", "", ("d_x", "d_y"))
    size = math.hypot(d_x, d_y)
    if size == 0:
        raise InputError("direction", direction, "a direction (d_x, d_y)")
    source = Wire(_point(position, "position", ("x", "y")), z, (d_x / size, d_y / size))
    return AppliedField(((signal(current, "A", "current", uniform=True), source),))


@door
def magnet(magnetisation: Any, shape: Any = None, *, thickness: Any, height: Any) -> AppliedField:
    """Return the field of a magnetised layer, its magnetisation along z: a dot, a stripe, domains, the end of a tip.

    A magnet of one magnetisation has its field in closed form; several of them are added. A tip is a magnet that is
    long: ``magnet("1.4 MA/m", onnes.disc("20 nm"), thickness="10 um", height="50 nm")``. Magnetisation along x or y is
    not offered; far from a small magnet it is that of a `dipole`.

    Args:
        magnetisation: M_z in A/m, or mu_0 M_z in T: a quantity or a function of time, the same in all of ``shape``; or
            a function M_z(x, y), an array of cells that fill the bounding box of ``shape``, or an xarray.DataArray over
            x and y, whose cells lie around its points.
        shape: of the magnet in the plane, with holes and parts; may be left out with a DataArray.
        thickness: of the magnet along z, in m.
        height: z of the face that is nearer to the film, in m: negative for a magnet below. The film is at z = 0, its
            middle.

    Raises:
        InputError: a value of another dimension, a height of 0, a thickness that is not positive, a pattern without a
            shape, one of more than 8 million cells of an eighth of the height.
    """
    near, deep = to_si(height, "m", "height"), positive_si(thickness, "m", "thickness")
    _outside(near, "height", height)
    low, high = sorted((near, near + math.copysign(deep, near)))
    region = None if shape is None else shape_of(shape)
    terms = []
    for strength, place in signal(magnetisation, "A/m", "magnetisation").separated():
        if not place.uniform:
            terms.append((strength, pattern_of_place(place, region, low, high)))
        elif region is None:
            raise InputError("shape", "nothing", "the shape of the magnet", 'Write shape=onnes.disc("200 nm").')
        else:
            terms.append((strength, magnet_of(region, low, high)))
    return AppliedField(tuple(terms))


@door
def from_function(f: Any) -> AppliedField:
    """Return the field whose B_z is a function of place, f(x, y), or of place and time, f(x, y, t).

    Args:
        f: B_z in T; or anything else that `onnes.drives.signal` accepts.

    Raises:
        InputError: a function with other parameters; later, a result that is no finite number of teslas.
    """
    return applied_field(f, "f")


@door
def from_file(path: str | Path, *, height: Any = 0.0, length_unit: str | None = None,
              field_unit: str | None = None) -> AppliedField:
    """Return the field in a file: Bz, or Bx, By and Bz, over x, y and perhaps z, interpolated linearly.

    A text file names its columns and their units in its first line, ``x (um), y (um), Bz (mT)``, and has each x beside
    each y (and z), in any order. A netCDF-4 or HDF5 file (.nc, .h5) has one-dimensional x, y (and z) and Bz over
    them, each with its unit in the attribute "units". A film feels Bz alone; with planes at several z films of a stack
    feel that of their height, and with Bx and By too `Solution.field_at` knows the whole field.

    Args:
        height: z of the film in the coordinates of the file, if that has z, in m.
        length_unit, field_unit: of x, y and z, and of B; those that the file names if left out.

    Raises:
        InputError: a file that cannot be read, or lacks x, y, Bz or a unit; points that are not a grid; a height beyond
            its z; later, a film that is larger than the map.
    """
    source = read(path, to_si(height, "m", "height"), length_unit, field_unit)
    return AppliedField(((ONE, source),))


def _point(place: Sequence[Any], argument: str, names: tuple[str, ...]) -> Any:
    return _numbers(place, argument, "m", names)


def _numbers(values: Sequence[Any], argument: str, unit: str, names: tuple[str, ...]) -> tuple[float, ...]:
    if isinstance(values, str) or not hasattr(values, "__len__") or len(values) != len(names):
        raise InputError(argument, values, f"({', '.join(names)})")
    return tuple(to_si(value, unit, argument) for value in values)


def _outside(z: float, argument: str, given: Any) -> None:
    if z == 0:
        raise InputError(argument, given, "a height above or below the film", "The film lies in the plane z = 0.")

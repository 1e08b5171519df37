"""Marks of vortices and numbers of quanta on a map of psi, and several cells of one that repeats."""

from dataclasses import replace

import numpy as np
import pytest

import onnes
from onnes.errors import InputError


def drawn(film, cells_per_xi):
    """Sizes and number of the marks on a map of random phases, of which every third face holds a vortex."""
    run = onnes.solve(film, time="1 ps", law="london", self_field=False, cells_per_xi=cells_per_xi, frames=1)
    phase = np.random.default_rng(0).uniform(0, 2 * np.pi, run.data["psi"].shape)
    run = replace(run, data=run.data.assign(psi=run.data["psi"].copy(data=np.exp(1j * phase))))
    lines = [line for line in run.plot("psi").lines if line.get_marker() in ("+", "x")]
    return {line.get_markersize() for line in lines}, sum(len(line.get_xdata()) for line in lines)


def test_marks_cover_no_more_of_the_map_where_there_are_many(lab):
    (few,), number = drawn(lab.strip(), 2)
    assert 10 < number < 100
    (many,), larger_number = drawn(onnes.Film(onnes.disc("60 nm"), **lab.metal), 4)
    assert larger_number > 400
    assert many < few
    assert larger_number * many**2 < 150 * few**2 * 1.001


@pytest.mark.long
def test_quanta_are_written_into_their_holes(lab):
    ring = onnes.Film(onnes.ring("80 nm", "40 nm"), **lab.metal)
    run = onnes.solve(ring, time="1 ps", law="london", self_field=False, cells_per_xi=1, frames=1)
    for fluxoid, written in ((2.0, ["2"]), (-1.0, ["−1"]), (0.0, []), (0.4, [])):
        held = replace(run, data=run.data.assign(fluxoid=run.data["fluxoid"] * 0 + fluxoid))
        assert [text.get_text() for text in held.plot("psi").texts if text.get_gid() == "fluxoid"] == written


@pytest.mark.long
def test_a_periodic_map_shows_several_cells():
    sides = ("100 nm", "80 nm")
    cell = onnes.Bulk(onnes.rectangle(*sides), period=sides, coherence_length="20 nm", penetration_depth="40 nm",
                      resistivity="100 nohm m", pins=[onnes.pin((0, 0), "10 nm", hole=True)])
    run = onnes.solve(cell, time="1 ps", field=cell.field_of(2), frames=1, cells_per_xi=2)
    for name in ("psi", "field"):
        one, six = (run.plot(name, cells=cells).images[0] for cells in ((1, 1), (3, 2)))
        left, right, low, high = one.get_extent()
        np.testing.assert_allclose(six.get_extent(), (left, right + 200, low, high + 80))
        drawn = np.asarray(six.get_array())
        ny, nx = (np.array(one.get_array().shape) - (name == "psi"))
        np.testing.assert_allclose(drawn[:ny, :nx], drawn[ny:2 * ny, 2 * nx:3 * nx])
    marks = [line for line in run.plot("psi", cells=(3, 2)).lines if line.get_marker() == "+"]
    quanta = [text for text in run.plot("psi", cells=(3, 2)).texts if text.get_gid() == "fluxoid"]
    assert sum(len(line.get_xdata()) for line in marks) + sum(int(text.get_text()) for text in quanta) == 12
    for name, cells in (("phase", (2, 1)), ("psi", (2, 0)), ("psi", 2), ("moment", (2, 2))):
        with pytest.raises(InputError, match="cells"):
            run.plot(name, cells=cells)

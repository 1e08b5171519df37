"""Marks of vortices on a map of psi."""

from dataclasses import replace

import numpy as np

import onnes


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

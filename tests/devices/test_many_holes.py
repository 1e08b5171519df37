"""A thousand holes, ten thousand corners: set-up in seconds, and the faces of each hole."""

import time

import numpy as np
import pytest
import shapely

import onnes


def test_a_thousand_named_holes_and_ten_thousand_corners_in_under_5_s(film):
    side, pitch = 120e-9, 300e-9
    holes = {f"hole {i} {j}": onnes.Shape(shapely.box(i * pitch, j * pitch, i * pitch + side, j * pitch + side))
             for i in range(32) for j in range(32)}
    around = onnes.Shape(shapely.box(-pitch, -pitch, 32 * pitch + side, 32 * pitch + side))
    angle = 2 * np.pi * np.arange(10_000) / 10_000
    radius = 2e-6 * (1 + 0.2 * np.sin(40 * angle))
    begun = time.process_time()
    grate = film(around - holes.values(), holes=holes, coherence_length="60 nm")
    model = grate.model(grate.spacing(), self_field=False)
    star = film(onnes.polygon(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)),
                coherence_length="60 nm")
    star.model(star.spacing(), self_field=False)
    assert time.process_time() - begun < 5
    assert model.holes.count == len(grate.holes) == 1024
    name, hole = list(holes.items())[77]
    assert grate.outline.holes[grate.hole_index(name)] == hole


@pytest.mark.long
def test_a_thousand_round_holes_of_two_million_corners_in_under_5_s(film):
    begun = time.process_time()
    holes = {f"hole {i} {j}": onnes.disc("60 nm", (i * 300e-9, j * 300e-9)) for i in range(32) for j in range(32)}
    plate = onnes.rectangle("9.9 um", "9.9 um", ("4.65 um", "4.65 um")) - holes.values()
    grate = film(plate, holes=holes, coherence_length="60 nm")
    model = grate.model(grate.spacing(), self_field=False)
    assert time.process_time() - begun < 5
    assert model.holes.count == 1024
    assert np.asarray(model.sample.node_volume).sum() * (60e-9) ** 2 == pytest.approx(
        9.9e-6**2 - 1024 * np.pi * 60e-9**2, rel=1e-9)


def test_faces_of_a_hole_are_those_within_a_cell_and_a_half(film):
    holes = [onnes.disc("32 nm", ("-60 nm", 0)), onnes.rectangle("50 nm", "30 nm", ("33 nm", "3 nm"))]
    model = film(onnes.rectangle("240 nm", "160 nm") - holes).model(5e-9)
    values = np.random.default_rng(3).random([n - 1 for n in model.grid.shape[:2]])
    x, y = (points * model.unit for points in model.grid.points((0, 1)))
    sums = [np.sum(values[shapely.contains_xy(hole.region.buffer(7.5e-9), x, y).reshape(values.shape)])
            for hole in onnes.shape(holes).region.geoms for hole in [onnes.shape(hole)]]
    assert sorted(model.holes.sums(values).tolist()) == pytest.approx(sorted(sums), rel=1e-6)


def test_a_film_without_holes_has_no_sums(film):
    model = film(onnes.rectangle("240 nm", "160 nm")).model(5e-9)
    assert model.holes.sums(np.ones([n - 1 for n in model.grid.shape[:2]])).shape == (0,)

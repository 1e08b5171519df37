"""Names beside points: at the first place where they cover nothing, or where they cover least."""

import numpy as np
from matplotlib.figure import Figure

from onnes.plots.labels import Label, around_point, inside_of


def test_names_of_points_near_each_other_lie_apart():
    figure = Figure(figsize=(3, 2))
    ax = figure.add_subplot()
    points = [(0.5, 0.5), (0.52, 0.5), (0.5, 0.53), (0.0, 1.0), (1.0, 0.0)]
    taken = [line for point in points for line in ax.plot(*point, "o", markersize=4)]
    labels = [Label(ax, f"name {k}", point, around_point(), taken) for k, point in enumerate(points)]
    figure.canvas.draw()
    boxes = [each.get_window_extent() for each in (*ax.lines, *labels)]
    for k in range(len(points), len(boxes)):
        assert not any(boxes[k].overlaps(other) for other in boxes[:k])


def test_a_lone_name_has_the_first_place_and_one_without_room_the_least_bad():
    figure = Figure(figsize=(3, 2))
    ax = figure.add_subplot()
    lone = Label(ax, "lone", (0.5, 0.5), around_point(), [])
    figure.canvas.draw()
    assert lone.xyann == (4.0, 4.0)
    wide = Label(ax, "a name wider than the figure is, " * 3, (0.5, 0.5), around_point(), [lone])
    figure.canvas.draw()
    assert not wide.get_window_extent().overlaps(lone.get_window_extent())


def test_names_of_edges_begin_inside():
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        first = inside_of(x, y)[0]
        assert np.dot(first[:2], (x, y)) == 24
        assert all(np.dot(place[:2], (x, y)) > 0 for place in inside_of(x, y))

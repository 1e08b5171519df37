"""Picture and film of orbits that grow and lock, after Hirsch's Fig. 10."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.carriers.kuramoto import order_parameter
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DRAWN = 120
"""Orbits drawn; with more their circles fill the plane."""
_CIRCLE = np.exp(1j * np.linspace(0, 2 * np.pi, 61))


def picture(result: Result) -> Figure:
    """Draw orbits with their phases at three radii, the order parameter against radius and against size."""
    from onnes.plots import curves, figure, in_words

    made, axes = figure(mosaic=[["0", "1", "2"], ["order", "order", "size"]], size=(11.0, 7.6))
    for name, frame in zip("012", _stills(result), strict=True):
        sketch = _Sketch(axes[name], result)
        sketch.show(frame)
        axes[name].set_title(f"r = {in_words(sketch.radius[frame], 'm')},  R = {sketch.order[frame]:.2f}")
    _draw_order(axes["order"], result, legend=True)
    number, order = (result.arrays[name].values for name in ("number", "order"))
    radius = result.arrays["radius"].values
    shown = [0, _rise(result), len(radius) - 1]
    curves(axes["size"], number, {f"r = {in_words(radius[at], 'm')}": order[:, at] for at in shown},
           reference={"independent phases": result.arrays["order_incoherent"].values}, x_label="number of orbits N",
           label="order parameter R")
    axes["size"].set(xscale="log", yscale="log", ylim=(None, 1.6))
    axes["size"].set_xticks(number, [str(int(each)) for each in number])
    axes["size"].minorticks_off()
    made.suptitle(_sentence(result))
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the orbits and their phases, beside the order parameter, up to the size of the box."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=10)


def _frames(result: Result) -> Iterator[np.ndarray]:
    """Return the frames."""
    from onnes.plots import figure, in_words, moving_frames, parameters, prefixed, style

    made, (left, right) = figure(1, 2, size=(9.4, 4.6), width_ratios=[1, 1.15])
    sketch, (factor, _) = _Sketch(left, result), prefixed(result.arrays["radius"].values, "m")
    _draw_order(right, result, legend=False)
    with style():
        (point,) = right.plot([], [], "o", color="black", markersize=8)
        caption = made.suptitle(_sentence(result))

    def move(frame: int) -> None:
        sketch.show(frame)
        point.set_data([sketch.radius[frame] * factor], [sketch.order[frame]])
        caption.set_text(f"Orbits of radius {in_words(sketch.radius[frame], 'm')}: R = {sketch.order[frame]:.2f}; "
                         "colour: phase")

    return moving_frames(made, [*sketch.artists, point, caption],
                         map(int, np.flatnonzero(sketch.radius < sketch.side)), move, parameters(result))


class _Sketch:
    """Orbits as circles, their phases as points on them, both in the colour of the phase.

    Attributes:
        radius: of the orbits in each frame [m].
        order: R of the largest sample at the radius of each frame, as drawn against radius.
        side: of the box [m].
        artists: what changes with the frame.
    """

    def __init__(self, ax: Axes, result: Result):
        import matplotlib
        from matplotlib.collections import LineCollection

        from onnes.plots import axis_label, prefixed, style

        place, self._phase = (result.arrays[name].values for name in ("place", "phase"))
        self.radius = result.arrays["frame_radius"].values
        order = result.arrays["order"].values[-1]
        self.order = np.repeat(order, len(self.radius) // len(order))
        dimensions = place.shape[1]
        spacing = result["last_radius"] / result["last_radius_in_spacings"]
        self.side = len(place) ** (1 / dimensions) * spacing
        # In space: the centres nearest to the middle plane.
        near = np.argsort(np.abs(place[:, 2] - self.side / 2)) if dimensions == 3 else np.arange(len(place))
        self._drawn = near[:_DRAWN]
        self._factor, unit = prefixed([0.0, self.side], "m")
        self._centre = (place[self._drawn, 0] + 1j * place[self._drawn, 1]) * self._factor
        # Lines on white need colours that are nowhere as light as those of a map of phases.
        self._colours = matplotlib.colormaps["hsv"]
        edge = self.side * self._factor
        with style():
            self._circles = LineCollection([], linewidths=0.8, alpha=0.55)
            ax.add_collection(self._circles)
            self._points = ax.scatter([], [], s=16, zorder=3)
        ax.set(xlim=(0, edge), ylim=(0, edge), aspect="equal")
        ax.set(xlabel=axis_label("x", unit), ylabel=axis_label("y", unit))
        ax.locator_params(nbins=4)
        ax.spines[:].set_visible(True)
        self.artists: list[Any] = [self._circles, self._points]

    def show(self, frame: int) -> None:
        """Set circles, points and colours to those of a frame."""
        radius, phase = self.radius[frame] * self._factor, self._phase[frame, self._drawn]
        rim = self._centre[:, None] + radius * _CIRCLE
        point = self._centre + radius * np.exp(1j * phase)
        colours = self._colours(np.mod(phase / (2 * np.pi), 1))
        self._circles.set_segments(list(np.stack([rim.real, rim.imag], axis=2)))
        self._circles.set_color(colours)
        self._points.set_offsets(np.column_stack([point.real, point.imag]))
        self._points.set_color(colours)


def _draw_order(ax: Axes, result: Result, legend: bool) -> None:
    """Draw the order parameter against radius: each size, mean field, and the radii that matter."""
    from onnes.plots import curves

    number, order, radius = (result.arrays[name].values for name in ("number", "order", "radius"))
    critical = float(result["critical_radius"])
    lines = {f"N = {int(each)}": line for each, line in zip(number, order, strict=True)}
    curves(ax, radius, lines, x_label="radius of orbits", x_unit="m", label="order parameter R",
           marks={"percolation": float(result["percolation_radius"]), "J = J$_c$": critical})
    close = np.geomspace(radius[0], radius[-1], 400)
    dimensions, disorder = result.arrays["place"].values.shape[1], result.inputs["disorder"]
    expected = [order_parameter(2 * (each / critical) ** dimensions, 1.0, disorder) for each in close]
    curves(ax, close, {}, reference={"mean field": expected}, x_label="radius of orbits", x_unit="m",
           label="order parameter R")
    ax.set(xscale="log", ylim=(0, 1.12))
    ax.legend(loc="lower right" if legend else "center right")


def _rise(result: Result) -> int:
    """Return the index of the radius at which R of the largest sample is nearest to 1/2."""
    return int(np.argmin(np.abs(result.arrays["order"].values[-1] - 0.5)))


def _stills(result: Result) -> tuple[int, int, int]:
    """Return frames of the first radius, of the rise, and of a few circles beyond it."""
    frames = len(result.arrays["frame_radius"].values) // len(result.arrays["radius"].values)
    rise = _rise(result)
    beyond = min(rise + 2, len(result.arrays["radius"].values) - 1)
    return frames - 1, (rise + 1) * frames - 1, (beyond + 1) * frames - 1


def _sentence(result: Result) -> str:
    metal = f" of {result.material}" if result.material else ""
    return f"Orbits{metal} lock their phases as they grow from 1/k$_F$ to 2$\\lambda$; colour: phase"

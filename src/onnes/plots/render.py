"""Fast rendering of film frames: axes, labels and colour bars are drawn once, pixels and time per frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from onnes.plots.axis_units import prefixed
from onnes.plots.maps import Panel, field_map
from onnes.plots.style import COLOUR_MAPS, OUTLINES, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = 256


def render_frames(panels: Sequence[Panel], times: np.ndarray, *, title: str = "", time_unit: str = "s",
                  height: float = 4.0) -> Iterator[np.ndarray]:
    """Yield frames (uint8, shape (height, width, 3)) showing stacks of fields side by side, with the time above.

    Args:
        panels: each with values of shape (time, ny, nx).
        times: shape (time,), in the unit of time.
        title: written before the time.
        height: of the picture, in inches at 150 dots per inch.
    """
    still, axes = figure(1, len(panels), size=(_width(panels, height), height), squeeze=False)
    blank = [replace(p, values=np.full(p.values.shape[1:], np.nan), limits=p.colour_limits(), outline=None)
             for p in panels]
    for ax, shown in zip(axes[0], blank, strict=True):
        field_map(ax, shown)
    factor, unit = prefixed(times, time_unit)
    with style():
        caption = still.suptitle(" ")
        still.canvas.draw()
        still.set_layout_engine("none")
        caption.set_animated(True)
        background = still.canvas.copy_from_bbox(still.bbox)  # type: ignore[attr-defined]
        windows = [_Window.over(ax, shown) for ax, shown in zip(axes[0], panels, strict=True)]
    digits = _digits(times * factor)
    for index, time in enumerate(times):
        still.canvas.restore_region(background)  # type: ignore[attr-defined]
        caption.set_text(f"{title}   " * bool(title) + f"t = {time * factor:.{digits}f} {unit}")
        still.draw_artist(caption)
        frame = np.array(np.asarray(still.canvas.buffer_rgba())[..., :3])  # type: ignore[attr-defined]
        for window in windows:
            window.paint(frame, index)
        yield frame


@dataclass(frozen=True, eq=False)
class _Window:
    """Pixels of a frame that show one panel.

    Attributes:
        values: shape (time, ny, nx).
        limits: values of the first and last colour.
        rows, columns: cell of the panel that each pixel row and column shows.
        top, left: corner of the window in the frame, in pixels.
        colours: table, shape (256, 3).
        edge: true on pixels of the sample's outline.
        edge_colour: colour of these pixels.
    """

    values: np.ndarray
    limits: tuple[float, float]
    rows: np.ndarray
    columns: np.ndarray
    top: int
    left: int
    colours: np.ndarray
    edge: np.ndarray
    edge_colour: np.ndarray

    @classmethod
    def over(cls, ax: Axes, panel: Panel) -> _Window:
        import matplotlib
        from matplotlib.colors import to_rgb

        box = ax.get_window_extent()
        top = round(ax.figure.bbox.height - box.y1)
        bottom = round(ax.figure.bbox.height - box.y0)
        left, right = round(box.x0), round(box.x1)
        ny, nx = panel.values.shape[1:]
        rows = _nearest(bottom - top, ny)[::-1]
        columns = _nearest(right - left, nx)
        table = matplotlib.colormaps[COLOUR_MAPS[panel.kind]](np.linspace(0, 1, _COLOURS))
        colours = np.round(255 * table[:, :3]).astype(np.uint8)
        edge = _edge(panel.outline, len(rows), len(columns))
        edge_colour = np.round(255 * np.array(to_rgb(OUTLINES[panel.kind]))).astype(np.uint8)
        return cls(panel.values, panel.colour_limits(), rows, columns, top, left, colours, edge, edge_colour)

    def paint(self, frame: np.ndarray, index: int) -> None:
        low, high = self.limits
        level = (self.values[index] - low) * ((_COLOURS - 1) / (high - low))
        cells = np.clip(np.nan_to_num(np.rint(level)), 0, _COLOURS - 1).astype(np.uint8)
        pixels = self.colours[cells][self.rows[:, None], self.columns]
        pixels[self.edge] = self.edge_colour
        frame[self.top:self.top + len(self.rows), self.left:self.left + len(self.columns)] = pixels


def _nearest(pixels: int, cells: int) -> np.ndarray:
    return ((np.arange(pixels) + 0.5) * cells / pixels).astype(int)


def _edge(inside: np.ndarray | None, height: int, width: int) -> np.ndarray:
    """Return the pixels on both sides of the outline, interpolated between cell centres: a line two pixels wide."""
    edge = np.zeros((height, width), dtype=bool)
    if inside is not None:
        seen = _between(_between(np.asarray(inside, float), height)[::-1].T, width).T > 0.5
        across, up = seen[:, :-1] != seen[:, 1:], seen[:-1] != seen[1:]
        edge[:, :-1] |= across
        edge[:, 1:] |= across
        edge[:-1] |= up
        edge[1:] |= up
    return edge


def _between(cells: np.ndarray, pixels: int) -> np.ndarray:
    """Return values at the centres of pixels along the first axis, linear between the centres of cells."""
    place = np.clip((np.arange(pixels) + 0.5) * len(cells) / pixels - 0.5, 0, len(cells) - 1)
    below = np.minimum(place.astype(int), max(len(cells) - 2, 0))
    share = (place - below)[:, None]
    return (1 - share) * cells[below] + share * cells[np.minimum(below + 1, len(cells) - 1)]


def _width(panels: Sequence[Panel], height: float) -> float:
    """Return the width of the figure in inches for maps in their true proportions, with labels and colour bars."""
    aspect = (panels[0].extent[1] - panels[0].extent[0]) / (panels[0].extent[3] - panels[0].extent[2])
    return len(panels) * (0.78 * height * aspect + 1.6)


def _digits(times: np.ndarray) -> int:
    """Return the number of decimals that distinguishes neighbouring frames."""
    step = float(np.min(np.diff(times))) if len(times) > 1 else 1.0
    return int(np.clip(np.ceil(-np.log10(step)), 0, 3)) if step > 0 else 3

"""Fast rendering of film frames: axes, labels and colour bars are drawn once, pixels and time per frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from onnes.plots.axis_units import prefixed
from onnes.plots.caption import write_caption
from onnes.plots.maps import Panel, field_map
from onnes.plots.style import COLOUR_MAPS, OUTLINES, figure, style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

FRAMES = "frames of a film"
"""Label of the figure whose pixels become frames."""

_WIDEST = 2.0
_WIDEST_LINE = 0.96
"""Part of the width of a frame that the line above may take."""
_COLOURS = 256
_WHITE, _DARK = 255, 60


def render_frames(panels: Sequence[Panel], times: np.ndarray, *, title: str = "", time_unit: str = "s",
                  height: float = 4.0, rows: int = 1, titles: Sequence[str] = (),
                  caption: str = "",
                  marks: Callable[[Axes], Sequence[Artist]] | None = None) -> Iterator[np.ndarray]:
    """Yield frames (uint8, shape (height, width, 3)) showing stacks of fields side by side, with the time above.

    Args:
        panels: each with values of shape (time, ny, nx).
        times: shape (time,), in the unit of time.
        title: written before the time.
        height: of a row, in inches at 150 dots per inch.
        rows: in which the panels stand, the first row first.
        titles: over the panels of the first row.
        caption: written below.
        marks: draws what lies over every map, the same in all frames, and returns it.
    """
    width, row = _size(panels[:len(panels) // rows], height)
    still, axes = figure(rows, len(panels) // rows, size=(width, rows * row), squeeze=False)
    still.set_label(FRAMES)
    texts = [*titles, *[""] * (len(panels) - len(titles))]
    for ax, shown, text in zip(axes.flat, panels, texts, strict=True):
        field_map(ax, replace(shown, outline=None), title=text, empty=True)
    if caption:
        write_caption(still, caption)
    factor, unit = prefixed(times, time_unit)
    digits = _digits(times * factor)
    clocks = [f"{title}   " * bool(title) + f"t = {time * factor:.{digits}f} {unit}" for time in times]
    with style():
        above = still.suptitle(max(clocks, key=len))
        widest = above.get_window_extent().width / still.bbox.width  # type: ignore[attr-defined]
        above.set(text=" ", fontsize=float(above.get_fontsize()) * min(1.0, _WIDEST_LINE / widest))
        still.canvas.draw()
        still.set_layout_engine("none")
        above.set_animated(True)
        over = [(ax, artist) for ax in axes.flat for artist in (marks(ax) if marks else ())]
        background = still.canvas.copy_from_bbox(still.bbox)  # type: ignore[attr-defined]
        windows = [_Window.over(ax, shown) for ax, shown in zip(axes.flat, panels, strict=True)]
    for index, text in enumerate(clocks):
        still.canvas.restore_region(background)  # type: ignore[attr-defined]
        above.set_text(text)
        still.draw_artist(above)
        pixels = np.asarray(still.canvas.buffer_rgba())[..., :3]  # type: ignore[attr-defined]
        for window in windows:
            window.paint(pixels, index)
        for ax, artist in over:
            ax.draw_artist(artist)
        yield pixels.copy()


@dataclass(frozen=True, eq=False)
class _Window:
    """Pixels of a frame that show one panel.

    Attributes:
        values: shape (time, ny, nx).
        limits: values of the first and last colour.
        rows, columns: cells of the panel that each pixel row and column shows.
        top, left: corner of the window in the frame, in pixels.
        colours: table, shape (256, 3).
        outside: true on pixels outside of the panel's region, which stay white.
        edge: true on pixels of the sample's outline.
        edge_colour: colour of these pixels.
    """

    values: np.ndarray
    limits: tuple[float, float]
    rows: _Cells
    columns: _Cells
    top: int
    left: int
    colours: np.ndarray
    outside: np.ndarray
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
        size = (bottom - top, right - left)
        x, y = (_centres(*limits, n) for limits, n in zip(_shown(panel), size[::-1], strict=True))
        smooth = panel.region is not None and panel.kind != "phase"
        columns, rows = _Cells.at(x, *panel.extent[:2], nx, smooth), _Cells.at(y[::-1], *panel.extent[2:], ny, smooth)
        table = matplotlib.colormaps[COLOUR_MAPS[panel.kind]](np.linspace(0, 1, _COLOURS))
        colours = np.round(255 * table[:, :3]).astype(np.uint8)
        if panel.region is None:
            outside, edge = np.zeros(size, bool), _edge(panel.outline, *size)
        else:
            inside = shapely.contains_xy(panel.region, x[None, :], y[::-1, None])
            outside, edge = ~inside & (not panel.beyond), _rim(inside)
            if panel.holes is not None:
                edge |= _rim(shapely.contains_xy(panel.holes, x[None, :], y[::-1, None]))
        edge_colour = np.round(255 * np.array(to_rgb(OUTLINES[panel.kind]))).astype(np.uint8)
        if panel.region is not None:
            edge_colour = np.full(3, _DARK, np.uint8)
        return cls(panel.values, panel.colour_limits(), rows, columns, top, left, colours, outside, edge, edge_colour)

    def paint(self, frame: np.ndarray, index: int) -> None:
        low, high = self.limits
        # Everything that can be is done on the cells, which are far fewer than the pixels.
        level = (self.values[index] - low) * ((_COLOURS - 1) / ((high - low) or 1.0)) + 0.5
        level = np.clip(np.nan_to_num(level), 0, _COLOURS - 1).astype(np.float32)
        shown = self.columns.of(self.rows.of(level).T).T.astype(np.uint8)
        pixels = frame[self.top:self.top + shown.shape[0], self.left:self.left + shown.shape[1]]
        pixels[...] = np.take(self.colours, shown, axis=0)
        pixels[self.outside] = _WHITE
        pixels[self.edge] = self.edge_colour


@dataclass(frozen=True, eq=False)
class _Cells:
    """The cells that a line of pixels shows.

    Attributes:
        low: index of the cell of each pixel, or of the cell before it.
        share: how far each pixel is on the way from the centre of that cell to the next, shape (pixels, 1); None where
            a pixel shows one cell.
    """

    low: np.ndarray
    share: np.ndarray | None

    @classmethod
    def at(cls, places: np.ndarray, first: float, last: float, cells: int, smooth: bool) -> _Cells:
        """Return the cells at places between the outer edges of the first and the last cell."""
        place = (places - first) / (last - first) * cells
        if not smooth or cells == 1:
            return cls(np.clip(place.astype(int), 0, cells - 1), None)
        place = np.clip(place - 0.5, 0, cells - 1)
        low = np.minimum(place.astype(int), cells - 2)
        return cls(low, (place - low)[:, None].astype(np.float32))

    def of(self, values: np.ndarray) -> np.ndarray:
        """Return what the pixels show, along the first axis."""
        if self.share is None:
            return values[self.low]
        return (1 - self.share) * values[self.low] + self.share * values[self.low + 1]


def _shown(panel: Panel) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the limits of the map along x and y."""
    left, right, bottom, top = panel.extent
    if panel.region is not None:
        left, bottom, right, top = panel.region.bounds
    return (left, right), (bottom, top)


def _centres(low: float, high: float, pixels: int) -> np.ndarray:
    return low + (high - low) * (np.arange(pixels) + 0.5) / pixels


def _edge(inside: np.ndarray | None, height: int, width: int) -> np.ndarray:
    """Return the pixels on both sides of the outline, interpolated between cell centres: a line two pixels wide."""
    if inside is None:
        return np.zeros((height, width), dtype=bool)
    ny, nx = inside.shape
    rows, columns = (_Cells.at(_centres(0, n, pixels), 0, n, n, True) for n, pixels in ((ny, height), (nx, width)))
    return _rim(columns.of(rows.of(np.asarray(inside, float))[::-1].T).T > 0.5)


def _rim(inside: np.ndarray) -> np.ndarray:
    """Return the pixels on both sides of the rim of a set of pixels."""
    edge = np.zeros_like(inside)
    across, up = inside[:, :-1] != inside[:, 1:], inside[:-1] != inside[1:]
    edge[:, :-1] |= across
    edge[:, 1:] |= across
    edge[:-1] |= up
    edge[1:] |= up
    return edge


def _size(panels: Sequence[Panel], height: float) -> tuple[float, float]:
    """Return the size of the figure in inches for maps in their true proportions, with labels and colour bars.

    Maps that are wider than `_WIDEST` times the given height of the figure make it lower.
    """
    (left, right), (bottom, top) = _shown(panels[0])
    aspect = (right - left) / (top - bottom)
    labels, map_height = 0.22 * height, min(0.78, _WIDEST / aspect) * height
    return len(panels) * (map_height * aspect + 1.6), map_height + labels


def _digits(times: np.ndarray) -> int:
    """Return the number of decimals that distinguishes neighbouring frames."""
    step = float(np.min(np.diff(times))) if len(times) > 1 else 1.0
    return int(np.clip(np.ceil(-np.log10(step)), 0, 3)) if step > 0 else 3

"""Maps of fields in the plane: magnetic field, density of the condensate, phase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from onnes.plots.axis_units import axis_label, prefixed
from onnes.plots.outlines import outline_path
from onnes.plots.scale_bar import scale_bar
from onnes.plots.style import COLOUR_MAPS, OUTLINES, Kind, style
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

_BAR_GAP, _BAR_WIDTH = 0.08, 0.12
"""Distance of a colour bar from its map, and its width, in inches."""
_ARROW, _ROUNDING = 0.04, 1e-6
"""Length of the arrow at the end of a colour bar, and what may lie beyond a limit without one, in its range."""

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Panel:
    """Field in the plane, or a stack of them in time, with its display settings.

    Attributes:
        values: shape (ny, nx), or (time, ny, nx) for a film; row 0 is the lowest y.
        extent: left, right, bottom, top edge of the map, in the unit of length.
        unit: SI unit of the values.
        label: meaning of the colours, written at the colour bar.
        kind: "field" (from zero up), "signed", "density" (0 to 1, or to the largest value if that is more) or "phase"
            (-pi to pi).
        limits: values at the two ends of the colour bar, in the SI unit; found from the values if None.
        outline: shape (ny, nx), true inside the sample, whose edge is drawn as a line.
        region: the sample as a shapely region in the unit of length: a still picture is smooth between the centres of
            cells, ends at the outline of the region and draws it, in place of ``outline``.
        beyond: whether it does not end at the outline, within the bounds of the region.
        holes: shapely region of holes in the sample, whose fields are shown too; their outline is drawn.
        length: unit of the extent.
    """

    values: np.ndarray
    extent: Extent
    unit: str = ""
    label: str = ""
    kind: Kind = "field"
    limits: tuple[float, float] | None = None
    outline: np.ndarray | None = None
    region: Any = None
    beyond: bool = False
    holes: Any = None
    length: str = "m"

    def colour_limits(self) -> tuple[float, float]:
        """Return the values at the two ends of the colour bar."""
        if self.limits is not None:
            return self.limits
        if self.kind == "density":
            return 0.0, max(1.0, float(np.nanmax(self.values, initial=0.0)))
        if self.kind == "phase":
            return -np.pi, np.pi
        largest = float(np.nanmax(np.abs(self.values), initial=0.0)) or 1.0
        return (-largest if self.kind == "signed" else min(0.0, float(np.nanmin(self.values)))), largest

    def saturated(self) -> Literal["neither", "min", "max", "both"]:
        """Return the ends of the colour bar beyond which values lie: they get an arrow."""
        if self.limits is None:
            return "neither"
        below, above = (np.nanmin(self.values, initial=np.inf) < self.limits[0] - _ROUNDING * np.ptp(self.limits),
                        np.nanmax(self.values, initial=-np.inf) > self.limits[1] + _ROUNDING * np.ptp(self.limits))
        return "both" if below and above else "min" if below else "max" if above else "neither"


def panel(result: Result, name: str, *, frame: int | None = None, **how: Any) -> Panel:
    """Return the panel that shows one array of a result, with its extent taken from the coordinates.

    Args:
        name: an array with dimensions x and y (in any order) and perhaps time.
        frame: index along time; None keeps all frames.
        how: other attributes of `Panel`.
    """
    array = result.arrays[name]
    across, up = array.dims[-2:] if "x" not in array.dims else ("x", "y")
    order = [array.dims.index(dim) for dim in ("time", up, across) if dim in array.dims]
    values = array.values.transpose(order)
    if frame is not None and values.ndim == 3:
        values = values[frame]
    edges = (*_edges(result.arrays[across].values), *_edges(result.arrays[up].values))
    settings: dict[str, Any] = {"unit": array.unit, "label": array.meaning, "length": result.arrays[across].unit} | how
    return Panel(values, edges, **settings)


def field_map(ax: Axes, shown: Panel, *, title: str = "", colour_bar: bool = True,
              names: Sequence[str] = ("x", "y"), ticks: bool = True, empty: bool = False) -> AxesImage:
    """Draw a panel (its last frame, if it is a stack) with prefixed units on axes and bar.

    Args:
        names: of the two axes.
        ticks: whether places are read from ticks; otherwise a scale bar stands below the map.
        empty: whether the values are left out.
    """
    with style():
        values = shown.values if shown.values.ndim == 2 else shown.values[-1]
        values = np.full_like(values, np.nan, float) if empty else values
        factor, unit = prefixed(shown.colour_limits(), shown.unit)
        scale, length = prefixed(shown.extent, shown.length)
        low, high = (limit * factor for limit in shown.colour_limits())
        extent: Extent = tuple(edge * scale for edge in shown.extent)  # type: ignore[assignment]
        image = ax.imshow(values * factor, origin="lower", extent=extent, cmap=COLOUR_MAPS[shown.kind],
                          vmin=low, vmax=high)
        if shown.region is not None:
            _draw_outline(ax, image, outline_path(shown.region, scale), cut=not shown.beyond)
            if shown.holes is not None:
                _draw_edge(ax, outline_path(shown.holes, scale))
        elif shown.outline is not None:
            ax.contour(shown.outline, levels=[0.5], origin="lower", extent=extent, colors=OUTLINES[shown.kind],
                       linewidths=1.2)
        ax.set(title=title, xlabel=axis_label(names[0], length), ylabel=axis_label(names[1], length))
        if ticks:
            _set_ticks(ax)
        else:
            scale_bar(ax, length)
        ax.spines[:].set_visible(shown.region is None)
        if colour_bar:
            bar = ax.figure.colorbar(image, ax=ax, label=axis_label(shown.label, unit), extend=shown.saturated(),
                                     extendfrac=_ARROW)
            bar.ax.set_axes_locator(_beside(ax))
            bar.outline.set_visible(False)  # type: ignore[union-attr, operator]
            if shown.kind == "phase":
                bar.set_ticks([-np.pi, 0, np.pi], labels=["−π", "0", "π"])
    return image


def _set_ticks(ax: Axes) -> None:
    """Put fewer ticks on the shorter side of a map, so that their labels do not overlap."""
    width, height = (abs(high - low) for low, high in (ax.get_xlim(), ax.get_ylim()))
    ax.locator_params(axis="x", nbins=round(np.clip(8 * width / height, 1, 5)), min_n_ticks=1)
    ax.locator_params(axis="y", nbins=round(np.clip(8 * height / width, 2, 5)), min_n_ticks=2)


def _beside(ax: Axes) -> Any:
    """Return where a colour bar is: right of a map and as high as it, whatever the proportions of both."""
    from matplotlib.transforms import Bbox

    def place(bar, _):
        bar.set_box_aspect(None)  # which a layout sets anew
        ax.apply_aspect()
        inch, map_ = 1 / ax.figure.get_figure(root=True).get_figwidth(), ax.get_position()
        return Bbox.from_bounds(map_.x1 + _BAR_GAP * inch, map_.y0, _BAR_WIDTH * inch, map_.height)

    return place


def _draw_outline(ax: Axes, image: AxesImage, path: Any, cut: bool) -> None:
    """Draw a path over a map, which is made smooth between the centres of its cells and cut off at the path."""
    image.set_interpolation("bicubic")
    if cut:
        image.set_clip_path(path, ax.transData)
    _draw_edge(ax, path)
    box = path.get_extents()
    ax.set(xlim=box.intervalx, ylim=box.intervaly)


def _draw_edge(ax: Axes, path: Any) -> None:
    from matplotlib.patches import PathPatch

    ax.add_patch(PathPatch(path, facecolor="none", edgecolor="#2e3440", linewidth=0.8, clip_on=False))


def _edges(centres: np.ndarray) -> tuple[float, float]:
    """Return the outer edges of evenly spaced cells with these centres."""
    half = 0.5 * (centres[1] - centres[0])
    return float(centres[0] - half), float(centres[-1] + half)

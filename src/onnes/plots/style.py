"""Common style of all pictures: clean, readable in print, safe for colour-blind readers.

Pictures are made without a window and without global state: matplotlib's Agg canvas, a figure object, and style
settings that hold only while Onnes draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from onnes.errors import InputError
from onnes.results.whole_file import whole_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Okabe and Ito's eight colours, told apart with any kind of colour vision (jfly.uni-koeln.de/color).
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")

Kind = Literal["field", "signed", "density", "phase"]

# Perceptually uniform, dark where there is nothing; diverging for signs; cyclic for angles.
COLOUR_MAPS: dict[str, str] = {"field": "inferno", "signed": "RdBu_r", "density": "viridis", "phase": "twilight"}

# The sample's edge must stand out from every colour of its map.
OUTLINES: dict[str, str] = {"field": "#56B4E9", "signed": "#000000", "density": "#FFFFFF", "phase": "#000000"}

SUFFIXES = (".png", ".pdf", ".svg")

_DOTS_PER_INCH = 150


def _settings() -> dict[Any, Any]:
    from cycler import cycler

    return {
        "figure.dpi": _DOTS_PER_INCH,
        "figure.facecolor": "white",
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.labelsize": 10,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.axisbelow": True,
        "axes.formatter.limits": (-4, 5),
        "lines.linewidth": 1.8,
        "lines.markersize": 5,
        "grid.color": "#e4e4e4",
        "grid.linewidth": 0.7,
        "legend.frameon": False,
        "legend.fontsize": 9,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "image.interpolation": "nearest",
        "svg.hashsalt": "onnes",
    }


@contextmanager
def style() -> Iterator[None]:
    """Apply the common style for the duration of a ``with`` block."""
    import matplotlib

    with matplotlib.rc_context(_settings()):
        yield


def figure(rows: int = 1, columns: int = 1, *, mosaic: list[Any] | None = None,
           size: tuple[float, float] | None = None, title: str = "", **layout: Any) -> tuple[Figure, Any]:
    """Return an empty figure in the common style and its axes (an array of them if more than one).

    Args:
        mosaic: names in rows instead of ``rows`` and ``columns``; a name that repeats is one wide axes. The axes then
            come as a dict by name.
        size: width and height in inches; 4.8 by 3.8 for each panel if omitted.
        title: written over the whole figure.
        layout: passed on to `matplotlib.figure.Figure.subplots` or `subplot_mosaic`.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    if mosaic:
        rows, columns = len(mosaic), len(mosaic[0])
    with style():
        made = Figure(figsize=size or (4.8 * columns, 3.8 * rows), layout="constrained")
        FigureCanvasAgg(made)
        axes = made.subplot_mosaic(mosaic, **layout) if mosaic else made.subplots(rows, columns, **layout)
        if title:
            made.suptitle(title)
    return made, axes


def figure_size(bounds: tuple[float, float, float, float], width: float = 5.6) -> tuple[float, float]:
    """Return width and height in inches of a figure that a map with its labels fills.

    Args:
        bounds: smallest x and y, largest x and y of the map.
        width: of the figure, unless the map is so high that it fills a narrower one.
    """
    low_x, low_y, high_x, high_y = bounds
    proportion = (high_y - low_y) / (high_x - low_x)
    height = float(np.clip((width - 1.6) * proportion + 0.9, 1.8, 1.4 * width))
    return min(width, (height - 0.9) / proportion + 2.2), height


def save_figure(picture: Figure, path: str | Path, argument: str = "out") -> Path:
    """Write a figure as .png, .pdf or .svg, completely or not at all.

    Raises:
        InputError: another suffix, an unwritable folder or a full disk.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(argument, str(path), f"a file name ending in {', '.join(SUFFIXES)}")
    with style(), whole_file(path, argument) as temporary:
        picture.savefig(temporary, dpi=_DOTS_PER_INCH)
    return path

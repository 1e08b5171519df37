"""Frames of a figure in which some artists move: what stays is drawn once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from onnes.plots.caption import write_caption
from onnes.plots.render import FRAMES
from onnes.plots.style import style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

Moment = TypeVar("Moment")


def moving_frames(made: Figure, artists: Sequence[Artist], moments: Iterable[Moment],
                  move: Callable[[Moment], None], caption: str = "") -> Iterator[np.ndarray]:
    """Yield a frame (uint8, shape (height, width, 3)) for each moment.

    Args:
        made: the figure with all that it shows.
        artists: those that change, in the order in which they are drawn.
        moments: what ``move`` is called with, one a frame.
        move: sets the artists as they are at a moment.
        caption: written below the figure.
    """
    made.set_label(FRAMES)
    if caption:
        write_caption(made, caption)
    canvas: Any = made.canvas
    with style():
        canvas.draw()
        made.set_layout_engine("none")
        for artist in artists:
            artist.set_animated(True)
        canvas.draw()
    background = canvas.copy_from_bbox(made.bbox)
    for moment in moments:
        move(moment)
        canvas.restore_region(background)
        with style():
            for artist in artists:
                made.draw_artist(artist)
        yield np.array(np.asarray(canvas.buffer_rgba())[..., :3])

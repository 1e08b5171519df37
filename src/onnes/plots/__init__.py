"""Pictures and films of results, in one common style, without solving anything."""

from onnes.plots.axis_units import axis_label, in_words, prefixed, typeset
from onnes.plots.caption import parameters, write_caption
from onnes.plots.cross_section import cross_section
from onnes.plots.directions import mark_current, mark_field
from onnes.plots.filled import filled
from onnes.plots.film import write_film
from onnes.plots.line_plots import curves, profile, time_series
from onnes.plots.maps import Panel, field_map, panel
from onnes.plots.moving import moving_frames
from onnes.plots.outlines import outline_path
from onnes.plots.render import render_frames
from onnes.plots.scale_bar import round_length, scale_bar
from onnes.plots.style import PALETTE, figure, figure_size, save_figure, style

__all__ = [
    "PALETTE",
    "Panel",
    "axis_label",
    "cross_section",
    "curves",
    "field_map",
    "figure",
    "figure_size",
    "filled",
    "in_words",
    "mark_current",
    "mark_field",
    "moving_frames",
    "outline_path",
    "panel",
    "parameters",
    "prefixed",
    "profile",
    "render_frames",
    "round_length",
    "save_figure",
    "scale_bar",
    "style",
    "time_series",
    "typeset",
    "write_caption",
    "write_film",
]

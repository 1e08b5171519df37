"""Pictures and films embedded in the page, so that nothing is fetched when it is read."""

from __future__ import annotations

import base64
import io
import re
from html import unescape
from typing import TYPE_CHECKING

from onnes.plots.style import PALETTE, style
from onnes.report.typeset import tspans

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK = "#010203"
FAINT = "#010204"
"""Placeholders for the page's text and rule colours, so that a drawing follows a light or dark page."""
_TEXT = re.compile(r"(<text [^>]*>)([^<]*)(</text>)")


def inline_svg(drawing: Figure, name: str, description: str) -> str:
    """Return the drawing as an SVG element that takes the colours of the page around it.

    Its text is text, with mathematics typeset; a colour of the palette is a variable that a dark page sets.

    Args:
        drawing: the figure.
        name: prefix of the element ids, which keeps those of several drawings on one page distinct.
        description: text for screen readers.
    """
    import matplotlib

    buffer = io.StringIO()
    with style(), matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
        drawing.savefig(buffer, format="svg", transparent=True)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = svg.replace(INK, "currentColor").replace(FAINT, "var(--rule)")
    for index, colour in enumerate(PALETTE):
        svg = svg.replace(colour.lower(), f"var(--mark-{index}, {colour})")
    svg = _TEXT.sub(lambda found: found[1] + tspans(unescape(found[2])) + found[3], svg)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\1{name}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{_escaped(description)}" ', 1)


def png(picture: Figure) -> bytes:
    """Return the picture as the bytes of a PNG file."""
    buffer = io.BytesIO()
    with style():
        picture.savefig(buffer, format="png")
    return buffer.getvalue()


def data_uri(content: bytes, media_type: str) -> str:
    """Return bytes as a data URI."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

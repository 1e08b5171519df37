"""Pictures and films inside the page: nothing is fetched when it is read."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

from onnes.plots.style import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK = "#010203"
FAINT = "#010204"
"""Stand-ins for the page's text and rule colours: a drawing follows the reader's light or dark page."""


def inline_svg(drawing: Figure, name: str, description: str) -> str:
    """The drawing as an SVG element that takes the colours of the page around it.

    Args:
        name: sets the element ids, so that several drawings on one page keep apart.
        description: read out to those who do not see it.
    """
    import matplotlib

    buffer = io.StringIO()
    with style(), matplotlib.rc_context({"svg.hashsalt": name}):
        drawing.savefig(buffer, format="svg", transparent=True)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = svg.replace(INK, "currentColor").replace(FAINT, "var(--rule)")
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\1{name}-", svg)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{_escaped(description)}" ', 1)


def png(picture: Figure) -> bytes:
    """The picture as a PNG file."""
    buffer = io.BytesIO()
    with style():
        picture.savefig(buffer, format="png")
    return buffer.getvalue()


def data_uri(content: bytes, media_type: str) -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")

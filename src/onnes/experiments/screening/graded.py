"""Nodes that crowd under a surface: a skin of nanometres on a body of any size."""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError


def graded(size: float, skin: float, spacing: float) -> np.ndarray:
    """Nodes from 0 (the centre) to ``size`` (the surface), at depths ``skin sinh(n h/skin)`` below the surface.

    The gaps are h at the surface, sqrt2 h at the depth ``skin`` and grow in proportion to the depth beyond,
    so a body of 10^5 skins needs a dozen times the nodes of one skin. The map is smooth, so the order of
    the differences is kept, and halving h puts a node between any two.

    Args:
        size: half thickness or radius.
        skin: depth below which gaps grow, in the same unit.
        spacing: h; the gap at the surface is no larger.
    """
    if not (spacing > 0 and skin > 0 and size > 0):
        raise InputError("spacing", spacing, "a positive spacing in a body of positive size")
    whole = np.arcsinh(size / skin)
    # An even number of gaps: half as many make the grid that the uncertainty is told from.
    count = 2 * max(2, int(np.ceil(whole * skin / spacing / 2 - 1e-9)))
    nodes = size - skin * np.sinh(whole * np.arange(count + 1) / count)[::-1]
    nodes[0], nodes[-1] = 0.0, size
    return nodes

"""A grid graded towards the surface of a body much larger than its penetration depth."""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError


def graded(size: float, skin: float, spacing: float) -> np.ndarray:
    """Return nodes from 0 (the centre) to ``size`` (the surface), at depths ``skin sinh(n h/skin)`` below the surface.

    The spacing is h at the surface, sqrt2 h at the depth ``skin`` and proportional to the depth beyond, so a body of
    10^5 skins needs a dozen times the nodes of one skin. The map is smooth, so the order of the differences is kept,
    and halving h puts a node between any two.

    Args:
        size: half thickness or radius.
        skin: depth below which the spacing grows, in the same unit.
        spacing: h, the largest spacing at the surface.

    Raises:
        InputError: an argument that is not positive.
    """
    if not (spacing > 0 and skin > 0 and size > 0):
        raise InputError("spacing", spacing, "a positive spacing in a body of positive size")
    whole = np.arcsinh(size / skin)
    # An even number of cells, so that every other node makes the coarser grid of an error estimate.
    count = 2 * max(2, int(np.ceil(whole * skin / spacing / 2 - 1e-9)))
    nodes = size - skin * np.sinh(whole * np.arange(count + 1) / count)[::-1]
    nodes[0], nodes[-1] = 0.0, size
    return nodes

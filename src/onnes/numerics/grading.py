"""Node coordinates along an axis: uniform, growing geometrically, or graded towards a point.

The graded maps are smooth, so that second-order differences keep their order, and halving the parameter step puts a
node between any two.
"""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError


def uniform(low: float, high: float, spacing: float) -> np.ndarray:
    """Return evenly spaced nodes from ``low`` to ``high``, at most ``spacing`` apart.

    Raises:
        InputError: a spacing that is not positive, or low >= high.
    """
    if not spacing > 0 or not high > low:
        raise InputError("spacing", spacing, "a positive spacing and low < high")
    return np.linspace(low, high, max(2, int(np.ceil((high - low) / spacing - 1e-9)) + 1))


def stretched(fine_end: float, far_end: float, spacing: float, growth: float = 1.1) -> np.ndarray:
    """Return nodes from 0, evenly spaced to ``fine_end``, then each gap ``growth`` times the last, to ``far_end``.

    For the vacuum around a sample, whose field falls as a power of the distance: a few dozen nodes reach twenty radii.
    The last node lies at ``far_end`` or up to one gap beyond.

    Raises:
        InputError: a growth of 1 or less, or far_end <= fine_end.
    """
    if not growth > 1 or not far_end > fine_end:
        raise InputError("growth", growth, "a growth above 1 and far_end beyond fine_end")
    nodes = list(uniform(0.0, fine_end, spacing))
    gap = nodes[1] - nodes[0]
    while nodes[-1] < far_end:
        gap *= growth
        nodes.append(nodes[-1] + gap)
    return np.asarray(nodes)


def mirrored(half: np.ndarray) -> np.ndarray:
    """Return nodes on both sides of zero from nodes that start at zero."""
    return np.concatenate([-half[:0:-1], half])


def graded(inner: float, outer: float, cells: int) -> np.ndarray:
    """Return ``x = inner sinh(b u)`` for even u in [0, 1], with b such that x(1) = outer; shape (cells + 1,).

    Near 0 the gap is inner b/cells, far out x b/cells, with b = asinh(outer/inner): each decade gets its share.
    """
    return inner * np.sinh(np.arcsinh(outer / inner) * np.linspace(0.0, 1.0, cells + 1))


def graded_both_ways(inner: float, left: float, right: float, cells: int) -> np.ndarray:
    """Return nodes from -left to right, finest at 0, half of the cells on each side; shape (cells + 1,)."""
    return np.concatenate([-graded(inner, left, cells // 2)[:0:-1], graded(inner, right, cells // 2)])


def graded_to_surface(size: float, skin: float, spacing: float) -> np.ndarray:
    """Return nodes from 0 (the centre) to ``size`` (the surface), at depths ``skin sinh(n h/skin)``.

    The gaps are h at the surface and grow in proportion to the depth below ``skin``, so that a body of 10^5 skins needs
    a dozen times the nodes of one skin. The number of gaps is even.

    Args:
        size: half thickness or radius.
        skin: depth below which gaps grow, in the unit of ``size``.
        spacing: h; the gap at the surface is no larger.

    Raises:
        InputError: an argument that is not positive.
    """
    if not (spacing > 0 and skin > 0 and size > 0):
        raise InputError("spacing", spacing, "a positive spacing in a body of positive size")
    cells = 2 * max(2, int(np.ceil(np.arcsinh(size / skin) * skin / spacing / 2 - 1e-9)))
    nodes = size - graded(skin, size, cells)[::-1]
    nodes[0], nodes[-1] = 0.0, size
    return nodes

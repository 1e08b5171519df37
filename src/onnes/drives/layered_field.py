"""The applied field on several films above each other, which lie side by side on one grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.drives.applied_field import AppliedField

_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class LayeredField(AppliedField):
    """A field that each film of a stack feels at its own height, see `onnes.Stack`.

    Attributes:
        begin: x at which the first film is drawn, in m.
        period: distance along x at which the films are drawn, in m.
        heights: of the films, in m.
    """

    begin: float
    period: float
    heights: tuple[float, ...]

    def circulations(self, x_nodes, y_nodes, t=0.0):
        nx, ny = len(x_nodes), len(y_nodes)
        along_x, along_y = np.zeros((nx - 1, ny)), np.zeros((nx, ny - 1))
        number = np.floor((x_nodes - self.begin) / self.period + _ROUNDING)
        for film, height in enumerate(self.heights):
            own = np.flatnonzero(number == film)
            there = AppliedField(self.terms).seen_from(height)
            x, along_y[own] = there.circulations(x_nodes[own] - film * self.period, y_nodes, t)
            along_x[own[:-1]] = x
        return along_x, along_y

"""Radial flows of carriers in a cylinder, the paths along them, and the vorticity that they carry out.

Lengths in the radius R, speeds in that at the surface.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class PowerFlow:
    """v_r = r^k: the fluid expands everywhere (k = 1, uniformly), or the more the nearer to the surface.

    Attributes:
        exponent: k, at least 1.
    """

    exponent: float = 1.0

    def speed(self, r: np.ndarray) -> np.ndarray:
        """Return v_r."""
        return r**self.exponent

    def origin(self, r: np.ndarray, travelled: float) -> np.ndarray:
        """Return where what is at r was; ``travelled`` is the path int v_r dt at the surface, in R."""
        if self.exponent == 1:
            return r * np.exp(-travelled)
        power = self.exponent - 1
        return r / (1 + power * travelled * r**power) ** (1 / power)


@dataclass(frozen=True)
class SourceFlow:
    """v_r = (1 + a^2) r/(r^2 + a^2): carriers are supplied in a core and flow out without expanding, v_r ~ 1/r.

    Attributes:
        core: a.
    """

    core: float = 0.1

    def speed(self, r: np.ndarray) -> np.ndarray:
        """Return v_r."""
        return (1 + self.core**2) * r / (r**2 + self.core**2)

    def origin(self, r: np.ndarray, travelled: float) -> np.ndarray:
        """Return where what is at r was: r^2/2 + a^2 ln r grows at the rate 1 + a^2."""
        from scipy.special import wrightomega

        area = self.core**2
        before = wrightomega((r**2 - 2 * (1 + area) * travelled) / area + np.log(r**2 / area))
        return np.sqrt(area * np.real(before))


Flow = PowerFlow | SourceFlow


def carried_vorticity(flow: Flow, r: np.ndarray, travelled: float) -> np.ndarray:
    """Return w/w_0 at r > 0: w r dr is constant along the flow, so w/w_0 = r_0 v_r(r_0)/(r v_r(r)) with r_0 the origin.

    Source: H13, H14.
    """
    origin = flow.origin(r, travelled)
    return origin * flow.speed(origin) / (r * flow.speed(r))

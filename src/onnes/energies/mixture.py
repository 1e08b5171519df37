"""epsilon on the nodes of a device of several metals, with pins, as a function of the temperature."""

from __future__ import annotations

from typing import Any, NamedTuple


class Mixture(NamedTuple):
    """Metals of the regions of a device, and its pins; arrays of NumPy, or of JAX within a law.

    Attributes:
        shares: of each metal in the density of states of every node, shape (metals, *grid.shape).
        condensation: epsilon of each metal at the temperature of the device, shape (metals,).
        slope: of each, against -(T - T_device)/(Tc - T_device), shape (metals,).
        strength: factor of a positive epsilon in pins, shape () or grid.shape.
    """

    shares: Any
    condensation: Any
    slope: Any
    strength: Any

    def epsilon(self, own: Any, warmth: Any) -> Any:
        """Return epsilon on the nodes, shape grid.shape.

        Args:
            own: epsilon of the metal of the device at this temperature.
            warmth: (T - T_device)/(Tc - T_device).
        """
        total = (1 - self.shares.sum(axis=0)) * self._weakened(own)
        for share, condensation, slope in zip(self.shares, self.condensation, self.slope, strict=True):
            total = total + share * self._weakened(condensation - slope * warmth)
        return total

    def _weakened(self, epsilon: Any) -> Any:
        return epsilon * (1 + (self.strength - 1) * (epsilon > 0))

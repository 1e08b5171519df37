"""epsilon on the nodes of a device of several metals, with pins, as a function of the temperature."""

from __future__ import annotations

from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np

_NEAR_TC = 0.01
"""|epsilon| within which pins come to be felt. A kink at Tc would stop a run wherever a cold front reaches a pin."""


class Mixture(NamedTuple):
    """Metals of the regions of a device, and its pins; arrays of NumPy, or of JAX within a law.

    Attributes:
        shares: of each metal in the density of states of every node, shape (metals, *grid.shape).
        condensation: epsilon of each metal at the temperature of the device, shape (metals,).
        slope: of each, against -(T - T_device)/(Tc - T_device), shape (metals,).
        stiffness: of each, energy of the gradient over that of the condensation, shape (metals,); 1 in the device.
        strength: factor of a positive epsilon in pins, shape () or grid.shape.
    """

    shares: Any
    condensation: Any
    slope: Any
    stiffness: Any
    strength: Any

    def epsilon(self, own: Any, warmth: Any, weakening: Any = 0.0) -> Any:
        """Return epsilon on the nodes, shape grid.shape.

        Args:
            own: epsilon of the metal of the device at this temperature, in no field.
            warmth: (T - T_device)/(Tc - T_device).
            weakening: of the metal of the device by a field along it, see `onnes.devices.Device.weakening`.
        """
        total = (1 - self.shares.sum(axis=0)) * (self._weakened(own) - weakening)
        metals = zip(self.shares, self.condensation, self.slope, self.stiffness, strict=True)
        for share, condensation, slope, stiffness in metals:
            total = total + share * (self._weakened(condensation - slope * warmth) - stiffness * weakening)
        return total

    def _weakened(self, epsilon: Any) -> Any:
        """Return ``epsilon strength`` below Tc and epsilon above it, rounded within about `_NEAR_TC` of epsilon = 0."""
        if not self.strength.ndim:
            return epsilon
        logaddexp = np.logaddexp if isinstance(epsilon, np.ndarray) else jnp.logaddexp
        return epsilon - (1 - self.strength) * _NEAR_TC * logaddexp(0.0, epsilon / _NEAR_TC)

"""Devices thicker than the penetration depth, whose field is that of Ginzburg and Landau."""

from __future__ import annotations

import math

from onnes.devices.device import Device


class Thick(Device):
    """A device in whose metal B is resolved; nothing feeds a current into it."""

    @property
    def kappa(self) -> float:
        """lambda/xi."""
        return self.constants.penetration_depth / self.constants.coherence_length

    @property
    def thermodynamic_critical_field(self) -> float:
        """Bc = Bc2/(sqrt2 kappa), in tesla."""
        return self.upper_critical_field / (math.sqrt(2) * self.kappa)

    @property
    def current_unit(self) -> float:
        """Without meaning, since no current is fed in."""
        return 1.0

    def needs_self_field(self) -> bool:
        return True

    @property
    def shielding_depth(self) -> float:
        return self.constants.penetration_depth

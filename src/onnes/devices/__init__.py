"""Devices: a shape of a superconductor with terminals, probes and holes, in SI units."""

from __future__ import annotations

from onnes.devices.film import Film
from onnes.devices.terminal import Terminal, edge, terminal

__all__ = ["Film", "Terminal", "edge", "terminal"]

"""Devices: a shape of a superconductor with terminals, probes and holes, in SI units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onnes.devices import pins
from onnes.devices.bulk import Bulk
from onnes.devices.device import Device
from onnes.devices.film import Film
from onnes.devices.ground_plane import GroundPlane, ground_plane
from onnes.devices.layers import Layer, layer
from onnes.devices.pins import pin
from onnes.devices.regions import normal, superconductor
from onnes.devices.solid import Solid
from onnes.devices.stack import Stack
from onnes.devices.terminal import Terminal, edge, terminal

__all__ = ["Bulk", "Device", "Film", "GroundPlane", "Layer", "Solid", "Stack", "Terminal", "device_from_dict", "edge",
           "ground_plane", "layer", "normal", "pin", "pins", "superconductor", "terminal"]


def device_from_dict(given: Mapping[str, Any]) -> Device:
    """Return the device that `Device.to_dict` described."""
    return {kind.__name__: kind for kind in (Film, Bulk, Solid, Stack)}[given["kind"]].from_dict(given)

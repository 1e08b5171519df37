"""Description of a device in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onnes.devices.tabulated import mean_free_path, origin_of_lengths
from onnes.plots import in_words

if TYPE_CHECKING:
    from onnes.devices.device import Device

_BYTES_PER_NODE = 1500
_STEPS_PER_TIME = 1.5
"""Per tau_0: 1.2 to 5.5 while vortices move, 0.5 at rest; see docs/performance.md."""
_COMPILATION = 15.0
"""In s, from an empty cache: 10 for a rectangle, 20 for other outlines or large grids."""


class Fact(NamedTuple):
    """Attributes: name, value in SI units, None where it is not known, and unit."""

    name: str
    value: float | None
    unit: str


def title_and_size(device: Device) -> str:
    """Return the title of a device with its extent along x and y."""
    low_x, low_y, high_x, high_y = device.outline.bounds
    return f"{device.title}, {in_words(high_x - low_x, 'm')} x {in_words(high_y - low_y, 'm')}"


def table(device: Device) -> str:
    """Return name, value and unit of the quantities that decide what a device does, one a line, and warnings."""
    known, outline = device.constants, device.outline
    spacing = device.wanted_spacing
    nodes = device.number_of_nodes(spacing)
    path, origin = mean_free_path(known), origin_of_lengths(known)
    rows = [
        Fact("temperature", known.temperature, "K"), Fact("critical temperature", known.critical_temperature, "K"),
        Fact("coherence length xi", known.coherence_length, "m"),
        Fact("penetration depth lambda", known.penetration_depth, "m"),
        *(Fact(f"length over which psi varies in {each.name}", each.length, "m") for each in device.metals),
        *([] if path is None else [Fact("mean free path l of the resistivity", path, "m")]), *device.facts,
        Fact("time unit tau_0", device.scales.time, "s"), Fact("grid spacing", spacing, "m"),
        Fact("grid nodes", nodes, ""), Fact("memory", nodes * _BYTES_PER_NODE, "B"),
        Fact("compilation, the first time, about", _COMPILATION, "s"),
        Fact("time of a run per 1000 tau_0, about", 1000 * _STEPS_PER_TIME * nodes * device.step_cost, "s"),
    ]
    holes = len(outline.holes)
    pins = f"{len(device.pins)} pin{'s' * (len(device.pins) != 1)}, " if device.pins else ""
    head = (f"{title_and_size(device)}, {holes} hole{'s' * (holes != 1)}, {pins}{device.headline}")
    longest = max(len(row.name) for row in rows)
    return "\n".join([head, *(f"  {name:<{longest}}  {'not known' if value is None else in_words(value, unit)}"
                              for name, value, unit in rows),
                      *([f"  {origin}"] if origin else []), *(f"  warning: {each}" for each in device.warnings)])

"""What a device is, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.devices.spacing import wanted_spacing
from onnes.plots import in_words

if TYPE_CHECKING:
    from onnes.devices.film import Film

_BYTES_PER_NODE = 1500
_SECONDS_PER_NODE_AND_TIME = 2.5e-7
"""Of a step without self-field on two cores, times steps per tau_0; see docs/performance.md."""


def table(film: Film) -> str:
    """Return name, value and unit of the quantities that decide what a film does, one a line."""
    rows: list[tuple[str, float | None, str]] = []
    known, outline = film.constants, film.outline
    low_x, low_y, high_x, high_y = outline.bounds
    spacing = wanted_spacing(outline, known.coherence_length)
    nodes = ((high_x - low_x) / spacing + 1) * ((high_y - low_y) / spacing + 1)
    width = min(high_x - low_x, high_y - low_y)
    rows += [
        ("temperature", known.temperature, "K"), ("critical temperature", known.critical_temperature, "K"),
        ("coherence length xi", known.coherence_length, "m"),
        ("penetration depth lambda", known.penetration_depth, "m"),
        ("thickness d", film.thickness, "m"), ("Pearl length Lambda = lambda^2/d", film.pearl_length, "m"),
        ("upper critical field Bc2", film.upper_critical_field, "T"),
        ("depairing current of the shorter side", film.depairing_sheet_current * width, "A"),
        ("sheet resistance", film.sheet_resistance, "ohm"),
        ("charge-imbalance length", film.charge_imbalance_length, "m"),
    ]
    rows += [
        ("time unit tau_0", film.scales.time, "s"), ("grid spacing", spacing, "m"), ("grid nodes", nodes, ""),
        ("memory", nodes * _BYTES_PER_NODE, "B"),
        ("time of a run per 1000 tau_0, about", 1000 * nodes * _SECONDS_PER_NODE_AND_TIME, "s"),
    ]
    names, holes = ", ".join(film.terminals) or "none", len(outline.holes)
    head = (f"Film{' of ' + known.material if known.material else ''}, {in_words(high_x - low_x, 'm')} x "
            f"{in_words(high_y - low_y, 'm')}, "
            f"{holes} hole{'s' * (holes != 1)}, terminals: {names}, self-field: "
            f"{'on' if film.needs_self_field() else 'off, Lambda is far larger than the film'}")
    longest = max(len(name) for name, _, _ in rows)
    return "\n".join([head, *(f"  {name:<{longest}}  {'not known' if value is None else in_words(value, unit)}"
                              for name, value, unit in rows)])


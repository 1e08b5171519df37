"""The picture: flow, potential with its parts, and the balance of forces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHOWN = 10
"""Depth below the surface that is drawn, in lambda or xi."""


def picture(result: Result) -> Figure:
    """Draw field and velocity below the surface, the potential, its field, and what is measured of it."""
    from onnes.plots import figure, profile

    made, axes = figure(2, 2, size=(11.0, 8.0), title=_sentence(result))
    arrays = {name: array.values for name, array in result.arrays.items()}
    below = result.inputs["size"]["value"] - arrays["place"]
    xi = (result.inputs["coherence_length"] or {"value": 0.0})["value"]
    near = below <= max(_SHOWN * max(float(result["penetration_depth"]), xi), below[-1])
    depth = {"x_label": "depth below the surface"}
    profile(axes[0, 0], below[near], {"": np.abs(arrays["velocity"][near])}, label="speed of the pairs", unit="m/s",
            title="The condensate flows at the surface ...", **depth)
    lines = {"of the velocity": arrays["potential_of_flow"][near],
             "of the quantum pressure": arrays["potential_of_pressure"][near]}
    whole = {"potential": arrays["potential"][near]}
    static = result.inputs["law"] == "static"
    profile(axes[0, 1], below[near], lines if static else whole, reference=whole if static else None,
            label="electric potential", unit="V", title="... and is positive there against a place at rest", **depth)
    profile(axes[1, 0], below[near], {"electric field": arrays["electric_field"][near]},
            reference={"−v × B": arrays["lorentz_field"][near]}, label="electric field, outwards", unit="V/m",
            title="The field holds the current against the magnetic force" if not static else
            "Field, and the part that balances the magnetic force", **depth)
    _bars(axes[1, 1], result)
    return made


def _bars(ax: Axes, result: Result) -> None:
    """Draw the potential of the surface by each theory."""
    from onnes.plots import PALETTE, axis_label, prefixed, style

    rows = {"phase equation": "potential", "of that, velocity": "potential_of_flow",
            "of that, pressure": "potential_of_pressure", "× nₛ/n": "potential_corrected",
            "B²/2μ₀ over n q": "potential_outside"}
    values = np.array([float(result[name] or 0.0) for name in rows.values()])
    factor, unit = prefixed(values, "V")
    with style():
        bars = ax.barh(list(rows), values * factor, color=[PALETTE[0], PALETTE[5], PALETTE[5], PALETTE[2], PALETTE[1]])
        ax.bar_label(bars, [f" {value * factor:.3g} " for value in values], fontsize=9)
        ax.axvline(0, color="black", linewidth=0.8)
        ax.invert_yaxis()
        ax.margins(x=0.2)
        ax.set(xlabel=axis_label("potential of the surface", unit),
               title=f"With nₛ/n = {float(result['superfluid_fraction']):.3g}")


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    inputs = result.inputs
    where = (f"wire of {in_words(inputs['size']['value'], 'm')} radius with {in_words(inputs['current']['value'], 'A')}"
             if inputs["device"] == "wire" else
             f"slab in {in_words(inputs['field']['value'], 'T')}")
    if result["potential"] is None:
        return f"A {where} is normal: no flow, no potential"
    return f"Bernoulli's potential of a {where}: {in_words(float(result['potential']), 'V')}"

"""Picture: sheet current and field with one fluxoid in the first hole, and the inductances as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.plots import PALETTE, Panel, axis_label, field_map, figure, filled, in_words, prefixed, style
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_LOOPS = 5
_BRIGHTEST = 0.99
"""Part of the places that are within the colours: currents crowd at edges."""


def picture(result: Result) -> Figure:
    """Draw the current, the field and the inductances."""
    x, y = (result.arrays[name].values for name in ("x", "y"))
    wide = np.ptp(x) > 1.6 * np.ptp(y)
    if wide:
        made, axes = figure(mosaic=[["current", "bars"], ["field", "bars"]], size=(13.0, 6.4), title=_sentence(result),
                            width_ratios=(1.5, 1))
    else:
        made, axes = figure(mosaic=[["current", "field", "bars"]], size=(15.5, 4.9), title=_sentence(result),
                            width_ratios=(1.15, 1.15, 1))
    inside = result.arrays["inside"].values > 0
    half_x, half_y = 0.5 * (x[1] - x[0]), 0.5 * (y[1] - y[0])
    extent = (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y)
    current, field = result.arrays["sheet_current"].values, result.arrays["field"].values
    shown = np.where(inside, filled(current, inside), np.nan)
    field_map(axes["current"], Panel(shown.T, extent, "A/m", "sheet current |K|", outline=inside.T,
                                     limits=(0.0, float(np.quantile(current[inside], _BRIGHTEST)))),
              title="Sheet current", ticks=False)
    strongest = float(np.quantile(np.abs(field), _BRIGHTEST)) or 1.0
    field_map(axes["field"], Panel(field.T, extent, "T", "field Bz", kind="signed", limits=(-strongest, strongest),
                                   outline=inside.T), title="Field in the plane of the film", ticks=False)
    _bars(axes["bars"], result)
    return made


def _bars(ax: Axes, result: Result) -> None:
    """Draw the parts of each inductance, with the reference as a line."""
    geometric, kinetic = (result.arrays[f"{name}_matrix"].values for name in ("geometric", "kinetic"))
    loops = len(geometric)
    places = [(k, k) for k in range(min(loops, _MOST_LOOPS))] + ([(0, 1)] if loops > 1 else [])
    names = ["L" if loops == 1 else f"L{k + 1}{k + 1}" for k, _ in places[:min(loops, _MOST_LOOPS)]]
    names += ["M12"] if loops > 1 else []
    field_part = np.array([geometric[place] for place in places])
    carriers = np.array([kinetic[place] for place in places])
    known = result["reference"]
    factor, unit = prefixed([*(field_part + carriers), known or 0.0], "H")
    where = np.arange(len(places))
    with style():
        ax.bar(where, field_part * factor, 0.6, color=PALETTE[0], label="geometric")
        ax.bar(where, carriers * factor, 0.6, bottom=field_part * factor, color=PALETTE[1], label="kinetic")
        for at, value in zip(where, field_part + carriers, strict=True):
            ax.text(at, max(value, 0.0) * factor, in_words(float(value), "H"), ha="center", va="bottom", fontsize=9)
        if known is not None:
            at = len(places) - 1 if "mutual" in result.readings["reference"].meaning else 0
            ax.plot([at - 0.42, at + 0.42], [known * factor] * 2, "--", color="black", linewidth=1.4,
                    label=f"by another way, ratio {result['over_reference']:.4f}")
        ax.set_xticks(where, names)
        ax.set(ylabel=axis_label("inductance", unit), title="Inductance", xlim=(-0.7, len(places) - 0.3))
        low, high = ax.get_ylim()
        ax.set_ylim(low, high + 0.3 * (high - low))
        ax.legend(loc="upper left", fontsize=8.5)


def _sentence(result: Result) -> str:
    given = {name: value["value"] for name, value in result.inputs.items() if isinstance(value, dict)}
    device = str(result.inputs["device"])
    sizes = {"washer": "washer, hole of {hole}, {width} wide", "ring": "ring, hole of {hole}, {width} wide",
             "stacked": "two rings, holes of {hole}, {width} wide", "coplanar": "two strips of {width}, {gap} apart, "
             "{length} long", "microstrip": "microstrip of {width}, {length} long"}.get(device, "film with holes")
    words = sizes.format(**{name: in_words(value, "m") for name, value in given.items()
                            if name in ("hole", "width", "gap", "length")})
    return (f"{words[0].upper()}{words[1:]}, Λ = {in_words(result['pearl_length'], 'm')}: "
            f"L = {in_words(result['inductance'], 'H')}, {100 * result['kinetic_share']:.3g} % kinetic")

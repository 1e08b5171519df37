"""Picture and film of three bodies cooled in a field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.geometry import disc
from onnes.plots.maps import Panel
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BODIES = ("ring", "hollow", "solid")
_LAWS = ("Ginzburg-Landau", "perfect conductor")
_DASHES = ("-", (0, (6, 6)), (0, (2, 4)))
"""Line styles of the bodies, such that lines which coincide are all seen."""
_FIELD_RANGE = 1.3
"""Field of the brightest colour over the applied one."""


def picture(result: Result) -> Figure:
    """Draw the field of every body in the applied field and without it, under both laws; fluxes against time."""
    from onnes.plots import field_map, figure, mark_field, style, time_series

    moments = {"in the field": _last_in_field(result), "without": -1}
    columns = [(body, when) for body in range(3) for when in moments]
    rows = [[f"{law}{body}{when}" for body, when in columns] for law in range(2)]
    still, axes = figure(mosaic=[*rows, ["flux0"] * 3 + ["flux1"] * 3], size=(17.0, 8.6))
    for law in range(2):
        for place, (body, when) in enumerate(columns):
            shown = _panel(result, law, body)
            ax = axes[f"{law}{body}{when}"]
            field_map(ax, replace(shown, values=shown.values[moments[when]]),
                      title=f"{_BODIES[body]}, {when}" if law == 0 else "",
                      colour_bar=place == len(columns) - 1, ticks=False)
            mark_field(ax)
        axes[f"{law}{columns[0][0]}{columns[0][1]}"].set_ylabel(_LAWS[law])
        flux = result.arrays["flux"].values[law]
        lines: dict[str, np.ndarray] = dict(zip(_BODIES, flux / flux[:, :1], strict=True))
        time_series(axes[f"flux{law}"], result.arrays["time"].values, lines, label="flux over that before cooling",
                    title=_LAWS[law])
        for line, dashes in zip(axes[f"flux{law}"].lines, _DASHES, strict=True):
            line.set_linestyle(dashes)
        with style():
            axes[f"flux{law}"].legend(loc="lower left")
        axes[f"flux{law}"].set_ylim(-0.05, 1.1)
    still.suptitle(_sentence(result))
    return still


def film(result: Result, path: Path) -> None:
    """Write a film of the field of all bodies; upper row Ginzburg-Landau theory, lower row perfect conductors."""
    from onnes.plots import parameters, render_frames, write_film

    panels = [_panel(result, law, body) for law in range(2) for body in range(3)]
    titles = [f"{body}, {law}" for law in _LAWS for body in _BODIES]
    write_film(render_frames(panels, result.arrays["time"].values, title=_sentence(result), height=3.2, rows=2,
                             titles=titles, caption=parameters(result)), path, fps=10)


def _panel(result: Result, law: int, body: int) -> Panel:
    x, inputs = result.arrays["x_face"].values, result.inputs
    values = result.arrays["magnetic_field"].values[law, body].transpose(0, 2, 1)
    half = 0.5 * (x[1] - x[0])
    edges = (x[0] - half, x[-1] + half)
    radius, hole = _radius(result), inputs.get(_BODIES[body])
    return Panel(values, (*edges, *edges), "T", "magnetic field B", limits=(0.0, _FIELD_RANGE * float(values[0, 0, 0])),
                 region=disc(radius).region, holes=None if hole is None else disc(hole * radius).region)


def _radius(result: Result) -> float:
    """Return the radius of the bodies in m, of the area of the solid one."""
    x, solid = result.arrays["x"].values, result.arrays["inside"].values[_BODIES.index("solid")]
    return float(np.sqrt(np.trapezoid(np.trapezoid(solid, x), x) / np.pi))


def _last_in_field(result: Result) -> int:
    """Return the frame of the last record in the field, which is followed by one at the same time without it."""
    return int(np.argmin(np.diff(result.arrays["time"].values)))


def _sentence(result: Result) -> str:
    metal = f" of {result.material}" if result.material else ""
    return f"Long bodies{metal} cooled in {result.inputs['field']:g} Hc, which is then switched off"

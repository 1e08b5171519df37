"""Picture and film of a front."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers.expulsion_times import cylinder_time_fraction, slab_time_fraction
from onnes.experiments.front import ripple_picture
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_STILLS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Positions of the front, in the size, at which fields are drawn."""
_OF_MEDIAN = 2.5
"""Eddy current of the brightest colour over the median in time of the largest."""


def picture(result: Result) -> Figure:
    """Draw field and currents at five positions of the front, its course, the energies, and momenta of electrons."""
    if result.inputs.get("width") is not None:
        return ripple_picture.picture(result)
    from onnes.plots import figure, in_words, profile, time_series

    ledger = "superfluid_momentum" in result.arrays
    made, axes = figure(2, 3, size=(15.5, 8.0)) if ledger else figure(2, 2, size=(11.0, 8.0))
    time, position = (result.arrays[name].values for name in ("time", "position"))
    frame_time = result.arrays["frame_time"].values
    arrivals = np.interp([share * position[-1] for share in _STILLS], position, time)
    moments = sorted({int(np.argmin(np.abs(frame_time - arrival))) for arrival in arrivals})
    words = {in_words(float(frame_time[frame]), "s"): frame for frame in moments}
    r = result.arrays["r"].values
    for ax, name, label, unit in ((axes[0, 0], "magnetic_field", "magnetic field", "T"),
                                  (axes[0, 1], "current_density", "current density", "A/m^2")):
        profile(ax, r, {text: result.arrays[name].values[frame] for text, frame in words.items()},
                x_label="distance from the middle", label=label, unit=unit)
    law = {"similarity solution": result.arrays["position_exact"].values} if "position_exact" in result.arrays else {}
    if "time_quasistatic" in result.readings:
        law = {"quasi-static": _quasi_static(result, time)}
    time_series(axes[1, 0], time, {"front": position}, reference=law, label="position of the front", unit="m")
    names = {"energy of field and condensate": "field_energy", "heat of eddy currents": "joule_heat",
             "taken by the boundary": "boundary_energy", "heat of the order parameter": "relaxation_heat"}
    lines = {text: result.arrays[name].values for text, name in names.items()
             if name in result.arrays and np.any(result.arrays[name].values)}
    time_series(axes[1, 1], time, {**lines, "sum": sum(lines.values())}, unit=result.arrays["joule_heat"].unit,
                label="energy")
    if ledger:
        _momenta(axes[:, 2], result)
    if axes[0, 0].get_legend() is not None:  # of several moments
        axes[0, 0].get_legend().remove()  # the colours are those of the next plot
        axes[0, 1].legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    made.suptitle(_sentence(result))
    return made


def _momenta(axes: Sequence[Axes], result: Result) -> None:
    """Draw the momentum of electrons and lattice, and what acts on the superfluid."""
    from onnes.plots import time_series

    def line(name: str) -> np.ndarray:
        return result.arrays[name].values

    kind = "angular momentum" if result.inputs["geometry"] == "cylinder" else "momentum"
    time, unit = line("time"), result.arrays["superfluid_momentum"].unit
    shares = {"superfluid": line("superfluid_momentum"), "eddy currents": line("eddy_momentum"),
              "lattice": line("lattice_momentum")}
    time_series(axes[0], time, {**shares, "sum": sum(shares.values())}, label=kind, unit=unit)
    if "at_boundary" in result.arrays:
        time_series(axes[1], time, {"impulse of E": line("field_impulse"), "at the boundary": line("at_boundary")},
                    reference={"superfluid": line("superfluid_momentum")}, label=f"{kind} of the superfluid", unit=unit)
    else:
        axes[1].set_axis_off()


def film(result: Result, path: Path) -> None:
    """Write a film of magnetic field and eddy currents in the cross-section."""
    if result.inputs.get("width") is not None:
        ripple_picture.film(result, path)
        return
    from onnes.plots import cross_section, parameters, render_frames, write_film

    r, field, current = (result.arrays[name].values for name in ("r", "magnetic_field", "current_density"))
    flat = result.inputs["geometry"] != "cylinder"
    # The current of the last moments is beyond the scale, and the supercurrent in a wall, which is the other way round.
    # Frames are denser at the end, so that the median is taken at times that are evenly spread.
    times = result.arrays["frame_time"].values
    even = np.linspace(times[0], times[-1], len(times))
    brightest = _OF_MEDIAN * float(np.median(np.interp(even, times, np.max(current, axis=1))))
    signed = result.inputs["law"] == "tdgl"
    panels = [cross_section(r, field, flat=flat, beyond=field[0, -1], unit="T", label="B",
                            limits=(0.0, float(np.max(field)))),
              cross_section(r, current, flat=flat, unit="A/m^2", label="J", kind="signed" if signed else "field",
                            limits=(-brightest if signed else 0.0, brightest))]
    write_film(render_frames(panels, times, title=_sentence(result),
                             caption=parameters(result)), path, fps=20)


def _quasi_static(result: Result, time: np.ndarray) -> np.ndarray:
    """Return the position of a quasi-static front from the middle, at the records [m]."""
    size, total = _size(result), float(result["time_quasistatic"])
    share = np.linspace(0, 1, 400)
    law = cylinder_time_fraction if result.inputs["geometry"] == "cylinder" else slab_time_fraction
    return np.interp(time / total, law(share), share * size)


def _size(result: Result) -> float:
    """Return the distance from the middle to the surface, in m."""
    return float(result.arrays["r"].values[-1])


def _sentence(result: Result) -> str:
    name = {"half-space": "Half space", "slab": "Slab", "cylinder": "Cylinder"}[result.inputs["geometry"]]
    metal = f" of {result.material}" if result.material else ""
    return f"{name}{metal} that grows superconducting at {1 - result.inputs['p']:g} Hc"

"""A landscape over x and y in SI units, and its picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.errors import check_name
from onnes.plots import Panel, field_map, figure, in_words
from onnes.units import to_si

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.problems.vortex_landscape.landscape import VortexLandscape

_LOWEST = 0.02
"""Part of the sites, those next to edges, whose lower energies have the colour of the lowest."""


def dataset(landscape: VortexLandscape) -> xr.Dataset:
    """Return `VortexLandscape.data`."""
    x, y = landscape.axes
    names = list(landscape.hole_names)
    coupling = [landscape.on_grid(each) for each in landscape.hole_coupling]
    return xr.Dataset({
        "self_energy": (("x", "y"), landscape.on_grid(landscape.self_energy),
                        {"units": "J", "long_name": "energy of a vortex in no field"}),
        "field_energy": (("x", "y"), landscape.on_grid(landscape.field_energy),
                         {"units": "J/T", "long_name": "energy of a vortex per applied field"}),
        "hole_coupling": (("hole", "x", "y"), np.reshape(coupling, (len(names), len(x), len(y))),
                          {"units": "J", "long_name": "energy of a vortex per fluxoid of a hole"}),
        "hole_energy": (("hole", "other"), landscape.hole_energy,
                        {"units": "J", "long_name": "energy of two fluxoids, twice that of one"}),
        "hole_field_energy": (("hole",), landscape.hole_field_energy,
                              {"units": "J/T", "long_name": "energy of a fluxoid per applied field"}),
    }, {"x": ("x", x, {"units": "m"}), "y": ("y", y, {"units": "m"}), "hole": names, "other": names},
        {"eps_0": landscape.unit, "pearl_length": landscape.pearl_length,
         "coherence_length": landscape.coherence_length, "core": landscape.core})


def energy_map(landscape: VortexLandscape, field: Any, fluxoids: Mapping[str, int] | None) -> xr.DataArray:
    """Return `VortexLandscape.energy_map`."""
    for name in fluxoids or {}:
        check_name("hole", name, landscape.hole_names)
    held = np.array([(fluxoids or {}).get(name, 0) for name in landscape.hole_names], float)
    energy = (landscape.self_energy + to_si(field, "T", "field") * landscape.field_energy
              + held @ landscape.hole_coupling)
    x, y = landscape.axes
    return xr.DataArray(landscape.on_grid(energy), {"x": ("x", x, {"units": "m"}), "y": ("y", y, {"units": "m"})},
                        ("x", "y"), "energy", {"units": "J", "long_name": "energy of a vortex"})


def draw(landscape: VortexLandscape, field: Any, fluxoids: Mapping[str, int] | None, ax: Axes | None) -> Axes:
    """Draw `VortexLandscape.plot`."""
    if ax is None:
        ax = figure(size=(6.4, 5.0))[1]
    assert ax is not None
    values = energy_map(landscape, field, fluxoids).values / landscape.unit
    x, y = ((axis[0] - 0.5 * step, axis[-1] + 0.5 * step)
            for axis, step in zip(landscape.axes, landscape.spacing, strict=True))
    limits = float(np.nanquantile(values, _LOWEST)), float(np.nanmax(values))
    field_map(ax, Panel(values.T, (*x, *y), "", "energy of a vortex / $\\epsilon_0$", "density", limits),
              title=f"B = {in_words(to_si(field, 'T', 'field'), 'T')}")
    return ax

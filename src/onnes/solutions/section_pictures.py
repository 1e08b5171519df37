"""Pictures of a solid in sections along any plane of its grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.interpolate import RegularGridInterpolator

from onnes.devices import Solid
from onnes.errors import InputError, unknown_name
from onnes.plots import Panel, field_map, figure, figure_size, filled, in_words, prefixed, write_caption
from onnes.solutions.in_space import in_space
from onnes.solutions.pictures import conditions
from onnes.units import to_si

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.solutions.solution import Solution

NAMES = ("psi", "field", "current_density")
"""Quantities that sections show."""
_PIXELS = 400
"""Along the longer side of a section."""
_AROUND = 0.35
"""Vacuum that is shown around the body, over the shorter of its sides in the section."""
_LINES = 1.2
"""Density of field lines, in matplotlib's unit."""


def plot_section(solution: Solution, name: str, x: Any, y: Any, z: Any, ax: Any) -> Axes:
    """Draw a section of a solid at the end of a run, see `Solution.plot_section`."""
    device = solution.device
    if not isinstance(device, Solid):
        raise InputError("device", device.title, "a Solid", "solution.plot(...) draws maps of other devices.")
    if name not in NAMES:
        raise unknown_name("name", name, NAMES)
    given = {axis: to_si(at, "m", axis) for axis, at in zip("xyz", (x, y, z), strict=True) if at is not None}
    if len(given) > 1:
        raise InputError(", ".join(given), "several planes", "one of x, y, z", 'Write for example y="0 nm".')
    low_x, low_y, high_x, high_y = device.outline.bounds
    box = {"x": (low_x, high_x), "y": (low_y, high_y), "z": (0.0, device.height)}
    across, at = next(iter(given.items()), ("y", 0.5 * (low_y + high_y)))
    if not box[across][0] <= at <= box[across][1]:
        raise InputError(across, f"{at:g} m", f"a plane through the body, from {box[across][0]:g} to "
                                              f"{box[across][1]:g} m")
    first, second = (axis for axis in "xyz" if axis != across)
    reach = 0.0 if name != "field" else min(_AROUND * min(np.ptp(box[first]), np.ptp(box[second])), device.margin)
    window = [(box[axis][0] - reach, box[axis][1] + reach) for axis in (first, second)]
    pixel = max(high - low for low, high in window) / _PIXELS
    centres = [low + (np.arange(n) + 0.5) * (high - low) / n
               for low, high in window for n in [max(round((high - low) / pixel), 2)]]
    space = in_space(solution).sel({across: slice(*_around(solution, across, at))})

    def seen(values: Any) -> np.ndarray:
        """Values of a map in the section, shape (second, first)."""
        points = dict(zip((first, second), np.meshgrid(*centres, indexing="xy"), strict=True)) | {
            across: np.full((len(centres[1]), len(centres[0])), at)}
        axes = tuple(space[axis].values for axis in "xyz")
        return RegularGridInterpolator(axes, values, bounds_error=False, fill_value=None)(
            np.stack([points[axis] for axis in "xyz"], axis=-1))

    region = _cut(device, across, at)
    if region.is_empty and name != "field":
        raise InputError(across, f"{at:g} m, where no superconductor is", "a plane through the superconductor")
    extent = (*window[0], *window[1])
    values, unit, label, kind = _values(space, name)
    if name != "field":  # nodes of the surface count, those beyond it do not
        values = filled(values, space["inside"].values > 0)
    shown: dict[str, Any] = {"region": region}
    if name == "field":
        inside = shapely.contains_xy(region, *np.meshgrid(*centres, indexing="xy"))
        shown = {"outline": inside}
    found = seen(values)
    if name == "current_density":
        shown["limits"] = (0.0, float(np.quantile(found, 0.999)) or 1.0)
    panel = Panel(found, extent, unit, label, kind, **shown)
    alone = ax is None
    ax = figure(size=figure_size((window[0][0], window[1][0], window[0][1], window[1][1])))[1] if alone else ax
    field_map(ax, panel, title=f"{across} = {in_words(at, 'm')}", names=(first, second))
    if name == "field":
        scale = prefixed(extent, "m")[0]
        lines = [seen(space["field"].sel(component=axis).values) for axis in (first, second)]
        if np.max(np.hypot(*lines)) > 0:
            ax.streamplot(centres[0] * scale, centres[1] * scale, *lines, color="white", linewidth=0.6, arrowsize=0.6,
                          density=_LINES)
        ax.set(xlim=(extent[0] * scale, extent[1] * scale), ylim=(extent[2] * scale, extent[3] * scale))
    if alone:
        write_caption(ax.figure, f"{conditions(solution, -1)} · t = {in_words(solution.end, 's')}")
    return ax


def _around(solution: Solution, axis: str, at: float) -> tuple[float, float]:
    """Return two nodes, with a plane between them."""
    nodes = np.asarray(solution.model.grid.nodes["xyz".index(axis)]) * solution.model.unit
    low = int(np.clip(np.searchsorted(nodes, at) - 1, 0, len(nodes) - 2))
    return nodes[low], nodes[low + 1]


def _values(space: Any, name: str) -> tuple[np.ndarray, str, str, Any]:
    """Return values, unit, label and kind of a quantity."""
    if name == "psi":
        return np.abs(space["psi"].values) ** 2, "", "|ψ|²", "density"
    vectors = space[name]
    return np.linalg.norm(vectors.values, axis=0), vectors.attrs["units"], "|B|" if name == "field" else "|J|", "field"


def _cut(device: Solid, across: str, at: float) -> Any:
    """Return the part of the plane of a section that lies in the superconductor."""
    if across == "z":
        return shapely.union_all([base.region for base, bottom, top in device.slabs if bottom <= at <= top])
    low_x, low_y, high_x, high_y = device.outline.bounds
    ends = ((at, low_y), (at, high_y)) if across == "x" else ((low_x, at), (high_x, at))
    boxes = []
    for base, bottom, top in device.slabs:
        for part in shapely.get_parts(shapely.intersection(base.region, shapely.LineString(ends))):
            if isinstance(part, shapely.LineString):
                along = np.array(part.coords)[:, 1 if across == "x" else 0]
                boxes.append(shapely.box(along.min(), bottom, along.max(), top))
    return shapely.union_all(boxes)

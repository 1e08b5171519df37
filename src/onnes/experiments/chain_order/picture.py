"""Picture and film of magnetic units: arrows in the colour of their chain, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.results import Result
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW = 16
"""Units of a chain that are drawn in one row."""
_SINGLE = "#b4b4b4"
_TICKS = [digit * 10.0**power for power in range(-9, 12) for digit in (1, 2, 5)]
_LENGTH = 0.8
"""Length of an arrow in the plane, in a."""


def picture(result: Result) -> Figure:
    """Draw units at the temperature and in the cold, order, moment or distance, chains and energy."""
    from onnes.plots import figure

    made, axes = figure(2, 3, size=(15.0, 9.0), title=_sentence(result))
    for ax, shown in ((axes[0, 0], 0), (axes[0, 1], 1)):
        _Sketch(ax, result, shown).show(-1)
        ax.set_title(_title(result, shown))
    _draw_order(axes[0, 2], result)
    if "curve_moment" in result.arrays:
        _draw_curve(axes[1, 0], result)
    else:
        _draw_distance(axes[1, 0], result)
    _draw_lengths(axes[1, 1], result)
    _draw_energy(axes[1, 2], result)
    return made


def film(result: Result, path: Path) -> None:
    """Write a film of the units from random directions on, at the temperature and in the cold, beside their order."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=8)


def _frames(result: Result) -> Iterator[np.ndarray]:
    """Return the frames."""
    from onnes.plots import curves, figure, moving_frames, parameters, style

    made, axes = figure(mosaic=[["own", "cold"], ["order", "order"]], size=(10.5, 8.0), height_ratios=[2.3, 1],
                        title=_sentence(result))
    sketches = [_Sketch(axes[name], result, shown) for shown, name in enumerate(("own", "cold"))]
    sweep, order = (result.arrays[name].values for name in ("frame_sweep", "frame_order"))
    for shown, name in enumerate(("own", "cold")):
        axes[name].set_title(_kelvin(result, shown))
    lines = {_kelvin(result, shown): order[:, shown] for shown in range(2)}
    if np.ptp(result.arrays["temperature"].values[[_index(result, 0), _index(result, 1)]]) == 0:
        lines = {_kelvin(result, 0): order[:, 0]}
    curves(axes["order"], sweep, lines, x_label="sweep, from random directions; read from 0 on",
           label="order parameter")
    axes["order"].set(ylim=(0, 1.05))
    axes["order"].axvline(0, color="#888888", linewidth=0.9, linestyle=":")
    with style():
        (line,) = axes["order"].plot([], [], color="black", linewidth=1.0)

    def move(frame: int) -> None:
        for sketch in sketches:
            sketch.show(frame)
        line.set_data([sweep[frame]] * 2, [0, 1.05])

    moving = [artist for sketch in sketches for artist in sketch.artists]
    return moving_frames(made, [*moving, line], range(len(sweep)), move, parameters(result))


class _Sketch:
    """Units of a layer as arrows: their part in the plane, with a dot for what points out of it.

    Attributes:
        artists: what changes with the frame.
    """

    def __init__(self, ax: Axes, result: Result, shown: int):
        from onnes.plots import axis_label, prefixed, style

        place, direction, chain = (result.arrays[f"frame_{name}"].values[:, shown]
                                   for name in ("place", "direction", "chain"))
        self._direction, self._chain = direction, chain
        spacing = result.inputs["spacing"]["value"]
        self._spacing, self._layer = spacing, _layer(place, spacing, result.inputs["arrangement"])
        place = _wrapped(place, result, spacing)
        span = np.concatenate([place[frame, self._layer[frame], :2] for frame in (0, -1)])
        low, high = span.min(axis=0) - 0.8 * spacing, span.max(axis=0) + 0.8 * spacing
        self._factor, unit = prefixed([0.0, float(np.max(high - low))], "m")
        self._place = (place[..., :2] - low) * self._factor
        size = (high - low) * self._factor
        start = self._place[0]
        with style():
            self._arrows = ax.quiver(start[:, 0], start[:, 1], 0 * start[:, 0], 0 * start[:, 0], pivot="mid",
                                     angles="xy", scale_units="xy", scale=1, zorder=2,
                                     width=max(0.003, 0.045 / max(6.0, float(np.max(high - low)) / spacing)))
            self._dots = ax.scatter([], [], s=12, zorder=1)
        ax.set(xlim=(0, size[0]), ylim=(0, size[1]), aspect="equal")
        wrapped = result.inputs["arrangement"] == "chain"
        ax.set(xlabel=axis_label("along the chain, in rows" if wrapped else "x", unit),
               ylabel=axis_label("rows" if wrapped else "y", unit))
        ax.locator_params(nbins=5)
        ax.grid(False)
        self.artists: list[Any] = [self._dots, self._arrows]

    def show(self, frame: int) -> None:
        """Set the arrows to those of a frame."""
        from matplotlib.colors import to_rgba_array

        layer = self._layer[frame]
        place, direction, chain = self._place[frame], self._direction[frame], self._chain[frame]
        colours = to_rgba_array(_colours(chain, layer))
        colours[~layer, 3] = 0
        drawn: Any = colours
        arrows = _LENGTH * self._spacing * self._factor * direction[:, :2]
        self._arrows.set_offsets(place)
        self._arrows.set_UVC(arrows[:, 0], arrows[:, 1])
        self._arrows.set_facecolor(drawn)
        self._dots.set_offsets(place)
        self._dots.set_sizes(30 * direction[:, 2] ** 2)
        self._dots.set_facecolor(drawn)
        self._dots.set_edgecolor("none")


def _colours(chain: np.ndarray, layer: np.ndarray) -> list[str]:
    """Return the colour of each unit: of six in turn for the chains of the layer, so that most neighbours differ."""
    from onnes.plots import PALETTE

    drawn = {label: PALETTE[index % 6] for index, label in enumerate(np.unique(chain[layer & (chain >= 0)]))}
    return [drawn.get(label, _SINGLE) for label in chain]


def _logarithmic(ax: Axes) -> None:
    """Make the axis of kT over the scale logarithmic, with ticks as plain numbers."""
    ax.set_xscale("log")
    low, high = ax.get_xlim()
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    if high / low > 100:
        ticks = [tick for tick in ticks if f"{tick:.0e}".startswith("1")]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()


def _layer(place: np.ndarray, spacing: float, arrangement: str) -> np.ndarray:
    """Return which units are in the layer that is drawn, shape (frames, N): near the middle, one a thick."""
    height = place[..., 2]
    if arrangement in ("free", "cluster"):
        middle = np.median(height, axis=1, keepdims=True)
        return np.abs(height - middle) < 0.6 * spacing
    levels = np.unique(np.round(height[0] / spacing, 6))
    chosen = levels[len(levels) // 2] * spacing
    return np.abs(height - chosen) < 0.1 * spacing


def _wrapped(place: np.ndarray, result: Result, spacing: float) -> np.ndarray:
    """Return places as they are drawn: a chain in rows, units in a periodic cell inside of it."""
    if result.inputs["arrangement"] == "free":
        side = (place.shape[1]) ** (1 / 3) * spacing
        return np.mod(place, side)
    if result.inputs["arrangement"] != "chain":
        return place
    index = np.arange(place.shape[1])
    rows = np.stack([index % _ROW, -1.5 * (index // _ROW), 0 * index], axis=-1) * spacing
    return np.broadcast_to(rows, place.shape)


def _index(result: Result, shown: int) -> int:
    """Return the index of the experiment's temperature (0), or of the coldest (1), in the scan."""
    kelvin = result.arrays["temperature"].values
    own = int(np.argmin(np.abs(kelvin - result.inputs["temperature"]["value"])))
    return (own, len(kelvin) - 1)[shown]


def _kelvin(result: Result, shown: int) -> str:
    from onnes.plots import in_words

    return in_words(float(f"{result.arrays['temperature'].values[_index(result, shown)]:.3g}"), "K")


def _title(result: Result, shown: int) -> str:
    lengths = result["chain_length"], result["chain_length_cold"]
    return f"{_kelvin(result, shown)}: {float(lengths[shown]):.2g} units in a chain"


def _draw_order(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, style

    arrays = result.arrays
    scaled = arrays["temperature"].values / float(result["scale"])
    number = int(result["units"])
    lines = {f"N = {number}": arrays["order"].values}
    if "order_smaller" in arrays:
        words = arrays["order_smaller"].meaning.split(" of ")[1]
        lines = {f"N = {words.split()[0]}": arrays["order_smaller"].values} | lines
    marks = {}
    if "ordering_temperature_over_scale" in result.readings and result["ordering_temperature_over_scale"]:
        marks = {"cumulants cross": float(result["ordering_temperature_over_scale"])}
    curves(ax, scaled, lines, x_label="kT / scale", label="order parameter", marks=marks,
           title=f"Order against temperature; the scale is {_scale(result)}")
    with style():
        ax.errorbar(scaled, arrays["order"].values, arrays["order_error"].values, fmt="o", color=ax.lines[-1 - len(
            marks)].get_color(), markersize=4)
        own, order = scaled[_index(result, 0)], arrays["order"].values[_index(result, 0)]
        over = max(float(values[_index(result, 0)]) for values in lines.values())
        end, text = (over + 0.06, over + 0.2) if over < 0.6 else (order - 0.06, order - 0.2)
        ax.set(ylim=(0, 1.05))
        _logarithmic(ax)
        ax.annotate("asked", (own, end), xytext=(own, text), ha="center", va="center", fontsize=8.5, color="#555555",
                    arrowprops={"arrowstyle": "->", "color": "#555555"})


def _draw_curve(ax: Axes, result: Result) -> None:
    from onnes.plots import curves, style

    field, moment = result.arrays["curve_field"].values, result.arrays["curve_moment"].values
    close, law = (result.arrays[f"law_{name}"].values for name in ("field", "moment"))
    words = "tanh" if result.inputs["directions"] == "two" else "Langevin"
    curves(ax, close, {}, reference={words: law}, x_label="μB / kT", label="⟨μ⟩/μ along the field")
    drawn = "no forces, drawn" if result.inputs["interaction"] == "none" else "with forces"
    with style():
        ax.plot(field, moment, "o", color="#D55E00", label=drawn)
        ax.set(ylim=(0, 1.05), title=f"Moment in a field at {_kelvin(result, 0)}")
        if result.inputs["arrangement"] == "disc":
            ax.set(xlabel="μB / kT at the rim")
        ax.legend(loc="lower right")


def _draw_distance(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    kelvin, distance = (result.arrays[name].values for name in ("temperature", "neighbour_distance"))
    core = result.inputs["core"] or {"value": None}
    closest = core["value"] or result.inputs["spacing"]["value"] / 2
    curves(ax, kelvin / float(result["scale"]), {"nearest unit": distance},
           reference={"smallest allowed": np.full(len(kelvin), closest)}, x_label="kT / scale",
           label="distance", unit="m", title="Distance of the nearest unit")
    ax.set(ylim=(0, None))
    _logarithmic(ax)


def _draw_lengths(ax: Axes, result: Result) -> None:
    from onnes.plots import style

    length = result.arrays["length"].values
    names = {"share_cold": _kelvin(result, 1), "share": _kelvin(result, 0), "share_random": "random directions"}
    shown = min(len(length), 24)
    with style():
        for index, (name, words) in enumerate(names.items()):
            share = result.arrays[name].values.copy()
            share[shown - 1] = share[shown - 1:].sum()
            colour = ("#0072B2", "#D55E00", "#9a9a9a")[index]
            ax.bar(length[:shown] + 0.28 * (index - 1), share[:shown], width=0.28, color=colour, label=words)
        ax.set(xlabel="number of units in a chain" + (f" (last bar: {shown} and more)" if len(length) > shown else ""),
               ylabel="share of all units", title="Lengths of chains")
        ax.locator_params(axis="x", integer=True)
        ax.legend()


def _draw_energy(ax: Axes, result: Result) -> None:
    from onnes.plots import curves

    scale = float(result["scale"])
    unit = scale * BOLTZMANN
    kelvin, energy = result.arrays["temperature"].values, result.arrays["pair_energy"].values
    reference = {}
    if "ground_energy" in result.readings:
        reference = {"lowest": np.full(len(kelvin), float(result["ground_energy"]) / unit)}
    curves(ax, kelvin / scale, {"pairs": energy / unit}, reference=reference, x_label="kT / scale",
           label="energy per unit / scale", title="Energy of all pairs")
    ax.plot(kelvin / scale, energy / unit, "o", color="#0072B2", markersize=4)
    _logarithmic(ax)


def _scale(result: Result) -> str:
    from onnes.plots import in_words

    return in_words(float(result["scale"]), "K")


def _sentence(result: Result) -> str:
    where = {"chain": "in a row", "square": "on a square lattice", "disc": "in the cross-section of a wire",
             "cubic": "on a cubic lattice", "free": "that move in a cell", "cluster": "that move in the open"}
    forces = {"dipole": "all dipole forces", "text": "the text's form of the force", "none": "no forces"}
    return (f"{int(result['units'])} magnetic units {where[result.inputs['arrangement']]}, "
            f"{forces[result.inputs['interaction']]}; colour: chain, grey: single")

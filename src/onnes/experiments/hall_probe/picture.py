"""Picture and film: fields under five laws, ratios, evidence, readings that are needed, and depths of the holes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAMES = {"chain": "chain", "uniform": "uniform", "london": "London", "critical_state": "critical state",
          "intermediate": "intermediate"}
_COLOURS = {"chain": 1, "uniform": 0, "london": 6, "critical_state": 2, "intermediate": 3}
"""Colours of the laws, places in `PALETTE`."""
_DASHES = {"intermediate": (0, (5, 2)), "critical_state": (0, (2, 1.2))}
_LEAST = 1e-12
"""Smallest probability that is drawn."""
_FRAMES, _SIGMAS = 120, 3.0
_GREY = "#777777"


def picture(result: Result) -> Figure:
    """Draw fields, ratios, evidence, readings that are needed, least currents and depths of the holes."""
    from onnes.plots import figure

    made, axes = figure(mosaic=[["p", "r", "s", "b"], ["n", "m", "m", "d"]], size=(18.5, 9.2), title=_sentence(result))
    _fields(axes["p"], result)
    _plane(axes["r"], result)
    _sequence(axes["s"], result)
    _odds(axes["b"], result)
    _needed(axes["n"], result)
    _matrix(axes["m"], result)
    _depths(axes["d"], result)
    return made


def _sentence(result: Result) -> str:
    from onnes.plots import in_words

    current = in_words(float(result.arrays["current"].values[-1]), "A")
    found = " or ".join(_NAMES[law] for law in result["most_probable_law"].split(" or "))
    return (f"Nature follows the law {_NAMES[result.inputs['truth']]}: {result['readings']} readings up to {current} "
            f"favour the law {found}")


def _two_digits(current: float) -> str:
    from onnes.plots import in_words

    return in_words(float(f"{current:.2g}"), "A")


def _line(law: str) -> dict:
    from onnes.plots import PALETTE

    return {"color": PALETTE[_COLOURS[law]], "linestyle": _DASHES.get(law, "-")}


def _arrays(result: Result) -> dict[str, np.ndarray]:
    return {name: array.values for name, array in result.arrays.items()}


def _laws(result: Result) -> list[str]:
    return [str(law) for law in result.arrays["law"].values]


def _fields(ax: Axes, result: Result) -> None:
    """Draw B(r) of each law at the largest current, with what was measured."""
    from onnes.plots import axis_label, in_words, prefixed, style

    a = _arrays(result)
    surface = a["surface_field_at_current"][-1]
    scale, unit = prefixed(surface, "T")
    length, metre = prefixed(a["r"], "m")
    with style():
        for law, profile in zip(_laws(result), a["profile"][:, -1], strict=True):
            ax.plot(a["r"] * length, profile * surface * scale, label=_NAMES[law], **_line(law))
        ax.axvline(result.inputs["radius"]["value"] * length, color=_GREY, linewidth=0.9, linestyle=":")
        ax.errorbar(a["place"] * length, a["field"][-1] * scale, yerr=a["field_uncertainty"][-1] * scale,
                    xerr=result.inputs["position_error"]["value"] * length, fmt="o", markersize=7, color="black",
                    markerfacecolor="white", markeredgewidth=1.6, capsize=3, label="measured", zorder=5)
        ax.grid(True)
        ax.legend(loc="upper left", fontsize=8, ncols=2)
        ax.set(xlabel=axis_label("distance from the axis", metre), ylabel=axis_label("magnetic field", unit),
               ylim=(-0.04 * surface * scale, 1.35 * surface * scale),
               title=f"Fields at {in_words(float(a['current'][-1]), 'A')}")


def _plane(ax: Axes, result: Result) -> None:
    """Draw B2/B3 against B1/B3: laws over all readings as points, at each current as lines, and as measured."""
    from matplotlib.patches import Ellipse

    from onnes.plots import style

    a = _arrays(result)
    r1, r2, radius = *a["place"][:2], result.inputs["radius"]["value"]
    with style():
        for law, ratio, of_all in zip(_laws(result), a["law_ratio"], a["law_ratio_of_all"], strict=True):
            moves = np.ptp(ratio, axis=0).max() > 1e-6
            if law == "intermediate" and moves:  # below Silsbee's current it is London's
                ratio = ratio[a["scan_current"] > result["silsbee_current"]]
            ax.plot(ratio[:, 0], ratio[:, 1], **_line(law))
            ax.plot(*of_all, marker="s", markersize=8, label=_NAMES[law], **_line(law))
        for power in (1, 2):
            ax.plot((r1 / radius) ** power, (r2 / radius) ** power, "x", color=_GREY, markersize=8,
                    label="point probe, no holes" if power == 1 else None)
        size, turned = np.linalg.eigh(a["measured_ratio_covariance"])
        wide, high = 2 * _SIGMAS * np.sqrt(np.maximum(size, 0))
        ax.add_patch(Ellipse(tuple(a["measured_ratio"]), max(wide, 1e-3), max(high, 1e-3),
                             angle=float(np.degrees(np.arctan2(turned[1, 0], turned[0, 0]))), fill=True,
                             facecolor="#00000022", edgecolor="black", linewidth=1.3, zorder=6,
                             label=f"measured, {_SIGMAS:g}σ"))
        ax.plot(*a["measured_ratio"], "+", color="black", markersize=11, zorder=7)
        ax.grid(True)
        ax.legend(loc="lower right", fontsize=8)
        ax.set(xlabel="B1 over B3", ylabel="B2 over B3", title="Ratios over all readings (lines: at one current)",
               xlim=(-0.06, 1.12), ylim=(-0.06, 1.12))


def _sequence(ax: Axes, result: Result) -> None:
    """Draw the probability of each law as readings come in."""
    from onnes.plots import style

    a = _arrays(result)
    with style():
        for law, probability in zip(_laws(result), a["posterior"], strict=True):
            ax.plot(a["reading_number"], np.maximum(probability, _LEAST / 10), label=_NAMES[law], **_line(law))
        _steps_of_current(ax, a)
        ax.grid(True, axis="y")
        ax.set(yscale="log", ylim=(_LEAST, 6), xlim=(1, a["reading_number"][-1]), xlabel="number of readings",
               ylabel="relative probability of the law", title="Evidence as readings come in")


def _steps_of_current(ax: Axes, a: dict[str, np.ndarray]) -> None:
    """Mark where the current changes, and write some of the currents."""
    starts = np.flatnonzero(np.diff(a["current_of_reading"], prepend=-1.0))
    few = set(starts[::max(1, int(np.ceil(len(starts) / 8)))])
    for start in starts:
        ax.axvline(a["reading_number"][start], color="#dddddd", linewidth=0.8, zorder=0)
        if start in few:
            ax.annotate(" " + _two_digits(a["current_of_reading"][start]),
                        (a["reading_number"][start], 0.01), xycoords=("data", "axes fraction"), fontsize=7, color=_GREY,
                        rotation=90, va="bottom", ha="left")


def _odds(ax: Axes, result: Result) -> None:
    """Draw by how much the readings disfavour each law against the best."""
    from onnes.plots import PALETTE, style

    laws = _laws(result)
    final = _arrays(result)["log_likelihood"][:, -1]
    against = (final.max() - final) / np.log(10)
    with style():
        ax.barh(range(len(laws)), np.maximum(against, 0.02), color=[PALETTE[_COLOURS[law]] for law in laws])
        ax.set_xscale("symlog", linthresh=1)
        ax.set_xlim(0, 60 * max(against.max(), 1))
        for row, value in enumerate(against):
            shown = "best" if value == 0 else f"{value:.3g}" if value < 100 else f"{value:,.0f}"
            ax.annotate(shown, (max(value, 0.02), row), xytext=(5, 0), textcoords="offset points", va="center",
                        fontsize=9)
        ax.set_yticks(range(len(laws)), [_NAMES[law] for law in laws])
        ax.set_xticks([0, *[10.0**power for power in range(0, int(np.log10(max(against.max(), 1))) + 1, 2)]])
        ax.invert_yaxis()
        ax.grid(True, axis="x")
        ax.set(xlabel="logarithm of the odds against the law (number of decades)", title="Odds after all readings")


def _needed(ax: Axes, result: Result) -> None:
    """Draw the number of readings at one current that rejects each rival of the law that nature follows."""
    from onnes.plots import style

    a, laws, truth = _arrays(result), _laws(result), result.inputs["truth"]
    counts = a["readings_for_5_sigma"][:, laws.index(truth)]
    made = len(a["reading_number"]) / len(a["current"])
    with style():
        for law in laws:
            if law != truth:
                ax.plot(a["scan_current"], counts[:, laws.index(law)], label=f"against {_NAMES[law]}",
                        marker=".", markersize=3, **_line(law))
        ax.axhline(made, color=_GREY, linewidth=0.9, linestyle=":")
        ax.annotate("made here at each current", (0.78, made), xycoords=("axes fraction", "data"), xytext=(0, 3),
                    textcoords="offset points", ha="right", va="bottom", fontsize=8, color=_GREY)
        for current, name, height in ((result["silsbee_current"], "Silsbee", 0.99),
                                      (result["critical_current"], "πR²Jc", 0.80)):
            if a["scan_current"][0] < current < a["scan_current"][-1]:
                ax.axvline(current, color=_GREY, linewidth=0.8, linestyle="--")
                ax.annotate(name, (current, height), xycoords=("data", "axes fraction"), xytext=(-2, 0),
                            textcoords="offset points", rotation=90, va="top", ha="right", fontsize=8, color=_GREY,
                            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
        ax.grid(True)
        ax.legend(loc="upper center", fontsize=8)
        least = np.nanmin(counts) if np.isfinite(counts).any() else 1.0
        most = np.nanmax(counts) if np.isfinite(counts).any() else 10.0
        ax.set(xscale="log", yscale="log", ylim=(0.6 * min(least, made), 20 * max(most, made)),
               xlabel="current (A)", ylabel="number of readings for 5σ",
               title=f"Readings at one current if {_NAMES[truth]} is true")


def _matrix(ax: Axes, result: Result) -> None:
    """Draw the least current that tells each pair of laws apart, and the readings that the smallest one needs."""
    from onnes.plots import in_words, style

    a, laws = _arrays(result), _laws(result)
    least, counts = a["least_current"], a["readings_for_5_sigma"][0]
    low, high = np.log10(a["scan_current"][[0, -1]])
    with style():
        ax.imshow(np.log10(least), cmap="YlGnBu", vmin=low, vmax=high + 0.6 * (high - low), aspect="auto")
        for i, j in np.ndindex(least.shape):
            if i == j:
                continue
            never = not np.isfinite(least[i, j])
            first = "not at any current" if never else f"from {_two_digits(float(least[i, j]))}"
            second = "" if not np.isfinite(counts[i, j]) else f"\n{counts[i, j]:.4g} readings"
            ax.annotate(first + second, (j, i), ha="center", va="center", fontsize=8.5)
        names = [_NAMES[law] for law in laws]
        ax.set_xticks(range(len(laws)), names)
        ax.set_yticks(range(len(laws)), names)
        ax.set_xticks(np.arange(len(laws) + 1) - 0.5, minor=True)
        ax.set_yticks(np.arange(len(laws) + 1) - 0.5, minor=True)
        ax.grid(True, which="minor", color="white", linewidth=2)
        ax.tick_params(which="both", length=0)
        ax.spines[:].set_visible(False)
        made = len(a["reading_number"]) // len(a["current"])
        smallest = in_words(float(a["scan_current"][0]), "A")
        ax.set(xlabel="law that is rejected", ylabel="law that is true",
               title=f"5σ with {made} readings: from which current; readings that {smallest} would need")


def _depths(ax: Axes, result: Result) -> None:
    """Draw D of chain and uniform over both depths, the best ones and those chosen."""
    from onnes.plots import prefixed, style

    a = _arrays(result)
    scale, unit = prefixed(a["first_depth"], "m")
    depth = a["first_depth"] * scale
    with style():
        drawn = ax.pcolormesh(depth, depth, np.ma.masked_invalid(a["separation_of_places"].T), cmap="viridis",
                              shading="nearest", rasterized=True)
        bar = ax.figure.colorbar(drawn, ax=ax, pad=0.02)
        bar.set_label("separation over its standard deviation")
        r1, r2 = a["place"][:2] * scale
        ax.plot(r1, r2, "o", color="white", markeredgecolor="black", markersize=8, label="these holes")
        ax.plot(result["best_r1"] * scale, result["best_r2"] * scale, "*", color="#D55E00", markeredgecolor="white",
                markersize=15, label="best: chain, uniform")
        ax.plot(result["best_r1_all"] * scale, result["best_r2_all"] * scale, "D", color="#E69F00",
                markeredgecolor="black", markersize=7, label="best: nearest pair")
        ax.set_aspect("equal")
        ax.legend(loc="lower right", fontsize=8)
        ax.set(xlabel=f"first hole from the axis ({unit})", ylabel=f"second hole from the axis ({unit})",
               title="Chain or uniform: where to drill")


def film(result: Result, path: Path) -> None:
    """Write a film: readings come in, and the laws are weighed by them."""
    from onnes.plots import write_film

    write_film(_frames(result), path, fps=12)


def _frames(result: Result) -> Iterator[np.ndarray]:
    from onnes.plots import PALETTE, axis_label, figure, in_words, moving_frames, parameters, prefixed, style

    a, laws = _arrays(result), _laws(result)
    total = len(a["reading_number"])
    length, metre = prefixed(a["r"], "m")
    made, axes = figure(mosaic=[["p", "s"], ["p", "b"]], size=(13.0, 6.4))
    share = np.maximum(a["posterior"], _LEAST / 10)
    with style():
        ax = axes["p"]
        curves = [ax.plot([], [], label=_NAMES[law], **_line(law))[0] for law in laws]
        bars = [ax.plot([], [], color="black", linewidth=1.2)[0] for _ in range(3)]
        (points,) = ax.plot([], [], "o", color="black", markerfacecolor="white", markersize=8, markeredgewidth=1.6,
                            label="mean of the readings", zorder=5)
        ax.axvline(result.inputs["radius"]["value"] * length, color=_GREY, linewidth=0.9, linestyle=":")
        ax.grid(True)
        ax.legend(loc="upper left")
        ax.set(xlim=(0, a["r"][-1] * length), ylim=(-0.25, 1.45), xlabel=axis_label("distance from the axis", metre),
               ylabel="field over that at the surface")
        caption = ax.set_title(" ")
        ax = axes["s"]
        trails = [ax.plot([], [], **_line(law))[0] for law in laws]
        ax.set(yscale="log", ylim=(_LEAST, 6), xlim=(1, max(total, 2)), xlabel="number of readings",
               ylabel="relative probability", title="So far")
        ax.grid(True, axis="y")
        ax = axes["b"]
        columns = list(ax.bar(range(len(laws)), [0.0] * len(laws), color=[PALETTE[_COLOURS[law]] for law in laws]))
        ax.set_xticks(range(len(laws)), [_NAMES[law] for law in laws])
        ax.set(ylim=(0, 1.05), ylabel="relative probability", title="Now")

    def move(now: int) -> None:
        current = a["current_of_reading"][now]
        level = int(np.argmin(np.abs(a["current"] - current)))
        surface = a["surface_field_at_current"][level]
        for curve, profile in zip(curves, a["profile"][:, level], strict=True):
            curve.set_data(a["r"] * length, profile)
        mean, error = _running(a, now, result.inputs["noise"]["value"])
        points.set_data(a["place"] * length, mean / surface)
        for bar, place, value, spread in zip(bars, a["place"], mean, error, strict=True):
            bar.set_data([place * length] * 2, [(value - spread) / surface, (value + spread) / surface])
        for trail, column, probability in zip(trails, columns, share, strict=True):
            trail.set_data(a["reading_number"][:now + 1], probability[:now + 1])
            column.set_height(probability[now])
        caption.set_text(f"{now + 1} readings, {in_words(float(f'{current:.3g}'), 'A')}")

    moments = np.unique(np.round(np.linspace(0, total - 1, min(total, _FRAMES))).astype(int))
    moving = [*curves, *bars, points, *trails, *columns, caption]
    return moving_frames(made, moving, [*moments, *[total - 1] * 10], move, parameters(result))


def _running(a: dict[str, np.ndarray], now: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the field so far at the present current in each place, and its error; NaN before all directions are read.

    It is half the difference of the means of both directions, in which an offset drops out.
    """
    here = np.flatnonzero(a["current_of_reading"][:now + 1] == a["current_of_reading"][now])
    field, variance = np.zeros(3), np.zeros(3)
    directions = np.unique(a["direction_of_reading"])
    for place in range(3):
        for direction in directions:
            read = here[(a["place_of_reading"][here] == place + 1) & (a["direction_of_reading"][here] == direction)]
            mean = a["reading"][read].mean() if len(read) else np.nan
            field[place] += direction * mean / len(directions)
            variance[place] += noise**2 / (max(len(read), 1) * len(directions) ** 2)
    return field, np.sqrt(variance)

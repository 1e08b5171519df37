"""Picture of a moving boundary layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BEHIND, _AHEAD = 6.0, 2.5
"""Extent of the picture behind the conversion, in lambda, and ahead of the boundary, in widths."""


def picture(result: Result) -> Figure:
    """Draw velocities, field, y forces on the superfluid, E_x, the energies, and what the thrust changes."""
    from onnes.plots import curves, figure, profile

    made, axes = figure(2, 3, size=(15.0, 8.0))
    values = {name: array.values for name, array in result.arrays.items()}
    depth, width, thrust = (result[name] for name in ("depth", "layer_width", "layer_thrust"))
    x = values["x"]
    shown = (x > -_BEHIND * depth - thrust) & (x < _AHEAD * width)
    x, speed, start = x[shown], result.inputs["speed"]["value"], result["carrier_velocity"]

    def drawn(name: str, unit: float = 1.0) -> np.ndarray:
        return values[name][shown] / unit

    where = {"x_label": "distance from the boundary"}
    profile(axes[0, 0], x, {"superfluid density over n": drawn("superfluid"),
                            "superfluid, u$_s$/x$_0$'": drawn("superfluid_x", speed),
                            "normal carriers, u$_n$/x$_0$'": drawn("normal_x", speed)},
            label="density over n, velocity over x$_0$'", **where)
    current = drawn("superfluid", values["superfluid"][0]) * drawn("superfluid_y", start)
    profile(axes[0, 1], x, {"B/B$_0$": drawn("magnetic_field", _field(result)), "superfluid, n$_s$v$_s$": current},
            reference={"both without width": np.where(x <= 0, drawn("sharp_velocity", start), np.nan)},
            label="field and current over the largest", **where)
    profile(axes[0, 2], x, {"": drawn("electric_field_x")}, label="E$_x$", unit="V/m", **where)
    forces = {"E$_y$": "super_electric_y", "magnetic force": "super_magnetic_y",
              "condensing carriers": "super_conversion_y"}
    profile(axes[1, 0], x, {text: drawn(name) for text, name in forces.items()}, label="y force on the superfluid",
            unit="N/m^3", **where)
    _energies(axes[1, 1], result)
    curves(axes[1, 2], values["thrust"], {"one phase: momentum from condensation": values["share_of_thrust"],
                                          "free carriers: field left behind": values["left_of_thrust"]},
           reference={"exp(-thrust/$\\lambda$)": np.exp(-values["thrust"] / depth)}, x_label="thrust", x_unit="m",
           label="share of n$_s$m v$_y$x$_0$', of B$_0$")
    for ax, title in zip(axes.flat, _titles(result), strict=True):
        ax.set_title(title, fontsize="medium")
    made.suptitle(_sentence(result))
    return made


def _energies(ax: Axes, result: Result) -> None:
    """Draw what condensation gives and where it goes, over the power of H25."""
    from onnes.plots import PALETTE, style

    names = {"work of condensation\nalong x": "condensation_work",
             "kinetic energy\nof condensing": "condensation_kinetic",
             "to the field": "field", "friction of the\nnormal fluid": "friction", "heat of joining": "joining"}
    shares = [result[f"power_{name}"] / result["power"] for name in names.values()]
    places = np.arange(len(names))[::-1]
    with style():
        ax.barh(places, shares, color=[PALETTE[0]] * 2 + [PALETTE[1]] * 3)
        for place, share in zip(places, shares, strict=True):
            ax.annotate(f"{share:.3g}", (share, place), xytext=(4, 0), textcoords="offset points", va="center")
        ax.set_yticks(places, list(names))
        ax.spines[["top", "right"]].set_visible(False)
        ax.set(xlabel="power over (B$_0^2$/2$\\mu_0$) x$_0$'", xlim=(0, 1.2 * max(shares)))


def _titles(result: Result) -> tuple[str, ...]:
    """Return what each panel shows."""
    way = "along" if result["electric_field_x"] > 0 else "against"
    flows, free = result["layer_thrust"] > 0, result.inputs["law"] == "perfect-conductor"
    against = "The magnetic force alone acts" if free else "Condensing carriers alone act"
    if flows and not free:
        against = "Magnetic force and condensing carriers act"
    return (
        "Normal carriers flow back to where superfluid forms" if flows else "Without a thrust nothing flows back",
        "The superfluid screens a part of the field" if free else "The superfluid screens the field",
        f"E$_x$ drives {result.inputs['carriers']} back: it points {way} the motion" if flows
        else f"E$_x$ points {way} the motion",
        f"{against} against E$_y$",
        "Condensation (blue) pays for the field and the heat (red)",
        "A longer thrust leaves less field behind" if free else "A longer thrust leaves less to condensation",
    )


def _sentence(result: Result) -> str:
    thrust = f"thrusts forward by {result['layer_thrust'] / result['depth']:.3g} $\\lambda$"
    if result.inputs["law"] == "london":
        return (f"Superfluid of one phase {thrust}: {result['condensation_share']:.0%} of the momentum of the "
                "current must come with condensation")
    left = result["field_left"] / _field(result)
    return f"Superfluid of free carriers {thrust}: {left:.1%} of the field stays behind"


def _field(result: Result) -> float:
    """Return B_0, in T."""
    return float(result.arrays["magnetic_field"].values[-1])

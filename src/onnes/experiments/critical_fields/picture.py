"""The picture: profiles of wall and vortex, and the critical fields over kappa."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FIELDS = {
    "hc1_over_hc": ("$H_{c1}$", "P"),
    "hc_over_hc": ("$H_c$", "o"),
    "hc2_over_hc": ("$H_{c2}$", "s"),
    "hsh_over_hc": (r"$H_{sh}$", "v"),
    "hsh_transverse_over_hc": (r"$H_{sh}$, waves", "^"),
    "hc3_over_hc": ("$H_{c3}$", "D"),
}


def picture(result: Result) -> Figure:
    """Draw the profiles of the wall and of the vortex in units of xi, and the critical fields over kappa."""
    from onnes.plots import curves, figure

    made, (wall, vortex, fields) = figure(1, 3, size=(13.5, 4.2), title=_sentence(result))
    kappa = float(result["kappa"])
    arrays = {name: array.values for name, array in result.arrays.items()}
    curves(wall, arrays["wall_position"], {r"$|\psi|$": arrays["wall_modulus"], "$B/H_c$": arrays["wall_field"]},
           x_label=r"position ($\xi$)", label="$|\\psi|$, $B$ over $H_c$", title=_wall_title(result))
    wall.set_xlim(max(arrays["wall_position"][0], -4 * np.sqrt(1 + kappa)), 4 * (1 + kappa))
    curves(vortex, arrays["vortex_radius"],
           {r"$|\psi|$": arrays["vortex_modulus"], "$B/H_c$": arrays["vortex_field"]},
           x_label=r"distance from the axis ($\xi$)", label="$|\\psi|$, $B$ over $H_c$", title="one vortex")
    vortex.set_xlim(0, 4 * (1 + kappa))
    _map_of_fields(fields, result, kappa)
    return made


def _map_of_fields(ax: Axes, result: Result, kappa: float) -> None:
    """Draw Hc, Hc2 and Hc3 over kappa as lines; Hc1 and Hsh as points at the computed kappa."""
    from onnes.plots import PALETTE, style

    with style():
        around = kappa * np.array([0.1, 10.0])
        for (name, (label, marker)), colour in zip(_FIELDS.items(), PALETTE, strict=False):
            height = _over_hc(result, name)
            if height is None:
                continue
            if name in ("hc_over_hc", "hc2_over_hc", "hc3_over_hc"):
                power = 0 if name == "hc_over_hc" else 1
                ax.plot(around, height * (around / kappa) ** power, color=colour, linewidth=1.2)
            ax.plot(kappa, height, marker, color=colour, label=f"{label} = {height:.4g} $H_c$", linestyle="none")
        ax.axvline(1 / np.sqrt(2), color="#888888", linewidth=0.9, linestyle=":")
        ax.set(xscale="log", yscale="log", xlim=around, xlabel=r"Ginzburg-Landau parameter $\kappa$",
               ylabel="field $H/H_c$", title="critical fields")
        ax.minorticks_off()
        ax.grid(True)
        low, high = ax.get_ylim()
        ax.set_ylim(low, high * (high / low) ** 0.25)  # room for the legend
        ax.legend(loc="upper left", ncols=2)


def _over_hc(result: Result, name: str) -> float | None:
    if name == "hc_over_hc":
        return 1.0
    if name == "hc3_over_hc":
        pair = (result["hc3_over_hc2"], result["hc2_over_hc"])
        return None if None in pair else pair[0] * pair[1]
    return result[name]


def _wall_title(result: Result) -> str:
    energy = result["wall_energy"]
    return "wall" if energy is None else rf"wall at $H_c$: $\delta = {energy:.4g}\,\lambda$"


def _sentence(result: Result) -> str:
    temperature = result.inputs.get("temperature")
    where = f"{result.material} at {temperature['value']:g} K, " if result.material and temperature else ""
    return rf"{where}$\kappa$ = {result['kappa']:.4g}: type {result['type']}"
